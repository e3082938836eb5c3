"""Annotated pages of one story to its record: people joined, events joined, accounts compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from .. import __version__
from ..events import join_events, stories
from ..events.people import join_people
from ..findings import compare, positions, sources, timeline
from ..lexicon.parties import party_labels
from ..publications.record import Record
from ..records import Annotated, CaseSettings, Claim, Members, Moment, Place


def stories_of(pages: Sequence[Annotated]) -> tuple[tuple[Annotated, ...], ...]:
    """The pages story by story, in an order that does not depend on theirs."""
    ordered = sorted(pages, key=lambda page: page.document.id)
    return tuple(
        sorted((tuple(story) for story in stories(ordered)), key=lambda story: (-len(story), story[0].document.id))
    )


def record_of(
    story: Sequence[Annotated], settings: CaseSettings, as_of: Moment | None = None, refused: tuple[str, ...] = ()
) -> Record:
    """The record of one story."""
    people, mapping, same = join_people([(page.document.id, page.mentions.people) for page in story], settings)
    events, event_of_claim, joined = join_events(story, mapping, settings)
    findings = compare(story, events, event_of_claim, people, mapping, settings)
    claims = [globalised(claim, mapping) for page in story for claim in page.claims]
    return Record(
        version=__version__,
        case=settings.name,
        as_of=as_of,
        sources=sources(story, people, mapping, settings),
        documents=tuple(sorted((page.document for page in story), key=lambda document: document.path)),
        people=people,
        places=places_of(story),
        events=events,
        claims=tuple(sorted(claims, key=lambda claim: (claim.document, claim.evidence[0].start, claim.id))),
        findings=findings,
        positions=positions(story),
        timeline=timeline(events, findings, names={person.id: person.name for person in people}),
        judgements=(*same, *joined),
        party_names=party_names_of(story, settings),
        assumptions=assumptions_of(story, settings),
        refused=refused,
        case_titles=settings.titles,
    )


def globalised(claim: Claim, mapping: Mapping[tuple[str, str], str]) -> Claim:
    """The claim with the record's person ids where it had its page's; its own id stays."""

    def person(ident: str) -> str:
        return mapping.get((claim.document, ident), ident)

    value = claim.value
    if isinstance(value, Members):
        value = msgspec.structs.replace(value, people=tuple(person(ident) for ident in value.people))
    speaker = person(claim.speaker) if claim.speaker else None
    upstream = tuple(person(link) for link in claim.upstream)
    return msgspec.structs.replace(claim, value=value, speaker=speaker, upstream=upstream)


def assumptions_of(story: Iterable[Annotated], settings: CaseSettings) -> tuple[str, ...]:
    """What had to be assumed, in plain words: first for the whole, then page by page."""
    said: list[str] = []
    if not settings.parties:
        said.append("No case file names the parties: states and known bodies that the pages name count as parties.")
    if not any(source.side for source in settings.sources):
        said.append("No case file names the sides of outlets: outlets count as independent of both sides.")
    if settings.zone is None:
        said.append("No zone is set: a clock time that names none is compared with room for the zones in play.")
    by_page = {
        f"{page.document.path}: {warning}" for page in story for warning in (*page.document.warnings, *page.warnings)
    }
    return (*said, *sorted(by_page))


def places_of(story: Iterable[Annotated]) -> tuple[Place, ...]:
    """Every place that the pages name."""
    found = {mention.place.id: mention.place for page in story for mention in page.mentions.places}
    return tuple(found[key] for key in sorted(found))


def party_names_of(story: Iterable[Annotated], settings: CaseSettings) -> dict[str, dict[str, str]]:
    """Names by language of the parties of the case, then of those that the pages name."""
    named = {mention.party for page in story for mention in page.mentions.parties}
    in_case = [party.id for party in settings.parties]
    ids = [*in_case, *sorted(named - set(in_case))]
    return {ident: party_labels(ident, settings) for ident in ids}
