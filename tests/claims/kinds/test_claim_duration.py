"""How long talks lasted, in three languages and several conflicts."""

from __future__ import annotations

import pytest
from marked import claims_of, only


def lengths(source, language="en", published="2026-02-18", **kwargs):
    found = []
    for claim in only(claims_of(source, language, published, **kwargs), "duration"):
        quantity = claim.value.quantity
        when = claim.subject.time.edtf() if claim.subject.time else None
        low = None if quantity.low is None else str(quantity.low)
        high = None if quantity.high is None else str(quantity.high)
        found.append((claim.subject.kind, when, low, high, quantity.unit, claim.polarity))
    return found


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "{t:2026-02-17|Tuesday}'s meetings in {l:jed|Jeddah} lasted {d:5 hour about|about five hours}.",
         [("sitting", "2026-02-17", "5", "5", "hour", "asserted")]),
        ("en", "The army and the {a:rsf|RSF} sat down in {l:jed|Jeddah}. Their talks ended after {d:3 hour|three hours}.",
         [("sitting", "2026-02-18", "3", "3", "hour", "asserted")]),
        ("en", "Envoys left {l:doha|Doha} after {d:7- hour|more than seven hours} of negotiations.",
         [("sitting", "2026-02-18", "7", None, "hour", "asserted")]),
        ("en", "A {d:6 hour|six-hour} session in {l:doha|Doha} brought no deal on the hostages.",
         [("sitting", "2026-02-18", "6", "6", "hour", "asserted")]),
        ("en", "{a:am|Armenia} and {a:az|Azerbaijan} closed {d:2 day|two-day} talks in {l:was|Washington}.",
         [("round", None, "2", "2", "day", "asserted")]),
        ("en", "The talks were brief, shorter than {d:4 hour|the four hours} of meetings on {t:2026-02-16|Monday}.",
         [("sitting", "2026-02-16", "4", "4", "hour", "asserted")]),
        ("en", "Talks have been going on for {d:5 hour|five hours} in {l:mus|Muscat}.",
         [("sitting", "2026-02-18", "5", None, "hour", "asserted")]),
        ("en", "Negotiations in {l:hav|Havana} are expected to last {d:3 day|three days}.",
         [("round", None, "3", "3", "day", "planned")]),
        ("uk", "Переговори в {l:jed|Джидді} тривали {d:6- hour|понад шість годин}.",
         [("sitting", "2026-02-18", "6", None, "hour", "asserted")]),
        ("uk", "{t:2026-02-17|Учора} відбулося засідання в {l:gen|Женеві}. Воно тривало {d:3 hour|три години}.",
         [("sitting", "2026-02-17", "3", "3", "hour", "asserted")]),
        ("uk", "У {l:doha|Досі} завершилися {d:2 day|дводенні} переговори щодо {l:gz/region|Гази}.",
         [("round", None, "2", "2", "day", "asserted")]),
        ("uk", "Переговори тривають уже {d:4 hour|чотири години}.",
         [("sitting", "2026-02-18", "4", None, "hour", "asserted")]),
        ("ru", "Переговоры в {l:was|Вашингтоне} длились {d:6 hour about|почти шесть часов}.",
         [("sitting", "2026-02-18", "6", "6", "hour", "asserted")]),
        ("ru", "После {d:3 hour|трех часов} переговоров делегации покинули {l:doha|Доху}.",
         [("sitting", "2026-02-18", "3", "3", "hour", "asserted")]),
        ("ru", "Встреча, которая началась {c:2026-02-18T09:00|в 12:00 мск}, заняла {d:1.5 hour|полтора часа}.",
         [("sitting", "2026-02-18", "1.5", "1.5", "hour", "asserted")]),
        ("ru", "Ожидается, что переговоры продлятся {d:2 day|два дня}.",
         [("round", None, "2", "2", "day", "planned")]),
    ],
)  # fmt: skip
def test_lengths_of_talks(language, source, expected):
    assert lengths(source, language) == expected


def test_how_long_a_truce_held_is_told_of_the_truce():
    source = (
        "The humanitarian pause in {l:kh|Khartoum} lasted {d:72 hour|72 hours}, talks in {l:jed|Jeddah} went nowhere."
    )
    assert [kind for kind, *_ in lengths(source, "en")] == ["conflict"]


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "Air strikes went on for {d:4 hour about|about four hours} while talks in {l:jed|Jeddah} continued."),
        ("en", "They are seeking an end to the {d:4 year|four-year} war."),
        ("en", "It was the first exchange in {d:5 month|five months}."),
        ("uk", "Повітряна тривога тривала {d:3 hour|три години}, переговори в {l:gen|Женеві} ще не почалися."),
        ("ru", "Обстрел города длился {d:2 hour|два часа}."),
        ("ru", "Война в Йемене длится более {d:8 year|восьми лет}."),
    ],
)
def test_other_things_that_last_are_no_talks(language, source):
    assert lengths(source, language) == []


def test_the_days_of_a_page_are_told_apart():
    source = (
        "The first day of talks on {t:2026-02-17|17 February} lasted {d:6 hour|six hours}.\n"
        "The second day of the talks began in {l:gen|Geneva} on {t:2026-02-18|Wednesday}.\n"
        "The second-day meeting lasted only {d:2 hour|two hours}."
    )
    assert [entry[:3] for entry in lengths(source)] == [("sitting", "2026-02-17", "6"), ("sitting", "2026-02-18", "2")]


def test_a_section_keeps_its_day():
    source = "First day of talks on {t:2026-02-17|February 17}\nThe talks lasted {d:4 hour about|about four hours}."
    assert lengths(source, kinds={1: "subheading"})[0][1] == "2026-02-17"


def test_a_page_of_the_day_after_reports_the_day_it_dates():
    source = (
        "Talks in {l:ank|Ankara} ended on {t:2026-02-17|Tuesday}. The plenary session lasted {d:3 hour|three hours}."
    )
    assert lengths(source)[0][1] == "2026-02-17"


def test_a_dinner_and_two_mens_talk_are_meetings_of_their_own():
    source = (
        "A dinner on {t:2026-02-16|Monday} lasted {d:2 hour about|about two hours}.\n"
        "The {p:p1/tr/Hakan Fidan|Fidan}-{p:p2/gr/Giorgos Gerapetritis|Gerapetritis} meeting took {d:30 minute|30 minutes}."
    )
    found = only(claims_of(source), "duration")
    assert [(claim.subject.kind, claim.subject.name) for claim in found] == [
        ("meeting", "dinner"),
        ("meeting", "meeting"),
    ]
    assert found[0].subject.time.edtf() == "2026-02-16"
    assert found[1].subject.parties == ("gr", "tr")


def test_evidence_reads_and_leads_back_to_the_text():
    claim = only(
        claims_of("Envoys met. The talks in {l:jed|Jeddah} lasted {d:2 hour|two hours}, officials said."), "duration"
    )[0]
    assert claim.evidence[0].quote == "The talks in Jeddah lasted two hours, officials said."
    assert claim.extractor == "kinds.duration/1"


def test_a_day_owns_what_it_does_not_repeat():
    source = "{t:2026-02-16|Monday}'s session lasted {d:7 hour|seven hours}. {t:2026-02-17|Tuesday's} was shorter: {d:3 hour about|about three hours}."
    assert [entry[:3] for entry in lengths(source)] == [("sitting", "2026-02-16", "7"), ("sitting", "2026-02-17", "3")]
