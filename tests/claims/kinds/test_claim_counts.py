"""Counts of things with what was done to them."""

from __future__ import annotations

import time

import pytest
from marked import claims_of


def counts(source: str, language: str = "en") -> list[tuple[str, int, tuple[str, ...]]]:
    """(thing and deed, figure, whose) of every count, in text order."""
    return [
        (claim.subject.name, int(claim.value.quantity.low or 0), claim.subject.parties)
        for claim in claims_of(source, language)
        if claim.kind == "count"
    ]


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        (
            "{n:173 vehicle|173 trucks} crossed into the strip on {t:2026-02-17|Tuesday}.",
            "en",
            ("truck entered", 173, ()),
        ),
        ("До міста дісталася {n:41 vehicle|41 вантажівка} з борошном.", "uk", ("truck entered", 41, ())),
        ("В анклав въехали {n:60 vehicle|60 грузовиков}.", "ru", ("truck entered", 60, ())),
        ("{a:ru|Russia} launched {n:137 drone|137 drones} overnight.", "en", ("drone launched", 137, ("ru",))),
        ("За ніч збито {n:121 drone|121 дрон}.", "uk", ("drone downed", 121, ())),
        ("The delegates initialled {n:34 item|34 articles} of the draft.", "en", ("clause settled", 34, ())),
        ("Согласовано {n:50 percent about|около 50%} текста.", "ru", ("deal settled", 50, ())),
        ("The sides agreed on {n:37 kilometre|37 kilometres} of the border.", "en", ("frontier settled", 37, ())),
        ("The fund has pledged {n:20 euro|20 million euros} for repairs.", "en", ("money pledged", 20, ())),
        ("Since January {n:900 vehicle|900 trucks} have entered.", "en", ("truck entered total", 900, ())),
        (
            "The accord provides for {n:600 vehicle|600 trucks} a day to enter.",
            "en",
            ("truck entered daily", 600, ()),
        ),
        ("{n:40000 household|40,000 households} were left without power.", "en", ("household unpowered", 40000, ())),
        ("В городе обесточены {n:900 household|900 потребителей}.", "ru", ("household unpowered", 900, ())),
        ("Power was restored to {n:300 household|300 families}.", "en", ("household restored", 300, ())),
        ("{n:85 item мін|85 мін} знято біля села.", "uk", ("mine cleared", 85, ())),
        ("The army repelled {n:56 strike|56 assaults}.", "en", ("attack recorded", 56, ())),
        ("There were {n:56 item|56} clashes near the town.", "en", ("attack recorded", 56, ())),
        ("{a:ru|Russia} attacked {n:56 time|56 times}.", "en", ("attack recorded", 56, ("ru",))),
        ("{n:29 item|29} нарушений со стороны {a:il|Израиля}.", "ru", ("breach recorded", 29, ("il",))),
        ("Some {n:15000 person|15,000 soldiers} are stationed there.", "en", ("soldier deployed", 15000, ())),
    ],
)
def test_things_are_counted_with_their_deed(
    source: str, language: str, expected: tuple[str, int, tuple[str, ...]]
) -> None:
    assert counts(source, language) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "{n:2 item|Two} more protocols were signed, {n:2 item|two more protocols}.",
        "No {n:40 vehicle|40 trucks} entered the town.",
        "The town owns {n:40 vehicle|40 trucks}.",
        "Did {n:40 vehicle|40 trucks} enter the town?",
    ],
)
def test_additions_denials_and_bare_things_are_no_counts(source: str) -> None:
    assert counts(source) == []


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("The damage exceeded {n:2000000000 euro|2 billion euros}.", "en"),
        ("Ущерб перевалил за {n:2000000000 euro|два миллиарда евро}.", "ru"),
    ],
)
def test_a_figure_that_was_passed_is_a_lower_bound(source: str, language: str) -> None:
    quantities = [claim.value.quantity for claim in claims_of(source, language) if claim.kind == "count"]
    assert [(int(one.low or 0), one.high, one.modifier) for one in quantities] == [(2_000_000_000, None, "at-least")]


def test_a_part_of_a_whole_is_the_figure() -> None:
    assert counts("The panel agreed on 34 of {n:37 item|37 clauses}.") == [("clause settled", 34, ())]


def test_of_which_takes_up_the_thing_and_has_a_deed_of_its_own() -> None:
    source = "{a:ru|Russia} launched {n:160 drone|160 drones}, {n:121 item|121} of which were downed."
    assert sorted(counts(source)) == [("drone downed", 121, ("ru",)), ("drone launched", 160, ("ru",))]


def test_none_is_a_figure() -> None:
    assert counts("The spokesman insisted that {a:pk|Pakistan} had lost no aircraft.") == [
        ("aircraft downed", 0, ("pk",))
    ]


@pytest.mark.parametrize(
    "unit", ["{n:5 drone|5 drones} of which ", "agreed 34 of clauses ", "no aircraft lost, ", "trucks entered "]
)
def test_long_hostile_text_is_counted_in_time(unit: str) -> None:
    begun = time.process_time()
    claims_of(unit * (20_000 // len(unit)))
    assert time.process_time() - begun < 1
