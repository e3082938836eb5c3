"""What was opened from one room to another, and what waits for a second person to confirm it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...errors import NotAllowed, UsageError
from ...workbench import Workbench
from ...workbench.case import moving
from ...workbench.case.moving import Moved, Preview
from ..asking import Ask
from ..routes import Goto, Route


class Waiting(msgspec.Struct, frozen=True):
    """A move that needs a second person, with what it would show to whom; None for whoever may not confirm it."""

    move: Moved
    preview: Preview | None


class MovesShown(msgspec.Struct, frozen=True):
    """Moves out of the rooms that the actor reads, the newest first; `waiting`: those that need a second person."""

    waiting: tuple[Waiting, ...]
    done: tuple[Moved, ...]


def moves(ask: Ask, bench: Workbench) -> MovesShown:
    """All moves."""
    found = list(every_move(ask, bench))
    return MovesShown(
        tuple(Waiting(one, _preview(bench, one)) for one in found if one.state == "proposed"),
        tuple(one for one in found if one.state != "proposed"),
    )


def _preview(bench: Workbench, one: Moved) -> Preview | None:
    try:
        return moving.preview(bench.desk, one.about, one.target, one.source)
    except (NotAllowed, UsageError):  # it is not theirs to confirm, or what it is about is gone
        return None


def every_move(ask: Ask, bench: Workbench) -> Iterator[Moved]:
    """Moves, the newest first."""
    yield from reversed(moving.moves(bench.desk, at=ask.at))


def confirm(ask: Ask, bench: Workbench) -> Goto | None:
    """Do, or refuse, what somebody else proposed."""
    ident = ask.found["ident"]
    if ident not in {one.id for one in moving.moves(bench.desk, pending=True)}:
        return None
    moving.confirm(bench.desk, ident, refuse=bool(ask.form.get("refuse")))
    return Goto("moves")


ROUTES = (
    Route("moves", "moves", moves, "read", "moves/list.html", ("json", "csv"), every_move, home="talks"),
    Route("confirm", "moves/<ident:ident>/confirm", confirm, "move", home="talks", methods=("POST",)),
)
