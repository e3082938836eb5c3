"""What a place is called in each interface language."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def place_label(ident: str, english: str, language: str) -> str:
    """The name of a place (gazetteer id) in a language; its English name where labels.tsv has none.

    labels.tsv (id, Ukrainian, Russian) is written by tools/place_labels.py.
    """
    if language == "en":
        return english
    known = _labels().get(ident)
    return known[0 if language == "uk" else 1] if known else english


@cache
def _labels() -> dict[str, tuple[str, str]]:
    rows = Path(__file__).with_name("labels.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows)
    return {ident: (ukrainian, russian) for ident, ukrainian, russian in cells}
