"""What was put together of a room or for a reader, kept in memory until the state it rests on changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """The newest of what was made for each of `most` askers; what held before is handed on, to take parts over."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[Hashable, Made]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, asker: Hashable, state: Hashable, make: Callable[[Made | None], Made]) -> Made:
        """What `make` gave for this asker in this state; else made now, of what was made of an earlier one.

        Made once, however many ask for it at the same time: the others wait for the first.
        """
        held = self._last(asker)
        if held is not None and held[0] == state:
            return held[1]
        with self._lock:
            making = self._making.setdefault(asker, threading.Lock())
        with making:
            held = self._last(asker)
            if held is not None and held[0] == state:
                return held[1]
            made = make(held[1] if held is not None else None)
            with self._lock:
                self._held[asker] = (state, made)
                self._held.move_to_end(asker)
                while len(self._held) > self._most:
                    gone, _ = self._held.popitem(last=False)
                    self._making.pop(gone, None)
        return made

    def _last(self, asker: Hashable) -> tuple[Hashable, Made] | None:
        with self._lock:
            held = self._held.get(asker)
            if held is not None:
                self._held.move_to_end(asker)
            return held
