"""Commitments of the monitoring room by reading and period: the verdict, what it counts, the effort it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ...errors import NotAllowed
from ...publications.bulletins.wording import bulletin_word
from ...store.rights import rooms_for
from ..case.centre_room import CENTRE, CentreRoom
from ..case.desk import Desk
from .catalogue import Catalogue
from .incidents import party_names, verdicts_at


class Count(msgspec.Struct, frozen=True):
    """How many incidents have a value."""

    value: str
    label: str
    count: int


class PeriodLine(msgspec.Struct, frozen=True):
    """One reading of a commitment in one period, as `comply` last judged it; `begin`, `end` ISO 8601 or None, open.

    `within`, `undetermined`, `not_observable` count incidents; of those within: levels, sides accused, their answers.
    `hours`: of observation on record, `unseen`: in which nobody could see; both None where no effort is recorded.
    """

    commitment: str
    reading: str
    by: str
    phase: str
    clause: str
    text: str
    begin: str | None
    end: str | None
    verdict: str
    verdict_text: str
    why: str
    within: int
    undetermined: int
    not_observable: int
    levels: tuple[Count, ...]
    accused: tuple[Count, ...]
    answers: tuple[Count, ...]
    incidents: tuple[str, ...]
    hours: float | None
    unseen: float | None


class CommitmentList(msgspec.Struct, frozen=True):
    """All lines, those of one commitment and reading together; `judge`: the actor may have them judged anew."""

    rows: tuple[PeriodLine, ...]
    judge: bool = False


class CommitmentBook:
    """The commitments as one reader sees them; there are none for who may not read the room."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at

    def page(self) -> CommitmentList:
        """All lines."""
        return CommitmentList(tuple(self.every()), self.may_judge)

    @property
    def may_judge(self) -> bool:
        """Whether the actor may have the commitments judged anew."""
        keys = rooms_for(self.desk.actor, "add")
        return self.at is None and any(self.desk.rooms[key].name == CENTRE for key in keys)

    def every(self) -> Iterator[PeriodLine]:
        """The lines in order of commitment, reading and period."""
        try:
            room = CentreRoom(self.desk)
        except NotAllowed:
            return
        lines = verdicts_at(self.catalogue, room, self.at)
        names = party_names(self.desk, room.room)
        for line in lines:
            if "counts" in line:
                yield self._line(line, names)

    def _line(self, line: Mapping[str, Any], names: Mapping[str, str]) -> PeriodLine:
        counts, effort, reason = line["counts"], line["effort"], line["reason"]
        why = bulletin_word(f"why-{reason['code']}", self.language, "")
        level = bulletin_word(f"level-{reason['level']}", self.language, reason["level"])
        return PeriodLine(
            line["commitment"],
            line["reading"],
            names.get(line["by"], line["by"]),
            line["phase"],
            str(line["clause"]),
            line["text"],
            line["begin"],
            line["end"],
            line["verdict"],
            bulletin_word(f"verdict-{line['verdict']}", self.language, line["verdict"]),
            why.format(level=level, number=reason["number"]) if why else line["why"],
            counts.get("within", 0),
            counts.get("undetermined", 0),
            counts.get("not_observable", 0),
            self._counts(counts.get("by_level", {}), lambda one: bulletin_word(f"level-{one}", self.language, one)),
            self._counts(counts.get("by_accused", {}), lambda one: names.get(one, one)),
            self._counts(counts.get("answers", {}), lambda one: bulletin_word(f"answer-{one}", self.language, one)),
            tuple(line["incidents"]),
            effort["hours"] if effort else None,
            effort["unseen_hours"] if effort else None,
        )

    def _counts(self, counts: Mapping[str, int], label: Any) -> tuple[Count, ...]:
        nothing = bulletin_word("not-told", self.language)
        return tuple(Count(value, label(value) if value else nothing, number) for value, number in counts.items())
