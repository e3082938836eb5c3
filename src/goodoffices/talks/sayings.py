"""Who says it, and in which words: the end of every way from a value of the talks room back to its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

import msgspec

from ..findings import label as value_label
from ..lexicon.concepts import label
from ..lexicon.parties import party_labels
from ..publications.citations import Citation, Citations, file_name
from ..publications.moments import moment_text
from ..publications.names import Names
from ..publications.record import Record
from ..publications.words import words_of
from ..records import Amount, CaseSettings, Claim, Document, Event, Moment, Person, When, local
from .entries import Kept
from .wording import line_of

Basis = Literal["press", "entered"]


class Saying(msgspec.Struct, frozen=True, omit_defaults=True):
    """One source's words: a claim of the press record, or an entry.

    `id` is the claim or the entry. Of a claim: `document`, `path`, `line`, code points `start` to `end`. Of an entry:
    the `rooms` that hold it. `time`: when the page appeared, or when the entry was made (EDTF, ISO 8601 UTC).
    """

    basis: Basis
    id: str
    who: str
    quote: str
    time: str = ""
    outlet: str = ""
    document: str = ""
    path: str = ""
    line: int | None = None
    start: int = 0
    end: int = 0
    rooms: tuple[str, ...] = ()
    polarity: str = "asserted"


class Stated(msgspec.Struct, frozen=True):
    """A value with everybody who gives it. `value` is free of language, `label` is for reading."""

    value: str
    label: str
    sayings: tuple[Saying, ...]

    @property
    def bases(self) -> tuple[Basis, ...]:
        """Whether it comes from the press record, from entries, or from both."""
        return tuple(sorted({saying.basis for saying in self.sayings}))


class Named(msgspec.Struct, frozen=True):
    """An id and what it is called."""

    id: str
    label: str


class Press:
    """The record of one story as the talks room reads it: claims by id, by event, in words of one language.

    Its events are at hand; with a function in the place of a `record` all else is read when it is first asked for.
    `mark` says what the story was told from, "" where nobody keeps what is made of it; `room` the key of its room.
    """

    def __init__(
        self,
        record: Record | Callable[[], Record],
        language: str,
        events: Sequence[Event] | None = None,
        mark: str = "",
        room: str = "",
    ) -> None:
        self.language, self.mark, self.room = language, mark, room
        self._record = record if callable(record) else lambda: record
        self.events = tuple(events) if events is not None else self._record().events

    @property
    def was_read(self) -> bool:
        """Whether more than its events was asked for."""
        return "_told" in self.__dict__

    def let_go(self) -> None:
        """Forget what was read; it is read again where more is asked for."""
        self.__dict__.pop("_told", None)

    @cached_property
    def _told(self) -> _Told:
        record = self._record()
        names = Names(record, words_of(self.language))
        return _Told(record, names, Citations(record, names).by_claim)

    @property
    def names(self) -> Names:
        """What ids are called."""
        return self._told.names

    @property
    def record(self) -> Record:
        """The record, without the texts of its pages."""
        return self._told.record

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id, in the order of the record."""
        return self._told.claims

    @property
    def documents(self) -> Mapping[str, Document]:
        """Pages by id, without their texts."""
        return self._told.documents

    @property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return self._told.people

    def saying(self, claim: Claim) -> Saying:
        """The words of a claim."""
        cited = self._told.cited[claim.id]
        document = self.documents.get(cited.document)
        span = claim.evidence[0] if claim.evidence else None
        published = document.published if document else None
        return Saying(
            "press",
            claim.id,
            cited.speaker if cited.voice else cited.outlet,
            span.quote if span else "",
            published.edtf() if published else "",
            cited.outlet,
            cited.document,
            file_name(document) if document else "",
            cited.line,
            span.start if span else 0,
            span.end if span else 0,
            (),
            claim.polarity,
        )

    def about(self, events: Iterable[Event]) -> list[Claim]:
        """Every claim about the events, in the order of the record."""
        found = {ident for event in events for ident in event.claims if ident in self._told.order}
        return [self.claims[ident] for ident in sorted(found, key=self._told.order.__getitem__)]

    def claims_of(self, events: Iterable[Event], *kinds: str) -> list[Claim]:
        """Claims of these kinds about the events, none of them denied, in the order of the record."""
        return [one for one in self.about(events) if one.kind in kinds and one.polarity != "denied"]

    def value(self, claim: Claim) -> str:
        """The claim's value in words, whatever is planned or demanded."""
        if isinstance(claim.value, When):
            return moment_text(claim.value.moment, self.names.words)
        return value_label(claim.value, self.language, self.names.known)

    def owners(self, claims: Iterable[str]) -> frozenset[str]:
        """The independent owners of the answers that these claims belong to; of claims without one, their outlets."""
        found: set[str] = set()
        for ident in claims:
            owners = self._told.owners.get(ident)
            found.update(owners if owners is not None else (self._told.cited[ident].outlet,))
        return frozenset(found)


