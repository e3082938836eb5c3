"""One finding as its page shows it: each value with its sources side by side, the words in their context, what was
decided about it and how it stood before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ...publications.accounts import Account, question_of
from ...publications.citations import Citation
from ...records import Answer, Finding, Status
from ..case.desk import Desk
from ..case.room import Room
from .cards import Card, FindingCard
from .catalogue import Catalogue
from .decisions import Decided, decisions_about
from .excerpts import Excerpt, Excerpts
from .findings import findings_of
from .origins import Drawing, Told, drawing_of

CONTEXT = 160
"""Characters around a quotation."""
CITED, LEAST = 36, 3
"""Citations that a page shows together, and of each value at least; the others are counted."""


class Cited(msgspec.Struct, frozen=True):
    """The words that a claim rests on, in their line, and where they stand; `published` is EDTF."""

    claim: str
    document: str
    outlet: str
    title: str
    speaker: str
    voice: bool
    line: int | None
    published: str
    language: str
    before: str
    quote: str
    after: str
    hedge: str
    polarity: str


class AccountShown(msgspec.Struct, frozen=True):
    """One of the values, who gives it and with which words; `beside`: the status rests on other values."""

    text: str
    words: tuple[str, ...]
    owners: tuple[str, ...]
    sides: tuple[str, ...]
    how: tuple[str, ...]
    beside: bool
    cited: tuple[Cited, ...]
    left_out: int


class Stood(msgspec.Struct, frozen=True):
    """How a finding stood for a while; times in microseconds UTC."""

    seen: int
    gone: int | None
    status: Status
    independent: int
    values: int


class FindingShown(msgspec.Struct, frozen=True):
    """A finding with everything that its page shows."""

    id: str
    room: str
    status: Status
    status_text: str
    subject: str
    asked: str
    counted: str
    reasons: tuple[str, ...]
    accounts: tuple[AccountShown, ...]
    origins: Drawing
    history: tuple[Stood, ...]
    decided: tuple[Decided, ...]
    seen: int


def finding_shown(desk: Desk, catalogue: Catalogue, language: str, at: int | None, ident: str) -> FindingShown | None:
    """A finding that the actor may read, or None."""
    card = catalogue.card(desk.actor, "finding", ident, at)
    if card is None:
        return None
    room = desk.rooms[card.room]
    finding = findings_of(desk, [card]).get(ident)
    if finding is None:
        return None
    each = max(CITED // len(finding.values), LEAST)
    claims = [one for answer in finding.values for one in answer.claims[:each]]
    excerpt = Excerpts(desk, catalogue, room, at).of([finding], language, claims=claims, pages=True)
    return _shown(desk, catalogue, room, card, finding, excerpt, at)


def _shown(
    desk: Desk, catalogue: Catalogue, room: Room, card: Card, finding: Finding, excerpt: Excerpt, at: int | None
) -> FindingShown:
    question = question_of(finding, excerpt.names, excerpt.citations)
    every = {claim for answer in finding.values for claim in answer.claims}
    cards = catalogue.shelves["finding"].by_id.get(finding.id, ())
    return FindingShown(
        finding.id,
        room.name,
        finding.status,
        question.status_text,
        question.subject,
        question.asked,
        question.counted,
        question.reasons,
        tuple(_account(account, finding.values, excerpt) for account in question.accounts),
        drawing_of(_told(finding, excerpt)),
        tuple(_stood(one) for one in cards if one.room == card.room and (at is None or one.seen <= at)),
        tuple(decisions_about(desk, room, every | {finding.id}, at)),
        card.seen,
    )


def _account(account: Account, answers: Sequence[Answer], excerpt: Excerpt) -> AccountShown:
    shown = account.citations
    mine = {citation.claim.id for citation in account.citations}
    known = sum(len(answer.claims) for answer in answers if mine & set(answer.claims))
    return AccountShown(
        account.text,
        account.words,
        account.owners,
        account.sides,
        account.how,
        account.beside,
        tuple(cited(citation, excerpt) for citation in shown),
        max(known - len(shown), 0),
    )


def cited(citation: Citation, excerpt: Excerpt) -> Cited:
    """A citation with the words around it."""
    claim = citation.claim
    document = excerpt.citations.lines.by_id.get(citation.document)
    span = claim.evidence[0]
    before, quote, after = "", span.quote, ""
    published = ""
    if document is not None:
        text = document.rendition.text
        published = document.published.edtf() if document.published else ""
        if span.rendition == document.rendition.id:
            before, quote, after = in_context(text, span.start, span.end)
    return Cited(
        claim.id,
        citation.document,
        citation.outlet,
        document.title if document else "",
        citation.speaker,
        citation.voice,
        citation.line,
        published,
        citation.language,
        before,
        quote,
        after,
        claim.hedge,
        claim.polarity,
    )


def in_context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words before, the words, the words after, within their line; cut at white space."""
    begin = max(text.rfind("\n", 0, start) + 1, start - CONTEXT)
    if begin and text[begin - 1] != "\n":
        begin = min(text.find(" ", begin) + 1 or begin, start)
    stop = text.find("\n", end)
    stop = min(len(text) if stop < 0 else stop, end + CONTEXT)
    if stop < len(text) and text[stop] != "\n":
        stop = max(text.rfind(" ", end, stop), end)
    cut_before = "… " if begin and text[begin - 1] != "\n" else ""
    cut_after = " …" if stop < len(text) and text[stop] != "\n" else ""
    return cut_before + text[begin:start], text[start:end], text[end:stop] + cut_after


def _stood(card: Card) -> Stood:
    assert isinstance(card.face, FindingCard)
    return Stood(card.seen, card.gone, card.face.status, card.face.independent, card.face.values)


def _told(finding: Finding, excerpt: Excerpt) -> Iterable[Told]:
    """Along which way each account came: from whom, through whom, to which outlet."""
    for number, answer in enumerate(finding.values):
        for citation in excerpt.citations.of(answer.claims):
            chain = [excerpt.names(link) for link in citation.claim.upstream if link]
            if citation.voice and citation.speaker not in chain:
                chain.append(citation.speaker)
            yield Told(number, citation.outlet, tuple(dict.fromkeys(chain)))
