"""Quantities: the same stretch of text, unit, bounds and modifier."""

from __future__ import annotations

from decimal import Decimal

from goodoffices.records import Quantity

from .gold import GoldQuantity
from .located import Located, overlap
from .tally import Tally


def score_quantities(tally: Tally, located: Located) -> None:
    """`quantities` (right: words overlap; unit, bounds and modifier equal; found: all, annotated or not)."""
    tally.count("quantities")
    mentions = located.result.mentions.quantities
    used: set[int] = set()
    for gold in located.page.quantities:
        span = located.span(gold.words) or (0, 0)
        hits = [k for k, one in enumerate(mentions) if overlap((one.start, one.end), span)]
        used.update(hits)
        if gold.optional:
            continue
        right = any(_equal(gold, mentions[k].quantity) for k in hits)
        tally.count("quantities", int(right), 1, int(bool(hits)))
        if not right:
            got = "; ".join(f"{mentions[k].text!r} {_shown(mentions[k].quantity)}" for k in hits) or "not found"
            wanted = f"{gold.low}..{gold.high} {'|'.join(gold.units)} {'|'.join(gold.modifiers)}"
            tally.miss(gold.words.line, "quantities", f"{gold.words.text!r} {wanted}", got)
    for k, one in enumerate(mentions):
        if k not in used:
            tally.count("quantities", found=1)
            tally.miss(located.line(one.start), "quantities", "not annotated", f"{one.text!r} {_shown(one.quantity)}")


def _equal(gold: GoldQuantity, got: Quantity) -> bool:
    """Where "just over an hour" may be about one as well as at least one, both bounds are then the one number."""
    low, high = gold.low, gold.high
    if got.modifier == "about":
        low, high = low or high, high or low
    bounds = tuple(Decimal(side) if side else None for side in (low, high))
    named = got.unit in gold.units or got.of in gold.units
    return named and got.modifier in gold.modifiers and (got.low, got.high) == bounds


def _shown(quantity: Quantity) -> str:
    return f"{quantity.low}..{quantity.high} {quantity.unit} of {quantity.of!r} {quantity.modifier}"
