"""Whom a noun means that is no office: "the latter", "the Ghanaian", "the 58-year-old", "зітхає оглядач"."""

from __future__ import annotations

from msgspec.structs import replace

from .acquaintance import OWNERS
from .cues import Cue, Phrase
from .kinship import ALONE, BYSTANDER, NEVER_NAMED, OF_TWO, one_of_a_people
from .lands import countryman
from .offices import Offices
from .phrases import upright_form
from .sheet import Sheet
from .speakers import Speaker
from .topics import MEN, pair_before, topic_before, unnamed
from .words import INDEFINITE

_POINTING = frozenset("сам сама этот эта цей ця той та тот".split())
_FOR_PERSONS = ("man", "woman", "ist", "ian", "accused", "suspect", "defendant")
_FEMALE = ("а", "я")
_MALE = tuple("бвгґджзйклмнпрстфхцчшщь")
_STEM = 6  # letters by which a noun is known again in its other forms: "захисник", "захисниця"
_SHORT = 4
_NEAR, _FURTHER = 3, 2  # sentences back to whoever is meant, in one paragraph and over its end
_RELATIVES = ("який", "яка", "котор", "что", "що")
_PARTICIPLES = ("вший", "вшая", "вшийся", "вшаяся", "ющий", "ющая", "щийся", "щаяся")
_WHEN = frozenset("після перед під по напередодні услід телефоном после накануне вслед".split())
_WITH = frozenset("з із зі с со".split())
_MANNERS = (
    "сцен", "трибун", "усмі", "посмі", "улыб", "усмеш", "сльоз", "слез", "горд", "ірон", "ирон", "сумом", "груст",
    "досад", "жал", "сожал", "екран", "экран", "місця", "места",
)  # fmt: skip
_WHERE = frozenset("у в на під во".split())
_OCCASIONS = (
    "розмов", "разговор", "інтерв", "интерв", "ефір", "эфир", "комент", "коммент", "брифін", "брифин", "прес", "сесі",
    "сесс", "засідан", "заседан", "телеграм", "фейсбу", "соцмереж", "соцсет", "сторінц", "страниц", "канал", "суді",
    "суде", "зал", "зустріч", "встреч", "нарад", "совещан", "фінал", "финал", "матч", "мітинг", "митинг", "відповід",
    "ответ", "підсум", "кулуар", "прямом", "прямому", "своєму", "своем", "своём", "twitter", "telegram", "facebook",
)  # fmt: skip
_ANSWERING = 12  # and for whoever answers in an interview
_HEADS = ("headline", "subheading", "live-time")
# Nouns for anybody of the gender.
_ANYBODY = frozenset(
    "чоловік жінка дівчина хлопець бабуся дідусь пані пан мужчина женщина девушка парень юноша бабушка дедушка "
    "собеседник собеседница співрозмовник співрозмовниця man woman".split()
)


