"""Logs in stores of their own, on both databases, with keys and marks apart."""

from __future__ import annotations

import pytest
from logs import ORIGIN, claim

from goodoffices.ledger.entries import Draft
from goodoffices.ledger.log import Ledger


@pytest.fixture(autouse=True)
def apart(tmp_path, monkeypatch):
    monkeypatch.setenv("GOODOFFICES_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("GOODOFFICES_STATE", str(tmp_path / "state"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    """The address of a store that is not there yet."""
    return str(tmp_path / "room.db") if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.fixture
def log(store):
    """A new, empty log."""
    with Ledger.create(store, ORIGIN) as made:
        yield made


@pytest.fixture
def room(tmp_path):
    """A log in SQLite with some history, closed: the folder that holds nothing else."""
    folder = tmp_path / "room"
    folder.mkdir()
    with Ledger.create(str(folder / "room.db"), ORIGIN) as made:
        for count in (1, 20, 3, 1):
            made.append([claim(number) for number in range(count)])
        made.append([Draft("claim", {"main": '{"long":"' + "x" * 9000 + '"}', "pii": '{"name":"Someone"}'})])
        made.erase(5, ["pii"], "asked")
    return folder
