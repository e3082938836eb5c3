"""What a brief says: key points, what is ahead, who met whom, positions, people, and the drawn timeline."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from port_sable import NINTH, said

from goodoffices.publications.brief import brief_of
from goodoffices.publications.chart import COLUMNS_SHOWN, LABELS, Entry, chart_of
from goodoffices.publications.names import Names, spelled
from goodoffices.publications.record import Record
from goodoffices.publications.sentences import AGREED_POINTS
from goodoffices.publications.subjects import named
from goodoffices.publications.words import Words
from goodoffices.records import Concept, Finding, Person, Subject, TimelineRow, day_moment

EN = Words("en")


def test_key_points_come_settled_disputed_then_ahead(record: Record) -> None:
    points = brief_of(record, "en").points
    assert [point.status for point in points] == ["agreed", "disputed", "next"]
    disputed = points[1].statements[0]
    assert [(part.text, part.who) for part in disputed.parts] == [
        ("six hours", ("Ada Brenn",)),
        ("about four hours", ("Речниця Суделя",)),
    ]
    assert all(part.citations for point in points for statement in point.statements for part in statement.parts)


def test_without_anything_settled_single_accounts_are_the_key_points(record: Record) -> None:
    single = tuple(finding for finding in record.findings if finding.status == "single")
    points = brief_of(msgspec.structs.replace(record, findings=single), "en").points
    assert [point.status for point in points] == ["single", "next"]


def test_key_points_stay_few(record: Record) -> None:
    many = tuple(
        msgspec.structs.replace(record.findings[1], id=f"fnd_{n}", subject=f"conflict:x{n}") for n in range(50)
    )
    points = brief_of(msgspec.structs.replace(record, findings=many), "en").points
    assert sum(point.status == "agreed" for point in points) == AGREED_POINTS


def test_a_denied_value_says_so_in_every_language(record: Record) -> None:
    claim = msgspec.structs.replace(record.claims[8], polarity="denied")
    told = msgspec.structs.replace(record, claims=(*record.claims[:8], claim, *record.claims[9:]))
    (item,) = brief_of(told, "uk").single
    assert item.accounts[0].text != "тристоронній" and "тристоронній" in item.accounts[0].text


def test_reserve_and_channel_are_kept(record: Record) -> None:
    claim = msgspec.structs.replace(record.claims[0], channel="X", hedge="reportedly")
    brief = brief_of(msgspec.structs.replace(record, claims=(claim, *record.claims[1:])), "en")
    account = brief.disputed[0].accounts[0]
    assert account.speakers == ("Ada Brenn (through X)",)
    assert account.how == ("reported with reserve: reportedly",)


def test_an_unnamed_official_is_no_country(record: Record) -> None:
    claim = msgspec.structs.replace(record.claims[0], speaker="nor", upstream=("unnamed:nor:official",))
    brief = brief_of(msgspec.structs.replace(record, claims=(claim, *record.claims[1:])), "en")
    assert brief.disputed[0].accounts[0].speakers == ("an official (Norland)",)


def test_a_question_on_a_delegation_names_whose(record: Record) -> None:
    (item,) = brief_of(record, "en").undetermined
    assert item.asked.endswith("(Norland)")


def test_an_area_and_a_conflict_are_named_from_their_keys(record: Record) -> None:
    found = (
        msgspec.structs.replace(record.findings[1], id="fnd_a", subject="area:share of nor held by sud"),
        msgspec.structs.replace(record.findings[1], id="fnd_b", subject="conflict:sud+nor"),
    )
    told = msgspec.structs.replace(record, findings=found)
    assert {item.subject for item in brief_of(told, "en").settled} == {
        "Share of Norland held by Sudel",
        "Conflict: Norland, Sudel",
    }
    assert {item.subject for item in brief_of(told, "uk").settled} == {
        "Норланд: частка під контролем (Судель)",
        "Конфлікт: Норланд, Судель",
    }


def next_step(record: Record, page: int) -> Record:
    """The record with one undated announcement on a page."""
    words = ("wants a patrol line", "Судель відкидає", "сообщила Ада Бренн")[page]
    value = Concept(("trilateral",), words, "en")
    claim = said(record.documents[page], words, "next-step", Subject("round"), value, polarity="planned")
    return msgspec.structs.replace(
        record, claims=(claim,), events=record.events[:2], findings=(), timeline=(), positions=()
    )


def test_an_undated_step_counts_when_its_page_knows_the_latest_talks(record: Record) -> None:
    assert [step.what for step in brief_of(next_step(record, 0), "en").steps] == ["trilateral"]
    old = msgspec.structs.replace(record.documents[0], published=day_moment(date(2031, 3, 1)))
    told = next_step(msgspec.structs.replace(record, documents=(old, *record.documents[1:])), 0)
    assert not brief_of(told, "en").steps


def test_what_is_past_as_of_the_question_is_not_ahead(record: Record) -> None:
    assert [step.what for step in brief_of(record, "en").steps] == ["Next round"]
    late = msgspec.structs.replace(record, as_of=day_moment(date(2031, 5, 1)))
    assert not brief_of(late, "en").steps
    row = brief_of(late, "en").rows[3]
    assert row.announced and not row.ahead


def test_parties_stand_in_the_order_of_the_case_with_their_people_after_them(record: Record) -> None:
    meetings = brief_of(record, "en").meetings
    assert [(row.name, row.of) for row in meetings.rows] == [("Norland", False), ("Ada Brenn", True), ("Sudel", False)]
    turned = dict(reversed(record.party_names.items()))
    other = brief_of(msgspec.structs.replace(record, party_names=turned), "en")
    assert [row.name for row in other.meetings.rows] == ["Sudel", "Norland", "Ada Brenn"]
    assert other.standing.parties == ("Sudel", "Norland")


def test_positions_keep_the_words_and_their_language(record: Record) -> None:
    (row,) = brief_of(record, "ru").standing.rows
    assert [(stand.text, stand.language) for cell in row.cells for stand in cell] == [
        ("… a patrol line ten kilometres wide …", "en"),
        ("смугу патрулювання", "uk"),
    ]


@pytest.mark.parametrize(
    ("variants", "language", "name"),
    [
        (("Рустем Умєров", "Рустема Умєрова", "Умєров"), "uk", "Рустем Умєров"),
        (("Рустема Умєрова",), "uk", "Rustem Umerov"),
        (("Рустем Умєров",), "ru", "Rustem Umerov"),
        (("Рустем Умеров", "Рустем Умєров"), "ru", "Рустем Умеров"),
        (("Рустем Умєров",), "en", "Rustem Umerov"),
    ],
)
def test_names_are_spelled_as_the_pages_of_that_language_do(
    variants: tuple[str, ...], language: str, name: str
) -> None:
    assert spelled(Person("per_1", "Rustem Umerov", variants), language) == name


def test_a_spelling_that_only_the_other_language_has_is_not_taken() -> None:
    person = Person("per_1", "Dmitry Peskov", ("Дмитрий Песков",))
    assert spelled(person, "uk", "", "сказав Дмитрий Песков") == "Dmitry Peskov"
    declined = Person("per_2", "Ada Brenn", ("Ада Бренн", "Аду Бренн"))
    assert spelled(declined, "uk", "запросили Аду Бренн", "сообщила Ада Бренн") == "Ада Бренн"


def test_lines_of_one_event_and_time_are_told_once(record: Record) -> None:
    planned = TimelineRow(record.timeline[3].time, "Next round (planned)", "evt_4", record.timeline[3].claims)
    brief = brief_of(msgspec.structs.replace(record, timeline=(*record.timeline, planned)), "en")
    assert [row.what for row in brief.rows] == [row.what for row in record.timeline]


def entry(number: int, lane: str, first: date, last: date | None = None, weight: int = 1) -> Entry:
    return Entry(number, f"t-{number}", lane, first, last or first, 0, False, f"Event {number}", weight)


def test_days_are_columns_and_gaps_are_cut(record: Record) -> None:
    chart = brief_of(record, "en").chart
    assert chart is not None
    assert [(column.head, column.cut) for column in chart.columns] == [("9", 0), ("10", 0), ("20", 9)]
    assert [lane.kind for lane in chart.lanes] == ["round", "sitting", "strike"]
    assert [shape.entry.number for shape in chart.lanes[0].bars] == [1, 4]
    assert [shape.entry.ahead for shape in chart.lanes[0].bars] == [False, True]


def test_marks_and_bars_do_not_cover_each_other() -> None:
    day = date(2031, 4, 9)
    entries = [entry(n, "statement", day) for n in range(1, 12)]
    entries += [entry(20 + n, "round", day, day + timedelta(days=2)) for n in range(4)]
    chart = chart_of(entries, EN)
    assert chart is not None
    lanes = {lane.kind: lane for lane in chart.lanes}
    assert len({shape.y for shape in lanes["round"].bars}) == 4
    assert len({(shape.x, shape.y) for shape in lanes["statement"].marks}) == 11
    for lane in chart.lanes:
        assert all(lane.y <= shape.y <= lane.y + lane.height for shape in (*lane.bars, *lane.marks))
        assert all(LABELS <= shape.x <= chart.width for shape in (*lane.bars, *lane.marks))


@pytest.mark.parametrize(("step", "events", "head"), [(1, 16, "9"), (20, 17, "Apr"), (300, 17, "2031")])
def test_long_stories_are_drawn_in_months_or_years(step: int, events: int, head: str) -> None:
    entries = [entry(n, "strike", date(2031, 4, 9) + timedelta(days=step * n)) for n in range(events)]
    chart = chart_of(entries, EN)
    assert chart is not None
    assert chart.columns[0].head == head and len(chart.columns) <= COLUMNS_SHOWN


def test_too_much_to_draw_is_said(record: Record) -> None:
    rows = tuple(TimelineRow(NINTH, f"row {n}", None, ()) for n in range(200))
    chart = brief_of(msgspec.structs.replace(record, timeline=rows), "en").chart
    assert chart is not None and chart.shown < chart.entries == 200


def test_nothing_dated_nothing_drawn(record: Record) -> None:
    year = TimelineRow(msgspec.structs.replace(NINTH, precision="year"), "that year", None, ())
    assert brief_of(msgspec.structs.replace(record, timeline=(year,)), "en").chart is None
    assert chart_of([], EN) is None


def test_a_finding_on_an_unknown_subject_is_still_told(record: Record) -> None:
    odd = Finding("fnd_z", "nobody:knows", "duration", "disputed", record.findings[0].values, 2, ())
    (item,) = brief_of(msgspec.structs.replace(record, findings=(odd,)), "en").disputed
    assert item.subject == "Sitting: Norland, Sudel, 9 April 2031"


def test_a_question_names_parties_things_and_deeds_by_their_labels(record: Record) -> None:
    names = Names(record, Words("en"))
    assert named("killed nor", names) == "killed, Norland"
    assert named("truck entered", names) == "trucks, entered"
    assert named("ceasefire", names) == "ceasefire"
