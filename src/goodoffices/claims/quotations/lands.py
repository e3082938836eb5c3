"""Speakers called by where they come from: "the Ghanaian said", «сказав австрієць», and whom the page brought on so."""

from __future__ import annotations

from typing import NamedTuple

from ...lexicon.names.peoples import is_land, land_gender, land_of
from .actors import Actor
from .cues import Phrase
from .sheet import Sheet

_MANY = ("ese", "swiss")  # "the Chinese said": more often a government than one person
_OF = frozenset("of from з із зі из".split())  # "Kofi Mensah of Ghana"
_REACH = 4  # words before a name among which its land may stand: "Austrian career diplomat X"


class Countryman(NamedTuple):
    """Somebody called by his land: country code, m or f, and whether the word may mean the land's government."""

    land: str
    gender: str
    loose: bool


def countryman(sheet: Sheet, phrase: Phrase) -> Countryman | None:
    """What the phrase says, where its noun is one for somebody of a land; in English behind "the" alone."""
    first, last, language = phrase.first, phrase.last, sheet.language
    if language == "en":
        head = first + 1 if sheet.words[first] == "the" else first
        if last - head > 2 or sheet.words[head - 1 : head] != ["the"] or not sheet.capitals[last - 1]:
            return None
        word = " ".join(sheet.words[head:last])
        land = land_of(word, language)
        return Countryman(land, _english_gender(word), word.endswith(_MANY)) if land else None
    if last - first > 1 and not (phrase.actor >= 0 and sheet.actors[phrase.actor].kind == "party"):
        return None
    word = sheet.words[last - 1]
    small = not sheet.capitals[last - 1] or last - 1 == sheet.reading.sentences[sheet.sentence_of[last - 1]].first
    land = land_of(word, language) if len(word) > 3 and small else ""
    return Countryman(land, land_gender(word), False) if land else None


def _english_gender(word: str) -> str:
    """f or m where the noun ends in a word for one: "Dutchwoman", "Frenchman"; a Norwegian may be either."""
    return "f" if word.endswith("woman") else "m" if word.endswith("man") and word != "german" else ""


def lands_of(sheet: Sheet, person: str, mentions: list[Actor]) -> set[str]:
    """The lands that the page names beside a person: his side, "Austrian diplomat X", «японець X»."""
    record = sheet.people.get(person)
    found = {record.side} if record is not None and record.side and is_land(record.side) else set()
    for mention in mentions[:20]:
        opens = sheet.reading.sentences[sheet.sentence_of[mention.first]].first
        for index in range(mention.first - 1, max(mention.first - 1 - _REACH, opens - 1), -1):
            if sheet.signs[index] or sheet.words[index] in sheet.prepositions or sheet.words[index] in sheet.breaks:
                break
            party = sheet.adjectives.get(index) or land_of(sheet.words[index], sheet.language)
            if party and is_land(party):
                found.add(party)
                break
        behind = sheet.by_first.get(mention.last + 1)
        of = mention.last < len(sheet.words) and sheet.words[mention.last] in _OF and not sheet.signs[mention.last - 1]
        if of and behind is not None and sheet.actors[behind].kind == "party":
            found.add(sheet.actors[behind].ref)
    return found
