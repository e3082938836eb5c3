"""When talks began and ended."""

from __future__ import annotations

import pytest
from marked import claims_of, only


def times(source, language="en", published="2026-02-18", **kwargs):
    return [
        (claim.kind, claim.value.moment.edtf(), claim.polarity)
        for claim in claims_of(source, language, published, **kwargs)
        if claim.kind in ("start", "end")
    ]


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "Talks in {l:jed|Jeddah} ended on {t:2026-02-17|Tuesday}.", [("end", "2026-02-17", "asserted")]),
        ("en", "The second day of negotiations opened {c:2026-02-18T10:00|at 10 a.m.} in {l:doha|Doha}.", [("start", "2026-02-18T10:00Z", "asserted")]),
        ("en", "The talks are due to begin {c:2026-02-18T10:00|at 10:00} local time.", [("start", "2026-02-18T10:00Z", "planned")]),
        ("en", "{a:am|Armenia}, {a:az|Azerbaijan} end two days of {l:was|Washington} talks.", [("end", "2026-02-18", "asserted")]),
        ("en", "Talks in {l:doha|Doha} end without agreement.", [("end", "2026-02-18", "asserted")]),
        ("uk", "Переговори в {l:was|Вашингтоні} завершилися {t:2026-02-18|у середу}.", [("end", "2026-02-18", "asserted")]),
        ("uk", "Другий день переговорів розпочнеться {c:2026-02-18T09:00|о 9:00}.", [("start", "2026-02-18T09:00Z", "planned")]),
        ("ru", "Переговоры в {l:jed|Джидде} начались {c:2026-02-18T08:00|в 11:00 мск}.", [("start", "2026-02-18T08:00Z", "asserted")]),
        ("ru", "Завершился второй день переговоров в {l:doha|Дохе}.", [("end", "2026-02-18", "asserted")]),
        ("ru", "Встреча началась {c:2026-02-18T09:00|в 12:00} и закончилась {c:2026-02-18T11:00|в 14:00}.",
         [("end", "2026-02-18T11:00Z", "asserted"), ("start", "2026-02-18T09:00Z", "asserted")]),
    ],
)  # fmt: skip
def test_beginnings_and_ends(language, source, expected):
    assert sorted(times(source, language)) == sorted(expected)


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("en", "Envoys met in {l:doha|Doha} for talks to end the war."),
        ("en", "The talks in {l:jed|Jeddah}, aimed at ending the fighting, go on."),
        ("en", "He praised a good start."),
        ("en", "Talks have not begun in {l:jed|Jeddah}."),
        ("en", "Have the talks in {l:jed|Jeddah} failed? The war began on {t:2023-04-15|April 15}."),
        ("uk", "Сторони шукають шляхів до завершення війни."),
        ("ru", "Переговоры об окончании войны ни к чему не привели."),
    ],
)
def test_nothing_began_or_ended(language, source):
    assert times(source, language) == []


def test_pronouns_carry_the_talks_on():
    source = "The meeting in {l:ist|Istanbul} was short. It began {c:2026-02-18T13:40|at 13:40}."
    assert times(source) == [("start", "2026-02-18T13:40Z", "asserted")]


def test_a_clock_time_falls_on_the_day_under_discussion():
    source = "{t:2026-02-17|Tuesday}'s plenary session lasted {d:3 hour|three hours}. It began {c:2026-02-18T10:00|at 10 a.m.} local time."
    starts = only(claims_of(source), "start")
    assert starts[0].subject.time.edtf() == "2026-02-17"


def test_a_live_entry_bounds_the_end_it_reports():
    source = "11:51\nTalks in {l:gen|Geneva} have ended, media report."
    claims = only(claims_of(source, kinds={1: "live-time"}, entries=((1, "2026-02-18T11:51"),)), "end")
    assert claims[0].value.moment.begins is None
    assert claims[0].value.moment.edtf() == "../2026-02-18T11:51Z~"
    assert claims[0].upstream == ("unnamed::media",)
