"""A bulletin as data: all that any of its forms shows, in integers and text, so that the same data give the same bytes.

Times in microseconds UTC, places in 1e-7 degrees (WGS 84), radii in metres, lengths of observation in minutes.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from ...errors import InputRefused

Form = Literal["hour", "six-hours", "day"]
HOURS: dict[Form, int] = {"hour": 1, "six-hours": 6, "day": 24}
Labels = dict[str, str]
"""Language -> text."""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """One incident. `decided`: who gave it its level and why, where a person did; `claims`: ids of its reports."""

    id: str
    begins: int | None
    ends: int | None
    lat: int | None
    lon: int | None
    radius: int
    level: str
    act: str = ""
    target: str = ""
    accused: str = ""
    region: str = ""
    claims: tuple[str, ...] = ()
    decided: str = ""
    why: str = ""


class Count(msgspec.Struct, frozen=True):
    """How many incidents of one kind: in the period, and in the one of the same length before it."""

    key: str
    now: int
    before: int


class Tally(msgspec.Struct, frozen=True):
    """Counts by region, act, level, target or accused side; a key "" is what no report tells."""

    by: str
    rows: tuple[Count, ...]


class Period(msgspec.Struct, frozen=True, omit_defaults=True):
    """One commitment under one reading in one of its periods: the verdict on it all, and what this period adds.

    `reason` (code, number, level) says why to programs, `why` in words. `begins` and `ends` None where none is stated;
    `recent_*` are the incidents of the bulletin's own period.
    """

    commitment: str
    reading: str
    by: str
    clause: str
    begins: str | None
    ends: str | None
    phase: str
    verdict: str
    why: str
    within: int
    undetermined: int
    levels: dict[str, int]
    accused: dict[str, int]
    answers: dict[str, int]
    watched: int | None
    recent_within: int = 0
    recent_undetermined: int = 0
    text: str = ""
    reason: tuple[str, int, str] = ("", 0, "")


class Watch(msgspec.Struct, frozen=True):
    """Minutes of one kind of observation, in the period and before; `seen` is false where nobody could see."""

    kind: str
    now: int
    before: int
    seen: bool


class Restriction(msgspec.Struct, frozen=True):
    """A stretch in which observation was denied or impossible: where, by whom, in the words of the effort table."""

    kind: str
    begins: int
    ends: int
    minutes: int
    place: str
    by: str
    note: str


class Layer(msgspec.Struct, frozen=True):
    """Lines of a map as one source drew them on one day: no borders of ours. `day` is ISO 8601."""

    name: str
    source: str
    day: str
    lines: tuple[tuple[tuple[int, int], ...], ...]


class Correction(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a later look changes of an earlier bulletin: an incident or the verdict on a commitment.

    `changes`: (field, as it was said, as it is known now).
    """

    bulletin: str
    what: Literal["added", "changed", "withdrawn", "joined", "verdict"]
    about: str
    changes: tuple[tuple[str, str, str], ...] = ()


class Notice(msgspec.Struct, frozen=True, omit_defaults=True):
    """A duty to notify that fell into the period: whether the notice came in time."""

    commitment: str
    party: str
    incident: str
    verdict: str
    why: str


class Figures(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding on the sums of what a side claims."""

    by: str
    about: str
    status: str
    why: str


class Bulletin(msgspec.Struct, frozen=True, omit_defaults=True):
    """One bulletin: of the incidents whose middle of time lies in [begins, ends).

    `before` counts those of as long a time before, `timeless` those of no known time. `compared` are the ids of the
    earlier bulletins that corrections speak of. `terms`: labels of words and parties by `kind:id`; `regions`: whose
    division into regions it is.
    """

    id: str
    form: Form
    begins: int
    ends: int
    zone: str
    name: Labels
    incidents: tuple[Told, ...]
    before: int
    timeless: int
    tallies: tuple[Tally, ...]
    periods: tuple[Period, ...]
    watches: tuple[Watch, ...]
    restrictions: tuple[Restriction, ...]
    layers: tuple[Layer, ...]
    corrections: tuple[Correction, ...]
    compared: tuple[str, ...]
    terms: dict[str, Labels]
    regions: str = ""
    notices: tuple[Notice, ...] = ()
    figures: tuple[Figures, ...] = ()
    effort_known: bool = True
    office: str = ""
    v: int = 1


def bulletin_json(bulletin: Bulletin) -> bytes:
    """The bulletin as canonical JSON with a newline at its end."""
    return msgspec.json.encode(bulletin, order="sorted") + b"\n"


def bulletin_of(raw: bytes, path: str) -> Bulletin:
    """A bulletin from its JSON; InputRefused when it is none."""
    try:
        return msgspec.json.decode(raw, type=Bulletin)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise InputRefused(path, f"it is no bulletin: {error}", remedy="Give a bulletin.json") from error
