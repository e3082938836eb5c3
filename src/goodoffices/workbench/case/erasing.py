"""Taking a document, or a person, out of a case for good: bodies, salts, files and index; the log keeps that it was so.

What rested on it is told anew first, so that nothing that stands still cites what goes. A person is taken out of the
pages that name them: each is read again with the name blacked out, and the page as it came is erased.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

from ...errors import InputRefused, UsageError
from ...records import digest_of
from ...sources.guard import GuardedReader, taken
from ...store.rights import require
from ..intake import Intake, terms_of
from .adding import manner_of, options_of, page_statements, read_again
from .bodies import DecisionBody, DocumentBody, ThingBody, read, written
from .desk import Desk
from .glances import readings
from .meaning import THINGS
from .retelling import retell
from .room import MAIN, Room, Statement

BLACK = "█"
DERIVED = frozenset({*THINGS, "story", "settings"})


class Erased(msgspec.Struct, frozen=True):
    """What was destroyed: entries of the log, sealed files, documents; which documents stand blacked out instead."""

    entries: int
    files: int
    documents: tuple[str, ...]
    instead: tuple[str, ...] = ()


def erase_document(desk: Desk, room: Room, document: str, reason: str) -> Erased:
    """Erase a document, all that was read in it, and every body that cites it."""
    require(desk.actor, room.key, "erase")
    if not desk.standing("document", room=room, ident=document):
        raise UsageError(f"the room has no document {document}")
    return _erase(desk, room, (document,), reason)


def erase_person(desk: Desk, room: Room, name: str, reason: str) -> Erased:
    """Black a person out of every page of a room; `name` is the id of a person, or a spelling of the name."""
    require(desk.actor, room.key, "erase")
    spellings = _spellings(desk, room, name)
    naming = re.compile("|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True)))
    held = [
        one
        for one in readings(desk, desk.standing("reading", room=room))
        if naming.search(one.page.document.rendition.text)
    ]
    if not held:
        raise UsageError("no page of the room names this person")
    documents = tuple(one.page.document.id for one in held)
    _leave_out(desk, room, spellings)
    instead = tuple(_black_out(desk, room, document, naming) for document in documents)
    erased = _erase(desk, room, documents, reason, spellings)
    return msgspec.structs.replace(erased, instead=instead)


def _spellings(desk: Desk, room: Room, name: str) -> frozenset[str]:
    found = {name} if not name.startswith("per_") else set()
    for _, text in desk.bodies(desk.standing("person", room=room)):
        person = read(text, ThingBody).person
        if person is not None and (person.id == name or name in (person.name, *person.variants)):
            found.update((person.name, *person.variants))
    return frozenset(one for one in found if one)


def _leave_out(desk: Desk, room: Room, spellings: frozenset[str]) -> None:
    """Take the person out of the settings, where the desk knew them."""
    body = desk.settings_body(room)
    people = tuple(one for one in body.settings.people if spellings.isdisjoint((one.name, *one.variants)))
    if len(people) < len(body.settings.people):
        settings = msgspec.structs.replace(body.settings, people=people)
        desk.append(room, [Statement("settings", written(msgspec.structs.replace(body, settings=settings)))])


def _black_out(desk: Desk, room: Room, document: str, naming: re.Pattern[str]) -> str:
    """Put a page with the name blacked out beside the one that has it; the id of the new one."""
    body = desk.settings_body(room)
    intake = Intake((), body.settings, zone=body.zone)
    (held,) = desk.standing("settings", room=room)
    for _, text in desk.bodies(desk.standing("document", room=room, ident=document)):
        kept = read(text, DocumentBody)
        (page,) = readings(desk, desk.standing("reading", room=room, ident=document))
        said = desk.fetch(kept.blob).decode(page.page.document.encoding, "replace")
        raw = naming.sub(lambda match: BLACK * len(match.group()), said).encode()
        with GuardedReader(terms_of(intake)) as reader:
            fresh = read_again(intake, reader, taken(naming.sub(BLACK, kept.path), raw))
        if isinstance(fresh, InputRefused):
            raise UsageError(f"the page cannot be read with the name blacked out: {fresh.reason}; erase the document")
        (ref,) = desk.blobs.put([(raw, fresh.document.media_type)])
        options, manner = options_of(intake), manner_of(intake, held.entry)
        desk.append(room, list(page_statements(desk, fresh, ref, options, manner)))
        return digest_of(raw)
    raise UsageError(f"the room has no document {document}")


def _erase(desk: Desk, room: Room, documents: Sequence[str], reason: str, spellings: Collection[str] = ()) -> Erased:
    for document in documents:
        body = DecisionBody(document, "document", document, "retracted", "erased")
        desk.append(room, [Statement("decision", written(body))])
    retell(desk, room)
    entries, files = _touched(desk, room, documents, spellings)
    for entry in entries:
        room.ledger.erase(entry, [MAIN], reason)
    desk.blobs.drop(sorted(files))
    desk.catch_up()
    desk.database.scrub()
    return Erased(len(entries), len(files), tuple(documents))


def _touched(
    desk: Desk, room: Room, documents: Sequence[str], spellings: Collection[str]
) -> tuple[list[int], set[str]]:
    """Entries that hold words of the documents, and the sealed files that they alone open."""
    entries: list[int] = []
    files: set[str] = set()
    marks = set(documents)
    stand = {one.entry for kind in DERIVED for one in desk.standing(kind, room=room)}
    for said in room.said(0):
        if said.body is None:
            continue
        body = said.body.decode()
        own = said.kind in ("document", "reading", "claim") and any(mark in body for mark in documents)
        if own and said.kind == "claim":
            marks.update(re.findall(r'"clm_[a-z2-7]{26}"', body))
        cites = said.kind in DERIVED and any(mark in body for mark in marks)
        named = said.kind in DERIVED and any(one in body for one in spellings)
        if own or ((cites or named) and said.index not in stand):
            entries.append(said.index)
            files.update(re.findall(r'"file":"([0-9a-f]{64})"', body) if own else ())
    return entries, files
