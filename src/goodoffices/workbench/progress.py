"""What a long run tells while it works and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from ..errors import InputRefused

Progress = Callable[[int, str], None]
"""Called after each input with how many are done and the name of the last."""


class Outcome(msgspec.Struct):
    """How many inputs were read, how many a case held already, what was written, what was refused and why.

    `told`: how many stories of a case were compared anew.
    """

    done: int = 0
    known: int = 0
    written: list[Path] = msgspec.field(default_factory=list)
    refused: list[InputRefused] = msgspec.field(default_factory=list)
    told: int = 0


def quiet(done: int, name: str) -> None:
    """The progress of a run that nobody watches."""
