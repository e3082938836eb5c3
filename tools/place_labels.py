"""Writes lexicon/places/labels.tsv: what the Ukrainian and the Russian press call a place (id, Ukrainian, Russian).

Run at build time only: `python tools/place_labels.py`, after tools/gazetteer.py. Countries and capitals are named as in
lexicon/parties/states.tsv, regions and waters as in tools/regions.txt, other towns by tools/place_labels.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "src/goodoffices/lexicon"
CAPITAL_WEIGHT = 50_000_000


def towns() -> dict[tuple[str, str], tuple[int, str]]:
    """{(country, English name): (weight, id)} of the weightiest town of each name."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for line in (PACKAGE / "places/places.tsv").read_text(encoding="utf-8").splitlines():
        ident, name, _, _, country, weight = line.split("\t")[:6]
        if ident.isdigit():
            known = found.get((country, name), (0, ""))
            found[country, name] = max(known, (int(weight), f"geonames:{ident}"))
    return found


def rows(known: dict[tuple[str, str], tuple[int, str]]) -> Iterator[tuple[str, str, str]]:
    """(id, Ukrainian, Russian); later rows win."""
    for line in (PACKAGE / "parties/states.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        country = cells[0].upper()
        yield f"iso:{country}", first(cells[2]), first(cells[3])
        capitals = list(zip(*(cell.split(";") for cell in cells[10:13]), strict=False))
        for english, ukrainian, russian in capitals[:1]:
            for (code, name), (weight, ident) in known.items():
                if code == country and weight > CAPITAL_WEIGHT and (name == english or len(capitals) == 1):
                    yield ident, ukrainian, russian
    for line in (HERE / "regions.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            ident, _, ukrainian, russian = line.split("|")[:4]
            yield ident, first(ukrainian), first(russian)
    for line in (HERE / "place_labels.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            country, name, ukrainian, russian = line.split("|")
            if (country, name) in known:
                yield known[country, name][1], ukrainian, russian


def first(names: str) -> str:
    """The first of several names."""
    return names.partition(";")[0]


def main() -> None:
    """Writes the file, sorted by id."""
    labels = {ident: (uk, ru) for ident, uk, ru in rows(towns()) if ident and uk and ru}
    text = "".join(f"{ident}\t{uk}\t{ru}\n" for ident, (uk, ru) in sorted(labels.items()))
    (PACKAGE / "places/labels.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
