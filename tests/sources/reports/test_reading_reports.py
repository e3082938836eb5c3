"""Files of reports: every make, every refusal with file, row, column and reason, nothing lost."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from goodoffices.errors import UsageError
from goodoffices.sources.reports import mapping_from, read_reports, ready_mappings
from goodoffices.sources.reports.mapping import COLUMNS, mapping_named

HEADER = "id,source,time_begin,time_end,lat,lon,radius_m,act,text\n"


def written(folder, text, name="reports.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def reasons(read):
    return [(refusal.place, refusal.column) for refusal in read.refused]


def test_the_own_form_is_read(tmp_path):
    path = written(tmp_path, HEADER + "r1,north,2024-05-01T10:00:00Z,2024-05-01T10:20:00Z,48.1,37.2,500,shelling,two shells\n"
                   "r2,south,2024-05-01,,48.2,37.3,,movement,\n")  # fmt: skip
    first, second = read_reports([path]).table.to_pylist()
    assert first["ends"] - first["begins"] == 20 * 60_000_000
    assert second["ends"] - second["begins"] == 86_400_000_000 and second["radius_m"] != second["radius_m"]
    assert (first["act"], second["text"]) == ("shelling", "")


HOSTILE = [
    ("a,s,2024-05-01,,137.2,48.1,,x,", "lat", "swapped"),
    ("a,s,2024-05-01,,0,0,,x,", "lat", "0/0"),
    ("a,s,2024-05-01,,95,12,,x,", "lat", "90"),
    ("a,s,2024-05-01,,12,190,,x,", "lon", "180"),
    ("a,s,2024-05-01,,=1+1,37,,x,", "lat", "formula"),
    ("a,s,2024-05-01,,,37,,x,", "lat", "no place"),
    ("a,s,,,48,37,,x,", "time_begin", "no time"),
    ("a,s,2024-05-02T10:00Z,2024-05-01T10:00Z,48,37,,x,", "time_end", "before it begins"),
    ("a,s,2031-05-01,,48,37,,x,", "time_begin", "future"),
    ("a,s,2024-05-01,,48,37,wide,x,", "radius_m", "no number"),
    ("a,s,2024-02-30,,48,37,,x,", "time_begin", "no time"),
    ("a,s,2024-05-01,,48,37,-5,x,", "radius_m", "less than nothing"),
]


@pytest.mark.parametrize(("row", "column", "reason"), HOSTILE)
def test_a_bad_row_is_refused_and_the_rest_goes_on(tmp_path, row, column, reason):
    good = "".join(f"g{number},s,2024-05-01,,48.{number},37.{number},,x,\n" for number in range(3))
    now = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
    read = read_reports([written(tmp_path, f"{HEADER}{good}{row}\n")], now=now)
    assert read.table.num_rows == 3 and reasons(read) == [("row 5", column)]
    assert reason in read.refused[0].reason and str(tmp_path) in str(read.refused[0])


def test_commas_and_degrees_are_read(tmp_path):
    path = written(tmp_path, "id;time_begin;lat;lon\n1;2024-05-01;48,5;37,25\n2;2024-05-01;48°30'N;37°15'E\n")
    table = read_reports([path]).table
    assert table["lat"].to_pylist() == [48.5, 48.5] and table["lon"].to_pylist() == [37.25, 37.25]
    assert set(table["source"].to_pylist()) == {"reports"}


def test_swapped_rows_stand_out_among_many(tmp_path):
    rows = "".join(f"{number},s,2024-05-01,,{48 + number / 100},{37 + number / 100},,x,\n" for number in range(40))
    read = read_reports(
        [written(tmp_path, HEADER + rows + "odd,s,2024-05-01,,37.1,48.1,,x,\nfar,s,2024-05-01,,10,20,,x,\n")]
    )
    assert reasons(read) == [("row 42", "lat")] and "swapped" in read.refused[0].reason


def test_a_swapped_row_of_a_short_sheet_stands_out_beside_others_that_are_wrong(tmp_path):
    rows = "".join(f"{number},s,2024-05-01,,{48 + number / 50},{37 + number / 50},,x,\n" for number in range(9))
    wrong = "odd,s,2024-05-01,,37.1,48.1,,x,\nnull,s,2024-05-01,,0,0,,x,\nworld,s,2024-05-01,,48,397,,x,\n"
    read = read_reports([written(tmp_path, HEADER + rows + wrong)])
    assert reasons(read) == [("row 11", "lat"), ("row 12", "lat"), ("row 13", "lon")]
    assert "swapped" in read.refused[0].reason
    # Where latitudes and longitudes are alike, towns on both sides of the diagonal are no mistake.
    towns = [
        (36.8, 34.6),
        (34.4, 35.8),
        (35.5, 35.8),
        (33.9, 35.5),
        (36.2, 36.2),
        (34.7, 36.7),
        (36.9, 36.0),
        (35.1, 36.8),
    ]
    levant = "".join(f"{lat},s,2024-05-01,,{lat},{lon},,x,\n" for lat, lon in towns)
    assert not read_reports([written(tmp_path, HEADER + levant)]).refused


def test_clock_times_without_a_zone_are_told(tmp_path):
    rows = "a,s,2024-05-01 10:00,,48,37,,x,\nb,s,2024-05-01,,48,37,,x,\nc,s,2024-05-01T10:00Z,,48,37,,x,\n"
    read = read_reports([written(tmp_path, HEADER + rows)])
    assert [note.split(": ")[1] for note in read.notes] == [
        "1 clock times name no zone; they are read in UTC (mapping own)"
    ]


def test_an_area_bounds_what_is_taken(tmp_path):
    mapping = mapping_from(
        'name = "m"\nzone = "UTC"\narea = [40.0, 30.0, 50.0, 40.0]\n[columns]\ntime_begin = "t"\nlat = "y"\nlon = "x"\n',
        "m",
    )
    path = written(tmp_path, "t,y,x\n2024-05-01,45,35\n2024-05-01,35,45\n2024-05-01,10,10\n")
    read = read_reports([path], mapping)
    assert read.table.num_rows == 1
    assert ["swapped" in refusal.reason for refusal in read.refused] == [True, False]


def test_a_long_stretch_is_kept_and_said(tmp_path):
    read = read_reports([written(tmp_path, HEADER + "a,s,2024-05-01T10:00Z,2024-05-09T11:00Z,48,37,,alert,\n")])
    assert read.table.num_rows == 1 and "more than 7 days" in read.notes[0]


def test_a_row_sent_again_counts_once_and_another_content_is_refused(tmp_path):
    row = "a,s,2024-05-01,,48,37,,x,\n"
    first = written(tmp_path, HEADER + row + row)
    second = written(tmp_path, HEADER + row + "a,s,2024-05-01,,49,37,,x,\n", "later.csv")
    read = read_reports([first, second])
    assert read.table.num_rows == 1 and len(read.refused) == 1
    assert "other content" in read.refused[0].reason and "2 rows were sent again" in read.notes[-1]


def test_one_id_of_two_sources_is_two_reports(tmp_path):
    read = read_reports([written(tmp_path, HEADER + "1,north,2024-05-01,,48,37,,x,\n1,south,2024-05-01,,48,37,,x,\n")])
    assert sorted(read.table["id"].to_pylist()) == ["north:1", "south:1"]


def test_rows_of_odd_width_are_named(tmp_path):
    read = read_reports([written(tmp_path, HEADER + "a,s,2024-05-01,,48,37,,x,,,,more\nb,s,2024-05-01,,48,95x,,x,\n")])
    assert reasons(read) == [("row 2", ""), ("row 3", "lon")]


def test_unknown_tables_and_files_are_refused_and_others_go_on(tmp_path):
    good = written(tmp_path, HEADER + "a,s,2024-05-01,,48,37,,x,\n")
    other = written(tmp_path, "colour,size\nred,1\n", "other.csv")
    empty, picture = written(tmp_path, " \n", "empty.csv"), written(tmp_path, "x", "picture.png")
    broken = written(tmp_path, "{", "broken.geojson")
    read = read_reports([other, empty, picture, broken, good])
    assert read.table.num_rows == 1 and len(read.refused) == 4
    assert read_reports([other]).table.num_rows == 0


def test_packed_tables_are_read_and_half_of_one_is_refused(tmp_path):
    path = tmp_path / "reports.csv.gz"
    path.write_bytes(gzip.compress(f"{HEADER}a,s,2024-05-01,,48,37,,x,\n".encode()))
    assert read_reports([path]).table.num_rows == 1
    path.write_bytes(path.read_bytes()[:30])
    assert "cannot be read" in read_reports([path]).refused[0].reason


def test_workbooks_of_a_million_empty_rows(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(
        ["patrol", "date", "time", "observer_lat", "observer_lon", "bearing", "distance_km", "event", "remarks"]
    )
    sheet.append(["P1", "2024-05-01", "10:15", 48.0, 37.0, "NE", 4, "explosion", "=1+1"])
    sheet.cell(row=1_000_000, column=1).value = "P2"
    path = tmp_path / "sheet.xlsx"
    book.save(path)
    assert read_reports([path]).table.num_rows == 0  # clock times that name no zone
    zoned = mapping_named("patrol-sheet")
    zoned = type(zoned)(zoned.name, zoned.columns, zoned.detect, "Europe/Kyiv")
    read = read_reports([path], zoned)
    (row,) = read.table.to_pylist()
    assert row["lat"] > 48.02 and row["lon"] > 37.03 and row["radius_m"] == 1000.0
    assert row["begins"] == int(datetime(2024, 5, 1, 7, 15, tzinfo=UTC).timestamp()) * 1_000_000
    assert reasons(read)[0][0] == "sheet 'Sheet', row 1000000"


def test_geojson_points_and_areas(tmp_path):
    def feature(geometry, **properties):
        return {"type": "Feature", "geometry": geometry, "properties": {"time_begin": "2024-05-01", **properties}}

    square = [[30, 40], [30.1, 40], [30.1, 40.1], [30, 40.1], [30, 40]]
    crossed = [[30, 40], [30.1, 40.1], [30.1, 40], [30, 40.1], [30, 40]]
    held = {"type": "FeatureCollection", "features": [
        feature({"type": "Point", "coordinates": [37.5, 48.5]}, id="p"),
        feature({"type": "Polygon", "coordinates": [square]}, id="a"),
        feature({"type": "Polygon", "coordinates": [crossed]}, id="c"),
    ]}  # fmt: skip
    read = read_reports([written(tmp_path, json.dumps(held), "r.geojson")])
    assert read.table["lat"].to_pylist() == pytest.approx([48.5, 40.05])
    assert [refusal.place for refusal in read.refused] == ["feature 3"]


READY = {
    "ucdp-ged": ("id,type_of_violence,where_prec,date_start,date_end,latitude,longitude,low,best,high,where_description",
                 "7,1,3,2020-05-01,2020-05-03,10.5,20.5,1,2,5,near the well"),
    "acled": ("event_id_cnty,event_date,sub_event_type,latitude,longitude,geo_precision,fatalities,notes,location",
              "ABC1,01 May 2020,Air strike,10.5,20.5,1,2,a strike,Well"),
    "viina": ("event_id,date,GEO_PRECISION,latitude,longitude,source,text", "9,20240501,STREET,48.5,37.5,paper,words"),
    "viina-events": ("event_id_1pd,date,longitude,latitude,representative_text", "9,20240501,37.5,48.5,words"),
    "firms": ("latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence",
              "10.5,20.5,330,0.4,0.4,2024-05-01,5,N,VIIRS,n"),
    "air-raid-alerts": ("region,started_at,finished_at", "Poltavska oblast,2024-05-01 10:00:00+00:00,2024-05-01 11:00:00+00:00"),
    "odk": ("_uuid,_submission_time,location,time,act,_submitted_by", "u1,x,48.5 37.5 0 4,2024-05-01T10:00:00+03:00,mine,team"),
}  # fmt: skip


@pytest.mark.parametrize("name", READY)
def test_ready_mappings_know_their_tables(tmp_path, name):
    read = read_reports([written(tmp_path, "\n".join(READY[name]) + "\n")])
    assert not read.refused
    (row,) = read.table.to_pylist()
    assert row["id"] and row["source"] and row["begins"] <= row["ends"] and -90 < row["lat"] < 90


def test_precisions_of_a_source_become_radii(tmp_path):
    head, row = READY["ucdp-ged"]
    (told,) = read_reports([written(tmp_path, f"{head}\n{row}\n")]).table.to_pylist()
    assert (told["precision"], told["radius_m"], told["killed_best"]) == ("3", 40_000.0, 2.0)
    assert told["ends"] - told["begins"] == 3 * 86_400_000_000


def test_parquet_keeps_its_types(tmp_path):
    path = tmp_path / "r.parquet"
    moment = datetime(2024, 5, 1, 10, tzinfo=UTC)
    pyarrow.parquet.write_table(
        pa.table({"id": ["a"], "time_begin": [moment], "lat": [1.5], "lon": [2.5], "act": ["x"]}), path
    )
    (row,) = read_reports([path]).table.to_pylist()
    assert row["begins"] == row["ends"] == int(moment.timestamp()) * 1_000_000


def test_mapping_files_say_what_is_wrong_with_them(tmp_path):
    for text, reason in (("name = ", "Invalid"), ('name = "m"\n[columns]\ncolour = "c"\n', "colour"),
                         ('name = "m"\nzone = "Mars"\n[columns]\n', "Mars"), ('name = "m"\nnonsense = 1\n[columns]\n', "nonsense")):  # fmt: skip
        with pytest.raises(UsageError, match=reason):
            mapping_from(text, "m.toml")
    with pytest.raises(UsageError, match="no mapping"):
        mapping_named(str(tmp_path / "none.toml"))
    assert mapping_named("firms").columns is ready_mappings()["firms"].columns
    assert mapping_named("firms").fits(("any",)) and not ready_mappings()["firms"].fits(("any",))
    assert all(set(mapping.columns) <= set(COLUMNS) for mapping in ready_mappings().values())
