"""Whose a body is that a page names without its state: "the military", "Минобороны", "пресслужба армії".

A page says it once ("the Israeli military", "Министерство обороны РФ"); later the bare body is that side's. Where it
is never said the body is that of the land from which the report is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...lexicon.concepts import vocabulary
from ...lexicon.reading import Reading
from ...records import PartyMention
from .dateline import heads_report
from .passage import Passage

ARMY, DEFENCE, REBELS = "army", "defence", "rebels"
# Beginnings of the words of a body, by what it is. Soldiers who are counted are no body.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (ARMY, ("military", "army", "armed", "армі", "арми", "вооруженн", "збройн")),
    (DEFENCE, ("defence", "defense", "оборон", "міноборон", "минобор")),
    ("staff", ("генштаб", "генерального", "генеральний", "генеральный")),
    ("health", ("health", "здоров", "минздрав", "моз", "здравоохр", "мінздоров")),
    ("diplomats", ("foreign", "мид", "мзс", "закордонн", "зовнішн", "иностран")),
    (REBELS, ("rebel", "militia", "movement", "insurgent", "повстан", "бойовик", "боевик", "мятежник", "движени")),
    ("headquarters", ("headquarters", "штаб", "ombudsman", "омбудсм")),
    ("government", ("junta", "government", "cabinet", "ministry", "хунт", "уряд", "міністерств", "кабмін",
                    "правительств", "министерств", "кабмин")),
)  # fmt: skip
OF_STATE = frozenset({ARMY, DEFENCE, "staff", "health", "diplomats", "government"})
ABROAD = frozenset({"ps", "lb", "eh"})  # the movements at home there face another state
SOLDIERLY = frozenset({"военные", "військові", "військове", "военное"})
NEAR = 400  # characters between a quotation and the words for its speaker
REACH = 3  # words between a name and the body that it owns


@lru_cache(maxsize=4096)
def kind_of(word: str) -> str:
    """What body the word names, or ""."""
    if word in SOLDIERLY:
        return ARMY
    return next((kind for kind, stems in KINDS if word.startswith(stems)), "")


class Bodies:
    """The bodies of a page with the parties that own them."""

    def __init__(self, parties: Sequence[PartyMention], passages: Sequence[Passage]) -> None:
        self._parties = parties
        self._passages = passages
        self._owned: dict[str, set[str]] | None = None

    def party(self, reading: Reading, text: str, start: int) -> str | None:
        """The party of the speaker written as `text` near character `start`."""
        words = text.lower().replace("’", "'").split()
        kinds = [kind for kind in map(kind_of, words) if kind]
        if not kinds:
            return None
        inside = [p for p in self._parties if p.text in text and abs(p.start - start) < NEAR]
        if inside:
            return min(inside, key=lambda p: abs(p.start - start)).party
        owners = self._owners(reading).get(kinds[0], set())
        if owners:
            return next(iter(owners)) if len(owners) == 1 else None
        if kinds[0] == REBELS:
            return self._movement()
        if kinds[0] in OF_STATE and self.sent_from() in (None, self._home()):
            return self._home()
        return self.sent_from() if kinds[0] == ARMY else None

    def _home(self) -> str | None:
        """The one land at which all movements of the page are at home: its bodies need no name."""
        known = vocabulary("parties")
        entries = [known.get(party, {}) for party in sorted({p.party for p in self._parties})]
        homes = {str(entry["home"]) for entry in entries if entry.get("kind") == "movement" and not entry.get("of")}
        return next(iter(homes)) if len(homes) == 1 and homes.isdisjoint(ABROAD) else None

    def _movement(self) -> str | None:
        """The one movement that the page names."""
        known = vocabulary("parties")
        named = {p.party for p in self._parties if known.get(p.party, {}).get("kind") == "movement"}
        return next(iter(named)) if len(named) == 1 else None

    def sent_from(self) -> str | None:
        """The land, if it is a party, from which the report is sent."""
        for passage in self._passages:
            seat = next((party for party in passage.parties[:1] if heads_report(passage, party)), None)
            if seat is not None:
                return seat.party
            town = next((place for place in passage.places[:1] if heads_report(passage, place)), None)
            if town is not None:
                land = town.place.country.lower()
                return land if any(party.party == land for party in self._parties) else None
        return None

    def _owners(self, reading: Reading) -> dict[str, set[str]]:
        """For each kind of body the parties with which it is named."""
        if self._owned is None:
            self._owned = {}
            for party in self._parties:
                kind = _beside(reading, party)
                if kind:
                    self._owned.setdefault(kind, set()).add(party.party)
        return self._owned


def _beside(reading: Reading, party: PartyMention) -> str:
    """The kind of the body that the name owns: right after it, or right before it ("Министерство обороны РФ")."""
    first, last = reading.word_at(party.start), reading.word_at(party.end)
    if party.how == "adjective" or reading.text[party.end : party.end + 2] in ("'s", "’s"):
        return _first_kind(reading, range(last, min(last + REACH, len(reading.words))), party.end)
    if reading.language == "en" and reading.words[first - 1 : first] != ["of"]:
        return ""
    near = range(first - 1, max(first - REACH, 0) - 1, -1)
    return next((kind for index in near if (kind := kind_of(reading.words[index]))), "")


def _first_kind(reading: Reading, near: range, end: int) -> str:
    for index in near:
        if any(sign in reading.text[end : reading.starts[index]] for sign in ",;:.()"):
            return ""
        kind = kind_of(reading.words[index])
        if kind:
            return kind
    return ""
