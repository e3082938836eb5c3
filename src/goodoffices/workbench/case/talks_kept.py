"""What was put together of the talks, kept until something changes in a room that its reader may read.

The key holds the reader's rights and the sizes of the logs that they may read, and of no other: neither what is kept
nor how long an answer takes tells of a room that is closed to them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")
AT_HAND = 16
"""Readers (by rights, language and time) whose talks one process keeps at hand."""


class Kept(Generic[Made]):
    """The newest of what was made for each asker; what held before is handed on, so that parts can be taken over."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[Hashable, Made]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asker: Hashable, state: Hashable, make: Callable[[Made | None], Made]) -> Made:
        """What `make` gave for this asker in this state; else made now, of what was made of an earlier one."""
        with self._lock:
            held = self._held.get(asker)
            if held is not None:
                self._held.move_to_end(asker)
        if held is not None and held[0] == state:
            return held[1]
        made = make(held[1] if held is not None else None)
        with self._lock:
            self._held[asker] = (state, made)
            self._held.move_to_end(asker)
            while len(self._held) > AT_HAND:
                self._held.popitem(last=False)
        return made
