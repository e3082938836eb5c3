"""Adjectives of weekdays and months before a noun for talks, and the first days of a month."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.lexicon.reading import plain_reading
from goodoffices.lexicon.times import Anchor, find_times


def values(text: str, language: str) -> list[str]:
    anchor = Anchor(date(2023, 3, 17), "published", None)
    return [time.value for time in find_times(plain_reading(text, language), anchor, ())]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Середове засідання скінчилося.", "2023-03-15"),
        ("uk", "П'ятничне засідання скінчилося.", "2023-03-17"),
        ("uk", "Четвергові перемовини скінчилися.", "2023-03-16"),
        ("uk", "Суботня зустріч скінчилася.", "2023-03-11"),
        ("ru", "Вторничная встреча закончилась.", "2023-03-14"),
        ("ru", "Воскресный раунд закончился.", "2023-03-12"),
        ("uk", "Минув і січневий раунд.", "2023-01"),
        ("uk", "Минула жовтнева зустріч.", "2022-10"),
        ("ru", "Прошел и апрельский раунд.", "2023-04"),
        ("ru", "Прошли сентябрьские переговоры.", "2022-09"),
        ("ru", "Раунд начнется в первых числах мая.", "2023-05"),
    ],
)
def test_the_day_or_month_of_an_adjective(language: str, text: str, expected: str) -> None:
    assert values(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Збереглося природне середовище."),
        ("uk", "Обстріляно Жовтневий район."),
        ("ru", "Тихо в городе Октябрьский."),
        ("uk", "Минув травневий дощ."),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    assert values(text, language) == []
