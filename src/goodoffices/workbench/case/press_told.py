"""The press record of a room as the talks room reads it: a record a story, put together from what the case holds.

People, events and findings were told when the pages were added; here they are read, not worked out again. A story
that was read once stays at hand until its pages, settings or decisions change.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from ... import __version__
from ...events.people import join_people
from ...findings import positions, sources
from ...publications.record import Record
from ...records import Annotated
from ...talks.sayings import Press
from ..briefing import moment_of, published_until, records_of
from ..intake import Intake
from ..records import globalised, party_names_of, places_of
from .bodies import StoryBody, ThingBody, read
from .desk import Desk
from .glances import readings
from .retelling import Decided, decided
from .room import Room

AT_HAND = 256
"""Stories that one process keeps at hand."""
_KINDS = frozenset({"round", "sitting", "meeting"})


class _Kept:
    """Records by what they were made from, the ones used last."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[object, ...], Press] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> Press | None:
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: tuple[object, ...], press: Press) -> None:
        with self._lock:
            self._held[key] = press
            while len(self._held) > AT_HAND:
                self._held.popitem(last=False)


_AT_HAND = _Kept()


def press_of(desk: Desk, room: Room, language: str, *, at: int | None = None, as_of: str | None = None) -> list[Press]:
    """The stories of a room that tell of talks: as the case held them at a time, of what had appeared by another."""
    taken = decided(desk, room)
    if as_of is not None:
        return _told_then(desk, room, language, taken, at, as_of)
    found: list[Press] = []
    for held, text in desk.bodies(desk.standing("story", room=room, at=at)):
        story = read(text, StoryBody)
        key = (room.key, story.id, story.basis, held.entry, language, at)
        press = _AT_HAND.get(key)
        if press is None:
            press = Press(_record(desk, room, story, taken, at), language)
            _AT_HAND.put(key, press)
        found.append(press)
    return [press for press in found if _tells_of_talks(press.record)]


def _tells_of_talks(record: Record) -> bool:
    return bool(record.positions) or any(event.kind in _KINDS for event in record.events)


def _told_then(desk: Desk, room: Room, language: str, taken: Decided, at: int | None, as_of: str) -> list[Press]:
    """What pages of an earlier time alone add up to is worked out anew."""
    until = moment_of(as_of)
    held = [one for one in desk.standing("reading", room=room, at=at) if one.id not in taken.retracted]
    pages = published_until([one.page for one in readings(desk, held, taken.rejected)], until)
    intake = Intake((), taken.settled(desk.settings_body(room).settings))
    found = records_of(pages, intake, until) if pages else ()
    return [Press(record, language) for record in found if _tells_of_talks(record)]


def _record(desk: Desk, room: Room, story: StoryBody, taken: Decided, at: int | None) -> Record:
    pages = _pages(desk, room, story, taken, at)
    settings = taken.settled(desk.settings_body(room).settings)
    people, mapping, _ = join_people([(page.document.id, page.mentions.people) for page in pages], settings)
    claims = [globalised(claim, mapping) for page in pages for claim in page.claims]
    things = {what: _things(desk, room, story.id, what, at) for what in ("event", "finding")}
    return Record(
        version=__version__,
        case=settings.name,
        as_of=None,
        sources=sources(pages, people, mapping, settings),
        documents=tuple(sorted((page.document for page in pages), key=lambda document: document.path)),
        people=people,
        places=places_of(pages),
        events=tuple(one.event for one in things["event"] if one.event is not None),
        claims=tuple(sorted(claims, key=lambda claim: (claim.document, claim.evidence[0].start, claim.id))),
        findings=tuple(one.finding for one in things["finding"] if one.finding is not None),
        positions=positions(pages),
        timeline=(),
        judgements=(),
        party_names=party_names_of(pages, settings),
        assumptions=(),
        refused=(),
        case_titles=settings.titles,
    )


def _pages(desk: Desk, room: Room, story: StoryBody, taken: Decided, at: int | None) -> list[Annotated]:
    wanted = dict(story.pages)
    held = [
        one
        for one in desk.standing_of(room, "reading", list(wanted), at)
        if one.entry == wanted[one.id] and one.id not in taken.retracted
    ]
    pages = [one.page for one in readings(desk, held, taken.rejected)]
    return sorted(pages, key=lambda page: page.document.id)


def _things(desk: Desk, room: Room, story: str, what: str, at: int | None) -> list[ThingBody]:
    found = [read(text, ThingBody) for _, text in desk.bodies(desk.standing(what, room=room, about=story, at=at))]
    return sorted(found, key=lambda one: one.id)
