"""Whom the sentences before a place are about: the subject that a pronoun, an epithet or a bare quotation takes up."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from ...lexicon.reading import Sentence
from .actors import Actor
from .phrases import phrase_start, upright_form
from .sheet import Sheet
from .words import INDEFINITE

_BACK = 3  # sentences looked back over
MEN = frozenset(
    "суддя староста старшина дядько тато дідусь батько воєвода судья мужчина дедушка дядя папа юноша глава голова "
    "коллега колега".split()
)


class Topic(NamedTuple):
    """The subject of a sentence: the actor, its sentence, whether that stands in the same block, and whether the
    actor is somebody whom the text gives no name."""

    actor: Actor
    sentence: int
    near: bool
    nameless: bool


def topic_before(sheet: Sheet, word: int) -> Topic | None:
    """The subject of the words before `word` in its sentence, or of a sentence shortly before."""
    sentences, here = sheet.reading.sentences, sheet.sentence_of[word]
    block = sentences[here].block
    for index in range(here, max(here - _BACK, 0) - 1, -1):
        sentence = sentences[index]
        near = sentence.block is block
        if not near and (here - index > 2 or sentence.block.kind != "body"):
            return None
        actor = subject_of(sheet, sentence.first, min(sentence.last, word))
        if actor is not None:
            if actor.kind == "pronoun":
                if index == here or actor.gender not in ("m", "f") or index - 1 < max(here - _BACK, 0):
                    return None
                continue  # "Про це він заявив": whom the sentence before that is about
            nameless = actor.kind == "role" and introduces(sheet, actor)
            return Topic(actor, index, near, nameless) if nameless or actor.kind == "person" else None
        if not near:
            return None
    return None


def subject_of(sheet: Sheet, first: int, last: int) -> Actor | None:
    """The first actor among words [first, last) that no preposition governs and that stands in the nominative."""
    place = bisect_left(sheet.actors, first, key=lambda actor: actor.first)
    while place < len(sheet.actors) and sheet.actors[place].first < last:
        actor = sheet.actors[place]
        place += 1
        if actor.ref == "pronoun.who" or actor.kind in ("agency", "body"):
            continue
        if sheet.language == "en":
            if sheet.possessive(actor.last - 1) or _before_role(sheet, actor):
                continue
        elif not upright_form(sheet, place - 1):
            continue
        start = actor.first if actor.kind == "pronoun" else phrase_start(sheet, actor.first, first)
        if start > first and not sheet.signs[start - 1] and sheet.words[start - 1] in sheet.prepositions:
            continue
        if actor.kind == "role":
            named = _named_beside(sheet, place - 1)
            return named if named is not None else actor
        return actor
    return None


def _before_role(sheet: Sheet, actor: Actor) -> bool:
    """Whether a side only tells whose somebody is: "a Houthi delegate"."""
    if actor.kind != "party" or sheet.signs[actor.last - 1]:
        return False
    following = sheet.by_first.get(actor.last)
    return following is not None and sheet.actors[following].kind in ("role", "person")


def _named_beside(sheet: Sheet, place: int) -> Actor | None:
    """The person whose role it is: "the envoy, X, ...", "глава МЗС X"."""
    role = sheet.actors[place]
    for number, following in enumerate(sheet.actors[place + 1 : place + 5], place + 1):
        between = sheet.signs[role.last - 1 : following.first]
        if following.first - role.last > 7 or sum(map(bool, between)) > 1 or ":" in between or ";" in between:
            return None
        owner = sheet.language != "en" and following.first == role.last and not upright_form(sheet, number)
        if following.kind == "person" and not owner and not sheet.possessive(following.last - 1):
            return following
    if place:
        before = sheet.actors[place - 1]
        if before.kind == "person" and role.first - before.last < 5 and sheet.signs[before.last - 1] == ",":
            return before
    return None


_UNNAMED = ("anonym", "анонім", "аноним")
# "попросивший не называть его имени", "який просив не називати його".
_NAMING = frozenset(
    "называть називати раскрывать розкривати указывать вказувати упоминать згадувати назвали назван".split()
)
_ASKED_NOT = frozenset(("named", "identified", "назван", "названий"))


def unnamed(sheet: Sheet, sentence: Sentence) -> bool:
    """Whether the sentence says that its speaker asked not to be named."""
    for index in range(sentence.first, sentence.last):
        word = sheet.words[index]
        if word.startswith(_UNNAMED):
            return True
        if word in _ASKED_NOT and "not" in sheet.words[max(index - 3, sentence.first) : index]:
            return True
        if word in _NAMING and sheet.words[index - 1 : index] == ["не"]:
            return True
    return False


def introduces(sheet: Sheet, actor: Actor) -> bool:
    """Whether a role without a name brings somebody new on: "a nurse", "один из жителей", "вчителька"."""
    for index in range(actor.first - 1, max(actor.first - 5, -1), -1):
        if sheet.signs[index]:
            break
        word = sheet.words[index]
        if word in INDEFINITE:
            return True
        if word in ("the", "his", "her", "its", "their") or word in sheet.prepositions:
            return False
    return sheet.language != "en" and actor.generic


def noun_gender(sheet: Sheet, actor: Actor) -> str:
    """m or f of a Slavic noun by its ending; "" in English or where the noun says nothing."""
    if actor.gender or sheet.language == "en":
        return actor.gender
    word = sheet.words[actor.first]
    return "f" if word.endswith(("а", "я", "мати", "мать", "дочь")) and word not in MEN else "m"


def pair_before(sheet: Sheet, word: int, *, alone: bool = False) -> tuple[Actor, Actor] | None:
    """First and last of the persons in the sentence before, where it names two: for "the former" and "the latter".

    `alone`: one person is enough ("тот").
    """
    here = sheet.sentence_of[word]
    for index in range(here, max(here - 3, -1), -1):
        sentence = sheet.reading.sentences[index]
        low = bisect_left(sheet.actors, sentence.first, key=lambda actor: actor.first)
        persons = []
        for actor in sheet.actors[low : low + 40]:
            if actor.first >= min(sentence.last, word):
                break
            if actor.kind == "person":
                persons.append(actor)
        if alone and index == here:
            continue
        if len({actor.ref for actor in persons}) > (0 if alone else 1):
            return persons[0], persons[-1]
    return None
