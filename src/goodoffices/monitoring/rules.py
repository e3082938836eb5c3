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

# Codes of a BIGINT's bits; beyond them (hundreds of parties) a list is used.
BITS = 62


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
        self._base.execute("CREATE TABLE incidents AS SELECT * FROM given WHERE NOT withdrawn ORDER BY t0, n")
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
            columns[name] = pa.array(codes, mask=codes < 0)
            columns[f"{name}_bit"] = pa.array(1 << np.clip(codes, 0, BITS), mask=codes < 0)
        for number, area in enumerate(self._areas):
            columns[f"area{number}"] = in_area(area, ours)
        return pa.table(columns)

    def judge(self, commitment: Commitment, asked: Sequence[tuple[Reading, Period]]) -> list[Judged]:
        """The incidents each reading touches in a period; all others are outside. One query a commitment."""
        if not asked:
            return []
        queries = [self._query(commitment, *each, place) for place, each in enumerate(asked)]
        found = self._base.execute(" UNION ALL ".join(queries)).fetchnumpy()
        rows, which = np.asarray(found["n"], dtype=np.int64), np.asarray(found["asked"], dtype=np.int64)
        sure = np.ma.filled(np.ma.asarray(found["sure"]), False).astype(bool)
        unseen = np.asarray(found["unseen"], dtype=bool)
        order = np.argsort(which * len(self._incidents) + rows)
        bounds = np.searchsorted(which[order], np.arange(len(asked) + 1))
        told = []
        for place, (reading, _) in enumerate(asked):
            chosen = order[bounds[place] : bounds[place + 1]]
            hidden = unseen[chosen] | (not reading.observable)
            mine, certain = rows[chosen], sure[chosen]
            told.append(Judged(mine[certain & ~hidden], mine[~certain & ~hidden], mine[hidden]))
        return told

    def _query(self, commitment: Commitment, reading: Reading, period: Period, place: int) -> str:
        parts, begin, end = self._conditions(commitment, reading), period.begin, period.end
        # Numbers in the text, not parameters: only literals let whole stretches of the table be passed over by time.
        # A conjunction is not false when none of its parts is: part by part fewer rows are left for the next.
        possible = " AND ".join(f"({part}) IS NOT FALSE" for part in parts)
        return f"""SELECT {place} AS asked, n, {" AND ".join(parts)} AND t0 >= {begin} AND t1 <= {end} AS sure, unseen
                   FROM incidents WHERE t1 >= {begin} AND t0 < {end} AND {possible}"""

    def _conditions(self, commitment: Commitment, reading: Reading) -> list[str]:
        """The conditions as SQL, all of which have to hold; numbers only, nothing that came from outside."""
        parts = [
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
        return parts


def _codes(names: Iterable[str], chosen: Iterable[str]) -> list[int]:
    wanted = set(chosen)
    return [number for number, name in enumerate(names) if name in wanted]


def _one_of(column: str, codes: list[int]) -> str:
    """Whether a column's code is one of these, NULL where it is unknown; no code is one of none.

    By bits: SQL's IN would be planned as a join for every reading, which costs more than the rows it looks at.
    """
    if max(codes, default=0) < BITS:
        return f"{column}_bit & {sum(1 << code for code in codes)} != 0"
    return f"{column} IN ({', '.join(map(str, codes))})"
