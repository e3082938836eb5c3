"""What a senior reader would stumble over: places, outlets, times said twice, what agreement rests on, cut quotations."""

from __future__ import annotations

import msgspec
import pytest
from port_sable import CLOCK, NINTH, TENTH, said

from goodoffices.lexicon.places import place_label
from goodoffices.publications.brief import brief_of
from goodoffices.publications.markdown import brief_markdown
from goodoffices.publications.names import Names, upstream_label
from goodoffices.publications.record import Record
from goodoffices.publications.values import excerpt
from goodoffices.publications.words import Words
from goodoffices.records import Answer, Because, Claim, Event, Finding, Grade, Place, Subject, TimelineRow, When

GENEVA = Place("geonames:2660646", "Geneva", 462022000, 61457000, 5000, "town", "CH")


@pytest.mark.parametrize(
    ("ident", "english", "uk", "ru"),
    [
        ("geonames:2660646", "Geneva", "Женева", "Женева"),
        ("geonames:292968", "Abu Dhabi", "Абу-Дабі", "Абу-Даби"),
        ("iso:UA", "Ukraine", "Україна", "Украина"),
        ("goodoffices:gaza-strip", "Gaza Strip", "Сектор Гази", "Сектор Газа"),
        ("nowhere:1", "Port Sable", "Port Sable", "Port Sable"),
    ],
)
def test_places_are_called_as_the_language_calls_them(ident: str, english: str, uk: str, ru: str) -> None:
    assert place_label(ident, english, "en") == english
    assert (place_label(ident, english, "uk"), place_label(ident, english, "ru")) == (uk, ru)


def test_events_are_named_by_kind_people_topic_place_and_time(record: Record) -> None:
    step = Event("evt_9", "announcement", "Announcement: x", NINTH, GENEVA, (), (record.claims[8].id,))
    names = Names(msgspec.structs.replace(record, events=(*record.events, step)), Words("uk"))
    assert names.event(step) == "Оголошення: тристоронній, Женева, 9 квітня 2031"
    meeting = Event("evt_8", "meeting", "Meeting", NINTH, GENEVA, ("sud", "nor"), ())
    assert names.event(meeting, timed=False) == "Зустріч (Норланд, Судель), Женева"


def test_a_known_agency_is_called_as_the_language_calls_it() -> None:
    assert upstream_label("Xinhua", "uk") == "Сіньхуа"
    assert upstream_label("Sable Courier", "uk") == "Sable Courier"


def test_a_page_without_an_outlet_is_called_by_its_letter(record: Record) -> None:
    bare = msgspec.structs.replace(record.documents[0], outlet="")
    source = msgspec.structs.replace(record.sources[0], name="courier", owner="courier")
    found = msgspec.structs.replace(
        record.findings[2], values=(msgspec.structs.replace(record.findings[2].values[0], owners=("courier",)),)
    )
    told = msgspec.structs.replace(
        record, documents=(bare, *record.documents[1:]), sources=(source, *record.sources[1:]), findings=(found,)
    )
    brief = brief_of(told, "en")
    assert brief.single[0].accounts[0].owners == ("page A (outlet not named)",)
    assert "page A (outlet not named)" in [row.name for row in brief.sources]
    assert brief.facts.outlets == "2 outlets; 1 page whose outlet is not named"


def graded(record: Record, page: int, words: str, grade: str, **more: object) -> Claim:
    value = Grade(grade, 0, words, "en")
    return said(record.documents[page], words, "assessment", Subject("round"), value, **more)


def test_only_the_grade_that_both_sides_give_is_agreed(record: Record) -> None:
    claims = (
        graded(record, 0, "Talks in Port Sable", "progress"),
        graded(record, 1, "Перший день", "difficult"),
        graded(record, 2, "Переговоры", "difficult"),
    )
    values = (
        Answer(claims[0].value, "progress", (claims[0].id,), ("per_ada",), ("nor",)),
        Answer(claims[1].value, "difficult", (claims[1].id, claims[2].id), ("per_ada", "sud"), ("nor", "sud")),
    )
    because = (Because("why-agreed", 1, owners=("per_ada", "sud")),)
    finding = Finding("fnd_g", "evt_1", "assessment", "agreed", values, 5, ("x",), because)
    told = msgspec.structs.replace(record, claims=claims, findings=(finding,))
    (item,) = brief_of(told, "en").settled
    assert [(account.text, account.beside) for account in item.accounts] == [("difficult", False), ("progress", True)]
    assert item.counted == "2 independent sources"
    assert "assessment: difficult [1][2]; also: progress [3] (2 independent sources)" in brief_markdown(told, "en")


def timed(record: Record, status: str = "corroborated") -> Finding:
    day = said(record.documents[0], "two days", "end", Subject("round"), When(NINTH, "on the ninth", "en"))
    other = said(record.documents[2], "9 и 10 апреля", "end", Subject("round"), When(NINTH, "девятого", "ru"))
    hour = said(record.documents[1], "Перший день", "end", Subject("round"), When(CLOCK, "о дев'ятій", "uk"))
    values = tuple(Answer(claim.value, "x", (claim.id,), (claim.id,), ()) for claim in (day, other, hour))
    because = (Because("why-corroborated", 0, owners=("a", "b", "c"), count=3, joined=(1, 2)),)
    return Finding("fnd_t", "evt_1", "end", status, values, 3, ("x",), because), (day, other, hour)  # type: ignore[return-value,arg-type]


def test_one_time_is_said_once_the_most_exact_first(record: Record) -> None:
    finding, claims = timed(record)  # type: ignore[misc]
    told = msgspec.structs.replace(record, claims=claims, findings=(finding,))
    (item,) = brief_of(told, "en").settled
    assert [account.short or account.text for account in item.accounts] == [
        "9 April 2031, 11:00 (UTC+02:00)",
        "the day only",
    ]
    assert len(item.accounts[1].citations) == 2


def test_a_line_of_the_timeline_takes_in_those_that_say_less_exactly(record: Record) -> None:
    lines = (
        TimelineRow(NINTH, "First sitting: ends", "evt_2", (record.claims[0].id,)),
        TimelineRow(CLOCK, "First sitting: ends", "evt_2", (record.claims[4].id,)),
        TimelineRow(TENTH, "First sitting: ends", "evt_2", (record.claims[8].id,)),
    )
    rows = brief_of(msgspec.structs.replace(record, timeline=lines), "en").rows
    assert [row.when for row in rows] == ["9 April 2031, 11:00 (UTC+02:00)", "10 April 2031"]
    assert len(rows[0].citations) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("for a line of patrols along the whole river", "… for a line of patrols along the whole river …"),
        ("Norland to leave the eastern bank at once.", "Norland to leave the eastern bank at once."),
        ("a patrol line", "a patrol line"),
        ("", ""),
    ],
)
def test_cut_quotations_show_where_they_were_cut(text: str, shown: str) -> None:
    assert excerpt(text) == shown


def test_several_answers_from_one_source_each_say_so(record: Record) -> None:
    finding = msgspec.structs.replace(record.findings[2], independent_sources=3)
    (item,) = brief_of(msgspec.structs.replace(record, findings=(finding,)), "uk").single
    assert item.status_text == "кожне — з одного джерела"


def test_a_case_has_a_title_in_each_language(record: Record) -> None:
    told = msgspec.structs.replace(record, case_titles={"uk": "Порт-Сейбл"})
    assert brief_of(told, "uk").facts.title == "Порт-Сейбл"
    assert brief_of(told, "ru").facts.title == record.case
