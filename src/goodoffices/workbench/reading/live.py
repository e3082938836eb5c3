"""The entries of live pages as marks of the timeline: each at its clock time, leading to its own words on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...publications.moments import moment_text
from ...publications.words import Words
from ...store.rights import rooms_for
from ..case.desk import Desk
from .cards import Card, LiveMark
from .catalogue import Catalogue
from .documents import document_face, retracted_in
from .excerpts import outlet_of
from .strip import LABELS, LEAST, WIDTH, Span

LIVE = "live-entry"
"""The kind of these marks, beside the kinds of events."""
PITCH = LEAST + 3
"""User units that a mark and the gap behind it take: marks that are nearer to each other are drawn as one."""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One entry of a live page that a reader may see; times in microseconds UTC, the end not included."""

    card: Card
    entry: LiveMark
    begins: int
    ends: int

    @property
    def id(self) -> str:
        """The document, and where on its page the entry begins: an address within the case."""
        return f"{self.card.id}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """What the entry is called on the page of its document."""
        return live_anchor(self.entry.start)

    @property
    def uncertain(self) -> bool:
        """Whether the clock time cannot be laid on one instant: of no zone that anybody names, or doubtful itself."""
        return self.entry.time.zone is None or self.entry.time.quality != "exact"

    @property
    def outlet(self) -> str:
        """The outlet that keeps the live page."""
        return outlet_of(self.card.face)


def live_anchor(start: int) -> str:
    """The name of the place where an entry begins (code points of the text) on the page of its document."""
    return f"at-{start}"


def live_marks(desk: Desk, catalogue: Catalogue, at: int | None) -> Sequence[Mark]:
    """The entries of all live pages that the actor may read and nobody retracted; kept until a page comes or goes."""
    key = ("live", rooms_for(desk.actor), at)
    found: Sequence[Mark] = catalogue.shelves["reading"].remembered(key, lambda: tuple(_all(desk, catalogue, at)))
    if not found:
        return ()
    retracted = retracted_in(desk, at)
    return [one for one in found if (one.card.room, one.card.id) not in retracted] if retracted else found


def _all(desk: Desk, catalogue: Catalogue, at: int | None) -> Iterator[Mark]:
    for card in catalogue.standing(desk.actor, "reading", at):
        for entry in document_face(card).live:
            begins, ends = entry.time.begins, entry.time.ends
            if begins is not None and ends is not None:
                yield Mark(card, entry, begins, ends)


def when_of(mark: Mark, words: Words) -> str:
    """The time of an entry in words; said so where its zone is not known."""
    text = moment_text(mark.entry.time, words)
    return text if mark.entry.time.zone else words("time-of-no-zone", time=text)


def name_of(mark: Mark, words: Words) -> str:
    """The first words of an entry; what it is, where no line of it was kept."""
    return mark.entry.words or words("event-live-entry")


def timed_name(mark: Mark, words: Words) -> str:
    """The name of an entry for a calendar, which knows no clock time of an unknown zone: it is said in words."""
    name = name_of(mark, words)
    return name if mark.entry.time.zone else words("time-of-no-zone", time=name)


def spans_of(marks: Sequence[Mark], lane: str, begins: int, ends: int, words: Words) -> Iterator[Span]:
    """What is drawn of the entries of a lane in [begins, ends): one mark for those that would lie on each other."""
    near: dict[int, list[Mark]] = {}
    for one in marks:
        near.setdefault((one.begins - begins) * (WIDTH - LABELS) // max(ends - begins, 1) // PITCH, []).append(one)
    for these in near.values():
        first, last = these[0], these[-1]
        name, when = name_of(first, words), when_of(first, words)
        if len(these) > 1:
            name, when = words.count("live-entries", len(these)), f"{when} – {when_of(last, words)}"
        yield Span(
            first.id, lane, first.begins, last.begins, name, when, LIVE, any(one.uncertain for one in these),
            first.card.id if len(these) == 1 else "", first.anchor if len(these) == 1 else "", last.ends,
        )  # fmt: skip
