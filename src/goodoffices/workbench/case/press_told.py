"""The press record of a room as the talks room reads it: a record a story, put together from what the case holds.

People, events and findings were told when the pages were added; here they are read, not worked out again. A story
that was read once stays at hand until it is told anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from ... import __version__
from ...events.people import join_people
from ...findings import positions, sources
from ...publications.record import Record
from ...records import Annotated, Event, Finding
from ...store.rights import operator, require
from ...talks.sayings import Press
from ..briefing import moment_of, published_until, records_of
from ..intake import Intake
from ..records import globalised, party_names_of, places_of
from ..remembered import Remembered
from .bodies import StoryBody, ThingBody, read
from .desk import Desk
from .glances import readings
from .retelling import Decided, decided, untold
from .room import Room

STORIES = 1_024
"""Stories that one process keeps at hand."""
ROOMS = 32
"""Rooms, by language and time, whose list of stories one process keeps at hand."""
_KINDS = frozenset({"round", "sitting", "meeting"})
_PRESSES: Remembered[Press] = Remembered(STORIES)
_RECORDS: Remembered[Record] = Remembered(2)
_LISTS: Remembered[list[Press]] = Remembered(ROOMS)


def press_of(desk: Desk, room: Room, language: str, *, at: int | None = None, as_of: str | None = None) -> list[Press]:
    """The stories of a room: as the case held them at a time, of what had appeared by another.

    Of each its events are at hand; its pages are read once more is asked of it.
    """
    if as_of is not None:
        return _told_then(desk, room, language, at, as_of)
    require(desk.actor, room.key, "read")
    state = desk.reached().get(room.key)
    return _LISTS.get((desk.database, room.key, language, at), state, lambda _: _presses(desk, room, language, at))


def _presses(desk: Desk, room: Room, language: str, at: int | None) -> list[Press]:
    keeper = desk.seen_by(operator(desk.rooms))  # what is kept outlives whoever asked for it first
    found = []
    for held, text in desk.bodies(desk.standing("story", room=room, at=at)):
        story = read(text, StoryBody)
        mark = f"{room.key} {story.id} {story.basis} {held.entry} {at or ''}"
        made = partial(_press, keeper, room, language, at, story, mark)
        found.append(_PRESSES.get((desk.database, room.key, story.id, language, at), mark, made))
    return found


def _press(
    desk: Desk, room: Room, language: str, at: int | None, story: StoryBody, mark: str, _: Press | None
) -> Press:
    events = [one.event for one in _things(desk, room, story.id, "event", at) if one.event is not None]
    return Press(partial(_told, desk, room, story, mark, at, events), language, events, mark, room.key)


def _told(desk: Desk, room: Room, story: StoryBody, mark: str, at: int | None, events: Sequence[Event]) -> Record:
    """What a story tells, the same in every language."""
    return _RECORDS.get((desk.database, room.key), mark, lambda _: _told_now(desk, room, story, at, events))


def _told_now(desk: Desk, room: Room, story: StoryBody, at: int | None, events: Sequence[Event]) -> Record:
    """What a story tells; its pages are read only where its events or findings are of talks."""
    findings = [one.finding for one in _things(desk, room, story.id, "finding", at) if one.finding is not None]
    # By the decisions that it was told with: what is decided since is told later, under another mark.
    until = story.until
    if until is None and at is None:
        until = untold(desk, room).begin
    taken = decided(desk, room, until)
    if not _tells_of_talks(events, findings):
        story = msgspec.structs.replace(story, pages=())
    return _record(desk, room, story, taken, at, events, findings)


def _tells_of_talks(events: Iterable[Event], findings: Iterable[Finding]) -> bool:
    return any(event.kind in _KINDS for event in events) or any(one.question == "position" for one in findings)


def _told_then(desk: Desk, room: Room, language: str, at: int | None, as_of: str) -> list[Press]:
    """What pages of an earlier time alone add up to is worked out anew."""
    until, taken = moment_of(as_of), decided(desk, room)
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
