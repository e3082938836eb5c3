"""Excerpts: as much of the record as a few findings rest on, so that they can be worded without the whole story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from ... import __version__
from ...lexicon.concepts import vocabulary
from ...lexicon.parties import party_labels
from ...publications.citations import Citations
from ...publications.names import Names
from ...publications.record import Record
from ...publications.words import words_of
from ...records import CaseSettings, Claim, Event, Finding, Members, Person, Position, Source, source_id
from ...records.source import SourceKind
from ..case.bodies import ClaimBody, ReadingBody, SettingsBody, read
from ..case.desk import Desk
from ..case.room import Room
from ..case.showing import reading_of
from ..records import globalised
from .cards import Card, DocumentCard
from .catalogue import Catalogue

OUTLET_KINDS: tuple[SourceKind, ...] = ("outlet", "outlet-summary", "agency")
_STATE = re.compile(r"[a-z]{2}")


class Excerpt(msgspec.Struct, frozen=True):
    """A part of the record of a room, with the names and the citations that word it."""

    record: Record
    names: Names
    citations: Citations
    readings: dict[str, ReadingBody]


class Excerpts:
    """Makes excerpts of one room for one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, room: Room, at: int | None) -> None:
        self.desk, self.catalogue, self.room, self.at = desk, catalogue, room, at
        self.settings = settings_at(desk, room, at).settings

    def of(
        self,
        findings: Sequence[Finding],
        language: str,
        *,
        claims: Iterable[str] | None = None,
        pages: bool = False,
        events: Iterable[str] = (),
    ) -> Excerpt:
        """What these findings rest on. `claims`: only these of theirs; `pages`: with the text of their documents."""
        wanted = [ident for one in findings for answer in one.values for ident in answer.claims]
        stated = self.claims(wanted if claims is None else claims)
        documents = sorted({claim.document for claim in stated})
        readings = self.readings(documents) if pages else {}
        mapping = self._mapping(readings, findings)
        told = [globalised(claim, mapping) for claim in stated]
        record = self._record(findings, told, documents, readings, events)
        names = Names(record, words_of(language))
        return Excerpt(record, names, Citations(record, names), readings)

    def claims(self, idents: Iterable[str]) -> list[Claim]:
        """The claims that stand among these ids."""
        held = self.desk.standing_of(self.room, "claim", tuple(idents), self.at)
        return [read(text, ClaimBody).claim for _, text in self.desk.bodies(held)]

    def claims_on(self, document: str) -> list[Claim]:
        """The claims that were read on a document."""
        held = self.desk.standing("claim", room=self.room, about=document, at=self.at)
        return [read(text, ClaimBody).claim for _, text in self.desk.bodies(held)]

    def readings(self, documents: Sequence[str]) -> dict[str, ReadingBody]:
        """Document id -> the page as it was read."""
        held = self.desk.standing_of(self.room, "reading", documents, self.at)
        return {one.id: reading_of(text, self.desk.fetch) for one, text in self.desk.bodies(held)}

    def _mapping(self, readings: Mapping[str, ReadingBody], findings: Sequence[Finding]) -> dict[tuple[str, str], str]:
        """(document, person there) -> person of the record, found by the spellings that the record joined."""
        stories = {card.story for one in findings if (card := self._card(one))}
        spelled: dict[str, str] = {}
        for story in sorted(stories) or [""]:
            for spelling, ident in self._spelled(story).items():
                spelled.setdefault(spelling, ident)
        mapping: dict[tuple[str, str], str] = {}
        for ident, reading in readings.items():
            for person in reading.mentions.people:
                known = (spelled.get(name.casefold()) for name in (person.name, *person.variants))
                found = next((one for one in known if one), None)
                if found:
                    mapping[ident, person.id] = found
        return mapping

    def _spelled(self, story: str) -> dict[str, str]:
        """Spelling -> person of a story; of the whole room without a story. Kept until a person changes."""

        def make() -> dict[str, str]:
            found: dict[str, str] = {}
            for card in self.catalogue.standing(self.desk.actor, "person", self.at):
                if card.room == self.room.key and story in ("", card.story):
                    assert isinstance(card.face, Person)
                    for spelling in (card.face.name, *card.face.variants):
                        found.setdefault(spelling.casefold(), card.id)
            return found

        return self.catalogue.shelves["person"].remembered(("spelled", self.room.key, story, self.at), make)

    def _card(self, finding: Finding) -> Card | None:
        return self.catalogue.card(self.desk.actor, "finding", finding.id, self.at, self.room.key)

    def _record(
        self,
        findings: Sequence[Finding],
        claims: Sequence[Claim],
        documents: Sequence[str],
        readings: Mapping[str, ReadingBody],
        events: Iterable[str],
    ) -> Record:
        found = self.events({one.subject for one in findings} | set(events))
        idents = {*_mentioned(findings, claims), *chain.from_iterable(event.participants for event in found)}
        people = self.people(idents)
        parties = [party.id for party in self.settings.parties]
        parties += sorted(one for one in idents if one not in parties and is_party(one, self.settings))
        return Record(
            version=__version__,
            case=self.settings.name,
            as_of=None,
            sources=self.sources(documents),
            documents=tuple(
                sorted((one.document for one in readings.values()), key=lambda document: (document.path, document.id))
            ),
            people=people,
            places=tuple(event.place for event in found if event.place),
            events=found,
            claims=tuple(sorted(claims, key=lambda one: (one.document, one.evidence[0].start, one.id))),
            findings=tuple(findings),
            positions=(),
            timeline=(),
            judgements=(),
            party_names={party: party_labels(party, self.settings) for party in parties},
            assumptions=(),
            refused=(),
            case_titles=self.settings.titles,
        )

    def events(self, idents: Iterable[str]) -> tuple[Event, ...]:
        """The events among these ids."""
        found = (
            self.catalogue.card(self.desk.actor, "event", one, self.at, self.room.key) for one in sorted(set(idents))
        )
        return tuple(card.face for card in found if card and isinstance(card.face, Event))

    def people(self, idents: Iterable[str]) -> tuple[Person, ...]:
        """The people among these ids."""
        found = (
            self.catalogue.card(self.desk.actor, "person", one, self.at, self.room.key) for one in sorted(set(idents))
        )
        return tuple(card.face for card in found if card and isinstance(card.face, Person))

    def sources(self, documents: Iterable[str]) -> tuple[Source, ...]:
        """The outlets of documents, under each kind that a claim may name."""
        names = sorted({outlet_of(card.face) for one in documents if (card := self._document(one)) is not None})
        owners = {one.name.casefold(): one.owner or one.name for one in self.settings.sources}
        return tuple(
            Source(source_id(kind, name), name, kind, owners.get(name.casefold(), name))
            for name in names
            for kind in OUTLET_KINDS
        )

    def _document(self, ident: str) -> Card | None:
        return self.catalogue.card(self.desk.actor, "reading", ident, self.at, self.room.key)


