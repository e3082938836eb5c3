"""Both databases, one body of tests."""

from __future__ import annotations

import pytest

from goodoffices.store.database import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    address = str(tmp_path / "case.db") if request.param == "sqlite" else request.getfixturevalue("postgres")
    made = Database(address)
    made.create()
    made.create()
    yield made
    made.close()
