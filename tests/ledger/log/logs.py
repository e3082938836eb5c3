"""What the tests of logs share: an origin, entries, the command as a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from goodoffices.ledger.entries import Draft

# `make soak` asks for the long ones.
LONG = bool(os.environ.get("GOODOFFICES_SOAK"))
ORIGIN = "ledger.example/room-9"


def claim(number: int, name: str = "Nobody in particular") -> Draft:
    return Draft("claim", {"main": f'{{"value":{number}}}', "pii": f'{{"name":"{name}"}}'})


def goodoffices(*arguments: str, given: str | bytes = b"", **options: object) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a process of its own."""
    program = [sys.executable, "-m", "goodoffices.cli", *map(str, arguments)]
    data = given.encode() if isinstance(given, str) else given
    return subprocess.run(program, input=data, capture_output=True, check=False, env=os.environ, **options)


def copied(folder: Path, to: Path) -> Path:
    """A fresh copy of a folder."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return to
