"""What reading one file came to."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from ...errors import InputRefused
from ..arrival import LeftOut

Outcome = Literal["read", "partial", "refused"]
ALWAYS = ("status", "path", "sha256", "bytes", "media_type", "warnings", "left_out")


class SheetSize(msgspec.Struct, frozen=True):
    """A sheet of a workbook: rows that hold something, and the widest of them."""

    name: str
    rows: int
    columns: int


class Member(msgspec.Struct, frozen=True):
    """One document out of an archive or a feed."""

    path: str
    media_type: str
    language: str
    characters: int


class Inspection(msgspec.Struct, frozen=True):
    """A file read, read in part or refused, and what it holds.

    `encoding_basis`: mark, utf-8, declared or guessed. `characters`: length of the text as it is kept. `members` name
    at most a hundred of the `documents`. Fields that do not apply are None or empty.
    """

    status: Outcome
    path: str = ""
    sha256: str = ""
    bytes: int = 0
    media_type: str = ""
    reason: str = ""
    remedy: str = ""
    name_disagrees: str = ""
    title: str = ""
    language: str | None = None
    encoding: str | None = None
    encoding_basis: str | None = None
    characters: int | None = None
    lines: int | None = None
    pages: int | None = None
    sheets: tuple[SheetSize, ...] | None = None
    rows: int | None = None
    columns: int | None = None
    width: int | None = None
    height: int | None = None
    taken: str = ""
    device: str = ""
    latitude: str = ""
    longitude: str = ""
    documents: int | None = None
    members: tuple[Member, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def shown(self) -> dict[str, Any]:
        """The JSON object of `goodoffices ingest`: what applies, and always status, path, digest and warnings."""
        found = msgspec.to_builtins(self)
        needed = (*ALWAYS, "reason") if self.status == "refused" else ALWAYS
        return {name: value for name, value in found.items() if name in needed or value not in (None, "", [], ())}


def refused(refusal: InputRefused) -> Inspection:
    """The inspection of a file that was not read."""
    where = f"{refusal.place}: " if refusal.place else ""
    return Inspection("refused", refusal.path, reason=where + refusal.reason, remedy=refusal.remedy)
