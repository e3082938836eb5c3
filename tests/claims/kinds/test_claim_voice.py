"""Whose word a claim is, and who told the outlet."""

from __future__ import annotations

import pytest
from marked import claims_of, only


def voice(source, kind, language="en", **kwargs):
    claim = only(claims_of(source, language, **kwargs), kind)[0]
    return claim.speaker, claim.upstream


LASTED = "the talks in {l:doha|Doha} lasted {d:2 hour|two hours}"


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "The talks in {l:doha|Doha} lasted {d:2 hour|two hours}.", (None, ())),
        ("en", "{p:p1/qa/Ansari|Ansari} said {s:p1/indirect|" + LASTED + "}.", ("p1", ("p1",))),
        ("en", "The talks in {l:doha|Doha} lasted {d:2 hour|two hours}, {p:p1/qa/Ansari|Ansari} said.", ("p1", ("p1",))),
        ("en", "RIA reported that " + LASTED + ".", (None, ("agency:ria",))),
        ("en", "According to Axios, " + LASTED + ".", (None, ("outlet:axios",))),
        ("en", "A {a:ua/adjective|Ukrainian} official confirmed " + LASTED + ".", ("ua", ("unnamed:ua:official",))),
        ("en", "Russian state news agency TASS, citing a source, reported that " + LASTED + ".", (None, ("agency:tass", "unnamed::source"))),
        ("uk", "За даними Reuters, переговори тривали {d:2 hour|дві години}.", (None, ("agency:reuters",))),
        ("uk", "За інформацією The Nation, переговори тривали {d:2 hour|дві години}.", (None, ("outlet:the-nation",))),
        ("ru", "Переговоры длились {d:2 hour|два часа}, сообщил ТАСС источник в секретариате.", (None, ("agency:tass", "unnamed::source"))),
        ("ru", "Переговоры длились {d:2 hour|два часа}, сообщает РИА Новости.", (None, ("agency:ria",))),
    ],
)  # fmt: skip
def test_who_told(language, source, expected):
    assert voice(source, "duration", language) == expected


def test_the_agency_a_page_credits_comes_first():
    assert voice("The talks in {l:doha|Doha} lasted {d:2 hour|two hours}.", "duration", wire=("Xinhua",)) == (
        None,
        ("wire:xinhua",),
    )


def test_an_outlet_is_not_its_own_upstream():
    assert voice("Axios reported that " + LASTED + ".", "duration", outlet="Axios") == (None, ())


def test_a_verb_left_out_keeps_its_own_speaker():
    source = "Переговори у {l:bru|Брюсселі} тривають. Міноборони {a:am|Вірменії} повідомило про {n:4 person|чотирьох} поранених людей, {a:az|Баку} — про {n:1 person|одну} загиблу людину."
    speakers = {claim.subject.name.split()[0]: claim.speaker for claim in only(claims_of(source, "uk"), "casualties")}
    assert speakers["killed"] == "az"


def test_hedges_are_kept():
    claim = only(claims_of("The talks in {l:doha|Doha} reportedly lasted {d:2 hour|two hours}."), "duration")[0]
    assert claim.hedge == "reportedly"


def test_summaries_are_a_source_of_their_own():
    source = "The talks in {l:doha|Doha} lasted {d:2 hour|two hours}.\nThe talks in {l:doha|Doha} lasted {d:2 hour|two hours}."
    claims = only(claims_of(source, kinds={1: "summary"}), "duration")
    assert len({claim.source for claim in claims}) == 2


def test_one_source_says_a_thing_once_with_all_its_evidence():
    source = "The talks in {l:doha|Doha} lasted {d:2 hour|two hours}.\nIndeed the talks lasted {d:2 hour|two hours}."
    claims = only(claims_of(source), "duration")
    assert len(claims) == 1
    assert len(claims[0].evidence) == 2


@pytest.mark.parametrize(
    ("language", "source", "speakers"),
    [
        ("en", "{a:gr|Greece} has announced that {a:gr|Greece} wants a ceasefire, while {a:tr|Turkey} wants a humanitarian pause.", {"gr": "gr", "tr": None}),
        ("uk", "{a:gr|Греція} заявила, що {a:gr|Греція} хоче перемир'я, тоді як {a:tr|Туреччина} хоче обміну полоненими.", {"gr": "gr", "tr": None}),
    ],
)  # fmt: skip
def test_what_is_set_against_reported_words_is_not_reported(language, source, speakers):
    positions = only(claims_of(source, language), "position")
    assert {claim.value.party: claim.speaker for claim in positions} == speakers
