"""Tracks and working groups: what they are to do, who sits in them, their last known state and who says so."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from ..lexicon.concepts import concepts, label
from .entries import TrackSaid
from .gathering import Gathered
from .sayings import Press, Saying, Stated, Table
from .sittings import events_of

LONGEST_READ = 2_000
"""Characters of a claim's words in which a track is looked for."""


class Track(msgspec.Struct, frozen=True):
    """One track. `states` in order of time, the last known one last; an empty mandate or list is not stated."""

    id: str
    label: str
    name: str
    mandate: tuple[Stated, ...]
    members: tuple[Stated, ...]
    states: tuple[Saying, ...]

    @property
    def last(self) -> Saying | None:
        """The last known state."""
        return self.states[-1] if self.states else None


def tracks_of(one: Gathered, table: Table) -> tuple[Track, ...]:
    """The tracks that accounts of a round name, or that were entered, by the order of the vocabulary."""
    states: dict[tuple[str, str], list[Saying]] = {}
    for press, events in events_of(one):
        for claim in press.about(events):
            saying = press.saying(claim)
            for track in _named(press, saying):
                states.setdefault((track, ""), []).append(saying)
    mandates: dict[tuple[str, str], list[Stated]] = {}
    members: dict[tuple[str, str], list[Stated]] = {}
    for kept in one.entries:
        said = kept.entry.said
        if not isinstance(said, TrackSaid):
            continue
        key = (said.track, said.name)
        states.setdefault(key, [])
        if said.mandate:
            mandates.setdefault(key, []).append(table.stated(kept, said.mandate))
        members.setdefault(key, []).extend(table.stated(kept, name) for name in said.members)
        if said.state:
            states[key].append(msgspec.structs.replace(table.saying(kept), quote=said.state))
    return tuple(
        Track(
            track,
            label("talks-tracks", track, table.language),
            name,
            tuple(mandates.get((track, name), ())),
            tuple(members.get((track, name), ())),
            _in_time(states[track, name]),
        )
        for track, name in sorted(states)
    )


def _named(press: Press, saying: Saying) -> tuple[str, ...]:
    document = press.documents.get(saying.document)
    return tracks_in(saying.quote[:LONGEST_READ], document.rendition.language if document else "en")


# The words of a claim are read again with every request for its round.
@lru_cache(maxsize=65_536)
def tracks_in(text: str, language: str) -> tuple[str, ...]:
    """The tracks that a text names."""
    return tuple(sorted(set(concepts("talks-tracks").of(text, language)))) if text else ()


def _in_time(sayings: list[Saying]) -> tuple[Saying, ...]:
    """Sayings in order of time, each wording once."""
    ordered = sorted(sayings, key=lambda one: (one.time, one.start, one.id))
    return tuple({(one.document, one.quote): one for one in ordered}.values())
