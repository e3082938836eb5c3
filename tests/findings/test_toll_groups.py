"""Tolls of different people: which contradict each other, which only stand side by side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from goodoffices.events.geography import Geography
from goodoffices.findings.captives import by_captor
from goodoffices.findings.comparators import compare_voices
from goodoffices.findings.questions import FROM_A_DAY, REMAINS, Question
from goodoffices.findings.relation import Ground, Relation, Voice
from goodoffices.findings.tollgroups import by_toll
from goodoffices.findings.tolls import at_odds, far_beyond
from goodoffices.records import Amount, Claim, Quantity, Span, Subject, day_moment

GROUND = Ground(Geography(()), {}, {}, ())


def voice(number: int, of: str, *, side: str | None = None, name: str = "killed", modifier: str = "exact") -> Voice:
    text = f"{number} {of}"
    quantity = Quantity(Decimal(number), None if modifier == "at-least" else Decimal(number), "person", modifier, of)  # type: ignore[arg-type]
    kind = "exchange" if name.startswith(("freed", "returned")) else "casualties"
    subject = Subject(kind if kind == "exchange" else "strike", (), "", None, name=name)
    ident = f"clm_{number}_{of}_{side}_{name}"
    claim = Claim(
        ident, kind, subject, Amount(quantity, text, "en"), (Span("rnd", 0, len(text), text),), "doc", "src", "x/1"
    )
    return Voice(claim, side or f"outlet-{number}-{of}", side, None, f"page-{number}-{of}")


def parts(*voices: Voice, facet: str = "killed") -> list[list[str]]:
    asked = {Question("evt_1", "casualties", facet): list(voices)}
    return sorted(sorted(one.claim.value.text for one in held) for _, held in by_toll(asked, GROUND))


@pytest.mark.parametrize(
    ("left", "right", "odd"),
    [
        (voice(7, "person"), voice(22, "soldier"), True),
        (voice(22, "person"), voice(7, "soldier"), False),
        (voice(10, "civilian", side="af"), voice(38, "soldier", side="pk"), True),
        (voice(10, "civilian"), voice(38, "soldier", side="pk"), False),
        (voice(10, "civilian"), voice(38, "terrorists soldier", side="pk"), False),
        (voice(10, "civilian", side="pk"), voice(38, "soldier", side="pk"), False),
        (voice(9, "child", side="af"), voice(10, "civilian", side="pk"), False),
        (voice(7, "person"), voice(22, "soldier", name="wounded"), False),
    ],
)
def test_more_soldiers_than_people_and_fighters_that_others_call_villagers(
    left: Voice, right: Voice, odd: bool
) -> None:
    assert at_odds(left, right) is odd
    assert at_odds(right, left) is odd


@pytest.mark.parametrize(("least", "number", "far"), [(74, 413, True), (15, 40, False), (5, 15, True), (33, 38, False)])
def test_at_least_covers_no_figure_many_times_as_large(least: int, number: int, far: bool) -> None:
    one, two = voice(least, "person", modifier="at-least"), voice(number, "person")
    assert far_beyond(one.claim.value.quantity, two.claim.value.quantity) is far
    assert far_beyond(two.claim.value.quantity, one.claim.value.quantity) is far


def test_groups_are_questions_of_their_own_unless_they_contradict() -> None:
    people, soldiers, few = voice(7, "person"), voice(22, "soldier"), voice(3, "soldier")
    assert parts(people, few) == [["3 soldier"], ["7 person"]]
    assert parts(people, soldiers) == [["22 soldier", "7 person"]]


def test_only_two_groups_meet_in_one_question() -> None:
    children, civilians = voice(9, "child", side="af"), voice(10, "civilian", side="af")
    foes = voice(38, "soldier", side="pk")
    assert parts(children, civilians, voice(11, "civilian", side="un"), foes) == [
        ["10 civilian", "11 civilian", "38 soldier"],
        ["9 child"],
    ]


def test_the_dead_of_two_sides_are_apart_and_of_one_side_together() -> None:
    own, other = voice(23, "soldier", name="killed pk"), voice(200, "soldier", name="killed af")
    assert parts(own, other) == [["200 soldier"], ["23 soldier"]]
    assert parts(own, voice(58, "soldier")) == [["23 soldier", "58 soldier"]]


def test_a_movement_counts_with_its_land_where_both_are_named() -> None:
    assert parts(voice(5, "soldier", name="killed hamas"), voice(6, "soldier", name="killed ps")) == [
        ["5 soldier", "6 soldier"]
    ]


def test_a_toll_without_a_first_day_joins_its_own_figure() -> None:
    timed = Question("conflict", "casualties", f"killed{FROM_A_DAY}")
    whole = Question("conflict", "casualties", "killed")
    asked = {timed: [voice(33, "person")], whole: [voice(33, "person", side="un"), voice(9000, "person")]}
    found = {question.facet: len(held) for question, held in by_toll(asked, GROUND)}
    assert found == {f"killed{FROM_A_DAY} person": 2, "killed person": 1}


def test_the_dead_who_are_handed_over_are_no_prisoners() -> None:
    living = Question("evt_1", "exchange", "returned ua")
    dead = Question("evt_1", "exchange", f"returned ua{REMAINS}")
    given = Question("evt_1", "exchange", f"freed ru{REMAINS}")
    asked = {
        living: [voice(157, "prisoner", name="returned ua")],
        dead: [voice(1000, "body", name="returned ua")],
        given: [voice(1000, "body", name="freed ru")],
    }
    found = {question.facet: len(held) for question, held in by_captor(asked).items()}
    assert found == {"returned ua": 1, f"freed ru{REMAINS}": 2}


def test_tolls_from_a_day_on_of_two_places_do_not_meet() -> None:
    def told(number: int, place: str) -> Voice:
        known = voice(number, "person", side=f"outlet-{place}-{number}")
        since = Subject("conflict", (), place, day_moment(date(2026, 2, 2)), name="killed")
        return msgspec.structs.replace(known, claim=msgspec.structs.replace(known.claim, subject=since))

    assert compare_voices(told(12, "kharkiv"), told(50, "sumy"), GROUND) is Relation.COMPATIBLE
    assert compare_voices(told(12, "kharkiv"), told(50, "kharkiv"), GROUND) is Relation.DISPUTED
    assert compare_voices(told(12, ""), told(50, "kharkiv"), GROUND) is Relation.DISPUTED
