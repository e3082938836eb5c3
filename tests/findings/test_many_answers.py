"""Questions to which every page gives another answer: the work and the text grow with the pages, not their square."""

from __future__ import annotations

from decimal import Decimal

from handmade import GENEVA, Page, day, when

from goodoffices.events import join_events
from goodoffices.findings import compare, explain
from goodoffices.records import Amount, Annotated, CaseSettings, Finding, Quantity, Subject

DAYS = day("2026-02-17", "2026-02-18")
ROUND = Subject("round", ("aa", "bb"), GENEVA.id, DAYS)


def many(count: int) -> Finding:
    pages: list[Annotated] = []
    for number in range(count):
        exchanged = Amount(
            Quantity(Decimal(100 + 17 * number), Decimal(100 + 17 * number), "person"), str(number), "en"
        )
        page = Page(f"page{number:03d}", "2026-02-18", parties=("aa", "bb")).say("occurrence", ROUND, when(DAYS))
        pages.append(page.say("attendance", ROUND, exchanged).done())
    settings = CaseSettings()
    events, of_claim, _ = join_events(pages, {}, settings)
    findings = compare(pages, events, of_claim, (), {}, settings)
    return next(finding for finding in findings if len(finding.values) == count)


def test_few_answers_are_set_against_each_other_one_by_one() -> None:
    finding = many(4)
    assert finding.status == "disputed"
    assert len(finding.because) == len(finding.reasons) == 6


def test_of_very_many_every_answer_is_named_and_the_rest_is_counted() -> None:
    finding = many(80)
    assert finding.status == "disputed"
    named = {number for one in finding.because for number in (one.left, one.right)}
    assert named == set(range(80))
    assert len(finding.because) < 2 * 80
    assert len(finding.reasons) == 25
    assert finding.reasons[-1].startswith("and so on for")
    assert str(len(finding.because) - 24) in finding.reasons[-1]
    assert explain(finding, "uk")[-1].startswith("і так далі")


def test_of_very_many_owners_the_first_are_named() -> None:
    pages = []
    for number in range(40):
        page = Page(f"page{number:03d}", "2026-02-18", parties=("aa", "bb")).say("occurrence", ROUND, when(DAYS))
        pages.append(page.done())
    settings = CaseSettings()
    events, of_claim, _ = join_events(pages, {}, settings)
    [finding] = compare(pages, events, of_claim, (), {}, settings)
    assert finding.independent_sources == 40
    assert finding.reasons[0].endswith("Page011 and 28 more")
