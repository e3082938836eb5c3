"""What the sentence around a value is about, in terms that accounts in several languages share.

The gist of a sentence is the set of its telling words, each with every name it may be known by: concepts of the
vocabulary, the places, people and parties that it names, the day it dates, and its own beginning in Latin letters,
by which names that no table knows and words that travel ("протокол", "protocol") are one. Words of telling and
offices of those who tell are left out: one speaker's two figures are not thereby one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from ..lexicon.concepts import Concepts, vocabulary
from ..lexicon.names.spelling import folded
from ..lexicon.reading import plain_reading, sentence_bounds
from ..records import Annotated, Claim, Concept

Word = frozenset[str]  # every name that one word is known by
Gist = frozenset[Word]

FILES = (
    "talks", "acts", "things", "goods", "pacts", "deeds", "figures", "doings", "harm", "strikes", "issues", "matters",
)  # fmt: skip
SHORTEST = 4  # letters of a word that is known by its beginning
STEM = 5  # letters of that beginning
FEW, SOME = 2, 4  # sentences of a page up to which a name tells its matter, and up to which it tells half of it
# Beginnings of words that tell who tells, when, how many or how sure, not what of.
TELLING = tuple(
    "said told says saying tell repor accord annou state claim added adding confi spoke offic minis presi gover about "
    "around least nearly almost some more than over under since after befor during until while which their there "
    "these those other first second third last next late early morning eveni night today yeste tomor monday tuesd "
    "wedne thurs friday satur sunday month week year hours days people person many also would will have been were was "
    "each both between with from into that this they them what when where because former deputy head chief general "
    "сказа пові заяв каза кажу говор розпов зазна додав додал додає підкр наголо ствердж уточн речни "
    "мініст міністе президент уряд очільн голов заступ глав понад майже близьк щонайменш більше менше після перед "
    "протяг впродовж тиж місяц місяч року років годин днів день дня доби людей осіб люди також який яка яке які яких "
    "того цього було були буде будуть його їхні вони своє свої через поки коли якщо вранці ввечері вночі ранку "
    "сьогодні вчора завтра понеді вівтор серед четвер п'ятн субот неділ генерал "
    "сообщ заяви сказал говорит рассказ отметил добав подчеркн утвержд уточн слова предста минист президент правит "
    "начальн глава почти около свыше более менее после перед течени недел месяц года года лет часов дней день суток "
    "человек людей также который которая которое которые которых было были будет будут этого того они свои свое "
    "через пока когда если утром вечером ночью сегодня вчера завтра понедел вторник сред четверг пятниц суббот воскрес "
    "представн данны даних подсч підрах інформ информ".split()
)


@cache
def _concepts() -> Concepts:
    """The concepts of every file, told apart by file."""
    return Concepts(
        {f"{file}:{ident}": entry.get("words", {}) for file in FILES for ident, entry in vocabulary(file).items()}
    )


class Gists:
    """The gists of a story's sentences, each worked out when first asked for."""

    def __init__(self, story: Sequence[Annotated], people: Mapping[tuple[str, str], str]) -> None:
        self._pages = {page.document.id: page for page in story}
        self._people = people
        self._known: dict[tuple[str, int], Gist] = {}
        self._spread: dict[str, Counter[str]] = {}

    def of(self, claim: Claim) -> Gist:
        """The gist of the sentence that the claim stands in, without the words of a figure, a day or an act itself."""
        whole = self._sentence(claim)
        if isinstance(claim.value, Concept):
            # The words of a deal are its matter, but for the act itself.
            acts = {f"{file}:{ident}" for file in ("acts", "matters") for ident in claim.value.ids}
            return frozenset(word for word in whole if word.isdisjoint(acts))
        value = claim.value.text.lower()
        own = {_beginning(word) for word in plain_reading(value, claim.value.language).words}
        return frozenset(word for word in whole if word.isdisjoint(own))

    def shared(self, one: Claim, two: Claim) -> float:
        """How much two sentences tell alike: one for each word, less for what their pages speak of all the time."""
        first, second = self.of(one), self.of(two)
        return min(self._held(first, second, one, two), self._held(second, first, one, two))

    def counted(self, claim: Claim) -> frozenset[str]:
        """Every name of the words of the value itself: what a figure counts, whatever the language."""
        text = claim.value.text
        reading = plain_reading(text, claim.value.language)
        names = {sense.concept for sense in _concepts().find(reading)}
        names |= {_beginning(word) for word in reading.words if len(word) >= SHORTEST and not word.startswith(TELLING)}
        return frozenset(names)

    def _held(self, words: Gist, others: Gist, one: Claim, two: Claim) -> float:
        known: frozenset[str] = frozenset().union(*others)
        weigh = self._weights(one, two)
        return sum((max(map(weigh, met)) for word in words if (met := word & known)), 0.0)

    def _weights(self, one: Claim, two: Claim) -> Callable[[str], float]:
        spread = [self._spread[claim.document] for claim in (one, two) if claim.document in self._spread]

        def weigh(name: str) -> float:
            often = max((counted[name] for counted in spread), default=0)
            return 1.0 if often <= FEW else 0.5 if often <= SOME else 0.25

        return weigh

    def _sentence(self, claim: Claim) -> Gist:
        document = claim.document
        page = self._pages.get(document)
        if page is None:
            return frozenset()
        start, end = _bounds(page.document.rendition.text, claim.evidence[0].start)
        known = self._known.get((document, start))
        if known is None:
            known = self._known[document, start] = frozenset(self._words(page, start, end))
            self._spread.setdefault(document, Counter()).update(frozenset[str]().union(*known))
        return known

    def _words(self, page: Annotated, start: int, end: int) -> Iterator[Word]:
        rendition, mentions = page.document.rendition, page.mentions
        reading = plain_reading(rendition.text[start:end], rendition.language)
        names: dict[int, set[str]] = {}
        within: set[int] = set()  # words of a phrase behind its first, which all count as one
        for sense in _concepts().find(reading):
            names.setdefault(sense.first, set()).add(sense.concept)
            within.update(range(sense.first + 1, sense.last))
        inside: list[tuple[int, str]] = []
        inside += [(one.start, one.place.id) for one in mentions.places if start <= one.start < end]
        inside += [(one.start, _state(one.party)) for one in mentions.parties if start <= one.start < end]
        inside += [
            (one.start, self._people.get((page.document.id, one.person), one.person))
            for one in mentions.persons
            if start <= one.start < end
        ]
        inside += [
            (one.start, f"day:{one.moment.first_day}")
            for one in mentions.times
            if start <= one.start < end
            and one.kind == "date"
            and one.moment is not None
            and one.moment.begins is not None
        ]
        for at, name in inside:
            index = bisect_left(reading.starts, at - start)
            names.setdefault(index, set()).add(name)
            within.discard(index)
        for index, word in enumerate(reading.words):
            if index in within:
                continue
            told = names.get(index, set())
            if word.isdigit():
                if len(word) > 2:
                    yield frozenset({f"#{word}"})
                continue
            if len(word) >= SHORTEST and (told or not word.startswith(TELLING)):
                told = told | {_beginning(word)}
            if told and not (word.startswith(TELLING) and all(":" not in name for name in told)):
                yield frozenset(told)


def _beginning(word: str) -> str:
    return "~" + folded(word)[:STEM]


@cache
def _state(party: str) -> str:
    return f"party:{vocabulary('parties').get(party, {}).get('of') or party}"


def _bounds(text: str, at: int) -> tuple[int, int]:
    """The sentence around a character."""
    low = text.rfind("\n", 0, at) + 1
    high = text.find("\n", at)
    high = len(text) if high < 0 else high
    for start, end in sentence_bounds(text, low, high):
        if start <= at < end:
            return start, end
    return low, high
