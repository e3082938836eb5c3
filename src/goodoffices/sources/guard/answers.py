"""What parent and child say to each other: terms once, then jobs, each answered by any number of findings and an end.

MessagePack, one message a frame; every message has a type that is checked when it is decoded.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from ...records import CaseSettings, Document
from ..arrival import Saying
from .inspection import Inspection

Want = Literal["inspection", "documents"]


class Terms(msgspec.Struct, frozen=True):
    """What holds for every file of a reader: the case's settings and what the caller says of all pages."""

    settings: CaseSettings = CaseSettings()
    saying: Saying = Saying()


class Job(msgspec.Struct, frozen=True):
    """One file to read; its bytes follow in a frame of their own. `digest`: their SHA-256 as the parent counts it.

    `media_type` and `url`: what a server said of it, for a page from the network. `skip`: how many of its documents
    were answered for already, by a child that was replaced. `saying`: of this file, in place of what is said of all.
    `days`: only these documents are asked for, as published on that day; None asks for all.
    """

    path: str
    want: Want
    digest: str
    media_type: str = ""
    url: str = ""
    skip: int = 0
    saying: Saying | None = None
    days: dict[str, date] | None = None


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The child is locked in; `enforced` names the locks that this system has."""

    enforced: tuple[str, ...]


class Inspected(msgspec.Struct, frozen=True, tag=True):
    """What a file holds."""

    found: Inspection


class Opening(msgspec.Struct, frozen=True, tag=True):
    """A document read. `raw`: the bytes it was read from, where they are not the file itself (member, entry)."""

    document: Document
    raw: bytes = b""


class Refused(msgspec.Struct, frozen=True, tag=True):
    """An input that cannot be read, named; instead of an Opening where documents were asked for."""

    path: str
    reason: str
    place: str = ""
    remedy: str = ""


class Done(msgspec.Struct, frozen=True, tag=True):
    """The end of a job. `worn`: the child wants to be replaced; `more`: there is more to ask its successor for."""

    worn: bool = False
    more: bool = False


Answer = Inspected | Opening | Refused | Done
ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
READY = msgspec.msgpack.Decoder(Ready)
JOBS = msgspec.msgpack.Decoder(Job)
TERMS = msgspec.msgpack.Decoder(Terms)
ENCODER = msgspec.msgpack.Encoder()
