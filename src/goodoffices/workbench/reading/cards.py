"""Cards: of each thing of a case as much as lists, facets and jumps need, so that none opens the thing itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from sys import intern
from typing import Literal

import msgspec

from ...records import KEPT, Event, Finding, Judgement, Line, LiveEntry, Moment, Person, Position, Status

Kind = Literal["reading", "finding", "person", "event", "judgement"]
KINDS: tuple[Kind, ...] = ("reading", "finding", "person", "event", "judgement")
FIRST_WORDS = 120
"""Characters of an entry of a live page that its card keeps."""


class LiveMark(msgspec.Struct, frozen=True, gc=False):
    """An entry of a live page: where it begins in the text (code points), its clock time, its first words."""

    start: int
    time: Moment
    words: str


class DocumentCard(msgspec.Struct, frozen=True):
    """A page: the name of its file without folders, outlet, title, language, day; how much was taken from it.

    `people`: the spellings of everybody it names, in lower case; `wire`: agencies it credits for its text.
    """

    path: str
    outlet: str
    title: str
    language: str
    published: Moment | None
    claims: int
    warnings: int
    live: tuple[LiveMark, ...]
    people: tuple[str, ...] = ()
    wire: tuple[str, ...] = ()


class FindingCard(msgspec.Struct, frozen=True):
    """A finding: `topic` is the issue of a position, else the question itself; `values` counts the answers.

    `owners`: of each answer, who independently vouches for it; `first`: of each that several publish, the documents one
    of which published it first; `doubtful`: its claims, with their scores, whose reading is in doubt.
    """

    subject: str
    question: str
    topic: str
    status: Status
    independent: int
    sides: tuple[str, ...]
    values: int
    owners: tuple[tuple[str, ...], ...] = ()
    first: tuple[tuple[str, ...], ...] = ()
    doubtful: tuple[tuple[str, int], ...] = ()


class JudgementCard(msgspec.Struct, frozen=True):
    """A pair that was weighed; in the review queue also a claim in doubt, then without a `right`."""

    left: str
    right: str
    verdict: str
    score: int
    who: str


Face = DocumentCard | FindingCard | JudgementCard | Person | Event


class Card(msgspec.Struct, gc=False):
    """Where a thing stands, since when and until when (microseconds UTC), the story it belongs to, and its face."""

    room: str
    id: str
    entry: int
    seen: int
    gone: int | None
    story: str
    face: Face

    def stands(self, at: int | None) -> bool:
        """Whether it stands now, or stood at a time."""
        if at is None:
            return self.gone is None
        return self.seen <= at and (self.gone is None or self.gone > at)


_NONE = msgspec.Raw(b"[]")


def event_of(card: Card) -> Event:
    """The event of an event's card."""
    assert isinstance(card.face, Event)
    return card.face


class _Rendition(msgspec.Struct):
    """The text and its lines stay as they are written: only live pages need them."""

    language: str
    entries: tuple[LiveEntry, ...] = ()
    text: msgspec.Raw = _NONE
    lines: msgspec.Raw = _NONE


class _Document(msgspec.Struct):
    path: str
    outlet: str
    title: str
    rendition: _Rendition
    published: Moment | None = None
    warnings: tuple[str, ...] = ()
    wire: tuple[str, ...] = ()


class _Person(msgspec.Struct):
    name: str
    variants: tuple[str, ...] = ()


class _Mentions(msgspec.Struct):
    people: tuple[_Person, ...] = ()


class Page(msgspec.Struct):
    """As much of a reading as its card needs; the rest of its body is passed over, which is most of the time saved."""

    document: _Document
    claims: int
    mentions: _Mentions
    warnings: tuple[str, ...] = ()


def document_card(body: Page) -> DocumentCard:
    """The card of a page that was read."""
    document = body.document
    warnings = len(document.warnings) + len(body.warnings)
    return DocumentCard(
        document.path.replace("\\", "/").rpartition("/")[2],
        document.outlet,
        document.title,
        document.rendition.language,
        document.published,
        body.claims,
        warnings,
        tuple(_live(document.rendition)) if document.rendition.entries else (),
        _spellings(body.mentions),
        document.wire,
    )


def _live(page: _Rendition) -> Iterator[LiveMark]:
    text = msgspec.json.decode(page.text, type=str)
    kept = [line for line in msgspec.json.decode(page.lines, type=tuple[Line, ...]) if line.kind in KEPT]
    starts = [line.start for line in kept]
    for one in page.entries:
        inside = kept[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
        words = (_first_words(text[line.start : line.end], line.start == one.start, one.time.text) for line in inside)
        yield LiveMark(one.start, one.time, next(filter(None, words), ""))


def _first_words(line: str, heads: bool, clock: str) -> str:
    """What a line says; of the line that begins an entry, what follows its clock time."""
    if heads and clock and (at := line.find(clock, 0, len(clock) + 2)) >= 0:
        line = line[at + len(clock) :].lstrip(" \t])–—-:|.,")
    said = " ".join(line.split())
    return said if len(said) <= FIRST_WORDS else said[: FIRST_WORDS - 1].rstrip() + "…"


def _spellings(mentions: _Mentions) -> tuple[str, ...]:
    # One name stands on thousands of pages: its letters are kept once.
    return tuple(sorted({intern(name.casefold()) for one in mentions.people for name in (one.name, *one.variants)}))


def finding_card(finding: Finding, doubtful: tuple[tuple[str, int], ...]) -> FindingCard:
    """The card of a finding, with those of its claims whose reading is in doubt."""
    issues = [answer.value.issue for answer in finding.values if isinstance(answer.value, Position)]
    sides = sorted({side for answer in finding.values for side in answer.sides})
    return FindingCard(
        finding.subject,
        finding.question,
        issues[0] if issues else finding.question,
        finding.status,
        finding.independent_sources,
        tuple(sides),
        len(finding.values),
        tuple(answer.owners for answer in finding.values),
        tuple(answer.first for answer in finding.values if answer.first),
        doubtful,
    )


def judgement_card(one: Judgement) -> JudgementCard:
    """The card of a judgement."""
    return JudgementCard(one.left, one.right, one.verdict, one.score, one.who)
