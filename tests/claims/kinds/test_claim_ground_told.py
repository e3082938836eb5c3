"""Who is meant and what is told on the ground: own dead, periods, towns held, the dead handed over, truces broken."""

from __future__ import annotations

import time

import pytest
from marked import Marked, claims_of, only

from goodoffices.claims.kinds.bodies import Bodies
from goodoffices.lexicon.reading import Reading
from goodoffices.records import Line

TUESDAY = "{t:2026-02-17|Tuesday}"


def subjects(source, language="en", kind="casualties"):
    return [claim.subject for claim in only(claims_of(source, language), kind)]


def holders(source, language="en"):
    return [(c.subject.name, c.value.ids, c.polarity) for c in only(claims_of(source, language), "territory")]


@pytest.mark.parametrize(
    ("language", "source", "party"),
    [
        ("en", "{l:sidon|SIDON} – Shells killed {n:9 person|nine people} in a market on {t:2026-02-17|Tuesday}.", ""),
        (
            "en",
            "{l:kyiv|KYIV}, Feb 18 (Reuters) - Shells killed {n:9 person|nine people} on {t:2026-02-17|Tuesday}.",
            "",
        ),
        ("en", "Shells killed {n:9 person|nine people} in {l:sumy|Sumy} on {t:2026-02-17|Tuesday}.", "sumy"),
    ],
)
def test_nothing_happens_where_the_report_is_sent_from(language, source, party):
    assert {subject.place for subject in subjects(source, language)} == {party}


def test_a_toll_from_a_day_on_is_the_conflicts():
    source = (
        "At least {n:74- person|74 people} have been killed since the offensive began on {t:2026-02-02|2 February}."
    )
    (subject,) = subjects(source)
    assert (subject.kind, subject.name) == ("conflict", "killed")
    assert subject.time is not None
    assert subject.time.text == "2 February"


def test_so_many_weeks_of_fighting_are_a_toll_from_a_day_on():
    source = "{n:30 person|Thirty} soldiers were killed in {d:3 week|three weeks} of fighting near {l:x|Xay}."
    (subject,) = subjects(source)
    assert subject.kind == "conflict"
    assert str(subject.time.first_day) < "2026-01-29" < str(subject.time.last_day)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("An {a:il/adjective|Israeli} strike on " + TUESDAY + " killed {n:21 person|21} {a:hamas|Hamas} fighters.", "killed hamas"),
        ("Clashes in {l:x|Xay} on " + TUESDAY + " killed {n:4 person|four people} on {a:kh/adjective|Cambodian} soil.", "killed"),
        ("Shells took the lives of {n:9 person|nine people} in {l:x|Xay} on " + TUESDAY + ".", "killed"),
    ],
)  # fmt: skip
def test_whose_people_a_figure_of_an_attack_counts(source, name):
    assert {subject.name for subject in subjects(source)} == {name}


def test_the_verb_after_and_keeps_its_own_figure():
    source = (
        "The raid on {l:x|Xay} on " + TUESDAY + " killed {n:3 person|three people} and injured {n:34 person|34 others}."
    )
    found = {(c.subject.name, str(c.value.quantity.low)) for c in only(claims_of(source), "casualties")}
    assert found == {("killed", "3"), ("wounded", "34")}


def test_a_toll_long_before_is_not_carried_into_the_attack():
    source = (
        "Shells killed {n:9 person|nine people} in {l:x|Xay} on {t:2026-02-17|Tuesday}. "
        "In {t:2025-10-11|October} there was fighting too. The army then admitted the death of {n:23 person|23} soldiers."
    )
    assert [s.kind for s in subjects(source)] == ["strike", "conflict"]


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("en", "{a:m23|M23} rebels say they control {l:uvr|Uvira} as thousands flee to {a:bi|Burundi}.", ("m23",)),
        ("en", '{s:cd|"{l:uvr|Uvira} remains under the control of our army"}, {a:cd|Kinshasa} said.', ("cd",)),
        ("uk", "{l:uvr|Увіра} залишається під контролем {a:cd|ДР Конго}.", ("cd",)),
        ("ru", "{a:ru|Россия}: {s:ru/indirect|освобождено село Мирополье}, заявили в ведомстве.", ("ru",)),
        ("en", "{a:houthis|The Houthis} denied the loss of {l:hys|Hays}.", ("houthis",)),
        ("en", "The town of Kyaukme is still in the hands of {a:tnla|the TNLA}.", ("tnla",)),
    ],
)
def test_who_holds_a_town(language, source, expected):
    assert [(ids, polarity) for _, ids, polarity in holders(source, language)] == [(expected, "asserted")]


