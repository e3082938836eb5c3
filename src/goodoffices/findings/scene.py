"""What comparing takes from a story as a whole: zones named, spellings of surnames, the conflict's key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..lexicon.names.parts import name_parts
from ..lexicon.names.spelling import folded, voiced
from ..records import Annotated, CaseSettings, Person, When
from .local_time import zone_near, zones_in

SOFT = ("ic", "ić")  # how South Slavic names end that are written with "ch" elsewhere
SYLLABLES, SYLLABLE = 3, 5  # words of a name written by syllables, letters of one


def zones_of(story: Sequence[Annotated], settings: CaseSettings) -> tuple[str, ...]:
    """Zones that a clock time without one may mean: the case's, its sources', the places', the parties', all named."""
    places = {mention.place.id: mention.place for page in story for mention in page.mentions.places}
    found = {settings.zone, *(source.zone for source in settings.sources)}
    for page in story:
        if page.document.published is not None:
            found.add(page.document.published.zone)
        for claim in page.claims:
            if claim.subject.place in places:
                found.add(zone_near(places[claim.subject.place]))
            if claim.subject.time is not None:
                found.add(claim.subject.time.zone)
            if isinstance(claim.value, When):
                found.add(claim.value.moment.zone)
        found.update(zone for mention in page.mentions.parties for zone in zones_in(mention.party))
        found.update(mention.moment.zone for mention in page.mentions.times if mention.moment is not None)
    return tuple(sorted(zone for zone in found if zone))


def spellings_of(people: Iterable[Person]) -> Mapping[str, frozenset[str]]:
    """The family name of every spelling of a person, levelled over scripts and transliterations, and the id itself."""
    return {
        person.id: frozenset(
            {
                person.id,
                *(
                    folded(spelled)
                    for text in (person.name, *person.variants)
                    if text.strip()
                    for family in _families(text)
                    for spelled in {family, voiced(family), *([f"{family}h"] if family.endswith(SOFT) else ())}
                ),
            }
        )
        for person in people
    }


def _families(text: str) -> set[str]:
    """The words that may be the family name: the last, the one its parts tell, the first of three syllables."""
    words = text.split()
    found = {words[-1], name_parts(text).family}
    if len(words) == SYLLABLES and max(map(len, words)) <= SYLLABLE:
        found.add(words[0])
    return found


def conflict_of(story: Sequence[Annotated]) -> str:
    """The key of the conflict as a whole: the two parties that talks and wars are said to be between most often."""
    counts: Counter[str] = Counter()
    for page in story:
        for claim in page.claims:
            if claim.subject.kind in ("conflict", "round", "sitting", "strike") and claim.kind not in (
                "figure",
                "dated",
                "deal",
            ):
                counts.update(claim.subject.parties)
    most = sorted(counts, key=lambda party: (-counts[party], party))[:2]
    return "conflict:" + "+".join(sorted(most)) if most else "conflict"
