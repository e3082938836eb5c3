"""Claim extractors, one kind of claim a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from ...lexicon.reading import Reading
from ...records import CaseSettings, Claim, Document, Mentions
from . import (
    accord,
    agenda,
    assessment,
    attendance,
    casualties,
    delegation_size,
    duration,
    encounter,
    exchange,
    format,
    head,
    next_step,
    position,
    setting,
    strike,
    territory,
    timing,
)
from .finish import finished
from .passage import Passage, passages
from .scene import Draft, Scene
from .words import marks_of

VERSION = 1
FINE = frozenset({"act", "talks", "strike", "turn", "order"})  # families whose single words call extractors


class Extractor(NamedTuple):
    """A file of this folder: its name, the marks that call it, its function."""

    name: str
    triggers: tuple[tuple[str, str], ...]
    find: Callable[[Passage, Scene], Iterator[Draft]]


EXTRACTORS: tuple[Extractor, ...] = tuple(
    Extractor(module.__name__.rpartition(".")[2].replace("_", "-"), module.TRIGGERS, module.find)
    for module in (
        setting, timing, duration, format, head, attendance, delegation_size, agenda, assessment, position, accord,
        next_step, encounter, strike, casualties, territory, exchange,
    )
)  # fmt: skip


@cache
def _called() -> tuple[dict[tuple[str, str], int], dict[str, int]]:
    """Bits of the extractors called by a mark's (family, id), and by a family whatever the id."""
    exact: dict[tuple[str, str], int] = {}
    families: dict[str, int] = {}
    for bit, extractor in enumerate(EXTRACTORS):
        for family, ident in extractor.triggers:
            if ident:
                exact[family, ident] = exact.get((family, ident), 0) | 1 << bit
            else:
                families[family] = families.get(family, 0) | 1 << bit
    return exact, families


def extract(document: Document, reading: Reading, mentions: Mentions, settings: CaseSettings) -> tuple[Claim, ...]:
    """Every claim of a document, in text order. Pure: same input, same claims with the same ids."""
    marks = marks_of(reading)
    if not marks:
        return ()
    held = list(passages(reading, mentions, marks))
    scene = Scene(document, mentions, settings, held)
    exact, families = _called()
    lengths = 1 << next(bit for bit, extractor in enumerate(EXTRACTORS) if extractor.name == "duration")
    drafts: list[tuple[str, Passage, Draft]] = []
    for passage in held:
        scene.enter(passage)
        called = 0
        for family, found in passage.marks.items():
            called |= families.get(family, 0)
            if family in FINE:
                for mark in found:
                    called |= exact.get((family, mark.id), 0)
        if passage.times and any(time.kind == "duration" for time in passage.times):
            called |= lengths
        for bit, extractor in enumerate(EXTRACTORS):
            if called >> bit & 1:
                for draft in extractor.find(passage, scene):
                    drafts.append((extractor.name, passage, draft))
    return finished(scene, reading, drafts)