@pytest.mark.parametrize(
    "source",
    [
        "{a:ua|Ukraine} said many of the freed men were captured in {l:mrp|Mariupol}.",
        "{a:ru|Russia} captured {n:18 soldier|18 soldiers} in {l:mrp|Mariupol}.",
        "{a:us|Washington} holds talks in {l:mrp|Mariupol}.",
        "{a:un|The UN} says thousands left {l:fas|El Fasher} since it fell.",
    ],
)
def test_people_and_talks_are_no_towns_held(source):
    assert holders(source) == []


def test_points_held_are_counted():
    source = "{a:il|Israel} still occupies {n:5 item|five} hilltop positions in {l:lb/country|Lebanon}."
    (claim,) = only(claims_of(source), "territory")
    assert claim.subject.name.startswith("posts of ")
    assert claim.value.quantity.of == "post"


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        ("uk", "{t:2026-02-17|У вівторок} {a:ua|Україні} передали {n:1000 body|1000 тіл} загиблих.", "returned ua"),
        ("ru", "{t:2026-02-17|Во вторник} {a:ua|Киеву} передали {n:1000 body|тысячу тел}.", "returned ua"),
        ("en", "{a:ru|Russia} on {t:2026-02-17|Tuesday} returned {n:1000 body|1,000 bodies}.", "freed ru"),
        (
            "en",
            "{n:1000 body|1,000 bodies} were handed over to {a:ua|Ukraine} on {t:2026-02-17|Tuesday}.",
            "returned ua",
        ),
    ],
)
def test_the_dead_are_handed_over(language, source, name):
    (claim,) = only(claims_of(source, language), "exchange")
    assert (claim.subject.name, claim.value.quantity.of) == (name, "body")


@pytest.mark.parametrize(
    ("language", "source", "name", "party"),
    [
        ("en", "{a:kh/adjective|Cambodian} forces opened fire first on {t:2026-02-07|7 February}.", "first shot", "kh"),
        ("uk", "Першими відкрили вогонь {a:th/adjective|тайські} підрозділи.", "first shot", "th"),
        ("en", "{a:pk/adjective|Pakistani} troops violated the ceasefire within hours.", "breach", "pk"),
        ("ru", "{a:pk|Пакистан} нарушил перемирие в первые же часы.", "breach", "pk"),
    ],
)
def test_who_began_and_who_broke_the_truce(language, source, name, party):
    (claim,) = only(claims_of(source, language), "strike")
    assert (claim.subject.kind, claim.subject.name, claim.value.ids) == ("conflict", name, (party,))


@pytest.mark.parametrize(
    ("opening", "side"),
    [
        ("The {a:il/adjective|Israeli} military met {a:lb/adjective|Lebanese} officers.", "il"),
        ("{l:x|Xay} lies in {a:lb|Lebanon}; {a:il|Israel} is near.", None),
        ("The {a:il/adjective|Israeli} military faced the {a:lb/adjective|Lebanese} army.", None),
    ],
)
def test_the_military_is_that_of_the_one_state_whose_military_is_named(opening, side):
    bodies = Bodies(Marked(opening).mentions().parties, ())
    reading = Reading(Marked(opening).text, "en", [Line(1, 0, len(Marked(opening).text), "body")])
    assert bodies.party(reading, "the military", 900) == side


@pytest.mark.parametrize(
    "piece", ["captured in Xay and ", "Ohn Taw ", "since since on ", "40 of its men ", "військ армії "]
)
def test_hostile_text_is_read_in_time(piece):
    source = "{a:ru|Russia} killed {n:9 person|nine people}. " + piece * (20_000 // len(piece))
    began = time.process_time()
    claims_of(source)
    assert time.process_time() - began < 2
