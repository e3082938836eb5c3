"""What the accused side said of an incident: admitted, denied, both, something unclassified, or nothing on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from .incidents import Incidents
from .tables import read_table, texts

NOTHING = "none recorded"
UNCLASSIFIED = "unclassified"
DENIED = "denied"
WORDS = {"denied": DENIED, "0": DENIED, "asserted": "admitted", "admitted": "admitted", "1": "admitted"}


class Answers:
    """Reports by id: the side of their source, and whether they admit or deny."""

    def __init__(self, reports: dict[str, tuple[str, str]]) -> None:
        self._reports = reports

    @classmethod
    def read(cls, path: Path) -> Answers:
        """From a table of reports with id and side; `polarity` (asserted, denied) or `label` (1, 0) where there is one.

        A side's own report without either may be a denial as well as an admission: it stays unclassified.
        """
        return cls.of_table(read_table(path, ("id", "side")))

    @classmethod
    def of_table(cls, table: pa.Table) -> Answers:
        """As `read`, from a table with id and side."""
        said = texts(table, "polarity" if "polarity" in table.column_names else "label").to_pylist()
        rows = zip(texts(table, "id").to_pylist(), texts(table, "side").to_pylist(), said, strict=True)
        return cls({name: (side.strip(), WORDS.get(word.strip().lower(), UNCLASSIFIED)) for name, side, word in rows})

    def of(self, incidents: Incidents, row: int) -> dict[str, Any]:
        """The answer of the accused side to one incident, with the reports in which it is given."""
        accused = incidents.party(row)
        own = [name for name in incidents.members[row] if accused and self._reports.get(name, ("", ""))[0] == accused]
        said = NOTHING
        if own:
            words = {self._reports[name][1] for name in own} - {UNCLASSIFIED}
            said = UNCLASSIFIED if not words else "both" if len(words) > 1 else words.pop()
        elif incidents.answers is not None and incidents.answers[row]:
            said = incidents.answers[row]
        return {"by": accused, "said": said, "claims": own}
