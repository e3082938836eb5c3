"""What the entries of a log mean, worked out ahead of the tables, by several processes where there are many."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain

import msgspec

from ...ledger.keys import KeyStore
from ...ledger.log import Ledger
from ...store.blobs import Blobs
from ..parallel import in_order
from .meaning import Meaning, meaning
from .place import CasePlace
from .room import Room

AT_ONCE = 4_000
"""Entries whose meaning is worked out together, and shown by one transaction."""
ALONE = 10_000
"""Entries up to which one process is as fast as several."""
MOST_PROCESSES = 4


def meanings(place: CasePlace, room: Room, keys: KeyStore | None, begin: int) -> Iterator[Meaning]:
    """What the entries of a room mean from `begin` on, in order."""
    end = room.ledger.size
    ranges = [(first, min(first + AT_ONCE, end)) for first in range(begin, end, AT_ONCE)]
    if end - begin <= ALONE:
        blobs = Blobs(place.blobs)
        yield from (_meant(room, blobs, *one, postgres=place.postgres) for one in ranges)
        return
    asked = partial(_meant_elsewhere, place, room.key, keys)
    yield from map(_UNPACKED.decode, in_order(asked, ranges, min(os.cpu_count() or 1, MOST_PROCESSES)))


def begun(place: CasePlace, room: Room, keys: KeyStore | None) -> Iterator[Meaning]:
    """The same from the first entry on; other processes are at work when this returns."""
    found = meanings(place, room, keys, 0)
    return chain([next(found)], found) if room.ledger.size > ALONE else found


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the collector of cycles back: it would walk rows by the hundred thousand, time and again; they hold none."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _meant(room: Room, blobs: Blobs, begin: int, end: int, *, postgres: bool) -> Meaning:
    return meaning(list(room.said(begin, end)), room.blinding, blobs.get, room.ledger.number, postgres=postgres)


def _meant_elsewhere(place: CasePlace, origin: str, keys: KeyStore | None, entries: tuple[int, int]) -> bytes:
    room = _OPENED.get((place, origin))
    if room is None:
        room = _OPENED[place, origin] = Room(Ledger.open(place.store, origin, keys=keys))
    with uncollected():
        return _PACKED.encode(_meant(room, Blobs(place.blobs), *entries, postgres=place.postgres))


# Between processes, packed: much faster than the way in which objects travel by themselves.
_PACKED, _UNPACKED = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Meaning)
_OPENED: dict[tuple[CasePlace, str], Room] = {}
"""Of a process of its own: the rooms as it opened them."""
