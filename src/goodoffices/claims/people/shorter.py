"""Shorter names of people already found: the family name alone, another name they go by, the given name alone."""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicon.names.capitals import capitals
from ...lexicon.names.common import common
from ...lexicon.names.forms import analyses, is_cyrillic, nominatives
from ...lexicon.names.given import given_name
from ...lexicon.names.similarity import bare, family_alike
from ...lexicon.names.spelling import folded
from ...lexicon.parties.finder import mention_end
from .beside import before_name
from .gathering import Gathering
from .identity import Being, family_keys
from .naming import SUFFIXES
from .runs import Run, parts_of
from .words import ARTICLES, INNER, PARTICLES, family_word, famous, says, thing_after

_CALLED = frozenset(
    "nicknamed dubbed alias прізвисько псевдо прізвиськом позивний прозвищу прозвище кличке псевдониму".split()
)
_KNOWN = frozenset(
    "known відомий відома відомого відомим известный известная известного известным знають знали знає знают знает "
    "зовут звуть кличуть кличут".split()
)
_STANDALONE = frozenset("e y und la le da ди да ле ла і".split())


def other_names(gathering: Gathering, runs: Sequence[Run]) -> list[Run]:
    """Takes the runs that a text introduces as another name ("known as Hemedti"); gives back the others."""
    reading = gathering.reading
    rest = []
    for run in runs:
        being = _introduced(gathering, run) if run.first > run.sentence.first else None
        if being is None:
            rest.append(run)
            continue
        start, end = reading.starts[run.first], mention_end(reading, run.last)
        being.vote(reading.text[start:end].split()[-1], 1)
        gathering.mention(being, start, end)
    return rest


def _introduced(gathering: Gathering, run: Run) -> Being | None:
    """The person named before, in the same sentence, where words like "known as" lead up to the run."""
    words, before = gathering.reading.words, run.first - 1
    known_as = words[before] in ("as", "як", "как") and before > run.sentence.first and words[before - 1] in _KNOWN
    if not known_as and words[before] not in _CALLED and not _goes_by(gathering, run):
        return None
    return _named_before(gathering, run)


def _named_before(gathering: Gathering, run: Run) -> Being | None:
    """Whoever is named last before the run in its sentence."""
    start = gathering.reading.starts[run.first]
    named = [(end, being) for _, end, being in gathering.spots if run.sentence.start <= end <= start]
    return max(named, key=lambda spot: spot[0])[1] if named else None


def _goes_by(gathering: Gathering, run: Run) -> bool:
    """ "who went by the name X", "under the alias X", "по имени X", "X (Y)": another name follows."""
    reading, first = gathering.reading, run.first
    before = reading.words[max(first - 4, run.sentence.first) : first]
    if before and before[-1] != "by" and before[-1] not in _NAMES:
        return False
    if any(reading.gaps[index].strip(' \u00a0"“”«»„') for index in range(first - len(before), first)):
        return False
    if before and before[-1] in _NAMES:
        return not _BORNE.isdisjoint(before[:-1])
    return len(before) > 1 and before[-1] == "by" and before[-2] in _GOES


_NAMES = frozenset("name alias pseudonym guerre moniker nickname im'ям іменем псевдонімом именем псевдонимом".split())
_BORNE = frozenset("went goes going by under adopted took using with nom під под".split())
_GOES = frozenset(("went", "goes", "go", "going"))


def unite_names(gathering: Gathering, runs: Sequence[Run]) -> None:
    """Makes one of two persons where the text says that one is the other's name: "who went by the name X"."""
    for run in runs:
        if run.first == run.sentence.first or not _introduces(gathering, run):
            continue
        other = next(
            (being for start, _, being in gathering.spots if start == gathering.reading.starts[run.first]), None
        )
        being = _named_before(gathering, run)
        if being is not None and other is not None and being is not other and not being.suffix:
            gathering.unite(being, other)


def _introduces(gathering: Gathering, run: Run) -> bool:
    words, before = gathering.reading.words, run.first - 1
    if words[before] in ("as", "як", "как"):
        return before > run.sentence.first and words[before - 1] in _KNOWN
    return words[before] in _CALLED or (words[before] in _NAMES | _GOES | {"by"} and _goes_by(gathering, run))


