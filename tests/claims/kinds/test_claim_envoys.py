"""Who stands for a side at the table, and who heads its delegation, told in passing."""

from __future__ import annotations

import pytest
from marked import claims_of, only

TALKS = {"en": "The talks went on. ", "uk": "Переговори тривали. ", "ru": "Переговоры шли. "}


def told(source, language, kind):
    claims = only(claims_of(TALKS[language] + source, language), kind)
    return sorted((claim.subject.parties, claim.value.people) for claim in claims)


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "For {a:il|Israel} there was {p:p1//Ada Moss|Ada Moss}.", [(("il",), ("p1",))]),
        ("en", "{a:il|Israel} sent {p:p1//Ada Moss|Ada Moss}, of its council.", [(("il",), ("p1",))]),
        ("en", "Opposite him sat {p:p1//Ada Moss|Ada Moss}.", [((), ("p1",))]),
        ("en", "At the table sat {p:p1//Ada Moss|Moss} for {a:us|America} and {p:p2//Ben Ray|Ray} for {a:ru|Russia}.",
         [(("ru",), ("p2",)), (("us",), ("p1",))]),
        ("uk", "Від {a:lb|Лівану} прибув {p:p1//Ada Moss|Мосс}, від {a:il|Ізраїлю} – {p:p2//Ben Ray|Рей}.",
         [(("il",), ("p2",)), (("lb",), ("p1",))]),
        ("ru", "С {a:xk/adjective|косовской} стороны за столом был {p:p1//Ada Moss|Мосс}.", [(("xk",), ("p1",))]),
    ],
)  # fmt: skip
def test_who_stood_for_whom(language, source, expected):
    assert told(source, language, "attendance") == expected


@pytest.mark.parametrize(
    "source",
    [
        "{a:il|Israel} sent a letter with {p:p1//Ada Moss|Ada Moss}.",
        "For {a:il|Israel} there was not {p:p1//Ada Moss|Ada Moss}.",
        "If {a:il|Israel} sent {p:p1//Ada Moss|Ada Moss}, nobody saw it.",
    ],
)
def test_neither_cargo_nor_what_is_denied(source):
    assert not told(source, "en", "attendance")


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "{a:ru|Moscow} sent a team under {p:p1//Ada Moss|Ada Moss}.", [(("ru",), ("p1",))]),
        ("en", "It was led for {a:kr|Seoul} by {p:p1//Ada Moss|Moss} and for {a:kp|Pyongyang} by {p:p2//Ben Ray|Ray}.",
         [(("kp",), ("p2",)), (("kr",), ("p1",))]),
        ("en", "The team of {a:et|Ethiopia}, with {p:p1//Ada Moss|Moss}, chief of staff, as head, left.", [(("et",), ("p1",))]),
        ("en", "{p:p1//Ada Moss|Moss} headed our delegation, {p:p2//Ben Ray|Ray} that of the government.",
         [((), ("p1",)), ((), ("p2",))]),
        ("en", "The {a:pk/adjective|Pakistani} side was led by {p:p1//Ada Moss|Moss}.", [(("pk",), ("p1",))]),
        ("uk", "{p:p1//Ada Moss|Мосс} вів {a:kg/adjective|киргизьку} делегацію, {p:p2//Ben Ray|Рей} – {a:tj/adjective|таджицьку}.",
         [(("kg",), ("p1",)), (("tj",), ("p2",))]),
        ("uk", "{a:ru/people|Росіян} привів помічник {p:p1//Ada Moss|Мосс}.", [(("ru",), ("p1",))]),
        ("ru", "{a:ua/adjective|Украинских} переговорщиков привёз министр {p:p1//Ada Moss|Мосс}.", [(("ua",), ("p1",))]),
    ],
)  # fmt: skip
def test_heads_in_passing(language, source, expected):
    assert told(source, language, "head") == expected
