"""The gazetteer on disk: sorted spellings that lead to places, read where a look-up asks for them.

names.tsv: key, offsets of lines in places.tsv; places.tsv: id, English name, latitude and longitude in 1e-4 degrees,
country, weight (people; capitals, regions and countries count higher), and for what is no town radius and precision.
Both are written by tools/gazetteer.py from GeoNames (CC BY 4.0, see NOTICE) and the project's own table of regions.
"""

from __future__ import annotations

import mmap
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from ...records import Place
from ...records.place import PlacePrecision

BUCKET = 3
CAPITAL_WEIGHT = 50_000_000


class Entry(NamedTuple):
    """A place and its weight: people of a town, more than CAPITAL_WEIGHT for capitals, regions and countries."""

    place: Place
    weight: int


@cache
def _mapped(name: str) -> mmap.mmap:
    with Path(__file__).with_name(name).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=8_192)
def _bucket(prefix: str) -> dict[str, tuple[int, ...]]:
    """{key: offsets} of the keys that begin with `prefix`."""
    data, wanted = _mapped("names.tsv"), prefix.encode("utf-8")
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", 0, middle) + 1
        if data[start : start + len(wanted)] < wanted:
            following = data.find(b"\n", middle)
            low = following + 1 if following >= 0 else len(data)
        else:
            high = start
    found: dict[str, tuple[int, ...]] = {}
    while low < len(data) and data[low : low + len(wanted)] == wanted:
        end = data.find(b"\n", low)
        key, _, offsets = data[low:end].decode("utf-8").partition("\t")
        found[key] = tuple(map(int, offsets.split(",")))
        low = end + 1
    return found


@lru_cache(maxsize=8_192)
def _openings(prefix: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """{first word: {two letters of the second: keys}} of the keys of several words that begin with `prefix`."""
    openings: dict[str, dict[str, list[str]]] = {}
    for key in _bucket(prefix):
        first, blank, rest = key.partition(" ")
        if blank:
            openings.setdefault(first, {}).setdefault(rest[:2].strip(), []).append(key)
    return {
        first: {start: tuple(sorted(keys, key=lambda key: (-len(key), key))) for start, keys in by_start.items()}
        for first, by_start in openings.items()
    }


def opens(word: str) -> bool:
    """Whether a key of several words begins with `word`."""
    return word in _openings(word[:BUCKET])


def longer_keys(word: str, following: str) -> tuple[str, ...]:
    """Keys of several words that begin with `word` and whose second begins with the letters `following`."""
    return _openings(word[:BUCKET]).get(word, {}).get(following, ())


def known(key: str) -> bool:
    """Whether a place goes by that key."""
    return key in _bucket(key[:BUCKET])


@lru_cache(maxsize=8_192)
def lookup(key: str) -> tuple[Entry, ...]:
    """The places that go by a key (small letters, hyphens as blanks), the weightiest first."""
    found = [_entry(offset) for offset in _bucket(key[:BUCKET]).get(key, ())]
    return tuple(sorted(found, key=lambda entry: (-entry.weight, entry.place.id)))


def _entry(offset: int) -> Entry:
    data = _mapped("places.tsv")
    cells = data[offset : data.find(b"\n", offset)].decode("utf-8").split("\t")
    ident, name, lat, lon, country, weight = cells[:6]
    if len(cells) > 6:
        metres, precision = int(cells[6]), cast(PlacePrecision, cells[7])
    else:
        ident, precision = f"geonames:{ident}", "town"
        metres = _reach(int(weight) % CAPITAL_WEIGHT)
    return Entry(Place(ident, name, int(lat) * 1000, int(lon) * 1000, metres, precision, country), int(weight))


def _reach(people: int) -> int:
    """Metres of uncertainty of a town named without more: about the radius of a built-up area of that many people."""
    return min(40_000, max(2_000, int(people**0.5 * 12)))
