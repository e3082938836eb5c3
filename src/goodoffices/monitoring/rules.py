"""The rules in SQL: every reading is one condition over the table of incidents, in the three-valued logic of SQL.

What is not known is NULL, so a condition is true (within), false (outside) or NULL (undetermined) by Kleene's
tables: an incident with no class of target is undetermined for an energy-only rule unless something else already
puts it outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from .commitments import Area, Commitment, Period, Reading
from .incidents import LEVELS, Codes, Incidents
from .scope import in_area
from .words import words


class Judged(NamedTuple):
    """Of one reading in one period: rows of the incidents that are within, undetermined, not observable, each in
    order.
    """

    within: Codes
    undetermined: Codes
    unseen: Codes


class Rules:
    """Incidents in a database of their own, in memory; areas are worked out once each, whoever reads them."""

    def __init__(self, incidents: Incidents, commitments: Sequence[Commitment]) -> None:
        self._incidents = incidents
        areas = [reading.area for commitment in commitments for reading in commitment.readings]
        self._areas: list[Area] = []
        for area in areas:
            if area.kind != "anywhere" and not any(area is other for other in self._areas):
                self._areas.append(area)
        self._base = duckdb.connect(":memory:")
        self._base.execute("SET preserve_insertion_order = true")
        made = self._table()
        self._base.register("given", made)
        self._base.execute("CREATE TABLE incidents AS SELECT * FROM given ORDER BY t0, n")
        self._base.unregister("given")

    def _table(self) -> pa.Table:
        ours = self._incidents
        level = np.where(ours.level == LEVELS.index("not-observable"), -1, ours.level)
        columns: dict[str, Any] = {
            "n": pa.array(np.arange(len(ours), dtype=np.int32)),
            "t0": pa.array(ours.begins),
            "t1": pa.array(ours.ends),
            "unseen": pa.array(level < 0),
            "withdrawn": pa.array(np.isin(ours.level, [LEVELS.index("withdrawn"), LEVELS.index("out-of-scope")])),
        }
        for name, codes in (("act", ours.act), ("target", ours.target), ("accused", ours.accused)):
            columns[name] = pa.array(codes.astype(np.int16), mask=codes < 0)
        for number, area in enumerate(self._areas):
            columns[f"area{number}"] = in_area(area, ours)
        return pa.table(columns)

    def judge(self, commitment: Commitment, reading: Reading, period: Period) -> Judged:
        """The incidents a reading touches in a period; all others are outside."""
        nothing = np.zeros(0, dtype=np.int64)
        condition = self._condition(commitment, reading)
        found = self._base.execute(
            f"""SELECT n, inside AND t0 >= ? AND t1 <= ? AS sure, unseen
                FROM (SELECT n, t0, t1, unseen, {condition} AS inside FROM incidents WHERE t1 >= ? AND t0 < ?)
                WHERE inside IS NOT FALSE""",
            [period.begin, period.end, period.begin, period.end],
        ).fetchnumpy()
        rows = np.asarray(found["n"], dtype=np.int64)
        order = np.argsort(rows)
        rows = rows[order]
        if not reading.observable:
            return Judged(nothing, nothing, rows)
        sure = np.ma.filled(np.ma.asarray(found["sure"]), False).astype(bool)[order]
        unseen = np.asarray(found["unseen"], dtype=bool)[order]
        return Judged(rows[sure & ~unseen], rows[~sure & ~unseen], rows[unseen])

    def _condition(self, commitment: Commitment, reading: Reading) -> str:
        """The condition as SQL; numbers only, nothing that came from outside."""
        parts = [
            "NOT withdrawn",
            _one_of("act", _codes(words("acts"), reading.acts)),
            _one_of("accused", _codes(self._incidents.parties, reading.bound)),
        ]
        if reading.targets:
            parts.append(_one_of("target", _codes(words("targets"), reading.targets)))
        if reading.area.kind != "anywhere":
            parts.append(f"area{next(n for n, area in enumerate(self._areas) if area is reading.area)}")
        for exemption in commitment.exemptions:
            act, target = _codes(words("acts"), exemption.acts), _codes(words("targets"), exemption.targets)
            named = [_one_of(column, codes) for column, codes in (("act", act), ("target", target)) if codes]
            parts.append(f"NOT ({' AND '.join(named)})")
        return "(" + " AND ".join(parts) + ")"


def _codes(names: Iterable[str], chosen: Iterable[str]) -> list[int]:
    wanted = set(chosen)
    return [number for number, name in enumerate(names) if name in wanted]


def _one_of(column: str, codes: list[int]) -> str:
    # No party of the bound ones is accused of anything: false where somebody is, unknown where nobody is named.
    return f"{column} IN ({', '.join(map(str, codes or [-1]))})"
