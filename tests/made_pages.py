"""Short texts read as pages are: through the whole reading of a document, or as bare sentences without furniture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from goodoffices.claims import annotated
from goodoffices.claims.people import find_people
from goodoffices.claims.quotations import find_quotes
from goodoffices.documents import document_of
from goodoffices.lexicon.parties import find_parties
from goodoffices.lexicon.places import find_places
from goodoffices.lexicon.reading import Reading, plain_reading
from goodoffices.records import Annotated, CaseSettings, Claim, PartyMention, Person, PersonMention, Quote
from goodoffices.sources import Arrival, Saying
from goodoffices.workbench.intake import Intake, read_pages

NONE = CaseSettings()


class Bare(NamedTuple):
    """What a text names, without line classes, dates or claims."""

    reading: Reading
    parties: tuple[PartyMention, ...]
    people: tuple[Person, ...]
    persons: tuple[PersonMention, ...]

    def quotes(self) -> tuple[Quote, ...]:
        """Its quotations."""
        return find_quotes(self.reading, self.people, self.persons, self.parties)


def page(text: str, published: date | None = None, language: str | None = None) -> Annotated:
    """A text file as a page, with what was found in it."""
    document = document_of(Arrival("page.txt", text.encode(), "text/plain"), NONE, Saying(published, None, language))
    return annotated(document, NONE)


def bare(text: str, language: str, settings: CaseSettings = NONE) -> Bare:
    """The people and parties of bare sentences."""
    reading = plain_reading(text, language)
    parties, places = find_parties(reading, settings), find_places(reading)
    return Bare(reading, parties, *find_people(reading, settings, parties, places))


def claims_of(folder: Path, text: str, kind: str) -> list[Claim]:
    """The claims of one kind on a page that the workbench takes in, joined to a case as it does."""
    path = folder / "page.txt"
    path.write_text(text, encoding="utf-8")
    return [claim for page in read_pages(Intake.of((path,), None)) for claim in page.claims if claim.kind == kind]
