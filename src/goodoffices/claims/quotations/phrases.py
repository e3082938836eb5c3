"""Noun phrases that name speakers: where one begins, what its head is, whether it stands in the nominative.

A phrase is read leftward until a preposition, conjunction or comma; what stands behind a preposition is a complement
("spokesman for the president") and the head stands before it.
"""

from __future__ import annotations

from ...lexicon.names.common import common
from ...lexicon.names.forms import nominatives
from ...lexicon.names.given import plain_given
from ...lexicon.parties.labels import declined
from .actors import Actor
from .cues import Phrase
from .sheet import Sheet
from .words import ANDS

CLAUSAL = frozenset("after before since until as than per".split())
COMMAS = frozenset(",—–-(")
_LONG = 9
_ARTICLES = frozenset(("the", "a", "an"))
# "У п'ятницю міністерство повідомило": the day is no part of the speaker.
_WEEKDAYS = frozenset(
    "понеділок вівторок середу четвер п'ятницю п’ятницю суботу неділю понедельник вторник среду пятницу субботу "
    "воскресенье".split()
)
_OPEN = frozenset("both all half".split())
_OBLIQUE = ("ого", "ому", "ої", "ою", "ым", "ові", "еві", "ими", "ыми", "их", "ых", "ею", "єю")


def phrase_start(sheet: Sheet, last: int, low: int) -> int:
    """First word of the noun phrase that ends with word `last`."""
    words, signs, actors, by_last = sheet.words, sheet.signs, sheet.actors, sheet.by_last
    prepositions, breaks = sheet.prepositions, sheet.breaks
    first, floor, article = last, max(low, last - _LONG), sheet.language == "en"
    while first > floor:
        index = first - 1
        place, word = by_last.get(first), words[index]
        if signs[index]:
            break
        if place is not None and actors[place].first < index:
            first = max(actors[place].first, low)
            continue
        if (article and words[first] in _ARTICLES and word not in _OPEN) or word in _WEEKDAYS:
            break
        if word in prepositions or word in breaks:
            if place is None:
                break
            first = actors[place].first
            continue
        first = index
    place = by_last.get(last + 1)
    return min(first, actors[place].first) if place is not None else first


def head_before(sheet: Sheet, last: int, low: int) -> Phrase | None:
    """The head of the noun phrase with its complements that ends with word `last`."""
    prepositions = sheet.prepositions
    nearest: Phrase | None = None
    position = last
    for _ in range(5):
        if position < low:
            break
        first = phrase_start(sheet, position, low)
        phrase = _head_in(sheet, first, position)
        if first <= low or sheet.signs[first - 1] or sheet.words[first - 1] not in prepositions:
            listed = _listed(sheet, first, low)
            if listed is not None:
                position = listed
                nearest = nearest or phrase
                continue
            conjoined = _conjoined(sheet, first, low)
            if conjoined is not None and phrase is not None and phrase.actor >= 0:
                return conjoined
            if phrase is None or (
                phrase.actor < 0
                and nearest is not None
                and ((not phrase.named and _timely(sheet, first)) or _opens(sheet, phrase))
            ):
                return nearest or phrase
            if nearest is not None and phrase.actor >= 0 and _rather(sheet, nearest, phrase):
                return nearest
            return phrase
        if sheet.words[first - 1] in CLAUSAL:
            return phrase
        if phrase is not None and phrase.actor >= 0:
            if _names_head(sheet, phrase, first):
                return phrase
            nearest = nearest or phrase
        position = first - 2
        if position >= low and sheet.signs[position] in COMMAS:
            return nearest
    return nearest


def _rather(sheet: Sheet, nearest: Phrase, further: Phrase) -> bool:
    """ "Слова Лакоби про фото пані посол прокоментувала": the nominative beside the verb, not the name further off."""
    if sheet.language == "en" or upright_form(sheet, further.actor):
        return False
    return nearest.actor >= 0 and upright_form(sheet, nearest.actor)


