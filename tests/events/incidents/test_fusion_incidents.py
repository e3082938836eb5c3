"""Incidents out of reports: any order, any cutting, judgements, repeated reports, two strikes in one town."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engine import Cell
from goodoffices.events.incidents import running
from goodoffices.events.incidents.fusing import Grouped, Judged, joined, nothing_judged
from goodoffices.events.incidents.learning import learned
from goodoffices.events.incidents.running import fused
from goodoffices.events.incidents.taking import taken
from goodoffices.events.incidents.telling import incident_table
from made_reports import HOUR, made, scores

DAY = 24 * HOUR


def told(table, model=None, judged=None, **how):
    """{first member: members} and the table of incidents."""
    reports, ids, _ = taken(table)
    model = model or learned(reports)
    place = {name: row for row, name in enumerate(ids.to_pylist())}

    def rows(pairs):
        both = np.array([[place[a], place[b]] for a, b in pairs], np.int64).reshape(-1, 2)
        return np.sort(both, axis=1)[:, 0], np.sort(both, axis=1)[:, 1]

    decided = Judged(rows(judged[0]), rows(judged[1])) if judged else None
    return incident_table(fused(reports, model, decided, **how), reports, ids)


@pytest.fixture(scope="module")
def usual():
    return made(incidents=700, days=70)


@pytest.fixture(scope="module")
def model(usual):
    return learned(taken(usual.table)[0])


def groups(table):
    return sorted(sorted(members) for members in table["members"].to_pylist())


def test_reports_are_brought_together_rightly(usual):
    precision, recall = scores(groups(told(usual.table)), usual.truth)
    assert precision > 0.88 and recall > 0.85


def test_every_report_is_in_one_incident(usual):
    members = [member for group in groups(told(usual.table)) for member in group]
    assert sorted(members) == sorted(usual.truth)


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(random):
    small = made(incidents=120, days=25, seed=4)
    rows = list(range(small.table.num_rows))
    random.shuffle(rows)
    assert told(small.table.take(rows)).equals(told(small.table))


@settings(max_examples=6)
@given(st.sampled_from([1, 2, 3]), st.sampled_from([64, 128, 256]))
def test_workers_and_blocks_change_next_to_nothing(workers, block):
    small = made(incidents=300, days=60, seed=9)
    reports, ids, _ = taken(small.table)
    model = replace(learned(reports), block=block)
    alone = incident_table(fused(reports, model), reports, ids)
    assert alone.equals(incident_table(fused(reports, model, workers=workers), reports, ids))


def test_no_incident_is_cut_where_blocks_meet(usual, model):
    """The background is counted by block, so odds differ a little; what is told does not break at the borders."""
    cut = told(usual.table, replace(model, block=64))
    whole = told(usual.table, model)
    precision, recall = scores(groups(cut), usual.truth)
    other = scores(groups(whole), usual.truth)
    assert precision > other[0] - 0.04 and recall > other[1] - 0.04


def test_one_source_speaks_once_in_an_incident(usual, model):
    for members in groups(told(usual.table, model)):
        sources = [name[0] for name in members]
        assert len(set(sources)) == len(sources)


def test_reports_that_are_told_again_come_together():
    repeated = made(incidents=700, days=70, again=0.3)
    held = {member: number for number, group in enumerate(groups(told(repeated.table))) for member in group}
    again = [name for name in held if name.endswith("-again")]
    together = sum(held[name] == held[name.removesuffix("-again")] for name in again)
    assert len(again) > 60 and together > 0.75 * len(again)


def test_a_row_sent_again_under_another_id_adds_nothing(usual, model):
    first = usual.table.slice(40, 1)
    again = first.set_column(0, "id", pa.array(["sent-again"]))
    held = told(pa.concat_tables([usual.table, again]), model).to_pylist()
    group = next(row for row in held if "sent-again" in row["members"])
    assert first["id"][0].as_py() in group["members"]
    assert group["sources"] == len({member[0] for member in group["members"]} - {"s"})


def test_summing_up_in_stretches_changes_nothing(usual, model, monkeypatch):
    whole = told(usual.table, model)
    monkeypatch.setattr(running, "STRETCH", 100)
    assert told(usual.table, model).equals(whole)


def test_places_known_by_name_are_found_out(usual):
    """One source rounds its places: its noise is that of the grid, and one point is one error."""
    rounded = [
        round(lat * 20) / 20 if source == "source 0" else lat
        for lat, source in zip(usual.table["lat"].to_pylist(), usual.table["source"].to_pylist(), strict=True)
    ]
    table = usual.table.set_column(usual.table.column_names.index("lat"), "lat", pa.array(rounded))
    lon = [
        round(lon * 20) / 20 if source == "source 0" else lon
        for lon, source in zip(table["lon"].to_pylist(), table["source"].to_pylist(), strict=True)
    ]
    table = table.set_column(table.column_names.index("lon"), "lon", pa.array(lon))
    reports, _, _ = taken(table)
    found = learned(reports)
    named = [at for at, kind in enumerate(found.precisions) if kind % 2]
    assert named and found.sigma[0, named[0]] > 1.2 * found.sigma[1, 0]
    precision, recall = scores(groups(told(table)), usual.truth)
    assert precision > 0.8 and recall > 0.7


def test_people_win(usual, model):
    joint = next(group for group in groups(told(usual.table, model)) if len(group) == 2)
    single = [group[0] for group in groups(told(usual.table, model)) if len(group) == 1]
    far = (single[0], single[-1])
    decided = groups(told(usual.table, model, ([far], [tuple(joint)])))
    assert sorted(far) in decided
    assert not any(set(joint) <= set(group) for group in decided)


def test_a_merge_reaches_over_blocks(usual, model):
    model = replace(model, block=64)
    single = [group[0] for group in groups(told(usual.table, model)) if len(group) == 1]
    order = sorted(single, key=lambda name: usual.table["begins"][usual.table["id"].index(name).as_py()].as_py())
    pair = tuple(sorted((order[0], order[-1])))
    assert list(pair) in groups(told(usual.table, model, ([pair], [])))


def rows(*reports):
    common = {"owner": None, "radius_m": 500.0, "act": "shelling"}
    return pa.Table.from_pylist([common | report for report in reports])


def report(name, source, hour, north=0.0, **more):
    begins = 1_700_000_000 * 1_000_000 // DAY * DAY + int(hour * HOUR)
    return {"id": name, "source": source, "begins": begins, "ends": begins, "lat": 45 + north, "lon": 30.0, **more}


def test_two_strikes_in_one_town_on_one_day_stay_two(usual, model):
    table = rows(
        report("a-morning", "source 0", 7.0), report("b-morning", "source 1", 7.3),
        report("a-evening", "source 0", 19.0, act="drone"), report("b-evening", "source 1", 19.2, act="drone"),
    )  # fmt: skip
    assert groups(told(table, model)) == [["a-evening", "b-evening"], ["a-morning", "b-morning"]]


def test_a_chain_of_likenesses_does_not_make_one_incident(model):
    """Each is near the next, but the first and the last cannot be one."""
    steps = [report(f"{number}", f"source {number}", 5.0, north=0.012 * number) for number in range(8)]
    assert max(len(group) for group in groups(told(rows(*steps), model))) < 8


def test_the_same_text_brings_two_languages_of_a_place_together(model):
    text = (
        "Zarichne and Novoselivka: rocket hit the depot near Petrivka, school 17",
        "Зарічне і Новоселівка: ракета влучила в склад біля Петрівки, школа 17",
    )
    base = rows(report("en", "source 0", 1.0, text=text[0]), report("uk", "source 1", 5.0, north=0.0187, text=text[1]))
    assert groups(told(base, model)) == [["en", "uk"]]
    assert groups(told(base.drop_columns(["text"]), model)) == [["en"], ["uk"]]


def test_the_table_has_what_the_interface_asks_for(usual, model):
    table = told(usual.table, model)
    assert table.column_names[:7] == ["incident", "members", "time_begin", "time_end", "lat", "lon", "radius_90_m"]
    for row in table.to_pylist():
        assert row["time_begin"] < row["time_end"] and 0 <= row["probability"] <= 1 and row["radius_90_m"] > 0
        assert row["level"] == ("corroborated" if row["owners"] > 1 else "alleged")
        assert row["reasons"] and row["incident"] == f"inc_{row['members'][0]}"


def test_places_lie_in_their_region(usual, model):
    inside = []
    for row in told(usual.table, model).to_pylist():
        true = usual.places[usual.truth[row["members"][0]]]
        north = (row["lat"] - true[0]) * 111_195
        east = (row["lon"] - true[1]) * 111_195 * np.cos(np.radians(true[0]))
        inside.append(np.hypot(north, east) <= row["radius_90_m"])
    assert 0.86 < np.mean(inside) < 0.97


def test_nothing_gives_nothing():
    empty = rows(report("x", "s", 1.0)).slice(0, 0)
    assert told(empty).num_rows == 0


def test_an_incident_that_lost_its_first_report_is_named_by_the_next():
    """A block may take the head of another block's incident: what is left has its own first report and its place."""
    parts = [
        (Cell(0, 0, 10, 0, 3), answer([0, 0, 2])),
        (Cell(1, 10, 20, 0, 3), answer([0, 1, 1])),
    ]
    found = joined(np.array([9, 11, 12]), parts, nothing_judged())
    assert found.group.tolist() == [0, 0, 2]


def answer(group: list[int]) -> Grouped:
    size = len(group)
    return Grouped(np.array(group), np.arange(size), np.zeros(size), np.ones(size), np.zeros(size))
