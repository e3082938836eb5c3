"""The next meeting told by a verb alone, or by a dash: who comes together, again, and when."""

from __future__ import annotations

import pytest
from test_claim_next_step import steps

TOLD = [
    ("en", "They will come together again on June 26."),
    ("en", "The parties are going to assemble anew on June 26."),
    ("en", "Both teams promised to take their seats once more on June 26."),
    ("en", "The delegations agreed to reconvene on June 26."),
    ("en", "The two generals will have to look each other in the eye once more on June 26."),
    ("en", "Next round: June 26."),
    ("uk", "Вони знову приїдуть сюди 26 червня, - додав посередник."),
    ("uk", "Сторони домовилися зійтися ще раз 26 червня."),
    ("uk", "Наступна зустріч – 26 червня."),
    ("ru", "Снова сесть за стол они собираются 26 июня."),
    ("ru", "Комиссии продолжат 26 июня."),
    ("ru", "Следующая встреча, по сведениям агентства, - 26 июня."),
]
OTHER = [
    ("en", "President Erdogan will return to Ankara on June 26."),
    ("en", "The first round will run until June 26."),
    ("en", "The minister will meet Erdogan on June 26."),
    ("ru", "Путин вернется в Москву 26 июня."),
    ("uk", "Ердоган повернеться до Анкари 26 червня."),
]


@pytest.mark.parametrize(("language", "sentence"), TOLD)
def test_the_sides_will_meet_again(tmp_path, language, sentence):
    days = {claim.value.moment.first_day.isoformat() for claim in steps(tmp_path, language, sentence)}
    assert days == {"2025-06-26"}


@pytest.mark.parametrize(("language", "sentence"), OTHER)
def test_a_journey_or_the_end_of_a_round_is_no_next_meeting(tmp_path, language, sentence):
    assert not steps(tmp_path, language, sentence)


def test_without_a_day_the_sides_will_only_talk_further(tmp_path):
    [claim] = steps(tmp_path, "en", "The sides agreed to reconvene.")
    assert claim.value.ids == ("further-talks",)
    assert claim.polarity == "planned"
