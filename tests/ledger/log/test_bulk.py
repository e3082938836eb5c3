"""Bulk evidence: one entry for many rows, and any one row proven without the others."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import LedgerRefused
from goodoffices.ledger.bulk import bulk_draft, prove_row, row_holds
from goodoffices.ledger.encoding import parse_canonical

SEED = b"s" * 32


def rows_of(count):
    return [f'{{"alarm":{number},"place":"north"}}' for number in range(count)]


@given(st.integers(1, 70), st.data())
def test_every_row_is_proven_and_no_other(tmp_path_factory, count, data):
    file = tmp_path_factory.getbasetemp() / "rows.parquet"
    file.write_bytes(b"PAR1")
    rows = rows_of(count)
    main = bulk_draft(file, "application/vnd.apache.parquet", rows, SEED).parts["main"]
    index = data.draw(st.integers(0, count - 1))
    proof = prove_row(iter(rows), SEED, index)
    assert row_holds(main, rows[index], proof)
    assert not row_holds(main, rows[index] + " ", proof)
    assert not row_holds(main, rows[index], replace(proof, salt=b"x" * 32))
    assert count == 1 or not row_holds(main, rows[index], replace(proof, index=(index + 1) % count))


def test_the_entry_names_the_file_and_goes_into_a_log(tmp_path, log):
    file = tmp_path / "rows.parquet"
    file.write_bytes(b"PAR1 rows PAR1")
    draft = bulk_draft(file, "application/vnd.apache.parquet", iter(rows_of(5)), SEED)
    main = parse_canonical(draft.parts["main"])
    digest = sha256(file.read_bytes()).hexdigest()
    assert main["blob"] == {"bytes": 14, "sha256": digest, "type": "application/vnd.apache.parquet"}
    assert main["rows"] == 5
    log.append([draft])
    (entry,) = log.read()
    assert row_holds(entry.parts["main"][1], rows_of(5)[3], prove_row(rows_of(5), SEED, 3))
    assert "seed" in entry.parts


def test_rows_of_other_entries_and_bad_seeds_are_refused(tmp_path):
    file = tmp_path / "rows"
    file.write_bytes(b"")
    main = bulk_draft(file, "text/csv", rows_of(3), SEED).parts["main"]
    with pytest.raises(LedgerRefused):
        row_holds(main, rows_of(3)[0], prove_row(rows_of(4), SEED, 0))
    with pytest.raises(LedgerRefused):
        row_holds('{"rows":3}', rows_of(3)[0], prove_row(rows_of(3), SEED, 0))
    with pytest.raises(LedgerRefused):
        prove_row(rows_of(3), SEED, 3)
    with pytest.raises(LedgerRefused):
        bulk_draft(file, "text/csv", rows_of(3), b"short")
    assert parse_canonical(bulk_draft(file, "text/csv", [], SEED).parts["main"])["rows"] == 0
