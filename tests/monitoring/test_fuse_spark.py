"""`goodoffices fuse --engine spark`: the bytes of the engine in process, whatever the files, decisions and refusals."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from test_fuse_command import stored

from goodoffices.cli import main
from goodoffices.events.incidents import learning
from made_reports import Made, made


@pytest.fixture(scope="module")
def reports() -> Made:
    """Enough for several blocks of the size below; one source tells some incidents twice, some reports have texts."""
    kind = made(incidents=900, days=200, again=0.1)
    texts = [f"Shells fell near mill {number % 40}" if number % 3 else "" for number in range(kind.table.num_rows)]
    return Made(kind.table.append_column("text", pa.array(texts)), kind.truth, kind.places)


def fused(folder: Path, files: list[Path], *more: str) -> tuple[bytes, str, str, int]:
    """The incidents, the table of refused rows, what was said of them, and the exit code."""
    name = "spark" if "spark" in more else "local"
    out, refused = folder / f"{name}.parquet", folder / "refused.csv"
    result = CliRunner().invoke(main, ["fuse", *map(str, files), "--out", str(out), "--refused", str(refused), *more])
    said = "\n".join(line for line in result.stderr.splitlines() if "WARN" not in line)
    return out.read_bytes(), refused.read_text(encoding="utf-8"), said, result.exit_code


@pytest.mark.usefixtures("spark")
def test_spark_gives_the_bytes_of_the_local_engine(tmp_path, monkeypatch, reports):
    monkeypatch.setattr(learning, "BLOCK_REPORTS", 300)
    table = reports.table
    half = table.num_rows // 2
    other = table.slice(0, 1).set_column(table.column_names.index("act"), "act", pa.array(["other"]))
    files = [
        stored(tmp_path, table.slice(0, half + 7), "one.parquet"),
        stored(tmp_path, pa.concat_tables([table.slice(half), other]), "two.csv"),
    ]
    bad = tmp_path / "bad.csv"
    rows = ["x,2024-05-01,0,0", "y,yesterday,40,44", *(f"later {number},2199-01-01,40,44" for number in range(1_500))]
    bad.write_text("\n".join(["id,time_begin,lat,lon", *rows]), encoding="utf-8")
    decisions = tmp_path / "decisions.csv"
    ids = table["id"].to_pylist()
    decisions.write_text(
        f"left,right,verdict\n{ids[3]},{ids[-5]},same\n{ids[40]},{ids[900]},same\n{ids[40]},{ids[901]},same\n"
        f"{ids[10]},{ids[11]},different\nnobody,{ids[3]},same\n",
        encoding="utf-8",
    )
    given = [*files, bad]
    here = fused(tmp_path, given, "--judgements", str(decisions))
    there = fused(tmp_path, given, "--judgements", str(decisions), "--engine", "spark")
    assert here == there
    assert here[3] == 1 and "bad.csv, row 2, lat: 0/0" in here[2] and "7 rows were sent again" in here[2]
    # Only the first are told one by one, however many there are: nothing of them is gathered in one place.
    assert "more rows, all of them in" in here[2] and here[1].count("\n") == 1 + 1_502 + 1 + 1
    members = [set(group) for group in pyarrow.parquet.read_table(tmp_path / "spark.parquet")["members"].to_pylist()]
    assert any({ids[40], ids[900], ids[901]} <= group for group in members)
    assert any({ids[3], ids[-5]} <= group for group in members)


@pytest.mark.usefixtures("spark")
def test_spark_keeps_no_state_and_says_when_nothing_can_be_used(tmp_path, reports):
    bad = tmp_path / "bad.csv"
    bad.write_text("id,time_begin,lat,lon\nx,2024-05-01,0,0\n", encoding="utf-8")
    call = ["fuse", str(bad), "--out", str(tmp_path / "o.parquet"), "--engine", "spark"]
    nothing = CliRunner().invoke(main, call)
    assert nothing.exit_code == 3 and "no report can be used" in nothing.stderr
    stateful = CliRunner().invoke(main, [*call, "--state", str(tmp_path / "state")])
    assert stateful.exit_code == 2 and "--state" in stateful.stderr


def test_an_address_needs_the_engine(tmp_path, reports):
    path = stored(tmp_path, reports.table.slice(0, 5))
    call = ["fuse", str(path), "--out", str(tmp_path / "o.parquet"), "--spark-url", "local[2]"]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 2 and "--engine spark" in result.stderr