def outlet_of(face: object) -> str:
    """The outlet of a page; the stem of its file's name where it names none."""
    assert isinstance(face, DocumentCard)
    return face.outlet or face.path.rpartition("!")[2].rpartition(".")[0] or face.path


def is_party(ident: str, settings: CaseSettings) -> bool:
    """Whether an id is a party's: of the case, of the vocabulary, or a state's code."""
    known = any(party.id == ident for party in settings.parties)
    return known or ident in vocabulary("parties") or _STATE.fullmatch(ident) is not None


def _mentioned(findings: Sequence[Finding], claims: Sequence[Claim]) -> set[str]:
    found: set[str] = set()
    for finding in findings:
        found.add(finding.subject)
        found.update(finding.subject.partition(":")[2].split("+"))
        for answer in finding.values:
            found.update(answer.owners, answer.sides)
            if isinstance(answer.value, Members):
                found.update(answer.value.people)
            elif isinstance(answer.value, Position):
                found.add(answer.value.party)
        for because in finding.because:
            found.update(because.owners, because.others)
    for claim in claims:
        found.update(claim.subject.parties, claim.upstream, filter(None, (claim.speaker,)))
        if isinstance(claim.value, Members):
            found.update(claim.value.people)
    return found


def settings_at(desk: Desk, room: Room, at: int | None) -> SettingsBody:
    """The settings of a room that hold now, or held at a time; those of now where it had none yet."""
    for _, text in desk.bodies(desk.standing("settings", room=room, at=at)):
        return read(text, SettingsBody)
    return desk.settings_body(room)
