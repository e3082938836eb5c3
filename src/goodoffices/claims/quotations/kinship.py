"""How the nouns for offices and people hang together: which may be said for which, which name nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...lexicon.concepts import Sense
from ...lexicon.reading import Reading, plain_reading
from .actors import ROLE_KIN, Actor, nouns
from .sheet import speech
from .words import ANDS, PREPOSITIONS

BYSTANDER = "speaker.bystander"
OF_TWO = {
    "the former": 0,
    "former": 0,
    "the latter": 1,
    "latter": 1,
    "тот": 1,
    "той": 1,
    "первый": 0,
    "перший": 0,
    "второй": 1,
    "другий": 1,
    **dict.fromkeys(("последний", "последняя", "останній", "остання"), 1),
}
ALONE = frozenset("тот той последний последняя останній остання".split())


def an_epithet(actor: Actor) -> bool:
    """Whether anybody may be called so beside the office held: "the general", "the diplomat"."""
    return actor.generic or actor.ref in ("speaker.commander", "speaker.lawmaker", "speaker.king")


def kin(wanted: str, held: str) -> bool:
    """ "the minister" for a foreign minister, "the leader" for a president or head."""
    if held.startswith(wanted + "."):
        return True
    if wanted == "speaker.leader":
        return held in _LEADERS
    if wanted == "speaker.spokesperson" or held == "speaker.spokesperson":
        return wanted.startswith("speaker.spokes") and held.startswith("speaker.spokes")
    if wanted.startswith("speaker.spokes"):
        return False
    if wanted == "speaker.minister":
        return held == "speaker.premier"
    return nouns()[wanted].generic and held in _OFFICIALS


_LEADERS = frozenset(
    f"speaker.{noun}"
    for noun in "president premier king negotiator secretary-general secretary commander mayor governor minister "
    "minister.foreign minister.defence".split()
)


def one_of_a_people(word: str) -> bool:
    """Whether the word, after "the", may stand for one person by where he comes from: "the Belgian", "the Slovak"."""
    return word.endswith(_PEOPLE_ENDINGS) or word in _PEOPLES


_PEOPLE_ENDINGS = tuple(
    "nian sian tian vian zian lian dian rian gian bian nean rean nese uese ltese ndese olese eian chman shman chwoman "
    "shwoman mani laysian".split()
)
_PEOPLES = frozenset(
    "american german mexican cuban moroccan kenyan ugandan rwandan angolan ghanaian chilean venezuelan african korean "
    "slovak pole dane swede finn spaniard briton scot turk czech greek dutchman dutchwoman israeli iraqi pakistani "
    "qatari saudi omani emirati kuwaiti yemeni afghan thai kazakh uzbek tajik kyrgyz serb croat slovene bosniak "
    "kosovar swiss azeri filipino filipina burmese icelander kurd lebanese sudanese portuguese japanese chinese "
    "vietnamese nepalese congolese senegalese maltese burundian".split()
)
ADJECTIVES = ("ський", "ського", "ської", "ська", "ский", "ского", "ской", "ская", "цький", "цкий", "цької", "цкой")
NEVER_NAMED = frozenset(("speaker.source", "speaker.report", "speaker.officials"))
_OFFICIALS = frozenset(
    ("speaker.envoy", "speaker.negotiator", "speaker.ambassador", "speaker.aide", "speaker.secretary")
)


def _own_office(reading: Reading, senses: Sequence[Sense]) -> list[Sense]:
    """In English up to the first preposition and after a possessive; in Slavic the first noun and what "and" joins."""
    words = reading.words
    senses = [sense for sense in senses if sense.concept.startswith(("role.", "speaker."))]
    if reading.language == "en" and len(words) > 1:  # "Deputy Prime Minister" is no deputy of a parliament
        senses = [sense for sense in senses if words[sense.first] != "deputy" or sense.last - sense.first > 1] or senses
    if reading.language == "en":
        inside = {index for first, last, _ in senses for index in range(first + 1, last)}
        cut = next(
            (k for k, word in enumerate(words) if k and word in PREPOSITIONS["en"] and k not in inside), len(words)
        )
        owner = max(
            (k for k in range(cut) if reading.text[reading.ends[k] - 2 : reading.ends[k]] in ("'s", "’s")), default=-1
        )
        return [sense for sense in senses if owner < sense.first < cut] or senses[:1]
    kept: list[Sense] = []
    for sense in senses:
        if kept and sense.first >= kept[-1].last and ANDS.isdisjoint(words[kept[-1].last : sense.first]):
            break
        kept.append(sense)
    return kept


# A role told by a verb: "who commands the northern wing".
_VERBS = {
    **dict.fromkeys(
        ("commands", "commanded", "командує", "командував", "командует", "командовал"), "speaker.commander"
    ),
    **dict.fromkeys(("mediates", "mediated"), "speaker.envoy"),
    **dict.fromkeys(
        ("heads", "leads", "led", "headed", "runs", "очолює", "керує", "возглавляет", "руководит"), "speaker.leader"
    ),
}


@lru_cache(maxsize=20_000)
def role_concepts(role: str, language: str) -> tuple[str, ...]:
    """What a role as stated is: the office itself, not the one it is held under ("adviser to the president")."""
    language = "en" if role.isascii() else language
    reading = plain_reading(role, language)
    found = []
    for _, _, concept in _own_office(reading, speech().find(reading)):
        if concept.startswith("role."):
            found.append(ROLE_KIN[concept.removeprefix("role.")])
        elif concept.startswith("speaker.") and not nouns()[concept].body:
            found.append(concept)
    if reading.words and (led := _VERBS.get(reading.words[0])):
        found.insert(0, led)
    office = _ministry(reading.words) if language != "en" else None
    return (*found, office) if office and office not in found else tuple(found)


_HEADS = ("глав", "голов", "очільни", "керівни", "руковод", "шеф")
_OFFICES = {
    "мид": "speaker.minister.foreign", "мзс": "speaker.minister.foreign", "дипломатии": "speaker.minister.foreign",
    "дипломатії": "speaker.minister.foreign", "внешнеполитического": "speaker.minister.foreign",
    "зовнішньополітичного": "speaker.minister.foreign", "минобороны": "speaker.minister.defence",
    "міноборони": "speaker.minister.defence", "пентагона": "speaker.minister.defence",
    "пентагону": "speaker.minister.defence", "кабмина": "speaker.premier", "кабміну": "speaker.premier",
    "правительства": "speaker.premier", "уряду": "speaker.premier", "государства": "speaker.president",
    "держави": "speaker.president", "госдепа": "speaker.minister.foreign", "держдепу": "speaker.minister.foreign",
    "мвд": "speaker.minister", "мвс": "speaker.minister", "минфина": "speaker.minister",
    "мінфіну": "speaker.minister", "минюста": "speaker.minister", "мін'юсту": "speaker.minister",
}  # fmt: skip


def _ministry(words: Sequence[str]) -> str | None:
    """The office of whoever heads a ministry: "глава польского МИД" is a foreign minister."""
    if not words or not words[0].startswith(_HEADS):
        return None
    return next((_OFFICES[word] for word in words[1:5] if word in _OFFICES), None)
