"""What a page has told so far of its persons: where they are named, their gender, offices and lands."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from ...lexicon.names.similarity import bare
from ..people.gender import gender as gender_of
from .actors import Actor
from .cues import Cue, Phrase
from .kinship import ADJECTIVES, one_of_a_people, role_concepts
from .lands import Countryman, lands_of
from .phrases import upright_form
from .sheet import Sheet

OWNERS = frozenset("his her their його її їхній їхня его ее её их".split())
KIN = {
    **dict.fromkeys(
        ("husband", "brother", "son", "father", "чоловік", "брат", "син", "батько", "муж", "сын", "отец"), "m"
    ),
    **dict.fromkeys(("wife", "sister", "daughter", "mother", "дружина", "сестра", "дочка", "донька", "мати"), "f"),
    **dict.fromkeys(("жена", "супруга", "дочь", "мать"), "f"),
    "супруг": "m",
}


_MET = frozenset("met told said called left saw held gave".split())


def _tells(word: str, language: str) -> bool:
    """Whether the word behind a name and its comma is the verb of the clause, in the past."""
    if language == "en":
        return word in _MET or (word.endswith("ed") and len(word) > 5)
    return len(word) > 4 and word.endswith(("ив", "ав", "ув", "ла", "ил", "ял", "ал", "ели", "али", "или"))


class Acquaintance:
    """The persons of a page: mentions in text order, and what stands beside them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._genders: dict[str, str] = {}
        self._roles: dict[str, set[str]] | None = None
        self._mentions = [(index, actor) for index, actor in enumerate(sheet.actors) if actor.kind == "person"]
        self._places = [actor.first for _, actor in self._mentions]
        self._own: dict[str, list[Actor]] = {}
        for _, actor in self._mentions:
            self._own.setdefault(actor.ref, []).append(actor)
        self._adjectives: frozenset[str] | None = None
        self._from: dict[str, set[str]] = {}
        self.agreed: dict[str, str] = {}
        self.modifiers: dict[str, set[str]] = {}

    def _met(self, word: int) -> dict[str, int]:
        """Person -> the last mention before `word`, or the first after it."""
        seen = {mention.ref: mention.first for _, mention in self._earlier(word, 200)}
        for person, mentions in islice(self._own.items(), 200):
            seen.setdefault(person, mentions[0].first)
        return seen

    def _earlier(self, word: int, most: int) -> list[tuple[int, Actor]]:
        """The last mentions of persons before `word`, at most so many, in text order."""
        place = bisect_left(self._places, word)
        return self._mentions[max(place - most, 0) : place]

    def _shared_modifiers(self, phrase: Phrase, person: str) -> float:
        """ "the Turkish Cypriot leader" is not the Greek Cypriot one: points for shared words, or against."""
        known = self.modifiers.get(person, set())
        wanted = self._capitals(phrase.first, phrase.last)
        if not known or not wanted:
            return 0.0
        shared = known & wanted
        if shared:
            return -2.5 if wanted - shared and known - shared else 0.7
        return -0.7 - self._lands_apart(phrase, person)

    def _lands_apart(self, phrase: Phrase, person: str) -> float:
        """ "the Belgian prime minister" is not the one called Hungarian beside the name."""
        wanted = {self.sheet.words[k][:6] for k in range(phrase.first, phrase.last) if self._land(k)}
        known = {one for one in self.modifiers.get(person, set()) if one in self._lands()}
        return 1.8 if wanted and known and not wanted & known else 0.0

    def _land(self, index: int) -> bool:
        return index in self.sheet.adjectives or (
            self.sheet.capitals[index] and one_of_a_people(self.sheet.words[index])
        )

    def _lands(self) -> frozenset[str]:
        """Beginnings of the adjectives of lands on the page."""
        if self._adjectives is None:
            words = self.sheet.words
            self._adjectives = frozenset(words[k][:6] for k in range(len(words)) if self._land(k))
        return self._adjectives

    def _capitals(self, first: int, last: int) -> frozenset[str]:
        sheet = self.sheet
        slavic = sheet.language != "en"
        found = set()
        for index in range(first, last):
            word = sheet.words[index]
            capital = sheet.capitals[index] and (index == 0 or sheet.signs[index - 1] == "" or index > first)
            place = sheet.by_first.get(index)
            role = place is not None and sheet.actors[place].kind in ("role", "person")
            if (
                not role
                and len(word) > 3
                and (capital or index in sheet.adjectives or (slavic and word.endswith(ADJECTIVES)))
            ):
                found.add(word[:6])
        return frozenset(found)

    def gender(self, person: str) -> str:
        """m, f or empty: by agreement, titles and nouns beside the name, the given name, the ending."""
        known = self._genders.get(person)
        if known is None:
            known = self._genders[person] = self._gender(person)
        return known or self.agreed.get(person, "")

    def _gender(self, person: str) -> str:
        sheet = self.sheet
        record = sheet.people.get(person)
        known = self._by_verb(person) or (gender_of(record) if record is not None else None)
        if known:
            return known
        for actor in self._own.get(person, ()):
            title = sheet.words[actor.first - 1] if actor.first else ""
            if title in ("ms", "mrs", "madam", "sir", "mr", "пані", "пан", "госпожа", "господин"):
                return "m" if title in ("mr", "sir", "пан", "господин") else "f"
            before = sheet.by_last.get(actor.first)
            if before is not None and sheet.actors[before].gender in ("m", "f"):
                return sheet.actors[before].gender
        return ""

    def _by_verb(self, person: str) -> str:
        """m or f by the verb in the past behind a name that opens its sentence, alone or with its office."""
        sheet = self.sheet
        if sheet.language == "en":
            return ""
        for actor in self._own.get(person, ())[:6]:
            first = sheet.reading.sentences[self._sentence(actor.first)].first
            before = sheet.by_last.get(actor.first)
            opens = actor.first == first or (before is not None and sheet.actors[before].first == first)
            if not opens or actor.last >= len(sheet.words) or sheet.signs[actor.last - 1]:
                continue
            word = sheet.words[actor.last]
            if word.endswith(("ала", "ила", "ула", "яла", "ела", "лася", "лась")):
                return "f"
            if word.endswith(("вся", "лся")):
                return "m"
        return ""

    def lands(self, person: str) -> set[str]:
        """The lands the page names beside a person."""
        known = self._from.get(person)
        if known is None:
            known = self._from[person] = lands_of(self.sheet, person, self._own.get(person, []))
        return known

    def by_land(self, whence: Countryman, phrase: Phrase, about: str) -> tuple[str, str] | None:
        """Whom a noun for somebody of a land means, "" for nobody known, and his gender; None where it may mean the
        land's government. `about`: whom the words before are about."""
        sheet = self.sheet
        named = sheet.by_first.get(phrase.last)
        if named is not None and sheet.actors[named].kind == "person" and not sheet.signs[phrase.last - 1]:
            return sheet.actors[named].ref, self.gender(sheet.actors[named].ref)
        fitting: dict[str, int] = {}
        others: set[str] = set()
        for _, mention in self._earlier(phrase.first, 60):
            lands, gender = self.lands(mention.ref), self.gender(mention.ref)
            if whence.gender and gender and whence.gender != gender:
                others.add(mention.ref)
            elif whence.land in lands:
                fitting[mention.ref] = mention.first
            elif lands:
                others.add(mention.ref)
        if fitting and (not whence.loose or about in fitting):
            person = about if about in fitting else max(fitting, key=lambda one: (fitting[one], one))
            return person, self.gender(person)
        if whence.loose:
            return None
        if about in sheet.people and about not in others:
            return about, self.gender(about) or whence.gender
        return "", whence.gender

    def roles(self) -> dict[str, set[str]]:
        """Person -> concepts of the roles the page gives it, beside the name or in its record."""
        if self._roles is None:
            self._roles = {}
            sheet = self.sheet
            for person, record in sheet.people.items():
                held: set[str] = set()
                for role in record.roles:
                    held.update(role_concepts(role, sheet.language))
                self._roles[person] = held
            for place, actor in self._mentions:
                held = self._roles.setdefault(actor.ref, set())
                for step in (-1, 1):
                    self._apposed(place, step, held)
        return self._roles

    def _apposed(self, place: int, step: int, held: set[str]) -> None:
        sheet = self.sheet
        person, index = sheet.actors[place], place + step
        while 0 <= index < len(sheet.actors):
            other = sheet.actors[index]
            left, right = (other, person) if step < 0 else (person, other)
            if right.first - left.last > 5 or other.kind == "person":
                return
            signs = [sheet.signs[k] for k in range(left.last - 1, right.first)]
            if step > 0 and not (signs and signs[0] in (",", "—", "–", "(")):
                return
            if step > 0 and _tells(sheet.words[left.last], sheet.language):
                return  # "Mr X, received the envoy": the clause goes on
            if any(sign for sign in signs[1 if step > 0 else 0 :]):
                return
            if other.kind == "role" and not (
                step < 0
                and sheet.language == "en"
                and any(
                    word in ("for", "to", "of") and right.first - left.last < 3
                    for word in sheet.words[left.last : right.first]
                )
            ):
                held.add(other.ref)
                if step < 0:
                    first = other.first
                    while (
                        first > 0
                        and not sheet.signs[first - 1]
                        and (sheet.capitals[first - 1] or first - 1 in sheet.adjectives)
                    ):
                        first -= 1
                    self.modifiers.setdefault(person.ref, set()).update(self._capitals(first, person.first))
                else:
                    last = other.last
                    while last < len(sheet.words) and last - other.last < 6 and not sheet.signs[last - 1]:
                        last += 1
                    self.modifiers.setdefault(person.ref, set()).update(self._capitals(person.last, last))
                    return
            index += step

    def _sides(self, phrase: Phrase, actor: Actor) -> set[str]:
        """The parties a role is held for by its own words: "the Turkish leader", "президент США"."""
        sheet = self.sheet
        words = range(max(phrase.first - 1, 0), phrase.last)
        found = {party for index in words if (party := sheet.adjectives.get(index)) is not None}
        after = actor.last
        while sheet.words[after : after + 1] in (["of"], ["the"]) and not sheet.signs[after - 1]:
            after += 1
        if after > actor.last and (party := sheet.adjectives.get(after)) is not None:
            found.add(party)  # "the head of the Russian delegation"
        for index, gap in ((actor.first - 1, actor.first - 1), (after, after - 1)):
            place = sheet.by_first.get(index)
            if place is not None and not sheet.signs[gap] and sheet.actors[place].kind == "party":
                found.add(sheet.actors[place].ref)
        return found

    def _owned(self, phrase: Phrase, actor: Actor) -> set[str]:
        """Whose the role is, where it is somebody's: "his ambassador", "Kim's sister"; "?" where that is a pronoun."""
        sheet = self.sheet
        if sheet.language != "en":
            if actor.first and sheet.words[actor.first - 1] in OWNERS:
                return {"?"}
            after = sheet.by_first.get(actor.last)
            held = after is not None and actor.bare and sheet.actors[after].kind == "person"
            if after is not None and held and not upright_form(sheet, after):
                same = self._sentence(actor.last) == self._sentence(actor.first)
                return {sheet.actors[after].ref} if same and not sheet.signs[actor.last - 1] else set()
            return set()
        low = max(phrase.first - 1, 0)
        for index in range(actor.first - 1, low - 1, -1):
            if sheet.words[index] in OWNERS:
                return {"?"}
            place = sheet.by_last.get(index + 1)
            if place is not None and sheet.actors[place].kind == "person":
                return {sheet.actors[place].ref} if sheet.language == "en" and sheet.possessive(index) else set()
        return set()

    def of_kin(self, actor: Actor) -> bool:
        """ "Її чоловік", "her husband": a relative of the one just spoken of."""
        return (
            bool(actor.first)
            and self.sheet.words[actor.last - 1] in KIN
            and (self.sheet.words[actor.first - 1] in OWNERS or self.sheet.words[actor.first] in OWNERS)
        )

    def relative_of(self, actor: Actor, person: str) -> str:
        """Whom "her husband" or "його сестра" means: of those named on the page one with the person's family name."""
        if not self.of_kin(actor) or person not in self.sheet.people:
            return ""
        gender = KIN[self.sheet.words[actor.last - 1]]
        family = bare(self.sheet.people[person].name.split()[-1])[:5]
        fitting = [
            mention.ref
            for _, mention in self._earlier(actor.first, 40)
            if mention.ref != person
            and self.gender(mention.ref) in ("", gender)
            and bare(self.sheet.people[mention.ref].name.split()[-1])[:5] == family
        ]
        return fitting[-1] if fitting else ""

    def _set_off(self, cue: Cue) -> bool:
        """Whether a comma of the outlet's own words stands right before the cue: ", уверен дипломат,"."""
        start = self.sheet.starts[cue.first]
        return self.sheet.text[max(start - 3, 0) : start].rstrip()[-1:] == ","

    def _of_an_office(self, actor: Actor) -> bool:
        """ "сотрудник ФСБ", "представник Міноборони": an official whom the office he serves brings on."""
        after = self.sheet.by_first.get(actor.last)
        if after is None or self.sheet.signs[actor.last - 1]:
            return False
        return self.sheet.actors[after].kind in ("body", "party", "agency")

    def _name(self, person: str) -> str:
        record = self.sheet.people.get(person)
        return record.name if record is not None else ""

    def _sentence(self, word: int) -> int:
        return self.sheet.sentence_of[word]
