"""The outline of a brief: every line with the numbers of its sources, notes at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..lexicon.concepts import label
from .accounts import Account, Question, by_subject
from .brief import Brief
from .citations import Citation, Citations, file_name
from .notices import Notice
from .outline import (
    Block,
    Heading,
    Item,
    Line,
    Marks,
    Note,
    Outline,
    Paragraph,
    Table,
    Text,
    emphasis,
    line_of,
    listed,
    one_line,
    strong,
)
from .sentences import KeyPoint, Part, Statement
from .values import quoted
from .words import Words

ROW = 12
"""Marks shown in a row of the timeline or of a meeting, whose claims the findings cite one by one."""
POINTS = " · "


def outline_of(brief: Brief) -> Outline:
    """The outline of a brief; its numbers lead to the notes, which name outlet, line and words."""
    return Outline(one_line(brief.facts.title), brief.words.language, tuple(_Writer(brief).blocks()))


class _Writer:
    """Writes one brief and numbers the citations in the order in which they are used."""

    def __init__(self, brief: Brief) -> None:
        self.brief, self.words = brief, brief.words
        self.notes: dict[str, int] = {}
        self.cited: list[Citation] = []

    def blocks(self) -> Iterator[Block]:
        """The whole brief, block by block."""
        yield from self._head()
        yield from self._section("key-points", self._points(), "nothing-key")
        yield from self._section("disputed-section", self._cards(self.brief.disputed), "nothing-disputed")
        yield from self._section("agreed-section", self._findings(self.brief.settled), "nothing-agreed")
        yield from self._section("timeline", self._timeline(), "nothing-timeline")
        yield from self._section("meetings", self._meetings(), "nothing-meetings")
        yield from self._section("positions", self._positions(), "nothing-positions")
        yield from self._section("next", self._steps(), "nothing-next")
        if self.brief.undetermined:
            yield from self._section("undetermined-section", self._cards(self.brief.undetermined), "none")
        if self.brief.single:
            yield from self._section("single-section", self._findings(self.brief.single), "none")
        yield from self._section("people", self._people(), "nothing-people")
        yield from self._section("sources", self._sources(), "none")
        yield from self._section("assumptions", self._plain(self.brief.assumptions), "nothing-assumed")
        yield from self._section("refused", self._plain(self.brief.refused), "nothing-refused")
        yield from self._section("cited-words", self._notes(), "none")
        yield Paragraph((emphasis(self.words("machine-note")),))

    def _head(self) -> Iterator[Block]:
        facts, words = self.brief.facts, self.words
        yield Heading(1, one_line(facts.title))
        named = (
            (words("as-of"), facts.as_of),
            (words("period"), facts.period),
            (words("place"), ", ".join(facts.places)),
            (words("parties"), ", ".join(facts.parties)),
        )
        parts = [f"{name}: {one_line(value)}" for name, value in named if value]
        yield Paragraph(line_of(POINTS.join([*parts, facts.pages, facts.outlets])))
        yield Paragraph(line_of(POINTS.join(text for _, text in facts.tally)))

    def _section(self, key: str, content: Iterable[Block], empty: str) -> Iterator[Block]:
        yield Heading(2, self.words(key))
        written = list(content)
        yield from written or [Paragraph(line_of(one_line(self.words(empty))))]

    def _points(self) -> Iterator[Item]:
        for point in self.brief.points:
            yield from self._point(point)

    def _point(self, point: KeyPoint) -> Iterator[Item]:
        head: tuple[Text | str, ...] = (emphasis(self._status(point)), ": ", strong(point.subject))
        if point.status == "next":
            part = point.statements[0].parts[0]
            when = f", {one_line(part.text)}" if part.text else ""
            yield Item(line_of(*head, f"{when} ", self._marks(part.citations)))
        elif len(point.statements) == 1:
            yield Item((*line_of(*head, " — "), *self._statement(point.statements[0])))
        else:
            yield Item(line_of(*head))
            for statement in point.statements:
                yield Item(self._statement(statement), depth=1)

    def _status(self, point: KeyPoint) -> str:
        if point.status == "next":
            return self.words("ahead")
        return label("findings", point.status, self.words.language)

    def _statement(self, statement: Statement) -> Line:
        between = " — " if statement.status == "disputed" else "; "
        said = _joined((self._part(part) for part in statement.parts), between)
        more = f"; {self.words.count('count-other-answer', statement.left_out)}" if statement.left_out else ""
        return (*line_of(f"{statement.asked}: "), *said, *line_of(f"{more} ({statement.counted})"))

    def _part(self, part: Part) -> Line:
        who = ", ".join(one_line(name) for name in part.who)
        said = f"{self._also(part.beside)}{one_line(part.text)}{f' ({who})' if who else ''} "
        return line_of(said, self._marks(part.citations))

    def _also(self, beside: bool) -> str:
        return f"{self.words('also')}: " if beside else ""

    def _cards(self, items: Iterable[Question]) -> Iterator[Block]:
        for item in items:
            yield Heading(3, f"{one_line(item.subject)} — {item.asked}")
            yield Paragraph(line_of(emphasis(item.status_text), f", {item.counted}"))
            rows = tuple(self._account(account) for account in item.accounts)
            yield self._table(rows, "said", "speaker", "outlets", "owners", "sides", "in-text")
            yield from (Item(line_of(one_line(reason))) for reason in item.reasons)

    def _account(self, account: Account) -> tuple[Line, ...]:
        stated = "".join(f" ({quoted(one_line(wording), self.words)})" for wording in account.words)
        how = "".join(f" ({one_line(note)})" for note in account.how)
        return (
            line_of(f"{self._also(account.beside)}{one_line(account.text)}{stated}"),
            line_of(f"{listed(account.speakers)}{how}"),
            line_of(listed(account.outlets)),
            line_of(f"{len(account.owners)}: {listed(account.owners)}" if account.owners else "0"),
            line_of(listed(account.sides)),
            line_of(self._marks(account.citations)),
        )

    def _findings(self, items: tuple[Question, ...]) -> Iterator[Item]:
        for group in by_subject(items):
            yield Item((strong(group[0].subject),))
            for item in group:
                first = next((one for one in item.accounts if one.beside), None)
                said = _joined(
                    (
                        line_of(
                            f"{self._also(one is first)}{one_line(one.short or one.text)} ", self._marks(one.citations)
                        )
                        for one in item.accounts
                    ),
                    "; ",
                )
                behind = listed(item.voices) if item.status == "single" else f"{item.status_text}, {item.counted}"
                yield Item((*line_of(f"{item.asked}: "), *said, *line_of(f" ({behind})")), depth=1)

    def _timeline(self) -> Iterator[Item]:
        for row in self.brief.rows:
            mark = "ahead" if row.ahead else "announced" if row.announced else ""
            ahead = (emphasis(self.words(mark)), " ") if mark else ()
            told = line_of(f"{one_line(row.when)}: ", *ahead, f"{one_line(row.what)} ", self._marks(row.citations, ROW))
            yield Item(told, number=row.number)

    def _meetings(self) -> Iterator[Item]:
        for item in self.brief.meetings.gatherings:
            where = ", ".join(one_line(text) for text in (item.when, item.where) if text)
            yield Item(line_of(strong(item.name), f" ({where}): {listed(item.who)} ", self._marks(item.citations, ROW)))

    def _positions(self) -> Iterator[Item]:
        standing = self.brief.standing
        for row in standing.rows:
            yield Item((strong(row.issue),))
            for party, cell in zip(standing.parties, row.cells, strict=True):
                for stand in cell:
                    when = f" ({one_line(stand.when)})" if stand.when else ""
                    said = f": {quoted(one_line(stand.text), self.words)}" if stand.text else ""
                    held = f"{one_line(party)} — {stand.stance_text}{when}{said} "
                    yield Item(line_of(held, self._marks(stand.citations)), depth=1)

    def _steps(self) -> Iterator[Item]:
        for step in self.brief.steps:
            when = f"{one_line(step.when)}: " if step.when else ""
            who = f" ({listed(step.who)})" if step.who else ""
            said = f": {quoted(one_line(step.quote), self.words)}" if step.quote else ""
            yield Item(line_of(f"{when}{one_line(step.what)}{who}{said} ", self._marks(step.citations)))

    def _people(self) -> Iterator[Table]:
        rows = tuple(
            (
                line_of(one_line(person.name)),
                line_of(listed(spelling.text for spelling in person.spellings)),
                line_of(listed(person.roles)),
                line_of(one_line(person.side) or "–"),
            )
            for person in self.brief.people
        )
        if rows:
            yield self._table(rows, "name", "spellings", "roles", "sides")

    def _sources(self) -> Iterator[Table]:
        rows = tuple(
            (
                line_of(one_line(source.name)),
                line_of(source.kind),
                line_of(one_line(source.owner) or "–"),
                line_of(one_line(source.side) or "–"),
                line_of(listed(source.languages)),
                line_of(listed(source.letters)),
            )
            for source in self.brief.sources
        )
        if rows:
            yield self._table(rows, "name", "kind", "owner", "sides", "languages", "cited-pages")

    def _table(self, rows: tuple[tuple[Line, ...], ...], *keys: str) -> Table:
        return Table(tuple(self.words(key) for key in keys), rows)

    def _plain(self, items: Iterable[Notice]) -> Iterator[Item]:
        for item in items:
            about = f"{', '.join(item.pages)}: " if item.pages else f"{item.file}: " if item.file else ""
            yield Item(line_of(one_line(about + item.text)))

    def _marks(self, citations: Iterable[Citation], most: int = 0) -> Marks:
        """The numbers of the citations; of a row that only gathers what other rows cite, the first `most`."""
        marks, every = [], tuple(citations)
        few = every[:most] if most and len(every) > most + 2 else every
        for citation in few:
            if citation.claim.id not in self.notes:
                self.notes[citation.claim.id] = len(self.notes) + 1
                self.cited.append(citation)
            marks.append(self.notes[citation.claim.id])
        return Marks(tuple(marks), len(few) < len(every))

    def _notes(self) -> Iterator[Note]:
        for number, citation in enumerate(self.cited, 1):
            yield Note(number, note_of(citation, self.brief.citations, self.words))


def note_of(citation: Citation, citations: Citations, words: Words) -> Line:
    """What a number stands for: outlet, file, line, speaker and words."""
    document = citations.lines.by_id.get(citation.document)
    line = f", {words('line', line=citation.line)}" if citation.line is not None else ""
    path = f" ({one_line(file_name(document))}{line})" if document else ""
    said = f", {one_line(citation.speaker)}" if citation.voice else ""
    return line_of(f"{one_line(citation.outlet)}{path}{said}: {quoted(one_line(citation.quote), words)}")


def _joined(lines: Iterable[Line], between: str) -> Line:
    found: list[Text | Marks] = []
    for line in lines:
        found.extend((*line_of(between), *line) if found else line)
    return tuple(found)
