"""Inflection of names, checked against pymorphy3 where its dictionaries know the name."""

from __future__ import annotations

import time
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.lexicon.names.forms import analyses, declined, nominatives, place_nominatives

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
KNOWN = {
    "ru": "Лавров Песков Захарова Пушкин Толстой Чайковский Ушаков Иванова Достоевский Гоголь Сергей Дмитрий Владимир "
    "Мария Рустем Олег Игорь Никита Илья Андрей Наталья Павел Лев Юлия",
    "uk": "Шевченко Зеленський Кулеба Захарова Буданов Коваленко Лисенко Стус Мельник Кравець Гончар Коваль Сергій Дмитро "
    "Марія Рустем Олег Ігор Микита Ілля Андрій Наталія Павло Петро Федір Антін Юлія",
}


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_case_that_pymorphy3_makes_leads_back_to_the_name(language):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pymorphy3

        morph = pymorphy3.MorphAnalyzer(lang=language)
        missed, total = [], 0
        for name in KNOWN[language].split():
            fitting = [
                parse
                for parse in morph.parse(name.lower())
                if ("Surn" in parse.tag or "Name" in parse.tag) and "nomn" in parse.tag
            ]
            for case in CASES if fitting else ():
                form = fitting[0].inflect({case, "sing"}) or fitting[0].inflect({case})
                if form is not None:
                    total += 1
                    if name not in nominatives(form.word.title(), language):
                        missed.append((name, case, form.word))
    assert total > 120
    assert missed == []


@pytest.mark.parametrize(
    ("form", "name", "language"),
    [
        ("Умєрова", "Умєров", "uk"),
        ("Умєровим", "Умєров", "uk"),
        ("Зеленського", "Зеленський", "uk"),
        ("Зеленської", "Зеленська", "uk"),
        ("Сибізі", "Сибіга", "uk"),
        ("Віткоффом", "Віткофф", "uk"),
        ("Порошенкові", "Порошенко", "uk"),
        ("Єрмака", "Єрмак", "uk"),
        ("Медынского", "Медынский", "ru"),
        ("Лаврову", "Лавров", "ru"),
        ("Захаровой", "Захарова", "ru"),
        ("Уиткоффом", "Уиткофф", "ru"),
        ("Пашиняна", "Пашинян", "ru"),
        ("Кулебой", "Кулеба", "ru"),
    ],
)
def test_forms_of_names_in_the_news_lead_back(form, name, language):
    assert name in nominatives(form, language)


@pytest.mark.parametrize(
    ("form", "name", "language"),
    [
        ("Женеві", "Женева", "uk"),
        ("Покровську", "Покровськ", "uk"),
        ("Карабасі", "Карабах", "uk"),
        ("Криму", "Крим", "uk"),
        ("Києва", "Київ", "uk"),
        ("Женеве", "Женева", "ru"),
        ("Донецком", "Донецк", "ru"),
        ("Голанских", "Голанские", "ru"),
        ("Идлибе", "Идлиб", "ru"),
    ],
)
def test_forms_of_places_lead_back(form, name, language):
    assert name in place_nominatives(form, language)


def test_what_declines_leads_back():
    for language, names in KNOWN.items():
        for name in names.split():
            for form in declined(name, language):
                assert name in nominatives(form, language), (name, form)


def test_latin_words_have_one_form():
    assert nominatives("Umerov", "uk") == ("Umerov",)
    assert analyses("Umerov", "en")[0].nominative == "Umerov"


def test_gender_leaves_the_other_paradigm_out():
    assert "Захарової" in declined("Захарова", "uk", "f")
    assert "Умєровою" not in declined("Умєров", "uk", "m")


@given(st.text(alphabet="абвгдіїєьйскоуюяАБ'-", max_size=30), st.sampled_from(["uk", "ru", "en", "xx"]))
def test_a_form_is_always_its_own_first_reading(word, language):
    assert nominatives(word, language)[0] == word


def test_long_hostile_words_cost_nothing():
    began = time.process_time()
    assert nominatives("ськ" * 20_000, "uk")
    assert place_nominatives("ов" * 25_000, "ru")
    assert time.process_time() - began < 1
