"""Opening something of one room to another: an act with a name, a preview of who will see it, and a second person.

What is opened stays where it was as well, since a log forgets nothing. The other room's log does not say which room it
came from, and who may only hand something in is not told where it stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from ...errors import NotAllowed, SecondPersonNeeded, UsageError
from ...records import content_id
from ...store.rights import Chamber, allowed, operator, require
from ...talks.wording import line_of
from .bodies import ClaimBody, DocumentBody, LargeBody, read, written
from .desk import Desk
from .retelling import tell
from .room import Room, Statement
from .seats import offices, readers
from .showing import reading_of
from .talks_bodies import MoveBody, TalksBody

Movable = Literal["talks", "document"]
MOVABLE: tuple[Movable, ...] = ("talks", "document")


class Preview(msgspec.Struct, frozen=True):
    """What opening a thing to a room would do: who will see it besides those who do now.

    `names` only where the mover may read the other room; `offices` otherwise too. `everybody`: the room is open to all.
    """

    what: Movable
    about: str
    text: str
    source: str
    target: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    everybody: bool
    four_eyes: bool


class Ways(msgspec.Struct, frozen=True):
    """The rooms to which the actor may open a thing."""

    about: str
    targets: tuple[str, ...]
    target: str = ""


class Moved(msgspec.Struct, frozen=True):
    """A move as it stands."""

    id: str
    what: str
    about: str
    source: str
    target: str
    why: str
    who: str
    state: str
    second: str


def preview(desk: Desk, about: str, target: str, source: str = "") -> Preview:
    """Who would see it; nothing is changed. Raises NotAllowed, UsageError."""
    what, here = _found(desk, about, source)
    require(desk.actor, here.key, "move")
    there = _target(desk, target, what)
    keeper = desk.seen_by(operator(desk.rooms))
    now = {one.name for one in readers(keeper, here)}
    fresh = [one for one in readers(keeper, there) if one.name not in now]
    seen = allowed(desk.actor, there.key, "read")
    return Preview(
        what,
        about,
        _text(desk, what, here, about),
        here.name,
        target,
        tuple(one.name for one in fresh) if seen else (),
        offices(fresh) if seen else _offices_of(target),
        Chamber(there.name, there.open).kind == "public",
        desk.asks_two(here, "move"),
    )


def ways(desk: Desk, about: str) -> Ways:
    """Where a thing may be opened to. Raises NotAllowed, UsageError."""
    what, here = _found(desk, about, "")
    require(desk.actor, here.key, "move")
    action: Literal["submit", "add"] = "submit" if what == "talks" else "add"
    names = (room.name for key, room in desk.rooms.items() if room is not here and allowed(desk.actor, key, action))
    return Ways(about, tuple(sorted(name for name in names if Chamber(name).kind != "own")))


def move(desk: Desk, about: str, target: str, why: str, source: str = "") -> Moved:
    """Open a thing to a room; where the case asks for a second person, propose it."""
    if not why.strip():
        raise UsageError("say why; the reason is kept with the move")
    what, here = _found(desk, about, source)
    require(desk.actor, here.key, "move")
    there = _target(desk, target, what)
    ident = content_id("jdg", "move", what, about, target, why, here.ledger.size)
    proposed = MoveBody(ident, what, about, target, why, desk.actor.name, "proposed")
    if desk.asks_two(here, "move"):
        desk.append(here, [Statement("move", written(proposed))])
        return _shown(proposed, here)
    return _do(desk, proposed, here, there)


def confirm(desk: Desk, ident: str, *, refuse: bool = False) -> Moved:
    """Do, or refuse, what somebody else proposed. Raises NotAllowed for whoever proposed it."""
    body, here = _proposed(desk, ident)
    require(desk.actor, here.key, "move")
    if refuse:
        refused = msgspec.structs.replace(body, state="refused", second=desk.actor.name)
        desk.append(here, [Statement("move", written(refused))])
        return _shown(refused, here)
    if body.who == desk.actor.name:
        raise SecondPersonNeeded("move")
    there = _target(desk, body.to, body.what)
    return _do(desk, msgspec.structs.replace(body, second=desk.actor.name), here, there)


def moves(desk: Desk, *, pending: bool = False, at: int | None = None) -> list[Moved]:
    """Moves out of the rooms that the actor may read, oldest first; `pending`: those that wait for a second person."""
    held = desk.standing("move", at=at)
    found = [_shown(read(text, MoveBody), desk.rooms[one.room]) for one, text in desk.bodies(held)]
    return [one for one in found if not pending or one.state == "proposed"]


def _proposed(desk: Desk, ident: str) -> tuple[MoveBody, Room]:
    for held, text in desk.bodies(desk.standing("move", ident=ident)):
        body = read(text, MoveBody)
        if body.state == "proposed":
            return body, desk.rooms[held.room]
    raise UsageError(f"no move {ident!r} waits to be confirmed")


def _found(desk: Desk, about: str, source: str) -> tuple[Movable, Room]:
    """What the id means and the room it stands in, among those that the actor may read."""
    for what in MOVABLE:
        for held in desk.standing(what, ident=about):
            room = desk.rooms[held.room]
            if source in ("", room.name):
                return what, room
    raise UsageError(f"no entry and no document {about!r} here")


def _target(desk: Desk, name: str, what: Movable) -> Room:
    """The room of that name that the actor may put something into; the refusal is the same where there is none."""
    action: Literal["submit", "add"] = "submit" if what == "talks" else "add"
    for key, room in desk.rooms.items():
        if room.name == name and allowed(desk.actor, key, action):
            return room
    raise NotAllowed(f"{desk.actor.name!r} may not put anything into a room of that name")


def _offices_of(target: str) -> tuple[str, ...]:
    from ...store.rights import COLUMNS, MATRIX, POLICY

    column = Chamber(target).column("")
    if column is None:
        return ()
    return tuple(
        office
        for office, row in MATRIX.items()
        if (role := row[COLUMNS.index(column)]) is not None and "read" in POLICY[role]
    )


def _text(desk: Desk, what: Movable, room: Room, about: str) -> str:
    for _, text in desk.bodies(desk.standing(what, room=room, ident=about)):
        return line_of(read(text, TalksBody).entry) if what == "talks" else read(text, DocumentBody).path
    raise UsageError(f"no entry and no document {about!r} here")


def _do(desk: Desk, body: MoveBody, here: Room, there: Room) -> Moved:
    by = f"{body.who}: {body.why}" if not body.second else f"{body.who}, {body.second}: {body.why}"
    statements = list(_copies(desk, body, here, by))
    if not desk.seen_by(operator(desk.rooms)).standing(body.what, room=there, ident=body.about):
        desk.append(there, statements)
        if body.what == "document":
            tell(desk, there)
    done = msgspec.structs.replace(body, state="done")
    desk.append(here, [Statement("move", written(done))])
    return _shown(done, here)


def _copies(desk: Desk, body: MoveBody, here: Room, by: str) -> Sequence[Statement]:
    (text,) = [text for _, text in desk.bodies(desk.standing(body.what, room=here, ident=body.about))]
    if body.what == "talks":
        return [Statement("talks", written(msgspec.structs.replace(read(text, TalksBody), opened=by)))]
    document = read(text, DocumentBody)
    (ref,) = desk.blobs.put([(desk.fetch(document.blob), document.blob.type)])
    statements = [Statement("document", written(msgspec.structs.replace(document, blob=ref)))]
    for held, text in desk.bodies(desk.standing("reading", room=here, ident=body.about)):
        reading = reading_of(text, desk.fetch)
        statements.append(Statement("reading", _resealed(desk, text)))
        entries = range(held.entry + 1, held.entry + 1 + reading.claims)
        claims = here.bodies(entries, desk.actor)
        statements.extend(Statement("claim", written(read(claims[one], ClaimBody))) for one in entries if one in claims)
    return statements


def _resealed(desk: Desk, text: str) -> str:
    try:
        large = read(text, LargeBody)
    except msgspec.ValidationError:
        return text
    (ref,) = desk.blobs.put([(desk.fetch(large.blob), large.blob.type)])
    return written(msgspec.structs.replace(large, blob=ref))


def _shown(body: MoveBody, here: Room) -> Moved:
    return Moved(body.id, body.what, body.about, here.name, body.to, body.why, body.who, body.state, body.second)
