"""What entries mean for the tables: things that begin or end to stand, passages that can be found. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from ...records import KEPT
from ...store.blinding import Blinding
from ...store.blobs import BlobRef
from ...store.passages import Blinded, Passage, blinded
from ...talks.wording import text_of
from .bodies import read
from .talks_bodies import MoveBody, TalksBody

Fetch = Callable[[BlobRef], bytes]
THINGS = ("person", "event", "finding", "judgement")
MONITORED = ("report", "incident", "commitments", "effort", "notices", "figures", "verdict", "bulletin")


class Said(msgspec.Struct, frozen=True):
    """One entry of a room's log as the tables need it; `body` is None where it was erased."""

    room: str
    index: int
    kind: str
    time: int
    body: bytes | None
    erases: int | None = None


class Step(NamedTuple):
    """A thing begins to stand (keep), ends (end), ends with what it is about (about), or leaves no trace (forget)."""

    act: str
    what: str
    id: str
    entry: int
    when: int
    about: str | None = None


class Meaning(NamedTuple):
    """What entries from `begin` up to `end` mean for the tables: steps for the holdings, passages for the index."""

    begin: int
    end: int
    steps: list[Step]
    found: Blinded


def meaning(said: Sequence[Said], blinding: Blinding, fetch: Fetch, place: int, *, postgres: bool) -> Meaning:
    """What some entries of one room mean, the `place`-th of its database. Pure; large bodies are fetched."""
    steps: list[Step] = []
    found: list[Passage] = []
    for one in said:
        if one.erases is not None:
            steps.append(Step("forget", "", "", one.erases, one.time))
            found = [passage for passage in found if passage.entry != one.erases]
        elif one.body is not None and one.kind in _SHOWN:
            _SHOWN[one.kind](steps, found, one, one.body, fetch)
    return Meaning(said[0].index, said[-1].index + 1, steps, blinded(found, blinding, place, postgres=postgres))


class _Body(msgspec.Struct):
    """Of most bodies the tables need no more than whose they are."""

    id: str = ""


class _Of(msgspec.Struct):
    document: str


class _Claim(msgspec.Struct):
    id: str
    claim: _Of


class _Line(msgspec.Struct, rename={"kind": "class"}):
    start: int
    end: int
    kind: str


class _Rendition(msgspec.Struct):
    text: str
    language: str
    lines: tuple[_Line, ...]


class _Document(msgspec.Struct):
    outlet: str
    rendition: _Rendition


class _Person(msgspec.Struct):
    id: str
    name: str
    variants: tuple[str, ...]


class _Quote(msgspec.Struct):
    start: int
    end: int
    text: str
    speaker: str | None
    speaker_text: str


class _Mentions(msgspec.Struct):
    people: tuple[_Person, ...]
    quotes: tuple[_Quote, ...]


class _Reading(msgspec.Struct):
    """Of a reading, what the index needs; or where the reading lies that was too large for an entry."""

    id: str
    manner: str
    document: _Document | None = None
    mentions: _Mentions | None = None
    blob: BlobRef | None = None


class _Thing(msgspec.Struct):
    id: str
    story: str
    person: _Person | None = None


class _Decision(msgspec.Struct):
    id: str
    about: str


class _Gone(msgspec.Struct):
    things: tuple[tuple[str, str], ...]


_BODIES, _CLAIMS = msgspec.json.Decoder(_Body), msgspec.json.Decoder(_Claim)
_READINGS, _THINGS = msgspec.json.Decoder(_Reading), msgspec.json.Decoder(_Thing)
_DECISIONS, _GONES = msgspec.json.Decoder(_Decision), msgspec.json.Decoder(_Gone)


def _one(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    steps.append(Step("keep", said.kind, said.kind, said.index, said.time))


def _numbered(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    # By number: the name of a member is nothing for a table to tell.
    steps.append(Step("keep", said.kind, str(said.index), said.index, said.time))


def _named(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    steps.append(Step("keep", said.kind, _BODIES.decode(text).id, said.index, said.time))


def _reading(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    body = _READINGS.decode(text)
    if body.blob is not None:
        body = _READINGS.decode(fetch(body.blob))
    steps.append(Step("about", "claim", body.id, said.index, said.time))
    steps.append(Step("keep", "reading", body.id, said.index, said.time, body.manner))
    found.extend(_passages(body, said.index))


def _claim(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    body = _CLAIMS.decode(text)
    steps.append(Step("keep", "claim", body.id, said.index, said.time, body.claim.document))


def _thing(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    body = _THINGS.decode(text)
    steps.append(Step("keep", said.kind, body.id, said.index, said.time, body.story))
    if body.person is not None:
        names = " · ".join((body.person.name, *body.person.variants))
        found.append(Passage("person", body.id, said.index, names, (), (("person", names),)))


def _gone(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    steps.extend(Step("end", what, ident, said.index, said.time) for what, ident in _GONES.decode(text).things)


def _decision(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    body = _DECISIONS.decode(text)
    steps.append(Step("keep", "decision", body.id, said.index, said.time, body.about))


def _move(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    body = read(text, MoveBody)
    steps.append(Step("keep", "move", body.id, said.index, said.time, body.about))


def _talks(steps: list[Step], found: list[Passage], said: Said, text: bytes, fetch: Fetch) -> None:
    body = read(text, TalksBody)
    entry = body.entry
    if entry.corrects:
        steps.append(Step("end", "talks", entry.corrects, said.index, said.time))
    steps.append(Step("keep", "talks", body.id, said.index, said.time, entry.round.key))
    if not entry.withdrawn:
        speaker = getattr(entry.said, "speaker", "") or entry.source
        fields = (("lang", entry.language),) if entry.language else ()
        found.append(Passage("talks", body.id, said.index, text_of(entry), fields, (("speaker", speaker),)))


_SHOWN: dict[str, Callable[[list[Step], list[Passage], Said, bytes, Fetch], None]] = {
    "room": _one,
    "settings": _one,
    "member": _numbered,
    "document": _named,
    "reading": _reading,
    "claim": _claim,
    "story": _named,
    "gone": _gone,
    "decision": _decision,
    "seat": _numbered,
    "move": _move,
    "talks": _talks,
    "draft": _named,
    **dict.fromkeys(MONITORED, _named),
    **dict.fromkeys(THINGS, _thing),
}


def _passages(reading: _Reading, entry: int) -> Iterator[Passage]:
    """The text of a page that was kept, and each quotation with its speaker."""
    document, mentions = reading.document, reading.mentions
    if document is None or mentions is None:
        return
    text, language = document.rendition.text, document.rendition.language
    kept = [text[line.start : line.end] for line in document.rendition.lines if line.kind in KEPT]
    fields = (("outlet", document.outlet), ("lang", language))
    yield Passage("document", reading.id, entry, "\n".join(kept), fields)
    names = {person.id: " · ".join((person.name, *person.variants)) for person in mentions.people}
    for quote in mentions.quotes:
        said = names.get(quote.speaker or "", quote.speaker_text)
        speaker = (("speaker", said),) if said else ()
        yield Passage("quote", f"{reading.id} {quote.start} {quote.end}", entry, quote.text, fields, speaker)
