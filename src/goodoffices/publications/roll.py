"""The roll of people with their spellings, and of sources with owner and side."""

from __future__ import annotations

import unicodedata

import msgspec

from ..records import Person, Source
from .citations import Citations
from .names import Names, upstream_label
from .record import Record

SPELLINGS = 14
# Sources with a name of their own; the others are known by what their owner key stands for.
PRINTED = frozenset({"outlet", "outlet-summary", "agency", "channel"})


class Spelling(msgspec.Struct, frozen=True):
    """One spelling and the script it is written in, in the language of the brief."""

    text: str
    script: str


class PersonRow(msgspec.Struct, frozen=True):
    """A person: name, other spellings, roles, side, and the letters of the pages that cite their words."""

    anchor: str
    name: str
    spellings: tuple[Spelling, ...]
    left_out: int
    roles: tuple[str, ...]
    side: str
    letters: tuple[str, ...]


class SourceRow(msgspec.Struct, frozen=True):
    """A source: name, kind, owner, side, languages, and the letters of the pages it speaks in."""

    name: str
    kind: str
    owner: str
    side: str
    languages: tuple[str, ...]
    letters: tuple[str, ...]


def people_rows(record: Record, names: Names, citations: Citations) -> tuple[PersonRow, ...]:
    """People by side in the order of the case, then by name."""
    speaking: dict[str, dict[str, None]] = {}
    for citation in citations.by_claim.values():
        ident = record.speakers.get(citation.claim.id, citation.claim.speaker)
        if ident and citation.anchor:
            speaking.setdefault(ident, {})[citation.letter] = None
    last = len(names.party_rank)
    order = sorted(
        record.people, key=lambda one: (names.party_rank.get(one.side or "", last), one.name.casefold(), one.id)
    )
    return tuple(_person(number, one, names, tuple(speaking.get(one.id, ()))) for number, one in enumerate(order, 1))


def _person(number: int, person: Person, names: Names, letters: tuple[str, ...]) -> PersonRow:
    name = names(person.id)
    others = [
        Spelling(text, _script(text, names)) for text in dict.fromkeys((person.name, *person.variants)) if text != name
    ]
    return PersonRow(
        f"p-{number}",
        name,
        tuple(others[:SPELLINGS]),
        max(0, len(others) - SPELLINGS),
        person.roles,
        names(person.side) if person.side else "",
        letters,
    )


def source_rows(record: Record, names: Names, citations: Citations) -> tuple[SourceRow, ...]:
    """Sources by kind and name, outlets first."""
    letters: dict[str, dict[str, None]] = {}
    for citation in citations.by_claim.values():
        if citation.anchor:
            letters.setdefault(citation.claim.source, {})[citation.letter] = None
    outlets = {page.outlet: citations.lines.letters[page.id] for page in reversed(record.documents) if page.outlet}
    rows = []
    for source in sorted(record.sources, key=_source_order):
        found = letters.get(source.id) or ([outlets[source.name]] if source.name in outlets else [])
        rows.append(_source(source, names, tuple(found)))
    return tuple(rows)


def _source(source: Source, names: Names, letters: tuple[str, ...]) -> SourceRow:
    return SourceRow(
        names.outlet(source.name) if source.kind in PRINTED else names(source.owner) or source.name,
        names.words.known(f"source-{source.kind}", source.kind),
        upstream_label(source.owner, names.words.language) if source.kind in PRINTED else names(source.owner),
        names(source.side) if source.side else "",
        tuple(names.words.known(f"language-{code}", code) for code in source.languages),
        letters,
    )


def _source_order(source: Source) -> tuple[bool, str, str]:
    return (not source.kind.startswith("outlet"), source.name.casefold(), source.kind + source.id)


def _script(text: str, names: Names) -> str:
    script = script_of(text)
    return names.words.known(f"script-{script.lower()}", script)


def script_of(text: str) -> str:
    """The script of the first letter, by its Unicode name: `Latin`, `Cyrillic`, `Arabic` ..."""
    for mark in text:
        if mark.isalpha():
            return unicodedata.name(mark, "?").split(" ")[0].split("-")[0].capitalize()
    return ""
