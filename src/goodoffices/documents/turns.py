"""Interviews whose turns begin with the initials of who speaks: "PLR: How many?", "AD: Nine hundred."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .drafts import Draft

_INITIALS = re.compile(r"([^\W\d_][^\W\d_.]{0,4}):\s")


def mark_turns(drafts: Sequence[Draft]) -> set[int]:
    """The numbers of the lines that are turns; they count as speech, whatever their first letters are elsewhere.

    Two labels in capitals or more take turns: each stands twice, and two of them stand on neighbouring lines.
    """
    found = [(draft, match[1]) for draft in drafts if (match := _INITIALS.match(draft.text)) and match[1].isupper()]
    counts = Counter(label for _, label in found)
    often = {label for label, count in counts.items() if count > 1}
    if len(often) < 2:
        return set()
    place = {id(draft): index for index, draft in enumerate(drafts)}
    spoken = [(place[id(draft)], label) for draft, label in found if label in often]
    beside = any(after - before == 1 and one != other for (before, one), (after, other) in pairwise(spoken))
    turns = [drafts[index] for index, _ in spoken] if beside else []
    for draft in turns:
        draft.spoken = True
    return {draft.number for draft in turns}
