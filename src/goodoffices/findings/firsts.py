"""Who published a value first, as far as the moments of publication tell."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..records import Moment
from .relation import Voice

CLOCKED = ("second", "minute", "hour")


class _Page(msgspec.Struct):
    published: Moment | None
    publisher: str
    taken: set[str]


def first_pages(voices: Sequence[Voice]) -> tuple[str, ...]:
    """Ids of the pages one of which published the value first, sorted; none where one publisher alone carries it.

    Several where their moments overlap, or where a page has no day of its own: which of them was first is not told. A
    page that copied the passage from another is not among them; where nothing but pages can have been first that print
    what an agency or another outlet told, nobody is.
    """
    pages: dict[str, _Page] = {}
    for voice in voices:
        pages.setdefault(voice.page, _Page(voice.published, voice.publisher, set())).taken.add(voice.taken)
    if len({page.publisher for page in pages.values()}) < 2:
        return ()
    dated = [page.published for page in pages.values() if page.published is not None]
    early = [
        ident
        for ident, page in pages.items()
        if "" in page.taken or page.taken.isdisjoint(pages)
        if not any(appeared_before(other, page.published) for other in dated)
    ]
    return tuple(sorted(early)) if any("" in pages[ident].taken for ident in early) else ()


def day_is_known(published: Moment | None) -> bool:
    """Whether a page tells when it appeared; a day that other pages suggest is none of its own."""
    return published is not None and published.basis != "inferred" and published.quality == "exact"


def appeared_before(one: Moment, two: Moment | None) -> bool:
    """Whether a page surely appeared before another: by the clock where both name a time and a zone, else by the days
    that the pages themselves print.
    """
    if two is None or not (day_is_known(one) and day_is_known(two)):
        return False
    if all(moment.precision in CLOCKED and moment.zone for moment in (one, two)):
        begin, end = two.begins, one.ends
        return begin is not None and end is not None and end <= begin and one.begins != begin
    return one.last_day < two.first_day
