"""Names of what ids stand for, in the language of the brief."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath

from ..findings import owner_name
from ..lexicon.concepts import label, vocabulary
from ..lexicon.names.forms import is_cyrillic, latin_name, nominatives
from ..lexicon.places import place_label
from ..records import Claim, Concept, Document, Event, Person, Place
from .lines import letter
from .moments import moment_text
from .record import Record
from .words import Words, concept_label

MANY = 6
SEARCHED = 1_000_000
# Upstreams without a record of their own: `agency:tass` told it, `wire:xinhua` is credited for the text.
SCHEMES = frozenset({"agency", "wire", "outlet"})
# Events that are known by who took part, not only by where.
BY_PEOPLE = frozenset({"meeting", "statement", "agreement", "exchange"})


# Letters and letter groups that names in the language do not have, but those in the other Cyrillic one do.
FOREIGN = {
    "uk": ("ы", "э", "ъ", "ё", "ский", "цкий", "ская", "цкая", "аи", "еи", "ии", "ои", "уи"),
    "ru": ("і", "ї", "є", "ґ", "ський", "цький", "ська", "цька", "'", "’"),
}


def spelled(person: Person, language: str, own: str = "", others: str = "") -> str:
    """The person's name as pages in this language spell it, where one gives it in full and in the nominative.

    `own` and `others`: text of the pages in this and in the other Cyrillic language; a spelling that only the others
    have is theirs, unless these decline it.
    """
    foreign = FOREIGN.get(language)
    if foreign is None:
        return latin_name(person.name, person.variants)
    fitting = []
    for variant in person.variants:
        words = variant.split()
        cyrillic = len(words) > 1 and all(is_cyrillic(word) for word in words)
        # A family name that could be another's oblique case is left aside.
        native = not any(letters in variant.lower() for letters in foreign)
        native = native and (variant not in others or _stands(variant, person, language, own))
        if cyrillic and native and len(nominatives(words[-1], language)) == 1:
            fitting.append((sum(len(nominatives(word, language)) for word in words), variant))
    return min(fitting)[1] if fitting else person.name


def _stands(name: str, person: Person, language: str, own: str) -> bool:
    """Whether the text has the name, or a form of it."""
    words = name.split()
    for variant in (name, *person.variants):
        forms = variant.split()
        same = len(forms) == len(words) and all(
            word in nominatives(form, language) for word, form in zip(words, forms, strict=True)
        )
        if same and variant in own:
            return True
    return False


class Names:
    """Turns ids of people, parties, sources, places and events into what a reader calls them."""

    def __init__(self, record: Record, words: Words) -> None:
        self.words = words
        self._called: dict[str, str] | None = None
        self.people: dict[str, Person] = {person.id: person for person in record.people}
        self.sources = {source.id: source for source in record.sources}
        self.places: dict[str, Place] = {place.id: place for place in record.places}
        self.events: dict[str, Event] = {event.id: event for event in record.events}
        self._claims: dict[str, Claim] = {claim.id: claim for claim in record.claims}
        self._parties = record.party_names
        self.party_rank = {party: rank for rank, party in enumerate(record.party_names)}
        self._pages = _pages_without_outlet(record, words)
        self.known: dict[str, str] = {ident: self.place(place) for ident, place in self.places.items()}
        self.known.update(self._owners(record))
        own, others = _texts(record, words.language)
        self.known.update((ident, spelled(one, words.language, own, others)) for ident, one in self.people.items())
        self.known.update((party, self.party(party)) for party in record.party_names)
        self.known.update((ident, self.event(event)) for ident, event in self.events.items())
        self._called = {}  # what is said from here on no longer changes

    def _owners(self, record: Record) -> dict[str, str]:
        """Owner keys as a reader calls them: the one outlet that an owner has, in the language of the brief."""
        outlets: dict[str, set[str]] = {}
        for source in record.sources:
            outlets.setdefault(source.owner, set()).add(source.name)
        alone = {owner: found.pop() for owner, found in outlets.items() if owner and len(found) == 1}
        kept = {owner for owner in alone if owner in self.people or owner in record.party_names}
        return {owner: self.outlet(name) for owner, name in alone.items() if owner not in kept and ":" not in owner}

    def party(self, party: str) -> str:
        """A party in the language of the brief; English, then any name, then the id."""
        names = self._parties.get(party, {})
        return names.get(self.words.language) or names.get("en") or next(iter(names.values()), party)

    def place(self, place: Place) -> str:
        """A place in the language of the brief, failing that in English."""
        return place_label(place.id, place.name, self.words.language)

    def outlet(self, name: str) -> str:
        """An outlet or agency in the language of the brief; a page that does not name its outlet by its letter."""
        return self._pages.get(name) or upstream_label(name, self.words.language)

    def page(self, document: Document) -> str:
        """The outlet of a page, or the page by its letter."""
        return self.outlet(document.outlet or _stem(document))

    def __call__(self, ident: str) -> str:
        """A party, person, source, event or place by its id, an unnamed voice by its role; else as it is written."""
        if self._called is None:
            return self._name(ident)
        called = self._called.get(ident)
        if called is None:
            called = self._called[ident] = self._name(ident)
        return called

    def _name(self, ident: str) -> str:
        if ident in self.sources:
            return self.outlet(self.sources[ident].name)
        scheme, _, rest = ident.partition(":")
        if rest and scheme in SCHEMES:
            return label("upstreams", rest, self.words.language)
        return self.outlet(owner_name(ident, self.words.language, self.known))

    def in_order(self, idents: tuple[str, ...]) -> list[str]:
        """Ids without repetition: parties in the order of the case, then the others by name."""
        last = len(self.party_rank)
        return sorted(set(idents), key=lambda ident: (self.party_rank.get(ident, last), self(ident), ident))

    def untimed(self) -> dict[str, str]:
        """Every name, events without their time: for rows that give the time beside it."""
        return {**self.known, **{ident: self.event(event, timed=False) for ident, event in self.events.items()}}

    def event(self, event: Event, *, timed: bool = True) -> str:
        """What an event is called: its own (English) name, or kind, participants, topic, place and time."""
        when = moment_text(event.time, self.words) if event.time is not None else ""
        if event.name and self.words.language == "en":
            return event.name if timed or not when else event.name.removesuffix(f", {when}")
        kind = self.words.known(f"event-{event.kind}", event.kind)
        who = event.participants if event.kind in BY_PEOPLE or event.place is None else ()
        if 0 < len(who) <= MANY:
            kind += f" ({', '.join(self(ident) for ident in self.in_order(who))})"
        topics = [concept_label(topic, self.words.language) for topic in self._topics(event)]
        where = ", ".join(([self.place(event.place)] if event.place else []) + ([when] if timed and when else []))
        head = f"{kind}: {', '.join(topics)}" if topics else kind
        return f"{head}, {where}" if where else head

    def _topics(self, event: Event) -> list[str]:
        """What was announced or agreed: vocabulary ids that its claims give."""
        if event.kind not in ("announcement", "agreement"):
            return []
        values = [self._claims[claim].value for claim in event.claims if claim in self._claims]
        return sorted({ident for value in values if isinstance(value, Concept) for ident in value.ids})[:MANY]


def _texts(record: Record, language: str) -> tuple[str, str]:
    """The text of the pages in a Cyrillic language and in the other; empty where it is too much to look through."""
    pages = [page.rendition for page in record.documents if page.rendition.language in FOREIGN]
    if language not in FOREIGN or sum(len(page.text) for page in pages) > SEARCHED:
        return "", ""
    own = [page.text for page in pages if page.language == language]
    return "\n".join(own), "\n".join(page.text for page in pages if page.language != language)


def _pages_without_outlet(record: Record, words: Words) -> dict[str, str]:
    """{stem of the file: `page A (outlet not named)`}; the stem is what stands for an outlet that no page names."""
    letters: dict[str, str] = {}
    found: dict[str, str] = {}
    for document in record.documents:
        here = letters.setdefault(document.id, letter(len(letters)))
        if not document.outlet:
            found.setdefault(_stem(document), words("page-unnamed", letter=here))
    return found


def _stem(document: Document) -> str:
    return PurePath(document.path.rpartition("!")[2]).stem


def upstream_label(name: str, language: str) -> str:
    """A known agency or outlet by its name in the language; any other as it is."""
    ident = _upstreams().get(name.casefold())
    return label("upstreams", ident, language) if ident and language != "en" else name


@cache
def _upstreams() -> dict[str, str]:
    return {
        str(entry["labels"]["en"]).casefold(): ident
        for ident, entry in vocabulary("upstreams").items()
        if entry.get("kind") in ("agency", "outlet")
    }
