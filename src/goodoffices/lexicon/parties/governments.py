"""The government of the land whose inner conflict a page is about: "the government" beside a movement at home there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...records import PartyMention
from ..concepts import vocabulary
from ..reading import Reading
from .table import How

_NOUNS = frozenset(
    "government уряд уряду урядом уряді урядові "
    "правительство правительства правительству правительством правительстве".split()
)
_ADJECTIVES = frozenset(
    "урядовий урядового урядовому урядовим урядова урядової урядовій урядову урядовою урядові урядових урядовими "
    "правительственный правительственного правительственному правительственным правительственном правительственная "
    "правительственной правительственную правительственные правительственных правительственными".split()
)
_ARMIES = frozenset("army military армія армії армію армією армия армии армию армией".split())
_FEDERAL = frozenset({"federal", "state"})
_TEAMS = frozenset("delegation team side negotiator negotiators representatives envoy envoys peace panel".split())
_OTHER = frozenset("of in".split())  # "the Government of National Unity" has a name of its own
_ABROAD = frozenset({"ps", "lb", "eh"})  # the movements at home there face another state's government
_MORE = 2  # a state named so many times oftener than the land itself may be the one that "the government" is of
_FEW = 4  # mentions that a host or a guarantor may have on any page


def governments(reading: Reading, found: Sequence[PartyMention]) -> list[PartyMention]:
    """ "The government" as a mention of the one land whose movements the page names; [] where it is unclear."""
    home = _home(found)
    if home is None:
        return []
    starts = {mention.start for mention in found}
    ends = {mention.end for mention in found}
    forces = _forces(home)
    firsts = {sentence.first for sentence in reading.sentences}
    mentions: list[PartyMention] = []
    for index, word in enumerate(reading.words):
        if word not in _WORDS or reading.starts[index] in starts or reading.ends[index] in ends:
            continue
        if word in _ARMIES and reading.capitals[index] and index not in firsts:
            continue  # "the Lord's Resistance Army" has a name of its own
        after = reading.words[index + 1] if index + 1 < len(reading.words) else ""
        if word in _FEDERAL and after not in _TEAMS:
            continue
        beside = index > 0 and (reading.ends[index - 1] in ends or reading.starts[index - 1] in starts)
        owned = index + 1 < len(reading.words) and reading.starts[index + 1] in starts
        if beside or owned or after in _OTHER:
            continue
        start, end = reading.starts[index], reading.starts[index] + len(word)
        owner = reading.ends[index] - reading.starts[index] > len(word)
        joined = word in _ADJECTIVES or word in _FEDERAL or (after in _TEAMS and not owner)
        how: How = "adjective" if joined else "named"
        party = forces if word in _ARMIES else home
        mentions.append(PartyMention(start, end, reading.text[start:end], party, how))
    return mentions


_WORDS = _NOUNS | _ADJECTIVES | _FEDERAL | _ARMIES


def _forces(home: str) -> str:
    """The land's armed forces, where they are a party of their own; else the land."""
    known = vocabulary("parties")
    return next(
        (party for party, entry in known.items() if entry.get("of") == home and entry["kind"] == "forces"), home
    )


def _home(found: Sequence[PartyMention]) -> str | None:
    """The land at which all movements of the page are at home, unless another state is named much oftener."""
    known = vocabulary("parties")
    counts = Counter(mention.party for mention in found)
    homes = set()
    for party in counts:
        entry = known.get(party, {})
        if entry.get("home") and not entry.get("of"):
            if entry.get("kind") == "entity":
                return None
            homes.add(str(entry["home"]))
    if len(homes) != 1 or homes & _ABROAD:
        return None
    home = homes.pop()
    others = [count for party, count in counts.items() if len(party) == 2 and party != home]
    return home if max(others, default=0) <= max(_FEW, counts[home] * _MORE) else None
