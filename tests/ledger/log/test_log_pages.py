"""Bytes of an SQLite file that mean nothing are zero; one that is not was put there by something else."""

from __future__ import annotations

import sqlite3

import pytest
from logs import ORIGIN, claim

from goodoffices.ledger import pages
from goodoffices.ledger.log import Ledger

PAGE = 4096


@pytest.fixture
def file(tmp_path):
    """A log with small and large bodies, deep enough for pages above its leaves."""
    path = tmp_path / "room.db"
    with Ledger.create(str(path), ORIGIN) as log:
        for size in range(9000, 13_000, 450):
            log.append([claim(1, "x" * size)])
        for number in range(60):
            log.append([claim(number, "y" * (number * 7 % 300))])
    return path


def told(path, capsys, scope="whole"):
    with sqlite3.connect(path) as connection:
        roots = [str(root) for (root,) in connection.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 1")]
    connection.close()
    assert pages.main([str(path), scope, *roots]) == 0
    return capsys.readouterr().out


def spoil(path, place, value=1):
    data = bytearray(path.read_bytes())
    assert data[place] != value
    data[place] = value
    path.write_bytes(data)


def test_a_sound_file_holds_nothing_beside_its_content(file, capsys):
    assert told(file, capsys) == ""
    assert told(file, capsys, "shared") == ""


@pytest.mark.parametrize("place", [19, 20, 27, 31, 47, 52, 59, 63, 66, 71, 80, 96])
def test_a_header_that_is_not_sqlites_is_told(file, capsys, place):
    spoil(file, place, 77)
    with file.open("rb") as opened:
        data = opened.read()
    found = list(pages.Pages(data, True).findings([]))
    assert "the header of the file is not as it should be" in found


def test_a_byte_between_cells_is_told(file, capsys):
    data = file.read_bytes()
    spoilt = 0
    for number in range(2, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        if page[0] != pages.LEAF_TABLE:
            continue
        begin, end = 8 + 2 * int.from_bytes(page[3:5], "big"), int.from_bytes(page[5:7], "big")
        if end - begin > 2:
            spoil(file, (number - 1) * PAGE + (begin + end) // 2)
            assert f"page {number} holds something between its cells" in told(file, capsys)
            file.write_bytes(data)
            spoilt += 1
    assert spoilt > 3


def test_a_byte_after_the_end_of_long_content_is_told(file, capsys):
    data = file.read_bytes()
    # The last page of a chain names no other page and ends in zeros.
    ends = [
        place
        for place in range(PAGE, len(data), PAGE)
        if data[place : place + 4] == bytes(4)
        and any(data[place + 4 : place + 20])
        and not any(data[place + PAGE - 16 : place + PAGE])
    ]
    spoil(file, ends[0] + PAGE - 1)
    assert "after the end of its content" in told(file, capsys)


def test_a_byte_on_a_free_page_is_told_unless_others_use_the_file(file, capsys):
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("CREATE TABLE other (a)")
        connection.executemany("INSERT INTO other VALUES (?)", [("z" * 3000,) for _ in range(9)])
        connection.execute("DROP TABLE other")
    connection.close()
    data = file.read_bytes()
    trunk = int.from_bytes(data[32:36], "big")
    assert int.from_bytes(data[36:40], "big") > 3
    leaf = int.from_bytes(data[(trunk - 1) * PAGE + 8 : (trunk - 1) * PAGE + 12], "big")
    for number in (trunk, leaf):
        spoil(file, number * PAGE - 1)
        assert f"free page {number} is not empty" in told(file, capsys)
        assert told(file, capsys, "shared") == ""
        file.write_bytes(data)


def test_a_file_cut_short_is_told(file, capsys):
    data = file.read_bytes()
    file.write_bytes(data[: PAGE * 4])
    assert pages.main([str(file), "shared", "5"]) == 0
    assert "not as" in capsys.readouterr().out
