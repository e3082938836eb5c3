"""Shared settings: the folder of real data, which a clean clone does not have."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The sources are what the tests and their coverage speak of; tests/test_compiled.py holds the compiled modules to them.
os.environ.setdefault("GOODOFFICES_COMPILED", "no")

from postgres import fresh_database, server
from spark import session as spark_session_for_tests

settings.register_profile("house", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

CLOCK = re.compile(r"\b(?:process_time|perf_counter|seconds)\(|mark\.clock")
SPARK = re.compile(r"\bspark\b")
QUALITY = Path(__file__).parent / "quality"
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


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session of Spark for all tests (see tests/spark.py)."""
    with spark_session_for_tests() as held:
        yield held


@cache
def told_in(path: Path) -> str:
    """The text of a module of tests; nothing of any other path."""
    return path.read_text("utf-8") if path.match("test_*.py") else ""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread the files of which a run by one mark can have nothing: reading them all takes longer than the run."""
    needed = {"spark": SPARK, "clock": CLOCK}.get(config.option.markexpr)
    text = told_in(collection_path) if needed else ""
    return True if needed and text and not needed.search(text) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `clock` what measures time and `spark` what runs on Spark: `make test` runs those alone.

    The pages of tests/quality run without coverage, which would count the same lines many thousand times more.
    """
    for item in items:
        if QUALITY in item.path.parents:
            item.add_marker(pytest.mark.no_cover)
        if "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.spark)
        function = getattr(item, "function", None)
        if function is not None and CLOCK.search(told_in(item.path)) and measures(inspect.unwrap(function)):
            item.add_marker(pytest.mark.clock)


@cache
def measures(function: Callable[..., object]) -> bool:
    """Whether a test takes the time of something."""
    return CLOCK.search(inspect.getsource(function)) is not None
