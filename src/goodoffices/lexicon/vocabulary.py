"""The vocabulary: words that users may extend, in YAML, and a compiled copy that loads thirty times as fast.

`compiled.json` holds each file's table beside the digest of the YAML it was made from. A file whose YAML has changed
since is read from the YAML, so an edit takes effect at once and `python -m goodoffices.lexicon.vocabulary` only
brings the speed back.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ..errors import RecordError

FOLDER = Path(__file__).with_name("vocab")
COMPILED = FOLDER / "compiled.json"


class Compiled(msgspec.Struct):
    """One file's table, not yet decoded, and the digest of its YAML."""

    sha256: str
    table: msgspec.Raw


@cache
def vocabulary(name: str) -> dict[str, dict[str, Any]]:
    """The vocabulary file `vocab/<name>.yaml` as {id: entry}. Raises RecordError when it is not a mapping."""
    raw = (FOLDER / f"{name}.yaml").read_bytes()
    known = _compiled().get(name)
    if known is not None and known.sha256 == hashlib.sha256(raw).hexdigest():
        table = msgspec.json.decode(known.table)
    else:
        table = _parsed(raw)
    if not isinstance(table, dict):
        raise RecordError(f"vocabulary {name!r} is not a mapping of ids")
    return table


@cache
def _compiled() -> dict[str, Compiled]:
    try:
        return msgspec.json.decode(COMPILED.read_bytes(), type=dict[str, Compiled])
    except (OSError, msgspec.DecodeError):
        return {}


def _parsed(raw: bytes) -> Any:
    import yaml

    return yaml.load(raw.decode("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def compiled() -> bytes:
    """The content that `compiled.json` should have."""
    tables = {
        path.stem: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "table": _parsed(path.read_bytes())}
        for path in sorted(FOLDER.glob("*.yaml"))
    }
    # In the order of the files: where several words could fit, the one that stands first wins.
    return msgspec.json.encode(tables) + b"\n"


if __name__ == "__main__":
    COMPILED.write_bytes(compiled())
