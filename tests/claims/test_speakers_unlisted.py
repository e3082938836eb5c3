"""Speakers whom no list knows, and words in marks beside which no verb of saying stands. Sentences made for this test."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.records import Quote
from made_pages import page

HEADS = {
    "en": 'Wells stay open\n12 March 2026\n\nThe envoy said: "We wait."\n\n',
    "uk": "Криниці відкриті\n12 березня 2026\n\nПосланець сказав: «Чекаємо».\n\n",
    "ru": "Колодцы открыты\n12 марта 2026\n\nПосланник сказал: «Ждем».\n\n",
}
SAID = {
    "en": '"The water falls and nobody will say why,"',
    "uk": "«Вода падає, і ніхто не скаже чому»",
    "ru": "«Вода падает, и никто не скажет почему»",
}
TOLD = [
    ("en", "{} said a hydrologist.", "a hydrologist"),
    ("en", "{} said a hydrologist who has studied it.", "a hydrologist"),
    ("en", "{} said the hydrologist, folding the map.", "the hydrologist"),
    ("en", "{} a hydrologist who has studied it for years said.", "a hydrologist"),
    ("en", "{} one of his officials told the crowd.", "one of his officials"),
    ("en", "{} said one of his officials.", "one of his officials"),
    ("en", "{} laughed the younger of the two.", "the younger of the two"),
    ("en", "{} said another.", "another"),
    ("en", "{} several herders said.", "several herders"),
    ("en", "{} said somebody in the crowd.", "somebody"),
    ("uk", "{}, — сказав натовпу один з його чиновників.", "один з його"),
    ("uk", "{}, — засміявся молодший з двох пастухів.", "молодший з двох"),
    ("uk", "{}, — сказав інший.", "інший"),
    ("uk", "{}, — сказала журналістам чабанка.", "чабанка"),
    ("uk", "Один із його гостей сказав: {}.", "Один із його гостей"),
    ("ru", "{}, — сказал толпе один из его чиновников.", "один из его"),
    ("ru", "{}, — засмеялся младший из двух пастухов.", "младший из двух"),
    ("ru", "{}, — сказал кто-то из толпы.", "кто-то из толпы"),
    ("ru", "{}, — сказала журналистам чабанка.", "чабанка"),
    ("ru", "Один из его гостей сказал: {}.", "Один из его гостей"),
]
BESIDE = [
    ("en", 'The colonel shrugged. "The water falls and nobody will say why."', "The colonel"),
    ("en", 'The commissioner was blunt. "The water falls and nobody will say why."', "The commissioner"),
    ("en", 'One of his officials pointed. "The water falls and nobody will say why."', "One of his officials"),
    ("en", 'Behu Torku shook his head. "The water falls and nobody will say why."', "Behu Torku"),
    ("uk", "Полковник знизав плечима. «Вода падає, і ніхто не скаже чому».", "Полковник"),
    ("uk", "Один із учасників показав на криницю. «Вода падає, і ніхто не скаже чому».", "Один із учасників"),
    ("uk", "Бегу Торку похитав головою. «Вода падає, і ніхто не скаже чому».", "Бегу Торку"),
    ("ru", "Полковник пожал плечами. «Вода падает, и никто не скажет почему».", "Полковник"),
    ("ru", "Беху Торку покачал головой. «Вода падает, и никто не скажет почему».", "Беху Торку"),
]


def quoted(language: str, text: str) -> Quote:
    """The one quotation behind the envoy's."""
    _, found = page(f"{HEADS[language]}{text}\n", date(2026, 3, 12)).mentions.quotes
    return found


@pytest.mark.parametrize(("language", "text", "speaker"), TOLD)
def test_whoever_is_named_beside_the_verb_speaks_and_nobody_before(language: str, text: str, speaker: str) -> None:
    assert quoted(language, text.format(SAID[language])).speaker_text == speaker


@pytest.mark.parametrize(("language", "text", "speaker"), BESIDE)
def test_without_a_verb_the_subject_of_the_sentence_before_speaks(language: str, text: str, speaker: str) -> None:
    assert quoted(language, text).speaker_text == speaker


def test_a_thing_as_subject_leaves_the_word_to_whoever_spoke() -> None:
    found = quoted("en", 'The tent was cold. "The water falls and nobody will say why."')
    assert found.speaker_text == "The envoy"