def known_alone(gathering: Gathering, runs: Sequence[Run]) -> None:
    """Makes persons of family names so well known that the press writes them alone: "Putin", "Макрон"."""
    language = gathering.reading.language
    borne = {key for being in gathering.beings for key in being.keys}
    most = 0 if language == "en" else 1  # "Помічник Путіна Ушаков": two such names may meet
    places = [at for run in runs if run.last - run.first <= most for at in range(run.first, run.last + 1)]
    for at in places:
        word = gathering.reading.text[gathering.reading.starts[at] : mention_end(gathering.reading, at)]
        found = next((form for form in nominatives(word, language) if famous(form.lower(), language)), None)
        if found is None:
            continue
        keys = {key for _, key in family_keys(word, language)}
        if keys.isdisjoint(borne) and not any(family_alike(key, one) for key in keys for one in borne):
            being = Being()
            being.vote(found, 3)
            borne |= being.keys
            gathering.beings.append(being)


def join_shorter(gathering: Gathering, runs: Sequence[Run]) -> None:
    """Joins every run that is a family name, or a given name that one person alone bears, to its person."""
    shorter = Shorter(gathering)
    if shorter.families:
        _initials(gathering)
        for run in runs:
            shorter.join(run)
        shorter.words()


def _initials(gathering: Gathering) -> None:
    """Joins "MBS" to "Mohammed bin Salman": letters that are the initials of just one person's full name."""
    known: dict[str, list[Being]] = {}
    for being in gathering.beings:
        for whole in being.named:
            if whole.count(" ") < 2 and "-" not in whole:
                continue
            words = whole.replace("-", " ").split()
            letters = "".join(word[0] for word in words).upper()
            if len(words) > 2 and being not in known.setdefault(letters, []):
                known[letters].append(being)
    if not known:
        return
    reading = gathering.reading
    for index, _ in capitals(reading):
        size = len(reading.words[index])
        if not 2 < size < 6 or reading.text[reading.starts[index] + 1].islower():
            continue
        bearers = known.get(reading.text[reading.starts[index] : reading.ends[index]], ())
        if len(bearers) == 1:
            gathering.mention(bearers[0], reading.starts[index], reading.ends[index])


