"""The same function over many inputs, in order, in one process or several, never holding more than a window."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from threading import Thread
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
    with ProcessPoolExecutor(jobs, initializer=_begin) as pool:
        try:
            for item in items:
                with _interruptions_held():
                    waiting.append(pool.submit(function, item))
                if len(waiting) >= WINDOW * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def _interruptions_held() -> Iterator[None]:
    """Hold an interruption back while workers may be started: they inherit that, until they ignore it for good."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Settle a worker process: it ends with its parent, and leaves an interruption of both to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()
    # What was loaded before the fork lives as long as the process: the collector need not walk it again and again.
    gc.freeze()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        # Siblings hold the pipe from which work comes open, so its end would never be seen after a killed parent.
        connection.wait([parent.sentinel])
        os._exit(1)
