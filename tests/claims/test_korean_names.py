"""Korean names whose halves are words of English as well."""

from __future__ import annotations

import pytest

from made_pages import page


def names(text: str) -> list[str]:
    found = page(f"Asia Daily\nTalks end\nOctober 26, 2018\n\n{text}\n")
    return [person.name for person in found.mentions.people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The South was led by Maj. Gen. Kim Do-gyun.", ["Kim Do-gyun"]),
        ("Lt. Gen. An Ik-san led the other side.", ["An Ik-san"]),
        ("Chief delegate Park Chan-ho said that the talks had ended.", ["Park Chan-ho"]),
        ("Do not go there, a do-it-yourself shop said. An anti-war march took place.", []),
    ],
)
def test_halves_that_are_words_belong_to_the_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected
