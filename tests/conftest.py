"""Shared settings: the folder of real data, which a clean clone does not have."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from postgres import fresh_database, server

settings.register_profile("house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

CLOCK = re.compile(r"\b(?:process_time|perf_counter|seconds)\(")
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and data sets beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder of real pages and data sets beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of our own (see tests/postgres.py)."""
    with server() as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The address of an empty database."""
    return fresh_database(postgres_server)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `clock` every test that measures time: `make test` runs those alone, without coverage's tracing."""
    for item in items:
        function = getattr(item, "function", None)
        if function is None:
            continue
        if CLOCK.search(inspect.getsource(inspect.unwrap(function))):
            item.add_marker(pytest.mark.clock)
