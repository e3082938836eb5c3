"""Writes lexicon/names/given.tsv from tools/given.txt: names and their folded forms, ready to look up.

Run at build time only: `python tools/given.py`. Lines: name or =folded form, gender, group; "s" lines are family names
that stand first.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from goodoffices.lexicon.names.spelling import folded  # noqa: E402

TARGET = HERE.parent / "src/goodoffices/lexicon/names/given.tsv"


def rows() -> list[str]:
    """The lines of given.tsv, sorted."""
    names: dict[str, tuple[str, int]] = {}
    first_family: set[str] = set()
    group = 0
    for line in (HERE / "given.txt").read_text(encoding="utf-8").splitlines():
        if not line or line[0] == "#":
            continue
        gender, mark, *spellings = line.split()
        if gender == "s":
            first_family.update(spelling.lower() for spelling in spellings)
            continue
        group += 1
        for spelling in spellings:
            group += mark == ":"
            known = names.setdefault(spelling.lower(), (gender, group))
            if known[0] != gender:
                names[spelling.lower()] = ("u", known[1])
    folds: dict[str, tuple[str, int]] = {}
    for name, (gender, number) in sorted(names.items(), key=lambda item: (item[1][1], item[0])):
        folds.setdefault(f"={folded(name)}", (gender, number))
    lines = [f"{name}\t{gender}\t{number}" for table in (names, folds) for name, (gender, number) in table.items()]
    return sorted(
        [*lines, *(f"{name}\ts\t0" for name in first_family if name not in names), *_both(first_family, names)]
    )


def _both(first_family: set[str], names: dict[str, tuple[str, int]]) -> list[str]:
    """Family names that stand first and are given names elsewhere: marked apart."""
    return [f"+{name}\ts\t0" for name in first_family if name in names]


if __name__ == "__main__":
    TARGET.write_text("\n".join(rows()) + "\n", encoding="utf-8")
