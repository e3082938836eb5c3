"""What follows from the pages of a case: which belong to one story, and the things that a story's claims add up to.

Pure. Only stories whose pages, settings or decisions changed are told again; the answer equals that of a full run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ... import __version__
from ...events.geography import Geography
from ...events.outline import Outline, outline_of
from ...events.stories import grouped
from ...records import Annotated, CaseSettings, Claim, Place, content_id
from ..records import record_of
from .bodies import ReadingBody, StoryBody, ThingBody, written

TELLER = f"goodoffices/{__version__}"
Key = tuple[str, str]  # kind of thing, id


class Glance(msgspec.Struct, frozen=True):
    """What the sorting into stories needs of one page, kept so that the page itself need not be read again.

    `inferred`: its day of publication comes from the other pages. `yearless`: dates that name no year, of a page
    that does not say when it appeared.
    """

    outline: Outline
    places: tuple[Place, ...]
    yearless: tuple[str, ...]
    inferred: str


class Paged(msgspec.Struct, frozen=True):
    """A page as the case holds it: document id, entry of its reading, its glance."""

    document: str
    entry: int
    glance: Glance


class Story(msgspec.Struct, frozen=True):
    """Pages that are compared with one another; `basis` is the hash of all that their comparison rests on."""

    id: str
    basis: str
    pages: tuple[tuple[str, int], ...]

    def body(self) -> StoryBody:
        """As an entry says it."""
        return StoryBody(self.id, self.basis, self.pages, TELLER)


def glance_of(reading: ReadingBody, claims: Sequence[Claim]) -> Glance:
    """The glance of a page."""
    page = page_of(reading, claims)
    places = {mention.place.id: mention.place for mention in page.mentions.places}
    inferred = reading.options.published if reading.options.inferred else ""
    return Glance(outline_of(page), tuple(places[key] for key in sorted(places)), reading.yearless, inferred)


def page_of(reading: ReadingBody, claims: Sequence[Claim]) -> Annotated:
    """The page as the later steps take it."""
    return Annotated(reading.document, reading.mentions, tuple(claims), reading.warnings)


def stories_of(pages: Sequence[Paged], ground: Sequence[object]) -> tuple[Story, ...]:
    """The stories of a case. `ground`: what else their comparison rests on (settings, decisions), as plain values."""
    ordered = sorted(pages, key=lambda page: page.document)
    geography = Geography(place for page in ordered for place in page.glance.places)
    groups = grouped([page.glance.outline for page in ordered], geography)
    found = []
    for group in groups:
        held = tuple(sorted((ordered[number].document, ordered[number].entry) for number in group))
        found.append(Story(content_id("sty", held[0][0]), content_id("sty", TELLER, held, list(ground)), held))
    return tuple(sorted(found, key=lambda story: story.id))


def things_of(story: Story, pages: Iterable[Annotated], settings: CaseSettings) -> dict[Key, ThingBody]:
    """People, events, findings and judgements that follow from the pages of a story."""
    record = record_of(list(pages), settings)
    found: dict[Key, ThingBody] = {}
    for person in record.people:
        found["person", person.id] = ThingBody(person.id, story.id, TELLER, person=person)
    for event in record.events:
        found["event", event.id] = ThingBody(event.id, story.id, TELLER, event=event)
    for finding in record.findings:
        found["finding", finding.id] = ThingBody(finding.id, story.id, TELLER, finding=finding)
    for judgement in record.judgements:
        found["judgement", judgement.id] = ThingBody(judgement.id, story.id, TELLER, judgement=judgement)
    return found


def difference(fresh: Mapping[Key, ThingBody], old: Mapping[Key, str]) -> tuple[list[tuple[str, str]], list[Key]]:
    """(kind, body text) of what is new or says something else, and the keys of what no longer follows."""
    texts = {key: written(body) for key, body in fresh.items()}
    said = [(key[0], text) for key, text in sorted(texts.items()) if old.get(key) != text]
    return said, sorted(key for key in old if key not in fresh)
