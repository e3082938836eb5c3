"""Parties by what the page itself tells: "the government" of an inner conflict, abbreviations in brackets, initials."""

from __future__ import annotations

import time

import pytest

from goodoffices.lexicon.parties import find_parties
from goodoffices.lexicon.reading import plain_reading
from goodoffices.records import CaseParty, CaseSettings


def named(text: str, language: str = "en", settings: CaseSettings | None = None) -> list[tuple[str, str, str]]:
    found = find_parties(plain_reading(text, language), settings or CaseSettings())
    return [(one.text, one.party, one.how) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The ELN met the government's negotiators.", ("government", "co", "named")),
        ("en", "The ELN met the government delegation.", ("government", "co", "adjective")),
        ("en", "Rebels of the Oromo Liberation Army faced the federal delegation.", ("federal", "et", "adjective")),
        ("uk", "Хусити зустрілися з главою урядової делегації.", ("урядової", "ye", "adjective")),
        ("ru", "ФАРК и правительство подписали текст.", ("правительство", "co", "named")),
    ],
)
def test_the_government_is_that_of_the_movements_land(language: str, text: str, told: tuple[str, str, str]) -> None:
    assert told in named(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Hamas answered, and the government met at night.",  # the movement faces another state's government
        "The LNA met the Government of National Accord.",
        "The ELN praised the Mexican government.",
        "The government met at night.",
        "The ELN and the Taliban have no government in common.",
    ],
)
def test_where_it_is_unclear_the_government_is_nobody(text: str) -> None:
    assert not [one for one in named(text) if one[0].lower() == "government"]


def test_a_state_named_much_oftener_may_be_the_one_that_governs() -> None:
    text = "The ELN waits. " + "France came and France went. " * 3 + "The government answered."
    assert ("government", "co", "named") not in named(text)


def test_a_case_file_says_itself_who_governs() -> None:
    settings = CaseSettings(parties=(CaseParty("eln", "ELN", ("ELN",)),))
    assert [party for _, party, _ in named("The ELN met the government.", settings=settings)] == ["eln"]


def test_an_abbreviation_in_brackets_stands_for_the_party() -> None:
    text = "Освободительная армия оромо (ОЛА) ждет. Представитель ОЛА согласился."
    assert [party for _, party, _ in named(text, "ru")] == ["ola-ethiopia"] * 3


def test_initials_of_a_longer_name_stand_for_the_party() -> None:
    assert named("The Oromo Liberation Army waits. The OLA's spokesman agreed.")[1] == ("OLA", "ola-ethiopia", "named")
    assert len(named("The Oromo Liberation Army waits. Let us say ola.")) == 1


def test_the_name_of_an_outlet_in_marks_is_no_party() -> None:
    assert named("Про це повідомили «Голосу Америки» в уряді.", "uk") == []
    assert named("Позиція Америки відома.", "uk") == [("Америки", "us", "named")]


def test_long_texts_do_not_take_long() -> None:
    text = "The ELN (" + "government OLA federal delegation (ABC) " * 1500
    begun = time.process_time()
    named(text)
    assert time.process_time() - begun < 1.0
