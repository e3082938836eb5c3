"""Roles that a text states, where each stands, and the party it is held for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import msgspec

from ...lexicon.concepts import Sense, concepts, vocabulary
from ...lexicon.names.given import given_name
from ...lexicon.reading import Reading
from ...records import PartyMention

_OUTSIDE = frozenset(
    "since after before until to for in on with about at до для в у на при по к з із щодо во під под с со".split()
)
# Kin and bystanders hold no part for a party: "son-in-law of the U.S. president", "a Turkish analyst".
_NO_SIDE = frozenset({"relative", "expert", "citizen"})


class Stated(msgspec.Struct, frozen=True):
    """A role stated: its words [first, last], its concept, the party it speaks for."""

    first: int
    last: int
    concept: str
    party: str | None


class Roles:
    """The roles of one reading: where each stands, and which party is named where."""

    def __init__(self, reading: Reading, parties: Sequence[PartyMention]) -> None:
        self.reading = reading
        self.senses = _longest([sense for sense in concepts("roles").find(reading) if not _adjective(reading, sense)])
        self._firsts = [sense.first for sense in self.senses]
        self.parties = parties
        self._party_starts = [mention.start for mention in parties]
        self.titles = _titles()

    def inside(self, first: int, last: int) -> list[Sense]:
        """Senses that begin in words [first, last)."""
        low, high = bisect_left(self._firsts, first), bisect_left(self._firsts, last)
        return self.senses[low:high]

    def parties_in(self, start: int, end: int) -> list[PartyMention]:
        """Party mentions that begin in characters [start, end)."""
        low, high = bisect_left(self._party_starts, start), bisect_left(self._party_starts, end)
        return list(self.parties[low:high])

    def party_of(self, first: int, last: int, head: int, concept: str = "") -> str | None:
        """The party for which the role in words [first, last] is held; "ambassador to" names the other side."""
        reading = self.reading
        if concept in _NO_SIDE:
            return None
        for mention in self.parties_in(reading.starts[first], reading.ends[last]):
            index = reading.word_at(mention.start)
            before = reading.words[index - 1] if index > first else ""
            if before == "the" and index - 1 > first:
                before = reading.words[index - 2]
            if index > head and before in _OUTSIDE:
                continue
            return mention.party
        return None


@cache
def _titles() -> frozenset[str]:
    """Roles that are forms of address."""
    return frozenset(key for key, entry in vocabulary("roles").items() if entry.get("title"))


def roles_of(reading: Reading, parties: Sequence[PartyMention]) -> Roles:
    """The roles of a reading; kept with it, because several finders ask for them."""
    known: Roles | None = reading.kept.get("roles")
    if known is None or known.parties is not parties:
        known = reading.kept["roles"] = Roles(reading, parties)
    return known


def _longest(senses: list[Sense]) -> list[Sense]:
    """Senses without those that lie inside a longer one."""
    chosen: list[Sense] = []
    for sense in sorted(senses, key=lambda item: (item.first, -item.last)):
        if not chosen or sense.last > chosen[-1].last:
            if chosen and sense.first < chosen[-1].last:
                continue
            chosen.append(sense)
    return chosen


# Ranks and offices cut short are roles only before a name: "Sen. Smith", not "Hun Sen said".
_SHORT = frozenset("gen col maj lt capt adm sgt cmdr brig gov sen rep dr prof".split())


# What stands before a rank in small letters: "retired general Hermogenes Catapang".
_SERVING = frozenset(
    "retired former army navy police ex marine rebel renegade brigadier major lieutenant air fellow".split()
)


def _leads_up(reading: Reading, index: int) -> bool:
    """Whether a capitalised word follows directly, over a blank or a dot."""
    if index >= len(reading.words):
        return False
    gap = reading.gaps[index - 1]
    return gap in (" ", ". ", ".\u00a0", "\u00a0") and reading.capitals[index]


def _after_given(reading: Reading, sense: Sense) -> bool:
    """ "Mehbooba Mufti", "Hassan Sheikh Mohamud": a word of office that is part of a name."""
    first = sense.first
    if sense.last - first > 1 or not first or not reading.capitals[first]:
        return False
    before = reading.text[reading.starts[first - 1] : reading.ends[first - 1]]
    gap = reading.gaps[first - 1]
    return gap == " " and before[:1].isupper() and given_name(before, reading.language) is not None


def _adjective(reading: Reading, sense: Sense) -> bool:
    if _after_given(reading, sense):
        return True
    word = reading.words[sense.last - 1]
    if reading.language == "en":
        if word in _SHORT and not _leads_up(reading, sense.last):
            return True
        if word in ("general", "major", "captain", "marshal", "justice", "father") and sense.last - sense.first == 1:
            # "A major step", "general agreement": a rank leads up to a name.
            following = reading.text[reading.ends[sense.first] : reading.ends[sense.first] + 2]
            small = reading.text[reading.starts[sense.first]].islower()
            if small and (
                word not in ("general", "captain", "marshal") or reading.words[sense.first - 1] not in _SERVING
            ):
                return True
            return not (following[:1] == " " and following[1:].isupper())
        return False
    return (
        (
            "ськ" in word[-6:]
            or ("ск" in word[-5:] and word.endswith(("ий", "ая", "ой", "ого", "ому", "им", "ом", "ие", "их")))
        )
        or word.startswith(("секретаріат", "секретариат"))
        or word == "после"
    )
