"""Bodies, papers, places and crowds that speak in Ukrainian and Russian: "в МИД сообщили", "говорится в письме миссии",
"кричали с площади"."""

from __future__ import annotations

from typing import Literal

from ...lexicon.reading import Sentence
from .cues import Cue, Phrase
from .sheet import Sheet
from .sides import right_from

WRITTEN = frozenset(
    "говорится сказано йдеться ідеться зазначається отмечается значится мовиться підкреслюється сообщается".split()
)
_PAPERS = (
    "сообщен", "заявлен", "заяв", "повідомл", "пресс", "релиз", "прес", "документ", "коммюн", "комюн", "обращен",
    "зверн", "пост", "допис", "публик", "публік", "текст", "отчет", "отчёт", "звіт", "доклад", "доповід", "резолюц",
    "пояснен", "комментар", "комент", "бюллет", "бюлет", "приложени", "додатк", "статт", "статье", "пункт", "преамбул",
    "протокол", "меморанд", "декларац", "письм", "лист", "записк", "проект", "проєкт", "справк", "довідк",
)  # fmt: skip

# Parts and kinds of papers that are told apart from the one named before.
_PARTS = ("приложени", "додатк", "статт", "статье", "пункт", "преамбул", "меморанд", "декларац", "протокол")
# "в заяві відомства": of a body named before.
_AGAIN = ("відомств", "ведомств", "організац", "организац", "структур", "агентств", "міністерств", "министерств")
_ANY_PAPER = ("документ", "текст", "комент", "коммент", "пост")  # of whoever was named before


