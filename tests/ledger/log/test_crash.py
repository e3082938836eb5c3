"""Processes that end at any moment, disks that fill up, writers that come together: nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest
from logs import LONG, ORIGIN, claim, goodoffices

from goodoffices.errors import LedgerTrouble
from goodoffices.ledger import sqlite
from goodoffices.ledger.checkpoints import parse_checkpoint
from goodoffices.ledger.encoding import unb64
from goodoffices.ledger.fsck import inspect
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.notes import parse_note
from goodoffices.ledger.tree import consistency_holds

ROUNDS = 30 if LONG else 3
PROCESSES, EACH = (8, 400) if LONG else (4, 40)

APPENDING = """
import sys
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.entries import Draft
store, origin, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Ledger.open(store, origin) as log:
    for number in range(count):
        (entry,) = log.append([Draft("claim", {"main": '{"value":%d}' % number})])
        print(entry.index, entry.leaf)
"""


def lines(numbers, filler=200):
    for number in numbers:
        body = json.dumps({"filler": "x" * filler, "value": number}, separators=(",", ":"), sort_keys=True)
        yield json.dumps({"id": str(number), "k": "claim", "parts": {"main": body}}).encode() + b"\n"


def appending_until_killed(store, choose):
    """Answers that a process gave before it was killed at a random moment under load."""
    program = [sys.executable, "-m", "goodoffices.cli", "ledger", "append", "--store", store, "--origin", ORIGIN]
    process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for line in lines(range(100_000)):
            try:
                process.stdin.write(line)
                if choose.random() < 0.2:
                    process.stdin.flush()
                    time.sleep(0.001)
            except (BrokenPipeError, ValueError):
                return

    feeder = threading.Thread(target=feed)
    feeder.start()
    answers = [json.loads(process.stdout.readline())]
    threading.Timer(choose.random(), process.send_signal, [signal.SIGKILL]).start()
    answers += [json.loads(line) for line in process.stdout if line.endswith(b"\n")]
    process.wait()
    feeder.join()
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    return answers


def test_killed_at_random_moments_it_keeps_what_it_acknowledged(store):
    choose = random.Random(store)
    Ledger.create(store, ORIGIN).close()
    known: dict[int, str] = {}
    heads = []
    for _ in range(ROUNDS):
        answers = appending_until_killed(store, choose)
        assert not known.keys() & {answer["i"] for answer in answers}, "an index was used again"
        known.update({answer["i"]: answer["leaf"] for answer in answers})
        heads.append(parse_checkpoint(parse_note(answers[-1]["checkpoint"]).text))
        with Ledger.open(store, ORIGIN) as log:
            kept = {entry.index: entry.leaf for entry in log.read()}
            assert known.items() <= kept.items()
            now = parse_checkpoint(parse_note(log.checkpoint()).text)
            for head in heads:
                request = log.consistency(head.size).partition("\n\n")[0].split("\n")[1:]
                assert consistency_holds(head.size, now.size, head.root, now.root, [unb64(line) for line in request])
            assert log.append([claim(0)])[0].index == now.size
            known[now.size] = next(iter(log.read(now.size))).leaf
            assert list(inspect(log)) == []


def test_processes_that_append_together_use_each_index_once(store):
    Ledger.create(store, ORIGIN).close()
    program = [sys.executable, "-c", APPENDING, store, ORIGIN, str(EACH)]
    running = [subprocess.Popen(program, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    answers = [line.rstrip("\n").split(" ", 1) for process in running for line in process.communicate()[0].splitlines()]
    assert all(process.returncode == 0 for process in running)
    assert sorted(int(index) for index, _ in answers) == list(range(PROCESSES * EACH))
    with Ledger.open(store, ORIGIN) as log:
        assert {str(entry.index): entry.leaf for entry in log.read()} == dict(answers)
        assert list(inspect(log)) == []


@pytest.mark.parametrize("step", ["write", "sync"])
def test_a_mark_that_cannot_be_written_acknowledges_nothing(store, monkeypatch, step):
    with Ledger.create(store, ORIGIN) as log:
        log.append([claim(1)])
        name = {"write": "pwrite", "sync": "fdatasync"}[step]

        def full(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(os, name, full)
            with pytest.raises(LedgerTrouble, match="cannot be written: No space left"):
                log.append([claim(2)])
        # The entry was committed and is no lie; it was not acknowledged, and the next one goes on after it.
        assert log.append([claim(3)])[0].index == 2
        assert log.mark.read().point.size == 3
        assert list(inspect(log)) == []


def test_a_full_database_acknowledges_nothing_and_goes_on_after_space(tmp_path):
    store = str(tmp_path / "room.db")
    with Ledger.create(store, ORIGIN) as log:
        log.append([claim(1)])
        ((pages,),) = log.storage.ask("PRAGMA page_count")
        log.storage.ask(f"PRAGMA max_page_count = {pages + 20}")
        before = log.checkpoint()
        with pytest.raises(LedgerTrouble, match="the disk is full"):
            log.append([claim(number, "x" * 2000) for number in range(100)])
        assert log.checkpoint() == before
        log.storage.ask("PRAGMA max_page_count = 1000000")
        assert log.append([claim(number, "x" * 2000) for number in range(100)])[0].index == 1
        assert list(inspect(log)) == []


@pytest.mark.parametrize("left_out", ["journal_mode", "synchronous", "secure_delete"])
def test_a_database_that_does_not_follow_its_settings_is_not_written_to(tmp_path, monkeypatch, left_out):
    wrong = {"journal_mode": "DELETE", "synchronous": "NORMAL", "secure_delete": "OFF"}[left_out]
    monkeypatch.setattr(sqlite, "SETTINGS", (*sqlite.SETTINGS, f"PRAGMA {left_out} = {wrong}"))
    with pytest.raises(LedgerTrouble, match=left_out):
        Ledger.create(str(tmp_path / "room.db"), ORIGIN)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_may_lose_what_it_acknowledges_is_not_written_to(postgres, setting):
    with psycopg.connect(postgres, autocommit=True) as connection:

        def become(value):
            connection.execute(f"ALTER SYSTEM SET {setting} = {value}")
            connection.execute("SELECT pg_reload_conf()")
            while connection.execute(f"SHOW {setting}").fetchone() != (value,):
                time.sleep(0.01)

        become("off")
        try:
            with pytest.raises(LedgerTrouble, match=f"{setting} off"):
                Ledger.create(postgres, ORIGIN)
        finally:
            become("on")
    Ledger.create(postgres, ORIGIN).close()


def test_a_database_that_answers_before_it_syncs_is_told_to_sync_what_a_log_writes(postgres):
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {postgres.rpartition('/')[2]} SET synchronous_commit = off")
    with psycopg.connect(postgres) as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("off",)
    with Ledger.create(postgres, ORIGIN) as log:
        assert log.storage.ask("SHOW synchronous_commit") == [("on",)]


def test_a_command_whose_disk_is_full_says_so_and_a_later_one_goes_on(tmp_path):
    store = str(tmp_path / "room.db")
    Ledger.create(store, ORIGIN).close()
    limit = 400_000
    done = goodoffices(
        "ledger",
        "append",
        "--store",
        store,
        "--origin",
        ORIGIN,
        given=b"".join(lines(range(3000), 1000)),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert done.stderr.startswith(b"goodoffices: ")
    assert b"Traceback" not in done.stderr
    assert all("i" in answer for answer in answers)
    more = goodoffices("ledger", "append", "--store", store, "--origin", ORIGIN, given=b"".join(lines(range(3))))
    assert more.returncode == 0
    assert more.stderr == b""
    answers += [json.loads(line) for line in more.stdout.splitlines()]
    with Ledger.open(store, ORIGIN) as log:
        leaves = {entry.index: entry.leaf for entry in log.read()}
        assert all(leaves[answer["i"]] == answer["leaf"] for answer in answers)
        assert list(inspect(log)) == []
