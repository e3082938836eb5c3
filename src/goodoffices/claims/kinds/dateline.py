"""The town that a report is sent from, which is where nothing of it need have happened."""

from __future__ import annotations

import re

from ...records import PartyMention, PlaceMention
from .passage import Passage

# What follows the town that a report is sent from: "SIDON –", "KYIV, March 7 (Reuters) -", "Jerusalem (AP) —".
DATELINE = re.compile(r"(?:,[^.;()\n]{1,40})?(?:\s?\([^()\n]{2,40}\))?\s?(?:[–—-]|:)\s")
LONGEST_DATELINE = 90


def heads_report(passage: Passage, place: PlaceMention | PartyMention) -> bool:
    """Whether the name opens the text as its dateline."""
    if place.start - passage.start > 2:
        return False
    text = passage.reading.text
    match = DATELINE.match(text, place.end, min(place.end + LONGEST_DATELINE, passage.end))
    return match is not None and (text[place.start : place.end].isupper() or "(" in match.group())