def _paper_before(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "В совместном сообщении, розданном вечером, говорится ...": the paper, or whose it is."""
    for index in range(cue.left + 1, cue.first):
        within = any(sheet.words[at] in _WITHIN for at in range(max(cue.left, index - 3), index))
        if not within or not sheet.words[index].startswith(_PAPERS) or sheet.words[index].startswith(_ANY_PAPER):
            continue
        owner = (
            right_from(sheet, index + 1, min(cue.first, index + 5), oblique=True) if not sheet.signs[index] else None
        )
        if owner is None or owner.actor < 0:
            return Phrase(index, index + 1, -1)
        return None if sheet.words[owner.first].startswith(_AGAIN) and owner.last - owner.first == 1 else owner
    return None


def in_a_paper(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "говорится в сообщении миссии": whose paper it is, in the genitive; else the paper itself."""
    first = cue.last + 1
    if sheet.words[cue.first] not in WRITTEN:
        return None
    if first >= cue.right or sheet.words[cue.last] not in _WITHIN:
        return _paper_before(sheet, cue)
    if not sheet.words[first].startswith(_PAPERS):
        return None
    if sheet.signs[first] or first + 1 >= cue.right:
        return Phrase(first, first + 1, -1) if sheet.words[first].startswith(_PARTS) else None
    owner = right_from(sheet, first + 1, min(cue.right, first + 5), oblique=True)
    if owner is not None and owner.actor >= 0:
        again = owner.last - owner.first == 1 and sheet.words[owner.first].startswith(_AGAIN)
        return None if again else owner
    last = next(
        (at + 1 for at in range(first, min(cue.right, first + 5)) if sheet.signs[at]), min(cue.right, first + 5)
    )
    return Phrase(first, last, -1)


def tail_within(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "..., отмечают в ООН.": a body that speaks at the end of a sentence."""
    if not cue.plural or sheet.signs[cue.first - 1] not in (",", "—", "–") or cue.last >= len(sheet.words):
        return None
    return tail(sheet, cue) if sheet.words[cue.last] in _FROM else None


_CIRCLES = ("круг", "окружени", "оточенн", "кулуар", "руководств", "керівництв", "верхах", "колах", "рядах", "лавах")


def _circle_speaking(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "В турецких дипломатических кругах сообщили", "кажуть в оточенні прем'єра": people around somebody."""
    for index in (*range(cue.last, min(cue.last + 5, cue.right)), *range(max(cue.left, cue.first - 4), cue.first)):
        if not sheet.words[index].startswith(_CIRCLES):
            continue
        for place in range(index - 1, max(index - 4, cue.left - 1), -1):
            if sheet.words[place] in _WITHIN:
                return Phrase(place + 1, index + 1, -1)
    return None


# Endings of nouns for bodies in the locative: "в федерации", "в опозиції", "на підприємстві".
_BODIES = (
    "ации", "яции", "кции", "зиции", "лиции", "иссии", "артии", "пании", "рии", "ації", "кції", "зиції", "ліції",
    "ісії", "артії", "панії", "рії", "стве", "стві", "дении", "денні", "итете", "итеті", "овете", "союзе", "союзі",
    "клубе", "клубі", "штабе", "штабі", "фонде", "фонді", "группе", "групі", "больнице", "лікарні", "суде", "суді",
    "ведомстве", "відомстві", "предприятии", "заводе", "заводі", "институте", "інституті", "центре", "центрі", "музее",
    "музеї", "банке", "банку", "фракции", "фракції", "раді", "думе", "команде", "команді", "церкви", "церкві",
    "податковій", "налоговой", "митниці", "таможне", "мерії", "мэрии", "ратуші", "ратуше", "полку", "бригаді",
    "бригаде",
)  # fmt: skip
_MINISTRIES = ("мін", "мин", "держ", "гос", "нац", "укр", "рос")  # "у Мінагрополітики"
_NO_BODIES = frozenset("ситуации ситуації рамках редакции редакції интерпретации території территории истории".split())


def _body_speaking(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "В федерации результат назвали ...", "в опозиції кажуть": a body that no vocabulary names."""
    for index in (*range(cue.left + 1, cue.first), *range(cue.last + 1, min(cue.last + 4, cue.right))):
        word = sheet.words[index]
        ministry = sheet.capitals[index] and len(word) > 6 and word.startswith(_MINISTRIES)
        if not (ministry or word.endswith(_BODIES)) or word in _NO_BODIES or not _within(sheet, index):
            continue
        first = index
        while sheet.words[first - 1] not in _AT:
            first -= 1
        return Phrase(first, index + 1, -1)
    return None


def body_within(sheet: Sheet, sentence: Sentence) -> Phrase | None:
    """The first body that a sentence places something in: "В опозиції рішення розкритикували"."""
    for index in range(sentence.first + 1, sentence.last):
        place = sheet.by_first.get(index)
        listed = place is not None and sheet.actors[place].kind in ("body", "party", "agency")
        if (listed or sheet.words[index].endswith(_BODIES)) and _within(sheet, index):
            return Phrase(
                index, sheet.actors[place].last if place is not None else index + 1, -1 if place is None else place
            )
    return None


def town_speaking(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "як нагадують у Делі", "В Кохиме считают": a capital, or another place that no party stands for, speaks."""
    circle = _circle_speaking(sheet, cue) or _body_speaking(sheet, cue)
    if circle is not None:
        return circle
    after, before = cue.last, cue.first - 1
    if after + 1 < cue.right and sheet.words[after] in _AT and sheet.capitals[after + 1]:
        if sheet.words[after + 1].endswith(("ской", "ській", "цкой", "цькій", "ой")) and after + 2 < cue.right:
            return Phrase(after + 1, after + 3, -1)  # "на Смоленской площади"
        return Phrase(after + 1, after + 2, -1) if sheet.signs[after + 1] else None
    if (
        before > cue.left
        and sheet.signs[cue.last - 1]
        and sheet.capitals[before]
        and sheet.words[before - 1] in _WITHIN
        and not sheet.signs[before]
    ):
        return Phrase(before, before + 1, -1)
    return None


def tail(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "..., повідомили в обленерго.", "..., кажуть місцеві волонтери.": the words from the verb to the end."""
    first, stop = cue.last, cue.sentence.last
    last = next((at + 1 for at in range(first, stop) if sheet.signs[at]), stop)
    if not 0 < last - first < 7:
        return None
    inside = sheet.words[first] in _FROM
    if cue.first - cue.sentence.first < (1 if inside else 4 if last == stop else 2):
        return None
    if sheet.signs[cue.first - 1] not in (",", "—", "–") or sheet.signs[first - 1]:
        return None
    if any(sheet.words[at] in sheet.that for at in range(first, last)):
        return None
    if inside:
        return Phrase(first + 1, last, -1) if cue.plural else None
    if sheet.words[first] in sheet.prepositions or sheet.words[first] in sheet.breaks:
        return None
    head = first + 1 if sheet.words[first].endswith(_ADJECTIVES) and last - first > 1 else first
    word = sheet.words[head]
    if len(word) < 4 or (word.endswith(_NO_NOUNS) and not sheet.capitals[head]):
        return None
    return Phrase(first, last, -1) if word.endswith(_NOMINATIVE["p"]) or not cue.plural else None


_ADJECTIVES = ("ий", "ый", "ой", "ая", "яя", "ська", "цька", "ні", "ві", "ські", "ые", "ие", "на", "ова")
_WITHIN = frozenset(("у", "в", "во"))
_AT = _WITHIN | {"на"}
_FROM = _WITHIN | frozenset(("з", "із", "зі", "из", "с", "со"))  # "кричали з натовпу"
_NOMINATIVE = {"f": ("а", "я", "ь"), "m": tuple("бвгґджзйклмнпрстфхцчшщь"), "p": ("и", "ы", "і", "ї")}
_NO_NOUNS = tuple("ам ям ть ти ся ись аж уж лише их ых ом ем им ым ий ый".split())


# Adjectives that name a person.
_MADE_NOUNS = (
    "підозрюван", "обвинувачен", "потерпіл", "постраждал", "поранен", "засуджен", "уповноважен", "військов", "чергов",
    "подозреваем", "обвиняем", "подсудим", "потерпевш", "пострадавш", "ранен", "осужден", "осуждён", "уполномоченн",
    "военн", "дежурн", "рабоч", "аграрий",
)  # fmt: skip
_NO_SUBJECTS = frozenset(
    "сейчас зараз тепер вслух вголос назад вперед вперёд подряд наперед вслед вслід например наприклад опять вдруг "
    "кстати відтак навздогін поспіль одразу отсюда звідти закон документ текст вопрос ответ факт".split()
)
# Endings of nouns for what somebody does: all that tells a subject behind a verb in the present.
_CALLINGS = (
    "ник", "ниця", "ница", "іст", "ист", "істка", "истка", "тель", "телька", "вець", "вец", "граф", "лог", "логиня",
    "логія", "онер", "иня", "ерка", "орка", "ант", "антка", "ент", "ентка", "тор", "торка", "лар", "кар", "вар", "каль",
    "дар", "рша", "тка", "рка", "чка", "щик", "чик", "щица", "чица", "міст", "дій", "чий", "рій", "мер", "жер", "нер",
    "тер", "вер", "фер",
)  # fmt: skip


def unknown_noun(sheet: Sheet, cue: Cue, index: int) -> Phrase | None:
    """«...», — сказала вахтерка: a noun at `index` behind the verb of a quotation that agrees with it in gender."""
    if index >= cue.right or sheet.signs[cue.last - 1] or sheet.capitals[index] or index in sheet.by_first:
        return None
    word = sheet.words[index]
    if word in ("один", "одна") and index + 2 < cue.right and sheet.words[index + 1] in ("з", "із", "зі", "из"):
        return Phrase(index, index + 3, -1)
    stops = (sheet.prepositions, sheet.breaks, sheet.adverbs, sheet.that)
    if len(word) < 4 or any(word in words for words in stops):
        return None
    if not word.startswith(_MADE_NOUNS) and word.endswith(_NO_NOUNS):
        return None
    endings = _NOMINATIVE.get(cue.gender, _CALLINGS if cue.plural is False else ("\0",))
    closed = cue.plural is False and not cue.gender and bool(sheet.signs[index]) and word not in _NO_SUBJECTS
    endings = (*endings, *_NOMINATIVE["m"]) if closed else endings  # "— замечает педагог."
    return Phrase(index, index + 1, -1) if word.endswith(endings) else None


def place_behind(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left", "right"]] | None:
    """ "..., заявили в министерстве": the place that speaks, whoever the clause before is about."""
    if cue.first <= cue.left or sheet.signs[cue.first - 1] != ",":
        return None
    place = place_speaking(sheet, cue)
    return place if place is not None and place[1] == "right" else None


def place_speaking(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left", "right"]] | None:
    """ "у Кремлі заявили", "в МИД сообщили": a place or body that speaks in the plural."""
    if not cue.plural:
        return None
    ahead = range(max(cue.left, cue.first - 14), cue.first)
    behind = range(cue.last, min(cue.right, cue.last + 8))
    closing = cue.first > cue.left and sheet.signs[cue.first - 1] == ","
    for index in (*behind, *ahead) if closing else (*ahead, *behind):
        actor = sheet.by_first.get(index)
        if actor is None or index == cue.left == index - 1:
            continue
        one = sheet.actors[actor]
        if one.kind in ("party", "body", "agency") and index and _within(sheet, index):
            return Phrase(index, one.last, actor), ("left" if index < cue.first else "right")
    return None


def _within(sheet: Sheet, index: int) -> bool:
    """Whether "in" leads up to the noun at `index`, with at most a possessive and an adjective between."""
    for place in range(index - 1, max(index - 4, -1), -1):
        if sheet.words[place] in ("у", "в", "во", "на"):
            return True
        if sheet.signs[place] or sheet.words[place] in sheet.prepositions:
            return False
    return False