class _Told:
    """What of a story is read when it is asked for."""

    def __init__(self, record: Record, names: Names, cited: Mapping[str, Citation]) -> None:
        self.names, self.cited = names, cited
        self.claims = {claim.id: claim for claim in record.claims}
        self.order = {ident: number for number, ident in enumerate(self.claims)}
        # Stories stay at hand for long; from here on nothing asks for the texts of their pages.
        self.documents = {document.id: _textless(document) for document in record.documents}
        self.record = msgspec.structs.replace(record, documents=tuple(self.documents.values()))
        self.people = {person.id: person for person in record.people}
        self.owners = _owners(record)


def _textless(document: Document) -> Document:
    rendition = msgspec.structs.replace(document.rendition, text="", lines=(), segments=(), entries=())
    return msgspec.structs.replace(document, rendition=rendition)


def _owners(record: Record) -> dict[str, tuple[str, ...]]:
    return {claim: answer.owners for finding in record.findings for answer in finding.values for claim in answer.claims}


def stated(press: Press, claims: Sequence[Claim], values: Mapping[str, str] | None = None) -> list[Stated]:
    """The claims by value in words; `values`: a value free of language for a claim id, where the label is none."""
    found: dict[str, tuple[str, list[Saying]]] = {}
    for claim in claims:
        text = press.value(claim)
        value = (values or {}).get(claim.id) or plain_value(claim)
        found.setdefault(value, (text, []))[1].append(press.saying(claim))
    return [Stated(value, text, tuple(sayings)) for value, (text, sayings) in found.items()]


def plain_value(claim: Claim) -> str:
    """The value of a claim free of language: EDTF, ids, or a number with its unit."""
    value = claim.value
    if isinstance(value, When):
        return value.moment.edtf()
    if isinstance(value, Amount):
        quantity = value.quantity
        return f"{quantity.modifier} {quantity.low}..{quantity.high} {quantity.unit}"
    ids = getattr(value, "ids", None) or getattr(value, "people", None) or (getattr(value, "place", ""),)
    return "+".join(ids) or value.text


def merged(found: Iterable[Stated]) -> tuple[Stated, ...]:
    """Equal values put together; those of most sources first, then in order of the value."""
    table: dict[str, Stated] = {}
    for one in found:
        there = table.get(one.value)
        table[one.value] = one if there is None else Stated(one.value, there.label, (*there.sayings, *one.sayings))
    return tuple(sorted(table.values(), key=lambda one: (-len(one.sayings), one.value)))


class Table:
    """What entries are worded with: the language, the case's parties, the time zone of the case."""

    def __init__(self, settings: CaseSettings, language: str = "en") -> None:
        self.settings, self.language = settings, language
        self._labels: dict[str, str] = {}

    def party(self, ident: str) -> str:
        """What a party is called."""
        if ident not in self._labels:
            self._labels[ident] = party_labels(ident, self.settings)[self.language]
        return self._labels[ident]

    def parties(self, idents: Iterable[str]) -> tuple[Named, ...]:
        """Parties in the order of the case, then by name."""
        rank = {party.id: number for number, party in enumerate(self.settings.parties)}
        known = sorted(set(idents), key=lambda ident: (rank.get(ident, len(rank)), self.party(ident), ident))
        return tuple(Named(ident, self.party(ident)) for ident in known)

    def source(self, source: str) -> str:
        """Whose claim an entry is, in words."""
        head, _, party = source.partition(":")
        word = label("talks-sources", head, self.language)
        return f"{word}: {self.party(party)}" if party else word

    def saying(self, kept: Kept) -> Saying:
        """The words of an entry."""
        entry = kept.entry
        return Saying(
            "entered",
            entry.id,
            self.source(entry.source),
            line_of(entry),
            stamp(kept.recorded),
            rooms=kept.rooms,
        )

    def stated(self, kept: Kept, value: str, text: str = "") -> Stated:
        """A value that an entry gives."""
        return Stated(value, text or value, (self.saying(kept),))

    def time(self, moment: Moment) -> str:
        """A time in words."""
        return moment_text(moment, words_of(self.language))

    def word(self, key: str) -> str:
        """A word of the talks room."""
        return label("talks-words", key, self.language)


def stamp(microseconds: int) -> str:
    """A time of entry, ISO 8601 in UTC."""
    return local(microseconds, None).strftime("%Y-%m-%dT%H:%M:%SZ")


def edtf(moment: Moment | None) -> str:
    """A moment as EDTF, "" for none."""
    return moment.edtf() if moment is not None else ""