def _names_head(sheet: Sheet, phrase: Phrase, first: int) -> bool:
    """ "сопредседатель от правительства Ахмад аль-Кузбари": the name is no part of the complement."""
    actor = sheet.actors[phrase.actor]
    if actor.kind != "person" or actor.first == first or not upright_form(sheet, phrase.actor):
        return False
    before = sheet.by_last.get(actor.first)
    if sheet.language == "en":
        return (
            before is not None
            and sheet.actors[before].kind in ("body", "party")
            and not sheet.possessive(actor.first - 1)
        )
    return before is None or sheet.actors[before].kind in ("body", "party") or sheet.actors[before].bare


def _listed(sheet: Sheet, first: int, low: int) -> int | None:
    """ "mediators from Qatar, Egypt and the US": the word before the preposition, where a role stands there."""
    index = first - 1
    if index < low or sheet.words[index] not in ANDS:
        return None
    for _ in range(4):
        last = index - 1 if sheet.words[index] in ANDS else index
        if last < low:
            return None
        start = phrase_start(sheet, last, low)
        if start - 1 <= low:
            return None
        if sheet.signs[start - 1] == ",":
            index = start - 1
            continue
        if sheet.words[start - 1] in sheet.prepositions and not sheet.signs[start - 1]:
            head = sheet.by_last.get(start - 1)
            return start - 2 if head is not None and sheet.actors[head].kind in ("role", "body") else None
        return None
    return None


def _opens(sheet: Sheet, phrase: Phrase) -> bool:
    """Whether a phrase is one word with a capital that only the head of the sentence gives it: "Лишь к вечеру ..."."""
    first = phrase.first
    if phrase.last - first > 1 or sheet.language == "en":
        return False
    opens = first == sheet.reading.sentences[sheet.sentence_of[first]].first
    return opens and (sheet.words[first] in _OPENERS or common(sheet.words[first], sheet.language))


_OPENERS = frozenset(
    "лишь лише тільки только уже вже ближе ближче ещё еще ще почти майже сразу одразу незадолго незадовго далее далі "
    "позже пізніше ранее раніше вечером увечері утром вранці днём вдень ночью вночі тогда тоді там тут здесь здесь "
    "наконец нарешті впрочем втім однако проте зато между между тем тем временем".split()
)


def _timely(sheet: Sheet, index: int) -> bool:
    return sheet.words[index].isdigit()


def _conjoined(sheet: Sheet, first: int, low: int) -> Phrase | None:
    """ "X and Y said": the first of them speaks for both."""
    if first - 2 < low or sheet.words[first - 1] not in ANDS:
        return None
    actor = sheet.by_last.get(first - 1)
    if actor is None or sheet.actors[actor].kind not in ("person", "party"):
        return None
    start = phrase_start(sheet, first - 2, low)
    while start - 1 > low and sheet.signs[start - 1] == ",":
        earlier = sheet.by_last.get(start)
        if earlier is None or sheet.actors[earlier].kind != sheet.actors[actor].kind:
            break
        actor, start = earlier, phrase_start(sheet, start - 1, low)
    if start > low and not sheet.signs[start - 1] and sheet.words[start - 1] in sheet.prepositions:
        return None
    return Phrase(sheet.actors[actor].first, sheet.actors[actor].last, actor)


def _head_in(sheet: Sheet, first: int, last: int) -> Phrase | None:
    """The head among the words [first, last] of one noun phrase without complements."""
    if first > last:
        return None
    if sheet.language == "en":
        index = sheet.by_last.get(last + 1)
        if index is not None:
            return Phrase(first, last + 1, index)
        if sheet.capitals[last]:
            return Phrase(first, last + 1, -1, named=True)
        people = [
            k
            for k in _inside(sheet, first, last)
            if sheet.actors[k].kind in ("role", "body") and not sheet.possessive(sheet.actors[k].last - 1)
        ]
        if people and sheet.actors[people[-1]].last >= last - 1:
            return Phrase(first, last + 1, people[-1])
        return Phrase(first, last + 1, -1)
    inside = _inside(sheet, first, last)
    upright = [k for k in inside if upright_form(sheet, k)]
    named = [k for k in upright if sheet.actors[k].kind == "person"]
    if named:
        return Phrase(first, last + 1, named[-1])
    if upright:
        return Phrase(first, last + 1, upright[0])
    if inside and _owned(sheet, first, inside[0]):
        return Phrase(first, last + 1, -1, named=sheet.capitals[first])
    if inside:
        return Phrase(first, last + 1, inside[0])
    return Phrase(first, last + 1, -1, named=sheet.capitals[last] and last - first < 3)


