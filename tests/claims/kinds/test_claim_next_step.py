"""The next meeting told without a noun for it, or by its committee. Pages composed for this test."""

from __future__ import annotations

import pytest

from made_pages import claims_of

TOLD = [
    ("uk", "Наступна відбудеться 26 червня."),
    ("uk", "Комісія знову збереться 26 червня."),
    ("uk", "Наступну призначено на 26 червня."),
    ("uk", "Комітет збереться знову 30 червня в Афінах."),
    ("ru", "Следующая состоится 26 июня."),
    ("ru", "Комитет снова соберется 26 июня."),
    ("ru", "Комиссия вновь соберётся 26 июня."),
    ("en", "The next one will be held on June 26."),
    ("en", "The committee will meet again on June 26."),
    ("en", "The next is set for June 26."),
    ("ru", "Следующую встречу назначили на 15 июля."),
    ("en", "Both agreed to keep the truce until the next round on June 26."),
    ("en", "The truce was extended till the next round, on June 26, an envoy said."),
    ("uk", "Сторони продовжили перемир'я до наступного раунду 26 червня."),
    ("ru", "Стороны продлили перемирие до следующего раунда 26 июня."),
]
OTHER = [
    ("ru", "Следующая сессия ООН не связана с этим. Следующая зима будет холодной."),
    ("en", "The next election will be held on June 26."),
    ("en", "The delegations met again in Nicosia on Tuesday morning, the last day of a round closed to the press."),
    ("uk", "Наступні вибори відбудуться 26 червня."),
]
HEADS = {
    "en": "Talks in Nicosia\nJune 17, 2025\nGreece and Turkey held a meeting in Nicosia. ",
    "uk": "Переговори в Нікосії\n17 червня 2025, 20:00\nУ Нікосії пройшла зустріч посланців Греції та Туреччини. ",
    "ru": "Переговоры в Никосии\n17 июня 2025, 20:00\nВ Никосии прошла встреча Греции и Турции. ",
}


def steps(tmp_path, language, sentence):
    """The next steps of a page of two sentences."""
    return claims_of(tmp_path, f"{HEADS[language]}{sentence}\n", "next-step")


@pytest.mark.parametrize(("language", "sentence"), TOLD)
def test_the_next_meeting_is_read(tmp_path, language, sentence):
    assert steps(tmp_path, language, sentence)


@pytest.mark.parametrize(("language", "sentence"), OTHER)
def test_what_else_is_next_is_no_meeting(tmp_path, language, sentence):
    assert steps(tmp_path, language, sentence) == []


def test_a_truce_up_to_the_day_of_a_new_round_dates_the_round(tmp_path):
    told = "Сторони домовилися продовжити перемир'я до 26 червня, коли в Нікосії має відбутися новий раунд."
    days = {claim.subject.time.first_day for claim in steps(tmp_path, "uk", told) if claim.subject.time is not None}
    assert [day.isoformat() for day in days] == ["2025-06-26"]
