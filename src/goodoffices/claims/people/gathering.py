"""Persons in the making for one reading, and the records they end as."""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicon.names.forms import is_cyrillic
from ...lexicon.names.given import given_name
from ...lexicon.names.spelling import folded
from ...lexicon.parties.finder import mention_end
from ...lexicon.reading import Reading
from ...records import CaseSettings, Person, PersonMention
from .identity import Being, gender_of_family, joins, name_readings
from .naming import Name
from .stated import Roles, Stated

_WOMAN = frozenset(
    "mrs ms miss lady dame madam madame baroness spokeswoman пані госпожа госпожи госпоже госпожу queen "
    "princess".split()
)
_MAN = frozenset("mr sir lord spokesman king пан пана господин господина".split())

_MARKS = frozenset('"“”«»„')


class Gathering:
    """The persons of one reading: names are entered, mentions counted, records given out."""

    def __init__(self, reading: Reading, settings: CaseSettings, roles: Roles) -> None:
        self.reading, self.roles = reading, roles
        self.beings: list[Being] = [_known(person.name, person.variants, person.side) for person in settings.people]
        self.spots: list[tuple[int, int, Being]] = []

    def enter(self, name: Name, before: Stated | None, after: Stated | None) -> None:
        """Makes a name a mention of the person it fits, or of a new one."""
        reading = self.reading
        gender = self.gender_told(before)
        given, votes, found = name_readings(name, reading.language, gender)
        family = name.parts[name.family]
        if not found and not given and not is_cyrillic(family):
            found = gender_of_family(family)
        fitting = [being for being in self.beings if joins(being, given, votes, found)]
        if not fitting and name.alone:
            fitting = self._named_so(name.parts[0])
        being = latest(fitting, reading.starts[name.first]) if fitting else None
        if being is None:
            being = Being()
            self.beings.append(being)
        self._merge(being, name, given, votes, found)
        for stated in (before, after):
            if stated is not None:
                self.hold(being, stated)

    def _named_so(self, text: str) -> list[Being]:
        """The one person whose given name that is: "Sheikh Mohammed" after "Mohammed bin Abdulrahman"."""
        found = [being for being in self.beings if being.full and being.given.lower() == text.lower()]
        return found if len(found) == 1 else []

    def gender_told(self, before: Stated | None) -> str:
        """m or f where a form of address or a role says so."""
        if before is None:
            return ""
        words = self.reading.words[before.first : before.last + 1]
        if not _WOMAN.isdisjoint(words):
            return "f"
        return "" if _MAN.isdisjoint(words) else "m"

    def _merge(self, being: Being, name: Name, given: str, votes: dict[str, int], gender: str) -> None:
        start, end = self.reading.starts[name.first], mention_end(self.reading, name.last)
        for nominative, weight in votes.items():
            being.vote(nominative, weight)
        if given and len(given.rstrip(".")) > len(being.given.rstrip(".")):
            being.given = given
        being.gender = being.gender or gender
        if len(name.parts) == 3 and not _MARKS.isdisjoint(self.reading.text[start:end]):
            being.nicks.add(folded(name.parts[1]))
            being.vote(name.parts[1], 1)
        if given:
            being.full.append(start)
            being.named.append(_whole(name, given, votes))
        self.mention(being, start, end)

    def mention(self, being: Being, start: int, end: int) -> None:
        """Counts characters [start, end) as a mention."""
        being.variants[self.reading.text[start:end]] = None
        self.spots.append((start, end, being))

    def hold(self, being: Being, stated: Stated) -> None:
        """Gives the person a role as stated; forms of address are none."""
        if stated.concept in self.roles.titles and stated.first == stated.last:
            return
        start, end = self.reading.starts[stated.first], self.reading.ends[stated.last]
        being.roles[self.reading.text[start:end].rstrip("'’")] = None
        if stated.party is not None and being.side is None:
            being.side = stated.party

    def result(self) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
        """The persons in order of first mention, and the mentions in text order."""
        self.spots.sort(key=lambda spot: (spot[0], spot[1]))
        order: dict[int, str] = {}
        people: list[Person] = []
        mentions: list[PersonMention] = []
        for start, end, being in self.spots:
            ident = order.get(id(being))
            if ident is None:
                ident = order[id(being)] = f"p{len(order) + 1}"
                people.append(Person(ident, _best_name(being), tuple(being.variants), tuple(being.roles), being.side))
            mentions.append(PersonMention(start, end, self.reading.text[start:end], ident))
        return tuple(people), tuple(mentions)


def latest(fitting: Sequence[Being], offset: int) -> Being:
    """The one last named in full before `offset`; the first named after it where none was."""

    if len(fitting) == 1:
        return fitting[0]

    def order(being: Being) -> tuple[int, int]:
        earlier = [spot for spot in being.full if spot <= offset]
        return (1, max(earlier)) if earlier else (0, -min(being.full, default=10**12))

    return max(fitting, key=order)


def _whole(name: Name, given: str, votes: dict[str, int]) -> str:
    """The full name in the nominative, the given name first where the table knows it."""
    family = max(votes, key=lambda key: votes[key])
    if name.rest and is_cyrillic(family) and len(name.parts) == 2 and given_name(given, "uk") is not None:
        return f"{given} {family}"
    parts = []
    for place, part in enumerate(name.parts):
        if place == name.family:
            parts.append(family)
        elif place == name.given and not name.rest:
            parts.append(given)
        else:
            parts.append(part)
    return " ".join(f"{part}." if len(part) == 1 else part for part in parts)


def _known(name: str, variants: Sequence[str], side: str | None) -> Being:
    """A person of the case, not yet met in the text."""
    being = Being()
    being.known, being.side = name, side
    for spelling in (name, *variants):
        parts = spelling.split()
        if parts:
            being.vote(parts[-1], 5)
        if len(parts) > 1 and not being.given:
            being.given = parts[0]
    known = given_name(being.given, "uk") if being.given else None
    being.gender = known.gender if known is not None and known.gender != "u" else ""
    return being


def _best_name(being: Being) -> str:
    if being.known:
        return being.known
    family = max(being.votes, key=lambda name: being.votes[name])
    if not being.named:
        return family
    counts: dict[str, int] = {}
    for whole in being.named:
        counts[whole] = counts.get(whole, 0) + 1
    fitting = [whole for whole in counts if family in whole.split() or whole.endswith(family)] or list(counts)

    def order(whole: str) -> tuple[bool, int, int, str]:
        return (not whole.split(maxsplit=1)[0].endswith("."), counts[whole], len(whole), whole)

    return max(fitting, key=order)