def _owned(sheet: Sheet, first: int, place: int) -> bool:
    """ "Госкомитет безопасности Таджикистана": a land in the genitive is not the head, whatever the body is."""
    actor = sheet.actors[place]
    return actor.kind == "party" and actor.first > first and not upright_form(sheet, place)


def _inside(sheet: Sheet, first: int, last: int) -> list[int]:
    """Places of the actors that stand wholly among the words [first, last]."""
    by_first, actors = sheet.by_first, sheet.actors
    places = [by_first[index] for index in range(first, last + 1) if index in by_first]
    return [place for place in places if actors[place].last <= last + 1]


def upright_form(sheet: Sheet, index: int) -> bool:
    """Whether an actor stands in the nominative, as far as its ending and its neighbour tell."""
    actor = sheet.actors[index]
    if actor.kind in ("role", "body"):
        return actor.bare
    if actor.kind == "party" and sheet.language != "en" and actor.last - actor.first == 1:
        return not declined(sheet.words[actor.first], actor.ref, sheet.language)
    if actor.kind != "person" or sheet.language == "en":
        return True
    word = sheet.words[actor.last - 1]
    if word.endswith(_OBLIQUE):
        return False
    if _declined(sheet, actor, word):
        return False
    if actor.last - actor.first > 1 and _nominative_given(sheet, actor):
        return True
    before = sheet.by_last.get(actor.first)
    if before is not None and sheet.sentence_of[actor.first - 1] != sheet.sentence_of[actor.first]:
        before = None  # "... министров. Иван Петров заявил": a new sentence
    if before is not None and sheet.actors[before].kind == "role" and not sheet.actors[before].bare:
        return bool(sheet.signs[actor.first - 1]) or _chained(sheet, sheet.actors[before].first)
    if word[-1] in "ауюя" and len(word) > 4:
        return not any(
            sheet.words[other.last - 1] in (word[:-1], word[:-1] + "й", word[:-1] + "ь")
            for other in sheet.actors
            if other.kind == "person" and other.ref == actor.ref
        ) and not _name_without(sheet, actor, word)
    return True


def _nominative_given(sheet: Sheet, actor: Actor) -> bool:
    """Whether a full name begins with a given name that stands in the nominative and would end otherwise elsewhere."""
    start = sheet.starts[actor.first]
    return plain_given(sheet.text[start : sheet.ends[actor.first]], sheet.language)


def _declined(sheet: Sheet, actor: Actor, word: str) -> bool:
    """Whether the name as known in the nominative shows this form to be another case: "Гунбы" of "Гунба"."""
    person = sheet.people.get(actor.ref)
    if person is None:
        return False
    parts = person.name.lower().split()
    if word in parts:
        return False
    return any(form in parts for form in nominatives(word, sheet.language)[1:])


_DOING = ("ющий", "ащий", "ящий", "ущий", "вший", "ющая", "ащая", "ящая", "ущая", "вшая", "ючий", "ачий", "уючий")


def _chained(sheet: Sheet, first: int) -> bool:
    """ "заместитель министра X", "заступниця керівника офісу X": an upright role leads the chain before a name."""
    for index in range(first - 1, max(first - 6, -1), -1):
        if sheet.words[index].endswith(_DOING):
            return True  # "представляющий повстанцев X"
        if sheet.signs[index] or sheet.words[index] in sheet.prepositions:
            return False
        place = sheet.by_first.get(index)
        if place is not None and sheet.actors[place].kind == "role" and sheet.actors[place].bare:
            return True
    return False


def _name_without(sheet: Sheet, actor: Actor, word: str) -> bool:
    person = sheet.people.get(actor.ref)
    if person is None:
        return False
    stem = word[:-1]
    return any(part in (stem, stem + "й", stem + "ь", stem + "о") for part in person.name.lower().split())
