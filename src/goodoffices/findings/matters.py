"""Groups of what several accounts tell, link by link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Protocol, TypeVar

import msgspec

from .relation import Voice


class Told(Protocol):
    """What one account tells: its voice, and whatever else it is compared by."""

    voice: Voice


FEWEST = 4  # spaces in a passage that two pages do not have by chance

T = TypeVar("T", bound=Told)


def matters(told: Sequence[T], alike: Callable[[T, T, Sequence[T]], bool]) -> Iterator[list[T]]:
    """Groups that links hold together and of which two owners tell; `alike` is asked about two, beside all told.

    A page that copied another's words tells them with the other's voice, whoever speaks where it was cut.
    """
    group = list(range(len(told)))
    for i, j in combinations(range(len(told)), 2):
        if group[i] != group[j] and alike(told[i], told[j], told):
            old, new = max(group[i], group[j]), min(group[i], group[j])
            group = [new if number == old else number for number in group]
    for number in sorted(set(group)):
        held = [one for one, of in zip(told, group, strict=True) if of == number]
        if len(held) > 1:
            _credit(held)
            if len({one.voice.owner for one in held}) > 1:
                yield held


def _credit(held: Sequence[T]) -> None:
    """Give pages that share a passage word for word, or of which one is taken from another, one owner."""
    sharing: list[set[str]] = []
    for one in held:
        keys = {key for key in (one.voice.page, one.voice.taken, _passage(one.voice)) if key}
        met = [group for group in sharing if not group.isdisjoint(keys)]
        sharing = [group for group in sharing if group.isdisjoint(keys)] + [keys.union(*met)]
    for group in sharing:
        pages = [one for one in held if one.voice.page in group]
        origin = pages[0].voice
        if len({one.voice.page for one in pages}) > 1:
            for one in pages:
                one.voice = msgspec.structs.replace(
                    one.voice, owner=origin.owner, side=origin.side, office=origin.office
                )


def _passage(voice: Voice) -> str:
    """The passage as written, where it is long enough that two who have the very same one did not both write it."""
    quote = voice.claim.evidence[0].quote.casefold()
    return quote if quote.count(" ") >= FEWEST else ""
