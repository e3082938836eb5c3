"""Places: where events are said to have been, listed and drawn on a bare grid of degrees. No border is drawn at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...lexicon.places import place_label
from ...publications.words import words_of
from ...records import Place
from ..case.desk import Desk
from .cards import Card, event_of
from .catalogue import Catalogue
from .excerpts import Excerpts
from .sought import Chosen, Facet, Stretch, facet, narrowed, stretch
from .timeline import EVENT_AXES, EventLine, event_line

WIDTH, HEIGHT, EDGE = 1120, 560, 34
STEPS = (600_000_000, 300_000_000, 150_000_000, 100_000_000, 50_000_000, 20_000_000, 10_000_000, 5_000_000, 2_000_000)
"""Distances between lines of the grid, in 1e-7 degrees."""
DRAWN = 150
LABELLED = 25
SHOWN = 200


class PlaceLine(msgspec.Struct, frozen=True):
    """A place with what is told of it; `lat` and `lon` in degrees as text, `radius_m` of uncertainty in metres."""

    id: str
    name: str
    lat: str
    lon: str
    radius_m: int
    precision: str
    events: int


class Dot(msgspec.Struct, frozen=True):
    """A place on the drawing; `label` is empty where it would lie on another."""

    line: PlaceLine
    x: int
    y: int
    size: int
    reach: int
    label: str


class GridLine(msgspec.Struct, frozen=True):
    """A line of the grid and what it says."""

    at: int
    text: str


class Map(msgspec.Struct, frozen=True):
    """The drawing (plate carrée, degrees of the middle latitude alike in both ways), in user units."""

    width: int
    height: int
    meridians: tuple[GridLine, ...]
    parallels: tuple[GridLine, ...]
    dots: tuple[Dot, ...]
    left_out: int


class PlaceList(msgspec.Struct, frozen=True):
    """A page of places with their map."""

    rows: tuple[PlaceLine, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch
    map: Map


class PlaceShown(msgspec.Struct, frozen=True):
    """A place with the events that are told of it."""

    line: PlaceLine
    events: tuple[EventLine, ...]


class Places:
    """The places of one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.words = words_of(language)

    def page(self, chosen: Chosen, number: int) -> PlaceList:
        """Those of which most is told first; the map shows those of all pages."""
        cards, counts = narrowed(self._cards(), EVENT_AXES, chosen)
        found = self._lines(cards)
        shown = stretch(len(found), number)
        facets = (facet("kind", counts["kind"], chosen, lambda kind: self.words.known(f"event-{kind}", kind)),)
        rows = tuple(shown.of(found))
        return PlaceList(rows, facets, shown, map_of(found))

    def every(self, chosen: Chosen) -> Iterator[PlaceLine]:
        """All places that the filters leave."""
        cards, _ = narrowed(self._cards(), EVENT_AXES, chosen)
        return iter(self._lines(cards))

    def one(self, ident: str) -> PlaceShown | None:
        """One place; None where nothing is told of it that the actor may read."""
        cards = [card for card in self._cards() if place_key(event_of(card).place) == ident]
        if not cards:
            return None
        (line,) = self._lines(cards)
        rows: list[EventLine] = []
        for key in sorted({card.room for card in cards}):
            room, here = self.desk.rooms[key], [card for card in cards if card.room == key][:SHOWN]
            excerpt = Excerpts(self.desk, self.catalogue, room, self.at).of(
                [], self.language, claims=(), events=[card.id for card in here]
            )
            rows.extend(event_line(room, event_of(card), excerpt.names, self.words) for card in here)
        return PlaceShown(line, tuple(sorted(rows, key=lambda row: (row.begins, row.id))))

    def _cards(self) -> Iterator[Card]:
        cards = self.catalogue.standing(self.desk.actor, "event", self.at)
        return (card for card in cards if event_of(card).place is not None)

    def _lines(self, cards: Sequence[Card]) -> list[PlaceLine]:
        found: dict[str, tuple[Place, int]] = {}
        for card in cards:
            place = event_of(card).place
            assert place is not None
            key = place_key(place)
            found[key] = (found[key][0] if key in found else place, found.get(key, (place, 0))[1] + 1)
        lines = [
            PlaceLine(
                key, place_label(place.id, place.name, self.language), degrees(place.lat_e7), degrees(place.lon_e7),
                place.radius_m, place.precision, count,
            )
            for key, (place, count) in found.items()
        ]  # fmt: skip
        return sorted(lines, key=lambda line: (-line.events, line.name, line.id))


def place_key(place: Place | None) -> str:
    """What a place is known by in addresses: its gazetteer id, else its name and position."""
    if place is None:
        return ""
    return (place.id or f"{place.lat_e7}:{place.lon_e7}").replace(".", "-")


def degrees(e7: int) -> str:
    """Degrees with five digits, about a metre."""
    return f"{e7 / 1e7:.5f}".rstrip("0").rstrip(".")


def map_of(lines: Sequence[PlaceLine]) -> Map:
    """The drawing of places; a margin around them, at least two degrees wide."""
    drawn = lines[:DRAWN]
    spots = [(round(float(line.lon) * 1e7), round(float(line.lat) * 1e7)) for line in drawn]
    west, east = _bounds([x for x, _ in spots])
    south, north = _bounds([y for _, y in spots])
    # One scale for both ways, so that no shape is drawn out.
    scale = min((WIDTH - 2 * EDGE) / (east - west), (HEIGHT - 2 * EDGE) / (north - south))
    middle_x, middle_y = (west + east) / 2, (south + north) / 2

    def x_of(lon: float) -> int:
        return round(WIDTH / 2 + (lon - middle_x) * scale)

    def y_of(lat: float) -> int:
        return round(HEIGHT / 2 - (lat - middle_y) * scale)

    step = next((one for one in STEPS if WIDTH / scale / one >= 5), STEPS[-1])
    taken: list[tuple[int, int]] = []
    dots = []
    for number, (line, (lon, lat)) in enumerate(zip(drawn, spots, strict=True)):
        x, y = x_of(lon), y_of(lat)
        free = number < LABELLED and all(abs(x - other) > 90 or abs(y - above) > 15 for other, above in taken)
        if free:
            taken.append((x, y))
        reach = round(line.radius_m / 111_320 * 1e7 * scale)
        dots.append(Dot(line, x, y, min(4 + line.events, 12), min(reach, WIDTH), line.name if free else ""))
    half_x, half_y = WIDTH / 2 / scale, HEIGHT / 2 / scale
    meridians = _grid(middle_x - half_x, middle_x + half_x, step, 1_800_000_000, "E", "W")
    parallels = _grid(middle_y - half_y, middle_y + half_y, step, 900_000_000, "N", "S")
    return Map(
        WIDTH,
        HEIGHT,
        tuple(GridLine(x_of(at), text) for at, text in meridians),
        tuple(GridLine(y_of(at), text) for at, text in parallels),
        tuple(dots),
        len(lines) - len(drawn),
    )


def _bounds(values: Sequence[int]) -> tuple[float, float]:
    low, high = min(values, default=0), max(values, default=0)
    room = max(10_000_000, (high - low) // 12)
    return low - room, high + room


def _grid(low: float, high: float, step: int, most: int, plus: str, minus: str) -> Iterator[tuple[int, str]]:
    at = -(-round(low) // step) * step
    while at <= high:
        if -most <= at <= most:
            sign = plus if at > 0 else minus if at < 0 else ""
            yield at, f"{degrees(abs(at))}°{sign}"
        at += step
