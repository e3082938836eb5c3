"""Where each party stands on each issue, over time."""

from __future__ import annotations

from collections.abc import Sequence

from ..events.days import day_of
from ..records import Annotated, Claim, Moment, Position, PositionRow

Stated = tuple[Claim, Position, Moment | None]


def positions(annotated: Sequence[Annotated]) -> tuple[PositionRow, ...]:
    """One row for each stance of a party on an issue on a day, with every claim for it; by issue, party and day.

    The text is the most telling wording: the longest, English before the other languages.
    """
    stated: dict[tuple[str, str, int, str], dict[str, Stated]] = {}
    for page in annotated:
        for claim in page.claims:
            value = claim.value
            if not isinstance(value, Position) or claim.polarity == "denied":
                continue
            time = claim.time or page.document.published
            key = (value.issue, value.party, day_of(time) or 0, value.stance)
            stated.setdefault(key, {})[claim.id] = (claim, value, time)
    return tuple(_row(held) for _, held in sorted(stated.items()))


def _row(held: dict[str, Stated]) -> PositionRow:
    _, value, time = min(held.values(), key=_telling)
    return PositionRow(value.issue, value.party, value.stance, value.about or value.text, time, tuple(sorted(held)))


def _telling(stated: Stated) -> tuple[object, ...]:
    claim, value, _ = stated
    return (not value.about, value.language != "en", -len(value.about or value.text), claim.id)
