"""Spark for tests: one session of two threads for all of them, on the loopback.

Where PySpark or Java is absent the tests that need them skip with that reason, unless GOODOFFICES_SPARK is `required`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import pytest

from goodoffices.engine.spark import spark_session


@contextmanager
def session() -> Iterator[Any]:
    """The session that every test shares."""
    missing = [name for name, there in (("PySpark", find_spec("pyspark")), ("Java", shutil.which("java"))) if not there]
    if missing:
        told = f"needs {' and '.join(missing)}"
        if os.environ.get("GOODOFFICES_SPARK") == "required":
            pytest.fail(f"GOODOFFICES_SPARK=required, but this {told}")
        pytest.skip(told)
    # Jobs here are small: what a long run gains by compiling and collecting in threads only delays them.
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    with spark_session("local[2]") as held:
        # A task a partition, and a turn of a Python worker each: for tables of tests a few are enough.
        held.conf.set("spark.sql.shuffle.partitions", "4")
        yield held
