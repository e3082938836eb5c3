"""Whose word a claim is in the end: independent upstreams, not outlets.

The nearest to the origin counts: a named person, a party, an agency; failing these the agency that the page credits
for its text, the page from which the passage was copied, the outlet. Five outlets with one spokesman have one owner.
Owner keys: a person id, a party id, or the name of an outlet or agency (its owner's, where the case names one).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePath

from ..lexicon.concepts import vocabulary
from ..lexicon.parties import find_parties
from ..lexicon.reading import plain_reading
from ..records import Annotated, CaseSettings, CaseSource, Claim, Members, Person
from .copies import Copies
from .relation import Voice

SCHEMES = ("agency", "wire", "outlet")
UNNAMED = "unnamed:"
_UKRAINIAN = frozenset("іїєґ")
# Beginnings of words for a state's own offices in the name of an outlet.
_OFFICES = (
    "ministry", "government", "presiden", "embassy", "cabinet", "foreign", "міністерств", "мзс", "уряд", "президент",
    "посольств", "кабінет", "министерств", "мид", "правительств", "посольств", "кабинет", "кремл",
)  # fmt: skip


def independent(owners: Iterable[str], sides: Mapping[str, str | None]) -> tuple[str, ...]:
    """The owners that count: a party as such, or its unnamed officials, add nothing to its own named people."""
    known = sorted(set(owners))
    impersonal = [owner for owner in known if owner.startswith(UNNAMED) or owner == sides.get(owner)]
    named = {sides.get(owner) for owner in known if owner not in impersonal} - {None}
    counted: list[str] = []
    taken: set[str | None] = set(named)
    for owner in known:
        side = sides.get(owner)
        if owner in impersonal and side is not None:
            if side in taken:
                continue
            taken.add(side)
        counted.append(owner)
    return tuple(counted)


class Owners:
    """Owner and side of every claim of a batch; without `copies` copied passages count as their printers' words."""

    def __init__(
        self,
        pages: Sequence[Annotated],
        people: Sequence[Person],
        people_map: Mapping[tuple[str, str], str],
        settings: CaseSettings,
        copies: Copies | None = None,
    ) -> None:
        self._people = people_map
        self._sides = {person.id: person.side for person in people}
        for person, party in _delegates(pages, people_map).items():
            if self._sides.get(person) is None:
                self._sides[person] = party
        self._party_sides = {party.id: party.side or party.id for party in settings.parties}
        self._known_parties = _parties_of(pages) | set(self._party_sides)
        self._sources = _sources(settings)
        self._copies = copies
        self._names: dict[str, str] = {}
        self._offices: dict[str, str | None] = {}

    def voice(self, claim: Claim, page: Annotated) -> Voice:
        """The claim with its owner, side and page."""
        owner = self.owner(claim, page)
        side = self.side(owner)
        office = self._office(owner) if side is None else None
        return Voice(
            claim, owner, side, page.document.published, page.document.id,
            office=office, publisher=self.outlet(page), taken=self._taken(claim, page),
        )  # fmt: skip

    def _taken(self, claim: Claim, page: Annotated) -> str:
        """Where a page has a claim from: the page it copied, the agency whose text it prints, the outlet it names."""
        origin = self._copies.origin(claim, page) if self._copies is not None else page
        if origin is not page:
            return origin.document.id
        own = self.outlet(page)
        wires = [self.named(wire) for wire in page.document.wire]
        if wires and own not in wires:
            return wires[0]
        links = [link.partition(":") for link in claim.upstream]
        reports = [self.named(name) for scheme, _, name in links if scheme in SCHEMES and name]
        return next((name for name in reports if name != own), "")

    def owner(self, claim: Claim, page: Annotated) -> str:
        """The owner key of a claim."""
        links = [self._resolved(claim, link) for link in claim.upstream]
        named = [link for link in links if not link.startswith(UNNAMED)]
        speaker = self._resolved(claim, claim.speaker) if claim.speaker else ""
        if links and links[-1].startswith(UNNAMED):
            # Nobody can show that an outlet's unnamed source is another than the outlet itself.
            partisan = [link for link in links if self._of_party(link)]
            return partisan[-1] if partisan else named[-1] if named else self._written_by(claim, page)
        if named and (self._is_actor(named[-1]) or not speaker):
            return named[-1]
        return speaker or self._written_by(claim, page)

    def side(self, owner: str) -> str | None:
        """The side of an owner: a person's or party's own, an outlet's as the case file has it."""
        if owner in self._sides:
            side = self._sides[owner]
            return self._party_sides.get(side, side) if side else None
        if owner.startswith(UNNAMED):
            party = _party_in(owner)
            return self._party_sides.get(party, party) if party in self._known_parties else None
        if owner in self._known_parties:
            return self._party_sides.get(owner, owner)
        source = self._sources.get(owner.casefold())
        return source.side if source else None

    def _office(self, owner: str) -> str | None:
        """The side whose own outlet the owner is: a state agency's state, the land that a ministry's name tells."""
        key = owner.casefold()
        if key in self._sources:
            return None  # the case file has said what it says of this source
        if key not in self._offices:
            party = _states().get(key) or _official(owner)
            known = party if party in self._known_parties else None
            self._offices[key] = self._party_sides.get(known, known) if known else None
        return self._offices[key]

    def is_party(self, owner: str) -> bool:
        """Whether the key is a party's."""
        return owner in self._known_parties

    def outlet(self, page: Annotated) -> str:
        """The owner key of the page's own voice: its outlet's owner; the page's path where no outlet is known."""
        return self.named(outlet_name(page))

    def named(self, name: str) -> str:
        """The owner key of an outlet or agency by any of its names."""
        key = name.casefold()
        found = self._names.get(key)
        if found is None:
            source = self._sources.get(key)
            found = self._names[key] = (source.owner or source.name) if source else _label(name)
        return found

    def _resolved(self, claim: Claim, origin: str) -> str:
        person = self._people.get((claim.document, origin))
        if person is not None:
            return person
        if origin.startswith(UNNAMED):
            return origin
        scheme, _, name = origin.partition(":")
        if scheme in SCHEMES and name:
            return self.named(name)
        return origin if self._is_actor(origin) else self.named(origin)

    def _is_actor(self, origin: str) -> bool:
        return origin in self._sides or origin in self._known_parties

    def _of_party(self, link: str) -> bool:
        return link.startswith(UNNAMED) and _party_in(link) in self._known_parties

    def _written_by(self, claim: Claim, page: Annotated) -> str:
        origin = self._copies.origin(claim, page) if self._copies is not None else page
        if origin.document.wire:
            return self.named(min(origin.document.wire, key=lambda wire: (wire.lower() == "agencies", wire)))
        return self.outlet(origin)


