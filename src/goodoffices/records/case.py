"""The settings of a case: parties, sources, people, zone. Every field may be absent; what is assumed is said."""

from __future__ import annotations

from typing import Literal

import msgspec


class CaseParty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A party to the talks. `id` is free; a state's default id is its ISO 3166-1 alpha-2 code in lower case.

    `role`: party, mediator, observer. `seats`: capitals and offices that speak for it.
    """

    id: str
    name: str
    role: str = "party"
    names: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    side: str | None = None


class CaseSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An outlet or agency. `match`: file names, hosts or mastheads by which its pages are known."""

    name: str
    owner: str = ""
    side: str | None = None
    languages: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    kind: str = "outlet"
    zone: str | None = None


class CasePerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person the desk knows already."""

    name: str
    variants: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    side: str | None = None


class CaseDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person decided about a pair that a judgement names: the same thing, different things, or open."""

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]


class CaseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The case file (TOML). `zone`: IANA name used where a clock time names none.

    `titles`: the name of the case by interface language, where a brief in that language should bear another.
    `four_eyes`: acts that a second person confirms: `move` (opening something of one room to another), `decide`
    (judgements on pairs, rejected claims, retracted documents).
    """

    name: str = ""
    zone: str | None = None
    parties: tuple[CaseParty, ...] = ()
    sources: tuple[CaseSource, ...] = ()
    people: tuple[CasePerson, ...] = ()
    titles: dict[str, str] = {}
    decisions: tuple[CaseDecision, ...] = ()
    four_eyes: tuple[Literal["move", "decide"], ...] = ()
