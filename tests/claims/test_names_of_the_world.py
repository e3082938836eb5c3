"""Names of many lands joined into people, people called by land or kin, and remarks set off in a clause.

Sentences composed for this test.
"""

from __future__ import annotations

import time

import pytest

from goodoffices.lexicon.names.peoples import land_gender, land_of
from made_pages import bare


def read(language: str, text: str):
    """People by id, mentions as (words, id), quotations of a bare text."""
    found = bare(text, language)
    names = {person.id: person.name for person in found.people}
    return names, [(one.text, one.person) for one in found.persons], found.quotes()


ONE = [
    ("en", "Minister Ketevan Lomtatidze-Abashidze rang. Lomtatidze said it was late.", "Lomtatidze"),
    ("en", "Lt. Gen. Ramon “Boy” dela Cruz spoke. Dela Cruz left early.", "Dela Cruz"),
    ("en", "Admiral João d'Ávila e Sousa spoke first. D'Ávila said it was late.", "D'Ávila"),
    ("en", "Minister Elnur Qasımzadə came. Gasimzade said it was late.", "Gasimzade"),
    ("en", "Envoy Nguyễn Thị Minh Châu came early. Ms Chau said it was late.", "Chau"),
    ("en", "Mohammed bin Salman came to Neom. The prince, known as MBS, said it was late.", "MBS"),
    ("en", "Retired general Hermogenes Catapang came. Catapang said it was late.", "Catapang"),
    ("uk", "Вів зустріч Віталій Ігнатьєв-Чорба. З Ігнатьєвим-Чорбою говорили двічі.", "Ігнатьєвим-Чорбою"),
    ("uk", "Погодився Ю. В. Гайдаренко. За словами Юрія Васильовича, сперечалися мало.", "Юрія Васильовича"),
    ("uk", "Посередничав Тут Кев Гатлуак, радник президента. З Гатлуаком говорили двічі.", "Гатлуаком"),
    ("uk", "Приїхав Фарадж Бу Халіфа. Першим говорив Бу Халіфа.", "Бу Халіфа"),
    ("uk", "Віцеміністр Со Джін Ук приїхав. Потім Со сказав, що чекав.", "Со"),
    ("ru", "Приехал Ван Цзянь. Потом Ван сказал, что ждал.", "Ван"),
    ("ru", "Приехал Жан-Батист де ла Тур дю Пен. О де ла Тур дю Пене шутят.", "дю Пене"),
    ("ru", "Посол Коити Мидзусима уехал. Мидзусима сказал, что ждал.", "Мидзусима"),
    ("ru", "Пришёл генерал Ан Ик Сан. С ним спорили. Позвали генерала Ан Ик Сана.", "Ан Ик Сана"),
    ("ru", "Лидер Усман Диатта-Сонко молчал. У Диатты-Сонко спросили снова.", "Диатты-Сонко"),
]


@pytest.mark.parametrize(("language", "text", "words"), ONE)
def test_a_shorter_or_inflected_name_joins_the_whole_one(language, text, words):
    people, mentions, _ = read(language, text)
    assert len(people) == 1, people
    assert any(words in found for found, _ in mentions), mentions


TWO = [
    ("en", "Lansana Sambou died in 1998, Ibou Sambou four years later."),
    ("uk", "Адвокат Лаша Гоголадзе і депутат Мамука Гоголадзе прийшли разом."),
    ("ru", "Жениха зовут Нодар Квициния, невесту — Асида Квициния-Ардзинба."),
    ("ru", "Пришли Иван Петров и Иван Сергеевич Сидоров, оба из одной деревни."),
]


@pytest.mark.parametrize(("language", "text"), TWO)
def test_two_with_one_family_name_or_given_name_stay_two(language, text):
    people, _, _ = read(language, text)
    assert len(people) == 2, people


SAID = [
    ("en", "British envoy Tom Fletcher met Kofi Mensah of Ghana. “No,” the Ghanaian said.", "No,", "Kofi Mensah"),
    ("uk", "Дипломат Ван Цзянь і японець Такеші Ямаґуті чекали. «Так», — сказав японець.", "Так", "Такеші Ямаґуті"),
    ("ru", "Посол Томас Майер молчал. По словам австрийца, дорога закрыта.", "дорога закрыта", "Томас Майер"),
    (
        "uk",
        "Раїса Гилка чекала. Прийшов Семен Гилка. «Чекаю», — сказала Раїса Гилка. Її чоловік додав: «І я».",
        "І я",
        "Семен Гилка",
    ),
    (
        "en",
        "Atépa Sambou, who commands the wing, met Paul Ndiaye. “It forgets,” the commander said.",
        "It forgets,",
        "Atépa Sambou",
    ),
    (
        "en",
        "The group was headed by Minister Paul Ndiaye, who said the road was open.",
        "the road was open",
        "Paul Ndiaye",
    ),
    ("en", "Minister Paul Martin came. “We saw each other,” the minister said.", "We saw each other,", "Paul Martin"),
    (
        "en",
        "Paul Martin was more hopeful: the road would be open by June.",
        "the road would be open by June",
        "Paul Martin",
    ),
]


@pytest.mark.parametrize(("language", "text", "words", "speaker"), SAID)
def test_whoever_is_called_by_land_kin_or_office_speaks(language, text, words, speaker):
    people, _, quotes = read(language, text)
    found = {quote.text.strip("“”«»"): quote for quote in quotes}
    assert people[found[words].speaker] == speaker


REPORTED = [
    ("uk", "Бійці, пообіцяв він, отримають амністію до осені.", "Бійці, пообіцяв він, отримають амністію до осені"),
    (
        "ru",
        "Отвод от поста, прикидывает генерал, занял бы дней пять.",
        "Отвод от поста, прикидывает генерал, занял бы дней пять",
    ),
    (
        "uk",
        "На Сумщині без світла лишилися тисячі абонентів, повідомили в обленерго.",
        "На Сумщині без світла лишилися тисячі абонентів",
    ),
    ("en", "The session lasted nine hours, a security official told Dawn on Sunday.", "The session lasted nine hours"),
    ("en", "The plenary went on for six hours, delegates from both tables said.", "The plenary went on for six hours"),
    ("ru", "Если верить организаторам, оружие сдадут двести бойцов.", "оружие сдадут двести бойцов"),
]


@pytest.mark.parametrize(("language", "text", "words"), REPORTED)
def test_what_a_remark_in_a_clause_reports(language, text, words):
    _, _, quotes = read(language, text)
    assert words in [quote.text for quote in quotes if quote.kind == "indirect"]


def test_a_place_that_heads_a_line_says_nothing():
    _, _, quotes = read("uk", "Судан: вантажівки поїдуть, гармати не замовкнуть")
    assert not quotes


def test_peoples_are_known_in_every_case():
    assert land_of("австрійцем", "uk") == land_of("австрийца", "ru") == land_of("austrian", "en") == "at"
    assert (land_gender("японка"), land_gender("японець")) == ("f", "m")
    assert land_of("молодец", "ru") == ""


HOSTILE = [
    "Ван Цзянь-" * 4000,
    "Абу " * 9000,
    "“а” сказав він, " * 3000,
    "И. " * 15000,
    "Her husband said, the Ghanaian said; " * 1500,
    ("Лишь " * 9000) + "генерал признал: да.",
    "Ma. Jr. d'A " * 4000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_hostile_text_is_read_in_good_time(language, text):
    start = time.process_time()
    read(language, text)
    assert time.process_time() - start < 5
