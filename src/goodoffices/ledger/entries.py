"""What goes into a log and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .leaves import checked_kind
from .parts import checked_parts


class Draft(NamedTuple):
    """An entry to be: its kind and its parts, each a name and a canonical JSON text."""

    kind: str
    parts: Mapping[str, str]


class Checked(NamedTuple):
    """A draft that follows the rules; bodies as UTF-8 in the order of their names."""

    kind: str
    parts: dict[str, bytes]


class Appended(NamedTuple):
    """An entry that is durable: its index, its leaf and a checkpoint (a note) that covers it."""

    index: int  # type: ignore[assignment]  # hides a method of tuples that nobody asks of an entry
    leaf: str
    checkpoint: str


class Entry(NamedTuple):
    """An entry as kept: its index, its leaf and each part that was not erased, as salt (32 bytes) and body."""

    index: int  # type: ignore[assignment]  # as above
    leaf: str
    parts: dict[str, tuple[bytes, str]]


def checked(draft: Draft) -> Checked:
    """The draft, or LedgerRefused with the rule that it breaks."""
    return Checked(checked_kind(draft.kind), checked_parts(draft.parts))
