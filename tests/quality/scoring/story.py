"""Stories: planted disputes found, planted differences of wording left in peace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .gold import GoldQuestion, GoldStory, GoldValue, occurrences
from .tally import Tally

AGREEING = ("agreed", "corroborated")


class Told:
    """A brief's record with the evidence of every answer at hand, as (page, line)."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        names = {one.get("document", one.get("id")): one["path"].rsplit("/", 1)[-1] for one in record["documents"]}
        self.claims = {
            claim["id"]: [{**one, "page": names[one["document"]]} for one in claim["evidence"]]
            for claim in record["claims"]
        }
        self.findings = list(record["findings"])

    def groups(self, finding: Mapping[str, Any], value: GoldValue) -> set[int]:
        """Which answers of a finding rest on the words of an account."""
        return {
            index
            for index, answer in enumerate(finding["values"])
            if any(_rests(one, value) for claim in answer["claims"] for one in self.claims.get(claim, ()))
        }

    def apart(self, finding: Mapping[str, Any], gold: GoldQuestion) -> bool:
        """Whether two of the accounts stand in different answers of the finding."""
        groups = [set().union(*(self.groups(finding, one) for one in accounts)) for accounts in gold.values]
        met = [group for group in groups if group]
        return len(met) > 1 and any(one.isdisjoint(other) for one in met for other in met)

    def together(self, finding: Mapping[str, Any], gold: GoldQuestion) -> bool:
        """Whether all accounts stand in one answer of the finding."""
        groups = [self.groups(finding, one) for accounts in gold.values for one in accounts[:1]]
        return bool(groups) and bool(set.intersection(*groups))


def _rests(evidence: Mapping[str, Any], value: GoldValue) -> bool:
    return (
        evidence["page"] == value.page
        and evidence.get("line", value.words.line) == value.words.line
        and next(occurrences(evidence["quote"], value.words.text), None) is not None
    )


def score_story(story: GoldStory, record: Mapping[str, Any]) -> Tally:
    """`disputes` (recall and precision), `not-disputes`, `agreed` and `copies` (share that is right)."""
    tally = Tally(story.folder.name, "all")
    told = Told(record)
    disputed = [one for one in told.findings if one["status"] == "disputed"]
    explained: set[str] = set()
    for measure in ("disputes", "not-disputes", "agreed"):
        tally.count(measure)
    for gold in story.disputes:
        hits = [one for one in disputed if _asks(one, gold) and told.apart(one, gold)]
        explained.update(one["id"] for one in hits)
        tally.count("disputes", int(bool(hits)), 1, int(bool(hits)))
        if not hits:
            tally.miss(0, "disputes", _said(gold), _status(told, gold))
    for gold in story.not_disputes:
        # Words of a planted dispute may stand in one sentence with words that are none.
        wrong = [one for one in disputed if one["id"] not in explained and told.apart(one, gold)]
        tally.count("not-disputes", int(not wrong), 1, 1)
        for one in wrong:
            tally.miss(0, "not-disputes", _said(gold), _shown(one))
    for one in disputed:
        if one["id"] not in explained:
            tally.count("disputes", found=1)
            tally.miss(0, "disputes", "no dispute", _shown(one))
    for gold in story.agreed:
        hits = [one for one in told.findings if one["status"] in AGREEING and told.together(one, gold)]
        tally.count("agreed", int(bool(hits)), 1, 1)
        if not hits:
            tally.miss(0, "agreed", _said(gold), _status(told, gold))
    for pages in story.copies:
        _score_copies(tally, told, pages)
    return tally


def _score_copies(tally: Tally, told: Told, pages: frozenset[str]) -> None:
    """`copies`: an answer that rests on several copies of one wire text, and on nothing else, has one owner."""
    tally.count("copies")
    for finding in told.findings:
        for answer in finding["values"]:
            seen = {one["page"] for claim in answer["claims"] for one in told.claims.get(claim, ())}
            if len(seen) > 1 and seen <= pages:
                right = len(answer["owners"]) == 1
                tally.count("copies", int(right), 1, 1)
                if not right:
                    tally.miss(0, "copies", f"one owner of {answer['label']!r}", ", ".join(answer["owners"]))


def _asks(finding: Mapping[str, Any], gold: GoldQuestion) -> bool:
    return not gold.questions or finding["question"] in gold.questions


def _said(gold: GoldQuestion) -> str:
    accounts = " / ".join(f"{values[0].words.text!r} ({values[0].page})" for values in gold.values)
    return f"{'|'.join(gold.questions)} {gold.about}: {accounts}"


def _shown(finding: Mapping[str, Any]) -> str:
    labels = " / ".join(str(answer["label"]) for answer in finding["values"])
    return f"{finding['status']} {finding['question']} of {finding['subject']}: {labels} {finding['reasons']}"


def _status(told: Told, gold: GoldQuestion) -> str:
    """The findings that hold any of the accounts, whatever they say of them."""
    near = [
        _shown(one)
        for one in told.findings
        if any(told.groups(one, value) for accounts in gold.values for value in accounts)
    ]
    return " ;; ".join(near)[:400] or "no finding rests on these words"
