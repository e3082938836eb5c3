"""Findings as a reader meets them: question, status, and per value who says it, where, and whose side that is."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..findings import explain
from ..lexicon.concepts import label
from ..records import Answer, Finding, Status
from .citations import Citation, Citations, anchor
from .names import Names
from .record import Record
from .subjects import asked_of, subject_text
from .values import answer_text

# Agreement across sides counts more than independent repetition, and that more than one voice.
STANDING: dict[Status, int] = {"agreed": 0, "corroborated": 1, "disputed": 2, "undetermined": 3, "single": 4}


class Account(msgspec.Struct, frozen=True):
    """One of the values on offer; `how` keeps the reserve with which it is reported."""

    text: str
    words: tuple[str, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    owners: tuple[str, ...]
    sides: tuple[str, ...]
    how: tuple[str, ...]
    citations: tuple[Citation, ...]


class Question(msgspec.Struct, frozen=True):
    """A finding with everything resolved; `subject_key` groups the findings on one subject."""

    anchor: str
    subject_key: str
    subject: str
    asked: str
    status: Status
    status_text: str
    counted: str
    independent: int
    accounts: tuple[Account, ...]
    reasons: tuple[str, ...]
    reasons_language: str
    begins: int

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everyone who says any of it."""
        return _once(speaker for account in self.accounts for speaker in account.speakers)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations of all its accounts."""
        return tuple(citation for account in self.accounts for citation in account.citations)


def by_subject(items: Iterable[Question]) -> list[list[Question]]:
    """The findings on one subject together; subjects in the order of their first."""
    groups: dict[tuple[str, str], list[Question]] = {}
    for item in items:
        groups.setdefault((item.subject_key, item.subject), []).append(item)
    return list(groups.values())


def questions(record: Record, names: Names, citations: Citations) -> tuple[Question, ...]:
    """Every finding of the record, in order of time, subject and question."""
    found = [question_of(finding, names, citations) for finding in record.findings]
    return tuple(sorted(found, key=lambda item: (item.begins, item.subject_key, item.asked, item.anchor)))


def question_of(finding: Finding, names: Names, citations: Citations) -> Question:
    """One finding with everything resolved."""
    words = names.words
    claims = [citation.claim for answer in finding.values for citation in citations.of(answer.claims)]
    event = names.events.get(finding.subject)
    # Subjects without a time stand last: they are about the whole, not about a day.
    begins = event.time.begins if event and event.time and event.time.begins is not None else 1 << 62
    return Question(
        f"f-{anchor(finding.id)}",
        finding.subject,
        subject_text(finding.subject, claims, names),
        asked_of(finding.question, claims, names),
        finding.status,
        label("findings", finding.status, words.language),
        words.count("count-independent", finding.independent_sources),
        finding.independent_sources,
        tuple(_account(answer, names, citations) for answer in finding.values),
        _reasons(finding, names),
        words.language if finding.because else "en",
        begins,
    )


def _reasons(finding: Finding, names: Names) -> tuple[str, ...]:
    """Why it stands so: in English as the finding says it, else worded anew where that is possible."""
    if names.words.language == "en" or not finding.because:
        return finding.reasons
    return explain(finding, names.words.language, names.known)


def _account(answer: Answer, names: Names, citations: Citations) -> Account:
    cited = citations.of(answer.claims)
    text = answer_text(answer, [citation.claim for citation in cited], names)
    return Account(
        text,
        _unlike(text, cited),
        _once(citation.speaker for citation in cited),
        _once(citation.outlet for citation in cited),
        _once(names(owner) for owner in answer.owners),
        tuple(names(side) for side in names.in_order(answer.sides)),
        _how(cited, names),
        cited,
    )


def _how(cited: tuple[Citation, ...], names: Names) -> tuple[str, ...]:
    hedges = _once(citation.claim.hedge for citation in cited)
    return tuple(names.words("hedged", hedge=hedge) for hedge in hedges if hedge)


def _unlike(text: str, cited: tuple[Citation, ...]) -> tuple[str, ...]:
    """The stated wordings that differ from the label, so that no shade is lost in normalising."""
    stated = _once(citation.claim.value.text for citation in cited)
    plain = text.casefold().strip('“”«»" ')
    return tuple(wording for wording in stated if wording and wording.casefold() != plain)[:4]


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
