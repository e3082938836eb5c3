"""The press record of a room as the talks room reads it: a record a story, put together from what the case holds.

People, events and findings were told when the pages were added; here they are read, not worked out again. A story
that was read once stays at hand until its pages, settings or decisions change.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from threading import Lock

from ... import __version__
from ...events.people import join_people
from ...findings import positions, sources
from ...publications.record import Record
from ...records import Annotated, Event, Finding
from ...talks.sayings import Press
from ..briefing import moment_of, published_until, records_of
from ..intake import Intake
from ..records import globalised, party_names_of, places_of
from .bodies import StoryBody, ThingBody, read
from .desk import Desk
from .glances import readings
from .retelling import Decided, decided
from .room import Room

AT_HAND = 1_024
"""Stories that one process keeps at hand; of one that tells of no talks it keeps no more than that."""
_KINDS = frozenset({"round", "sitting", "meeting"})
_Made = tuple[str, str, str, int, str, int | None]


class _AtHand:
    """What stories tell of talks, by what they were made from: those used last, None for those that tell nothing."""

    def __init__(self) -> None:
        self._held: OrderedDict[_Made, Press] = OrderedDict()
        self._silent: set[_Made] = set()
        self._lock = Lock()

    def get(self, key: _Made, make: Callable[[], Press | None]) -> Press | None:
        """The story of a key; made when it is asked for first."""
        with self._lock:
            if key in self._silent:
                return None
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found
        made = make()
        with self._lock:
            if made is None:
                self._silent.add(key)
                return None
            self._held[key] = made
            while len(self._held) > AT_HAND:
                self._held.popitem(last=False)
        return made


_AT_HAND = _AtHand()


def press_of(desk: Desk, room: Room, language: str, *, at: int | None = None, as_of: str | None = None) -> list[Press]:
    """The stories of a room that tell of talks: as the case held them at a time, of what had appeared by another."""
    taken = decided(desk, room)
    if as_of is not None:
        return _told_then(desk, room, language, taken, at, as_of)
    found: list[Press] = []
    for held, text in desk.bodies(desk.standing("story", room=room, at=at)):
        story = read(text, StoryBody)
        key = (room.key, story.id, story.basis, held.entry, language, at)
        press = _AT_HAND.get(key, partial(_told, desk, room, story, language, taken, at))
        if press is not None:
            found.append(press)
    return found


def _tells_of_talks(events: Iterable[Event], findings: Iterable[Finding]) -> bool:
    return any(event.kind in _KINDS for event in events) or any(one.question == "position" for one in findings)


def _told(desk: Desk, room: Room, story: StoryBody, language: str, taken: Decided, at: int | None) -> Press | None:
    """What a story tells; its pages are read only where its events or findings are of talks."""
    events = [one.event for one in _things(desk, room, story.id, "event", at) if one.event is not None]
    findings = [one.finding for one in _things(desk, room, story.id, "finding", at) if one.finding is not None]
    if not _tells_of_talks(events, findings):
        return None
    return Press(_record(desk, room, story, taken, at, events, findings), language)


def _told_then(desk: Desk, room: Room, language: str, taken: Decided, at: int | None, as_of: str) -> list[Press]:
    """What pages of an earlier time alone add up to is worked out anew."""
    until = moment_of(as_of)
    held = [one for one in desk.standing("reading", room=room, at=at) if one.id not in taken.retracted]
    pages = published_until([one.page for one in readings(desk, held, taken.rejected)], until)
    intake = Intake((), taken.settled(desk.settings_body(room).settings))
    found = records_of(pages, intake, until) if pages else ()
    return [Press(record, language) for record in found if _tells_of_talks(record.events, record.findings)]


def _record(
    desk: Desk,
    room: Room,
    story: StoryBody,
    taken: Decided,
    at: int | None,
    events: Sequence[Event],
    findings: Sequence[Finding],
) -> Record:
    pages = _pages(desk, room, story, taken, at)
    settings = taken.settled(desk.settings_body(room).settings)
    people, mapping, _ = join_people([(page.document.id, page.mentions.people) for page in pages], settings)
    claims = [globalised(claim, mapping) for page in pages for claim in page.claims]
    return Record(
        version=__version__,
        case=settings.name,
        as_of=None,
        sources=sources(pages, people, mapping, settings),
        documents=tuple(sorted((page.document for page in pages), key=lambda document: document.path)),
        people=people,
        places=places_of(pages),
        events=tuple(events),
        claims=tuple(sorted(claims, key=lambda claim: (claim.document, claim.evidence[0].start, claim.id))),
        findings=tuple(findings),
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
