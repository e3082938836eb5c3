"""Pages into stories: one conflict's talks in one stretch of time, by shared parties, people, places and days.

Pages are taken in order of publication; each goes to the story it resembles most, if it resembles one enough and
nothing speaks against it. A page is held against the story as a whole, so no single page can chain two stories.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..lexicon.concepts import vocabulary
from ..records import Annotated
from .geography import Geography
from .outline import Outline, outline_of

ENOUGH = 50
HOME = 0.25  # share of the places and parties of a page that a land has when the page is about it
MOSTLY = 0.6  # and when it is about little else
# Who serves in many conflicts: in common, they say little of which one a page is about.
SERVING = frozenset(
    "us un eu qa eg tr sa om ae ch no at ke tz za ug icrc au-union igad asean arab-league osce gcc".split()
)
ACQUAINTED = 25  # points for two people in common, each by given and family name
TOLD = (0, 28, 40)  # points for no, one, two or more particular figures or days set in common
FEW = 4  # pages of a story that is held against the others once more when all pages are read
NEAR = 5  # days between pages that report one figure of one thing
FAR = 30  # days between a page and the nearest page of a story beyond which it is another story


class Story:
    """Pages of one story and the sums of their outlines."""

    __slots__ = ("facts", "first", "focus", "ground", "lands", "last", "names", "pages", "parties", "people", "towns")

    def __init__(self) -> None:
        self.pages: list[int] = []
        self.parties: dict[str, float] = {}
        self.lands: dict[str, float] = {}
        self.ground: set[str] = set()
        self.names: set[str] = set()
        self.people: set[str] = set()
        self.towns: set[str] = set()
        self.facts: set[str] = set()
        self.focus: dict[tuple[str, int, int], None] = {}
        self.first: int | None = None
        self.last: int | None = None

    def add(self, page: int, outline: Outline) -> None:
        """Take in one more page, given by its number."""
        self.pages.append(page)
        for party, share in outline.parties.items():
            self.parties[party] = self.parties.get(party, 0.0) + share
        for land, share in outline.lands.items():
            self.lands[land] = self.lands.get(land, 0.0) + share
        self.ground.update(outline.ground)
        self.names.update(outline.names)
        self.people.update(outline.people)
        self.towns.update(outline.towns)
        self.facts.update(outline.facts)
        if outline.focus is not None:
            self.focus[outline.focus] = None
        if outline.published is not None:
            self.first = outline.published if self.first is None else min(self.first, outline.published)
            self.last = outline.published if self.last is None else max(self.last, outline.published)

    def likeness(self, outline: Outline, geography: Geography) -> int:
        """Points for shared parties, lands, towns, people, days; below zero when something speaks against it."""
        if self._elsewhere(outline, geography):
            return -1
        gap = self._gap(outline)
        if gap > FAR:
            return -1
        shared = self._shared(outline)
        home = self._home(outline)
        told = len(outline.facts & self.facts) if gap <= NEAR else 0
        met = bool(outline.towns & self.towns or outline.people & self.people)
        if shared < 0 and not home and not (told and met):
            return -1
        bare = not outline.parties or not self.parties
        both = shared > 0 and len(outline.parties) > 1 and len(self.parties) > 1
        points = round(40 * max(shared, 0.0)) + (25 if both else 0) + home + (10 if bare and home else 0)
        points += (35 if bare else 20) if outline.towns & self.towns else 0
        points += 10 if home == 30 and shared > 0 else 0
        acquainted = len(outline.people & self.people)
        points += ACQUAINTED if acquainted > 1 else 15 if acquainted and shared > 0 else 0
        points += TOLD[min(told, 2)]
        points += min(7 * len(outline.names & self.names), 21)
        return points + (15 if gap <= 5 else 5 if gap <= 14 else 0)

    def _gap(self, outline: Outline) -> int:
        if outline.published is None or self.first is None or self.last is None:
            return 10
        return max(self.first - outline.published, outline.published - self.last, 0)

    def _home(self, outline: Outline) -> int:
        """Points for a land that both are about: it has a good share of the places and parties of either.

        A party alone is none: one broker may serve two conflicts.
        """
        whole = sum(self.lands.values())
        shares = [
            min(share, self.lands.get(land, 0.0) / whole)
            for land, share in outline.lands.items()
            if whole and (land in outline.ground or land in self.ground)
        ]
        most = max(shares, default=0.0)
        return 30 if most >= MOSTLY else 20 if most >= HOME else 0

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
        known = {party for party, share in self.parties.items() if share / whole >= 0.08 and not _serves(party)}
        named = {party for party in outline.parties if not _serves(party)}
        if not known or not named:
            return overlap  # who serves in many conflicts speaks neither for one nor against it
        return overlap if common and (known <= named or named <= known) else -1.0

    def _elsewhere(self, outline: Outline, geography: Geography) -> bool:
        """Whether the page reports talks in another town at another time than all that the story reports."""
        if outline.focus is None or not self.focus:
            return False
        place, first, last = outline.focus
        return all(
            geography.relation(place, held) == "apart" and max(start - last, first - end) > 7
            for held, start, end in self.focus
        )


@cache
def _serves(party: str) -> bool:
    """Whether the party is one who serves in many conflicts, or an organisation of states."""
    return party in SERVING or vocabulary("parties").get(party, {}).get("kind") == "organisation"


def stories(annotated: Sequence[Annotated]) -> tuple[tuple[Annotated, ...], ...]:
    """The pages of each story, in order of publication; stories in the order of their first page."""
    groups = grouped([outline_of(page) for page in annotated], Geography.of_pages(annotated))
    return tuple(tuple(annotated[number] for number in group) for group in groups)


def grouped(outlines: Sequence[Outline], geography: Geography) -> tuple[tuple[int, ...], ...]:
    """The numbers of the outlines of each story, as `stories` orders them; their own order does not matter.

    What a page has in common with a story may stand on pages that came later, so small stories are held against the
    others once more at the end; one goes where at least half of its pages belong.
    """
    found: list[Story] = []
    index: dict[str, list[int]] = {}
    for page in sorted(range(len(outlines)), key=lambda at: outlines[at].rank):
        outline = outlines[page]
        number = _likeliest(outline, found, index, geography)
        if number is None:
            number = len(found)
            found.append(Story())
        found[number].add(page, outline)
        for key in outline.keys:
            held = index.setdefault(key, [])
            if number not in held:
                held.append(number)
    for number in reversed(range(len(found))):
        _rejoin(number, found, outlines, index, geography)
    return tuple(tuple(story.pages) for story in found if story.pages)


def _likeliest(
    outline: Outline, found: Sequence[Story], index: dict[str, list[int]], geography: Geography, but: int = -1
) -> int | None:
    """The story that a page resembles most, if it resembles one enough."""
    numbers = {number for key in outline.keys for number in index.get(key, ())} - {but}
    scored = [(found[number].likeness(outline, geography), -number) for number in numbers if found[number].pages]
    best = max(scored, default=(-1, 0))
    return -best[1] if best[0] >= ENOUGH else None


def _rejoin(
    number: int, found: list[Story], outlines: Sequence[Outline], index: dict[str, list[int]], geography: Geography
) -> None:
    story = found[number]
    if len(story.pages) > FEW:
        return
    liked = [_likeliest(outlines[page], found, index, geography, number) for page in story.pages]
    home = max((one for one in liked if one is not None), key=lambda one: (liked.count(one), -one), default=None)
    if home is None or 2 * liked.count(home) < len(liked):
        return
    for page in story.pages:
        found[home].add(page, outlines[page])
        for key in outlines[page].keys:
            if home not in index[key]:
                index[key].append(home)
    found[home].pages.sort(key=lambda page: outlines[page].rank)
    found[number] = Story()
