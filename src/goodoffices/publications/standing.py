"""Where each party stands on each issue, with the words it used."""

from __future__ import annotations

import msgspec

from ..lexicon.concepts import label
from ..records import PositionRow
from .citations import Citation, Citations
from .moments import moment_text
from .names import Names
from .record import Record
from .values import excerpt
from .words import concept_label


class Stand(msgspec.Struct, frozen=True):
    """One position: stance word, the party's own words and their language, when, and the claims."""

    stance: str
    stance_text: str
    text: str
    language: str
    when: str
    citations: tuple[Citation, ...]


class IssueRow(msgspec.Struct, frozen=True):
    """An issue and, party by party in the order of the columns, the positions on it."""

    issue: str
    cells: tuple[tuple[Stand, ...], ...]


class Standing(msgspec.Struct, frozen=True):
    """The table: names of the parties, and a row an issue; issues on which most parties speak stand first."""

    parties: tuple[str, ...]
    rows: tuple[IssueRow, ...]


def standing(record: Record, names: Names, citations: Citations) -> Standing:
    """Positions by issue and party; parties in the order of the case."""
    parties = names.in_order(tuple(row.party for row in record.positions))
    table: dict[str, dict[str, list[PositionRow]]] = {}
    for row in record.positions:
        table.setdefault(row.issue, {}).setdefault(row.party, []).append(row)
    rows = []
    for issue, by_party in table.items():
        cells = tuple(tuple(_stand(row, names, citations) for row in by_party.get(party, ())) for party in parties)
        rows.append(IssueRow(concept_label(issue, names.words.language), cells))
    rows.sort(key=lambda row: (-sum(1 for cell in row.cells if cell), row.issue))
    return Standing(tuple(names.party(party) for party in parties), tuple(rows))


def _stand(row: PositionRow, names: Names, citations: Citations) -> Stand:
    cited = citations.of(row.claims)
    return Stand(
        row.stance,
        label("stances", row.stance, names.words.language),
        excerpt(row.text),
        cited[0].language if cited else "",
        moment_text(row.time, names.words) if row.time else "",
        cited,
    )
