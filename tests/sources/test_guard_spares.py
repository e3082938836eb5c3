"""Children started ahead: used once, locked in like any other, none left behind."""

from __future__ import annotations

import hashlib
import os
import time

import pytest

from goodoffices.records import Document
from goodoffices.sources.guard import GuardedReader, Opened, Spares, spares
from killers import WORDS


@pytest.fixture
def ahead(monkeypatch):
    monkeypatch.setattr(spares, "AFTER", 0.0)
    found = Spares()
    assert found.wait(60)
    yield found
    found.close()


def read(reader: GuardedReader) -> Document:
    raw = WORDS.encode()
    ((document, _),) = reader.documents(Opened("a.txt", raw, hashlib.sha256(raw).hexdigest()))
    return document


def test_a_child_that_was_started_ahead_is_locked_in_like_any_other_and_used_once(ahead):
    waiting = ahead._ready.pid
    with GuardedReader(spares=ahead) as reader, GuardedReader() as other:
        document = read(reader)
        assert document == read(other)
        assert reader.running == waiting != other.running
        assert reader.enforced == other.enforced != ()
    assert ahead.wait(60) and ahead._ready.pid != waiting


def test_one_that_died_while_it_waited_is_not_used(ahead):
    waiting = ahead._ready
    waiting.kill()
    waiting.wait()
    with GuardedReader(spares=ahead) as reader:
        read(reader)
        assert reader.running not in (0, waiting.pid)


def test_none_is_left_when_nobody_needs_them_any_more(ahead):
    waiting = ahead._ready.pid
    ahead.close()
    with pytest.raises(ProcessLookupError):
        os.kill(waiting, 0)
    assert ahead.take() is None and not ahead.wait(0)
    with GuardedReader(spares=ahead) as reader:
        assert read(reader).rendition.text


def test_one_is_ready_when_files_are_expected():
    other = Spares()
    try:
        other.expect()
        assert other.wait(60)
        ready = other._ready.pid
        with GuardedReader(spares=other) as reader:
            read(reader)
            assert reader.running == ready
    finally:
        other.close()


def test_one_that_nobody_takes_is_let_go_of_and_comes_again_when_files_are_expected(monkeypatch):
    monkeypatch.setattr(spares, "LIFE", 0.3)
    found = Spares()
    try:
        assert found.wait(60)
        first = found._ready
        until = time.monotonic() + 60
        while found._ready is not None:
            assert time.monotonic() < until
            time.sleep(0.02)
        assert first.returncode is not None
        monkeypatch.setattr(spares, "LIFE", 300.0)
        found.expect()
        assert found.wait(60) and found._ready.pid != first.pid
    finally:
        found.close()
