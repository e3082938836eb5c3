"""Who may do what in a room: what the one rights function answers for every office and, to its officers, every member.

A room is told of only to those who may read it, and what is told of it names no other room.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from ...lexicon.parties import party_labels
from ...publications.words import words_of
from ...store.rights import Action, Actor, Chamber, Office, allowed, operator, require, seated
from ..case.desk import SEATED_IN, Desk, members_of
from ..case.room import Room

PARTS = ("main", "why", "by", "pii")
"""Parts of an entry, as rights tell them apart."""
Basis = Literal["office", "member", "keys"]


class Entitled(msgspec.Struct, frozen=True):
    """What somebody may do in a room: `sees` are parts of its entries, `may` are actions as store/rights names them.

    `basis`: all who hold an office, one member by name, or whoever holds the keys of the case. `who` in words.
    """

    ident: str
    room: str
    basis: Basis
    who: str
    role: str
    sees: tuple[str, ...]
    may: tuple[Action, ...]


def entitled_in(desk: Desk, room: Room, ident: str, language: str) -> Iterator[Entitled]:
    """Those who may do something in a room that the actor may read; members by name for its officers alone."""
    require(desk.actor, room.key, "read")
    words, settings = words_of(language), desk.settings_body(room).settings
    chamber = Chamber(room.name, room.open)

    def named(office: str) -> str:
        head, _, party = office.partition(":")
        said = words(f"office-{head}")
        return f"{said}: {party_labels(party, settings)[language]}" if party else said

    for office in _offices(chamber):
        actor = seated("", office, {room.key: chamber}, {})
        yield from _line(actor, room, ident, "office", named(office if chamber.kind == "party" else _row_of(office)))
    if allowed(desk.actor, room.key, "manage"):
        # Who holds which office is kept in a room that not every officer may read.
        seats = any(one.name == SEATED_IN and allowed(desk.actor, one.key, "read") for one in desk.rooms.values())
        for actor in members_of(desk.seen_by(operator(desk.rooms))):
            who = f"{actor.name} ({named(actor.office)})" if actor.office and seats else actor.name
            yield from _line(actor, room, ident, "member", who)
    yield from _line(operator((room.key,)), room, ident, "keys", words("holder-of-keys"))


def _offices(chamber: Chamber) -> Iterator[str]:
    party = chamber.name.partition(":")[2] if chamber.kind == "party" else "any"
    for office in get_args(Office):
        yield f"{office}:{party}" if office == "delegation" else office


def _row_of(office: str) -> str:
    """The row of the matrix alone: outside the rooms of parties every delegation has the same rights."""
    return office.partition(":")[0]


def _line(actor: Actor, room: Room, ident: str, basis: Basis, who: str) -> Iterator[Entitled]:
    may = tuple(action for action in get_args(Action) if allowed(actor, room.key, action))
    if may:
        sees = tuple(part for part in PARTS if allowed(actor, room.key, "read", part))
        yield Entitled(ident, room.name, basis, who, actor.roles[room.key], sees, may)
