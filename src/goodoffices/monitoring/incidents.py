"""The table of incidents as the rules see it: columns of numbers, names by code, what is unknown below 0 or NaN."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import InputRefused
from .commitments import OPEN
from .tables import NO_TIME, Floats, moments, numbers, read_table, texts
from .usable import level_of, usable
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
    `accused`: into `parties`; `level`: into LEVELS; `refused`: rows that cannot be used, each with its reason;
    `unknown_words`: acts, targets and weapons of the table that are no words of ours.
    """

    def __init__(self, path: Path, table: pa.Table | None = None) -> None:
        """From a file; or from a table, which refusals then call by the name of the file."""
        table = read_table(path) if table is None else table
        name = next((name for name in ("incident", "id") if name in table.column_names), None)
        if name is None:
            raise InputRefused(str(path), "column incident is missing")
        table, self.refused = usable(table, path, name, LEVELS)
        order = pc.sort_indices(texts(table, name))
        table = table.take(order)
        self._table = table
        self.ids: list[str] = texts(table, name).to_pylist()
        self.members = _members(table)
        begins, ends = moments(table, "time_begin", path), moments(table, "time_end", path)
        self.begins: Codes = np.where(begins == NO_TIME, -OPEN, begins)
        self.ends: Codes = np.where(ends == NO_TIME, np.where(begins == NO_TIME, OPEN, begins), ends)
        self.lon, self.lat = numbers(table, "lon", path), numbers(table, "lat", path)
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
        self.level = _levels(table)
        self.answers: list[str] | None = texts(table, "answer").to_pylist() if "answer" in table.column_names else None

    def __len__(self) -> int:
        return len(self.ids)

    def said(self, column: str, rows: Sequence[int] | None = None) -> list[str]:
        """A column, or some rows of it, in the words of the table; '' where nothing is."""
        if column not in self._table.column_names:
            return [""] * (len(self) if rows is None else len(rows))
        table = self._table.select([column])
        held = table if rows is None else table.take(pa.array(rows, pa.int64()))
        return [text.strip() for text in texts(held, column).to_pylist()]

    def times(self, row: int) -> tuple[int | None, int | None]:
        """First and last microsecond of an incident, None where it is not known."""
        begin, end = int(self.begins[row]), int(self.ends[row])
        return (begin if begin > -OPEN else None), (end if end < OPEN else None)

    def party(self, row: int) -> str:
        """Who is accused; '' where nobody is."""
        code = int(self.accused[row])
        return self.parties[code] if code >= 0 else ""

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


def _levels(table: pa.Table) -> Codes:
    place = {name: number for number, name in enumerate(LEVELS)} | {"": 0}
    encoded = texts(table, "level").dictionary_encode()
    codes = np.array([place[level_of(text)] for text in encoded.dictionary.to_pylist()] or [0], dtype=np.int64)
    return np.asarray(codes[encoded.indices.to_numpy(zero_copy_only=False)])
