"""The same function over many inputs, in order, in one process or several, never holding more than a window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

WINDOW = 16
"""Inputs in flight per process: enough to keep it busy, few enough to keep memory flat."""


def in_order(function: Callable[[Item], Answer], items: Iterable[Item], jobs: int) -> Iterator[Answer]:
    """function(item) for each item, in the order of the items; `jobs` processes when more than one.

    `function` and items must pickle. Items are drawn lazily, so an endless iterable is fine.
    """
    if jobs == 1:
        yield from map(function, items)
        return
    waiting: deque[Future[Answer]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) >= WINDOW * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
