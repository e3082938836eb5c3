"""The hand-made record for tests of publications."""

from __future__ import annotations

import pytest
from port_sable import small_record

from goodoffices.publications.record import Record


@pytest.fixture(scope="session")
def record() -> Record:
    """Two sides, three pages, one dispute; see port_sable.py."""
    return small_record()
