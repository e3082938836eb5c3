"""What a text names, on which characters: people, places, times, quantities, quotations."""

from __future__ import annotations

from typing import Literal

import msgspec

from .moment import Moment
from .place import Place
from .quantity import Quantity

QuoteKind = Literal["direct", "mixed", "indirect"]
SpeakerBasis = Literal["named", "pronoun", "role", "carried-over", "none"]


class PersonMention(msgspec.Struct, frozen=True):
    """Characters that name a person; `person` is the id within the document (p1, p2, ...)."""

    start: int
    end: int
    text: str
    person: str


class PartyMention(msgspec.Struct, frozen=True):
    """Characters that name a party; metonymy keeps what was said ("Kyiv" speaking for a government).

    `party`: id of the party. `how`: named (its own name), metonym (capital, seat), people (nationals,
    demonym used as a noun: "the Russians"), adjective ("Russian" before a noun).
    """

    start: int
    end: int
    text: str
    party: str
    how: Literal["named", "metonym", "people", "adjective"]


class PlaceMention(msgspec.Struct, frozen=True):
    """Characters that name a place."""

    start: int
    end: int
    text: str
    place: Place


class TimeMention(msgspec.Struct, frozen=True):
    """Characters that name a time. `moment` for dates and clock times, `length` for durations.

    `value` is EDTF or ISO 8601 (a duration `PT6H`, a set `P1D`).
    """

    start: int
    end: int
    text: str
    kind: Literal["date", "time", "duration", "set"]
    value: str
    moment: Moment | None = None
    length: Quantity | None = None


class QuantityMention(msgspec.Struct, frozen=True):
    """Characters that state a number of something."""

    start: int
    end: int
    text: str
    quantity: Quantity


class Quote(msgspec.Struct, frozen=True):
    """Somebody's words or their sense, and who said them where.

    `start`..`end` are the words themselves, without marks. `speaker` is a person id within the document
    or a party id; `channel` the way the words came (X, Telegram, RIA); `cue` the word that introduces them.
    """

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str | None
    speaker_text: str
    speaker_basis: SpeakerBasis
    channel: str | None = None
    cue: str = ""


class Person(msgspec.Struct, frozen=True):
    """A person with every spelling met. In a document ids are p1, p2, ...; in a record `per_...`."""

    id: str
    name: str
    variants: tuple[str, ...]
    roles: tuple[str, ...] = ()
    side: str | None = None


class Mentions(msgspec.Struct, frozen=True):
    """All that one rendition names, each list in text order."""

    people: tuple[Person, ...]
    persons: tuple[PersonMention, ...]
    parties: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    quantities: tuple[QuantityMention, ...]
    quotes: tuple[Quote, ...]
