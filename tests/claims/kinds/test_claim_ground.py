"""Strikes, casualties, territory and exchanges."""

from __future__ import annotations

import pytest
from marked import claims_of, only


def tolls(source, language="en", **kwargs):
    return sorted(
        (c.subject.kind, c.subject.name, c.value.quantity.of, str(c.value.quantity.low))
        for c in only(claims_of(source, language, **kwargs), "casualties")
    )


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "{n:40 person|Forty people} were killed when shells hit a market in {l:elf|El Fasher} on {t:2026-02-17|Tuesday}.", [("strike", "killed", "person", "40")]),
        ("en", "The war has killed {n:600- person|more than 600} civilians and wounded {n:5000 person|5,000 people}.",
         [("conflict", "killed", "civilian", "600"), ("conflict", "wounded", "person", "5000")]),
        ("en", "{n:12 person|Twelve} {a:il/adjective|Israeli} soldiers have died since the war began.", [("conflict", "killed il", "soldier", "12")]),
        ("uk", "Унаслідок обстрілу {l:kha|Харкова} {t:2026-02-17|у вівторок} загинули {n:3 person|троє людей}, {n:15 person|15 осіб} поранено.",
         [("strike", "killed", "person", "3"), ("strike", "wounded", "person", "15")]),
        ("ru", "При обстреле рынка в {l:elf|Эль-Фашере} {t:2026-02-17|во вторник} погибли {n:40 person|40 человек}.", [("strike", "killed", "person", "40")]),
        ("en", "No {n:10 person|ten people} were killed, the army denied.", []),
        ("en", "{n:15 person|15 people} sit in the delegation.", []),
    ],
)  # fmt: skip
def test_tolls(language, source, expected):
    assert tolls(source, language) == expected


def test_the_dead_of_a_plague_are_no_claim_of_war():
    assert tolls("The plague killed {n:1000 person|1,000 people} in {l:mad/country|Madagascar}.") == []


def test_a_second_account_of_one_attack_keeps_its_place():
    source = (
        "In {l:elf|El Fasher} the shelling of a market on {t:2026-02-17|Tuesday} killed {n:40 person|40 people}. "
        "A local committee speaks of {n:15 person|15} dead people."
    )
    places = {c.subject.place for c in only(claims_of(source), "casualties")}
    assert places == {"elf"}


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "{a:ru|Russia} controls {n:20 percent about|about 20 per cent} of {a:ua|Ukraine}."),
        ("en", "{a:ru|Russia} occupies {n:20 percent about|around one-fifth} of {a:ua/adjective|Ukrainian} land."),
        ("uk", "{a:ru|Росія} контролює {n:20 percent about|близько 20%} території {a:ua|України}."),
        ("ru", "{a:ru|Россия} контролирует {n:20 percent about|около 20%} территории {a:ua|Украины}."),
    ],
)
def test_shares_of_one_land_are_one_subject(language, source):
    claim = only(claims_of(source, language), "territory")[0]
    assert claim.subject.name == "share of ua held by ru"
    assert claim.subject.parties == ("ru",)


def test_a_share_of_a_region_is_another_subject():
    source = "{a:ru|Russia} wants the {l:don/region|Donetsk region}, {n:20 percent about|around one-fifth} of which {a:ua|Kyiv}'s forces still control."
    claim = only(claims_of(source), "territory")[0]
    assert claim.subject.name == "share of Donetsk region held by ua"


@pytest.mark.parametrize(
    ("language", "source", "party"),
    [
        ("en", "{a:ru|Russia} launched a large-scale missile and drone attack on energy infrastructure.", "ru"),
        ("en", "{a:il/adjective|Israeli} air strikes on {l:gz/region|Gaza} killed dozens overnight.", "il"),
        ("uk", "{a:ru|Росія} атакувала {l:kyi|Київ} ракетами та дронами.", "ru"),
        ("ru", "{a:rsf|СБР} обстреляли лагерь беженцев в {l:elf|Эль-Фашере} из артиллерии.", "rsf"),
    ],
)
def test_strikes_name_who_is_accused(language, source, party):
    claim = only(claims_of(source, language), "strike")[0]
    assert claim.subject.parties == (party,)
    assert "attack" in claim.value.ids


@pytest.mark.parametrize(
    "source",
    [
        "{a:ru|Russia} undertook to refrain from strikes on energy during the talks.",
        "{a:us|Washington} wants {a:il|Israel} to halt strikes on {l:gz/region|Gaza}.",
        "The ministry condemned attacks on hospitals.",
    ],
)
def test_talk_of_strikes_is_no_strike(source):
    assert only(claims_of(source), "strike") == []


@pytest.mark.parametrize(
    ("language", "source", "polarity"),
    [
        (
            "en",
            "{a:ru|Russia} and {a:ua|Ukraine} exchanged {n:157 person|157} prisoners each on {t:2026-02-17|Tuesday}.",
            "asserted",
        ),
        ("uk", "Сторони домовилися обміняти {n:1200- person|щонайменше 1200} військовополонених.", "planned"),
        ("ru", "Стороны обменяли {n:887 person|887} пленных.", "asserted"),
    ],
)
def test_exchanges(language, source, polarity):
    claim = only(claims_of(source, language), "exchange")[0]
    assert (claim.value.quantity.of, claim.polarity) == ("prisoner", polarity)


def test_an_attack_set_before_the_talks_is_not_of_the_report_s_day():
    source = "{c:2026-02-18T10:40|10:40}\nAhead of the meeting, {a:ru|Russia} launched a missile attack on {l:ua/country|Ukraine}'s power plants."
    told = only(claims_of(source, entries=((1, "2026-02-18T10:40"),)), "strike")
    assert [claim.subject.time for claim in told] == [None]
    today = source.replace("Ahead of the meeting, ", "")
    dated = only(claims_of(today, entries=((1, "2026-02-18T10:40"),)), "strike")
    assert [str(claim.subject.time.first_day) for claim in dated] == ["2026-02-18"]


def test_of_attacks_that_go_on_the_one_told_is_claimed():
    source = "{a:ru|Russia} continues attacks despite the talks, including a major strike on {l:lviv|Lviv} on {t:2026-02-17|February 17}."
    told = only(claims_of(source), "strike")
    assert [(claim.subject.parties, claim.subject.place) for claim in told] == [(("ru",), "lviv")]
    assert "Lviv" in told[0].evidence[0].quote
