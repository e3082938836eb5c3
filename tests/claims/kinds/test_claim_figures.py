"""Figures and days that no other kind of claim takes up."""

from __future__ import annotations

import time

import pytest
from marked import claims_of


def figures(source: str, language: str = "en") -> list[tuple[str, int, str]]:
    """(thing and what is told of it, figure, polarity) of every figure, in text order."""
    return [
        (claim.subject.name, int(claim.value.quantity.low or 0), claim.polarity)
        for claim in claims_of(source, language)
        if claim.kind == "figure"
    ]


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        (
            "{n:16 item|Sixteen border posts} were set up in the valley.",
            "en",
            ("border-post put-up", 16, "asserted"),
        ),
        ("У долині встановлено {n:16 item|16 прикордонних стовпів}.", "uk", ("border-post put-up", 16, "asserted")),
        ("В долине установлены {n:16 item|16 пограничных столбов}.", "ru", ("border-post put-up", 16, "asserted")),
        ("{n:24 item|24 loudspeakers} will be switched off.", "en", ("loudspeaker silenced", 24, "planned")),
        ("Громкоговорители отключат в {n:24 item|24 местах}.", "ru", ("spot silenced", 24, "planned")),
        ("A team of {n:30 item|30} travelled from the island.", "en", ("delegate attends", 30, "asserted")),
        ("The line was moved {n:14 kilometre|14 kilometres} from the road.", "en", ("road", 14, "asserted")),
        ("The bridge will be closed for {n:3 week|three weeks}.", "en", ("measure shuts", 3, "planned")),
        ("Лінію відведуть на {n:14 kilometre|14 кілометрів}.", "uk", ("frontier", 14, "planned")),
        ("Порт работает {n:3 week|три недели}.", "ru", ("measure", 3, "asserted")),
        ("Of the rest {n:7 item|seven loudspeakers} are left.", "en", ("loudspeaker", 7, "asserted")),
        ("{n:30000 item about|Some 30,000} of his fighters joined.", "en", ("fighter joins", 30000, "asserted")),
    ],
)
def test_a_figure_has_its_noun_and_what_is_told_of_it(
    source: str, language: str, expected: tuple[str, int, str]
) -> None:
    assert figures(source, language) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "The talks lasted {d:6 hour|six hours}.",  # the length of talks has a kind of its own
        "The bridge was opened {n:3 week|three weeks} ago.",  # when it was, not how long
        "{n:173 vehicle|173 trucks} crossed into the strip on {t:2026-02-17|Tuesday}.",  # taken up by another kind
        "If {n:40 item|40 balloons} were sent, nobody saw them.",
        "No {n:40 item|40 balloons} were sent.",
        "The list includes {n:40 item|40 balloons} that were sent.",  # a part of another figure
        "They sent {n:40 item|40 more balloons}.",
    ],
)
def test_what_is_no_figure_of_its_own(source: str) -> None:
    assert figures(source) == []


def test_a_bare_number_takes_up_the_noun_told_before_and_is_less_sure() -> None:
    source = "They received {n:40 item|40 balloons}. Later they sent back {n:60 item|60}."
    assert figures(source) == [("balloon receives", 40, "asserted"), ("balloon gives-back sends", 60, "asserted")]
    scores = [claim.score for claim in claims_of(source) if claim.kind == "figure"]
    assert scores[1] < scores[0]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("The next convoy is planned for {t:2026-02-25|25 February}.", ["aid convoy"]),
        ("The convoy left on {t:2026-02-10|10 February}.", []),  # over
        ("The next convoy is not planned for {t:2026-02-25|25 February}.", ["aid convoy"]),
        # Nothing of it is known to a vocabulary: its sentence may still meet another's.
        ("Pedestrians will pass from {t:2026-02-25|25 February}.", [""]),
    ],
)
def test_a_day_to_come_is_drawn_with_what_is_told_of_it(source: str, named: list[str]) -> None:
    assert [claim.subject.name for claim in claims_of(source) if claim.kind == "dated"] == named


@pytest.mark.parametrize("unit", ["{n:50 item|50} of balloons of ", "{n:50 item|50} the ", "sent {n:99 item|99}, "])
def test_long_hostile_text_is_read_in_time(unit: str) -> None:
    begun = time.process_time()
    claims_of(unit * (20_000 // len(unit)))
    assert time.process_time() - begun < 1
