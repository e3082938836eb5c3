"""Texts alike across scripts, and the warning at entry."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.events.incidents.nearby import looks_like
from goodoffices.events.incidents.texts import FIRST_ODDS, grades, learned_odds, odds_of, skeletons, word_table
from goodoffices.records.incident import Incident
from goodoffices.records.report import Report

HOUR = 3_600_000_000


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kharkiv", "Харків"), ("Kharkov", "Харьков"), ("Zaporizhzhia", "Запоріжжя"), ("Odesa", "Одеса"),
     ("Donetsk", "Донецк"), ("Mykolaiv", "Миколаїв"), ("Хмельницький", "Хмельницкий")],
)  # fmt: skip
def test_places_have_one_skeleton_in_every_script(one, other):
    assert skeletons(one)[0][:4] == skeletons(other)[0][:4]


def test_grades_rise_with_likeness():
    words = [
        "a bridge over the river was hit at dawn",
        "at dawn a bridge over the river was hit",
        "the market is open",
        "",
    ]
    words += ["the hours of the market"] * 20
    table = word_table(words)
    found = grades(table, np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert found[0] == len(FIRST_ODDS) - 1 and found[1] < 2 and found[2] == -1
    assert odds_of(found, np.array(FIRST_ODDS))[2] == 0.0


def test_odds_follow_what_linked_pairs_show():
    grade = np.array([5] * 50 + [0] * 50 + [-1] * 10)
    weight = np.array([0.95] * 50 + [0.05] * 50 + [0.5] * 10)
    odds = learned_odds(grade, weight)
    assert odds[5] > 1 and odds[0] < 0
    assert np.array_equal(learned_odds(np.array([-1]), np.array([1.0])), np.array(FIRST_ODDS))


@given(st.text(max_size=300))
def test_any_text_has_skeletons_once(text):
    found = skeletons(text)
    assert len(found) == len(set(found))


def test_hostile_texts_are_quick():
    begun = time.process_time()
    for text in ("a" * 50_000, "'" * 50_000, "й" * 50_000, "1 " * 25_000):
        skeletons(text)
    assert time.process_time() - begun < 1.0


def incident(**more):
    known = {"id": "inc_1", "members": ("m1",), "begins": 0, "ends": HOUR, "lat_e7": 450_000_000,
             "lon_e7": 300_000_000, "radius_90_m": 1_500, "probability": 900, "act": "shelling"}  # fmt: skip
    return Incident(**(known | more))


def report(**more):
    known = {"id": "new", "source": "s", "begins": HOUR + 40 * 60_000_000, "ends": HOUR + 40 * 60_000_000,
             "lat_e7": 450_100_000, "lon_e7": 300_000_000, "radius_m": 1_500, "act": "shelling",
             "text": "Two shells fell on the mill at the pond"}  # fmt: skip
    return Report(**(known | more))


def test_a_report_is_warned_of_with_reasons():
    found = looks_like(report(), [incident()], {"m1": "two shells fell on the mill at the pond"})
    assert [one.incident for one in found] == ["inc_1"]
    assert found[0].reasons == ("1.1 km", "40 min", "same act", "same text")


@pytest.mark.parametrize(
    "other",
    [{"lat_e7": 480_000_000}, {"begins": -90 * HOUR, "ends": -80 * HOUR}, {"members": ("new",)}],
    ids=["far", "long ago", "already in it"],
)
def test_no_warning_where_nothing_is_alike(other):
    assert looks_like(report(), [incident(**other)]) == []


def test_what_speaks_against_is_named_and_the_likeliest_comes_first():
    near, other = incident(), incident(id="inc_2", act="drone", lat_e7=450_150_000)
    found = looks_like(report(text=""), [other, near])
    assert found[0].incident == "inc_1"
    assert "act shelling, there drone" in found[-1].reasons or len(found) == 1
