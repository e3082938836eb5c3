"""Who says it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from .ids import content_id

SourceKind = Literal["outlet", "outlet-summary", "agency", "party", "person", "channel", "unnamed"]


class Source(msgspec.Struct, frozen=True):
    """An outlet, its summary, an agency, a party, a person, a channel.

    `owner` is whose word it is in the end (independence is counted by owners); `side` a party id or None.
    """

    id: str
    name: str
    kind: SourceKind
    owner: str
    side: str | None = None
    languages: tuple[str, ...] = ()


@lru_cache(maxsize=4096)  # few outlets write many pages
def source_id(kind: SourceKind, name: str) -> str:
    """The content id of a source: the same kind and name give the same id in every run."""
    return content_id("src", kind, name.casefold())
