"""Persons in the making for one reading, and the records they end as."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from ...lexicon.names.forms import is_cyrillic, nominatives
from ...lexicon.names.given import given_name
from ...lexicon.names.similarity import bare
from ...lexicon.names.spelling import folded
from ...lexicon.parties.finder import mention_end
from ...lexicon.reading import Reading
from ...records import CaseSettings, Person, PersonMention
from .identity import Being, gender_of_family, joins, name_readings
from .naming import Name, patronymic
from .stated import Roles, Stated
from .words import MARKS, says

_WOMAN = frozenset(
    "mrs ms miss lady dame madam madame baroness spokeswoman пані госпожа госпожи госпоже госпожу queen "
    "princess".split()
)
_MAN = frozenset("mr sir lord spokesman king пан пана господин господина".split())

_GOVERNING = frozenset(
    "на від од до для із зі з о об про при за над під від у в через без после після от ко к с со из по між между "
    "словами словам слів слов думку мнению даними данным".split()
)


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
        governed = self._governed(before.first if before is not None else name.first)
        given, votes, found = name_readings(name, reading.language, gender, governed=governed)
        family = name.parts[name.family]
        if not found and not given and not is_cyrillic(family):
            found = gender_of_family(family)
        longer = self._longer(name)
        if longer is not None:
            self.mention(longer, reading.starts[name.first], mention_end(reading, name.last))
        else:
            fitting = self._called(name, given)
            fitting = fitting or [being for being in self.beings if joins(being, given, votes, found, name.suffix)]
            if not fitting:
                fitting = self._named_so(name.parts[0]) if name.alone else self._named_shorter(name, votes)
            longer = self.chosen(fitting, name.first, name.last, before) if fitting else None
            if longer is None:
                longer = Being()
                self.beings.append(longer)
            self._merge(longer, name, given, votes, found)
        being = longer
        self._related(being, name)
        for stated in (before, after):
            if stated is not None:
                self.hold(being, stated)

    def _governed(self, first: int) -> bool:
        """Whether a preposition or the noun of a source stands right before word `first`, in Ukrainian or Russian."""
        reading = self.reading
        if reading.language == "en" or not first or reading.gaps[first - 1] not in (" ", "\u00a0"):
            return False
        return reading.words[first - 1] in _GOVERNING

    def _named_so(self, text: str) -> list[Being]:
        """The one person whose given name that is: "Sheikh Mohammed" after "Mohammed bin Abdulrahman", "пані Тріно"."""
        forms = {form.lower() for form in nominatives(text, self.reading.language)} | {text.lower()}
        if self.reading.language == "uk":
            forms.update(_called_to(text.lower()))
        found = [being for being in self.beings if being.full and being.given.lower() in forms]
        return found if len(found) == 1 else []

    def _called(self, name: Name, given: str) -> list[Being]:
        """The one person whose given name and patronymic these are: "Юрія Васильовича" after "Ю. В. Гайдаренко"."""
        if len(name.parts) != 2 or name.given != 0 or not patronymic(name.parts[1]):
            return []
        ours = (folded(given), folded(name.parts[1]))
        found = [being for being in self.beings if any(_so_called(ours, whole) for whole in being.named)]
        following, reading = name.last + 1, self.reading
        alone = following >= len(reading.words) or reading.gaps[name.last] != " " or not reading.capitals[following]
        if not found and alone and all(bare(name.parts[1]) not in being.keys for being in self.beings):
            forms = {folded(form) for form in nominatives(name.parts[0], self.reading.language)}
            found = [one for one in self.beings if one.full and folded(one.given) in forms and len(ours[0]) > 2]
        return found if len(found) == 1 else []

    def _longer(self, name: Name) -> Being | None:
        """The one person whose longer name ends with these two or three words: "Kayikwamba Wagner" after "Thérèse
        Kayikwamba Wagner"; or whose family name they are: "Takht Ravanchi" beside "Majid Takht-Ravanchi"."""
        size = len(name.parts)
        if size < 2 or name.alone or name.suffix:
            return None
        words = [folded(part) for part in name.parts]
        whole = bare(" ".join(name.parts))
        found = [
            being
            for being in self.beings
            if whole in being.keys
            or any(len(parts) > size and parts[-size:] == words for parts in map(_folded_parts, being.named))
        ]
        return found[0] if len(found) == 1 else None

    def _named_shorter(self, name: Name, votes: dict[str, int]) -> list[Being]:
        """The person met under the last words of this longer name, written with blanks or hyphens."""
        if name.suffix or name.family != len(name.parts) - 1:
            return []
        if len(name.parts) > 2 and len(name.parts[0]) < 5:
            found = [being for being in self.beings if _same_syllables(name, votes, being)]
            if found:
                return found
        inner = {folded(part) for part in name.parts[1:-1]}
        keys = set(map(bare, votes))
        return [
            being
            for being in self.beings
            if (folded(being.given) in inner and not keys.isdisjoint(being.keys))
            or any(folded(whole) in keys for whole in being.named)
        ]

    def chosen(self, fitting: Sequence[Being], first: int, last: int, stated: Stated | None) -> Being:
        """Whom words [first, last] name, where several bear the name: the holder of the role stated before it; no
        relative who was named beside the bearer; of father and son the one named first; else the last one named."""
        if len(fitting) == 1:
            return fitting[0]
        reading = self.reading
        if stated is not None and stated.concept not in self.roles.titles:
            role = reading.between(stated.first, stated.last).lower()
            holders = [being for being in fitting if any(role in held.lower() for held in being.roles)]
            if len(holders) == 1:
                return holders[0]
        heads = [being for being in fitting if not being.kin and being.suffix != "sr"] or list(fitting)
        if len({being.suffix for being in heads}) > 1:
            return min(heads, key=lambda being: min(being.full, default=10**12))
        after = self.roles.inside(last + 1, last + 2)
        if after and after[0].concept == "relative" and mention_end(reading, last) != reading.ends[last]:
            heads = [being for being in heads if being.anchor] or heads
        elif self.speaks(first, last):
            heads = [being for being in heads if not being.anchor] or heads
        return latest(heads, reading.starts[first])

    def speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands directly beside the words."""
        reading = self.reading
        before = first > 0 and reading.gaps[first - 1] == " " and says(reading.words[first - 1], reading.language)
        if before or last + 1 >= len(reading.words):
            return before
        return reading.gaps[last] == " " and says(reading.words[last + 1], reading.language)

    def _related(self, being: Being, name: Name) -> None:
        """Notes whether the person is introduced as a relative, or as the one whose relative somebody is."""
        if len(being.full) > 1 or not being.full:
            return
        reading = self.reading
        for sense in self.roles.inside(max(name.first - 8, 0), name.first):
            if sense.concept != "relative" or "." in "".join(reading.gaps[sense.last - 1 : name.first - 1]):
                continue
            following = reading.words[sense.last : name.first]
            if following[:1] == ["of"]:
                being.anchor = True
            elif reading.language != "en" or (sense.first and reading.words[sense.first - 1] not in ("a", "an", "the")):
                being.kin = len(following) < 4

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
        being.suffix = being.suffix or name.suffix
        if 2 < len(name.parts) < 5 and not MARKS.isdisjoint(self.reading.text[start:end]):
            nick = " ".join(name.parts[1:-1])
            being.nicks.add(folded(nick))
            being.vote(nick, 1)
        if given:
            being.full.append(start)
            being.named.append(_whole(name, given, votes))
        self.mention(being, start, end)

    def mention(self, being: Being, start: int, end: int) -> None:
        """Counts characters [start, end) as a mention."""
        being.variants[self.reading.text[start:end]] = None
        self.spots.append((start, end, being))

    def unite(self, being: Being, other: Being) -> None:
        """Makes `other` one with `being`: it was that person's other name."""
        for nominative, weight in other.votes.items():
            being.vote(nominative, min(weight, 1))
        being.variants.update(other.variants)
        being.roles.update(other.roles)
        being.side = being.side or other.side
        self.spots = [(start, end, being if one is other else one) for start, end, one in self.spots]
        self.beings = [one for one in self.beings if one is not other]

    def hold(self, being: Being, stated: Stated) -> None:
        """Gives the person a role as stated; forms of address are none."""
        if stated.concept in self.roles.titles and stated.first == stated.last:
            return
        start, end = self.reading.starts[stated.first], self.reading.ends[stated.last]
        # "(UAE) Sheikh": what a bracket closes before the role is no part of it.
        being.roles[self.reading.text[start:end].rpartition(") ")[2].rstrip("'’")] = None
        if stated.party is not None and being.side is None:
            being.side = stated.party

    def result(self) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
        """The persons in order of first mention, and the mentions in text order."""
        self.spots.sort(key=itemgetter(0, 1))
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
            parts.append(_father(part) if place == 1 and name.family == 2 else part)
    return " ".join(f"{part}." if len(part) == 1 else part for part in parts)


