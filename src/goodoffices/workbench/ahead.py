"""An iterator drawn from in a thread of its own, a little ahead of whoever takes what it gives."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
AHEAD = 32


def ahead(items: Generator[Item, None, None], most: int = AHEAD) -> Iterator[Item]:
    """The items in their order, up to `most` of them drawn before they are asked for; errors come where they arose."""
    end = object()
    pool = ThreadPoolExecutor(1)
    try:
        waiting = deque(pool.submit(next, items, end) for _ in range(most))
        while (item := waiting.popleft().result()) is not end:
            waiting.append(pool.submit(next, items, end))
            yield item  # type: ignore[misc]
    finally:
        pool.shutdown(cancel_futures=True)
        items.close()
