"""Briefs in the making: lines proposed from findings, edited by people, each with the citations it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...publications.accounts import Question, question_of
from ...publications.citations import Citation
from ...publications.composed import composed_outline
from ...publications.outline import Outline, one_line
from ...publications.words import Words, words_of
from ...records import Finding, local
from ..case.desk import Desk
from ..case.drafting import Draft, DraftLine, Drafts
from ..case.room import Room
from .accounts import Cited, cited
from .cards import Card
from .catalogue import Catalogue
from .excerpts import Excerpt, Excerpts
from .findings import finding_face, finding_order, findings_of

PROPOSED = 40
"""Lines that a new brief begins with."""
CITED = 12
ANSWERS = 4
STATUSES = ("disputed", "agreed", "corroborated")


class BriefRow(msgspec.Struct, frozen=True):
    """A brief in the list; `when` in microseconds UTC."""

    id: str
    room: str
    title: str
    language: str
    lines: int
    approved: bool
    who: str
    when: int


class BriefLine(msgspec.Struct, frozen=True):
    """A line with its citations; `status` is that of its finding now, "" where the finding stands no more."""

    number: int
    text: str
    finding: str
    status: str
    cited: tuple[Cited, ...]


class BriefShown(msgspec.Struct, frozen=True):
    """A brief to be edited; `entry` is the version shown."""

    id: str
    room: str
    title: str
    language: str
    lines: tuple[BriefLine, ...]
    approved: bool
    who: str
    when: int
    entry: int


class Briefs:
    """The briefs of one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.drafts = Drafts(desk)

    def rows(self) -> tuple[BriefRow, ...]:
        """Every readable brief, the newest first."""
        found = sorted(self.drafts.all(self.at), key=lambda draft: (-draft.when, draft.body.id))
        return tuple(
            BriefRow(
                one.body.id, one.room.name, one.body.title, one.body.language, len(one.body.lines), one.body.approved,
                one.who, one.when,
            )
            for one in found
        )  # fmt: skip

    def proposed(self, room: Room, since: int = 0) -> list[DraftLine]:
        """Lines for a new brief: what is disputed, agreed or confirmed, as far as it is newer than a time."""
        cards = [
            card
            for card in self.catalogue.standing(self.desk.actor, "finding", self.at)
            if card.room == room.key and card.seen >= since and finding_face(card).status in STATUSES
        ]
        found = self._questions(room, sorted(cards, key=finding_order)[:PROPOSED])
        return [DraftLine(said_of(question, words_of(self.language)), ident) for ident, question in found]

    def again(self, draft: Draft) -> list[DraftLine]:
        """The lines of a brief for one in this language: findings that stand are said anew; what people wrote without
        one, or of one that is gone, comes as it is.
        """
        cards = {line.finding: self._card(draft, line) for line in draft.body.lines if line.finding}
        said = dict(self._questions(draft.room, [card for card in cards.values() if card is not None]))
        words = words_of(self.language)
        return [
            DraftLine(said_of(said[line.finding], words), line.finding) if line.finding in said else line
            for line in draft.body.lines
        ]

    def one(self, ident: str) -> BriefShown | None:
        """One brief; None where there is none that the actor may read."""
        draft = self.drafts.one(ident, self.at)
        if draft is None:
            return None
        body = draft.body
        findings, excerpt = self._rested(draft)
        lines = tuple(
            BriefLine(
                number,
                line.text,
                line.finding,
                findings[line.finding].status if line.finding in findings else "",
                tuple(cited(one, excerpt) for one in _citations(findings.get(line.finding), excerpt)),
            )
            for number, line in enumerate(body.lines, 1)
        )
        return BriefShown(
            body.id, draft.room.name, body.title, body.language, lines, body.approved, draft.who, draft.when,
            draft.entry,
        )  # fmt: skip

    def outline(self, ident: str) -> Outline | None:
        """A brief as it is handed out."""
        draft = self.drafts.one(ident, self.at)
        if draft is None:
            return None
        findings, excerpt = self._rested(draft)
        body = draft.body
        return composed_outline(
            body.title,
            local(draft.when, None).date(),
            draft.who if body.approved else None,
            [(line.text, _citations(findings.get(line.finding), excerpt)) for line in body.lines],
            excerpt.citations,
            words_of(body.language),
        )

    def _rested(self, draft: Draft) -> tuple[dict[str, Finding], Excerpt]:
        """The findings that a brief rests on and that still stand, and what they rest on."""
        cards = (self._card(draft, line) for line in draft.body.lines if line.finding)
        findings = findings_of(self.desk, list({card.id: card for card in cards if card}.values()))
        return findings, self._excerpt(draft.room, list(findings.values()), draft.body.language)

    def _card(self, draft: Draft, line: DraftLine) -> Card | None:
        return self.catalogue.card(self.desk.actor, "finding", line.finding, self.at, draft.room.key)

    def _questions(self, room: Room, cards: Sequence[Card]) -> Iterator[tuple[str, Question]]:
        findings = findings_of(self.desk, cards)
        excerpt = self._excerpt(room, list(findings.values()), self.language)
        for card in cards:
            if card.id in findings:
                yield card.id, question_of(findings[card.id], excerpt.names, excerpt.citations)

    def _excerpt(self, room: Room, findings: Sequence[Finding], language: str) -> Excerpt:
        claims = [one for finding in findings for answer in finding.values for one in answer.claims[:CITED]]
        return Excerpts(self.desk, self.catalogue, room, self.at).of(findings, language, claims=claims, pages=True)


def said_of(question: Question, words: Words) -> str:
    """A finding in one sentence: the subject, what is asked, the answers and who gives them where they differ."""
    differing = question.status == "disputed"
    shown = [account for account in question.accounts if not account.beside][:ANSWERS]
    answers = (
        one_line(account.text) + (f" ({', '.join(account.owners or account.outlets)})" if differing else "")
        for account in shown
    )
    said = (" — " if differing else "; ").join(answers)
    return f"{one_line(question.subject)}, {question.asked}: {said} ({question.counted})"


def _citations(finding: Finding | None, excerpt: Excerpt) -> tuple[Citation, ...]:
    if finding is None:
        return ()
    return excerpt.citations.of(one for answer in finding.values for one in answer.claims[:CITED])
