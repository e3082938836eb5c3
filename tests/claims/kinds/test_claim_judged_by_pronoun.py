"""Judgements of talks that are only "them" in their own sentence. Pages composed for this test."""

from __future__ import annotations

import pytest

from made_pages import claims_of

JUDGED = [
    (
        "uk",
        "Посадовці Греції та Туреччини зустрілися в Нікосії на переговори. Міністр Нікос Панайотідіс назвав переговори «втраченим часом».",
    ),
    (
        "uk",
        "У Нікосії пройшли переговори Греції та Туреччини. Глава делегації Греції Нікос Панайотідіс назвав їх «марною тратою часу».",
    ),
    (
        "uk",
        "У Нікосії пройшли переговори Греції та Туреччини. Вони тривали годину. Туреччина вважає їх «корисними», заявив міністр Мехмет Озтюрк.",
    ),
    (
        "uk",
        "У Нікосії пройшла зустріч посланців Греції та Туреччини. Посланець Мехмет Озтюрк охарактеризував її як конструктивну.",
    ),
    ("ru", "В Никосии прошли переговоры Греции и Турции. Министр Никос Панайотидис назвал их «пустой тратой времени»."),
    ("ru", "В Никосии прошли переговоры Греции и Турции. Министр Мехмет Озтюрк, напротив, считает их полезными."),
    (
        "ru",
        "В Никосии прошла встреча Греции и Турции. Глава турецкой делегации Мехмет Озтюрк оценил ее как «потерянное время».",
    ),
    (
        "en",
        'Greece and Turkey held talks in Nicosia. Minister Nikos Panayotidis called them "a complete waste of time".',
    ),
    ("en", 'Greece and Turkey held talks in Nicosia. Minister Mehmet Ozturk described them as "constructive".'),
    ("en", 'Greece and Turkey held a meeting in Nicosia. Turkish envoy Mehmet Ozturk dismissed it as "time wasted".'),
]
NOT_JUDGED = [
    (
        "en",
        'Greece and Turkey held talks in Nicosia. Turkey presented a map. Minister Nikos Panayotidis called the map "useless".',
    ),
    (
        "ru",
        "В Никосии прошли переговоры Греции и Турции. Турция передала новые предложения. Министр Никос Панайотидис назвал их «бесполезными».",
    ),
    (
        "uk",
        "У Нікосії пройшли переговори Греції та Туреччини. Греція запропонувала створити комісію. Міністр Мехмет Озтюрк назвав її «корисною».",
    ),
]
HEADS = {
    "en": "Talks in Nicosia\nJune 17, 2025",
    "uk": "Переговори в Нікосії\n17 червня 2025, 20:00",
    "ru": "Переговоры в Никосии\n17 июня 2025, 20:00",
}


def judgements(tmp_path, language, body):
    """The assessments of a page of one paragraph."""
    return claims_of(tmp_path, f"{HEADS[language]}\n{body}\n", "assessment")


@pytest.mark.parametrize(("language", "body"), JUDGED)
def test_talks_are_judged_by_pronoun_and_as_time_lost(tmp_path, language, body):
    assert len(judgements(tmp_path, language, body)) == 1


@pytest.mark.parametrize(("language", "body"), NOT_JUDGED)
def test_other_things_judged_are_no_talks(tmp_path, language, body):
    assert judgements(tmp_path, language, body) == []
