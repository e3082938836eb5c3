"""One document as its page shows it: its own text, what was left out and why, and the claims taken from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from ...lexicon.concepts import label
from ...publications.citations import Citation, anchor
from ...publications.moments import moment_text
from ...publications.notices import reason_said, said
from ...publications.pages import PageLine, page_lines, places_of
from ...publications.subjects import asked
from ...publications.values import value_text
from ...publications.words import Words
from ...records import Document, Finding
from ..case.bodies import StoryBody, read
from ..case.desk import Desk
from ..case.room import Room
from .cards import Card
from .catalogue import Catalogue
from .decisions import Decided, decisions_about
from .documents import retracted_in
from .excerpts import Excerpt, Excerpts
from .findings import findings_of
from .live import live_anchor

MOST_FINDINGS = 3_000
"""Findings of a story that are opened to tell which of them rest on a page."""


class LineShown(msgspec.Struct, frozen=True):
    """A line; `html` has its words escaped and the claims marked, each mark leading to `#` and a finding's id.

    `anchor` is the name of the entry of a live page that begins with it, "" of any other.
    """

    line: int
    kind: str
    kind_text: str
    why: str
    why_language: str
    dropped: bool
    html: str
    anchor: str


class TakenClaim(msgspec.Struct, frozen=True):
    """A claim that was taken from the document; `finding` is empty where no finding rests on it."""

    id: str
    anchor: str
    line: int | None
    asked: str
    value: str
    speaker: str
    quote: str
    finding: str
    status: str
    status_text: str
    rejected: bool


class DocumentShown(msgspec.Struct, frozen=True):
    """A document with everything that its page shows; `warnings` with the language each is in."""

    id: str
    room: str
    outlet: str
    title: str
    path: str
    url: str
    place: str
    wire: tuple[str, ...]
    published: str
    appeared: str
    basis: str
    language: str
    language_text: str
    media_type: str
    warnings: tuple[tuple[str, str], ...]
    lines: tuple[LineShown, ...]
    claims: tuple[TakenClaim, ...]
    decided: tuple[Decided, ...]
    retracted: bool
    seen: int


def document_shown(desk: Desk, catalogue: Catalogue, language: str, at: int | None, ident: str) -> DocumentShown | None:
    """A document that the actor may read, or None."""
    card = catalogue.card(desk.actor, "reading", ident, at)
    if card is None:
        return None
    room = desk.rooms[card.room]
    excerpts = Excerpts(desk, catalogue, room, at)
    claims = excerpts.claims_on(ident)
    findings = _resting_on(desk, catalogue, room, ident, frozenset(claim.id for claim in claims), at)
    excerpt = excerpts.of(findings, language, claims=[claim.id for claim in claims], pages=True)
    if ident not in excerpt.readings:
        return None
    return _shown(desk, room, card, excerpt, findings, at)


def _resting_on(
    desk: Desk, catalogue: Catalogue, room: Room, document: str, claims: frozenset[str], at: int | None
) -> list[Finding]:
    stories = _telling(desk, catalogue, room, document, at)
    by_story = catalogue.index(desk.actor, "finding", at, "story", _story)
    near = [card for story in sorted(stories) for card in by_story.of((room.key, story))]
    opened = findings_of(desk, near[:MOST_FINDINGS])
    return [one for one in opened.values() if any(not claims.isdisjoint(answer.claims) for answer in one.values)]


_Stories = dict[int, tuple[str, frozenset[str]]]
"""Entry -> the story that it tells, and its pages."""


def _telling(desk: Desk, catalogue: Catalogue, room: Room, document: str, at: int | None) -> set[str]:
    """The stories that tell a page."""
    held = desk.standing("story", room=room, at=at)

    def make(before: _Stories | None) -> _Stories:
        known = before or {}
        fresh = desk.bodies([one for one in held if one.entry not in known])
        told = {one.entry: (one.id, frozenset(page for page, _ in read(text, StoryBody).pages)) for one, text in fresh}
        return {one.entry: this for one in held if (this := known.get(one.entry) or told.get(one.entry))}

    stories = catalogue.brought(("stories", room.key, at), tuple(one.entry for one in held), make)
    return {ident for ident, pages in stories.values() if document in pages}


def _story(card: Card) -> tuple[tuple[str, str]]:
    return ((card.room, card.story),)


def _shown(
    desk: Desk, room: Room, card: Card, excerpt: Excerpt, findings: Sequence[Finding], at: int | None
) -> DocumentShown:
    words = excerpt.names.words
    reading = excerpt.readings[card.id]
    document = reading.document
    home = {claim: one for one in findings for answer in one.values for claim in answer.claims}
    cited = sorted(excerpt.citations.by_claim.values(), key=lambda one: one.number)
    decided = tuple(decisions_about(desk, room, {card.id, *(one.claim.id for one in cited)}, at))
    published = document.published
    heads = {entry.start for entry in document.rendition.entries}
    return DocumentShown(
        card.id,
        room.name,
        excerpt.names.page(document),
        document.title,
        card.face.path if hasattr(card.face, "path") else "",
        document.url if document.url.startswith(("http://", "https://")) else "",
        document.place,
        document.wire,
        published.edtf() if published else "",
        moment_text(published, words) if published else words("no-date"),
        published.basis if published else "",
        document.rendition.language,
        words.known(f"language-{document.rendition.language}", document.rendition.language),
        document.media_type,
        tuple(said(one, words.language) for one in (*document.warnings, *reading.warnings)),
        tuple(_line(line, heads, words) for line in _lines(document, cited, home, excerpt)),
        tuple(_taken(one, excerpt, home, decided) for one in cited),
        decided,
        (card.room, card.id) in retracted_in(desk, at),
        card.seen,
    )


def _lines(
    document: Document, cited: Sequence[Citation], home: Mapping[str, Finding], excerpt: Excerpt
) -> list[PageLine]:
    back = {one.claim.id: home[one.claim.id].id for one in cited if one.claim.id in home}
    hints = {one.claim.id: _hint(one, excerpt) for one in cited}
    here = [one for one in cited if one.document == document.id]
    return page_lines(document, places_of(document, here, back, hints), excerpt.names.words("back"))


def _hint(one: Citation, excerpt: Excerpt) -> str:
    return f"{asked(one.claim.kind, excerpt.names)}: {value_text(one.claim.value, excerpt.names)} ({one.speaker})"


def _line(line: PageLine, heads: Collection[int], words: Words) -> LineShown:
    why, language = reason_said(line.why.removeprefix(f"{line.kind}: "), words.language) if line.why else ("", "")
    head = live_anchor(line.start) if line.start in heads else ""
    return LineShown(
        line.line, line.kind, words(f"line-{line.kind}"), why, language, line.dropped, str(line.html), head
    )


def _taken(one: Citation, excerpt: Excerpt, home: Mapping[str, Finding], decided: Sequence[Decided]) -> TakenClaim:
    finding = home.get(one.claim.id)
    verdicts = [decision.verdict for decision in decided if decision.about == one.claim.id and not decision.proposed]
    return TakenClaim(
        one.claim.id,
        anchor(one.claim.id),
        one.line,
        asked(one.claim.kind, excerpt.names),
        value_text(one.claim.value, excerpt.names),
        one.speaker,
        one.quote,
        finding.id if finding else "",
        finding.status if finding else "",
        label("findings", finding.status, excerpt.names.words.language) if finding else "",
        bool(verdicts) and verdicts[-1] == "rejected",
    )
