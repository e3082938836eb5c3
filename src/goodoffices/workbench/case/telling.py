"""What follows from the pages of a case: which belong to one story, and the things that a story's claims add up to.

Pure. Only stories whose pages, settings or decisions changed are told again; the answer equals that of a full run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from ... import __version__
from ...events.geography import Geography
from ...events.outline import Outline, outline_of
from ...events.people import label_of
from ...events.stories import grouped
from ...records import Annotated, CaseSettings, Claim, Place, content_id
from ..records import record_of
from .bodies import ReadingBody, StoryBody, ThingBody, written

TELLER = f"goodoffices/{__version__}"
FORM = 2
"""Raised when the same pages are told otherwise than before; what was told in an older form is told again."""
DOUBTFUL = 70
"""Score in per cent below which people are asked whether a claim was read rightly."""
Key = tuple[str, str]  # kind of thing, id


class Glance(msgspec.Struct, frozen=True):
    """What the sorting into stories needs of one page, kept so that the page itself need not be read again.

    `inferred`: its day of publication comes from the other pages. `yearless`: dates that name no year, of a page
    that does not say when it appeared. `people`: the labels under which those it names are weighed, without sides.
    """

    outline: Outline
    places: tuple[Place, ...]
    yearless: tuple[str, ...]
    inferred: str
    people: frozenset[str]


class Paged(msgspec.Struct, frozen=True):
    """A page as the case holds it: document id, entry of its reading, its glance."""

    document: str
    entry: int
    glance: Glance


class Shape(msgspec.Struct, frozen=True):
    """Pages that are compared with one another, each as (document, entry) in order; the labels of all they name."""

    pages: tuple[tuple[str, int], ...]
    people: frozenset[str]


class Story(msgspec.Struct, frozen=True):
    """A shape that is told; `basis` is the hash of all that its comparison rests on."""

    id: str
    basis: str
    shape: Shape

    def body(self, until: int) -> StoryBody:
        """As an entry says it, with the decisions of the entries before `until` taken up."""
        return StoryBody(self.id, self.basis, self.shape.pages, TELLER, tuple(sorted(self.shape.people)), until)


def glance_of(reading: ReadingBody, claims: Sequence[Claim]) -> Glance:
    """The glance of a page."""
    page = page_of(reading, claims)
    places = {mention.place.id: mention.place for mention in page.mentions.places}
    inferred = reading.options.published if reading.options.inferred else ""
    people = frozenset(label_of(person.name) for person in page.mentions.people)
    return Glance(outline_of(page), tuple(places[key] for key in sorted(places)), reading.yearless, inferred, people)


def page_of(reading: ReadingBody, claims: Sequence[Claim]) -> Annotated:
    """The page as the later steps take it."""
    return Annotated(reading.document, reading.mentions, tuple(claims), reading.warnings)


def shapes_of(pages: Sequence[Paged]) -> Iterator[Shape]:
    """The pages of a case as they are told together."""
    ordered = sorted(pages, key=lambda page: page.document)
    geography = Geography(place for page in ordered for place in page.glance.places)
    for group in grouped([page.glance.outline for page in ordered], geography):
        these = [ordered[number] for number in sorted(group)]
        people = frozenset[str]().union(*(page.glance.people for page in these))
        yield Shape(tuple((page.document, page.entry) for page in these), people)


def shapes_told(stories: Iterable[StoryBody], pages: Iterable[tuple[str, int]]) -> list[Shape] | None:
    """The shapes of stories as they were told; None where these are not the pages (document, entry) that they tell.

    It saves the sorting of all pages where only a decision is new.
    """
    found: list[Shape] = []
    for story in stories:
        if story.extractor != TELLER or story.people is None:
            return None
        found.append(Shape(story.pages, frozenset(story.people)))
    return found if sorted(page for shape in found for page in shape.pages) == sorted(pages) else None


def stories_of(shapes: Iterable[Shape], ground: Callable[[Shape], Sequence[object]]) -> tuple[Story, ...]:
    """The stories of a case. `ground`: what else each rests on (settings, decisions), as plain values."""
    found = []
    for shape in shapes:
        basis = content_id("sty", TELLER, FORM, shape.pages, list(ground(shape)))
        found.append(Story(content_id("sty", shape.pages[0][0]), basis, shape))
    return tuple(sorted(found, key=lambda story: story.id))


def things_of(story: Story, pages: Iterable[Annotated], settings: CaseSettings) -> dict[Key, ThingBody]:
    """People, events, findings and judgements that follow from the pages of a story."""
    read = list(pages)
    record = record_of(read, settings)
    doubtful = {claim.id: claim.score for page in read for claim in page.claims if claim.score < DOUBTFUL}
    found: dict[Key, ThingBody] = {}
    for person in record.people:
        found["person", person.id] = ThingBody(person.id, story.id, TELLER, person=person)
    for event in record.events:
        found["event", event.id] = ThingBody(event.id, story.id, TELLER, event=event)
    for finding in record.findings:
        claims = sorted({one for answer in finding.values for one in answer.claims if one in doubtful})
        found["finding", finding.id] = ThingBody(
            finding.id, story.id, TELLER, finding=finding, doubtful=tuple((one, doubtful[one]) for one in claims)
        )
    for judgement in record.judgements:
        found["judgement", judgement.id] = ThingBody(judgement.id, story.id, TELLER, judgement=judgement)
    return found


def difference(fresh: Mapping[Key, ThingBody], old: Mapping[Key, str]) -> tuple[list[tuple[str, str]], list[Key]]:
    """(kind, body text) of what is new or says something else, and the keys of what no longer follows."""
    texts = {key: written(body) for key, body in fresh.items()}
    said = [(key[0], text) for key, text in sorted(texts.items()) if old.get(key) != text]
    return said, sorted(key for key in old if key not in fresh)
