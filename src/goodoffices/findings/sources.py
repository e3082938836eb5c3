"""Every source of a batch: outlets, their summaries, and all those whose word they pass on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..events.naming import party_names
from ..records import Annotated, CaseSettings, Person, Source, source_id
from ..records.source import SourceKind
from .independence import UNNAMED, Owners, outlet_name
from .summaries import in_summary
from .wording import owner_name


def sources(
    annotated: Sequence[Annotated],
    people: Sequence[Person],
    people_map: Mapping[tuple[str, str], str],
    settings: CaseSettings,
) -> tuple[Source, ...]:
    """Sources by kind and name. `owner` is the key that findings count: answers name the same keys."""
    owners = Owners(annotated, people, people_map, settings)
    names = {**party_names(annotated, settings), **{person.id: person.name for person in people}}
    persons = {person.id for person in people}
    found: dict[tuple[SourceKind, str], tuple[str, set[str]]] = {}
    outlets: set[str] = set()
    printers: set[tuple[SourceKind, str]] = set()
    for page in annotated:
        language, owner = page.document.rendition.language, owners.outlet(page)
        name = outlet_name(page)
        outlets.add(owner)
        printers.add((_outlet_kind(name, settings), name))
        _enter(found, _outlet_kind(name, settings), name, owner, language)
        for claim in page.claims:
            if in_summary(claim, page.document):
                _enter(found, "outlet-summary", name, owner, language)
            teller = owners.owner(claim, page)
            if teller not in outlets:
                kind: SourceKind = "person" if teller in persons else _kind(teller, owners)
                _enter(found, kind, owner_name(teller, "en", names), teller, language)
    rows = [
        Source(source_id(kind, name), name, kind, owner, owners.side(owner), tuple(sorted(languages)))
        for (kind, name), (owner, languages) in found.items()
        if (kind, name) in printers or not (kind == "agency" and owner in outlets)
    ]
    return tuple(sorted(rows, key=lambda source: (source.kind, source.name, source.id)))


def _enter(
    found: dict[tuple[SourceKind, str], tuple[str, set[str]]], kind: SourceKind, name: str, owner: str, language: str
) -> None:
    found.setdefault((kind, name), (owner, set()))[1].add(language)


def _outlet_kind(name: str, settings: CaseSettings) -> SourceKind:
    for source in settings.sources:
        if name in (source.name, *source.match) and source.kind == "agency":
            return "agency"
    return "outlet"


def _kind(owner: str, owners: Owners) -> SourceKind:
    if owner.startswith(UNNAMED):
        return "unnamed"
    return "party" if owners.is_party(owner) else "agency"
