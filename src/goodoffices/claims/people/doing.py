"""What is done, said or owned only by somebody: it tells that a run of words no table knows is a name.

Most people in the news of the world bear given names that stand in no table; the words around them are the same.
"""

from __future__ import annotations

from ...lexicon.reading import Reading
from .runs import Run, owns
from .stated import Roles
from .words import says, thing_after

_BLANKS = frozenset((" ", "\u00a0"))
# "A delegation led by X", "a letter signed by X".
_DONE_BY = frozenset(
    "led headed chaired signed represented accompanied fronted joined succeeded replaced greeted received penned "
    "written drafted".split()
)
# "We spoke to X", "having talked with X".
_TALKED = frozenset("spoke spoken speaking talked talking listened wrote sat".split())
_CHOSEN = frozenset("appointed nominated elected named dismissed sacked interviewed phoned telephoned thanked".split())
_LEADS = frozenset("chairs chaired heads headed leads led represents represented serves served".split())
_HAS = frozenset("has had".split())
_IS = frozenset("is was".split())
_OWNED = frozenset(
    "statement deputy office lawyer lawyers spokesman spokeswoman spokesperson predecessor successor adviser aide "
    "brother sister father mother son daughter wife husband widow family words remarks comments speech letter "
    "delegation team visit resignation appointment counterpart colleagues supporters".split()
)
# Words before the name of whoever is cited.
_CITED = frozenset("словами словам слів слов думку мнению переконанням убеждению".split())
# Verbs that govern a name on either side: "делегацію очолює X", "X возглавляет комитет".
_HEADING = frozenset(
    "очолює очолив очолила очолював очолювала підписав підписала представляє представляв представив представила "
    "возглавляет возглавил возглавила возглавлял возглавляла подписал подписала представляет представлял представил "
    "представила".split()
)
_SPOKEN = (
    "поговори",
    "розмовля",
    "поспілкув",
    "побесід",
    "побесед",
    "зустріл",
    "зустріч",
    "встрет",
    "встреч",
    "беседов",
)
_WITH = frozenset("з із зі с со".split())
_PLACES = frozenset(
    "town village city capital district region province port river island county settlement camp border area state "
    "місто місті міста село селі селище районі район порт порту острів острові столиці області провінції "
    "город городе города деревне деревни село селе поселке районе порту острове столице области провинции".split()
)
_HELD = 6  # words from an office to the name that a comma sets off from it


def does(reading: Reading, run: Run, roles: Roles) -> bool:
    """Whether what stands beside the run is told of persons: "according to X", "X has led", "led by X"."""
    if run.last - run.first > 3 or thing_after(reading.words[run.last]):
        return False  # "Behu Torku Society has led the market"
    return _before(reading, run) or _behind(reading, run, roles) or _beside_office(reading, run, roles)


def _before(reading: Reading, run: Run) -> bool:
    at = run.first - 1
    if at < run.sentence.first or reading.gaps[at] not in _BLANKS:
        return False
    word, further = reading.words[at], reading.words[at - 1] if at > run.sentence.first else ""
    if reading.language != "en":
        if word in _CITED or word in _HEADING:
            return True
        return word in _WITH and further.startswith(_SPOKEN)
    if word == "to" and further == "according":
        return True
    if word == "by":
        return further in _DONE_BY
    return further in _TALKED if word in ("to", "with") else word in _CHOSEN


def _behind(reading: Reading, run: Run, roles: Roles) -> bool:
    at = run.last + 1
    opens = run.first == run.sentence.first
    if opens and reading.gaps[run.last][:1] == ":":
        # A label of whoever speaks; "Дослівно Віткоффа: ..." begins with an adverb.
        return reading.language == "en" or not reading.words[run.first].endswith("но")
    if at >= run.sentence.last or reading.gaps[run.last] not in _BLANKS:
        return False
    word, further = reading.words[at], reading.words[at + 1] if at + 1 < run.sentence.last else ""
    if reading.language != "en":
        return word in _HEADING or (opens and says(word, reading.language))
    if owns(reading, run.last):
        return word in _OWNED
    if word in _HAS:
        return further in _LEADS or further == "been"
    if word in _IS:
        return bool(roles.inside(at + 1, at + 3))
    return word in _LEADS


def _beside_office(reading: Reading, run: Run, roles: Roles) -> bool:
    """ "The commissioner for water, X, said": an office before the comma, closed by another behind the name."""
    at = run.first - 1
    if at <= run.sentence.first or reading.gaps[at] != ", " or reading.gaps[run.last][:1] != ",":
        return False
    offices = [
        sense for sense in roles.inside(max(at - _HELD, run.sentence.first), run.first) if sense.last <= run.first
    ]
    if not offices or any(reading.gaps[index] not in _BLANKS for index in range(offices[-1].first, at)):
        return False
    return _PLACES.isdisjoint(reading.words[offices[-1].last : run.first])
