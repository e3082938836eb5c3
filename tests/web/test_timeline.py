"""The timeline: every window has its drawing, nothing is drawn outside it, and the list says what the drawing says."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.publications.words import words_of
from goodoffices.records import CaseSettings, microseconds
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.reading.strip import DAY, HEAD, LABELS, MINUTE, MOST_TICKS, WIDTH, Span, strip_of
from goodoffices.workbench.reading.timeline import BYS, iso

PAGES = {
    "tribune.txt": "Coast Tribune\nTalks in Geneva\n18 February 2026\n\nThe talks between Ukraine and Russia in Geneva on 17 "
    "February lasted six hours, said Rustem Umerov. The second day of the talks began at 10:00 on 18 February.\n",
    "wire.txt": "Evening Wire\nGeneva round closes\n18 February 2026\n\nThe talks in Geneva between Russia and Ukraine on "
    "17 February lasted four hours. Earlier rounds were held in Abu Dhabi on 23-24 January.\n",
}


def day(month: int, number: int) -> int:
    return microseconds(datetime(2026, month, number, tzinfo=UTC))


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeline")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Workbench.create(str(folder / "case"), Intake((), CaseSettings(name="Sable"), zone="Europe/Zurich")) as made:
        made.add(Intake.of([folder / name for name in PAGES]))
        yield made


@pytest.mark.parametrize("by", BYS)
def test_what_is_drawn_stands_in_the_list(bench, by):
    shown = bench.reader("en").timeline().shown({}, day(1, 1), day(3, 1), by, 1)
    drawn = {bar.span.id for lane in shown.strip.lanes for bar in lane.bars}
    assert drawn
    assert drawn <= {row.id for row in shown.rows}
    assert shown.zone == "Europe/Zurich"
    assert [row.begins for row in shown.rows] == sorted(row.begins for row in shown.rows)


def test_a_window_holds_what_touches_it_and_nothing_else(bench):
    timeline = bench.reader("en").timeline()
    everything = list(timeline.every({}, None, None))
    january = list(timeline.every({}, day(1, 1), day(2, 1)))
    assert {row.where for row in january} == {"Abu Dhabi"}
    assert len(january) < len(everything)
    shown = timeline.shown({}, None, None, "kind", 1)
    assert shown.begins <= min(row.begins for row in shown.rows)
    assert {one.name for one in shown.windows} == {"earlier", "later", "nearer", "wider", "all"}
    assert list(timeline.every({"kind": ("round",)}, None, None)) == [row for row in everything if row.kind == "round"]


def test_one_event_shows_its_questions_and_its_sittings(bench):
    reader = bench.reader("uk")
    for row in reader.timeline().every({}, None, None):
        shown = reader.event(row.id)
        assert shown.line == row
        assert all(line.asked and line.values for line in shown.findings)
    rounds = [reader.event(row.id) for row in reader.timeline().every({"kind": ("round",)}, None, None)]
    assert any(shown.findings for shown in rounds)
    assert reader.event("evt_none") is None


def test_the_calendar_has_an_entry_for_each_event_of_certain_days(bench):
    text = bench.reader("en").timeline().calendar({}, day(2, 1), day(3, 1)).decode()
    assert text.count("BEGIN:VEVENT") == len(list(bench.reader("en").timeline().every({}, day(2, 1), day(3, 1)))) > 0
    assert "BEGIN:VCALENDAR" in bench.reader("en").timeline().calendar({}, day(1, 1), day(1, 2)).decode()


INSTANTS = st.integers(microseconds(datetime(1500, 1, 1, tzinfo=UTC)), microseconds(datetime(2600, 1, 1, tzinfo=UTC)))


@given(
    INSTANTS,
    st.integers(MINUTE, 400 * 366 * DAY),
    st.lists(st.tuples(INSTANTS, st.integers(0, 400 * DAY)), max_size=12),
)
def test_nothing_is_drawn_outside_and_no_two_bars_of_a_row_touch(begins, length, times):
    spans = [
        Span(f"e{number}", "a", first, first + long, "Name", "then", "round", False)
        for number, (first, long) in enumerate(times)
        if first < begins + length and first + max(long, 1) > begins
    ]
    strip = strip_of(spans, [("a", "A"), ("b", "B")], begins, begins + length, "Europe/Kyiv", words_of("en"))
    assert len(strip.ticks) <= MOST_TICKS + 2
    assert [tick.x for tick in strip.ticks] == sorted(tick.x for tick in strip.ticks)
    assert [lane.key for lane in strip.lanes] == (["a"] if spans else [])
    bars = [bar for lane in strip.lanes for bar in lane.bars]
    assert sorted(bar.span.id for bar in bars) == sorted(span.id for span in spans)
    for bar in bars:
        assert LABELS <= bar.x < bar.x + bar.width <= WIDTH + 8
        assert HEAD <= bar.y < strip.height
    rows: dict[int, list[tuple[int, int]]] = {}
    for bar in bars:
        rows.setdefault(bar.y, []).append((bar.x, bar.x + bar.width))
    for taken in rows.values():
        taken.sort()
        assert all(left[1] <= right[0] for left, right in pairwise(taken))


def test_times_in_addresses_stay_within_the_calendar():
    assert iso(0) == "1970-01-01T00:00:00Z"
    assert iso(-(1 << 62)) == "0001-01-01T00:00:00Z"
    assert iso(1 << 62) == "9999-12-31T23:59:59Z"
