"""The content of a brief, resolved once and written twice: as a page and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..findings import timeline
from ..records import Event, TimelineRow
from .accounts import Question, questions
from .ahead import Step, is_ahead, now_of, steps_ahead
from .chart import LANES, Chart, Entry, chart_of
from .citations import Citation, Citations, anchor, shortened
from .meetings import GATHERINGS, Meetings, meetings
from .moments import CLOCK, days_text, fineness, moment_text
from .names import Names
from .notices import Notice, notices
from .record import Record
from .roll import PersonRow, SourceRow, people_rows, source_rows
from .sentences import KeyPoint, key_points
from .standing import Standing, standing
from .words import Words, words_of

DRAWABLE = frozenset({"second", "minute", "hour", "part-day", "day"})
DAY = 86_400_000_000
PLANNED = " (planned)"


class Row(msgspec.Struct, frozen=True):
    """One line of the timeline; `number` counts from 1."""

    number: int
    anchor: str
    kind: str
    when: str
    what: str
    ahead: bool
    announced: bool
    more: str
    citations: tuple[Citation, ...]


class Facts(msgspec.Struct, frozen=True):
    """What stands at the head of the brief; `english` names its main event for the names of files."""

    title: str
    main: str
    english: str
    as_of: str
    period: str
    places: tuple[str, ...]
    parties: tuple[str, ...]
    pages: str
    outlets: str
    tally: tuple[tuple[str, str], ...]


class Brief(msgspec.Struct, frozen=True):
    """Everything a brief shows, in its language."""

    words: Words
    record: Record
    citations: Citations
    facts: Facts
    points: tuple[KeyPoint, ...]
    settled: tuple[Question, ...]
    disputed: tuple[Question, ...]
    undetermined: tuple[Question, ...]
    single: tuple[Question, ...]
    rows: tuple[Row, ...]
    chart: Chart | None
    meetings: Meetings
    standing: Standing
    steps: tuple[Step, ...]
    people: tuple[PersonRow, ...]
    sources: tuple[SourceRow, ...]
    assumptions: tuple[Notice, ...]
    refused: tuple[Notice, ...]


def brief_of(record: Record, language: str, stories: int = 1) -> Brief:
    """The brief of a record in a language. Raises UsageError for a language without interface words.

    `stories` is the number of stories that the record was put together from.
    """
    words = words_of(language)
    names = Names(record, words)
    citations = Citations(record, names)
    found = questions(record, names, citations)
    steps = steps_ahead(record, names, citations)
    rows, entries = _timeline(record, names, citations)
    return Brief(
        words,
        record,
        citations,
        _facts(record, names, found, steps, stories),
        key_points(found, steps),
        tuple(sorted((item for item in found if item.status in ("agreed", "corroborated")), key=_support)),
        tuple(item for item in found if item.status == "disputed"),
        tuple(item for item in found if item.status == "undetermined"),
        tuple(item for item in found if item.status == "single"),
        rows,
        chart_of(entries, words),
        meetings(record, names, citations),
        standing(record, names, citations),
        steps,
        people_rows(record, names, citations),
        source_rows(record, names, citations),
        notices(record.assumptions, _letters(record, citations), language),
        notices(record.refused, {}, language),
    )


def _letters(record: Record, citations: Citations) -> dict[str, str]:
    return {document.path: citations.lines.letters[document.id] for document in record.documents}


def _support(item: Question) -> tuple[bool, int]:
    return item.status != "agreed", -item.independent


def _facts(record: Record, names: Names, found: tuple[Question, ...], steps: tuple[Step, ...], stories: int) -> Facts:
    words = names.words
    talks = [event for event in record.events if event.kind in ("round", "sitting")] or list(record.events)
    event = _main_event(talks)
    main = names.event(event) if event else ""
    tally = []
    for status, key in (
        ("agreed", "count-agreed"),
        ("corroborated", "count-corroborated"),
        ("disputed", "count-difference"),
        ("undetermined", "count-undetermined"),
        ("single", "count-single"),
    ):
        number = sum(1 for item in found if item.status == status)
        if number:
            tally.append((status, words.count(key, number)))
    if steps:
        tally.append(("next", words.count("count-next", len(steps))))
    return Facts(
        record.case_titles.get(words.language)
        or record.case
        or (words.count("count-story", stories) if stories > 1 else main or words("no-case")),
        main,
        event.name if event else record.case,
        _as_of(record, words),
        _period(talks, words),
        tuple(dict.fromkeys(names.place(told.place) for told in (event, *talks) if told and told.place)),
        tuple(
            names.party(party)
            for party in names.in_order(tuple(p for e in talks for p in e.participants if p in names.party_rank))
        ),
        words.count("count-page", len(record.documents)),
        _outlets(record, words),
        tuple(tally),
    )


def _outlets(record: Record, words: Words) -> str:
    """How many outlets, and how many pages do not say which is theirs."""
    named = len({page.outlet for page in record.documents if page.outlet})
    nameless = sum(not page.outlet for page in record.documents)
    told = [words.count("count-outlet", named)] if named or not nameless else []
    return "; ".join([*told, words.count("count-unnamed", nameless)] if nameless else told)


def _as_of(record: Record, words: Words) -> str:
    """The time at which the record was asked; else the latest publication, which is as far as it can know."""
    if record.as_of is not None:
        return moment_text(record.as_of, words)
    dated = [page.published for page in record.documents if page.published and page.published.ends is not None]
    return moment_text(max(dated, key=lambda time: (time.ends or 0, time.text)), words) if dated else ""


def _main_event(events: list[Event]) -> Event | None:
    """The round, failing that the event, of which most is said."""
    return max(events, key=lambda event: (event.kind == "round", len(event.claims), event.id), default=None)


def _period(events: list[Event], words: Words) -> str:
    dated = [event.time for event in events if event.time and event.time.precision in DRAWABLE]
    if not dated:
        return ""
    return days_text(min(time.first_day for time in dated), max(time.last_day for time in dated), words)


def _timeline(record: Record, names: Names, citations: Citations) -> tuple[tuple[Row, ...], list[Entry]]:
    now = now_of(record)
    told = timeline(record.events, record.findings, names.words.language, names.untimed())
    worded = {(row.event, row.time, row.claims): row.what for row in told}
    rows, entries, drawn = [], [], set[str]()
    for number, (line, claims) in enumerate(_merged(record.timeline), 1):
        event = names.events.get(line.event or "")
        cited = citations.of(claims)
        ahead = is_ahead(line.time, now)
        announced = bool(cited) and all(citation.claim.polarity in ("planned", "demanded") for citation in cited)
        what = worded.get((line.event, line.time, line.claims)) or _what(line, event, names)
        met = event is not None and event.kind in GATHERINGS and bool(event.participants)
        row = Row(
            number,
            f"t-{number}",
            event.kind if event else "other",
            moment_text(line.time, names.words),
            what,
            ahead,
            announced and not ahead,
            f"e-{anchor(event.id)}" if event and met else "",
            cited,
        )
        rows.append(row)
        if event is None or event.id not in drawn:
            entries.extend(_entry(line, event, row, names))
            drawn.add(event.id if event else "")
    return tuple(rows), entries


def _merged(lines: Iterable[TimelineRow]) -> list[tuple[TimelineRow, tuple[str, ...]]]:
    """Lines that tell one thing of one event are one, with all claims: the most exact, of equals the one not planned.

    A line is told by a finer one whose time it covers; a planned hour is kept beside the hour that came.
    """
    found: list[tuple[TimelineRow, list[str]]] = []
    at: dict[object, list[int]] = {}
    every = list(lines)
    for number in sorted(
        range(len(every)), key=lambda n: (fineness(every[n].time), every[n].what.endswith(PLANNED), n)
    ):
        line = every[number]
        homes = at.setdefault((line.event, line.what.removesuffix(PLANNED)) if line.event else number, [])
        home = next((index for index in homes if _covers(line, found[index][0])), None)
        if home is None:
            homes.append(len(found))
            found.append((line, list(line.claims)))
        else:
            found[home][1].extend(line.claims)
    order = {id(line): number for number, line in enumerate(every)}
    found.sort(key=lambda item: order[id(item[0])])
    return [(line, tuple(dict.fromkeys(claims))) for line, claims in found]


def _covers(wide: TimelineRow, fine: TimelineRow) -> bool:
    """Whether the time of one line takes in that of another of its event."""
    one, two = wide.time, fine.time
    if (one.begins, one.ends) == (two.begins, two.ends):
        return True
    coarse = one.precision not in CLOCK
    if one.begins is None and two.begins is None and one.ends is not None and two.ends is not None:
        return one.ends >= two.ends and wide.what == fine.what  # by noon, if by half past eleven
    if (fineness(one) <= fineness(two) and not coarse) or (wide.what.endswith(PLANNED) and not coarse):
        return False
    first = two.begins if two.begins is not None else (two.ends or 0) - 1
    last = first if two.begins is None or two.ends is None else max(first, two.ends - 1)
    return (one.begins is None or one.begins <= first) and (one.ends is None or last < one.ends)


def _what(line: TimelineRow, event: Event | None, names: Names) -> str:
    """The event where there is one; in English the row's own words, without the time that stands beside them."""
    if event is None:
        return line.what
    if names.words.language != "en":
        return names.event(event, timed=False)
    return line.what.removesuffix(f", {moment_text(line.time, names.words)}")