class Epithets(Offices):
    """Persons, with whatever else they are called."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self.answering: str | None = None  # who answers in an interview

    def _by_epithet(self, phrase: Phrase, text: str) -> Speaker | None:
        """Whom a phrase means that takes up somebody without telling an office."""
        return self._one_of_two(phrase, text) or self._of_a_land(phrase, text) or self._of_an_age(phrase, text)

    def _one_of_two(self, phrase: Phrase, text: str) -> Speaker | None:
        """ "the former", "the latter", "тот": one of the two persons whom the sentence before names."""
        place = OF_TWO.get(text.lower())
        if place is None:
            return None
        pair = pair_before(self.sheet, phrase.first, alone=text.lower() in ALONE)
        if pair is None:
            return None
        return Speaker(pair[place].ref, text, "role", self.gender(pair[place].ref))

    def _of_a_land(self, phrase: Phrase, text: str) -> Speaker | None:
        """ "the Ghanaian", «сказав австрієць»: whom the page calls so, else whom the words before are about."""
        whence = countryman(self.sheet, phrase)
        if whence is None:
            return None
        topic = topic_before(self.sheet, phrase.first)
        about = topic.actor.ref if topic is not None and not topic.nameless else self.last.ref or ""
        found = self.by_land(whence, phrase, about)
        return Speaker(found[0] or None, text, "role", found[1]) if found is not None else None

    def _of_an_age(self, phrase: Phrase, text: str) -> Speaker | None:
        """ "the 58-year-old": whom the sentence before was about."""
        words = self.sheet.words[phrase.first : phrase.last]
        if self.sheet.language != "en" or not words or words[0] != "the":
            return None
        aged = words[-2:] == ["year", "old"]
        if not aged and not (len(words) == 2 and self._of_a_kind(phrase)):
            return None
        topic = topic_before(self.sheet, phrase.first)
        if topic is not None:
            return None if topic.nameless else Speaker(topic.actor.ref, text, "role", self.gender(topic.actor.ref))
        person = self.last.ref in self.sheet.people and self._sentence(phrase.first) - self.last_sentence <= 2
        return replace(self.last, text=text, basis="role") if person else None

    def _of_a_kind(self, phrase: Phrase) -> bool:
        """ "the Slovak", "the gynecologist": where somebody comes from, or a calling that no vocabulary holds."""
        word = self.sheet.words[phrase.last - 1]
        if self.sheet.capitals[phrase.last - 1]:
            return one_of_a_people(word)
        return phrase.actor < 0 and word.endswith(("ist", "ician", "ologer"))

    def _meant(self, phrase: Phrase, cue: Cue | None, text: str) -> Speaker | None:
        """Whom a noun alone means, which no person of the page holds as an office: whoever is called so beside the
        name, else whom the words before are about, or who spoke last."""
        noun = self._noun_alone(phrase, cue)
        if noun < 0 or cue is None:
            return None
        word = self.sheet.words[noun]
        gender = self._noun_gender(noun, cue)
        if gender is None:
            return None
        called = [one for one in self._met(phrase.first) if self._called(one, word) and self._suits(one, gender)]
        if len(called) == 1:
            return Speaker(called[0], text, "role", gender)
        person = self._about(phrase.first)
        if person is None or not self._suits(person, gender) or not self._may_be_called(person, phrase, word):
            return None
        return Speaker(person, text, "role", gender)

    def _noun_alone(self, phrase: Phrase, cue: Cue | None) -> int:
        """The word that is all of a phrase but "the" or "сам"; -1 where it has a complement or brings somebody on."""
        sheet, first, last = self.sheet, phrase.first, phrase.last
        if cue is None or cue.plural or cue.kind.takes in ("cited", "source") or unnamed(sheet, cue.sentence):
            return -1
        english = sheet.language == "en"
        if english and (sheet.words[first] != "the" or not self._for_a_person(phrase)):
            return -1
        if english or sheet.words[first] in _POINTING:
            first += 1
        if last - first != 1 or len(sheet.words[first]) < _SHORT or sheet.words[first] in INDEFINITE:
            return -1
        if phrase.actor >= 0:
            actor = sheet.actors[phrase.actor]
            if actor.kind != "role" or actor.ref in NEVER_NAMED or not actor.bare:
                return -1
        if sheet.capitals[first] and first != sheet.reading.sentences[sheet.sentence_of[first]].first:
            return -1
        before = sheet.words[phrase.first - 1] if phrase.first else ""
        behind = phrase.first >= cue.last
        if before in INDEFINITE or before in OWNERS or (before in sheet.prepositions and not behind):
            return -1
        goes_on = last < cue.right and not sheet.signs[last - 1] and last != cue.first
        complement = goes_on and (behind or sheet.words[last] in sheet.prepositions) and not self._somewhere_said(last)
        return -1 if complement or (behind and self._described(last)) else first

    def _described(self, index: int) -> bool:
        """ "сказав дипломат, який був на зустрічі": whether what follows over a comma tells who that is."""
        sheet = self.sheet
        if index >= len(sheet.words) or sheet.reading.gaps[index - 1] != ", ":
            return False
        word = sheet.words[index]
        return word.startswith(_RELATIVES) or word.endswith(_PARTICIPLES) or word[0].isdigit()

    def _somewhere_said(self, index: int) -> bool:
        """ "написав урядовець у фейсбуці", "сказав він журналістам": where or to whom, which brings nobody on."""
        sheet = self.sheet
        if index in sheet.recipients or sheet.words[index] in _WHEN:
            return True
        words = sheet.words[index + 1 : index + 4]
        if sheet.words[index] in _WITH:
            return any(word.startswith(_MANNERS) for word in words[:2])
        if sheet.words[index] not in _WHERE:
            return False
        return any(index < first < index + 4 for first, _, _ in sheet.channels) or any(
            word.startswith(_OCCASIONS) for word in words
        )

    def _for_a_person(self, phrase: Phrase) -> bool:
        """Whether an English noun is one for persons: "the ferryman", not "the presidency"."""
        known = phrase.actor >= 0 and self.sheet.actors[phrase.actor].ref == BYSTANDER
        return known or self.sheet.words[phrase.last - 1].endswith(_FOR_PERSONS)

    def _noun_gender(self, noun: int, cue: Cue) -> str | None:
        """m or f of the noun, by the verb where that tells; "" where neither does ("говорит главврач"), None for a noun
        that by its form is not one for a person."""
        if self.sheet.language == "en":
            return ""
        word = self.sheet.words[noun]
        if word.endswith(_FEMALE):
            return cue.gender if cue.gender in ("m", "f") else "m" if word in MEN else "f"
        if not word.endswith(_MALE) or cue.gender == "n":
            return None
        return cue.gender if cue.gender in ("m", "f") else "m" if word in _ANYBODY else ""

    def _suits(self, person: str, gender: str) -> bool:
        return not gender or self.gender(person) in ("", gender)

    def _called(self, person: str, word: str) -> bool:
        """Whether the page calls a person so beside the name."""
        record = self.sheet.people.get(person)
        stem = word[:_STEM]
        if record is None:
            return False
        return any(part.startswith(stem) for role in record.roles for part in role.lower().split())

    def _about(self, word: int) -> str | None:
        """Whom the words before are about: the subject of a sentence behind the last speech, else who spoke last, else
        the only one named in the sentence before."""
        here = self._sentence(word)
        topic = topic_before(self.sheet, word)
        if topic is not None and topic.sentence >= self.last_sentence:
            return None if topic.nameless else topic.actor.ref
        last = self.last.ref
        if last in self.sheet.people and here - self.last_sentence <= (_ANSWERING if last == self.answering else _NEAR):
            return self.last.ref
        before = [(place, one) for place, one in self._earlier(word, 6) if self._sentence(one.first) == here - 1]
        named = {one.ref for place, one in before if upright_form(self.sheet, place)}
        if len(named) == 1 and topic is None and here - self.last_sentence > _NEAR:
            return named.pop()
        return self._alone_on_the_page(word) if self._heads(self.last_sentence) else None

    def _heads(self, sentence: int) -> bool:
        """Whether the last speech stands in a headline, or there was none: "Фермер із Криворіжжя: «Сіяв би ще»"."""
        return sentence < 0 or self.sheet.reading.sentences[sentence].block.kind in _HEADS

    def _alone_on_the_page(self, word: int) -> str | None:
        """The only person named so far."""
        named = {one.ref for _, one in self._earlier(word, 20)}
        return named.pop() if len(named) == 1 else None

    def _may_be_called(self, person: str, phrase: Phrase, word: str) -> bool:
        """Whether the noun may stand for somebody named shortly before; a teacher is no minister a line below."""
        sheet, here = self.sheet, self._sentence(phrase.first)
        named = [one for _, one in self._earlier(phrase.first, 20) if one.ref == person]
        spoke = self.last_sentence if self.last.ref == person else -99
        since = max([spoke, *(self._sentence(one.first) for one in named)])
        sentences = sheet.reading.sentences
        same = sentences[since].block is sentences[here].block if since >= 0 else False
        far = _ANSWERING if person == self.answering else _NEAR if same else _FURTHER
        if here - since > far or self._headed_between(since, here):
            return False
        if person == self.answering:
            return True
        held = self.roles().get(person, set())
        close = same or (person == self.last.ref and here - since <= 1)
        if phrase.actor >= 0 and sheet.actors[phrase.actor].ref != BYSTANDER:
            return close and sheet.actors[phrase.actor].generic
        plain = not held or held <= {BYSTANDER, "speaker.official"}
        if word in _ANYBODY:
            return plain or same
        return plain if phrase.actor >= 0 else (close or plain)

    def _headed_between(self, first: int, last: int) -> bool:
        sentences = self.sheet.reading.sentences
        return any(sentences[index].block.kind in _HEADS for index in range(first + 1, last + 1))
