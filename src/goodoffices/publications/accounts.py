"""Findings as a reader meets them: question, status, and per value who says it, where, and whose side that is."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..findings import explain
from ..lexicon.concepts import label
from ..records import Answer, Finding, Status, When
from .citations import Citation, Citations, anchor
from .moments import FINEST, fineness
from .names import Names
from .record import Record
from .subjects import asked_of, subject_text
from .values import answer_text

# Agreement across sides counts more than independent repetition, and that more than one voice.
STANDING: dict[Status, int] = {"agreed": 0, "corroborated": 1, "disputed": 2, "undetermined": 3, "single": 4}


class Account(msgspec.Struct, frozen=True):
    """One of the values on offer; `how` keeps the reserve with which it is reported.

    `beside`: the status of the finding rests on other values; this one stands beside them. `short`: the text without
    the day that the account before it gives already.
    """

    text: str
    words: tuple[str, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    owners: tuple[str, ...]
    sides: tuple[str, ...]
    how: tuple[str, ...]
    citations: tuple[Citation, ...]
    fine: int = 0
    beside: bool = False
    short: str = ""


class Question(msgspec.Struct, frozen=True):
    """A finding with everything resolved; `subject_key` groups the findings on one subject.

    `accounts`: those that the status rests on first, the most exact time first, each wording once. `independent`
    counts the sources behind the status.
    """

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
    def voices(self) -> tuple[str, ...]:
        """Everyone who says any of it; an outlet by its name where it speaks in its own voice."""
        return _once(citation.speaker if citation.voice else citation.outlet for citation in self.citations)

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
    accounts = accounts_of(finding, names, citations)
    behind = _behind(finding)
    apart = finding.status == "single" and finding.independent_sources > 1
    return Question(
        f"f-{anchor(finding.id)}",
        finding.subject,
        subject_text(finding.subject, claims, names),
        asked_of(finding.question, claims, names, finding.subject),
        finding.status,
        words("single-each") if apart else label("findings", finding.status, words.language),
        words.count("count-independent", behind),
        behind,
        _arranged(finding, accounts, words("day-only")),
        _reasons(finding, names, [account.text for account in accounts]),
        words.language if finding.because else "en",
        begins,
    )


def accounts_of(finding: Finding, names: Names, citations: Citations) -> tuple[Account, ...]:
    """One account for each value of a finding, in its order."""
    return tuple(_account(answer, names, citations) for answer in finding.values)


def _behind(finding: Finding) -> int:
    """How many independent sources the status rests on, which may be fewer than all that were asked."""
    reason = finding.because[0] if finding.because else None
    counted = reason is not None and reason.rule in ("why-agreed", "why-corroborated")
    return len(reason.owners) if reason is not None and counted else finding.independent_sources


def _resting(finding: Finding) -> frozenset[int]:
    """The numbers of the values that the status rests on: those that agree, or those that contradict each other."""
    every = frozenset(range(len(finding.values)))
    if finding.status in ("agreed", "corroborated") and finding.because and finding.because[0].left is not None:
        return frozenset({finding.because[0].left, *finding.because[0].joined})
    if finding.status == "disputed":
        pairs = [(one.left, one.right) for one in finding.because]
        return frozenset(n for pair in pairs for n in pair if n is not None) or every
    return every


def _arranged(finding: Finding, accounts: tuple[Account, ...], day_only: str) -> tuple[Account, ...]:
    resting = _resting(finding)
    marked = [msgspec.structs.replace(account, beside=number not in resting) for number, account in enumerate(accounts)]
    timed = all(isinstance(answer.value, When) for answer in finding.values)
    ordered = sorted(marked, key=lambda account: (account.beside, account.fine if timed else 0))
    if finding.status in ("disputed", "undetermined"):
        return tuple(ordered)
    groups: dict[str, list[Account]] = {}
    for account in ordered:
        groups.setdefault(account.text, []).append(account)
    told = [_joined(group) for group in groups.values()]
    return _same_day(told, day_only) if timed else tuple(told)


def _same_day(accounts: list[Account], day_only: str) -> tuple[Account, ...]:
    """`18 February 2026, 10:40`, then `before noon` and `the day only`: a day is named once."""
    found, day = accounts[:1], accounts[0].text.partition(", ")[0] if accounts else ""
    for account in accounts[1:]:
        head, comma, rest = account.text.partition(", ")
        same = head == day and found[0].fine < FINEST.index("day") and account.fine <= FINEST.index("day")
        day = head
        found.append(msgspec.structs.replace(account, short=(rest if comma else day_only) if same else ""))
    return tuple(found)


def _joined(group: list[Account]) -> Account:
    """Accounts that read the same are one, with the citations of all."""
    if len(group) == 1:
        return group[0]
    cited = {citation.number: citation for account in group for citation in account.citations}
    return msgspec.structs.replace(
        group[0],
        words=_once(word for account in group for word in account.words),
        speakers=_once(speaker for account in group for speaker in account.speakers),
        outlets=_once(outlet for account in group for outlet in account.outlets),
        owners=_once(owner for account in group for owner in account.owners),
        sides=_once(side for account in group for side in account.sides),
        how=_once(note for account in group for note in account.how),
        citations=tuple(cited[number] for number in sorted(cited)),
    )


def _reasons(finding: Finding, names: Names, texts: list[str]) -> tuple[str, ...]:
    """Why it stands so, in the words of the accounts; in English as the finding says it where it says no more."""
    if not finding.because:
        return finding.reasons
    return explain(finding, names.words.language, names.known, texts)


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
        fineness(answer.value.moment) if isinstance(answer.value, When) else 0,
    )


def _how(cited: tuple[Citation, ...], names: Names) -> tuple[str, ...]:
    hedges = _once(citation.claim.hedge for citation in cited)
    return tuple(names.words("hedged", hedge=hedge) for hedge in hedges if hedge)


def _unlike(text: str, cited: tuple[Citation, ...]) -> tuple[str, ...]:
    """The stated wordings that differ from the label, so that no shade is lost in normalising."""
    stated = _once(citation.claim.value.text for citation in cited)
    plain = text.casefold().strip('“”«»" ')
    return tuple(wording for wording in stated if wording and wording.casefold() not in plain)[:4]


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
