"""Nothing that happens to the files of a store stays unsaid: changed bytes, lost tails, old copies, missing marks."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3

import psycopg
import pytest
from logs import LONG, ORIGIN, claim, copied

from goodoffices.errors import LedgerRefused, LedgerTrouble
from goodoffices.ledger.fsck import inspect
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.marks import APART, BLOCK, SLOT, Mark, Point, parse_slot, slot_text
from postgres import cluster, fresh_database, running, spoil_text

FLIPS = 300 if LONG else 24


def found(folder):
    """What opening and checking a store says; empty when it says nothing."""
    try:
        with Ledger.open(str(folder / "room.db"), ORIGIN) as log:
            return list(inspect(log))
    except (LedgerTrouble, LedgerRefused) as error:
        return [str(error)]


def flip(path, choose):
    data = bytearray(path.read_bytes())
    place = choose.randrange(len(data))
    data[place] ^= 1 << choose.randrange(8)
    path.write_bytes(data)
    return path.name, place


@pytest.mark.parametrize("name", ["room.db", "room.db.head"])
def test_a_changed_byte_is_found(tmp_path, room, name):
    assert found(copied(room, tmp_path / "copy")) == []
    choose = random.Random(name)
    for _ in range(FLIPS):
        copy = copied(room, tmp_path / "copy")
        where = flip(copy / name, choose)
        assert found(copy), where


def test_a_changed_byte_in_the_write_ahead_log_is_found(tmp_path, room):
    with Ledger.open(str(room / "room.db"), ORIGIN) as log:
        for number in range(12):
            log.append([claim(number)])
        live = copied(room, tmp_path / "live")
    (live / "room.db-shm").unlink()
    choose = random.Random(7)
    assert found(copied(live, tmp_path / "copy")) == []
    for _ in range(FLIPS):
        copy = copied(live, tmp_path / "copy")
        where = flip(copy / "room.db-wal", choose)
        assert found(copy), where


@pytest.mark.skipif(not LONG, reason="starts a server for each byte: `make soak`")
def test_a_changed_byte_in_files_of_a_server_is_told_or_changes_nothing():
    """What an entry says is checked by its log; with checksums of its pages the server tells of all that it reads."""
    choose = random.Random(3)
    for options in ((), ("--data-checksums",)):
        with cluster(*options) as data:
            with running(data, "autovacuum=off", end=signal.SIGINT) as address:
                store = fresh_database(address)
                with Ledger.create(store, ORIGIN) as log:
                    for count in (1, 20, 3):
                        log.append([claim(number, "x" * 700) for number in range(count)])
                    entries = list(log.read())
                with psycopg.connect(store) as connection:
                    kept = [row[0] for row in connection.execute(FILES).fetchall()]
            for _ in range(FLIPS // 6):
                path = data / choose.choice(kept)
                before = path.read_bytes()
                where = flip(path, choose)
                with running(data, "autovacuum=off", end=signal.SIGINT) as address:
                    said = told(f"{address}/{store.rpartition('/')[2]}", entries)
                assert said or not options, where
                path.write_bytes(before)


# Of the tables of the log: entries, what is too long for their rows, the indexes of both; and the table of logs.
FILES = """
WITH entries AS (SELECT oid, reltoastrelid FROM pg_class WHERE relname = 'ledger_entries_1'),
tables AS (SELECT oid FROM entries UNION SELECT reltoastrelid FROM entries)
SELECT pg_relation_filepath(oid) FROM tables UNION
SELECT pg_relation_filepath(indexrelid) FROM pg_index WHERE indrelid IN (SELECT oid FROM tables) UNION
SELECT pg_relation_filepath('ledger_logs')"""


def told(store, entries):
    """What opening and checking a log says; when it says nothing, its entries are as they were."""
    try:
        with Ledger.open(store, ORIGIN) as log:
            said = list(inspect(log))
            assert said or list(log.read()) == entries
            return said
    except (LedgerTrouble, LedgerRefused) as error:
        return [str(error)]


def test_a_lost_tail_of_the_write_ahead_log_is_found(tmp_path, room):
    with Ledger.open(str(room / "room.db"), ORIGIN) as log:
        log.append([claim(1)])
        log.append([claim(2)])
        live = copied(room, tmp_path / "live")
    wal = live / "room.db-wal"
    wal.write_bytes(wal.read_bytes()[:-4096])
    with pytest.raises(LedgerTrouble, match="behind its mark"):
        Ledger.open(str(live / "room.db"), ORIGIN)


def test_an_older_copy_is_refused_and_the_newest_goes_on(tmp_path, room):
    older = copied(room, tmp_path / "older")
    with Ledger.open(str(room / "room.db"), ORIGIN) as log:
        log.append([claim(1)])
    newest = copied(room, tmp_path / "newest")
    shutil.copy(older / "room.db", room / "room.db")
    with pytest.raises(LedgerTrouble, match="behind its mark"):
        Ledger.open(str(room / "room.db"), ORIGIN)
    shutil.copy(newest / "room.db", room / "room.db")
    with Ledger.open(str(room / "room.db"), ORIGIN) as log:
        assert log.append([claim(2)])[0].index == 28


def test_a_copy_put_back_under_an_open_log_is_refused(tmp_path, store):
    if store.startswith("postgresql"):
        pytest.skip("a file can be put back, a running server's cannot")
    with Ledger.create(store, ORIGIN) as log:
        log.append([claim(1)])
    older = copied(tmp_path, tmp_path.parent / (tmp_path.name + "-older"))
    with Ledger.open(store, ORIGIN) as log:
        log.append([claim(2)])
    shutil.copy(older / "room.db", tmp_path / "room.db")
    with pytest.raises(LedgerTrouble, match="behind its mark"):
        Ledger.open(store, ORIGIN)


def test_a_fork_is_refused(tmp_path, room):
    fork = copied(room, tmp_path / "fork")
    for folder, number in ((room, 1), (fork, 2)):
        with Ledger.open(str(folder / "room.db"), ORIGIN) as log:
            log.append([claim(number), claim(9)])
    shutil.copy(fork / "room.db", room / "room.db")
    with pytest.raises(LedgerTrouble, match="another way"):
        Ledger.open(str(room / "room.db"), ORIGIN)


def test_a_database_put_back_is_behind_its_mark(postgres):
    with Ledger.create(postgres, ORIGIN) as log:
        for number in range(3):
            log.append([claim(number)])
    with psycopg.connect(postgres) as connection:
        connection.execute("DELETE FROM ledger_entries_1 WHERE at = 2")
    with pytest.raises(LedgerTrouble, match="behind its mark"):
        Ledger.open(postgres, ORIGIN)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entries_1 SET sealed = '\\x00' WHERE at = 1",
        "UPDATE ledger_entries_1 SET nodes = sealed WHERE at = 0",
        "UPDATE ledger_entries_1 SET signed = NULL WHERE at = 3",
        "UPDATE ledger_entries_1 SET leaves = replace(leaves, 'claim', 'claym') WHERE at = 1",
        "DELETE FROM ledger_entries_1 WHERE at = 1",
        "UPDATE ledger_logs SET origin = 'other'",
        "UPDATE ledger_logs SET log_key = export_key",
        "UPDATE ledger_logs SET start = '\\x00'",
        "UPDATE ledger_logs SET body_key = 2",
        "UPDATE ledger_logs SET generation = 1",
        "INSERT INTO ledger_cosignatures VALUES (1, 2, 'nobody', 'nothing')",
    ],
)
def test_a_changed_row_is_found(postgres, change):
    with Ledger.create(postgres, ORIGIN) as log:
        for number in range(4):
            log.append([claim(number)])
        assert list(inspect(log)) == []
    with psycopg.connect(postgres) as connection:
        connection.execute(change)
    with pytest.raises((LedgerTrouble, LedgerRefused)), Ledger.open(postgres, ORIGIN) as log:
        findings = list(inspect(log))
        raise LedgerTrouble("; ".join(findings)) if findings else AssertionError("nothing was found")


def test_text_that_is_none_is_trouble_and_no_crash(postgres):
    with Ledger.create(postgres, ORIGIN) as log:
        log.append([claim(0)])
    spoil_text(postgres, "ledger_entries_1", "leaves")
    with pytest.raises(LedgerTrouble, match="damaged: it holds text that is none"):
        Ledger.open(postgres, ORIGIN)


def test_a_database_without_an_encoding_keeps_any_text(postgres_server):
    with Ledger.create(fresh_database(postgres_server, "SQL_ASCII"), ORIGIN) as log:
        log.append([claim(0, "Ніхто")])
        assert list(inspect(log)) == []
        assert [entry.parts["pii"][1] for entry in log.read()] == ['{"name":"Ніхто"}']


def test_a_database_that_cannot_hold_every_text_is_refused(postgres_server):
    with pytest.raises(LedgerRefused, match="ENCODING 'UTF8'"):
        Ledger.create(fresh_database(postgres_server, "LATIN1"), ORIGIN)


def test_reading_never_hands_out_what_was_changed(room):
    with sqlite3.connect(room / "room.db") as connection:
        connection.execute("UPDATE ledger_entries_1 SET leaves = replace(leaves, 'claim', 'claym') WHERE at = 16")
    with Ledger.open(str(room / "room.db"), ORIGIN) as log, pytest.raises(LedgerTrouble, match="entry 1 "):
        list(log.read())


@pytest.mark.parametrize(
    "change",
    [
        "ledger_entries_1 SET leaves = CAST(leaves AS BLOB)",
        "ledger_entries_1 SET leaves = 7",
        "ledger_entries_1 SET nodes = 'text'",
        "ledger_entries_1 SET sealed = ''",
        "ledger_entries_1 SET signed = 5",
        "ledger_entries_1 SET leaves = leaves || char(10) || leaves",
        "ledger_logs SET start = 'text'",
        "ledger_logs SET log_key = 'nonsense'",
        "ledger_logs SET body_key = 'one'",
    ],
)
def test_a_row_that_holds_anything_is_trouble_and_no_crash(room, change):
    with sqlite3.connect(room / "room.db") as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '')")
        connection.commit()
    connection.close()
    with sqlite3.connect(room / "room.db") as connection:
        connection.execute(f"UPDATE {change}")
    connection.close()
    with pytest.raises(LedgerTrouble), Ledger.open(str(room / "room.db"), ORIGIN) as log:
        list(log.read())
        list(inspect(log))


def test_other_tables_in_the_file_are_no_damage(room):
    with sqlite3.connect(room / "room.db") as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE other (a INTEGER PRIMARY KEY, b TEXT)")
        connection.executemany("INSERT INTO other (b) VALUES (?)", [("x" * number,) for number in range(900)])
        connection.execute("DELETE FROM other WHERE a % 3 = 0")
        connection.commit()
        connection.execute("DROP TABLE other")
    connection.close()
    assert found(room) == []


@pytest.mark.parametrize("size", [10, 700, 9000, 200_000])
def test_not_even_the_sealed_bytes_of_what_was_erased_stay(tmp_path, size):
    store = str(tmp_path / "room.db")
    with Ledger.create(store, ORIGIN) as log:
        for count in (3, 20, 1):
            log.append([claim(number, "x" * size) for number in range(count)])
        before = log.storage.run(log.number, 5).sealed

        def held_now():
            return b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())

        assert before[16:40] in held_now()
        log.erase(5, ["pii"], "asked")
        held = held_now()
        # A piece from within a page, wherever in the text a page may end.
        for place in range(16, len(before) - 24, max(24, len(before) // 50)):
            assert before[place : place + 24] not in held
        after = log.storage.run(log.number, 5).sealed
        assert len(after) == len(before)
        assert list(inspect(log)) == []


def test_a_missing_mark_is_refused_unless_nothing_was_acknowledged(tmp_path, room):
    (room / "room.db.head").unlink()
    with pytest.raises(LedgerTrouble, match=r"mark .* is missing"):
        Ledger.open(str(room / "room.db"), ORIGIN)
    Ledger.create(str(tmp_path / "new.db"), ORIGIN).close()
    (tmp_path / "new.db.head").unlink()
    with Ledger.open(str(tmp_path / "new.db"), ORIGIN) as log:
        assert log.append([claim(1)])[0].index == 0


def test_a_commit_whose_mark_was_never_written_is_kept(tmp_path, room):
    before = copied(room, tmp_path / "before")
    with Ledger.open(str(room / "room.db"), ORIGIN) as log:
        log.append([claim(1)])
    shutil.copy(before / "room.db.head", room / "room.db.head")
    with Ledger.open(str(room / "room.db"), ORIGIN) as log:
        assert log.size == 28
        assert log.mark.read().point.size == 28
        assert log.append([claim(2)])[0].index == 28
    assert found(room) == []


POINT = Point(7, b"r" * 32, b"s" * 64, 2)


def test_a_mark_says_what_was_written_last(tmp_path):
    mark = Mark(tmp_path / "mark", 1)
    with mark.held():
        reading = mark.read()
        assert reading.point is None
        for size in range(5):
            reading = mark.write(POINT._replace(size=size), reading)
            assert mark.read() == reading
            assert mark.read().point.size == size
    assert (tmp_path / "mark").stat().st_size == 2 * BLOCK


def test_a_torn_slot_leaves_the_other(tmp_path):
    mark = Mark(tmp_path / "mark")
    with mark.held():
        reading = mark.write(POINT, mark.read())
        reading = mark.write(POINT._replace(size=8), reading)
    data = bytearray((tmp_path / "mark").read_bytes())
    newest = reading.serial % 2 * APART
    data[newest : newest + 40] = b"x" * 40
    (tmp_path / "mark").write_bytes(data)
    assert mark.read().point.size == 7
    assert mark.read().damaged == 1
    with mark.held():
        assert mark.write(POINT._replace(size=9), mark.read()).damaged == 0
    assert (mark.read().point.size, mark.read().damaged) == (9, 0)
    (tmp_path / "mark").write_bytes(b"x" * BLOCK)
    with pytest.raises(LedgerTrouble, match="neither"):
        mark.read()


def test_every_changed_bit_of_a_slot_is_seen():
    text = slot_text(3, POINT)
    assert len(text) == SLOT
    assert parse_slot(text) == (3, POINT)
    for place in range(SLOT):
        spoilt = bytearray(text)
        spoilt[place] ^= 1 << place % 8
        with pytest.raises(LedgerRefused):
            parse_slot(bytes(spoilt))
