"""Names that no table holds, told by what stands beside them. Sentences and names made for this test."""

from __future__ import annotations

from datetime import date

import pytest

from made_pages import page

HEADS = {
    "en": "Talks go on\n12 March 2026\n\nThe talks on water went on for a second day.\n\n",
    "uk": "Переговори тривають\n12 березня 2026\n\nПереговори про воду тривали другий день.\n\n",
    "ru": "Переговоры продолжаются\n12 марта 2026\n\nПереговоры о воде шли второй день.\n\n",
}
NAMES = {
    "en": ("Behu Torku", "Naabu Bukeri Seidor"),
    "uk": ("Бегу Торку", "Наабу Букері Сейдор"),
    "ru": ("Беху Торку", "Наабу Букери Сейдор"),
}
TOLD = {
    "en": (
        "{}, a retired general who chairs the talks, told reporters that it was late.",
        '"It is late," {} insisted.',
        "{} shook his head.",
        "The chair, {}, said the talks would go on.",
        "{}, who leads the delegation, said the talks would go on.",
        "{}, the regional president, opened the session.",
        "{}, a teacher, has lived here for years.",
        "{}, 54, keeps goats near the well.",
        '"We waited," said {}, a trader at the market.',
        '"We waited," {} recalled.',
        '"We waited," {} says, pouring tea.',
        "The commissioner for water, {}, was at the table.",
        "Speaking after the session, {} told reporters it was long.",
        "The delegation was headed by {}.",
        "The delegation, led by {}, left at noon.",
        "Among them was {}, a former governor.",
        "His deputy {} nodded.",
        "Her colleague {} disagreed.",
        "According to {}, the wells are dry.",
        "The letter was signed by {} and two others.",
        "We spoke to {} by telephone.",
        "Interview with {}, head of the peace committee.",
        "{} has led the committee since 2019.",
        "{} chairs the committee.",
        "{} is the head of the committee.",
        "{}'s statement was brief.",
        "{}: The wells are open.",
        "Ato {} said no.",
        "The mediator appointed {} as its envoy.",
        "The district commissioner, {}, and his counterpart shook hands.",
    ),
    "uk": (
        "Голова комісії, {}, сказав, що переговори триватимуть.",
        "{}, який очолює делегацію, сказав, що переговори триватимуть.",
        "{}, голова регіону, відкрив засідання.",
        "{}, вчитель, живе тут роками.",
        "{}, 54 роки, пасе кіз.",
        "«Ми чекали», — сказав {}, торговець на ринку.",
        "«Ми чекали», — згадує {}.",
        "«Ми чекали», — каже {}, наливаючи чай.",
        "Уповноважений з питань води {} був за столом.",
        "Після засідання {} сказав журналістам, що воно було довгим.",
        "Делегацію очолює {}.",
        "Серед них був {}, колишній губернатор.",
        "Його заступник {} кивнув.",
        "За словами {}, криниці сухі.",
        "Лист підписав {}.",
        "Ми поговорили з {} телефоном.",
        "{} очолює комітет з 2019 року.",
        "{} — голова комітету.",
        "{}: Криниці відкриті.",
        "Комісар округу {} потиснув руку.",
        "{} пояснив, чому пауза була потрібна.",
    ),
    "ru": (
        "Глава комиссии, {}, сказал, что переговоры продолжатся.",
        "{}, который возглавляет делегацию, сказал, что переговоры продолжатся.",
        "{}, глава региона, открыл заседание.",
        "{}, учитель, живет здесь годами.",
        "{}, 54 года, пасет коз.",
        "«Мы ждали», — сказал {}, торговец на рынке.",
        "«Мы ждали», — вспоминает {}.",
        "«Мы ждали», — говорит {}, наливая чай.",
        "Уполномоченный по воде {} был за столом.",
        "После заседания {} сказал журналистам, что оно было долгим.",
        "Делегацию возглавляет {}.",
        "Среди них был {}, бывший губернатор.",
        "Его заместитель {} кивнул.",
        "По словам {}, колодцы сухи.",
        "Письмо подписал {}.",
        "Мы поговорили с {} по телефону.",
        "{} возглавляет комитет с 2019 года.",
        "{} — глава комитета.",
        "{}: Колодцы открыты.",
        "Комиссар округа {} пожал руку.",
        "{} объяснил, почему пауза была нужна.",
    ),
}
OTHERS = [
    ("en", "Behu Torku, a shipping line, said it was late."),
    ("en", "Behu Torku, a town on the river, described as dry, was empty."),
    ("en", "According to Radio Behutor, the wells are dry."),
    ("en", "The commander in the town, Zor Behu, held his fire."),
    ("en", "Behu Torku Society has led the market."),
    ("uk", "За словами «Бегу Торку», криниці сухі."),
    ("uk", "Дослівно Торку: Криниці відкриті."),
    ("ru", "Глава района в селе, Тор Беху, молчал."),
]


def named(language: str, text: str) -> list[tuple[str, ...]]:
    """The spellings of each person of a short page."""
    return [person.variants for person in page(f"{HEADS[language]}{text}\n", date(2026, 3, 12)).mentions.people]


@pytest.mark.parametrize(("language", "sentence"), [(key, one) for key, told in TOLD.items() for one in told])
def test_what_is_told_of_people_shows_a_name(language: str, sentence: str) -> None:
    for name in NAMES[language]:
        assert any(name in spellings for spellings in named(language, sentence.format(name))), name


@pytest.mark.parametrize(("language", "sentence"), OTHERS)
def test_what_is_told_of_others_shows_none(language: str, sentence: str) -> None:
    assert named(language, sentence) == []


def test_somebody_is_called_by_the_first_word_of_the_name() -> None:
    text = 'On the bench sat Behu Torku of the herders.\n\n"We wait," Behu added. Mr Behu left.\n'
    assert named("en", text) == [("Behu Torku", "Behu")]


def test_a_capital_particle_belongs_to_the_family_name() -> None:
    text = '"The men wait," said Philippe Le Roux, the mayor. Le Roux added that it was late.\n'
    assert named("en", text) == [("Philippe Le Roux", "Le Roux")]


def test_an_address_by_the_given_name_is_no_second_person() -> None:
    text = "Тріна Караманлі-Озтюрк очолює комітет.\n\n— Пані Тріно, чим усе закінчилося?\n\n— Нічим."
    (spellings,) = named("uk", text)
    assert {"Тріна Караманлі-Озтюрк", "Тріно"} <= set(spellings)
