"""Who is said to have sat in talks, and who to have stayed away."""

from __future__ import annotations

import pytest
from marked import claims_of, only

GENEVA = "Talks in {l:geneva|Geneva} went on. "


def present(source, language="en"):
    return [
        (claim.polarity, claim.subject.parties, claim.value.people, claim.value.open)
        for claim in only(claims_of(source, language), "attendance")
    ]


@pytest.mark.parametrize(
    ("language", "source", "people"),
    [
        ("en", "{p:p1/az/Ada Moss|Moss} took part in the talks.", ("p1",)),
        ("en", "Talks went on. {p:p1/az/Ada Moss|Moss}, the adviser to {p:p2/az/Ben Ray|Ray}, was part of {a:az|Baku}'s team.", ("p1",)),
        ("en", "{p:p1/az/Ada Moss|Moss} and {p:p2/az/Ben Ray|Ray} attended the session.", ("p1", "p2")),
        ("uk", "{p:p1/az/Ada Moss|Мосс} узяв участь у переговорах.", ("p1",)),
        ("ru", "{p:p1/az/Ada Moss|Мосс} участвовал в переговорах.", ("p1",)),
    ],
)  # fmt: skip
def test_who_took_part(language, source, people):
    assert present(source, language) == [("asserted", ("az",), people, True)]


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "{p:p1/az/Ada Moss|Moss} did not attend the talks."),
        ("en", GENEVA + "{p:p1/az/Ada Moss|Moss} did not travel to {l:geneva|Geneva}."),
        ("en", "{p:p1/az/Ada Moss|Moss} stayed away from the talks."),
        ("uk", "{p:p1/az/Ada Moss|Мосс} у переговорах участі не брав."),
        ("uk", "{p:p1/az/Ada Moss|Мосс} був відсутній на переговорах."),
        ("ru", "{p:p1/az/Ada Moss|Мосс} не участвовал в переговорах."),
    ],
)
def test_who_stayed_away(language, source):
    assert present(source, language) == [("denied", ("az",), ("p1",), False)]


def test_without_a_known_side_the_seat_is_nobodys():
    assert present("Talks went on. {p:p1|Moss} did not attend the talks.") == [("denied", (), ("p1",), False)]


@pytest.mark.parametrize(
    "source",
    [
        GENEVA
        + "{p:p1/az/Ada Moss|Moss} came to {l:geneva|Geneva}.",  # who arrives in a town need not sit in the talks
        "Talks went on. {p:p1/az/Ada Moss|Moss} could attend the talks.",
        "Talks went on. Will {p:p1/az/Ada Moss|Moss} attend the talks?",
        "{p:p1/az/Ada Moss|Moss} did not attend the wedding.",
    ],
)
def test_what_says_nothing_of_seats(source):
    assert present(source) == []
