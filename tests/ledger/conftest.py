"""The log that the tests of this folder spoil."""

from __future__ import annotations

import pytest
from ledger_room import example


@pytest.fixture
def room():
    """A log of seven entries, in the open."""
    return example()
