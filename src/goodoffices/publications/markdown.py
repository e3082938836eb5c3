"""The brief as Markdown (CommonMark with tables): every line with the numbers of its sources, notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..lexicon.concepts import label
from .accounts import Question, by_subject
from .brief import Brief, brief_of
from .citations import Citation, file_name
from .notices import Notice
from .pages import cleaned
from .record import Record
from .sentences import KeyPoint, Statement
from .values import quoted

_MEANING = re.compile(r"([\\`*_\[\]<>#|~&])")
ROW = 12  # marks shown in a row of the timeline or of a meeting, whose claims the findings cite one by one
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def brief_markdown(record: Record, language: str) -> str:
    """The brief of a record; numbers in brackets lead to the notes, which name outlet, line and words."""
    return markdown_of(brief_of(record, language))


def markdown_of(brief: Brief) -> str:
    """The Markdown of a brief."""
    return "\n".join(_Writer(brief).lines()).rstrip("\n") + "\n"


def plain_text(text: str) -> str:
    """Text on one line with everything that Markdown or HTML would act on escaped."""
    line = " ".join(cleaned(text).split())
    if _MEANING.search(line):
        line = _MEANING.sub(r"\\\1", line)
    return _LEADING.sub(r"\1\\\2", line) if line and not line[0].isalpha() else line


class _Writer:
    """Writes one brief and numbers the citations in the order in which they are used."""

    def __init__(self, brief: Brief) -> None:
        self.brief, self.words = brief, brief.words
        self.notes: dict[str, int] = {}
        self.cited: list[Citation] = []

    def lines(self) -> Iterator[str]:
        """The whole brief, line by line."""
        yield from self._head()
        yield from self._section("key-points", self._points(), "nothing-key")
        yield from self._section("disputed-section", self._cards(self.brief.disputed), "nothing-disputed")
        yield from self._section("agreed-section", self._findings(self.brief.settled), "nothing-agreed")
        yield from self._section("timeline", self._timeline(), "nothing-timeline")
        yield from self._section("meetings", self._meetings(), "nothing-meetings")
        yield from self._section("positions", self._positions(), "nothing-positions")
        yield from self._section("next", self._steps(), "nothing-next")
        if self.brief.undetermined:
            yield from self._section("undetermined-section", self._cards(self.brief.undetermined), "")
        if self.brief.single:
            yield from self._section("single-section", self._findings(self.brief.single), "")
        yield from self._section("people", self._people(), "nothing-people")
        yield from self._section("sources", self._sources(), "none")
        yield from self._section("assumptions", self._plain(self.brief.assumptions), "nothing-assumed")
        yield from self._section("refused", self._plain(self.brief.refused), "nothing-refused")
        yield from self._section("cited-words", self._notes(), "none")
        yield f"*{plain_text(self.words('machine-note'))}*"

    def _head(self) -> Iterator[str]:
        facts, words = self.brief.facts, self.words
        yield f"# {plain_text(facts.title)}"
        yield ""
        named = (
            (words("as-of"), facts.as_of),
            (words("period"), facts.period),
            (words("place"), ", ".join(facts.places)),
            (words("parties"), ", ".join(facts.parties)),
        )
        parts = [f"{name}: {plain_text(value)}" for name, value in named if value]
        yield " · ".join([*parts, facts.pages, facts.outlets])
        yield ""
        yield " · ".join(text for _, text in facts.tally)
        yield ""

    def _section(self, key: str, content: Iterable[str], empty: str) -> Iterator[str]:
        yield f"## {self.words(key)}"
        yield ""
        written = list(content)
        yield from written or [plain_text(self.words(empty))]
        yield ""

    def _points(self) -> Iterator[str]:
        for point in self.brief.points:
            yield from self._point(point)

    def _point(self, point: KeyPoint) -> Iterator[str]:
        status, subject = self._status(point), plain_text(point.subject)
        if point.status == "next":
            part = point.statements[0].parts[0]
            when = f", {plain_text(part.text)}" if part.text else ""
            yield f"- *{status}*: **{subject}**{when} {self._marks(part.citations)}"
        elif len(point.statements) == 1:
            yield f"- *{status}*: **{subject}** — {self._statement(point.statements[0])}"
        else:
            yield f"- *{status}*: **{subject}**"
            for statement in point.statements:
                yield f"  - {self._statement(statement)}"

    def _status(self, point: KeyPoint) -> str:
        if point.status == "next":
            return self.words("ahead")
        return label("findings", point.status, self.words.language)

    def _statement(self, statement: Statement) -> str:
        between = " — " if statement.status == "disputed" else "; "
        said = between.join(
            f"{self._also(part.beside)}{plain_text(part.text)}{_who(part.who)} {self._marks(part.citations)}"
            for part in statement.parts
        )
        more = f"; {self.words.count('count-other-answer', statement.left_out)}" if statement.left_out else ""
        return f"{statement.asked}: {said}{more} ({statement.counted})"

    def _also(self, beside: bool) -> str:
        return f"{self.words('also')}: " if beside else ""

    def _cards(self, items: Iterable[Question]) -> Iterator[str]:
        words = self.words
        for item in items:
            yield f"### {plain_text(item.subject)} — {item.asked}"
            yield ""
            yield f"*{item.status_text}*, {item.counted}"
            yield ""
            yield from self._table("said", "speaker", "outlets", "owners", "sides", "in-text")
            for account in item.accounts:
                stated = "".join(f" ({quoted(plain_text(wording), words)})" for wording in account.words)
                how = "".join(f" ({plain_text(note)})" for note in account.how)
                owners = f"{len(account.owners)}: {_cell(account.owners)}" if account.owners else "0"
                said = f"{self._also(account.beside)}{plain_text(account.text)}{stated}"
                yield (
                    f"| {said} | {_cell(account.speakers)}{how} | {_cell(account.outlets)} "
                    f"| {owners} | {_cell(account.sides)} | {self._marks(account.citations)} |"
                )
            yield ""
            yield from (f"- {plain_text(reason)}" for reason in item.reasons)
            yield ""

    def _findings(self, items: tuple[Question, ...]) -> Iterator[str]:
        for group in by_subject(items):
            yield f"- **{plain_text(group[0].subject)}**"
            for item in group:
                first = next((one for one in item.accounts if one.beside), None)
                said = "; ".join(
                    f"{self._also(one is first)}{plain_text(one.short or one.text)} {self._marks(one.citations)}"
                    for one in item.accounts
                )
                behind = _cell(item.voices) if item.status == "single" else f"{item.status_text}, {item.counted}"
                yield f"  - {item.asked}: {said} ({behind})"

    def _timeline(self) -> Iterator[str]:
        for row in self.brief.rows:
            mark = "ahead" if row.ahead else "announced" if row.announced else ""
            ahead = f"*{self.words(mark)}* " if mark else ""
            marks = self._marks(row.citations, ROW)
            yield f"{row.number}. {plain_text(row.when)}: {ahead}{plain_text(row.what)} {marks}"

    def _meetings(self) -> Iterator[str]:
        for item in self.brief.meetings.gatherings:
            where = ", ".join(plain_text(text) for text in (item.when, item.where) if text)
            yield f"- **{plain_text(item.name)}** ({where}): {_cell(item.who)} {self._marks(item.citations, ROW)}"

    def _positions(self) -> Iterator[str]:
        standing = self.brief.standing
        for row in standing.rows:
            yield f"- **{plain_text(row.issue)}**"
            for party, cell in zip(standing.parties, row.cells, strict=True):
                for stand in cell:
                    when = f" ({plain_text(stand.when)})" if stand.when else ""
                    said = f": {quoted(plain_text(stand.text), self.words)}" if stand.text else ""
                    yield f"  - {plain_text(party)} — {stand.stance_text}{when}{said} {self._marks(stand.citations)}"

    def _steps(self) -> Iterator[str]:
        for step in self.brief.steps:
            when = f"{plain_text(step.when)}: " if step.when else ""
            who = f" ({_cell(step.who)})" if step.who else ""
            said = f": {quoted(plain_text(step.quote), self.words)}" if step.quote else ""
            yield f"- {when}{plain_text(step.what)}{who}{said} {self._marks(step.citations)}"

    def _people(self) -> Iterator[str]:
        if self.brief.people:
            yield from self._table("name", "spellings", "roles", "sides")
        for person in self.brief.people:
            spellings = _cell(spelling.text for spelling in person.spellings)
            name, side = plain_text(person.name), plain_text(person.side) or "–"
            yield f"| {name} | {spellings} | {_cell(person.roles)} | {side} |"

    def _sources(self) -> Iterator[str]:
        if self.brief.sources:
            yield from self._table("name", "kind", "owner", "sides", "languages", "cited-pages")
        for source in self.brief.sources:
            yield (
                f"| {plain_text(source.name)} | {source.kind} | {plain_text(source.owner) or '–'} "
                f"| {plain_text(source.side) or '–'} | {_cell(source.languages)} | {_cell(source.letters)} |"
            )

    def _plain(self, items: Iterable[Notice]) -> Iterator[str]:
        for item in items:
            about = f"{', '.join(item.pages)}: " if item.pages else f"{item.file}: " if item.file else ""
            yield f"- {plain_text(about + item.text)}"

    def _table(self, *keys: str) -> Iterator[str]:
        yield "| " + " | ".join(self.words(key) for key in keys) + " |"
        yield "|" + " --- |" * len(keys)

    def _marks(self, citations: Iterable[Citation], most: int = 0) -> str:
        """Numbers in brackets; of a row that only gathers what other rows cite, the first `most`."""
        marks, every = [], tuple(citations)
        few = every[:most] if most and len(every) > most + 2 else every
        for citation in few:
            if citation.claim.id not in self.notes:
                self.notes[citation.claim.id] = len(self.notes) + 1
                self.cited.append(citation)
            marks.append(f"[{self.notes[citation.claim.id]}]")
        return "".join(marks) + (" …" if len(few) < len(every) else "")

    def _notes(self) -> Iterator[str]:
        words = self.words
        for number, citation in enumerate(self.cited, 1):
            document = self.brief.citations.lines.by_id.get(citation.document)
            line = f", {words('line', line=citation.line)}" if citation.line is not None else ""
            path = f" ({plain_text(file_name(document))}{line})" if document else ""
            said = f", {plain_text(citation.speaker)}" if citation.voice else ""
            yield f"- [{number}] {plain_text(citation.outlet)}{path}{said}: {quoted(plain_text(citation.quote), words)}"


def _cell(items: Iterable[str]) -> str:
    return ", ".join(plain_text(item) for item in items) or "–"


def _who(names: Iterable[str]) -> str:
    said = ", ".join(plain_text(name) for name in names)
    return f" ({said})" if said else ""
