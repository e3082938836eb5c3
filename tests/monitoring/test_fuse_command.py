"""`goodoffices fuse`: files to files, decisions of people, a state folder that saves work, refusals and exit codes."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.events.incidents import learning, running
from goodoffices.events.incidents.keeping import model_of
from goodoffices.monitoring.fused_files import MODEL
from goodoffices.monitoring.fusion import fuse
from made_reports import made, scores

MOMENT = pa.timestamp("us", "UTC")


def stored(folder: Path, table: pa.Table, name: str = "reports.parquet") -> Path:
    columns = table.rename_columns(
        ["time_begin" if name == "begins" else "time_end" if name == "ends" else name for name in table.column_names]
    )
    for column in ("time_begin", "time_end"):
        columns = columns.set_column(columns.column_names.index(column), column, columns[column].cast(MOMENT))
    path = folder / name
    if path.suffix == ".csv":
        pyarrow.csv.write_csv(columns, path)
    else:
        pyarrow.parquet.write_table(columns, path)
    return path


@pytest.fixture(scope="module")
def small():
    return made(incidents=300, days=60)


def read(path):
    return pyarrow.parquet.read_table(path)


def test_reports_become_incidents(tmp_path, small):
    path, out = stored(tmp_path, small.table), tmp_path / "incidents.parquet"
    result = CliRunner().invoke(main, ["fuse", str(path), "--out", str(out)])
    assert result.exit_code == 0 and result.stdout.strip() == str(out)
    assert f"{small.table.num_rows} reports" in result.stderr
    precision, recall = scores(read(out)["members"].to_pylist(), small.truth)
    assert precision > 0.85 and recall > 0.8
    assert model_of(read(out).schema.metadata[MODEL]).learned_from > 0


def test_csv_and_parquet_and_several_tables_give_the_same(tmp_path, small):
    whole, out, parted = stored(tmp_path, small.table), tmp_path / "a.parquet", tmp_path / "b.parquet"
    half = small.table.num_rows // 2
    parts = [
        stored(tmp_path, small.table.slice(half), "two.csv"),
        stored(tmp_path, small.table.slice(0, half), "one.csv"),
    ]
    fuse([whole], out)
    fuse(parts, parted)
    assert read(out).equals(read(parted))


def test_csv_out_holds_no_formula(tmp_path, small):
    table = small.table.set_column(
        small.table.column_names.index("act"), "act", pa.array(["=SUM(A1)"] * small.table.num_rows)
    )
    out = tmp_path / "incidents.csv"
    fuse([stored(tmp_path, table)], out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and all(row["act"] == "'=SUM(A1)" for row in rows)
    assert all(row["members"] and row["time_begin"].endswith("Z") and row["reasons"] for row in rows)


def test_refused_rows_are_named_and_the_exit_code_says_so(tmp_path, small):
    good = stored(tmp_path, small.table)
    bad = tmp_path / "bad.csv"
    bad.write_text("id,time_begin,lat,lon\nx,2024-05-01,0,0\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["fuse", str(good), str(bad), "--out", str(tmp_path / "o.parquet")])
    assert result.exit_code == 1 and "bad.csv, row 2, lat: 0/0" in result.stderr
    alone = CliRunner().invoke(main, ["fuse", str(bad), "--out", str(tmp_path / "o.parquet")])
    assert alone.exit_code == 3 and "no report can be used" in alone.stderr
    kept = tmp_path / "refused.csv"
    CliRunner().invoke(main, ["fuse", str(bad), "--out", str(tmp_path / "o.parquet"), "--refused", str(kept)])
    assert "bad.csv" in kept.read_text(encoding="utf-8") and "0/0" in kept.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(main, ["fuse", str(good), "--out", str(tmp_path / "o.xlsx")])
    assert wrong.exit_code == 2


def test_a_column_that_is_wrong_in_all_rows_hides_no_other(tmp_path, small):
    bad = tmp_path / "bad.csv"
    rows = [f"r{row},2024-05-01T10:00,north side,37" for row in range(30)]
    bad.write_text("\n".join(["id,time_begin,lat,lon", *rows, "z,2024-05-01,48,east"]), encoding="utf-8")
    told = CliRunner().invoke(
        main, ["fuse", str(stored(tmp_path, small.table)), str(bad), "--out", str(bad) + ".parquet"]
    )
    lines = [line for line in told.stderr.splitlines() if line.startswith("refused: ")]
    assert len(lines) == 5 and "row 32, lon" in lines[3] and lines[4].startswith("refused: 27 more rows")


def test_a_mapping_of_ones_own_reads_its_tables_and_leaves_the_others(tmp_path):
    patrol, own = tmp_path / "patrol.csv", tmp_path / "own.csv"
    patrol.write_text(
        "patrol,date,time,observer_lat,observer_lon,bearing,distance_km,event\n"
        "P1,2024-05-01,10:15,48,37,N,2,explosion\n", encoding="utf-8",
    )  # fmt: skip
    own.write_text("id,time_begin,lat,lon\na,2024-05-01T08:00Z,48,37\n", encoding="utf-8")
    mapping = tmp_path / "patrols.toml"
    mapping.write_text('name = "patrols"\nlike = "patrol-sheet"\nzone = "Europe/Kyiv"\n', encoding="utf-8")
    asked = ["fuse", str(patrol), str(own), "--out", str(tmp_path / "o.csv")]
    assert CliRunner().invoke(main, asked).exit_code == 1  # the patrol's clock times name no zone
    read = CliRunner().invoke(main, [*asked, "--mapping", str(mapping)])
    assert read.exit_code == 0 and "2 reports" in read.stderr
    mapping.write_text('name = "patrols"\nlike = "patrols"\n', encoding="utf-8")
    unknown = CliRunner().invoke(main, [*asked, "--mapping", str(mapping)])
    assert unknown.exit_code == 2 and "no ready mapping 'patrols'" in unknown.stderr


def test_people_decide(tmp_path, small):
    path, out, decisions = stored(tmp_path, small.table), tmp_path / "o.parquet", tmp_path / "decisions.csv"
    fuse([path], out)
    members = read(out)["members"].to_pylist()
    joint = next(group for group in members if len(group) == 2)
    one, other = [group[0] for group in members if len(group) == 1][:2]
    decisions.write_text(
        f"left,right,verdict\n{joint[0]},{joint[1]},different\n{one},{other},same\nnobody,{one},same\n{one},{other},perhaps\n",
        encoding="utf-8",
    )
    done = fuse([path], out, judgements=decisions)
    after = [set(group) for group in read(out)["members"].to_pylist()]
    assert {one, other} in after and not any(set(joint) <= group for group in after)
    assert [refusal.place for refusal in done.refused] == ["row 4", "row 5"]


def test_one_day_more_is_fused_alone_and_equals_the_full_run(tmp_path, monkeypatch):
    """Once there is enough to learn from, a later day changes one block, and nothing else is fused again."""
    years = made(incidents=7_000, days=400, sources=2, share=0.8, hours=1.0)
    moments = np.asarray(years.table["begins"])
    last = np.quantile(moments, 0.998)
    before = years.table.filter(pa.array(moments < last))
    counted = []
    answer = running.block_answer

    def counting(*given):
        counted.append(1)
        return answer(*given)

    monkeypatch.setattr(running, "block_answer", counting)
    monkeypatch.setattr(learning, "BLOCK_REPORTS", 1_500)
    state, out, full = tmp_path / "state", tmp_path / "o.parquet", tmp_path / "full.parquet"
    fuse([stored(tmp_path, before, "before.parquet")], out, state=state)
    blocks = len(counted)
    fuse([stored(tmp_path, years.table)], out, state=state)
    again = len(counted) - blocks
    fuse([stored(tmp_path, years.table)], full)
    assert read(out).equals(read(full))
    assert blocks > 3 and 1 <= again <= 2
    counted.clear()
    fuse([stored(tmp_path, years.table)], out, state=state)
    assert not counted and read(out).equals(read(full))


def test_a_model_is_kept_and_used(tmp_path, small):
    path, model = stored(tmp_path, small.table), tmp_path / "model.json"
    fuse([path], tmp_path / "a.parquet", model=model)
    known = model.read_bytes()
    few = stored(tmp_path, small.table.slice(0, 40), "few.parquet")
    fuse([few], tmp_path / "b.parquet", model=model)
    assert model.read_bytes() == known == read(tmp_path / "b.parquet").schema.metadata[MODEL]
    model.write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(main, ["fuse", str(few), "--out", str(tmp_path / "c.parquet"), "--model", str(model)])
    assert result.exit_code == 1 and "no model of fusion" in result.stderr
