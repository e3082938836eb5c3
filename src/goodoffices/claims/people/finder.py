"""The people a text names: names found, joined into persons, and every further mention of them."""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicon.names.forms import is_cyrillic, nominatives
from ...lexicon.names.given import given_name
from ...lexicon.names.similarity import bare, family_alike
from ...lexicon.names.spelling import folded
from ...lexicon.parties.finder import mention_end
from ...lexicon.reading import Reading
from ...records import CaseSettings, PartyMention, Person, PersonMention, PlaceMention
from .identity import Being, gender_of_family, joins, name_readings
from .runs import Name, Run, covered_words, find_runs, name_of, parts_of
from .stated import Roles, Stated, after_name, before_name, roles_of
from .words import ARTICLES, PARTICLES, thing_after

_WOMAN_WORDS = frozenset(
    "mrs ms miss lady dame madam madame baroness spokeswoman пані госпожа госпожи госпоже госпожу queen "
    "princess".split()
)


def find_people(
    reading: Reading, settings: CaseSettings, parties: Sequence[PartyMention], places: Sequence[PlaceMention]
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    """Persons p1, p2, ... in order of first mention, and every mention by name in text order.

    Mentions by role alone ("the president") are not among them: see `find_roles`.
    """
    roles = roles_of(reading, parties)
    held = {index for sense in roles.senses for index in range(sense.first, sense.last)}
    gathering = Gathering(reading, settings, roles)
    runs = find_runs(reading, covered_words(reading, parties, places), held)
    rest = [run for run in runs if not gathering.take(run)]
    gathering.join_rest(rest)
    return gathering.result()


class Gathering:
    """Persons in the making for one reading."""

    def __init__(self, reading: Reading, settings: CaseSettings, roles: Roles) -> None:
        self.reading, self.roles = reading, roles
        self.beings: list[Being] = [_known(person.name, person.variants, person.side) for person in settings.people]
        self.spots: list[tuple[int, int, Being]] = []

    def take(self, run: Run) -> bool:
        """Makes the run a name of a person, if it is one; whether it did."""
        before = before_name(self.roles, run.first, run.sentence.first)
        if before is None and run.first == run.last:
            return False
        after = after_name(self.roles, run.last, run.sentence.last)
        name = name_of(self.reading, run, before is not None, after is not None)
        if name is None:
            return False
        if name.first != run.first and before is not None:
            before = None
        if name.last != run.last:
            after = None
        self._enter(name, before, after)
        return True

    def _enter(self, name: Name, before: Stated | None, after: Stated | None) -> None:
        reading = self.reading
        gender = self._gender_told(before)
        given, votes, found = name_readings(name, reading.language, gender)
        family = name.parts[name.family]
        if not found and not given:
            found = gender_of_family(family) if not is_cyrillic(family) else ""
        fitting = [being for being in self.beings if joins(being, given, votes, found)]
        being = self._latest(fitting, reading.starts[name.first]) if fitting else None
        if being is None:
            being = Being()
            self.beings.append(being)
        self._merge(being, name, given, votes, found)
        for stated in (before, after):
            if stated is not None:
                self._hold(being, stated)

    def _gender_told(self, before: Stated | None) -> str:
        if before is None:
            return ""
        words = self.reading.words[before.first : before.last + 1]
        if any(word in _WOMAN_WORDS for word in words):
            return "f"
        return (
            "m"
            if any(
                word in ("mr", "sir", "lord", "spokesman", "king", "пан", "пана", "господин", "господина")
                for word in words
            )
            else ""
        )

    def _merge(self, being: Being, name: Name, given: str, votes: dict[str, int], gender: str) -> None:
        start, end = self.reading.starts[name.first], mention_end(self.reading, name.last)
        for nominative, weight in votes.items():
            being.votes[nominative] = being.votes.get(nominative, 0) + weight
        if given and (not being.given or len(given.rstrip(".")) > len(being.given.rstrip("."))):
            being.given = given
        being.gender = being.gender or gender
        if given:
            being.full.append(start)
            being.named.append(self._whole(name, given, votes))
        self._mention(being, start, end)

    @staticmethod
    def _whole(name: Name, given: str, votes: dict[str, int]) -> str:
        family = max(votes, key=lambda key: votes[key])
        parts = [
            family if at == name.family else given if at == name.given else part for at, part in enumerate(name.parts)
        ]
        if (
            name.given == 1
            and name.family == 0
            and is_cyrillic(family)
            and len(parts) == 2
            and given_name(given, "uk") is not None
        ):
            parts.reverse()
        return " ".join(parts)

    def _mention(self, being: Being, start: int, end: int) -> None:
        being.mentions.append((start, end))
        being.variants[self.reading.text[start:end]] = None
        self.spots.append((start, end, being))

    def _hold(self, being: Being, stated: Stated) -> None:
        if stated.concept in self.roles.titles and stated.first == stated.last:
            return
        start, end = self.reading.starts[stated.first], self.reading.ends[stated.last]
        being.roles[self.reading.text[start:end].rstrip("'’")] = None
        if stated.party is not None and being.side is None:
            being.side = stated.party

    @staticmethod
    def _latest(fitting: Sequence[Being], offset: int) -> Being:
        """The one last named in full before `offset`; the first named after it where none was."""

        def order(being: Being) -> tuple[int, int]:
            earlier = [spot for spot in being.full if spot <= offset]
            return (1, earlier[-1]) if earlier else (0, -min(being.full, default=10**12))

        return max(fitting, key=order)

    def join_rest(self, runs: Sequence[Run]) -> None:
        """Family names alone, and given names alone that only one person bears."""
        families: dict[str, list[Being]] = {}
        givens: dict[str, list[Being]] = {}
        for being in self.beings:
            for key in sorted(being.keys()):
                families.setdefault(key, []).append(being)
            if being.given:
                givens.setdefault(folded(being.given), []).append(being)
        if not families:
            return
        for run in runs:
            self._join_run(run, families, givens)

    def _join_run(self, run: Run, families: dict[str, list[Being]], givens: dict[str, list[Being]]) -> None:
        reading = self.reading
        if run.last + 1 < run.sentence.last and thing_after(reading.words[run.last + 1]):
            following = reading.starts[run.last + 1]
            if reading.text[following].isupper() and reading.text[reading.ends[run.last] : following] == " ":
                return
        taken = -1
        for first, last, text in parts_of(reading, run.first, run.last):
            if self._join_part(first, last, text, families):
                continue
            if last > first:
                for index in range(max(first, taken), last + 1):
                    word = reading.text[reading.starts[index] : mention_end(reading, index)]
                    if word[:1].isupper() and len(word) > 2:
                        self._join_part(index, index, word, families)
            elif run.first == run.last:
                self._join_given(first, text, givens)

    def _join_part(self, first: int, last: int, text: str, families: dict[str, list[Being]]) -> bool:
        reading = self.reading
        fitting: dict[int, Being] = {}
        for nominative in nominatives(text, reading.language):
            for being in families.get(bare(nominative), ()):
                fitting[id(being)] = being
        if not fitting and len(text) > 4 and not is_cyrillic(text):
            key = bare(text)
            for known, beings in families.items():
                if known[:1] == key[:1] and family_alike(known, key):
                    fitting.update((id(being), being) for being in beings)
        if not fitting:
            return False
        start, end = reading.starts[first], mention_end(reading, last)
        stated = before_name(self.roles, first, reading.word_at(start) and self._sentence_first(start))
        gender = self._gender_told(stated)
        beings = [being for being in fitting.values() if not (gender and being.gender and gender != being.gender)]
        if not beings:
            return False
        being = self._latest(beings, start)
        start = self._with_particles(first, start)
        keys = being.keys()
        for nominative in nominatives(text, reading.language):
            if bare(nominative) in keys:
                being.votes[nominative] = being.votes.get(nominative, 0) + 1
        self._mention(being, start, end)
        if stated is not None:
            self._hold(being, stated)
        return True

    def _sentence_first(self, start: int) -> int:
        sentence = self.reading.sentence_at(start)
        return sentence.first if sentence else 0

    def _with_particles(self, first: int, start: int) -> int:
        reading = self.reading
        while first > 0 and reading.words[first - 1] in PARTICLES:
            gap = reading.text[reading.ends[first - 1] : reading.starts[first]]
            if gap != "-" and (
                gap != " "
                or reading.words[first - 1] in ARTICLES
                or reading.words[first - 1] in ("e", "y", "und", "la", "le", "da", "ди", "да", "ле", "ла", "і")
            ):
                break
            first -= 1
            start = reading.starts[first]
        return start

    def _join_given(self, index: int, text: str, givens: dict[str, list[Being]]) -> None:
        reading = self.reading
        if given_name(text, reading.language) is None:
            return
        fitting: dict[int, Being] = {}
        for nominative in nominatives(text, reading.language):
            for being in givens.get(folded(nominative), ()):
                if being.full:
                    fitting[id(being)] = being
        if len(fitting) == 1:
            (being,) = fitting.values()
            self._mention(being, reading.starts[index], mention_end(reading, index))

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


def _known(name: str, variants: Sequence[str], side: str | None) -> Being:
    """A person of the case, not yet met in the text."""
    being = Being()
    being.known, being.side = name, side
    for spelling in (name, *variants):
        parts = spelling.split()
        if parts:
            being.votes.setdefault(parts[-1], 5)
        if len(parts) > 1 and not being.given:
            being.given = parts[0]
    known = given_name(being.given, "uk") if being.given else None
    being.gender = known.gender if known is not None and known.gender != "u" else ""
    return being


def _best_name(being: Being) -> str:
    if being.known:
        return being.known
    family = max(being.votes, key=lambda name: (being.votes[name], -len(name), name))
    if not being.named:
        return family
    counts: dict[str, int] = {}
    for whole in being.named:
        counts[whole] = counts.get(whole, 0) + 1
    ending = [whole for whole in counts if whole.endswith(family)] or list(counts)
    return max(
        ending,
        key=lambda whole: (
            sum(len(part.rstrip(".")) > 1 for part in whole.split()) > 1,
            counts[whole],
            len(whole),
            whole,
        ),
    )
