"""Spellings of one name meet, names of different people do not."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.lexicon.names.given import family_first, given_name, same_given
from goodoffices.lexicon.names.parts import name_parts
from goodoffices.lexicon.names.similarity import compared, family_alike
from goodoffices.lexicon.names.spelling import folded, romanised, skeleton

ONE = [
    "Давітян Давитян Davitian Davityan Davitjan",
    "Зеленський Зеленский Zelensky Zelenskyy Zelenskiy Zelenskyi Selenskyj Zelenskij",
    "Умєров Умеров Umerov",
    "Медінський Мединский Medinsky Medinskiy Medynskyi",
    "Witkoff Віткофф Уиткофф Виткофф",
    "Kushner Кушнер",
    "Driscoll Дрісколл Дрисколл",
    "Vance Венс Вэнс",
    "Burhan Бурхан al-Burhan аль-Бурхан",
    "Aliyev Əliyev Алиев Алієв",
    "Pashinyan Пашинян Пашінян",
    "Erdoğan Erdogan Эрдоган Ердоган",
    "Macron Макрон",
    "Netanyahu Нетаньяху Нетаньягу",
    "Araghchi Арагчи",
    "Starmer Стармер",
    "Grundberg Грундберг",
    "Khan Хан",
]
OTHERS = [
    ("Medvedev", "Medvedchuk"),
    ("Ivanov", "Ivanenko"),
    ("Ivanov", "Ivanova"),
    ("Zelensky", "Zelenska"),
    ("Lavrov", "Lavrenko"),
    ("Budanov", "Bogdanov"),
    ("Salman", "Suleiman"),
    ("Kim", "Kem"),
    ("Morin", "Moran"),
]


@pytest.mark.parametrize("group", ONE)
def test_spellings_of_one_family_name_are_alike(group):
    for left, right in itertools.combinations(group.split(), 2):
        assert family_alike(left, right), (left, right, folded(left), folded(right))


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_different_family_names_are_not_alike(left, right):
    assert not family_alike(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Volodymyr", "Zelenskyy"), ("Владимир", "Зеленский")),
        (("Kyrylo", "Budanov"), ("Кирилл", "Буданов")),
        (("Mohammed", "bin Salman"), ("Muhammad", "bin Salman")),
        (("Nikol", "Pashinyan"), ("Нікол", "Пашинян")),
    ],
)
def test_full_names_across_scripts_score_as_one(left, right):
    score, reasons = compared(left, right)
    assert score >= 80
    assert [reason.weight > 0 for reason in reasons] == [True, True]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Ilham", "Aliyev"), ("Heydar", "Aliyev")),
        (("Volodymyr", "Zelensky"), ("Vladimir", "Putin")),
        (("Dmitry", "Medvedev"), ("Viktor", "Medvedchuk")),
        (("Donald", "Trump"), ("Melania", "Trump")),
    ],
)
def test_different_people_score_low_and_say_why(left, right):
    score, reasons = compared(left, right)
    assert score < 50
    assert any("different" in reason.feature for reason in reasons)


def test_given_names_and_their_gender():
    assert given_name("Рустемом", "uk").gender == "m"
    assert given_name("Марією", "uk").gender == "f"
    assert given_name("Jean-Noël", "en").gender == "m"
    assert given_name("Council", "en") is None
    assert same_given("Volodymyr", "Владимир")
    assert not same_given("Volodymyr", "Vitalii")


def test_family_names_that_stand_first():
    assert family_first("Xi")
    assert name_parts("Kim Jong Un").family == "Kim"
    assert name_parts("Lee Jae-myung").family == "Lee"
    assert name_parts("Kim Howells").family == "Howells"
    assert name_parts("Ursula von der Leyen").family == "von der Leyen"
    assert name_parts("Hemedti") == ("", (), "Hemedti")


def test_romanisation_follows_the_language():
    assert romanised("Грушевський", "uk").startswith("hr")
    assert romanised("Грушевский", "ru").startswith("gr")
    assert skeleton("Грушевський") == skeleton("Hrushevsky") == skeleton("Grushevsky")


@given(st.text(max_size=60))
def test_folding_is_stable_and_never_longer_than_it_must_be(text):
    once = folded(text)
    assert skeleton(text) == skeleton(text)
    assert once == folded(text)


def test_long_hostile_names_are_quick():
    began = time.process_time()
    folded("shch" * 12_500)
    skeleton("щ" * 25_000)
    assert time.process_time() - began < 1
