"""Who may do what in which room: the one policy of every read and write.

A decision is a pure function of actor, room, action and part; the same function is compiled into the WHERE clause of
every query, and on PostgreSQL into row level security as well. Who has no grant sees nothing, not even that there is
something. What an office of the case gives in a room is a table, MATRIX; what a role allows is another, POLICY.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, false
from sqlalchemy.sql.expression import ColumnClause

from ..errors import NotAllowed, UsageError

Action = Literal["read", "submit", "add", "decide", "move", "erase", "manage"]
Role = Literal["reader", "sender", "contributor", "member", "clerk", "officer"]
Office = Literal["lead", "staff", "rapporteur", "delegation", "monitor", "observer", "public"]
RoomKind = Literal["public", "joint", "mediator", "party", "centre", "own", "closed"]
Column = Literal["public", "joint", "mediator", "own-party", "other-party", "centre"]
ALL_PARTS = "*"
_ALL = frozenset({ALL_PARTS})
_SEEN = frozenset({"main", "why", "by"})

# What each role may do, and with which parts of an entry: `by` says who entered it, `pii` names private persons.
# submit: put something in without seeing what is there. move: open something of the room to another room.
POLICY: dict[Role, dict[Action, frozenset[str]]] = {
    "reader": {"read": frozenset({"main", "why"})},
    "sender": {"submit": _ALL},
    "contributor": {"read": _SEEN, "submit": _ALL, "add": _ALL},
    "member": {"read": _SEEN, "submit": _ALL, "add": _ALL, "decide": _ALL},
    "clerk": {"read": _SEEN, "submit": _ALL, "add": _ALL, "decide": _ALL, "move": _ALL},
    "officer": dict.fromkeys(("read", "submit", "add", "decide", "move", "erase", "manage"), _ALL),
}

COLUMNS: tuple[Column, ...] = ("public", "joint", "mediator", "own-party", "other-party", "centre")

_PLAIN: dict[RoomKind, Column] = {
    "public": "public",
    "joint": "joint",
    "mediator": "mediator",
    "centre": "centre",
}

# The role that an office has in each room; None: none by office, the officers of the room may still admit its holder.
MATRIX: dict[Office, tuple[Role | None, ...]] = {
    #             public     joint          mediator   own-party  other-party  centre
    "lead":       ("officer", "officer",     "officer", None,      None,        "officer"),
    "staff":      ("clerk",   "clerk",       "clerk",   None,      None,        "member"),
    "rapporteur": ("member",  "member",      "member",  None,      None,        "reader"),
    "delegation": ("reader",  "contributor", "sender",  "officer", None,        "contributor"),
    "monitor":    ("reader",  None,          "sender",  None,      None,        "member"),
    "observer":   ("reader",  "reader",      None,      None,      None,        None),
    "public":     ("reader",  None,          None,      None,      None,        None),
}  # fmt: skip

# Cells that no officer can open: a delegation reads neither the other's room nor the mediator's.
CLOSED: frozenset[tuple[Office, Column]] = frozenset({("delegation", "mediator"), ("delegation", "other-party")})


class Actor(msgspec.Struct, frozen=True):
    """Somebody who reads or writes: a name, a role in each room where there is one, and the office they hold."""

    name: str
    roles: dict[str, Role] = {}
    office: str = ""


class Chamber(msgspec.Struct, frozen=True):
    """A room as rights see it: its name, and whether what it holds is for everybody."""

    name: str
    open: bool = False

    @property
    def kind(self) -> RoomKind:
        """What kind of room it is, by its name: `joint`, `mediator`, `centre`, `public`, `party:<id>`, `own:<name>`."""
        head, _, rest = self.name.partition(":")
        if head in ("joint", "mediator", "centre", "public") and not rest:
            return head  # type: ignore[return-value]
        if head in ("party", "own") and rest:
            return head  # type: ignore[return-value]
        return "public" if self.open else "closed"

    def column(self, office: str) -> Column | None:
        """The column of the matrix that the room is for somebody of an office; None for rooms beside the matrix."""
        kind = self.kind
        if kind == "party":
            return "own-party" if office == f"delegation:{self.name.partition(':')[2]}" else "other-party"
        return _PLAIN.get(kind)


def operator(rooms: Iterable[str]) -> Actor:
    """The person at the files: whoever holds the store and its keys is officer of every room."""
    return Actor("operator", dict.fromkeys(rooms, "officer"))


def office_of(text: str) -> Office:
    """The row of the matrix for an office as written: `lead`, `delegation:<party>`; UsageError for any other word."""
    head, _, party = text.partition(":")
    if head not in MATRIX or (head == "delegation") != bool(party):
        known = ", ".join("delegation:PARTY" if one == "delegation" else one for one in MATRIX)
        raise UsageError(f"{text!r} is no office; one of {known}")
    return head


def role_in(chamber: Chamber, name: str, office: str, granted: Role | Literal[""] | None = None) -> Role | None:
    """The role of somebody in one room: what the room itself granted or took back, else what the office gives.

    A private room is its owner's alone; a cell of CLOSED is never opened by a grant.
    """
    if chamber.kind == "own":
        return "officer" if chamber.name == f"own:{name}" else None
    row = office_of(office) if office else None
    column = chamber.column(office)
    given = MATRIX[row][COLUMNS.index(column)] if row and column else None
    if granted is None or (row and column and (row, column) in CLOSED):
        return given
    return granted or None


def seated(name: str, office: str, rooms: Mapping[str, Chamber], granted: Mapping[str, Role | Literal[""]]) -> Actor:
    """Somebody with an office ("" for none) and the grants that rooms made, by the key of the room."""
    found = {key: role_in(chamber, name, office, granted.get(key)) for key, chamber in rooms.items()}
    return Actor(name, {key: role for key, role in sorted(found.items()) if role is not None}, office)


def allowed(actor: Actor, room: str, action: Action, part: str = "main") -> bool:
    """Whether the actor may do this with this part of the entries of a room."""
    role = actor.roles.get(room)
    if role is None:
        return False
    parts = POLICY[role].get(action, frozenset())
    return part in parts or ALL_PARTS in parts


def require(actor: Actor, room: str, action: Action, part: str = "main") -> None:
    """Raise NotAllowed unless `allowed`; the message is the same whether or not the room exists."""
    if not allowed(actor, room, action, part):
        raise NotAllowed(f"{actor.name!r} may not {action} here; ask an officer of the room")


def rooms_for(actor: Actor, action: Action = "read", part: str = "main") -> tuple[str, ...]:
    """The rooms in which the actor may do this, in order."""
    return tuple(sorted(room for room in actor.roles if allowed(actor, room, action, part)))


def within_rights(column: ColumnClause[str] | ColumnElement[str], actor: Actor) -> ColumnElement[bool]:
    """The WHERE clause that keeps a query to what the actor may read."""
    rooms = rooms_for(actor)
    return column.in_(rooms) if rooms else false()