class Shorter:
    """Who bears which family name, and who which given name."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.reading = gathering.reading
        self.families: dict[str, list[Being]] = {}
        self.openings: dict[str, list[str]] = {}
        self.halves: dict[str, list[Being]] = {}
        self.givens: dict[str, list[Being]] = {}
        self._asked: dict[str, list[Being]] = {}
        for being in gathering.beings:
            for key in sorted(being.keys):
                self.families.setdefault(key, []).append(being)
                self.openings.setdefault(key[:1], []).append(key)
            for half in sorted(being.halves):
                self.halves.setdefault(half, []).append(being)
            if being.given:
                self.givens.setdefault(folded(being.given), []).append(being)

    def join(self, run: Run) -> None:
        """Makes the run, or the words in it that are such names, mentions."""
        reading = self.reading
        if run.last + 1 < run.sentence.last and thing_after(reading.words[run.last + 1]):
            following = reading.starts[run.last + 1]
            if reading.text[following].isupper() and reading.text[reading.ends[run.last] : following] == " ":
                return
        for first, last, text in parts_of(reading, run.first, run.last):
            if self._family(run, first, last, text):
                continue
            if last > first:
                for index in range(first, last + 1):
                    word = reading.text[reading.starts[index] : mention_end(reading, index)]
                    if word[:1].isupper() and len(word) > 2:
                        self._family(run, index, index, word)
            elif run.first == run.last:
                self._given(first, text)

    def words(self) -> None:
        """Family names that are words or places too, beside a verb of saying: "Hill said", "сказала Сальвадор"."""
        reading, gathering = self.reading, self.gathering
        borne: dict[str, tuple[list[str], Being]] = {}
        for being in gathering.beings:
            for surname in being.votes:
                split = surname.lower().replace("-", " ").split()
                if being.full and split:
                    borne[split[0]] = (split, being)
        taken = {reading.word_at(end) for _, end, _ in gathering.spots}
        for index, sentence in capitals(reading):
            if reading.words[index] not in borne:
                continue
            family, being = borne[reading.words[index]]
            last = index + len(family) - 1
            if last >= sentence.last or reading.words[index : last + 1] != family:
                continue
            named = index > sentence.first and reading.capitals[index - 1] and reading.gaps[index - 1] in (" ", "-")
            if named or last + 1 in taken or index + 1 in taken or reading.starts[index] < min(being.full):
                continue
            double = len(family) > 1 and (family_word(family[0]) or "-" in reading.gaps[index:last])
            if double or gathering.speaks(index, last):
                gathering.mention(being, reading.starts[index], mention_end(reading, last))

    def _bearers(self, text: str) -> list[Being]:
        known = self._asked.get(text)
        if known is None:
            known = self._asked[text] = self._bearing(text)
        return known

    def _bearing(self, text: str) -> list[Being]:
        fitting: dict[int, Being] = {}
        forms = family_keys(text, self.reading.language)
        for _, key in forms:
            for being in self.families.get(key, ()):
                fitting[id(being)] = being
        if not fitting and len(text) > 4 and not common(text.lower(), self.reading.language):
            for _, key in forms:
                openings = "gkh" if key[:1] in ("g", "k", "h") else key[:1]
                for known in (one for letter in openings for one in self.openings.get(letter, ())):
                    if family_alike(known, key):
                        fitting.update((id(being), being) for being in self.families[known])
        if not fitting and len(text) > 3 and self.halves:
            for _, key in forms:
                fitting.update((id(being), being) for being in self.halves.get(key, ()))
        return list(fitting.values())

    def _family(self, run: Run, first: int, last: int, text: str) -> bool:
        fitting = self._bearers(text)
        if not fitting:
            return False
        reading, gathering = self.reading, self.gathering
        stated = None if run.owner else before_name(gathering.roles, first, run.sentence.first)
        gender = gathering.gender_told(stated) or self._gender(fitting, first, last, text)
        beings = [being for being in fitting if not (gender and being.gender and gender != being.gender)]
        if not beings:
            return False
        being = gathering.chosen(self._of_age(beings, last), first, last, stated)
        for nominative, key in family_keys(text, reading.language):
            if key in being.keys:
                # Nothing but a nominative ends in a consonant: "Вільямісар" after "сенатора Ернандо Вільямісара".
                sure = nominative == text and is_cyrillic(text) and text[-1].lower() not in "аеєиіїоуюяыэёйь"
                being.vote(nominative, 3 if sure else 1)
        gathering.mention(being, self._start(first), mention_end(reading, last))
        if stated is not None:
            gathering.hold(being, stated)
        return True

    def _gender(self, fitting: list[Being], first: int, last: int, text: str) -> str:
        """m or f where several bear the name and its case ("Макроном": no woman's) or a verb beside it tells."""
        reading = self.reading
        if reading.language == "en" or len({being.gender for being in fitting if being.gender}) < 2:
            return ""
        borne = {key for being in fitting for key in being.keys}
        if bare(text) not in borne:
            told = {one.gender for one in analyses(text, reading.language) if bare(one.nominative) in borne}
            return told.pop() if len(told) == 1 else ""
        for index in (first - 1, last + 1):
            near = 0 <= index < len(reading.words) and reading.gaps[min(index, last)] in (" ", "\u00a0")
            if near and says(reading.words[index], reading.language):
                word = reading.words[index].removesuffix("ся").removesuffix("сь")
                return "f" if word.endswith("ла") else "m" if word.endswith(("в", "л")) else ""
        return ""

    def _of_age(self, beings: list[Being], last: int) -> list[Being]:
        """Those with the suffix that follows the name: "Marcos Sr."."""
        following = self.reading.words[last + 1] if last + 1 < len(self.reading.words) else ""
        return [being for being in beings if following in SUFFIXES and being.suffix == following] or beings

    def _start(self, first: int) -> int:
        """Where the name begins, with the particles that lead it: "von der Leyen", "al-Burhan"."""
        reading = self.reading
        while first > 0 and reading.words[first - 1] in PARTICLES:
            word, gap = reading.words[first - 1], reading.gaps[first - 1]
            led = word in INNER and reading.capitals[first - 1]  # "Le Roux added"
            if gap != "-" and (gap != " " or (not led and (word in ARTICLES or word in _STANDALONE))):
                break
            first -= 1
        return reading.starts[first]

    def _given(self, index: int, text: str) -> None:
        reading = self.reading
        fitting: dict[int, Being] = {}
        for nominative in nominatives(text, reading.language):
            for being in self.givens.get(folded(nominative), ()):
                if being.full:
                    fitting[id(being)] = being
        if len(fitting) != 1 or (len(text) < 4 and given_name(text, reading.language) is None):
            return
        (being,) = fitting.values()
        self.gathering.mention(being, reading.starts[index], mention_end(reading, index))
