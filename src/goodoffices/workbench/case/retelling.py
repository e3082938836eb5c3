"""Telling anew what changed pages, settings or decisions touch: things that follow are added, changed or ended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from ...events.people import label_of
from ...records import Annotated, CaseDecision, CaseSettings
from ...store import holdings
from ..intake import Intake
from ..parallel import in_order
from ..progress import Progress, quiet
from .adding import read_undated
from .bodies import GoneBody, SettingsBody, StoryBody, ThingBody, read, written
from .decisions import decisions
from .desk import Desk
from .glances import glances, readings
from .meaning import THINGS
from .room import Room, Statement
from .telling import Key, Shape, Story, difference, shapes_of, shapes_told, stories_of, things_of

CLAIM = "clm_"
MOST_TOGETHER = 4_000
"""Things that one entry ends; its body stays far below the limit of a part."""


class Decided(msgspec.Struct, frozen=True):
    """What people decided: claims and documents that no longer count, verdicts on pairs that were weighed."""

    rejected: frozenset[str] = frozenset()
    retracted: frozenset[str] = frozenset()
    pairs: tuple[CaseDecision, ...] = ()

    def touching(self, shape: Shape, homes: Mapping[str, str], known: Collection[str]) -> list[object]:
        """As plain values those that can change what the pages of a story add up to, and perhaps a few more.

        `homes`: the document of every claim that is decided about; `known`: labels of people whom the settings name,
        who may be meant by any spelling.
        """
        documents = {document for document, _ in shape.pages}
        people = shape.people.union(known)

        def told(side: str) -> bool:
            if side.startswith(CLAIM):
                return homes.get(side) in documents
            # A family name alone is followed by a side, where it has one.
            return side in people or any(side[:at] in people for at, letter in enumerate(side) if letter == " ")

        return [
            sorted(claim for claim in self.rejected if homes.get(claim) in documents),
            [pair for pair in self.pairs if told(pair.left) and told(pair.right)],
        ]

    def settled(self, settings: CaseSettings) -> CaseSettings:
        """The settings with the decisions about pairs, newer ones after those of the case file."""
        return msgspec.structs.replace(settings, decisions=(*settings.decisions, *self.pairs))


def decided(desk: Desk, room: Room, before: int | None = None) -> Decided:
    """The decisions that hold, of all or of those before an entry: the newest about each thing."""
    held = sorted((about, body) for about, (_, body) in decisions(desk, room=room, before=before).held.items())
    return Decided(
        frozenset(body.about for _, body in held if body.verdict == "rejected"),
        frozenset(body.about for _, body in held if body.verdict == "retracted"),
        tuple(
            CaseDecision(body.left, body.right, body.verdict)
            for _, body in held
            if body.what == "judgement" and body.verdict in ("same", "different", "unsure")
        ),
    )


class Situation(msgspec.Struct, frozen=True):
    """A room as it is to be told: its stories, the settings and decisions they rest on.

    `reread`: pages without a day were read again, as the days of the others now tell theirs.
    """

    stories: tuple[Story, ...]
    settings: CaseSettings
    decided: Decided
    reread: bool


def situation(desk: Desk, room: Room, before: Mapping[str, StoryBody], size: int) -> Situation:
    """What the pages of a room make now, by the decisions up to a size of its log; `before`: the stories as told."""
    body = desk.settings_body(room)
    taken = decided(desk, room, size)
    shapes, reread = _shapes(desk, room, body, before, taken.retracted)
    claims = {side for pair in taken.pairs for side in (pair.left, pair.right) if side.startswith(CLAIM)}
    homes = {one.id: one.about or "" for one in desk.standing_of(room, "claim", sorted(claims | taken.rejected))}
    known = {label_of(person.name) for person in body.settings.people}
    said = written(body)
    stories = stories_of(shapes, lambda shape: [said, *taken.touching(shape, homes, known)])
    return Situation(stories, taken.settled(body.settings), taken, reread)


def _shapes(
    desk: Desk, room: Room, body: SettingsBody, before: Mapping[str, StoryBody], retracted: Collection[str]
) -> tuple[Iterable[Shape], bool]:
    held = [(one.id, one.entry) for one in desk.standing("reading", room=room) if one.id not in retracted]
    told = shapes_told(before.values(), held)
    if told is not None:
        return told, False
    pages = glances(desk, room)
    reread = read_undated(desk, room, Intake((), body.settings, zone=body.zone), pages) > 0
    if reread:
        pages = glances(desk, room)
    return shapes_of([page for page in pages if page.document not in retracted]), reread


def tell(desk: Desk, room: Room, jobs: int = 1, tick: Progress = quiet) -> int:
    """`retell` now, or have it done behind the answer where the desk has somebody for that; then 0."""
    if desk.teller is None:
        return retell(desk, room, jobs, tick)
    desk.teller.ask(room.key)
    return 0


def retell(desk: Desk, room: Room, jobs: int = 1, tick: Progress = quiet) -> int:
    """Bring the things of a room to what its pages say now; how many stories were told anew."""
    return _retold(desk, room, jobs, tick, lambda: False)[0]


def retell_some(desk: Desk, room: Room, enough: Callable[[], bool]) -> bool:
    """The same until the end of a story at which it is `enough`; whether all is told."""
    return _retold(desk, room, 1, quiet, enough)[1]


def _retold(desk: Desk, room: Room, jobs: int, tick: Progress, enough: Callable[[], bool]) -> tuple[int, bool]:
    """How many stories were told anew; whether none is left.

    One process at a time: two that told the same story side by side would each leave things that the other ended.
    """
    with desk.database.alone(f"telling {room.key}"):
        desk.catch_up()
        told, again = 0, True
        while again:
            size = room.ledger.size
            telling = _retell(desk, room, size, jobs, tick, enough)
            told += telling.stories
            if telling.left:
                return told, False
            again = telling.reread
        with desk.database.writing() as connection:
            holdings.note_told(connection, room.key, size)
        return told, True


class Untold(NamedTuple):
    """What of a room is not told: from which entry on, how many pages and decisions; `noted`: that this is certain."""

    begin: int
    left: int
    noted: bool


def untold(desk: Desk, room: Room) -> Untold:
    """What of a room is not told."""
    with desk.database.reading(desk.actor) as connection:
        begin, noted = holdings.told(connection, desk.actor, room.key)
        return Untold(begin, holdings.untold(connection, desk.actor, room.key, room.ledger.number, begin), noted)


class _Telling(NamedTuple):
    """How many stories were told anew and how many are left; whether pages were read again, which stand after them."""

    stories: int
    left: int
    reread: bool


def _retell(desk: Desk, room: Room, size: int, jobs: int, tick: Progress, enough: Callable[[], bool]) -> _Telling:
    held = {one.id: (one.entry, read(text, StoryBody)) for one, text in desk.bodies(desk.standing("story", room=room))}
    before = {ident: body for ident, (_, body) in held.items()}
    now = situation(desk, room, before, size)
    changed = [story for story in now.stories if story.id not in before or before[story.id].basis != story.basis]
    # Those whose telling is the oldest first: were it always the same ones, the others would never have their turn.
    changed.sort(key=lambda story: held[story.id][0] if story.id in held else -1)
    vanished = sorted(before.keys() - {story.id for story in now.stories})
    divisible = not vanished and not _moved(changed, before)
    told: set[str] = set()
    fresh: dict[Key, ThingBody] = {}
    for number, (story, things) in enumerate(_told(desk, room, now, changed, jobs), 1):
        fresh.update(things)
        told.add(story.id)
        tick(number, story.id)
        if divisible and enough():
            break
    said, gone = difference(fresh, _old_things(desk, room, [*vanished, *sorted(told)]))
    gone.extend(("story", ident) for ident in vanished)
    statements = [Statement(kind, text) for kind, text in said]
    statements.extend(_ends(gone))
    # The stories come last: where the row breaks off, they are told again.
    unnamed = {ident for ident, body in before.items() if body.people is None} - {story.id for story in changed}
    bodies = [story.body(size) for story in now.stories if story.id in told | unnamed]
    statements.extend(Statement("story", written(body)) for body in bodies)
    desk.append(room, statements)
    return _Telling(len(told), len(changed) - len(told), now.reread)


def _moved(changed: Iterable[Story], before: Mapping[str, StoryBody]) -> bool:
    """Whether a page of these stories belonged to another one: they are told together, so that none tells it twice."""
    homes = {page: ident for ident, body in before.items() for page, _ in body.pages}
    return any(homes.get(page, story.id) != story.id for story in changed for page, _ in story.shape.pages)


def _told(
    desk: Desk, room: Room, now: Situation, changed: Sequence[Story], jobs: int
) -> Iterator[tuple[Story, dict[Key, ThingBody]]]:
    held = {one.entry: one for one in desk.standing("reading", room=room)} if changed else {}

    def loaded() -> Iterator[tuple[Story, list[Annotated]]]:
        for story in changed:
            these = [held[entry] for _, entry in story.shape.pages if entry in held]
            yield story, [reading.page for reading in readings(desk, these, now.decided.rejected)]

    yield from in_order(partial(_tell, now.settings), loaded(), jobs if len(changed) > 1 else 1)


def _tell(settings: CaseSettings, one: tuple[Story, list[Annotated]]) -> tuple[Story, dict[Key, ThingBody]]:
    story, pages = one
    return story, things_of(story, pages, settings)


def _old_things(desk: Desk, room: Room, stories: Iterable[str]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for ident in stories:
        for what in THINGS:
            for held, text in desk.bodies(desk.standing(what, room=room, about=ident)):
                found[what, held.id] = text
    return found


def _ends(gone: Sequence[Key]) -> Iterator[Statement]:
    for at in range(0, len(gone), MOST_TOGETHER):
        some = tuple(gone[at : at + MOST_TOGETHER])
        yield Statement("gone", written(GoneBody(some[0][1], some, "no longer follows from the claims")))
