"""What a case shows: its state, its findings, what a search finds, what changed. Nothing here writes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from ...lexicon.names.spelling import skeleton
from ...lexicon.reading import WORD
from ...records import Document, Event, Finding, Person
from ...store import holdings, passages
from ...store.blinding import SHORTEST_NAME, Memory, shortened
from ...store.holdings import Change, Holding
from ...store.passages import Hit, Searched
from ...store.query import Term, parse
from ...store.stems import stem
from ...talks.entries import Entry
from ...talks.wording import text_of
from .bodies import ReadingBody, ThingBody, read
from .desk import Desk
from .room import Room
from .showing import reading_of
from .talks_bodies import TalksBody

SNIPPET = 220
"""Characters of a text that a search shows."""
COUNTED = ("document", "claim", "person", "event", "finding", "decision", "story", "talks")


class RoomState(msgspec.Struct, frozen=True):
    """A room as `status` shows it; times in microseconds UTC."""

    name: str
    open: bool
    entries: int
    checkpoint: str
    holds: dict[str, int]
    findings: dict[str, int]
    first: int | None
    last: int | None


class FindingRow(msgspec.Struct, frozen=True):
    """A finding with the names of what it is about."""

    room: str
    finding: Finding
    subject: str
    seen: int


class Found(msgspec.Struct, frozen=True):
    """One result of a search: where it stands and the words around it; `marks` are offsets into `snippet`.

    Of an entry of the talks, `speaker` is its source and `round` the key of its round.
    """

    room: str
    what: str
    id: str
    score: float
    path: str
    outlet: str
    published: str
    start: int
    end: int
    line: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    speaker: str = ""
    round: str = ""


def room_state(desk: Desk, room: Room, at: int | None = None) -> RoomState:
    """How much a room holds, now or at a time."""
    with desk.database.reading(desk.actor) as connection:
        counted = holdings.counts(connection, desk.actor, at)
    by_status: dict[str, int] = {}
    seen = [held.seen for held in desk.standing("document", room=room, at=at)]
    for _, finding in _findings(desk, room, at):
        by_status[finding.status] = by_status.get(finding.status, 0) + 1
    return RoomState(
        room.name,
        room.open,
        room.ledger.size,
        room.ledger.checkpoint(),
        {what: counted.get((room.key, what), 0) for what in COUNTED},
        dict(sorted(by_status.items())),
        min(seen, default=None),
        max(seen, default=None),
    )


def finding_rows(
    desk: Desk,
    rooms: Sequence[Room],
    *,
    status: str | None = None,
    question: str | None = None,
    at: int | None = None,
) -> list[FindingRow]:
    """Findings that stand, disputes first."""
    found: list[FindingRow] = []
    for room in rooms:
        names = {held.id: _event(text).name for held, text in desk.bodies(desk.standing("event", room=room, at=at))}
        for held, text in desk.bodies(desk.standing("person", room=room, at=at)):
            names[held.id] = _person(text).name
        for held, finding in _findings(desk, room, at):
            if status not in (None, finding.status) or question not in (None, finding.question):
                continue
            found.append(FindingRow(room.name, finding, names.get(finding.subject, finding.subject), held.seen))
    return sorted(found, key=lambda row: (_RANK[row.finding.status], row.subject, row.finding.question, row.finding.id))


_RANK = {status: rank for rank, status in enumerate(("disputed", "agreed", "corroborated", "undetermined", "single"))}


def _findings(desk: Desk, room: Room, at: int | None) -> Iterator[tuple[Holding, Finding]]:
    for held, text in desk.bodies(desk.standing("finding", room=room, at=at)):
        finding = read(text, ThingBody).finding
        assert finding is not None
        yield held, finding


def _event(text: str) -> Event:
    event = read(text, ThingBody).event
    assert event is not None
    return event


def _person(text: str) -> Person:
    person = read(text, ThingBody).person
    assert person is not None
    return person


def search(desk: Desk, query: str, *, most: int, at: int | None = None) -> list[Found]:
    """The best matches of a query in the rooms that the actor may read."""
    terms = parse(query)
    rooms = {key: Searched(room.blinding, room.ledger.number) for key, room in desk.rooms.items()}
    with desk.database.reading(desk.actor) as connection:
        hits = passages.find(connection, desk.actor, terms, rooms, at=at, most=most, postgres=desk.database.postgres)
    return _found(desk, hits, _Matcher(terms))


def _found(desk: Desk, hits: Sequence[Hit], matcher: _Matcher) -> list[Found]:
    held = [Holding(hit.room, hit.what, hit.id, hit.entry, 0) for hit in hits]
    texts = {(one.room, one.entry): text for one, text in desk.bodies(held)}
    opened: dict[tuple[str, int], ReadingBody] = {}
    found: list[Found] = []
    for hit in hits:
        key = (hit.room, hit.entry)
        text = texts.get(key)
        if text is None:
            continue
        room = desk.rooms[hit.room].name
        if hit.what == "person":
            found.append(_person_found(room, hit, _person(text), matcher))
            continue
        if hit.what == "talks":
            found.append(_entry_found(room, hit, read(text, TalksBody).entry, matcher))
            continue
        if key not in opened:
            opened[key] = reading_of(text, desk.fetch)
        found.append(_text_found(room, hit, opened[key], matcher))
    return found


def _person_found(room: str, hit: Hit, person: Person, matcher: _Matcher) -> Found:
    snippet = " · ".join(dict.fromkeys((person.name, *person.variants)))[:SNIPPET]
    roles = ", ".join(person.roles)
    return Found(room, "person", hit.id, hit.score, "", "", "", 0, 0, 0, snippet, matcher.marks(snippet), roles)


def _entry_found(room: str, hit: Hit, entry: Entry, matcher: _Matcher) -> Found:
    text = text_of(entry)
    start, end = matcher.window(text, 0, len(text))
    snippet, when = text[start:end], entry.time.edtf() if entry.time else ""
    marks = matcher.marks(snippet)
    return Found(
        room, hit.what, hit.id, hit.score, "", "", when, start, end, 0, snippet, marks, entry.source, entry.round.key
    )


def _text_found(room: str, hit: Hit, reading: ReadingBody, matcher: _Matcher) -> Found:
    document = reading.document
    text = document.rendition.text
    first, last, speaker = 0, len(text), ""
    if hit.what == "quote":
        first, last = (int(place) for place in hit.id.split(" ")[1:])
        quote = next(one for one in reading.mentions.quotes if (one.start, one.end) == (first, last))
        speaker = quote.speaker_text
    start, end = matcher.window(text, first, last)
    snippet = text[start:end]
    return Found(
        room,
        hit.what,
        document.id,
        hit.score,
        document.path,
        document.outlet,
        document.published.edtf() if document.published else "",
        start,
        end,
        _line(document, start),
        snippet,
        matcher.marks(snippet),
        speaker,
    )


def _line(document: Document, at: int) -> int:
    lines = document.rendition.lines
    return lines[max(bisect_right([line.start for line in lines], at) - 1, 0)].line if lines else 0


class _Matcher:
    """Which words of a text a query means."""

    def __init__(self, terms: Sequence[Term]) -> None:
        words = [word for term in terms if not term.excluded and not term.field for word in WORD.findall(term.text)]
        self._stems = {stem(word.lower()) for word in words}
        self._bones = {
            key for word in words if len(skeleton(word)) >= SHORTEST_NAME for key in shortened(skeleton(word))
        }
        # Texts that one query finds share most of their words.
        self._meant = Memory(self._means)

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """The words of a text that match, as offsets."""
        meant = self._meant
        return tuple([one.span() for one in WORD.finditer(text) if meant[one[0]]])

    def window(self, text: str, first: int, last: int) -> tuple[int, int]:
        """The stretch of text[first:last] with most different matches, cut at white space."""
        marks = self.marks(text[first:last])
        if last - first <= SNIPPET or not marks:
            return first, min(last, first + SNIPPET)
        best = max(range(len(marks)), key=lambda at: (self._different(text[first:last], marks, at), -at))
        begin = max(first + marks[best][0] - SNIPPET // 4, first)
        begin = text.rfind(" ", first, begin + 1) + 1 or begin
        end = min(begin + SNIPPET, last)
        return begin, end if end == last else max(text.rfind(" ", begin, end), begin + 1)

    def _different(self, text: str, marks: Sequence[tuple[int, int]], at: int) -> int:
        begin = marks[at][0]
        return len({stem(text[a:b].lower()) for a, b in marks[at:] if b <= begin + SNIPPET * 3 // 4})

    def _means(self, word: str) -> bool:
        if stem(word.lower()) in self._stems:
            return True
        return word[0].isupper() and bool(self._bones) and not self._bones.isdisjoint(shortened(skeleton(word)))


def changes(desk: Desk, since: int) -> list[Change]:
    """What came, changed or went after a time (microseconds UTC)."""
    with desk.database.reading(desk.actor) as connection:
        return holdings.changes(connection, desk.actor, since)
