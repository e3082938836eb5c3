"""Names of what ids stand for, in the language of the brief."""

from __future__ import annotations

from ..findings import owner_name
from ..lexicon.concepts import label
from ..lexicon.names.forms import is_cyrillic, nominatives
from ..records import Event, Person, Place
from .moments import moment_text
from .record import Record
from .words import Words

MANY = 4
# Upstreams without a record of their own: `agency:tass` told it, `wire:xinhua` is credited for the text.
SCHEMES = frozenset({"agency", "wire", "outlet"})


# Letters that the other language written in Cyrillic does not have.
FOREIGN = {"uk": frozenset("ыэъё"), "ru": frozenset("іїєґ")}


def spelled(person: Person, language: str) -> str:
    """The person's name as pages in this language spell it, where one gives it in full and in the nominative."""
    foreign = FOREIGN.get(language)
    if foreign is None:
        return person.name
    fitting = []
    for variant in person.variants:
        words = variant.split()
        cyrillic = len(words) > 1 and all(is_cyrillic(word) for word in words)
        # A family name that could be another's oblique case is left aside.
        if cyrillic and not foreign & set(variant.lower()) and len(nominatives(words[-1], language)) == 1:
            fitting.append((sum(len(nominatives(word, language)) for word in words), variant))
    return min(fitting)[1] if fitting else person.name


class Names:
    """Turns ids of people, parties, sources, places and events into what a reader calls them."""

    def __init__(self, record: Record, words: Words) -> None:
        self.words = words
        self.people: dict[str, Person] = {person.id: person for person in record.people}
        self.sources = {source.id: source for source in record.sources}
        self.places: dict[str, Place] = {place.id: place for place in record.places}
        self.events: dict[str, Event] = {event.id: event for event in record.events}
        self._parties = record.party_names
        self.party_rank = {party: rank for rank, party in enumerate(record.party_names)}
        self.known: dict[str, str] = {ident: place.name for ident, place in self.places.items()}
        self.known.update((ident, spelled(person, words.language)) for ident, person in self.people.items())
        self.known.update((party, self.party(party)) for party in record.party_names)
        self.known.update((ident, self.event(event)) for ident, event in self.events.items())

    def party(self, party: str) -> str:
        """A party in the language of the brief; English, then any name, then the id."""
        names = self._parties.get(party, {})
        return names.get(self.words.language) or names.get("en") or next(iter(names.values()), party)

    def __call__(self, ident: str) -> str:
        """A party, person, source, event or place by its id, an unnamed voice by its role; else as it is written."""
        if ident in self.sources:
            return self.sources[ident].name
        scheme, _, rest = ident.partition(":")
        if rest and scheme in SCHEMES:
            return label("upstreams", rest, self.words.language)
        return owner_name(ident, self.words.language, self.known)

    def in_order(self, idents: tuple[str, ...]) -> list[str]:
        """Ids without repetition: parties in the order of the case, then the others by name."""
        last = len(self.party_rank)
        return sorted(set(idents), key=lambda ident: (self.party_rank.get(ident, last), self(ident), ident))

    def untimed(self) -> dict[str, str]:
        """Every name, events without their time: for rows that give the time beside it."""
        return {**self.known, **{ident: self.event(event, timed=False) for ident, event in self.events.items()}}

    def event(self, event: Event, *, timed: bool = True) -> str:
        """What an event is called: its own (English) name, or kind, place, participants and time put together."""
        if event.name and self.words.language == "en":
            return event.name
        parts = [event.place.name] if event.place else []
        if event.kind in ("meeting", "statement", "agreement", "exchange") and 0 < len(event.participants) <= MANY:
            parts.append(", ".join(self(ident) for ident in self.in_order(event.participants)))
        if timed and event.time is not None:
            parts.append(moment_text(event.time, self.words))
        kind = self.words.known(f"event-{event.kind}", event.kind)
        return f"{kind}: {', '.join(parts)}" if parts else event.name or kind
