"""Speakers told by a calling, a source taken up again, names of syllables. Pages composed for this test."""

from __future__ import annotations

import pytest

from goodoffices.records import Annotated
from made_pages import page

HEADS = {
    "uk": "Вісник\nДелегації завершили засідання в столиці\n27 жовтня 2025, 11:05\n\n",
    "ru": "Вестник\nДелегации завершили заседание в столице\n27 октября 2025, 11:05\n\n",
}


def headed(language: str, text: str) -> Annotated:
    return page(f"{HEADS[language]}{text}\n")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "— Коридор пуст, — рассказала хирург Клоэ Мбала-Дюпон. Других врачей в городе нет.", "Клоэ Мбала-Дюпон"),
        ("ru", "Делегацию возглавлял генерал-майор Ким До Гюн. Встреча длилась час.", "Ким До Гюн"),
        ("ru", "Ким До Гюн заявил, что встреча окончена. Делегации уехали.", "Ким До Гюн"),
        ("uk", "Регіон прийняв віцепрем’єр з питань порту Олег Гончар. Зустріч тривала годину.", "Олег Гончар"),
    ],
)
def test_the_person_is_found_under_the_whole_name(language: str, text: str, name: str) -> None:
    assert name in [person.name for person in headed(language, text).mentions.people]


@pytest.mark.parametrize(
    ("language", "text", "quoted", "speaker"),
    [
        (
            "ru",
            "Встреча Анны Мирзоян и Рашида Бенали длилась час, сообщил источник в делегации.\n"
            "«Они пожали друг другу руки», — сказал собеседник.",
            "Они пожали друг другу руки",
            "собеседник",
        ),
        (
            "ru",
            "Рашид Бенали прибыл накануне. Переговоры начались утром.\n— Ни одна сторона не уступит, — подчеркнул гость.",
            "Ни одна сторона не уступит",
            "гость",
        ),
    ],
)
def test_whoever_spoke_is_called_so(language: str, text: str, quoted: str, speaker: str) -> None:
    found = {quote.text: quote.speaker_text for quote in headed(language, text).mentions.quotes}
    assert found[quoted] == speaker


def test_a_source_taken_up_again_stays_nameless() -> None:
    text = (
        "Встреча Анны Мирзоян и Рашида Бенали длилась час, сообщил источник в делегации.\n"
        "«Они пожали друг другу руки», — сказал собеседник."
    )
    (quote,) = [quote for quote in headed("ru", text).mentions.quotes if quote.kind == "direct"]
    assert quote.speaker is None


def test_a_woman_by_her_calling_is_she() -> None:
    text = (
        "Голова місії Келлі Кідерлінг закликала сторони збиратися частіше.\n"
        "Експертка столичного інституту Дойна Мунтян вважає, що прориву не буде.\n"
        "— Столиця чекає, хто переможе, — пояснює вона."
    )
    found = headed("uk", text).mentions
    names = {person.id: person.name for person in found.people}
    assert [names[quote.speaker] for quote in found.quotes if quote.kind == "direct"] == ["Дойна Мунтян"]


def test_whom_an_agency_cites_is_the_speaker() -> None:
    text = "«Встреча ничего не дала», – цитирует агентство главу делегации генерал-майора Ким До Гюна."
    found = headed("ru", text).mentions
    (quote,) = [quote for quote in found.quotes if quote.kind == "direct"]
    assert quote.speaker in {person.id for person in found.people}