def outlet_name(page: Annotated) -> str:
    """The outlet of a page; the stem of its file name where the page names none."""
    return page.document.outlet or PurePath(page.document.path.rpartition("!")[2]).stem


def _delegates(pages: Sequence[Annotated], people_map: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The party in whose delegation each person is said to sit; not those whom accounts place in several."""
    found: dict[str, set[str]] = {}
    for page in pages:
        for claim in page.claims:
            if claim.kind not in ("head", "attendance") or claim.polarity == "denied":
                continue
            if (
                claim.subject.kind == "delegation"
                and len(claim.subject.parties) == 1
                and isinstance(claim.value, Members)
            ):
                for person in claim.value.people:
                    key = people_map.get((claim.document, person), person)
                    found.setdefault(key, set()).update(claim.subject.parties)
    return {person: min(parties) for person, parties in found.items() if len(parties) == 1}


def _party_in(link: str) -> str:
    return link.split(":")[1]


def _parties_of(pages: Sequence[Annotated]) -> set[str]:
    found = {mention.party for page in pages for mention in page.mentions.parties}
    return found | {party for page in pages for claim in page.claims for party in claim.subject.parties}


def _sources(settings: CaseSettings) -> dict[str, CaseSource]:
    table: dict[str, CaseSource] = {}
    for source in settings.sources:
        for name in (source.name, source.owner, *source.match):
            if name:
                table.setdefault(name.casefold(), source)
                table.setdefault(_label(name).casefold(), source)
    return table


def _label(name: str) -> str:
    return _labels().get(name.casefold(), name)


@cache
def _states() -> dict[str, str]:
    """The state of each state-run outlet by its English label."""
    return {
        str(entry["labels"]["en"]).casefold(): str(entry["state"])
        for entry in vocabulary("upstreams").values()
        if entry.get("state")
    }


@cache
def _official(name: str) -> str | None:
    """The party whose ministry, government or presidency a masthead names; None for other outlets."""
    language = "en" if name.isascii() else "uk" if not _UKRAINIAN.isdisjoint(name.lower()) else "ru"
    reading = plain_reading(name, language)
    if not any(word.startswith(_OFFICES) for word in reading.words):
        return None
    named = {mention.party for mention in find_parties(reading, CaseSettings())}
    return next(iter(named)) if len(named) == 1 else None


@cache
def _labels() -> dict[str, str]:
    """English label by id and by label in any language."""
    table: dict[str, str] = {}
    for ident, entry in sorted(vocabulary("upstreams").items()):
        english = str(entry["labels"]["en"])
        for name in (ident, ident.replace("-", " "), *entry["labels"].values()):
            table.setdefault(str(name).casefold(), english)
    return table
