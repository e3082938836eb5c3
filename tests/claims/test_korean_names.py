"""Korean names whose halves are words of English as well."""

from __future__ import annotations

import pytest

from goodoffices.claims import annotated
from goodoffices.documents import document_of
from goodoffices.records import CaseSettings
from goodoffices.sources import Arrival


def names(text: str) -> list[str]:
    raw = f"Asia Daily\nTalks end\nOctober 26, 2018\n\n{text}\n".encode()
    page = annotated(document_of(Arrival("page.txt", raw, "text/plain"), CaseSettings()), CaseSettings())
    return [person.name for person in page.mentions.people]


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
