"""The tracks and working groups to which events of the timeline belong, because an entry or the press says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ...errors import NotAllowed
from ...lexicon.concepts import LANGUAGES, label
from ...records import Event
from ...talks.entries import Entry, RoundSaid, SittingSaid, TrackSaid
from ...talks.gathering import key_of
from ...talks.tracks import LONGEST_READ, tracks_in
from ...talks.venue import place_of
from ..case.desk import Desk
from ..case.room import Room
from ..case.talks_room import TalksRoom
from .cards import Card, event_of
from .catalogue import Catalogue
from .documents import document_face
from .excerpts import Excerpts

TRACKS = "tracks"
Track = tuple[str, str]
"""A track of the vocabulary, and the name of its own that a working group has ("" for none)."""


def track_label(track: Track, language: str) -> str:
    """The name of a track as the talks room shows it."""
    ident, name = track
    return f"{label('talks-tracks', ident, language)}: {name}" if name else label("talks-tracks", ident, language)


class Tracks:
    """What one reader may know of tracks."""

    def __init__(self, desk: Desk, catalogue: Catalogue, at: int | None) -> None:
        self.desk, self.catalogue, self.at = desk, catalogue, at

    def of(self, cards: Mapping[str, Sequence[Card]]) -> dict[str, tuple[Track, ...]]:
        """Event id -> the tracks it belongs to, in order; `cards` by the key of their room."""
        found: dict[str, set[Track]] = {}
        for key, here in cards.items():
            for ident, told in self._told(self.desk.rooms[key], here).items():
                found.setdefault(ident, set()).update((track, "") for track in told)
        every = [card for here in cards.values() for card in here]
        for ident, track in self._entered(every):
            found.setdefault(ident, set()).add(track)
        return {ident: tuple(sorted(tracks)) for ident, tracks in found.items()}

    def _told(self, room: Room, cards: Sequence[Card]) -> dict[str, tuple[str, ...]]:
        """What the words of the claims about each event name; kept until its story is told anew."""
        held = {card.id: self.catalogue.worded(card, TRACKS) if self.at is None else None for card in cards}
        found = {ident: tracks for ident, tracks in held.items() if tracks is not None}
        fresh = [card for card in cards if held[card.id] is None]
        excerpts = Excerpts(self.desk, self.catalogue, room, self.at)
        wanted = sorted({claim for card in fresh for claim in event_of(card).claims})
        named: dict[str, frozenset[str]] = {}
        for claim in excerpts.claims(wanted) if wanted else ():
            page = self.catalogue.card(self.desk.actor, "reading", claim.document, self.at, room.key)
            quote = claim.evidence[0].quote[:LONGEST_READ] if claim.evidence else ""
            named[claim.id] = frozenset(tracks_in(quote, document_face(page).language if page else "en"))
        for card in fresh:
            tracks = {track for claim in event_of(card).claims for track in named.get(claim, ())}
            found[card.id] = tuple(sorted(tracks))
            if self.at is None:
                self.catalogue.word(card, TRACKS, found[card.id])
        return found

    def _entered(self, cards: Sequence[Card]) -> Iterator[tuple[str, Track]]:
        """What entries at the table say of a round and of its sittings."""
        try:
            entries = [kept.entry for kept in TalksRoom(self.desk, at=self.at).standing().current]
        except NotAllowed:
            return
        held = {entry.round.key: entry for entry in entries if isinstance(entry.said, RoundSaid)}
        said = [(entry, tracks) for entry in entries if (tracks := tuple(_named(entry)))]
        wholes = {card.id: event_of(card) for card in self.catalogue.standing(self.desk.actor, "event", self.at)}
        for card in cards if said else ():
            event = event_of(card)
            whole = wholes.get(event.part_of or "", event)
            for entry, tracks in said:
                if _about(entry, event, whole, held.get(entry.round.key)):
                    yield from ((card.id, track) for track in tracks)


def _named(entry: Entry) -> Iterator[Track]:
    said = entry.said
    if isinstance(said, TrackSaid):
        yield said.track, said.name
    elif isinstance(said, SittingSaid):
        words = " ".join((said.label, said.topic, entry.words))[:LONGEST_READ]
        languages = (entry.language,) if entry.language else LANGUAGES
        yield from ((track, "") for track in sorted({one for code in languages for one in tracks_in(words, code)}))


def _about(entry: Entry, event: Event, whole: Event, round_entry: Entry | None) -> bool:
    """Whether an entry speaks of this event: a track of its whole round, a sitting of what was held on its day."""
    if not _same_round(entry, whole, round_entry):
        return False
    if isinstance(entry.said, SittingSaid):
        kind = "meeting" if entry.said.side else "sitting"
        alone = event.kind == "round" and not entry.said.side and _days(event) == (entry.said.day, entry.said.day)
        return alone or (event.kind == kind and _within(entry.said.day, *_days(event)))
    return event.kind == "round"


def _same_round(entry: Entry, whole: Event, round_entry: Entry | None) -> bool:
    """By key, or by place and shared days, as rounds are gathered in the talks room."""
    first, last = _days(whole)
    where = whole.place.name if whole.place else ""
    if entry.round.key == key_of(where, date.fromisoformat(first) if first else None):
        return True
    anchor = round_entry.round if round_entry is not None else entry.round
    place, begins, ends = anchor.place, anchor.first, anchor.last or anchor.first
    if round_entry is not None and isinstance(round_entry.said, RoundSaid):
        place = round_entry.said.place or place
        if round_entry.time is not None and round_entry.time.begins is not None:
            begins, ends = round_entry.time.first_day.isoformat(), round_entry.time.last_day.isoformat()
    known = place_of(place) if place else None
    if known is None or whole.place is None or known.id != whole.place.id:
        return False
    return bool(first and begins) and first <= ends and begins <= last


def _days(event: Event) -> tuple[str, str]:
    """First and last day in ISO 8601; empty where it has none."""
    time = event.time
    if time is None or time.begins is None or time.ends is None:
        return "", ""
    return time.first_day.isoformat(), time.last_day.isoformat()


def _within(day: str, first: str, last: str) -> bool:
    return bool(day) and first <= day <= last
