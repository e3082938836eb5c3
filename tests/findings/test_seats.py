"""Members whose delegation an account does not name, and judgements limited to an issue."""

from __future__ import annotations

from handmade import GENEVA, Page, day, grade, members, when

from goodoffices.events import join_events
from goodoffices.events.people import join_people
from goodoffices.findings import compare
from goodoffices.records import CaseSettings, Finding, Subject

DAYS = day("2026-02-17", "2026-02-18")
ROUND = Subject("round", ("aa", "bb"), GENEVA.id, DAYS)


def page(name: str) -> Page:
    made = Page(name, "2026-02-18", parties=("aa", "bb"), people=("Ada Moss", "Ben Ray"))
    return made.say("occurrence", ROUND, when(DAYS))


def findings(*pages: Page) -> list[Finding]:
    done = [one.done() for one in pages]
    people, known, _ = join_people([(one.document.id, one.mentions.people) for one in done], CaseSettings())
    events, of_claim, _ = join_events(done, known, CaseSettings())
    return list(compare(done, events, of_claim, people, known, CaseSettings()))


def told(found: list[Finding], question: str) -> list[str]:
    return [one.status for one in found if one.question == question]


def delegation(*parties: str) -> Subject:
    return Subject("delegation", parties, GENEVA.id, DAYS)


def test_who_is_denied_a_seat_is_held_against_those_who_give_it() -> None:
    seated = page("seated").say("attendance", delegation("aa"), members("p1", "p2", more=True))
    away = page("away").say("attendance", delegation(), members("p1"), polarity="denied")
    assert told(findings(seated, away), "attendance") == ["disputed"]


def test_somebody_else_stays_apart() -> None:
    seated = page("seated").say("attendance", delegation("aa"), members("p2", more=True))
    away = page("away").say("attendance", delegation(), members("p1"), polarity="denied")
    assert told(findings(seated, away), "attendance") == ["single", "single"]


def test_judgements_of_two_issues_do_not_contradict_each_other() -> None:
    def judged(name: str, word: str, rank: int, issue: str) -> Page:
        subject = Subject("round", ROUND.parties, GENEVA.id, DAYS, name=issue)
        return page(name).say("assessment", subject, grade(word, rank))

    good, bad = judged("good", "progress", 1, "prisoner-exchange"), judged("bad", "no-progress", -2, "ceasefire")
    assert told(findings(good, bad), "assessment") == ["single"]
    assert told(findings(good, judged("bad", "no-progress", -2, "")), "assessment") == ["disputed"]
    assert told(findings(good, judged("bad", "no-progress", -2, "prisoner-exchange")), "assessment") == ["disputed"]
