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
    presence,
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


class Extractor(NamedTuple):
    """A file of this folder: its name, the marks that call it, its function."""

    name: str
    triggers: tuple[tuple[str, str], ...]
    find: Callable[[Passage, Scene], Iterator[Draft]]


EXTRACTORS: tuple[Extractor, ...] = tuple(
    Extractor(module.__name__.rpartition(".")[2].replace("_", "-"), module.TRIGGERS, module.find)
    for module in (
        setting, timing, duration, format, head, attendance, presence, delegation_size, agenda, assessment, position,
        accord, next_step, encounter, strike, casualties, territory, exchange,
    )
)  # fmt: skip

LENGTHS = 1 << [extractor.name for extractor in EXTRACTORS].index("duration")  # called wherever a length of time stands


@cache
def _called() -> dict[str, tuple[int, dict[str, int]]]:
    """Family -> bits of the extractors that any of its marks calls, and of those that a mark of an id calls."""
    rules: dict[str, tuple[int, dict[str, int]]] = {}
    for bit, extractor in enumerate(EXTRACTORS):
        for family, ident in extractor.triggers:
            every, idents = rules.setdefault(family, (0, {}))
            if ident:
                idents[ident] = idents.get(ident, 0) | 1 << bit
            else:
                rules[family] = (every | 1 << bit, idents)
    return rules


@cache
def _chosen(called: int) -> tuple[Extractor, ...]:
    """The extractors whose bits are set."""
    return tuple(extractor for bit, extractor in enumerate(EXTRACTORS) if called >> bit & 1)


def _calls(passage: Passage) -> int:
    """Bits of the extractors that the marks of a sentence and its lengths of time call."""
    rules = _called()
    called = 0
    for family, found in passage.marks.items():
        rule = rules.get(family)
        if rule is not None:
            every, idents = rule
            called |= every
            if idents:
                for mark in found:
                    if mark.id in idents:
                        called |= idents[mark.id]
    for time in passage.times:
        if time.kind == "duration":
            called |= LENGTHS
    return called


def extract(document: Document, reading: Reading, mentions: Mentions, settings: CaseSettings) -> tuple[Claim, ...]:
    """Every claim of a document, in text order. Pure: same input, same claims with the same ids."""
    marks = marks_of(reading)
    if not marks:
        return ()
    held = list(passages(reading, mentions, marks))
    scene = Scene(document, mentions, settings, held)
    drafts: list[tuple[str, Passage, Draft]] = []
    for passage in held:
        scene.enter(passage)
        for extractor in _chosen(_calls(passage)):
            for draft in extractor.find(passage, scene):
                drafts.append((extractor.name, passage, draft))
    return finished(scene, reading, drafts)
