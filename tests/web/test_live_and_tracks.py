"""Entries of live pages on the timeline, and lanes by track: what is told, where it leads, and who may see it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.publications.words import words_of
from goodoffices.records import CaseSettings, Moment, microseconds
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.reading.cards import Card, DocumentCard, LiveMark
from goodoffices.workbench.reading.live import LIVE, Mark, spans_of
from goodoffices.workbench.reading.strip import DAY, MINUTE, strip_of

FOLLOWED = """Coast Tribune
Live: the talks in Geneva
17 February 2026

10:05 GMT
The delegations have arrived at the hotel, police said.

11:30 GMT
The military group of the talks between Ukraine and Russia in Geneva has met, said Rustem Umerov.

11:32 GMT
Cameras were asked to leave.

16:00 GMT
The talks between Ukraine and Russia in Geneva on 17 February lasted six hours, said Rustem Umerov.
"""
NO_ZONE = FOLLOWED.replace(" GMT", "").replace("Coast Tribune", "Harbour Post")
ABU_DHABI = (
    "Evening Wire\nRound closes\n25 January 2026\n\nThe talks in Abu Dhabi between Russia and Ukraine on 23-24 January "
    "ended without a statement.\n"
)
SECRET = FOLLOWED.replace("Coast Tribune", "Quiet Sheet").replace("The delegations have", "Nobody knows that they have")


def at(hour: int, minute: int = 0) -> int:
    return microseconds(datetime(2026, 2, 17, hour, minute, tzinfo=UTC))


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    pages = {"tribune.txt": FOLLOWED, "post.txt": NO_ZONE, "wire.txt": ABU_DHABI, "quiet.txt": SECRET}
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = CaseSettings(name="Sable")
    with Workbench.create(str(folder / "case"), Intake((), settings)) as made:
        made.add_room("joint", open_to_all=False)
        made.member("ada", "reader")
        made.add(Intake.of([folder / name for name in pages if name != "quiet.txt"]))
        made.add(Intake.of([folder / "quiet.txt"]), room="joint")
        yield made


@pytest.fixture(scope="module")
def reader(bench):
    return bench.as_member("ada").reader("en")


def test_an_entry_of_a_live_page_leads_to_its_words(reader):
    rows = list(reader.timeline().every({"kind": (LIVE,)}, None, None))
    assert [(row.begins, row.name) for row in rows if not row.uncertain] == [
        (at(10, 5), "The delegations have arrived at the hotel, police said."),
        (
            at(11, 30),
            "The military group of the talks between Ukraine and Russia in Geneva has met, said Rustem Umerov.",
        ),
        (at(11, 32), "Cameras were asked to leave."),
        (
            at(16),
            "The talks between Ukraine and Russia in Geneva on 17 February lasted six hours, said Rustem Umerov.",
        ),
    ]
    for row in rows:
        lines = reader.document(row.document).lines
        (place,) = [number for number, line in enumerate(lines) if line.anchor == row.anchor]
        assert row.id == f"{row.document}#{row.anchor}"
        assert row.name.partition(",")[0] in "".join(line.html for line in lines[place : place + 2]).replace(
            "</mark>", ""
        )


def test_a_clock_time_without_a_zone_is_uncertain_and_says_so(reader):
    rows = list(reader.timeline().every({"kind": (LIVE,)}, None, None))
    assert {row.outlet: row.uncertain for row in rows} == {"tribune": False, "post": True}
    assert all(("zone not stated" in row.when) is row.uncertain for row in rows)
    (lane,) = reader.timeline().shown({"kind": (LIVE,)}, at(9), at(18), "kind", 1).strip.lanes
    assert all(bar.span.faded for bar in lane.bars)
    told = reader.timeline().calendar({"kind": (LIVE,)}, None, None).decode()
    assert told.count("BEGIN:VEVENT") == len(rows) == 8
    assert told.replace("\r\n ", "").count("(zone not stated)") == 4


def test_marks_have_a_lane_of_their_own_or_that_of_their_outlet(reader):
    timeline = reader.timeline()
    for by in ("kind", "place", "party", "track"):
        lanes = timeline.shown({}, at(0), at(23), by, 1).strip.lanes
        assert [lane.name for lane in lanes if any(bar.span.kind == LIVE for bar in lane.bars)] == ["Live pages"]
    lanes = timeline.shown({}, at(0), at(23), "source", 1).strip.lanes
    assert {lane.name for lane in lanes if any(bar.span.kind == LIVE for bar in lane.bars)} == {"tribune", "post"}
    only = timeline.shown({"kind": ("round",)}, at(0), at(23), "kind", 1)
    assert only.rows and {row.kind for row in only.rows} == {"round"}
    (facet,) = only.facets
    assert {choice.value: choice.count for choice in facet.choices}[LIVE] == 8


def test_what_a_closed_room_keeps_makes_no_mark_for_others(bench, reader):
    held = list(bench.reader("en").timeline().every({"kind": (LIVE,)}, None, None))
    assert {row.room for row in held} == {"press", "joint"}
    shown = reader.timeline().shown({}, None, None, "source", 1)
    told = repr(shown) + reader.timeline().calendar({}, None, None).decode()
    assert "Nobody knows" not in told and "Quiet" not in told and "quiet" not in told


def test_a_retracted_page_makes_no_marks(bench, reader):
    row = next(row for row in reader.timeline().every({"kind": (LIVE,)}, None, None) if row.outlet == "post")
    bench.decide("document", row.document, "retracted", "taken back by the outlet")
    later = bench.as_member("ada").reader("en").timeline()
    assert {one.outlet for one in later.every({"kind": (LIVE,)}, None, None)} == {"tribune"}
    bench.decide("document", row.document, "restored", "it stands after all")


def lanes_by_track(bench):
    shown = bench.reader("en").timeline().shown({}, None, at(23), "track", 1)
    return {lane.name: {bar.span.name for bar in lane.bars if bar.span.kind != LIVE} for lane in shown.strip.lanes}


def test_lanes_by_track_follow_the_press_and_the_table(bench):
    lanes = lanes_by_track(bench)
    assert list(lanes) == ["military", "no track named", "Live pages"]
    assert lanes["military"] == {"Geneva talks"}
    assert lanes["no track named"] == {"Abu Dhabi talks", "Abu Dhabi session"}
    talks = bench.talks()
    key = next(one.key for one in talks.rounds() if one.key.startswith("abu"))
    fields = {"track": "humanitarian", "name": "lists of names", "state": "they met twice"}
    talks.enter("track", fields, round_key=key)
    lanes = lanes_by_track(bench)
    assert lanes["humanitarian: lists of names"] == {"Abu Dhabi talks"}
    assert lanes["no track named"] == {"Abu Dhabi session"}
    talks.enter("sitting", {"day": "2026-01-24"}, round_key=key, words="The economic working group sat.")
    lanes = lanes_by_track(bench)
    assert lanes["economic"] == {"Abu Dhabi session"}
    assert "no track named" not in lanes
    # The entry lies in the joint room, which this reader may not read.
    shown = bench.as_member("ada").reader("en").timeline().shown({}, None, at(23), "track", 1)
    assert "humanitarian" not in repr(shown) and "economic" not in repr(shown)


INSTANTS = st.integers(at(0), at(0) + 3 * DAY)


@given(st.lists(INSTANTS, max_size=60), st.integers(15 * MINUTE, 400 * DAY), st.booleans())
def test_every_entry_is_counted_in_one_mark_and_marks_keep_apart(times, length, zoned):
    begins = at(0)
    inside = sorted(one for one in times if one < begins + length)
    zone = "UTC" if zoned else None
    card = Card("room", "sha256:x", 1, 0, None, "", DocumentCard("x.txt", "X", "", "en", None, 0, 0, ()))
    marks = [
        Mark(card, LiveMark(place, Moment(one, one + MINUTE, "minute", zone=zone), "words"), one, one + MINUTE)
        for place, one in enumerate(inside)
    ]
    spans = list(spans_of(marks, "a", begins, begins + length, words_of("en")))
    counted = [1 if span.document else int(span.name.split()[0]) for span in spans]
    assert sum(counted) == len(inside)
    assert all(span.faded is not zoned for span in spans)
    covered = [(span.begins, span.until) for span in spans]
    assert all(any(low <= one < high for low, high in covered) for one in inside)
    strip = strip_of(spans, [("a", "A")], begins, begins + length, "UTC", words_of("en"))
    bars = sorted((bar.y, bar.x, bar.width) for lane in strip.lanes for bar in lane.bars)
    assert all(one[0] != two[0] or one[1] + one[2] <= two[1] for one, two in pairwise(bars))
