"""What a reader looks for in a list, and what there is of each kind: facets with counts."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any, Generic, Self, TypeVar

import msgspec

Item = TypeVar("Item")
Row = TypeVar("Row")
PAGE = 50
"""Rows of a page of a list."""


class Choice(msgspec.Struct, frozen=True):
    """One value of a facet: how many things have it among those that the other filters leave."""

    value: str
    label: str
    count: int
    chosen: bool


class Facet(msgspec.Struct, frozen=True):
    """One way to narrow a list down."""

    key: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The choices that are made."""
        return tuple(choice for choice in self.choices if choice.chosen)


class Stretch(msgspec.Struct, frozen=True):
    """Which rows of a list are shown: `first` is the number of the first, from 1; `total` counts all."""

    number: int
    first: int
    last: int
    total: int
    pages: int

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of this page among all."""
        return rows[max(self.first - 1, 0) : self.last]


Chosen = Mapping[str, Sequence[str]]
Values = Callable[[Item], Sequence[str]]


def narrowed(
    items: Iterable[Item], axes: Mapping[str, Values[Item]], chosen: Chosen
) -> tuple[list[Item], dict[str, Counter[str]]]:
    """The items that every facet lets through, and per facet the counts among those the other facets let through."""
    wanted = {key: frozenset(chosen.get(key, ())) for key in axes}
    active = [key for key in axes if wanted[key]]
    counts: dict[str, Counter[str]] = {key: Counter() for key in axes}
    kept: list[Item] = []
    for item in items:
        barred = [key for key in active if wanted[key].isdisjoint(axes[key](item))]
        if not barred:
            kept.append(item)
            for key, values in axes.items():
                counts[key].update(values(item))
        elif len(barred) == 1:
            counts[barred[0]].update(axes[barred[0]](item))
    return kept, counts


class Narrowed(Generic[Item]):
    """What `narrowed` gives, `kept` in an order that leaves few alike; brought along as items come and go."""

    def __init__(
        self, items: Iterable[Item], axes: Mapping[str, Values[Item]], chosen: Chosen, order: Callable[[Item], Any]
    ) -> None:
        self._axes, self._chosen, self._order = axes, chosen, order
        self.kept, self.counts = narrowed(items, axes, chosen)
        self.kept.sort(key=order)

    def copy(self) -> Self:
        """Another one of the same items; what is shown of this one stays as it is."""
        other = type(self)((), self._axes, self._chosen, self._order)
        other.kept = [*self.kept]
        other.counts = {key: Counter(counts) for key, counts in self.counts.items()}
        return other

    def brought(self, before: Mapping[Hashable, Item], after: Mapping[Hashable, Item]) -> Self:
        """The same of other items: of those `after`, where this is of those `before`; the same key, the same thing."""
        gone = [item for key, item in before.items() if after.get(key) != item]
        if 4 * len(gone) > len(before):
            return type(self)(after.values(), self._axes, self._chosen, self._order)
        other = self.copy()
        for item in gone:
            other.drop(item)
        for key, item in after.items():
            if before.get(key) != item:
                other.add(item)
        return other

    def add(self, item: Item) -> None:
        """An item comes."""
        kept, counts = narrowed((item,), self._axes, self._chosen)
        for key, values in counts.items():
            self.counts[key].update(values)
        if kept:
            insort(self.kept, item, key=self._order)

    def drop(self, item: Item) -> None:
        """An item that came goes."""
        kept, counts = narrowed((item,), self._axes, self._chosen)
        for key, values in counts.items():
            here = self.counts[key]
            for value, count in values.items():
                here[value] -= count
                if not here[value]:
                    # What occurs no more is no choice.
                    del here[value]
        if kept:
            at = bisect_left(self.kept, self._order(item), key=self._order)
            # What came in its place may stand before it.
            while self.kept[at] != item:
                at += 1
            del self.kept[at]


def facet(key: str, counts: Counter[str], chosen: Chosen, label: Callable[[str], str], most: int = 40) -> Facet:
    """A facet with its most frequent values; a chosen one is there even where nothing has it."""
    picked = set(chosen.get(key, ()))
    first = nsmallest(most, {*counts, *picked}, key=lambda value: (value not in picked, -counts[value], value))
    return Facet(key, tuple(Choice(value, label(value), counts[value], value in picked) for value in first))


def stretch(total: int, number: int, most: int = PAGE) -> Stretch:
    """The page of a list that was asked for, of so many rows at most; the last one where there are fewer."""
    pages = max(1, -(-total // most))
    number = min(max(number, 1), pages)
    first = (number - 1) * most
    return Stretch(number, min(first + 1, total), min(first + most, total), total, pages)
