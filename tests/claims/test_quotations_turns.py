"""Whose turn it is: interviews without labels, speech behind dashes, subjects that stand off their verb."""

from __future__ import annotations

import time

import pytest

from goodoffices.claims.people.finder import find_people
from goodoffices.claims.quotations import find_quotes
from goodoffices.lexicon.reading import plain_reading
from goodoffices.records import CaseSettings


def said(text: str, language: str) -> list[tuple[str, str]]:
    """(speaker, words) of every direct and mixed quotation."""
    reading = plain_reading(text, language)
    people, mentions = find_people(reading, CaseSettings(), (), ())
    names = {person.id: person.name for person in people}
    quotes = find_quotes(reading, people, mentions, ())
    return [
        (names.get(quote.speaker or "", quote.speaker_text), quote.text) for quote in quotes if quote.kind != "indirect"
    ]


def speakers(text: str, language: str) -> list[str]:
    return [speaker for speaker, _ in said(text, language)]


ENGLISH = """Dr Costa, were you surprised?

No. I expected worse.

Who is to blame?

Everybody, a little.

The ministry says otherwise.

It would. We have the minutes.

What comes next?

A meeting in May.

Maria Costa left the table in 2020."""
UKRAINIAN = """Олено Гончар, чи ви здивовані?

Ні. Я чекала цього.

Хто винен?

Усі потроху.

Що далі?

Зустріч у травні."""
RUSSIAN = """Петр Гордеев пришел один.

Вы удивлены?

Нет, я ждал.

Кто виноват?

Все понемногу.

Что дальше?

Встреча в мае."""


@pytest.mark.parametrize(
    ("language", "text", "speaker", "count"),
    [
        ("en", ENGLISH, "Maria Costa", 4),
        ("uk", UKRAINIAN, "Олено Гончар", 3),
        ("ru", RUSSIAN, "Петр Гордеев", 3),
    ],
)
def test_answers_of_an_interview_without_labels(language, text, speaker, count):
    assert speakers(text, language) == [speaker] * count


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What is the union?\n\nA body.\n\nWho runs it?\n\nA council.\n\nWhat does it cost?\n\nNobody knows."),
        ("uk", "Що це?\n\nСоюз.\n\nХто ним керує?\n\nРада.\n\nСкільки це коштує?\n\nНіхто не знає."),
        ("ru", "Что это?\n\nСоюз.\n\nКто им управляет?\n\nСовет.\n\nСколько это стоит?\n\nНикто не знает."),
        ("en", "Are you ready?\n\nWe are told that trains run again.\n\nThe end came in May."),
    ],
)
def test_what_an_outlet_asks_itself_is_no_interview(language, text):
    assert said(text, language) == []


def test_after_a_digression_the_guest_who_was_addressed_answers():
    text = (
        "– Пані Гончар, що далі?\n– Травень.\n\nІван Лакоба каже: «Ні».\n\n– Чому так?\n– Бо ми втомилися.\n\n"
        "Олена Гончар усміхнулася."
    )
    assert speakers(text, "uk") == ["Олена Гончар", "Іван Лакоба", "Олена Гончар"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", 'Jelena Markovic, who leads the team, says Kosovo "has been waiting".', "Jelena Markovic"),
        ("en", 'Fatima Brahim left. Omar Hassani would only say: "We will come."', "Omar Hassani"),
        ("en", '"The key exists" but "the door is shut", said John Miller.', "John Miller"),
        ("uk", "Колега Менона, генерал Аршад Рана, говорив довше. «Вони просили, — заявив він.", "Аршад Рана"),
        ("uk", "За даними двох джерел Bloomberg, зустріч відбудеться «за півтора тижні».", "джерел"),
        (
            "uk",
            "Говорила Олена Гончар. Слова Петра Бондаренка про мир пані посол прокоментувала: «Хай буде».",
            "Олена Гончар",
        ),
        ("uk", "«Ключ є», але «двері зачинені», — сказав Іван Гончар.", "Іван Гончар"),
        ("uk", "— Місто порожнє, — почала Олена Гончар.", "Олена Гончар"),
        ("ru", "— Город пуст, — начала Анна Мирзоян. — Остались старики.", "Анна Мирзоян"),
        ("ru", "Рашид Бенали этого не исключил: «Посмотрим».", "Рашид Бенали"),
        ("ru", "Рашид Бенали ждал. «Ключ в столице», — так, по словам источника, выразился дипломат.", "Рашид Бенали"),
        ("ru", "Переговоры, передало ЦТАК, прошли «в искренней обстановке».", "ЦТАК"),
        ("ru", "Повстанцы называли цифру «не менее сорока».", "Повстанцы"),
    ],
)
def test_who_speaks_far_from_the_verb(language, text, expected):
    found = speakers(text, language)
    assert found
    assert set(found) == {expected}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Are you?\n\nI am.\n\n"),
        ("uk", "— Так, — ла ла\n\n"),
        ("ru", "«Да», но "),
    ],
)
def test_long_hostile_turns_stay_fast(language, text):
    reading = plain_reading(text * (50_000 // len(text)), language)
    started = time.process_time()
    find_quotes(reading, (), (), ())
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Both sides blamed each other for the delay."),
        ("uk", "Сторони звинуватили одне одного в обстрілах."),
        ("ru", "Стороны обвинили друг друга в обстрелах."),
    ],
)
def test_whom_they_blame_is_nothing_said(language, text):
    reading = plain_reading(text, language)
    assert not find_quotes(reading, (), (), ())
