"""Abbreviations that a page itself gives to a party: "the Oromo Liberation Army (OLA)", and its initials."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import PartyMention
from ..reading import Reading

LONGEST = 8  # letters
SHORTEST = 3
LEAST_WORDS = 3  # of a name whose initials may stand for it


def abbreviated(reading: Reading, found: Sequence[PartyMention]) -> list[PartyMention]:
    """Mentions by an abbreviation that stands in brackets after a party's name, or by the initials of a longer name."""
    known = _known(reading, found)
    if not known:
        return []
    taken = {mention.start for mention in found}
    mentions: list[PartyMention] = []
    for index, word in enumerate(reading.words):
        party = known.get(word)
        start = reading.starts[index]
        if party is None or start in taken:
            continue
        text = reading.text[start : start + len(word)]
        if text.isupper():
            mentions.append(PartyMention(start, start + len(word), text, party, "named"))
    return mentions


def _known(reading: Reading, found: Sequence[PartyMention]) -> dict[str, str]:
    """Party by abbreviation in small letters; one that two parties could have is nobody's."""
    known: dict[str, set[str]] = {}
    text = reading.text
    for mention in found:
        if mention.how not in ("named", "adjective"):
            continue
        if text.startswith(" (", mention.end):
            short, closing, _ = text[mention.end + 2 : mention.end + LONGEST + 4].partition(")")
            short = short.strip("«»“”\"' ")
            if closing and SHORTEST <= len(short) <= LONGEST and short.isupper() and short.isalpha():
                known.setdefault(short.lower(), set()).add(mention.party)
        written = mention.text.split()
        if len(written) < LEAST_WORDS:
            continue  # as most names
        initials = "".join(word[0] for word in written if word[0].isupper())
        if len(initials) >= LEAST_WORDS:
            known.setdefault(initials.lower(), set()).add(mention.party)
    return {short: min(parties) for short, parties in known.items() if len(parties) == 1}
