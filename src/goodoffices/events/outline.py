"""What a page is about at a glance: its parties by share, towns, lands, names, the talks it reports, its day."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from ..lexicon.concepts import vocabulary
from ..lexicon.names.spelling import skeleton
from ..lexicon.reading import WORD
from ..records import Amount, Annotated, When
from .days import days_of
from .sighting import PREVIOUS, published_day

PRINCIPAL = 0.1  # a party with less of the mentions is a bystander
_NO_TOWN = frozenset({"country", "region", "area"})
OPENING = 1_500  # characters of a page in which the names that matter have been said
_BEFORE_CAPITAL = re.compile(r'[ \u00a0«“"(](?=[^\W\d_a-zа-яёіїєґ])')
BONES = 5  # consonants of a word of a name
PARTICULAR = 100  # from which on a figure that is no round one tells of which matter it is
SET = frozenset({"due", "next-step"})  # kinds of claims that name a day set
SHORTEST = 3  # consonants of a name that tell it from others


class Outline(msgspec.Struct, frozen=True):
    """`parties` sum to 1; `focus` is place and days of the talks the page reports as present.

    `lands` are the countries (ISO 3166-1, lower case) named themselves, by a place of theirs or a movement at home
    there, by share, `ground` those of them that are not only parties; `names` the skeletons of capitalised words;
    `facts` the figures and days named that are so particular that two pages which share some report one thing.
    """

    parties: dict[str, float]
    lands: dict[str, float]
    ground: frozenset[str]
    names: frozenset[str]
    towns: frozenset[str]
    people: frozenset[str]
    facts: frozenset[str]
    focus: tuple[str, int, int] | None
    published: int | None
    document: str
    path: str

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorting key: by day of publication, pages without one last."""
        return (self.published is None, self.published or 0, self.document, self.path)

    @property
    def keys(self) -> list[str]:
        """Under what the stories that may hold the page are looked up."""
        lands = [f"land {land}" for land in self.lands]
        return [*sorted(self.parties), *sorted(self.towns), *sorted(self.people), *sorted(lands), *sorted(self.facts)]


def outline_of(page: Annotated) -> Outline:
    """The outline of one page."""
    return Outline(
        _parties(page),
        *_lands(page),
        _names(page),
        frozenset(m.place.id for m in page.mentions.places if m.place.precision not in _NO_TOWN),
        frozenset(_bones(person.name) for person in page.mentions.people if " " in person.name),
        _facts(page),
        _focus(page),
        published_day(page),
        page.document.id,
        page.document.path,
    )


def _parties(page: Annotated) -> dict[str, float]:
    counts: dict[str, int] = {}
    for mention in page.mentions.parties:
        counts[mention.party] = counts.get(mention.party, 0) + 1
    for claim in page.claims:
        if claim.subject.kind in ("round", "sitting", "meeting", "exchange"):
            for party in claim.subject.parties:
                counts[party] = counts.get(party, 0) + 1
    whole = sum(counts.values())
    chosen = {party: count for party, count in sorted(counts.items()) if count >= PRINCIPAL * whole}
    kept = sum(chosen.values())
    return {party: count / kept for party, count in chosen.items()}


def _lands(page: Annotated) -> tuple[dict[str, float], frozenset[str]]:
    known = vocabulary("parties")
    counts: dict[str, int] = {}
    ground: set[str] = set()
    for mention in page.mentions.parties:
        entry = known.get(mention.party, {})
        home = str(entry.get("home") or entry.get("of") or "")
        land = home or (mention.party if len(mention.party) == 2 else "")
        if land:
            counts[land] = counts.get(land, 0) + 1
        if home:
            ground.add(home)
    hosts = {c.subject.place for c in page.claims if c.subject.kind in ("round", "sitting", "meeting")}
    for spot in page.mentions.places:
        land = spot.place.country.lower()
        if land and (spot.place.id not in hosts or land in counts):
            counts[land] = counts.get(land, 0) + 1
            ground.add(land)
    whole = sum(counts.values())
    return {land: count / whole for land, count in sorted(counts.items())}, frozenset(ground)


def _names(page: Annotated) -> frozenset[str]:
    """Skeletons of the words that are capitalised within a sentence, without days and months."""
    text = page.document.rendition.text[:OPENING]
    dated = {at for time in page.mentions.times if time.start < OPENING for at in range(time.start, time.end)}
    found = set()
    for match in _BEFORE_CAPITAL.finditer(text, 1):
        at = match.end()
        if text[at].isupper() and at not in dated and text[at - 2] not in ".!?\n":
            word = WORD.match(text, at)
            bones = skeleton(word.group()) if word else ""
            if len(bones) >= SHORTEST:
                found.add(bones[:5])
    return frozenset(found)


def _facts(page: Annotated) -> frozenset[str]:
    """Exact figures of more than two digits that are no round ones, with what they count, and days set for a matter."""
    found = set()
    for claim in page.claims:
        value = claim.value
        if isinstance(value, Amount):
            quantity = value.quantity
            if quantity.low is not None and quantity.low == quantity.high and _particular(quantity.low):
                people = quantity.unit == "person" or claim.kind == "casualties" or not quantity.of
                found.add(f"{'person' if people else quantity.of or quantity.unit} {quantity.low:f}")
        elif isinstance(value, When) and claim.kind in SET and value.moment.begins is not None:
            found.add(f"{claim.kind} {claim.subject.name.partition(' ')[0]} {value.moment.begins}")
    return frozenset(found)


def _particular(number: Decimal) -> bool:
    return number >= PARTICULAR and len(number.normalize().as_tuple().digits) > 1


def _bones(name: str) -> str:
    """A name of two words or more in any script: the skeletons of the last two, by which spellings meet."""
    return " ".join(skeleton(word)[:BONES] for word in name.split()[-2:])


def _focus(page: Annotated) -> tuple[str, int, int] | None:
    counts: dict[tuple[str, int, int], int] = {}
    for claim in page.claims:
        subject = claim.subject
        days = days_of(subject.time)
        if subject.kind not in ("round", "sitting") or subject.ordinal == PREVIOUS or days is None or days.wide:
            continue
        if claim.kind == "next-step":
            continue
        if subject.place:
            key = (subject.place, days.first, days.last)
            counts[key] = counts.get(key, 0) + 1
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None
