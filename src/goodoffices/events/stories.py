"""Pages into stories: one conflict's talks in one stretch of time, by shared parties, people, places and days.

Pages are taken in order of publication; each goes to the story it resembles most, if it resembles one enough and
nothing speaks against it. A page is held against the story as a whole, so no single page can chain two stories.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Annotated
from .geography import Geography
from .outline import Outline, outline_of

ENOUGH = 50
FAR = 30  # days between a page and the nearest page of a story beyond which it is another story


class Story:
    """Pages of one story and the sums of their outlines."""

    __slots__ = ("first", "focus", "last", "pages", "parties", "people", "towns")

    def __init__(self) -> None:
        self.pages: list[Annotated] = []
        self.parties: dict[str, float] = {}
        self.people: set[str] = set()
        self.towns: set[str] = set()
        self.focus: dict[tuple[str, int, int], None] = {}
        self.first: int | None = None
        self.last: int | None = None

    def add(self, page: Annotated, outline: Outline) -> None:
        """Take in one more page."""
        self.pages.append(page)
        for party, share in outline.parties.items():
            self.parties[party] = self.parties.get(party, 0.0) + share
        self.people.update(outline.people)
        self.towns.update(outline.towns)
        if outline.focus is not None:
            self.focus[outline.focus] = None
        if outline.published is not None:
            self.first = outline.published if self.first is None else min(self.first, outline.published)
            self.last = outline.published if self.last is None else max(self.last, outline.published)

    def likeness(self, outline: Outline, geography: Geography) -> int:
        """Points for shared parties, towns, people, days; below zero when something speaks against it."""
        if self._elsewhere(outline, geography):
            return -1
        gap = self._gap(outline)
        if gap > FAR:
            return -1
        shared = self._shared(outline)
        if shared < 0:
            return -1
        points = round(40 * shared) + (25 if shared and len(outline.parties) > 1 and len(self.parties) > 1 else 0)
        points += 20 if outline.towns & self.towns else 0
        points += 15 if len(outline.people & self.people) > (1 if not shared else 0) else 0
        return points + (15 if gap <= 5 else 5 if gap <= 14 else 0)

    def _gap(self, outline: Outline) -> int:
        if outline.published is None or self.first is None or self.last is None:
            return 10
        return max(self.first - outline.published, outline.published - self.last, 0)

    def _shared(self, outline: Outline) -> float:
        """The overlap of the shares of parties, 0 to 1; -1 when two sets of parties have too little in common."""
        if not outline.parties or not self.parties:
            return 0.0
        whole = sum(self.parties.values())
        common = [party for party in outline.parties if self.parties.get(party, 0.0) / whole >= 0.08]
        overlap = sum(min(outline.parties[party], self.parties[party] / whole) for party in common)
        alone = len(outline.parties) == 1 or len(self.parties) == 1
        # Two brokers in common are no conflict in common: together they have a third of the mentions at most.
        if (len(common) >= 2 and overlap >= 0.42) or (common and (alone or overlap >= 0.6)):
            return overlap
        return -1.0

    def _elsewhere(self, outline: Outline, geography: Geography) -> bool:
        """Whether the page reports talks in another town at another time than all that the story reports."""
        if outline.focus is None or not self.focus:
            return False
        place, first, last = outline.focus
        return all(
            geography.relation(place, held) == "apart" and max(start - last, first - end) > 7
            for held, start, end in self.focus
        )


def stories(annotated: Sequence[Annotated]) -> tuple[tuple[Annotated, ...], ...]:
    """The pages of each story, in order of publication; stories in the order of their first page."""
    geography = Geography(annotated)
    outlined = sorted(((outline_of(page), page) for page in annotated), key=lambda item: item[0].rank)
    found: list[Story] = []
    index: dict[str, list[int]] = {}
    for outline, page in outlined:
        numbers = sorted({number for key in outline.keys for number in index.get(key, ())})
        scored = [(found[number].likeness(outline, geography), -number) for number in numbers]
        best = max(scored, default=(-1, 0))
        number = -best[1] if best[0] >= ENOUGH else len(found)
        if number == len(found):
            found.append(Story())
        found[number].add(page, outline)
        for key in outline.keys:
            held = index.setdefault(key, [])
            if number not in held:
                held.append(number)
    return tuple(tuple(story.pages) for story in found)
