"""What is done, said or owned only by somebody: it tells that a run of words no table knows is a name.

Most people in the news of the world bear given names that stand in no table; the words around them are the same.
"""

from __future__ import annotations

from ...lexicon.names.forms import is_cyrillic
from ...lexicon.reading import Reading
from .naming import tells_before, tells_behind
from .runs import Run, owns
from .stated import Roles
from .words import BLANKS, MARKS, says, thing_after, utters

# "A delegation led by X", "a letter signed by X".
_DONE_BY = frozenset(
    "led headed chaired signed represented accompanied fronted joined succeeded replaced greeted received penned "
    "written drafted".split()
)
# "We spoke to X", "having talked with X".
_TALKED = frozenset("spoke spoken speaking talked talking listened wrote sat".split())
_CHOSEN = frozenset("appointed nominated elected named dismissed sacked interviewed phoned telephoned thanked".split())
_LEADS = frozenset("chairs chaired heads headed leads led represents represented serves served".split())
# What the body does where nothing is said: "X shrugged", "X похитав головою".
_GESTURES = (
    "shrugged", "nodded", "smiled", "laughed", "sighed", "shook", "paused", "grinned", "frowned", "winced", "chuckled",
    "знизав", "знизала", "похитав", "похитала", "усміхн", "посміхн", "кивнув", "зітхн", "розвів", "розвела",
    "засмія", "насупи", "пожал", "покачал", "улыбн", "усмехн", "кивнул", "вздохн", "развел", "засмея", "рассмея",
    "нахмур",
)  # fmt: skip
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
    "вів вела вел вёл возглавляет возглавил возглавила возглавлял возглавляла подписал подписала представляет "
    "представлял представил представила".split()
)
_SPOKEN = (
    "поговори", "розмовля", "поспілкув", "побесід", "побесед", "зустріл", "зустріч", "встрет", "встреч", "беседов",
)  # fmt: skip
_WITH = frozenset("з із зі с со".split())
_PLACES = frozenset(
    "town village city capital district region province port river island county settlement camp border area state "
    "місто місті міста село селі селище районі район порт порту острів острові столиці області провінції "
    "город городе города деревне деревни поселке районе порту острове столице области провинции".split()
)
_SAID_TO_BE = frozenset("a an the one who whose his her their himself herself formerly now once".split())
_DESCRIBED = 16  # words between two commas
_BODIES = frozenset(
    "company firm group line airline agency newspaper paper outlet channel station website charity bank operator union "
    "party movement organisation organization militia daily weekly broadcaster network monitor ngo "
    "компанія фірма агентство газета видання канал телеканал організація партія рух банк угруповання мережа "
    "компания фирма издание организация партия движение группировка сеть".split()
)
_HELD = 6  # words from an office to the name that a comma sets off from it


def does(reading: Reading, run: Run, roles: Roles) -> bool:
    """Whether what stands beside the run is told of persons: "according to X", "X has led", "led by X"."""
    if run.last - run.first > 3 or thing_after(reading.words[run.last]):
        return False  # "Behu Torku Society has led the market"
    if reading.language != "en" and not is_cyrillic(reading.words[run.first]):
        return False  # of papers and firms more often than of people: "Prensa Latina"
    if _beside_marks(reading, run) or _described(reading, run):
        return True
    return _before(reading, run) or _behind(reading, run, roles) or _beside_office(reading, run, roles)


def _beside_marks(reading: Reading, run: Run) -> bool:
    """ "...," X insisted; "..." - remarked X: any word of telling between the run and words in marks."""
    at, gaps = run.first - 1, reading.gaps
    if at >= 0 and tells_behind(reading, run) and MARKS.intersection(gaps[at] + gaps[run.last + 1]):
        return True
    return at > 0 and not MARKS.isdisjoint(gaps[at - 1]) and tells_before(reading, run)


def _described(reading: Reading, run: Run) -> bool:
    """ "X, a retired general who chairs the talks, told reporters": what somebody is between two commas, then a verb of
    telling. Towns and firms are described so too, but by other nouns."""
    first = run.last + 1
    if first >= run.sentence.last or reading.gaps[run.last] != ", " or reading.capitals[first]:
        return False
    if reading.language == "en" and reading.words[first] not in _SAID_TO_BE:
        return False
    stop = min(first + _DESCRIBED, run.sentence.last)
    close = next((at for at in range(first, stop) if reading.gaps[at][:1] == ","), None)
    if close is None or close + 1 >= run.sentence.last or reading.gaps[close] != ", ":
        return False
    if not (_BODIES | _PLACES).isdisjoint(reading.words[first : first + 5]):
        return False
    return utters(reading.words[close + 1], reading.language)


def _before(reading: Reading, run: Run) -> bool:
    at = run.first - 1
    if at < run.sentence.first or reading.gaps[at] not in BLANKS:
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
    if at >= run.sentence.last or reading.gaps[run.last] not in BLANKS:
        return False
    word, further = reading.words[at], reading.words[at + 1] if at + 1 < run.sentence.last else ""
    if word.startswith(_GESTURES):
        return True
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
    if not offices or any(reading.gaps[index] not in BLANKS for index in range(offices[-1].first, at)):
        return False
    return _PLACES.isdisjoint(reading.words[offices[-1].last : run.first])
