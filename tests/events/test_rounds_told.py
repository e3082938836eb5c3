"""Rounds told in pieces: by their beginning, by their span, by a page of another town in the same land."""

from __future__ import annotations

from handmade import GENEVA, Page, day, grade, when
from test_joining import joined, kinds

from goodoffices.records import Subject

TWO = ("aa", "bb")


def test_a_beginning_told_apart_joins_the_round_whose_days_hold_it() -> None:
    late = Page("late", "2026-02-21", parties=TWO).say(
        "end", Subject("sitting", TWO, GENEVA.id, day("2026-02-20")), when(day("2026-02-20"))
    )
    first = Page("first", "2026-02-21").say(
        "start", Subject("sitting", (), GENEVA.id, day("2026-02-05")), when(day("2026-02-05"))
    )
    whole = Page("whole", "2026-02-21", parties=TWO).say(
        "occurrence",
        Subject("round", TWO, GENEVA.id, day("2026-02-05", "2026-02-20")),
        when(day("2026-02-05", "2026-02-20")),
    )
    events, _, at = joined(late, first, whole)
    assert sorted(kinds(events)) == ["round", "sitting", "sitting"]
    assert at["late/0"] != at["first/0"]
    assert [event.part_of for event in events if event.kind == "sitting"] == [at["whole/0"]] * 2


def test_a_dated_beginning_holds_the_sittings_of_the_following_days() -> None:
    first = Page("first", "2026-02-16", parties=TWO).say(
        "start", Subject("sitting", (), GENEVA.id, day("2026-02-11")), when(day("2026-02-11"))
    )
    session = Page("session", "2026-02-16", parties=TWO).say(
        "assessment", Subject("sitting", TWO, GENEVA.id, day("2026-02-15")), grade("progress", 1)
    )
    events, _, at = joined(first, session)
    assert kinds(events).count("round") <= 1
    assert len({event.part_of or event.id for event in events if event.id in (at["first/0"], at["session/0"])}) == 1


def test_a_judgement_limited_to_an_issue_is_of_the_same_round() -> None:
    span = day("2026-02-17", "2026-02-18")
    limited = Subject("round", TWO, GENEVA.id, span, name="prisoner-exchange")
    one = Page("one", "2026-02-19", parties=TWO).say("assessment", limited, grade("progress", 1))
    two = Page("two", "2026-02-19", parties=TWO).say(
        "assessment", Subject("round", TWO, GENEVA.id, span), grade("deadlock", -2)
    )
    events, _, at = joined(one, two)
    assert at["one/0"] == at["two/0"]
    assert kinds(events) == ["round"]
