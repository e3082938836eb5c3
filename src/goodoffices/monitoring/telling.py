"""Rows of the table of incidents as a bulletin tells them: region, words, level, who decided it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely

from ..publications.bulletins.content import Told
from .bulletin_settings import Regions
from .commitments import OPEN
from .incidents import LEVELS, Codes, Incidents

E7 = 10_000_000
SET_ASIDE = ("withdrawn", "out-of-scope")
"""Levels of incidents that no count but that of levels holds."""


class Teller:
    """Tells incidents of a table."""

    def __init__(self, incidents: Incidents, regions: Regions | None) -> None:
        self.incidents = incidents
        self._regions = regions
        known = (incidents.begins > -OPEN) & (incidents.ends < OPEN)
        self.timeless = int((~known).sum())
        self._middle: Codes = np.where(known, incidents.begins // 2 + incidents.ends // 2, OPEN)

    def between(self, begin: int, end: int) -> tuple[Told, ...]:
        """Those whose middle of time lies in [begin, end), in order of time."""
        rows = np.flatnonzero((self._middle >= begin) & (self._middle < end))
        return self.rows(rows[np.argsort(self._middle[rows], kind="stable")].tolist())

    def number(self, begin: int, end: int) -> int:
        """How many there are that `between` would tell."""
        return int(((self._middle >= begin) & (self._middle < end)).sum())

    def rows(self, rows: Iterable[int]) -> tuple[Told, ...]:
        """The incidents of some rows."""
        chosen = list(rows)
        columns = [self.incidents.said(name, chosen) for name in ("act", "target", "decided", "why")]
        regions = self._in_regions(chosen)
        return tuple(self._one(*each) for each in zip(chosen, regions, *columns, strict=True))

    def named(self, ids: Iterable[str]) -> dict[str, Told]:
        """Those of these ids that are there."""
        wanted = set(ids)
        if not wanted:
            return {}
        rows = [row for row, ident in enumerate(self.incidents.ids) if ident in wanted]
        return {one.id: one for one in self.rows(rows)}

    def heirs(self, claims: Iterable[str]) -> dict[str, str]:
        """Report -> the incident that holds it now, for reports that one holds."""
        wanted = set(claims)
        if not wanted:
            return {}
        held = zip(self.incidents.ids, self.incidents.members, strict=True)
        return {claim: ident for ident, members in held for claim in members if claim in wanted}

    def _one(self, row: int, region: str, act: str, target: str, decided: str, why: str) -> Told:
        ours = self.incidents
        begins, ends = ours.times(row)
        place = (float(ours.lat[row]), float(ours.lon[row]))
        lat, lon = (None if np.isnan(sum(place)) else round(value * E7) for value in place)
        return Told(
            ours.ids[row],
            begins,
            ends,
            lat,
            lon,
            round(float(ours.radius[row])),
            LEVELS[int(ours.level[row])],
            act,
            target,
            ours.party(row),
            region,
            tuple(ours.members[row]),
            decided,
            why,
        )

    def _in_regions(self, rows: list[int]) -> list[str]:
        """The region of the table's own column; where it has none, the area that the middle of the place lies in."""
        found = self.incidents.said("region", rows)
        if self._regions is None or not rows:
            return found
        lon, lat = self.incidents.lon[rows], self.incidents.lat[rows]
        for name, area in zip(self._regions.names, self._regions.areas, strict=True):
            for place in np.flatnonzero(shapely.contains_xy(area, lon, lat)).tolist():
                found[place] = found[place] or name
        return found
