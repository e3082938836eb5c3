"""A round as JSON, by the published schema docs/reference/talks.schema.json."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from ..rounds import Round


class RoundFile(msgspec.Struct, frozen=True):
    """A round with what it was asked of: the case, the language, the rooms it draws on, the times asked for."""

    case: str
    language: str
    rooms: tuple[str, ...]
    as_of: str
    known_at: str
    round: Round
    version: Literal[1] = 1


def round_json(file: RoundFile) -> bytes:
    """UTF-8 JSON, two spaces of indent, ending in a line feed; the same round gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def round_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file."""
    schema = msgspec.json.schema(RoundFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A round of talks", **schema}
