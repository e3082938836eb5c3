"""Bodies of the entries of a case: what each kind of entry says, and the way between them and records.

Every body carries `v`; a reader of a later version upcasts it. Bodies are canonical JSON (no floats, see
docs/decisions/ids.md): a time beyond the exact JSON integers travels as a string and is read back leniently.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from ...records import (
    CaseSettings,
    Claim,
    Document,
    Event,
    Finding,
    Judgement,
    Mentions,
    Person,
    canonical,
)
from ...store.blobs import BlobRef
from ...store.rights import Role

LARGEST_INLINE = 900_000
"""Bytes of a body beyond which its content goes to a sealed file; a part of an entry holds 1 MiB at most."""


Verdict = Literal[
    "same", "different", "unsure", "right", "rejected", "retracted", "restored",
    "verified", "attributed", "disputed", "withdrawn", "out-of-scope", "not-observable",
]  # fmt: skip
"""What a person may decide; which words go with which kind of thing says `deciding`."""


class RoomBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """First entry of a log: the room's name and whether what it holds is for everybody."""

    name: str
    open: bool
    v: int = 1


class SettingsBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """The case's settings from here on."""

    settings: CaseSettings
    zone: str | None = None
    v: int = 1


class MemberBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody's role in the room from here on; without a role, none."""

    id: str
    role: Role | Literal[""] = ""
    v: int = 1


class DocumentBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file as it arrived; `id` is `sha256:` and the hash of its bytes."""

    id: str
    path: str
    media_type: str
    blob: BlobRef
    url: str = ""
    v: int = 1


class ReadingOptions(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the caller said about a page when it was read. `inferred`: the day comes from the other pages."""

    published: str = ""
    zone: str = ""
    language: str = ""
    inferred: bool = False


class ReadingBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page as an extractor read it; its claims follow as entries of their own, `claims` of them.

    `manner` is the key of extractor, options and settings: a page is read once in each manner. `yearless`: dates
    that name no year, of a page without a publication day; they stay when its day is inferred from other pages.
    """

    id: str
    extractor: str
    manner: str
    options: ReadingOptions
    document: Document
    mentions: Mentions
    claims: int
    warnings: tuple[str, ...] = ()
    yearless: tuple[str, ...] = ()
    v: int = 1


class LargeBody(msgspec.Struct, frozen=True):
    """Stands for a reading that is too large for an entry."""

    id: str
    manner: str
    blob: BlobRef
    v: int = 1


class ClaimBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim of a document."""

    id: str
    claim: Claim
    v: int = 1


Thing = Person | Event | Finding | Judgement


class ThingBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a machine proposes from the claims of one story: a person, an event, a finding or a judgement.

    `doubtful`: of a finding the claims, with their scores, whose reading is in doubt.
    """

    id: str
    story: str
    extractor: str
    person: Person | None = None
    event: Event | None = None
    finding: Finding | None = None
    judgement: Judgement | None = None
    doubtful: tuple[tuple[str, int], ...] = ()
    v: int = 1


class StoryBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which readings (document id, entry) were compared as one story; `basis` is the hash of all that went in.

    `people`: the labels, as judgements have them, of all whom the pages name; `until`: the entries of the room before
    which decisions were taken up. None where earlier versions kept none.
    """

    id: str
    basis: str
    pages: tuple[tuple[str, int], ...]
    extractor: str
    people: tuple[str, ...] | None = None
    until: int | None = None
    v: int = 1


class GoneBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Things that no longer follow from the claims: (kind of thing, id)."""

    id: str
    things: tuple[tuple[str, str], ...]
    why: str
    v: int = 1


class DecisionBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a person decided about a thing of the case; the newest about one thing holds.

    `verdict`: same, different, unsure (of a judgement's pair), right, rejected, unsure (a claim), retracted (a
    document, a report), a level of an incident that only people give, restored (any of these taken back). `left` and
    `right`: the pair of a judgement, which may be weighed anew. `proposed`: it waits for a second person.
    """

    id: str
    what: str
    about: str
    verdict: Verdict
    why: str
    left: str = ""
    right: str = ""
    proposed: bool = False
    v: int = 1


Body = TypeVar("Body", bound=msgspec.Struct)


def written(body: msgspec.Struct) -> str:
    """The text of a body."""
    return canonical(body).decode("utf-8")


def read(text: str | bytes, kind: type[Body]) -> Body:
    """The body that a text holds."""
    return msgspec.json.decode(text, type=kind, strict=False)
