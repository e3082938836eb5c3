"""Briefs that people compose: findings chosen, words edited, citations kept; every version is an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...errors import UsageError
from ...records import content_id
from ...store.rights import require
from .bodies import read, written
from .desk import Desk
from .room import Room, Statement

MOST_LINES = 300
LONGEST = 4_000
"""Characters of a line."""


class DraftLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of a brief: its words, and the finding it rests on ("" for words of the desk's own)."""

    text: str
    finding: str = ""


class DraftBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version of a brief; `language` is that of its words."""

    id: str
    title: str
    language: str
    lines: tuple[DraftLine, ...]
    approved: bool = False
    v: int = 1


class Draft(msgspec.Struct, frozen=True):
    """A brief as it stands: where, by whom and when its newest version was made (microseconds UTC)."""

    body: DraftBody
    room: Room
    entry: int
    who: str
    when: int


class Drafts:
    """The briefs of the rooms that one actor may read."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def all(self, at: int | None = None, ident: str | None = None) -> Iterator[Draft]:
        """Every brief, or the one of this id; the newest version of each."""
        held = self.desk.standing("draft", ident=ident, at=at)
        for one, text in self.desk.bodies(held):
            room = self.desk.rooms[one.room]
            who = room.entered_by([one.entry], self.desk.actor).get(one.entry, "")
            yield Draft(read(text, DraftBody), room, one.entry, who, one.seen)

    def one(self, ident: str, at: int | None = None) -> Draft | None:
        """One brief; None where there is none that the actor may read."""
        return next(self.all(at, ident), None)

    def begin(self, room: Room, title: str, language: str, lines: Sequence[DraftLine]) -> str:
        """A new brief; its id."""
        ident = content_id("ent", "draft", title, self.desk.actor.name, room.ledger.origin, room.ledger.size)
        self._keep(room, DraftBody(ident, title, language, tuple(lines)))
        return ident

    def save(self, draft: Draft, title: str, lines: Sequence[DraftLine], *, base: int) -> None:
        """A new version. `base` is the entry that was edited: of two who edit at once the second is refused."""
        if draft.entry != base:
            raise UsageError(f"{draft.who or 'somebody'} has saved this brief meanwhile; take over what you typed")
        self._keep(draft.room, msgspec.structs.replace(draft.body, title=title, lines=tuple(lines), approved=False))

    def approve(self, draft: Draft, *, base: int) -> None:
        """Let the newest version stand as approved; a later edit takes that back."""
        require(self.desk.actor, draft.room.key, "decide")
        if draft.entry != base:
            raise UsageError(f"{draft.who or 'somebody'} has saved this brief meanwhile; read it again")
        self._keep(draft.room, msgspec.structs.replace(draft.body, approved=True))

    def _keep(self, room: Room, body: DraftBody) -> None:
        require(self.desk.actor, room.key, "add")
        if not body.title.strip():
            raise UsageError("a brief needs a title")
        if len(body.lines) > MOST_LINES:
            raise UsageError(f"{len(body.lines)} lines; a brief has at most {MOST_LINES}")
        for number, line in enumerate(body.lines, 1):
            if len(line.text) > LONGEST:
                raise UsageError(f"line {number} has {len(line.text):,} characters, at most {LONGEST:,}: split it")
        self.desk.append(room, [Statement("draft", written(body))])
