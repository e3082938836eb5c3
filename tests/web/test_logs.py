"""The logs in a browser: what may be seen, receipts and bundles that a stranger can verify, checks that find nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from goodoffices.errors import NotAllowed, UsageError
from goodoffices.ledger.verify import main as verify
from goodoffices.records import CaseSettings
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.reading import logs as shown


@pytest.fixture
def bench(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Coast Tribune\n18 February 2026\n\nThe talks in Geneva lasted six hours, said Rustem Umerov.\n")
    with Workbench.create(str(tmp_path / "case"), Intake((), CaseSettings(name="Sable"))) as made:
        made.add_room("caucus", open_to_all=False)
        made.member("ada", "reader")
        made.add(Intake.of([page]))
        yield made


def test_one_sees_the_logs_of_the_rooms_one_may_read(bench):
    assert [row.room for row in bench.reader("en").logs().list()] == ["caucus", "press"]
    mine = bench.as_member("ada").reader("en").logs()
    assert [row.room for row in mine.list()] == ["press"]
    closed = next(row.ident for row in bench.reader("en").logs().list() if row.room == "caucus")
    assert mine.log(closed, 1) is mine.log("0" * 32, 1) is None
    assert mine.checkpoint(closed) is mine.receipt(closed, 0) is mine.entries(closed) is None
    assert "caucus" not in str(mine.list())


def test_entries_come_newest_first_with_who_made_them(bench):
    logs = bench.reader("en").logs()
    (press,) = [row for row in logs.list() if row.room == "press"]
    log = logs.log(press.ident, 1)
    numbers = [row.index for row in log.rows]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == press.entries - 1
    assert {row.who for row in log.rows if "by" in row.parts} == {"operator"}
    assert [row.index for row in logs.entries(press.ident)] == list(range(press.entries))
    assert {row.who for row in bench.as_member("ada").reader("en").logs().entries(press.ident)} == {""}


def test_receipts_and_bundles_verify_for_a_stranger(bench, tmp_path, capsys):
    logs = bench.reader("en").logs()
    (press,) = [row for row in logs.list() if row.room == "press"]
    log = logs.log(press.ident, 1)
    with zipfile.ZipFile(io.BytesIO(logs.bundle(press.ident, "the press"))) as packed:
        packed.extractall(tmp_path / "export")
    receipt = tmp_path / "receipt.txt"
    receipt.write_text(logs.receipt(press.ident, 1))
    keys = [word for key in log.keys for word in ("--vkey", key)]
    assert verify([str(tmp_path / "export"), *keys, "--receipt", str(receipt)]) == 0
    assert '"ok":true' in capsys.readouterr().out.replace(" ", "")


def test_a_check_reads_all_and_only_officers_may_ask(bench, monkeypatch):
    logs = bench.reader("en").logs()
    (press,) = [row for row in logs.list() if row.room == "press"]
    checked = logs.check(press.ident)
    assert (checked.entries, checked.problems) == (press.entries, ())
    with pytest.raises(NotAllowed):
        bench.as_member("ada").reader("en").logs().check(press.ident)
    with pytest.raises(NotAllowed):
        bench.as_member("ada").reader("en").logs().bundle(press.ident, "")
    monkeypatch.setattr(shown, "AT_ONCE", 2)
    with pytest.raises(UsageError, match="goodoffices check"):
        logs.check(press.ident)
