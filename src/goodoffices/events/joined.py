"""Events of a whole batch of pages, story by story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records import Annotated, CaseSettings, Claim, Event, Judgement
from .assembly import assembled
from .geography import Geography
from .joining import decided_pairs
from .making import Scene
from .naming import party_names
from .sighting import published_day
from .stories import stories


def join_events(
    annotated: Sequence[Annotated], people_map: Mapping[tuple[str, str], str], settings: CaseSettings
) -> tuple[tuple[Event, ...], dict[str, str], tuple[Judgement, ...]]:
    """Events in time order, {claim id: event id}, and every judgement. The order of the pages does not matter."""
    events: list[Event] = []
    of_claim: dict[str, str] = {}
    judgements: dict[str, Judgement] = {}
    for story in stories(annotated):
        claims: dict[str, Claim] = {claim.id: claim for page in story for claim in page.claims}
        published = {page.document.id: published_day(page) for page in story}
        names = party_names(story, settings)
        scene = Scene(Geography.of_pages(story), names, claims, people_map, decided_pairs(settings.decisions))
        joined = assembled([claims[ident] for ident in sorted(claims)], published, scene)
        events.extend(joined.events)
        of_claim.update(joined.of_claim)
        judgements.update((judgement.id, judgement) for judgement in joined.judgements)
    ordered = sorted(events, key=lambda event: (_begins(event), event.part_of is not None, event.kind, event.id))
    return tuple(ordered), dict(sorted(of_claim.items())), tuple(judgements[key] for key in sorted(judgements))


def _begins(event: Event) -> int:
    # Events without a time come last.
    return 2**62 if event.time is None or event.time.begins is None else event.time.begins