def _entry(line: TimelineRow, event: Event | None, row: Row, names: Names) -> list[Entry]:
    lane = row.kind if row.kind in LANES else "other"
    time = (
        event.time
        if event and event.time and event.time.begins is not None and lane in ("round", "sitting")
        else line.time
    )
    if time.precision not in DRAWABLE or time.begins is None or time.ends is None:
        return []
    within = (line.time.begins or 0) % DAY * 100 // DAY
    name = _short(event, names) if event else shortened(row.what, 40)
    last = time.last_day if lane in ("round", "sitting") else time.first_day
    return [
        Entry(
            row.number,
            row.anchor,
            lane,
            time.first_day,
            last,
            within,
            row.ahead or row.announced,
            name,
            len(row.citations),
        )
    ]


def _short(event: Event, names: Names) -> str:
    """What fits into a bar: the place, else the parties, else the kind."""
    parties = [names.party(party) for party in names.in_order(event.participants) if party in names.party_rank]
    if event.place or parties:
        return names.place(event.place) if event.place else ", ".join(parties)
    return names.words.known(f"event-{event.kind}", event.kind)


def anchors_back(brief: Brief) -> dict[str, str]:
    """Claim id -> anchor of the first row that cites it."""
    back: dict[str, str] = {}
    cited = [
        (item.anchor, item.citations) for item in (*brief.disputed, *brief.settled, *brief.undetermined, *brief.single)
    ]
    cited += [
        (f"pos-{n}-{m}", stand.citations)
        for n, row in enumerate(brief.standing.rows)
        for m, cell in enumerate(row.cells)
        for stand in cell
    ]
    cited += [(item.anchor, item.citations) for item in brief.meetings.gatherings]
    cited += [(row.anchor, row.citations) for row in brief.rows]
    for target, citations in cited:
        for citation in citations:
            back.setdefault(citation.claim.id, target)
    return back


def page_anchor(letter: str) -> str:
    """The anchor of a page's text."""
    return f"page-{anchor(letter)}"