def _father(part: str) -> str:
    """A patronymic in the nominative: "Олеговича" is "Олегович"."""
    for ending in ("вич", "вн"):
        head, found, case = part.rpartition(ending)
        if (
            found
            and len(head) > 2
            and len(case) < 4
            and case in ("а", "у", "ем", "еві", "и", "ы", "ою", "ой", "і", "е")
        ):
            return f"{head}вич" if ending == "вич" else f"{head}вна"
    return part


def _called_to(text: str) -> list[str]:
    """What a Ukrainian given name by which somebody is addressed may be: "Соломіє" is Соломія, "Олегу" Олег."""
    if text[-1:] in ("о", "е", "є"):
        return [text[:-1] + end for end in ("а", "я", "")]
    return [text[:-1] + end for end in ("", "й", "ь")] if text[-1:] in ("у", "ю") else []


def _so_called(ours: tuple[str, str], whole: str) -> bool:
    """Whether a full name has this given name and patronymic, or their initials."""
    theirs = _folded_parts(whole)
    if len(theirs) != 3:
        return False
    return all(
        one[:6] == other[:6] if len(other) > 2 else one.startswith(other[:1])
        for one, other in zip(ours, theirs[:2], strict=True)
    )


def _same_syllables(name: Name, votes: dict[str, int], being: Being) -> bool:
    """Whether a name of syllables differs from the person's in the vowels of the first: "Зо Тун Аун", "Зав Тун Аун"."""
    if being.keys.isdisjoint(map(bare, votes)):
        return False
    inner = [folded(part) for part in name.parts[1:-1]]
    for whole in being.named:
        parts = _folded_parts(whole)
        if len(parts) == len(name.parts) and parts[1:-1] == inner and parts[0][:1] == folded(name.parts[0])[:1]:
            return max(len(parts[0]), len(name.parts[0])) < 5
    return False


@lru_cache(maxsize=5_000)
def _folded_parts(whole: str) -> list[str]:
    return [folded(part) for part in whole.split()]


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


def _upright(whole: str, family: str) -> str:
    """A full name met in an oblique case alone, with the family name that was met in the nominative."""
    rest, _, last = whole.rpartition(" ")
    oblique = is_cyrillic(family) and last.startswith(family) and len(last) - len(family) < 3
    return f"{rest} {family}" if rest and oblique else whole


def _best_name(being: Being) -> str:
    if being.known:
        return being.known
    family = max(being.votes, key=lambda name: being.votes[name])
    if not being.named:
        return family
    suffix = f" {being.suffix.capitalize()}." if being.suffix else ""
    counts: dict[str, int] = {}
    for whole in being.named:
        counts[whole] = counts.get(whole, 0) + 1
    fitting = [whole for whole in counts if family in whole.split() or whole.endswith(family)]
    if not fitting:
        counts = {_upright(whole, family): count for whole, count in counts.items()}
        fitting = list(counts)

    def order(whole: str) -> tuple[bool, int, int, str]:
        return (not whole.split(maxsplit=1)[0].endswith("."), counts[whole], len(whole), whole)

    return max(fitting, key=order) + suffix
