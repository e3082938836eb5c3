"""A case on either database, with keys and state of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.demo import demo_folder
from goodoffices.workbench import Intake, Workbench
from postgres import owned_database


@pytest.fixture(autouse=True)
def apart(tmp_path, monkeypatch):
    monkeypatch.setenv("GOODOFFICES_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("GOODOFFICES_STATE", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def pages():
    """The bundled pages: one story in three languages."""
    with demo_folder() as folder:
        yield Path(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    if request.param == "sqlite":
        return str(tmp_path / "case")
    # The policies of the tables bind an owner like this one, as they bind no superuser.
    return owned_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def made(place, pages):
    """A new case under the settings of the bundled one."""
    with Workbench.create(place, Intake.of((), pages / "case.toml")) as bench:
        yield bench
