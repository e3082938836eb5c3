"""Word lists that tell names of people from other capitalised words, in the form the finder asks for them."""

from __future__ import annotations

from functools import cache, lru_cache

from ...lexicon.concepts import vocabulary
from ...lexicon.names.forms import nominatives
from ...lexicon.names.similarity import bare

# Gaps that leave two words beside one another, and marks of quotation in a gap.
BLANKS = frozenset((" ", "\u00a0"))
MARKS = frozenset('"“”«»„')

PARTICLES = frozenset(
    "van der den de del dela della dello degli di da do dos das du des la le el al bin ben ibn bint abu von zu zur "
    "ter ten op af av e y i bu bou "
    "аль ель эль ад ас аш ат ар ан бін бин бен ібн ибн фон ван дер ден де ді ди да дос дас ду дю дель делла абу ла ле "
    "огли оглы тер тен бу ag ould ait аг ульд вульд ульд".split()
)
ARTICLES = frozenset("al el ad as ash at ar an az аль ель эль ад ас аш ат ар ан".split())
# Particles that open a name with a capital at the head of a sentence: "Von der Leyen said".
LEADING = frozenset(
    "von van de di du le el al bin der da del dela della dos abu bu bou ag ould ibn фон ван де ді ди дель делла аль "
    "ель эль ле абу бу аг ульд вульд ібн ибн".split()
)
# Words of Ukrainian and Russian that are syllables of names where a capital stands on them in mid-sentence.
SMALL = frozenset(
    "тут там так то та те ту ті ми ви ти ты мы вы як ця це ці на ні ни не но до за по при про під со во ко от об ну "
    "май мая мин мін бо сам сама сан тан ван ань ин ін у о е я".split()
)
# Particles that lead a family name inside a name though written with a capital: "Bilal Ag Acherif", "Anne Le Gall".
INNER = frozenset(
    "ag ould abu bu bou бу ibn ben al el le de di du van von ait аг ульд вульд абу ібн ибн бен аль ель эль".split()
)
# "Abu Obeida", "Абу Обейда": a name by itself.
KUNYAS = frozenset("abu abou umm абу умм".split())


@cache
def _list(name: str, key: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = str(vocabulary("names")[name].get(key, "")).split()
    return frozenset(word for word in words if word[-1] != "*"), tuple(word[:-1] for word in words if word[-1] == "*")


@lru_cache(maxsize=50_000)
def never(word: str, language: str) -> bool:
    """Whether the word (in lower case) is never part of a person's name."""
    exact, stems = _list("never", language)
    if word in exact or (language != "en" and word in _list("never", "en")[0] and word.isascii()):
        return True
    # A beginning may take an ending of up to four letters: "рад*" is not "Радуєв".
    begins = any(word.startswith(stem) and len(word) - len(stem) <= (4 if len(stem) > 3 else 2) for stem in stems)
    return begins and not any(famous(form.lower(), language) for form in nominatives(word, language))


def never_itself(word: str, language: str) -> bool:
    """Whether the list holds the very word, not just its beginning."""
    return word in _list("never", language)[0]


def thing_after(word: str) -> bool:
    """Whether a run that this word follows names a thing: "Henry Jackson Society"."""
    return word in _list("things", "en")[0]


def thing_before(word: str) -> bool:
    """Whether a run that this word leads names a thing: "Lake Victoria", "імені Тараса Шевченка"."""
    return word in _list("things", "before")[0]


def family_word(word: str) -> bool:
    """Whether a word that begins no name may end one: "Hill", "Prince", "Saint" of "Saint-Cyr"."""
    return word in _list("families", "en")[0]


def famous(word: str, language: str) -> bool:
    """Whether a family name (in lower case, nominative) is one that the press writes alone."""
    return word in _list("famous", language)[0]


def says(word: str, language: str) -> bool:
    """Whether the word is one of saying."""
    return word in _saying(language)


@cache
def _saying(language: str) -> frozenset[str]:
    """The verbs of the list, and those of the vocabulary of speech; the looser ones only in Slavic."""
    found = set(_list("says", language)[0])
    concepts = (
        ("cue.say", "cue.tell", "cue.write") if language == "en" else ("cue.say", "cue.tell", "cue.write", "cue.add")
    )
    for concept in concepts:
        found.update(word for word in vocabulary("speech")[concept]["words"].get(language, ()) if word.isalpha())
    return frozenset(found)


def utters(word: str, language: str) -> bool:
    """Whether the word may be one of saying: the looser verbs of English too, which say little by themselves."""
    return word in _saying(language) or word in _loose(language)


@cache
def _loose(language: str) -> frozenset[str]:
    concepts = ["cue.add", "cue.report", "cue.accuse", "cue.describe"]
    if language != "en":
        concepts += ["cue.according", "cue.cite"]  # "слова Макленнана", "за оцінкою Калитки"
    known = vocabulary("speech")
    return frozenset(word for one in concepts for word in known[one]["words"].get(language, ()) if word.isalpha())


@lru_cache(maxsize=20_000)
def halves_of(family: str) -> tuple[str, ...]:
    """The folded halves of a family name of two, each of which may be used alone: joined by a hyphen or a particle."""
    parts = family.replace("‑", "-").replace("-", " ").split()
    if len(parts) < 2:
        return ()
    return tuple(bare(part) for part in parts if len(part) > 3 and part[:1].isupper() and part.lower() not in PARTICLES)
