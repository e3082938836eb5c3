"""Sets of things that were told to be one, link by link (union-find: Galler and Fischer 1964, with halved paths)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def _itself(one: Any) -> Any:
    return one


class Unions(Generic[Thing]):
    """Things joined into sets, each known by the first of it in order: the same whichever links came first."""

    def __init__(self, order: Callable[[Thing], Any] = _itself) -> None:
        self._above: dict[Thing, Thing] = {}
        self._order = order

    def root(self, one: Thing) -> Thing:
        """The first of the set in which a thing is; a thing that was never joined is alone."""
        above = self._above
        while (upper := above.get(one, one)) != one:
            above[one] = above[upper]
            one = above[one]
        return one

    def unite(self, one: Thing, other: Thing) -> None:
        """Make one set of the two in which these are."""
        self._above.setdefault(one, one)
        self._above.setdefault(other, other)
        first, second = sorted((self.root(one), self.root(other)), key=self._order)
        self._above[second] = first

    def sets(self) -> list[list[Thing]]:
        """The sets, and the things of each, in the order in which they were first named."""
        found: dict[Thing, list[Thing]] = {}
        for one in list(self._above):
            found.setdefault(self.root(one), []).append(one)
        return list(found.values())
