"""Every claim of a document: each sentence goes to the extractors that its marks call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from ...lexicon.concepts import vocabulary
from ...lexicon.reading import Reading
from ...records import CaseSettings, Claim, Document, Mentions
from . import (
    accord,
    agenda,
    assessment,
    attendance,
    casualties,
    count,
    dated,
    deal,
    delegation_size,
    due,
    duration,
    encounter,
    envoys,
    exchange,
    figure,
    format,
    head,
    initiative,
    mediator,
    next_step,
    position,
    presence,
    setting,
    strike,
    term,
    territory,
    timing,
)
from .finish import finished
from .passage import CORE, Passage, passages
from .scene import Draft, Scene
from .words import FAMILIES, Table, marks_of


class Extractor(NamedTuple):
    """A file of this folder: its name, the marks that call it, its function."""

    name: str
    triggers: tuple[tuple[str, str], ...]
    find: Callable[[Passage, Scene], Iterator[Draft]]


EXTRACTORS: tuple[Extractor, ...] = tuple(
    Extractor(module.__name__.rpartition(".")[2].replace("_", "-"), module.TRIGGERS, module.find)
    for module in (
        setting, timing, duration, format, head, attendance, presence, envoys, delegation_size, agenda, assessment,
        position, accord, next_step, encounter, strike, casualties, territory, exchange, count, due, term, initiative,
        mediator,
    )
)  # fmt: skip

LEFTOVERS = ("dated", "deal", "figure")  # kinds that are drawn last, from what all others leave aside

LENGTHS = 1 << [extractor.name for extractor in EXTRACTORS].index("duration")  # called wherever a length of time stands
DEALS = 1 << [extractor.name for extractor in EXTRACTORS].index("accord")  # whose marks call for deals as well
START = 1 << len(EXTRACTORS)  # of marks of the families that start a claim
COUNTED = START << 1  # of marks that start one in a sentence with a figure

# Marks that start a claim though few of their family do.
STARTING = frozenset({("deed", "pledged"), ("deed", "asked"), ("deed", "request")})


@cache
def _calls() -> dict[tuple[str, str], int]:
    """For every meaning of a mark the bits of the extractors that it calls, and the one for a claim's start."""
    called: dict[tuple[str, str], int] = {}
    for bit, extractor in enumerate(EXTRACTORS):
        for trigger in extractor.triggers:
            called[trigger] = called.get(trigger, 0) | 1 << bit
    calls: dict[tuple[str, str], int] = {}
    for file, family in FAMILIES.items():
        every = called.get((family, ""), 0) | (START if family in CORE else 0)
        for ident in vocabulary(file):
            starts = START if (family, ident) in STARTING else 0
            if family in figure.CALLED or (family == "deed" and ident in count.OF_PEOPLE):
                starts |= COUNTED
            calls[family, ident] = every | starts | called.get((family, ident), 0)
    return calls


@cache
def _table(language: str) -> Table:
    return Table(language, _calls())


@cache
def _chosen(called: int) -> tuple[Extractor, ...]:
    """The extractors whose bits are set."""
    return tuple(extractor for bit, extractor in enumerate(EXTRACTORS) if called >> bit & 1)


def extract(document: Document, reading: Reading, mentions: Mentions, settings: CaseSettings) -> tuple[Claim, ...]:
    """Every claim of a document, in text order. Pure: same input, same claims with the same ids."""
    marked = marks_of(reading, _table(reading.language))
    held = list(passages(reading, mentions, marked, START, COUNTED, document.published))
    scene = Scene(document, mentions, settings, held, marked)
    drafts: list[tuple[str, Passage, Draft]] = []
    figures = figure.Figures()
    for passage in held:
        scene.enter(passage)
        called = passage.called
        for time in passage.times:
            if time.kind == "duration":
                called |= LENGTHS
        first = len(drafts)
        for extractor in _chosen(called):
            for draft in extractor.find(passage, scene):
                drafts.append((extractor.name, passage, draft))
        others = [draft for _, _, draft in drafts[first:]]
        if passage.quantities:
            drafts += [("figure", passage, draft) for draft in figures.find(passage, scene, others)]
        if passage.times:
            drafts += [("dated", passage, draft) for draft in dated.find(passage, scene, others)]
        if called & DEALS:
            drafts += [("deal", passage, draft) for draft in deal.find(passage, scene, others)]
    return finished(scene, reading, drafts)
