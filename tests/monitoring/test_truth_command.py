"""The command `goodoffices truth`: tables in and out, bad rows, a state that goes on."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from benchmarks.accusations import Settings, made
from click.testing import CliRunner

from goodoffices.cli import main

CONSENSUS = ["item", "consensus", "probability", "confidence", "independent_sources"]
SOURCES = ["source", "accused_side", "sensitivity", "specificity", "copies_of", "share"]


def run(*words):
    return CliRunner().invoke(main, ["truth", *map(str, words)])


@pytest.fixture
def labels(tmp_path):
    table = pa.table({name: pa.array(values) for name, values in made(Settings(items=120), 4).columns.items()})
    pa.csv.write_csv(table, tmp_path / "labels.csv")
    pyarrow.parquet.write_table(table, tmp_path / "labels.parquet")
    return tmp_path


def test_consensus_and_sources_are_written_alike_from_csv_and_parquet(labels):
    for kind in ("csv", "parquet"):
        assert run(labels / f"labels.{kind}", "--out", labels / f"{kind}.parquet").exit_code == 0
    table = pyarrow.parquet.read_table(labels / "csv.parquet")
    assert table.column_names == CONSENSUS
    assert table.equals(pyarrow.parquet.read_table(labels / "parquet.parquet"))
    assert pyarrow.parquet.read_table(labels / "csv.sources.parquet").column_names == SOURCES
    assert table["item"].to_pylist() == [f"i{number:07d}" for number in range(120)]


def test_bad_rows_are_named_and_the_others_go_on(tmp_path):
    (tmp_path / "bad.csv").write_text("item,source,label\na,x,1\na,y,2\n,z,1\nb,x,0\n", encoding="utf-8")
    result = run(tmp_path / "bad.csv", "--out", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert "row 3: a label is 0 or 1" in result.stderr
    assert "row 4: item or source is empty" in result.stderr
    assert pa.csv.read_csv(tmp_path / "out.csv")["consensus"].to_pylist() == [1, 0]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("item,label\na,1\n", 1, "column source is missing"),
        ("", 1, "no table can be read"),
        ("item,source,label\na,x,7\n", 3, "no row holds"),
        ("item,source,label,time\na,x,1,yesterday\n", 1, "row 2, time: it is no time: 'yesterday'"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path, text, code, says):
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    result = run(tmp_path / "bad.csv", "--out", tmp_path / "out.csv")
    assert result.exit_code == code
    assert says in result.stderr


def test_labels_are_added_to_a_kept_state(labels):
    lines = (labels / "labels.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (labels / "first.csv").write_text("".join(lines[:1] + lines[60:]), encoding="utf-8")
    (labels / "second.csv").write_text("".join(lines[:60]), encoding="utf-8")
    for part in ("first", "second"):
        assert run(labels / f"{part}.csv", "--state", labels / "state", "--out", labels / "out.csv").exit_code == 0
    table = pa.csv.read_csv(labels / "out.csv")
    assert table["item"].to_pylist() == [f"i{number:07d}" for number in range(120)]
    assert run(labels / "labels.csv", "--out", labels / "whole.csv").exit_code == 0
    whole = pa.csv.read_csv(labels / "whole.csv")
    apart = np.abs(np.asarray(table["probability"]) - np.asarray(whole["probability"]))
    assert apart.mean() < 0.05 and table["consensus"].to_pylist() != [0] * 120


def test_a_state_goes_with_the_joint_model_only(labels):
    result = run(labels / "labels.csv", "--model", "majority", "--state", labels / "state", "--out", labels / "o.csv")
    assert result.exit_code == 2
