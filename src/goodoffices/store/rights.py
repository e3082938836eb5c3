"""Who may do what in which room: the one policy of every read and write.

A decision is a pure function of actor, room, action and part; the same function is compiled into the WHERE clause of
every query, and on PostgreSQL into row level security as well. Who has no grant sees nothing, not even that there is
something.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, false
from sqlalchemy.sql.expression import ColumnClause

from ..errors import NotAllowed

Action = Literal["read", "add", "decide", "erase", "manage"]
Role = Literal["reader", "member", "officer"]
ALL_PARTS = "*"

# What each role may do, and with which parts of an entry: `by` says who entered it, `pii` names private persons.
POLICY: dict[Role, dict[Action, frozenset[str]]] = {
    "reader": {"read": frozenset({"main", "why"})},
    "member": {
        "read": frozenset({"main", "why", "by"}),
        "add": frozenset({ALL_PARTS}),
        "decide": frozenset({ALL_PARTS}),
    },
    "officer": {
        "read": frozenset({ALL_PARTS}),
        "add": frozenset({ALL_PARTS}),
        "decide": frozenset({ALL_PARTS}),
        "erase": frozenset({ALL_PARTS}),
        "manage": frozenset({ALL_PARTS}),
    },
}


class Actor(msgspec.Struct, frozen=True):
    """Somebody who reads or writes: a name, and a role in each room where there is one."""

    name: str
    roles: dict[str, Role] = {}


def operator(rooms: Iterable[str]) -> Actor:
    """The person at the files: whoever holds the store and its keys is officer of every room."""
    return Actor("operator", dict.fromkeys(rooms, "officer"))


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
