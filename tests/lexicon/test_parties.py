"""Parties by their names, people, adjectives and seats; a seat where something happens is a place."""

from __future__ import annotations

import time

import pytest

from goodoffices.lexicon.parties import find_parties, party_labels
from goodoffices.lexicon.reading import plain_reading
from goodoffices.records import CaseParty, CaseSettings

NONE = CaseSettings()


def named(text, language="en", settings=NONE):
    return [(one.text, one.party, one.how) for one in find_parties(plain_reading(text, language), settings)]


def test_how_a_party_is_named():
    assert named("Ukraine wrote to Russian officials, and the Russians answered.") == [
        ("Ukraine", "ua", "named"),
        ("Russian", "ru", "adjective"),
        ("Russians", "ru", "people"),
    ]
    assert named("US officials met the US team of the U.N. envoy.")[0] == ("US", "us", "adjective")
    assert named("The talks are U.S.-mediated.") == [("U.S.", "us", "adjective")]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Kyiv said it would come.", "ua"),
        ("Pressure on Moscow grew.", "ru"),
        ("A message from the White House came.", "us"),
        ("According to Tehran, nothing was signed.", "ir"),
        ("It depends on Khartoum's answer.", "sd"),
    ],
)
def test_a_seat_that_acts_speaks_for_its_party(text, party):
    assert [(one, how) for _, one, how in named(text)] == [(party, "metonym")]


@pytest.mark.parametrize(
    "text",
    [
        "They met in Kyiv.",
        "He flew to Moscow on Monday.",
        "A drone hit Kyiv overnight.",
        "KHARTOUM (Wire) - Fighting went on.",
        "The Washington Post wrote it.",
        "The mayor of Kyiv slept.",
    ],
)
def test_a_seat_where_something_happens_is_no_party(text):
    assert [how for _, _, how in named(text) if how == "metonym"] == []


def test_ukrainian_forms():
    assert named("У Києві. Українсько-американські переговори, російська делегація та ізраїльтяни.", "uk") == [
        ("Українсько", "ua", "adjective"),
        ("американські", "us", "adjective"),
        ("російська", "ru", "adjective"),
        ("ізраїльтяни", "il", "people"),
    ]
    assert [party for _, party, _ in named("Між Києвом і Москвою, зі Сполученими Штатами.", "uk")] == ["ua", "ru", "us"]
    assert named("У Кремлі заявили про готовність.", "uk") == [("Кремлі", "ru", "metonym")]
    assert [party for _, party, _ in named("Об’єднані Арабські Емірати й Південний Судан.", "uk")] == ["ae", "ss"]


def test_russian_forms():
    parties = [party for _, party, _ in named("Встреча с украинцами в Саудовской Аравии без хуситов и США.", "ru")]
    assert parties == ["ua", "sa", "houthis", "us"]
    assert named("В Москве прошла встреча.", "ru") == []
    assert named("Того же дня они уехали.", "ru") == []


def test_longer_names_win_and_parts_of_other_names_do_not_count():
    assert [party for _, party, _ in named("South Sudan and Sudan")] == ["ss", "sd"]
    assert named("Northern Ireland voted.") == []
    assert named("Michael Jordan smiled.") == []
    assert named("Jordan Smith smiled.") == []
    assert named("He ate turkey.") == []


def test_bodies_that_are_no_states():
    assert [party for _, party, _ in named("Hamas, the RSF, M23, the Houthis and the ELN")] == [
        "hamas",
        "rsf",
        "m23",
        "houthis",
        "eln",
    ]


def test_the_words_of_the_case_win():
    settings = CaseSettings(
        parties=(CaseParty("north", "Northern Front", names=("Front",)), CaseParty("rus", "Russia", seats=("Sochi",)))
    )
    assert named("The Northern Front and Russian envoys; Sochi said so.", settings=settings) == [
        ("Northern Front", "north", "named"),
        ("Russian", "rus", "adjective"),
        ("Sochi", "rus", "metonym"),
    ]


def test_labels_for_display():
    assert party_labels("ua", NONE) == {"en": "Ukraine", "uk": "Україна", "ru": "Украина"}
    assert party_labels("nobody", NONE)["en"] == "nobody"
    assert party_labels("x", CaseSettings(parties=(CaseParty("x", "The X"),)))["uk"] == "The X"


def test_spans_are_exact_and_without_possessive():
    text = "Kyiv's answer surprised Russia’s envoy."
    for mention in find_parties(plain_reading(text, "en"), NONE):
        assert text[mention.start : mention.end] == mention.text
        assert mention.text in ("Kyiv", "Russia")


def test_hostile_text_is_quick():
    began = time.process_time()
    named("Democratic Republic of the " * 2_000)
    named("и Киев " * 7_000, "ru")
    assert time.process_time() - began < 2
