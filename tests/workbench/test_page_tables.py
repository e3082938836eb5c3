"""Tables of pages: read row by row, refused row by row, and on Spark with the same bytes as in process."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.sources import Saying
from goodoffices.sources.page_tables import page_rows

DAY = datetime.date(2031, 3, 4)
TALKS = (
    "Talks resumed in Port Sable on {0} March, the foreign ministry said.\n\n"
    "“We will stay for {0} days,” spokesman Aron Velt told reporters.\n"
)
HTML = "<html><head><title>Round {0}</title></head><body><article><p>{1}</p><p>{1}</p></article></body></html>"


def packed(*members: tuple[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, text in members:
            archive.writestr(name, text)
    return raw.getvalue()


def row(content: bytes | str | None, path: str | None = None, **more: object) -> dict[str, object]:
    raw = content.encode() if isinstance(content, str) else content
    return {"content": raw, "path": path, "url": None, "published": None, "language": None} | more


def written(folder: Path, rows: list[dict[str, object]], name: str = "pages.parquet", group: int = 4) -> Path:
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), folder / name, row_group_size=group)
    return folder / name


def annotated(*call: str) -> tuple[list[dict[str, object]], str, int]:
    result = CliRunner().invoke(main, ["annotate", *call])
    return (
        [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")],
        result.stderr,
        result.exit_code,
    )


def test_rows_are_pages_and_what_is_none_is_named(tmp_path):
    table = written(tmp_path, [
        row(TALKS.format(5), "one.txt", published=DAY, url="https://example.org/5"),
        row(None, "gone.txt"),
        row(TALKS.format(6), published=None),
        row(TALKS.format(7), "late.txt", published=None, language="uk"),
    ])  # fmt: skip
    pages, said, code = annotated(str(table), "--published", "2031-03-09")
    assert code == 1 and f"{table}!gone.txt: no content" in said
    assert [page["path"] for page in pages] == [f"{table}!one.txt", f"{table}!row 3", f"{table}!late.txt"]
    assert [page["published"]["value"] for page in pages] == ["2031-03-04", "2031-03-09", "2031-03-09"]
    assert (pages[0]["url"], pages[2]["language"]) == ("https://example.org/5", "uk")


def test_a_date_that_is_none_and_a_table_of_other_things_are_refused(tmp_path):
    table = written(tmp_path, [row(TALKS.format(5), published="soon"), row(TALKS.format(6), published="2031-03-04")])
    pages, said, code = annotated(str(table))
    assert code == 1 and "row 1: published 'soon' is no date" in said and len(pages) == 1
    other = tmp_path / "other.parquet"
    pyarrow.parquet.write_table(pa.table({"text": ["x"]}), other)
    _, said, code = annotated(str(other))
    assert code == 3 and "without the column content" in said
    other.write_bytes(b"PAR1 and nothing more")
    assert annotated(str(other))[2] == 3


def test_a_row_group_read_alone_keeps_the_numbers_of_its_rows(tmp_path):
    table = written(tmp_path, [row(TALKS.format(number)) for number in range(10)])
    whole = list(page_rows(table, Saying()))
    parts = [found for part in range(3) for found in page_rows(table, Saying(), part=part)]
    assert parts == whole and [number for number, _ in whole] == list(range(10))


@pytest.mark.usefixtures("spark")
def test_spark_gives_the_bytes_of_the_local_engine(tmp_path):
    first = written(tmp_path, [
        row(TALKS.format(5), "one.txt", published=DAY), row(HTML.format(1, TALKS.format(6) * 3), "two.html"),
        row(None, "gone.txt"), row(TALKS.format(5), "again.txt"), row(b"\x89PNG not a page", "picture"),
        row(packed(("a.txt", TALKS.format(8)), ("b.txt", TALKS.format(5)), ("c.bin", "\x7fELF")), "three.zip"),
    ])  # fmt: skip
    second = written(
        tmp_path, [row(TALKS.format(8), "other.txt", language="en"), row("  \n ", "blank.txt")], "b.parquet"
    )
    nothing = tmp_path / "c.parquet"
    pyarrow.parquet.write_table(pa.table({"text": ["x"]}), nothing)
    call = [str(first), str(second), str(nothing), "--zone", "Europe/Kyiv"]
    here = annotated(*call, "--out", str(tmp_path / "here.jsonl"))
    there = annotated(*call, "--out", str(tmp_path / "there.jsonl"), "--engine", "spark")
    lines = (tmp_path / "here.jsonl").read_bytes()
    assert (tmp_path / "there.jsonl").read_bytes() == lines and lines.count(b"\n") == 6
    assert here[2] == there[2] == 1
    assert sorted(here[1].splitlines()) == sorted(line for line in there[1].splitlines() if "WARN" not in line)
    assert lines.count(b"same bytes as") == 3


def test_spark_reads_tables_of_pages_into_a_file(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(TALKS.format(5), encoding="utf-8")
    _, said, code = annotated(str(page), "--engine", "spark", "--out", str(tmp_path / "o.jsonl"))
    assert code == 2 and "tables of pages" in said
    _, said, code = annotated(str(page), "--engine", "spark")
    assert code == 2 and "--out" in said
