"""The case that a process serves: opened once, shared by its threads."""

from __future__ import annotations

import threading

from ..workbench import Workbench
from .middleware.logging import mistaken

_LOCK = threading.Lock()
_OPEN: dict[str, Workbench] = {}


def opened(case: str) -> Workbench:
    """The open case, as whoever holds its keys; what a request may do is decided by `as_member`."""
    with _LOCK:
        if case not in _OPEN:
            _OPEN[case] = Workbench.served(case, lambda answer: mistaken("telling", answer.kind, answer.where))
        return _OPEN[case]


def close_all() -> None:
    """Let go of every case."""
    with _LOCK:
        while _OPEN:
            _OPEN.popitem()[1].close()
