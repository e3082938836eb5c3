"""Passages that one page took from another: the words are the first page's, whoever prints them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..records import Annotated, Claim


class Copies:
    """For every page the stretches it shares with an earlier page, or with one that credits an agency."""

    def __init__(self, pages: Sequence[Annotated]) -> None:
        self._shared: dict[str, list[tuple[int, int, Annotated]]] = {}
        for page, start, end, origin in _shared(pages):
            self._shared.setdefault(page, []).append((start, end, origin))
        for stretches in self._shared.values():
            stretches.sort(key=lambda item: (item[0], item[1], item[2].document.id))

    def origin(self, claim: Claim, page: Annotated) -> Annotated:
        """The page whose words the claim's evidence is."""
        stretches = self._shared.get(page.document.id)
        if not stretches or not claim.evidence:
            return page
        first = claim.evidence[0]
        spot = bisect_right(stretches, first.start, key=lambda item: item[0]) - 1
        if spot >= 0 and stretches[spot][1] >= first.end:
            return stretches[spot][2]
        return page


def _shared(pages: Sequence[Annotated]) -> list[tuple[str, int, int, Annotated]]:
    return []
