"""The engine in process: cells one after the other, or a few at a time in threads, results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from .partition import Cell, Partition


def mapped(
    table: pa.Table,
    partition: Partition,
    function: Callable[[pa.Table, Cell], pa.Table],
    *,
    workers: int = 1,
    wanted: Callable[[Cell], bool] = lambda _: True,
) -> Iterator[tuple[Cell, pa.Table]]:
    """Each cell with what `function` makes of its rows, in order of the cells.

    `table` is in order of the partition's column. No more than `workers` cells are held ahead of the reader, so that
    memory is bounded by the cells at work; cells that are not `wanted` are left out.
    """
    cells = [cell for cell in partition.cells(np.asarray(table[partition.column])) if wanted(cell)]
    if workers <= 1:
        for cell in cells:
            yield cell, function(table.slice(cell.low, cell.high - cell.low), cell)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[tuple[Cell, Future[pa.Table]]] = deque()
        for cell in cells:
            waiting.append((cell, pool.submit(function, table.slice(cell.low, cell.high - cell.low), cell)))
            if len(waiting) > workers:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
