"""Measured and counted numbers in three languages: span, bounds, unit, modifier, thing."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.lexicon.quantities import find_quantities, same
from goodoffices.lexicon.reading import plain_reading

# language | sentence | words = low..high unit modifier (of)
TABLE = """
en | It holds about 20 per cent of the country. | about 20 per cent = 20..20 percent about
en | It holds around one-fifth of the country. | around one-fifth = 20..20 percent about
uk | Під контролем близько 20% території. | близько 20% = 20..20 percent about
uk | Під контролем п'яту частину країни. | п'яту частину = 20..20 percent exact
ru | Под контролем примерно пятую часть страны. | примерно пятую часть = 20..20 percent about
ru | Почти 20 процентов территории. | Почти 20 процентов = 20..20 percent about
en | Half of the territory, three quarters of homes, a third of the army, more than half the country. | Half = 50..50 percent exact; three quarters = 75..75 percent exact; a third = 33.3..33.3 percent exact; more than half = 50.. percent at-least
uk | Дві третини міста та чверть області. | Дві третини = 66.7..66.7 percent exact; чверть = 25..25 percent exact
ru | Около трети территории и половина школ, 80 % больниц. | Около трети = 33.3..33.3 percent about; половина = 50..50 percent exact; 80 % = 80..80 percent exact
en | More than 15 people died. | More than 15 people = 15.. person at-least person
en | Up to 300 drones came. | Up to 300 drones = ..300 drone at-most drone
en | They fired between 5 and 7 missiles. | between 5 and 7 missiles = 5..7 missile between missile
en | They took 5-7 villages. | 5-7 villages = 5..7 settlement between settlement
ru | Проведено 17 совместных встреч представителей сторон. | 17 совместных встреч = 17..17 item exact встреч
ru | Это подписали лидеры 6 политических партий. | 6 политических партий = 6..6 item exact партий
ru | Сброшено сто две управляемые бомбы. | сто две управляемые бомбы = 102..102 bomb exact bomb
ru | Произошло 82 боевых столкновения. | 82 боевых столкновения = 82..82 item exact столкновения
uk | Загинули 12 росіян, 200 українців повернулися. | 12 росіян = 12..12 person exact; 200 українців = 200..200 person exact
en | Six Americans and five Iranians were freed. | Six Americans = 6..6 person exact; five Iranians = 5..5 person exact
ru | Портал 24.kg пишет о 30 палатках. | 30 палатках = 30..30 item exact палатках
en | It takes two to three months. | two to three months = 2..3 month between
en | At least 12 civilians died. | At least 12 civilians = 12.. person at-least civilian
en | No fewer than 35 soldiers, no more than 100,000 troops. | No fewer than 35 soldiers = 35.. person at-least soldier; no more than 100,000 troops = ..100000 person at-most soldier
en | Nearly 1,000 prisoners and roughly two dozen villages. | Nearly 1,000 prisoners = 1000..1000 person about prisoner; roughly two dozen villages = 24..24 settlement about settlement
en | They swapped 314 prisoners, 157 from each side. | 314 prisoners = 314..314 person exact prisoner; 157 = 157..157 person exact prisoner
en | 15 were killed and dozens were wounded. | 15 = 15..15 person exact; dozens = 24..99 person about
en | Hundreds of thousands of people fled. | Hundreds of thousands of people = 100000..999999 person about person
en | Tens of thousands of soldiers fell. | Tens of thousands of soldiers = 10000..99999 person about soldier
en | Several hundred fighters left. | Several hundred fighters = 300..900 person about fighter
en | A couple of drones, a dozen bodies. | A couple of drones = 2..2 drone about drone; a dozen bodies = 12..12 body exact body
en | Half a million residents, 2.5 million refugees and 1,200 houses. | Half a million residents = 500000..500000 person exact resident; 2.5 million refugees = 2500000..2500000 person exact displaced person; 1,200 houses = 1200..1200 building exact building
en | 3-4 million people and two hundred and fifty soldiers. | 3-4 million people = 3000000..4000000 person between person; two hundred and fifty soldiers = 250..250 person exact soldier
en | Some 300 Iranian-made long-range drones flew 15km. | Some 300 Iranian-made long-range drones = 300..300 drone about drone; 15km = 15..15 kilometre exact
en | A 20-kilometre zone of 2,300 sq km. | 20-kilometre = 20..20 kilometre exact; 2,300 sq km = 2300..2300 square kilometre exact
en | It costs $50 million, €1.5bn or 90 billion euros. | $50 million = 50000000..50000000 dollar exact; €1.5bn = 1500000000..1500000000 euro exact; 90 billion euros = 90000000000..90000000000 euro exact
en | Five armed groups and two security guarantees. | Five armed groups = 5..5 item exact group; two security guarantees = 2..2 item exact guarantee
en | They will hand over 3,000 bodies. | over 3,000 bodies = 3000..3000 body exact body
en | It lasted about two hours. | about two hours = 2..2 hour about
en | It lasted half an hour, then a day and a half. | half an hour = 30..30 minute exact; a day and a half = 1.5..1.5 day exact
en | Shells hit 10 houses or more. | 10 houses = 10..10 building exact building
en | 20 or more houses burned. | 20 or more houses = 20.. building at-least building
uk | Видобуток упав майже на третину, а борг – більш як на чверть. | майже на третину = 33.3..33.3 percent about; більш як на чверть = 25.. percent at-least
ru | Добыча упала почти на треть. | почти на треть = 33.3..33.3 percent about
ru | Везут полторы сотни машин и около полутора десятков раненых. | полторы сотни машин = 150..150 vehicle exact vehicle; около полутора десятков раненых = 15..15 person about wounded
uk | Чекають півтори сотні машин. | півтори сотні машин = 150..150 vehicle exact vehicle
uk | Зону звузили з 40 кілометрів до 25 кілометрів. | 40 кілометрів = 40..40 kilometre exact; до 25 кілометрів = 25..25 kilometre exact
ru | Привезли до 25 тонн. | до 25 тонн = ..25 tonne at-most
uk | Понад 15 людей загинуло, до 300 дронів збито. | Понад 15 людей = 15.. person at-least person; до 300 дронів = ..300 drone at-most drone
uk | Від 5 до 7 ракет і 5-7 км. | Від 5 до 7 ракет = 5..7 missile between missile; 5-7 км = 5..7 kilometre between
uk | Десятки тисяч військових, 12 млн людей. | Десятки тисяч військових = 10000..99999 person about soldier; 12 млн людей = 12000000..12000000 person exact person
uk | Двадцять п'ять полонених і 1 200 безпілотників. | Двадцять п'ять полонених = 25..25 person exact prisoner; 1 200 безпілотників = 1200..1200 drone exact drone
uk | Щонайменше троє цивільних, кілька десятків поранених. | Щонайменше троє цивільних = 3.. person at-least civilian; кілька десятків поранених = 30..90 person about wounded
uk | Близько 1,5 тис. полонених та 3,5 млн осіб. | Близько 1,5 тис. полонених = 1500..1500 person about prisoner; 3,5 млн осіб = 3500000..3500000 person exact person
uk | Розмова тривала майже на дві години довше. | майже на дві години = 2..2 hour about
uk | Кількість зросла до 300 осіб. | до 300 осіб = 300..300 person exact person
ru | Погибли более 15 человек. | более 15 человек = 15.. person at-least person
ru | Сотни тысяч людей, около 300 беспилотников. | Сотни тысяч людей = 100000..999999 person about person; около 300 беспилотников = 300..300 drone about drone
ru | Не менее трёх мирных жителей и 314 пленных. | Не менее трёх мирных жителей = 3.. person at-least civilian; 314 пленных = 314..314 person exact prisoner
ru | Полмиллиона человек, двести пятьдесят бойцов, пять-шесть ракет. | Полмиллиона человек = 500000..500000 person exact person; двести пятьдесят бойцов = 250..250 person exact soldier; пять-шесть ракет = 5..6 missile between missile
ru | От 10 до 15 танков и полтора миллиона жителей. | От 10 до 15 танков = 10..15 tank between tank; полтора миллиона жителей = 1500000..1500000 person exact resident
ru | Разговор длился почти шесть часов. | почти шесть часов = 6..6 hour about
"""
ROWS = [tuple(part.strip() for part in line.split(" | ")) for line in TABLE.strip().splitlines()]


def quantities(text, language="en"):
    return find_quantities(plain_reading(text, language))


def told(mention):
    quantity = mention.quantity
    low = "" if quantity.low is None else quantity.low
    high = "" if quantity.high is None else quantity.high
    return f"{mention.text} = {low}..{high} {quantity.unit} {quantity.modifier} {quantity.of}".rstrip()


@pytest.mark.parametrize(("language", "sentence", "expected"), ROWS, ids=[str(number) for number in range(len(ROWS))])
def test_quantity(language, sentence, expected):
    found = quantities(sentence, language)
    assert "; ".join(told(mention) for mention in found) == expected
    assert all(sentence[mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("On 17 February 2026 at 10:00 the second round began.", "en"), ("F-16s and Su-34 flew over Route 5.", "en"),
        ("Resolution 2735 of 2024, Article 5, Section 3, page 12, Flight 752.", "en"), ("One of the sides said so.", "en"),
        ("Call +41 22 917 1234 now.", "en"), ("The 20th century, the 3rd round, 24/7.", "en"), ("The G7, S-300 and Covid-19.", "en"),
        ("The 5+2 format and the 28-point plan.", "en"), ("In 2014 and in the 1990s; on 01.02.2026.", "en"), ("First and second.", "en"),
        ("18 лютого 2026 року о 10:00 почався 3-й раунд.", "uk"), ("Стаття 5, резолюція 2202, пункт 4.", "uk"),
        ("18 февраля 2026 г. в 10:00 начался 3-й раунд.", "ru"), ("Статья 5, резолюция 242.", "ru"),
    ],
)  # fmt: skip
def test_what_counts_nothing(sentence, language):
    assert [told(mention) for mention in quantities(sentence, language)] == []


def test_the_same_share_in_three_languages_and_two_wordings():
    english = quantities("It holds about 20 per cent.")[0].quantity
    for text, language in (
        ("It holds around one-fifth of it.", "en"), ("Близько 20% країни.", "uk"), ("Приблизно п'яту частину.", "uk"), ("Около 20 процентов.", "ru"),
    ):  # fmt: skip
        assert same(english, quantities(text, language)[0].quantity), text


def test_no_float_and_one_way_to_write_a_number():
    found = [*quantities("2.50 million people, 1,200 people, 20.0 per cent, one-fifth of it, 1.5 km")]
    assert all(isinstance(mention.quantity.low, Decimal) for mention in found)
    assert [str(mention.quantity.low) for mention in found] == ["2500000", "1200", "20", "20", "1.5"]


WORDS = st.lists(
    st.sampled_from(
        "about more than between and to 5 7 1,200 1 200 million half of a dozen hundreds thousands % $ € people drones two-thirds third "
        "до від понад майже тисяч п'ять частину км почти около сто двадцать человек - – . , ; + No. F-16 10:00 17 February 2026 ² ٣ 1e9".split(
            " "
        )
    ),
    max_size=40,
)


@given(WORDS, st.sampled_from(["en", "uk", "ru", "de"]))
def test_any_text_is_survived(words, language):
    text = " ".join(words)
    found = quantities(text, language)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.integers(2, 999_999), st.sampled_from(["en", "uk", "ru"]))
def test_digits_in_every_grouping(number, language):
    noun = {"en": "prisoners", "uk": "полонених", "ru": "пленных"}[language]
    forms = [str(number)]
    if number > 999:
        forms += [f"{number:,}", f"{number:,}".replace(",", "\u00a0")]
        forms += [f"{number:,}".replace(",", " ")] if language != "en" else []
    for form in forms:
        if len(form) == 4 and 1900 <= number <= 2069:
            continue
        (mention,) = quantities(f"{form} {noun}.", language)
        assert mention.quantity.low == mention.quantity.high == number, form


@pytest.mark.parametrize(
    "piece",
    [
        "about ",
        "5 ",
        "5-",
        "1 000 ",
        "two ",
        "hundred ",
        "thousand ",
        "half a ",
        "between 5 and ",
        "one-",
        "more than ",
        "$5 ",
        "tens of ",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece):
    text = piece * (20_000 // len(piece))
    begun = time.process_time()
    quantities(text)
    quantities(text, "ru")
    assert time.process_time() - begun < 4
