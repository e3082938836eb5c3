"""Mistakes of ours as a log may name them: the words of an error may hold what is confidential, its place does not."""

from __future__ import annotations

import traceback
from pathlib import Path


def places(error: BaseException) -> tuple[str, ...]:
    """The last steps of the program that led to an error."""
    steps = traceback.extract_tb(error.__traceback__)[-3:]
    return tuple(f"{Path(step.filename).stem}:{step.name}:{step.lineno}" for step in steps)
