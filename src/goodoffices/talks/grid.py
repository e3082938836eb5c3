"""The grid of positions: party by issue, what the press record has beside what was entered at the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ..lexicon.concepts import concepts, label, vocabulary
from ..records import PositionRow
from .entries import Kept, PositionSaid, order
from .sayings import Basis, Named, Press, Saying, Table, edtf

FIRMNESS_READ = 2_000
"""Characters of a claim's words in which firmness is looked for."""


class Issue(msgspec.Struct, frozen=True):
    """An issue by our own code; `pax` the variable of the PA-X database beside it, "" where that has none."""

    id: str
    label: str
    pax: str
    pax_label: str
    fit: str


class Stand(msgspec.Struct, frozen=True):
    """One position as stated: the stance, how firm ("" is not stated), when, by how many independent sources."""

    basis: Basis
    stance: str
    stance_label: str
    text: str
    firmness: str
    firmness_label: str
    time: str
    when: int
    independent: int
    sayings: tuple[Saying, ...]


class Taken(msgspec.Struct, frozen=True):
    """Where a party stands on an issue, as one story tells it."""

    party: str
    issue: str
    stand: Stand


class Cell(msgspec.Struct, frozen=True):
    """Where one party stands on one issue: the latest of each basis side by side, and all before, newest first."""

    party: Named
    issue: Issue
    press: Stand | None
    entered: Stand | None
    history: tuple[Stand, ...]

    @property
    def apart(self) -> bool:
        """Whether the press record and the table give different stances."""
        return self.press is not None and self.entered is not None and self.press.stance != self.entered.stance


class Grid(msgspec.Struct, frozen=True):
    """Cells by party and issue, parties in the order of the case, issues in that of the vocabulary."""

    parties: tuple[Named, ...]
    issues: tuple[Issue, ...]
    cells: tuple[Cell, ...]

    def cell(self, party: str, issue: str) -> Cell | None:
        """One cell, None where nothing is known."""
        return next((one for one in self.cells if one.party.id == party and one.issue.id == issue), None)


def issue_of(ident: str, language: str) -> Issue:
    """An issue of the vocabulary with its PA-X variable."""
    pax = vocabulary("issues-pax").get(ident, {})
    return Issue(ident, label("issues", ident, language), pax.get("pax", ""), pax.get("label", ""), pax.get("fit", ""))


def stands_of(press: Press) -> tuple[Taken, ...]:
    """The positions that a story tells, in the order of its record."""
    return tuple(Taken(row.party, row.issue, _of_press(press, row, press.language)) for row in press.record.positions)


def grid(told: Iterable[Taken], kept: Iterable[Kept], table: Table) -> Grid:
    """All positions of the case: `told` by the press record, and entered."""
    stands: dict[tuple[str, str], list[Stand]] = {}
    for taken in told:
        stands.setdefault((taken.party, taken.issue), []).append(taken.stand)
    for one in sorted(kept, key=order):
        said = one.entry.said
        if isinstance(said, PositionSaid):
            stands.setdefault((said.party, said.issue), []).append(_entered(one, said, table))
    rank = {ident: number for number, ident in enumerate(vocabulary("issues"))}
    parties = table.parties(party for party, _ in stands)
    issues = sorted({issue for _, issue in stands}, key=lambda ident: (rank.get(ident, len(rank)), ident))
    shown = {ident: issue_of(ident, table.language) for ident in issues}
    cells = [
        _cell(party, shown[issue], stands[party.id, issue])
        for party in parties
        for issue in issues
        if (party.id, issue) in stands
    ]
    return Grid(parties, tuple(shown.values()), tuple(cells))


def _cell(party: Named, issue: Issue, stands: Sequence[Stand]) -> Cell:
    newest = sorted(stands, key=lambda one: (-one.when, -one.independent, one.stance, one.text))
    latest = {basis: next((one for one in newest if one.basis == basis), None) for basis in ("press", "entered")}
    return Cell(party, issue, latest["press"], latest["entered"], tuple(newest))


def _of_press(press: Press, row: PositionRow, language: str) -> Stand:
    sayings = tuple(press.saying(press.claims[ident]) for ident in row.claims if ident in press.claims)
    firmness = firmness_of((saying.quote, _language(press, saying)) for saying in sayings)
    if not firmness and row.stance == "conditions":
        firmness = "conditional"
    begins = row.time.begins if row.time is not None and row.time.begins is not None else 0
    return Stand(
        "press",
        row.stance,
        label("stances", row.stance, language),
        row.text,
        firmness,
        label("talks-firmness", firmness, language) if firmness else "",
        edtf(row.time),
        begins,
        len(press.owners(row.claims)),
        sayings,
    )


def _language(press: Press, saying: Saying) -> str:
    document = press.documents.get(saying.document)
    return document.rendition.language if document else "en"


def firmness_of(quotes: Iterable[tuple[str, str]]) -> str:
    """How firm a position is in the words of (text, language) pairs: the firmest that any names, "" for none."""
    found = {one for text, language in quotes for one in concepts("talks-firmness").of(text[:FIRMNESS_READ], language)}
    return next((ident for ident in vocabulary("talks-firmness") if ident in found), "")


def _entered(kept: Kept, said: PositionSaid, table: Table) -> Stand:
    time = kept.entry.time
    return Stand(
        "entered",
        said.stance,
        label("stances", said.stance, table.language),
        said.text,
        said.firmness,
        label("talks-firmness", said.firmness, table.language) if said.firmness else "",
        edtf(time) or table.saying(kept).time,
        order(kept)[0],
        1,
        (table.saying(kept),),
    )
