"""Talks between two invented neighbours: the hand-made press record of tests/publications, and entries at the table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "publications"))

from port_sable import small_record
from talks_made import SETTINGS

from goodoffices.talks.sayings import Press, Table


@pytest.fixture(scope="session")
def press():
    """The press record of the talks in Port Sable, 9 and 10 April 2031."""
    return Press(small_record(), "en")


@pytest.fixture
def table():
    """Words in English."""
    return Table(SETTINGS, "en")
