"""Whether the name of a capital or a country stands for a place or for those who act from it.

"In Kyiv" is a place, "Kyiv said" a government: what stands before and after decides, not the name.
"""

from __future__ import annotations

from ..reading import APOSTROPHES, Reading, Sentence

_IN = {
    "en": frozenset(
        "in at near outside inside around across throughout into towards toward via through over within".split()
    ),
    "uk": frozenset("в у під біля поблизу навколо над через по коло поза".split()),
    "ru": frozenset("в во под около возле вокруг над через по близ вблизи".split()),
}
_MOVED = frozenset(
    "travel travels travelled traveled traveling travelling fly flies flew flown return returns returned "
    "go goes went "
    "gone going arrive arrived trip trips visit visits visited came come comes moved move head heads headed flight "
    "journey way back route access road roads drive drove".split()
)
_GIVEN_FROM = frozenset(
    "demands demand concessions support pressure guarantees response signals signal statement statements "
    "proposal proposals "
    "approval permission answer reply message messages weapons arms aid orders instructions comment "
    "delegation delegations".split()
)
_STRUCK = {
    "en": frozenset(
        "attack attacks strike strikes assault assaults raid raids bombardment march advance barrage "
        "based based".split()
    ),
    "uk": frozenset(
        "атака атаки атаку атак удар удари ударів наступ обстріл обстріли наліт похід дорога дорозі".split()
    ),
    "ru": frozenset("атака атаки атаку атак удар удары ударов наступление обстрел обстрелы налет поход".split()),
}
# Lands of which is said that something is "on" them; the endings are those of the locative.
_ISLANDS = (
    "кубі", "кіпрі", "мальті", "тайвані", "гаїті", "ямайці", "мадагаскарі", "філіппінах", "мальдівах", "коморах",
    "кубе", "кипре", "мальте", "тайване", "гаити", "ямайке", "мадагаскаре", "филиппинах", "мальдивах", "коморах",
)  # fmt: skip
_OF_PLACE = {
    "en": frozenset(
        "city capital outskirts suburbs suburb streets mayor residents centre center district north south east west "
        "downtown central western eastern southern northern town".split()
    ),
    "uk": frozenset(
        "місто місті міста мер мера центр центрі центру околиці околицях вулиці вулицях район жителі "
        "мешканці столиця столиці".split()
    ),
    "ru": frozenset(
        "город городе города мэр мэра центр центре центра окраине окраинах улицы улицах район жители "
        "столица столице столицы".split()
    ),
}
_AFTER = frozenset(
    "time region oblast airport suburb suburbs agreement agreements accord accords protocol protocols "
    "conference convention "
    "street district hotel summit talks meeting court post times process mayor residents city province "
    "format university "
    "memorandum declaration round rounds forum area regional resident".split()
)
_DONE_TO = frozenset(
    "visited hit hits struck strikes shelled bombed bombarded entered enter reached reach left seized "
    "captured capture seize took "
    "attacked besieged stormed retook leave besieging greater".split()
)
# "В Кремле заявили", "у Києві вважають": those who are there speak.
_SPEAK = tuple(
    (
        "заяв повідом сообщ наголо підкресл подчерк вважа счита запереч отрица отверг відкинул назва "
        "называют говор каж сказал "
        "прокоммент прокомент очіку ожида ответил відповіл подтверд підтвер поясн пообіц пообещ надеют "
        "сподіва розрах рассчит "
        "требу вимага призв заклик готов хотят хоч утвержда стверджу обвин звинув раніше ранее также також"
    ).split()
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_AFTER_DATELINE = (" (", " —", " –", " - ", ". —", *(f", {month}" for month in _MONTHS))
_FROM = {"en": frozenset({"from"}), "uk": frozenset({"з", "із", "зі", "до"}), "ru": frozenset({"из", "до", "к"})}
_WITH_ENDINGS = ("ою", "ом", "ем", "ой", "єм", "ею", "єю", "ей", "ым", "им")


def stands_as_place(reading: Reading, first: int, last: int, sentence: Sentence) -> bool:
    """Whether words [first, last] of a sentence name a place where something is."""
    language = reading.language if reading.language in _IN else "en"
    words = reading.words
    sentence_first, stop = sentence.first, sentence.last
    before = words[first - 1] if first > sentence_first else ""
    if before == "the" and first - 1 > sentence_first:
        before = words[first - 2]
    earlier = words[max(sentence_first, first - 5) : max(sentence_first, first - 1)]
    if before in _IN[language]:
        return not (language != "en" and _speak_there(reading, last, stop))
    if language == "en" and _by_preposition(before, earlier):
        return True
    if language != "en":
        if before in _FROM[language] and not words[last].endswith(_WITH_ENDINGS):
            return True
        if before == "на" and any(word in _STRUCK[language] for word in earlier[-2:]):
            return True
        if before == "на" and words[first].startswith(_ISLANDS):
            return not _speak_there(reading, last, stop)
    if before in _OF_PLACE[language]:
        return True
    if _dateline(reading, first, last, sentence):
        return True
    if before in ("and", "та", "і", "й", "и", "or", "або", "или") and first - 2 > sentence_first:
        return _partner_is_place(reading, first, sentence_first, language)
    return _followed_as_place(reading, last, stop)


def _speak_there(reading: Reading, last: int, stop: int) -> bool:
    return any(word.startswith(_SPEAK) for word in reading.words[last + 1 : min(stop, last + 3)])


def _partner_is_place(reading: Reading, first: int, sentence_first: int, language: str) -> bool:
    partner = first - 2
    return reading.capitals[partner] and partner > sentence_first and reading.words[partner - 1] in _IN[language]


def _by_preposition(before: str, earlier: list[str]) -> bool:
    if before == "from":
        return not any(word in _GIVEN_FROM for word in earlier)
    if before == "to":
        return any(word in _MOVED for word in earlier)
    if before == "on":
        return any(word in _STRUCK["en"] for word in earlier[-2:])
    if before == "of":
        return bool(earlier) and earlier[-1] in _OF_PLACE["en"]
    return before in _DONE_TO


def _followed_as_place(reading: Reading, last: int, stop: int) -> bool:
    if last + 1 >= stop:
        return False
    gap = reading.gaps[last]
    following = reading.words[last + 1]
    if gap in (" ", "-", "\u00a0"):
        if following in ("based", "born"):
            return True
        owned = reading.ends[last] > 1 and reading.text[reading.ends[last] - 2] in APOSTROPHES
        return following in _AFTER and not (
            owned and following in ("time", "post", "court", "format", "area", "region", "forum")
        )
    return gap == ", " and last + 2 < stop and following in ("d.c.", "switzerland", "belarus", "turkey")


def _dateline(reading: Reading, first: int, last: int, sentence: Sentence) -> bool:
    """ "KYIV (Reuters) - ", "Moscow, February 17 (Xinhua)", "Geneva — " at the head of a block."""
    if reading.starts[first] - sentence.block.start > 2:
        return False
    rest = reading.text[reading.ends[last] : reading.ends[last] + 40]
    return rest.startswith(_AFTER_DATELINE)
