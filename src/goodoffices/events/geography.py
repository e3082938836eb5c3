"""How two named places stand to each other, by the gazetteer entries that the pages' own mentions carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians
from typing import Literal

from ..records import Annotated, Claim, Place

Relation = Literal["same", "inside", "apart", "unknown"]
METRES_PER_E7 = 0.0111195  # metres on a meridian per 1e-7 degree
NEAR = 30_000  # a venue, a suburb or an airport and its town are one place for an event


def metres_apart(one: Place, two: Place) -> float:
    """Distance in metres on a plane through the middle latitude; good to a few per cent up to 1,000 km."""
    across = one.lon_e7 - two.lon_e7
    across = (across + 1_800_000_000) % 3_600_000_000 - 1_800_000_000
    middle = radians((one.lat_e7 + two.lat_e7) / 2e7)
    return hypot(across * cos(middle), one.lat_e7 - two.lat_e7) * METRES_PER_E7


class Geography:
    """Places by gazetteer id, and the parties whose talks they are looked up for."""

    def __init__(self, places: Iterable[Place], parties: Iterable[str] = ()) -> None:
        self.places: dict[str, Place] = {}
        for place in places:
            self.places.setdefault(place.id, place)
        self.parties = set(parties)
        self._known: dict[tuple[str, str], Relation] = {}

    @classmethod
    def of_pages(cls, pages: Sequence[Annotated]) -> Geography:
        """Every place and party that the pages name."""
        return cls(
            (mention.place for page in pages for mention in page.mentions.places),
            (mention.party for page in pages for mention in page.mentions.parties),
        )

    def place(self, ident: str) -> Place | None:
        """The entry of a place id, where some page named it."""
        return self.places.get(ident)

    def relation(self, one: str, two: str) -> Relation:
        """same: one id. inside: one holds the other, or both are one town. apart: not both. unknown: no entry."""
        if one == two:
            return "same"
        known = self._known.get((one, two))
        if known is None:
            known = self._known[one, two] = self._known[two, one] = self._compare(one, two)
        return known

    def _compare(self, one: str, two: str) -> Relation:
        left, right = self.places.get(one), self.places.get(two)
        if left is None or right is None:
            return "unknown"
        namesakes = left.name.casefold() == right.name.casefold()
        # Pages of one story that say one name mean one town, whichever of its namesakes each was taken for.
        if namesakes and (left.country == right.country or "country" not in (left.precision, right.precision)):
            return "same"
        if "country" in (left.precision, right.precision):
            return "inside" if left.country and left.country == right.country else "apart"
        distance = metres_apart(left, right)
        if distance <= NEAR and {left.precision, right.precision} <= {"point", "town", "district"}:
            return "inside"
        if left.precision == right.precision:
            return "apart"
        return "inside" if distance <= max(left.radius_m, right.radius_m) and left.country == right.country else "apart"

    def scope(self, ident: str) -> str:
        """country, region or town: how wide a place is, as far as that parts a nation-wide wave from one strike."""
        place = self.places.get(ident)
        if place is None or place.precision == "country":
            return "country"
        return "region" if place.precision in ("region", "area") else "town"

    def topics(self, claims: Iterable[Claim]) -> frozenset[str]:
        """Countries that talks are about, not in: those of a party, where talks are said to be in a town elsewhere."""
        held = [self.places.get(claim.subject.place) for claim in claims if claim.subject.kind in ("round", "sitting")]
        towns = {place.country for place in held if place is not None and place.precision in ("town", "point")}
        return frozenset(
            place.id
            for place in held
            if place is not None
            and place.precision == "country"
            and place.country.lower() in self.parties
            and towns
            and place.country not in towns
        )
