"""The table of incidents as the rules see it: columns of numbers, names by code, what is unknown below 0 or NaN."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import InputRefused
from .commitments import OPEN
from .tables import NO_TIME, Floats, moments, numbers, read_table, texts
from .words import words

Codes = np.ndarray[Any, np.dtype[np.int64]]
LEVELS = (
    "alleged",
    "corroborated",
    "verified",
    "attributed",
    "disputed",
    "withdrawn",
    "out-of-scope",
    "not-observable",
)
CALIBRES = {"artillery": ("artillery-100", 100.0), "mortar": ("mortar-120", 120.0)}


class Incidents:
    """Incidents in order of their ids.

    `begins`, `ends`: microseconds UTC, -OPEN and OPEN where no time is known; `lon`, `lat`: degrees, NaN unknown;
    `radius`: metres, 0 where exact or unsaid; `act`, `target`, `weapon`: codes into words(...), -1 unknown;
    `accused`: into `parties`; `level`: into LEVELS; `unknown_words`: acts, targets and weapons of the table that are
    no words of ours.
    """

    def __init__(self, path: Path, table: pa.Table | None = None) -> None:
        """From a file; or from a table, which refusals then call by the name of the file."""
        table = read_table(path) if table is None else table
        name = next((name for name in ("incident", "id") if name in table.column_names), None)
        if name is None:
            raise InputRefused(str(path), "column incident is missing")
        order = pc.sort_indices(texts(table, name))
        table = table.take(order)
        self._table = table
        self.ids: list[str] = texts(table, name).to_pylist()
        _check_ids(self.ids, path)
        self.members = _members(table)
        begins, ends = moments(table, "time_begin", path), moments(table, "time_end", path)
        self.begins: Codes = np.where(begins == NO_TIME, -OPEN, begins)
        self.ends: Codes = np.where(ends == NO_TIME, np.where(begins == NO_TIME, OPEN, begins), ends)
        _check_times(self.begins, self.ends, self.ids, path)
        self.lon, self.lat = numbers(table, "lon", path), numbers(table, "lat", path)
        _check_places(self.lon, self.lat, self.ids, path)
        wide = "radius_90_m" if "radius_90_m" in table.column_names else "semi_major_m"
        self.radius: Floats = np.nan_to_num(numbers(table, wide, path), nan=0.0)
        self.unknown_words: set[str] = set()
        self.act, self.target = self._coded(table, "act", "acts"), self._coded(table, "target", "targets")
        self.weapons = list(words("weapons"))
        self.weapon = self._weapons(table, path)
        accused = [text.strip() for text in texts(table, "accused").to_pylist()]
        self.parties = sorted(set(accused) - {""})
        place = {party: number for number, party in enumerate(self.parties)}
        self.accused: Codes = np.array([place.get(party, -1) for party in accused], dtype=np.int64)
        self.level = _levels(table, path)
        self.answers: list[str] | None = texts(table, "answer").to_pylist() if "answer" in table.column_names else None

    def __len__(self) -> int:
        return len(self.ids)

    def said(self, column: str) -> list[str]:
        """A column in the words of the table, '' where nothing is."""
        return [text.strip() for text in texts(self._table, column).to_pylist()]

    def _coded(self, table: pa.Table, column: str, kind: str) -> Codes:
        names = list(words(kind))
        return self._by_code(texts(table, column), {name: number for number, name in enumerate(names)})

    def _by_code(self, column: pa.Array, place: dict[str, int]) -> Codes:
        encoded = column.dictionary_encode()
        known = [text.strip().lower().replace(" ", "-") for text in encoded.dictionary.to_pylist()]
        self.unknown_words |= {text for text in known if text and text not in place}
        codes = np.array([*(place.get(text, -1) for text in known), -1], dtype=np.int64)
        return np.asarray(codes[encoded.indices.to_numpy(zero_copy_only=False)])

    def _weapons(self, table: pa.Table, path: Path) -> Codes:
        """Classes of weapon; artillery and mortars by their calibre where it is written."""
        place = {name: number for number, name in enumerate(self.weapons)}
        found = self._by_code(texts(table, "weapon"), place | dict.fromkeys(CALIBRES, -1))
        if "calibre_mm" in table.column_names:
            calibre = numbers(table, "calibre_mm", path)
            kind = np.array([text.strip().lower() for text in texts(table, "weapon").to_pylist()])
            for word, (name, least) in CALIBRES.items():
                found[(kind == word) & (calibre >= least)] = place[name]
                # Lighter ones are known to be of no class that any band names.
                found[(kind == word) & (calibre < least)] = len(self.weapons)
        return found


def _members(table: pa.Table) -> list[list[str]]:
    """Ids of reports; a CSV has them in one cell, parted by semicolons, bars or spaces."""
    if "members" not in table.column_names:
        return [[] for _ in range(table.num_rows)]
    values = table["members"].to_pylist()
    if pa.types.is_list(table["members"].type) or pa.types.is_large_list(table["members"].type):
        return [sorted(map(str, value or ())) for value in values]
    return [sorted(str(value or "").translate(PARTED).split()) for value in values]


PARTED = str.maketrans(dict.fromkeys(";|,[]\"'", " "))


def _check_ids(ids: list[str], path: Path) -> None:
    for one, two in pairwise(ids):
        if one == two:
            raise InputRefused(str(path), f"the incident {one!r} is there twice")
    if ids and not ids[0]:
        raise InputRefused(str(path), "an incident has no id")


def _check_times(begins: Codes, ends: Codes, ids: list[str], path: Path) -> None:
    wrong = np.flatnonzero(ends < begins)
    if len(wrong):
        raise InputRefused(str(path), "its time ends before it begins", place=f"incident {ids[int(wrong[0])]}")


def _check_places(lon: Floats, lat: Floats, ids: list[str], path: Path) -> None:
    wrong = np.flatnonzero((np.abs(lon) > 180) | (np.abs(lat) > 90))
    if len(wrong):
        raise InputRefused(str(path), "its place is nowhere on Earth", place=f"incident {ids[int(wrong[0])]}")


def _levels(table: pa.Table, path: Path) -> Codes:
    place = {name: number for number, name in enumerate(LEVELS)}
    found = []
    for row, text in enumerate(texts(table, "level").to_pylist(), 1):
        name = text.strip().lower().replace(" ", "-") or LEVELS[0]
        if name not in place:
            known = ", ".join(LEVELS)
            raise InputRefused(str(path), f"level {text!r} is none of: {known}", place=f"row {row}")
        found.append(place[name])
    return np.array(found, dtype=np.int64)
