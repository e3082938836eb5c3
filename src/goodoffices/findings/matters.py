"""Groups of what several accounts tell, link by link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

Told = TypeVar("Told")


def matters(told: Sequence[Told], alike: Callable[[Told, Told, Sequence[Told]], bool]) -> Iterator[list[Told]]:
    """Groups of two or more that links hold together; `alike` is asked about two, beside all that is told."""
    group = list(range(len(told)))
    for i, j in combinations(range(len(told)), 2):
        if group[i] != group[j] and alike(told[i], told[j], told):
            old, new = max(group[i], group[j]), min(group[i], group[j])
            group = [new if number == old else number for number in group]
    for number in sorted(set(group)):
        held = [one for one, of in zip(told, group, strict=True) if of == number]
        if len(held) > 1:
            yield held
