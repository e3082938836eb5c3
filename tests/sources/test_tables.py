"""The rows of CSV files and workbooks."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import InputRefused
from goodoffices.sources import Arrival
from goodoffices.sources.arrival import LeftOut
from goodoffices.sources.media import CSV, XLSX
from goodoffices.sources.tables import Row, rows_of
from goodoffices.sources.tables.csv_file import LONGEST_FIELD, delimiter_of
from goodoffices.sources.tables.workbook import MOST_SHARED
from killers import cell, far_cell, workbook, zipped


def rows(raw: bytes, kind: str = CSV, enough=lambda: False):
    return list(rows_of(Arrival("a", raw, kind), enough))


def test_marks_between_fields_are_found():
    for mark in ",;\t|":
        raw = f"id{mark}when{mark}what\n1{mark}2024-05-03{mark}“talks, long; too”\n"
        assert delimiter_of(raw) in (mark, ",") if mark != "," else True
        assert rows(raw.encode())[0] == Row("", 1, ("id", "when", "what"))


def test_rows_of_any_encoding_with_blank_ones_left_out():
    found = rows("ім'я;день\n\n;\nОлена;3 травня\n".encode("cp1251"))
    assert [row.values for row in found] == [("ім'я", "день"), ("Олена", "3 травня")]
    assert [row.number for row in found] == [1, 4]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12), min_size=2, max_size=5), min_size=1, max_size=8))  # fmt: skip
def test_what_is_written_as_csv_is_read_again(table):
    whole = io.StringIO()
    csv.writer(whole).writerows([["first", "second"], *table])
    found = [row.values for row in rows(whole.getvalue().encode()) if isinstance(row, Row)]
    if delimiter_of(whole.getvalue()) == ",":
        assert found == [("first", "second"), *(tuple(row) for row in table if any(row))]


def test_rows_that_cannot_be_had_are_left_out_at_their_place():
    wide = "x," * 20_000
    found = rows(f'a,b\n{wide}\n1,2\n"{"y" * (LONGEST_FIELD + 1)}\n'.encode())
    assert [row.values for row in found if isinstance(row, Row)] == [("a", "b"), ("1", "2")]
    assert [part.place for part in found if isinstance(part, LeftOut)] == ["line 2", "line 4 and all after it"]


def test_time_that_is_up_ends_a_table():
    found = rows(b"a,b\n" * 5_000, enough=lambda: True)
    assert len(found) == 1_025
    assert isinstance(found[-1], LeftOut)


def test_blank_tables_are_refused():
    with pytest.raises(InputRefused, match="white space"):
        rows(b" \n \n")


def test_a_workbook_of_its_own_program():
    whole = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "List"
    book.active.append(["name", "taken", 3, 1.5, True, None, date(2024, 5, 3), datetime(2024, 5, 3, 9, 30)])
    book.create_sheet("Second")["C7"] = "far"
    book.save(whole)
    first, second = rows(whole.getvalue(), XLSX)
    assert first == Row("List", 1, ("name", "taken", "3", "1.5", "TRUE", "", "2024-05-03", "2024-05-03T09:30:00"))
    assert second == Row("Second", 7, ("", "", "far"))


def test_the_size_a_sheet_claims_is_not_believed():
    first, last = rows(far_cell(), XLSX)
    assert (first.number, first.values) == (1, ("7",))
    assert (last.number, len(last.values)) == (1_048_576, 16_384)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (workbook("")[:900], "damaged"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "damaged workbook"),
        (workbook(cell("A1"), shared=b'<!DOCTYPE x [<!ENTITY a "b">]><sst/>'), "entities"),
        (workbook(cell("A1"), shared=("<sst>" + "".join(f"<si>{n:x}</si>" for n in range(3_000_000))).encode()), f"{MOST_SHARED >> 20} MiB of texts"),
    ],
)  # fmt: skip
def test_workbooks_that_cannot_be_read_are_refused(raw, said):
    with pytest.raises(InputRefused, match=said):
        rows(raw, XLSX)


def test_a_sheet_that_breaks_off_gives_the_rows_before():
    raw = workbook(cell("A1") + cell("A2") + '<row r="3"><c r="A3"><v>')
    found = rows(raw, XLSX)
    assert [row.values for row in found if isinstance(row, Row)] == [("7",), ("7",)]
    assert "after row 2" in found[-1].place
