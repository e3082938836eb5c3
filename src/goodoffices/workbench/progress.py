"""What a long run tells while it works and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from ..errors import InputRefused

Progress = Callable[[int, str], None]
"""Called after each input with how many are done and the name of the last."""


class Outcome(msgspec.Struct):
    """How many inputs were read, what was written, which inputs were refused and why."""

    done: int = 0
    written: list[Path] = msgspec.field(default_factory=list)
    refused: list[InputRefused] = msgspec.field(default_factory=list)


def quiet(done: int, name: str) -> None:
    """The progress of a run that nobody watches."""
