"""Bodies of the entries of the monitoring room: reports, incidents, commitments, effort, verdicts, bulletins."""

from __future__ import annotations

import msgspec

from ...store.blobs import BlobRef


class ReportBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """What of a report levels and answers rest on. `kind` says what made it (a sensor, a patrol, ...)."""

    id: str
    source: str = ""
    owner: str = ""
    side: str = ""
    kind: str = ""
    polarity: str = ""
    text: str = ""
    v: int = 1


class IncidentBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """An incident as fusion gave it. Times in microseconds UTC, places in 1e-7 degrees, metres, per mille; words as
    they are in the table; None is not known.
    """

    id: str
    members: tuple[str, ...] = ()
    begins: int | None = None
    ends: int | None = None
    lat: int | None = None
    lon: int | None = None
    radius: int | None = None
    act: str = ""
    target: str = ""
    weapon: str = ""
    calibre: int | None = None
    accused: str = ""
    level: str = ""
    answer: str = ""
    region: str = ""
    probability: int | None = None
    v: int = 1


class CommitmentsBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of commitments as it is; `id` is the name under which a later one takes its place."""

    id: str
    text: str
    v: int = 1


class TableBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A table (of observation, notices, figures) as CSV; `id` is the name under which a later one takes its place."""

    id: str
    text: str
    v: int = 1


class VerdictBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of verdict as `comply` writes it, in JSON; `id` follows from what it is about."""

    id: str
    line: str
    v: int = 1


class BulletinBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A bulletin that went out: its data in a sealed file, the end of its period; `signed`: its files, packed."""

    id: str
    form: str
    ends: int
    blob: BlobRef
    signed: BlobRef | None = None
    v: int = 1
