"""One document read: mentions first, then claims."""

from __future__ import annotations

import msgspec

from ..lexicon.parties import find_parties
from ..lexicon.places import find_places
from ..lexicon.quantities import find_quantities
from ..lexicon.reading import Reading
from ..lexicon.times import Anchor, find_times
from ..records import Annotated, CaseSettings, Document, Mentions
from .kinds import extract
from .people import find_people
from .people.seated import seated
from .quotations import find_quotes


def annotated(document: Document, settings: CaseSettings, *, zone: str | None = None) -> Annotated:
    """The document with everything it names and claims. Pure: same document and settings, same answer."""
    rendition = document.rendition
    reading = Reading(rendition.text, rendition.language, rendition.lines)
    published = document.published
    anchor = Anchor(
        published.first_day if published else None,
        published.basis if published else "published",
        zone or (published.zone if published else None) or settings.zone,
    )
    parties = find_parties(reading, settings)
    places = find_places(reading)
    people, persons = find_people(reading, settings, parties, places)
    mentions = Mentions(
        people,
        persons,
        parties,
        places,
        find_times(reading, anchor, rendition.entries),
        find_quantities(reading),
        find_quotes(reading, people, persons, parties),
    )
    claims = extract(document, reading, mentions, settings)
    reading.kept.clear()  # some of it leads back to the reading, which then goes at once
    return Annotated(document, msgspec.structs.replace(mentions, people=seated(people, claims)), claims)
