"""What the given paths hold, one input at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ..errors import InputRefused


class Arrival(msgspec.Struct, frozen=True):
    """Bytes as they came, the name they came under (archives: `a.zip!b.txt`), and what the carrier said of them."""

    path: str
    raw: bytes
    media_type: str
    url: str = ""
    title: str = ""
    published: str = ""
    note: str = ""


def arrivals(paths: Sequence[Path]) -> Iterator[Arrival | InputRefused]:
    """Every input below the paths in name order; what cannot be read comes as the refusal, the rest goes on."""
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.name != "SOURCE.txt":
                yield Arrival(str(file), file.read_bytes(), "text/plain")
