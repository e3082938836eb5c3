"""Bodies of the entries of the talks room: what was entered at the table, who holds which office, what was moved."""

from __future__ import annotations

from typing import Literal

import msgspec

from ...talks.entries import Entry


class TalksBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of the talks. `opened` says who opened it to this room and why, where it was not made in it."""

    id: str
    entry: Entry
    opened: str = ""
    v: int = 1


class SeatBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody's office in the case from here on (`lead`, `delegation:<party>`, ...); without an office, none."""

    id: str
    office: str = ""
    v: int = 1


class MoveBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something of this room is opened to another: proposed by one, and done at once or confirmed by a second.

    `id` is the id of the move, `what` and `about` the thing, `to` the name of the other room.
    """

    id: str
    what: Literal["talks", "document"]
    about: str
    to: str
    why: str
    who: str
    state: Literal["proposed", "done", "refused"]
    second: str = ""
    v: int = 1
