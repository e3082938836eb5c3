"""Heads of "the government's delegation" and of the rebels', where no movement is named. Pages composed for this test."""

from __future__ import annotations

import pytest

from made_pages import claims_of

HEADS = {
    "en": "Chad and rebels talk in Doha\nJune 17, 2025\nChad and northern rebels held talks in Doha. ",
    "uk": "Чад: переговори в Досі\n17 червня 2025, 20:00\nВлада Чаду й повстанці провели в Досі переговори. ",
    "ru": "Чад: переговоры в Дохе\n17 июня 2025, 20:00\nВласти Чада и повстанцы провели в Дохе переговоры. ",
}
LED = [
    ("en", "The government's delegation was led by Foreign Minister Abakar Saleh.", "td"),
    ("en", "Justice Minister Abakar Saleh headed the government delegation.", "td"),
    ("uk", "Урядову делегацію очолив міністр Абакар Салех.", "td"),
    ("ru", "Делегацию правительства возглавил министр Абакар Салех.", "td"),
    ("ru", "Во главе правительственной делегации стоял министр Абакар Салех.", "td"),
    ("ru", "Делегацию повстанцев возглавлял Мусса Абакар.", "rebels"),
]


def heads(tmp_path, language, sentence):
    """The parties whose delegation the page gives a head."""
    return [claim.subject.parties for claim in claims_of(tmp_path, f"{HEADS[language]}{sentence}\n", "head")]


@pytest.mark.parametrize(("language", "sentence", "party"), LED)
def test_the_side_of_the_delegation_is_that_of_the_land(tmp_path, language, sentence, party):
    assert heads(tmp_path, language, sentence) == [(party,)]


def test_the_delegation_of_somebody_else_has_no_side(tmp_path):
    assert not any(heads(tmp_path, "en", "The delegation of clerics was led by Abakar Saleh."))
