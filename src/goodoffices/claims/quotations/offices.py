"""Whom an office or another noun for somebody stands for: "the minister", "дипломат", "the former speaker"."""

from __future__ import annotations

from .actors import Actor
from .cues import Cue, Phrase
from .kinship import BYSTANDER, NEVER_NAMED, an_epithet, kin
from .pronouns import Pronouns
from .speakers import Speaker
from .topics import Topic, introduces, topic_before, unnamed
from .words import INDEFINITE

_ADDRESSES = {"пані": "f", "пан": "m", "госпожа": "f", "господин": "m", "madam": "f", "madame": "f"}
_PLAIN = frozenset((BYSTANDER, "speaker.official"))
# "местный чиновник", "тамтешній дипломат": nobody named before.
_LOCAL = ("местн", "місцев", "тамтешн", "тамошн", "здешн", "тутешн", "неназван", "высокопоставленн", "високопоставлен")
_MANY = ("и", "і", "ы")
_OUTLETS = ("издан", "видан", "агент", "агенц", "газет", "канал", "портал", "журнал")
_INSIDE = frozenset("в у із из".split())  # "співрозмовник у місії"
_OWNED = {
    "his": "m", "her": "f", "their": "", "its": "", "його": "m", "її": "f", "їхній": "",
    "его": "m", "её": "f", "ее": "f",
}  # fmt: skip
_ONE_OF = frozenset("одного одной одної одній".split())


class Offices(Pronouns):
    """Persons, with the offices they hold."""

    def _of_role(self, phrase: Phrase, actor: Actor, text: str, cue: Cue | None) -> Speaker:
        paper = self._paper_of(phrase, actor, text)
        if paper is not None:
            return paper
        many = cue is not None and cue.plural is True and phrase.last <= cue.first and not actor.gender
        if many and self.sheet.language != "en" and text.lower().endswith(_MANY):
            return Speaker(None, text, "role", "p", actor.ref)  # "Колеги називають її": not one colleague's
        indefinite = self._indefinite(phrase, actor, cue)
        if not indefinite and not self.of_kin(actor) and not (actor.generic and self._same_nameless(phrase, actor)):
            found = self._role_person(phrase, actor, cue)
            if found:
                return Speaker(found, text, "role", self.gender(found), actor.ref)
        relative = self.relative_of(actor, self.last.ref or "")
        if relative:
            return Speaker(relative, text, "role", self.gender(relative), actor.ref)
        addressed = self._addressed(actor)
        if addressed is not None:
            return addressed
        return Speaker(None, text, "role", actor.gender, actor.ref)

    def _indefinite(self, phrase: Phrase, actor: Actor, cue: Cue | None) -> bool:
        """Whether a role brings on somebody whom the page has not named: "a diplomat", "аналитик одного из центров"."""
        sheet = self.sheet
        words = sheet.words[phrase.first : phrase.last]
        before = sheet.words[phrase.first - 1] if phrase.first and not sheet.signs[phrase.first - 1] else ""
        after = sheet.words[actor.last] if actor.last < len(sheet.words) else ""
        if any(word in INDEFINITE for word in words[:2]) or actor.gender == "p":
            return True
        if before in INDEFINITE or actor.ref in NEVER_NAMED or after in _ONE_OF:
            return True
        if sheet.language != "en" and (before.startswith(_LOCAL) or (actor.generic and self._new(phrase, actor, cue))):
            return True
        if introduces(sheet, actor) and (sheet.language == "en" or actor.ref == BYSTANDER):
            return actor.ref != "speaker.commander"
        return cue is not None and unnamed(sheet, cue.sentence)

    def _new(self, phrase: Phrase, actor: Actor, cue: Cue | None) -> bool:
        """The same of a Slavic noun that names nobody in particular, which has no article to tell it."""
        sheet = self.sheet
        if cue is not None and cue.kind.takes == "source":
            after = sheet.words[actor.last] if actor.last < len(sheet.words) else ""
            return after in _INSIDE and not sheet.signs[actor.last - 1]
        # "Приштина, уверен дипломат, ..." means the one just named.
        inserted = cue is not None and phrase.first >= cue.last and self._set_off(cue)
        return (sheet.signs[phrase.last - 1] == "," and not inserted) or self._of_an_office(actor)

    def _paper_of(self, phrase: Phrase, actor: Actor, text: str) -> Speaker | None:
        """ "her statement reads", «говорится в её письме»: whoever wrote it, not the paper."""
        if actor.ref != "speaker.report":
            return None
        before = self.sheet.words[max(actor.first - 2, phrase.first - 1, 0) : actor.first]
        gender = next((_OWNED[word] for word in before if word in _OWNED), None)
        if gender is None:
            return None
        found = self._pronoun(actor.first, gender) if gender else self.last.ref
        return Speaker(found, text, "pronoun", gender) if found else None

    def _addressed(self, actor: Actor) -> Speaker | None:
        """ "пані посол", "госпожа министр": the one woman, or man, whom the page has named so far."""
        gender = _ADDRESSES.get(self.sheet.words[actor.first - 1], "") if actor.first else ""
        if not gender or self.sheet.signs[actor.first - 1]:
            return None
        named = {mention.ref for _, mention in self._earlier(actor.first, 60)}
        fitting = sorted(person for person in named if self.gender(person) == gender)
        if len(fitting) != 1:
            return None
        text = self.sheet.reading.between(actor.first - 1, actor.last - 1)
        return Speaker(fitting[0], text, "role", gender, actor.ref)

    def _same_nameless(self, phrase: Phrase, actor: Actor) -> bool:
        """ "the official" again, who had no name a moment ago."""
        source = self.last.noun == "speaker.source" and self.last_sentence < self._sentence(phrase.first)
        again = self.last.noun == actor.ref or (source and actor.ref == "speaker.official")
        same = again and self.last.ref is None
        return same and self._sentence(phrase.first) - self.last_sentence <= 4

    def _role_person(self, phrase: Phrase, actor: Actor, cue: Cue | None) -> str | None:
        """The person a definite role stands for: roles shown on the page first, then the last speaker."""
        roles = self.roles()
        best, most = None, 0.0
        owned = self._owned(phrase, actor)
        alone = self._alone(phrase, actor)
        sides = self._sides(phrase, actor)
        plain = not sides and not self._capitals(phrase.first, phrase.last)
        here = self._sentence(phrase.first)
        topic = self._topic(phrase, actor)
        if topic is not None and topic.nameless and actor.generic:
            return None
        moved = topic is not None and topic.sentence > self.last_sentence
        last = None if topic is not None and moved and topic.actor.ref != self.last.ref else self.last.ref
        for person, place in self._met(phrase.first).items():
            held = roles.get(person, set())
            fit = self._fit(person, actor, held, here if last else here + 9, bare=alone)
            if topic is not None and topic.actor.ref == person and (not held or an_epithet(actor)):
                fit = max(fit, 2.2 if actor.ref == "speaker.commander" else 0.8)
            fit = fit or self._topical(person, actor, place, phrase.first)
            if cue is not None and cue.kind.takes == "cited" and topic is not None and topic.near and not fit:
                fit = 0.4 if topic.actor.ref == person and topic.sentence == here - 1 else 0.0
            about = topic is not None and topic.actor.ref == person
            taken_up = about and (actor.generic or actor.ref in held)
            if not fit or (owned and (fit < 2 or person in owned)) or self._gender_against(person, actor, cue):
                continue
            if self._another_office(phrase, actor, person):
                continue
            if fit < 2 and (self._for_an_office(actor) or self._completed(actor, cue)):
                continue
            if not taken_up and self._another_side(person, sides):
                continue
            points = (
                fit
                + self._shared_modifiers(phrase, person)
                + (0.4 if plain and self._called_so(person, actor) else 0.0)
            )
            points += (1.0 if person == last or about else 0.0) - 0.05 * min(abs(here - self._sentence(place)), 20)
            points -= 1.2 if self._own[person][0].first > phrase.last else 0.0
            if points > most:
                best, most = person, points
        if topic is None or topic.nameless or owned or actor.generic or best == topic.actor.ref:
            return best
        if best is None:
            return topic.actor.ref if self._may_hold(topic, phrase, actor, cue) else None
        against = self._gender_against(topic.actor.ref, actor, cue)
        return best if against else self._rather_topic(phrase, topic, best, roles)

    def _topic(self, phrase: Phrase, actor: Actor) -> Topic | None:
        """Whom the words before are about; several people without a name are nobody in particular."""
        topic = topic_before(self.sheet, phrase.first)
        if topic is None or not topic.nameless:
            return topic
        many = topic.actor.gender == "p" != actor.gender
        return None if many or self._known_again(topic) else topic

    def _known_again(self, topic: Topic) -> bool:
        """Whether the noun without a name was that of the last speaker, whom the page names: "уверен эксперт"."""
        return topic.nameless and topic.sentence == self.last_sentence and self.last.ref in self.sheet.people

    def _alone(self, phrase: Phrase, actor: Actor) -> bool:
        """Whether a role is all there is of a phrase, but for "the" and what its holder did: "Политик помолчал"."""
        words = self.sheet.words[actor.last : phrase.last]
        acts = len(words) == 1 and words[0].endswith(("л", "ла", "ав", "ив", "ув"))
        if self.sheet.language != "en" and phrase.first == actor.first and acts:
            return True
        return phrase.last - phrase.first == (2 if self.sheet.words[phrase.first] == "the" else 1)

    def _for_an_office(self, actor: Actor) -> bool:
        """ "представитель НАТО" is not whoever spoke before him."""
        return actor.ref.startswith("speaker.spokes") and self._of_an_office(actor)

    def _completed(self, actor: Actor, cue: Cue | None) -> bool:
        """ "каже командир групи": a Slavic noun behind the verb with a complement is not whoever spoke before."""
        sheet, after = self.sheet, actor.last
        if sheet.language == "en" or cue is None or actor.first < cue.last or after >= cue.right:
            return False
        if sheet.signs[after - 1] or sheet.capitals[after] or after in sheet.recipients or after in sheet.by_first:
            return False
        word = sheet.words[after]
        if word.startswith(_OUTLETS):
            return False  # "собеседник издания": whoever talked with it
        stops = (sheet.prepositions, sheet.breaks, sheet.adverbs, sheet.that)
        return not any(word in words for words in stops)

    def _another_side(self, person: str, sides: set[str]) -> bool:
        """Whether the page gives a person a side that is none of `sides`."""
        record = self.sheet.people.get(person)
        return bool(record is not None and record.side and sides and record.side not in sides)

    def _may_hold(self, topic: Topic, phrase: Phrase, actor: Actor, cue: Cue | None) -> bool:
        """ "Abdulsalam, who led the group, thanked his hosts. "...," the Houthi negotiator said": the subject of the
        sentence before, whom the page gives no other office and no other side."""
        person = topic.actor.ref
        if not topic.near or self.roles().get(person) or topic.sentence < self._sentence(phrase.first) - 1:
            return False
        if self._another_side(person, self._sides(phrase, actor)):
            return False
        return self.sheet.words[phrase.first] == "the" and not self._gender_against(person, actor, cue)

    def _another_office(self, phrase: Phrase, actor: Actor, person: str) -> bool:
        """ "речниця міністерства" is not the spokeswoman of an alliance whom the page brings on further down."""
        sheet = self.sheet
        first = self._own[person][0]
        after = sheet.by_first.get(actor.last)
        if sheet.language == "en" or first.first < phrase.last or after is None or sheet.signs[actor.last - 1]:
            return False
        if sheet.actors[after].kind not in ("body", "party"):
            return False
        office = sheet.words[actor.last][:6]
        block = sheet.reading.sentences[self._sentence(first.first)].block
        if block.kind != "body" or person not in sheet.people:
            return False
        roles = sheet.people[person].roles
        return any(" " in role for role in roles) and all(office not in role.lower() for role in roles)

    def _rather_topic(self, phrase: Phrase, topic: Topic, best: str | None, roles: dict[str, set[str]]) -> str | None:
        """ "Lazaro confirmed the call. "It was frank," the foreign secretary said": the subject of the sentence before
        in the same paragraph, where the page tells no office of his and no holder of the role is named there."""
        if best is None or not topic.near or roles.get(topic.actor.ref) or topic.sentence < self.last_sentence:
            return best
        block = self.sheet.reading.sentences[topic.sentence].block
        if topic.sentence == self._sentence(phrase.first):
            return topic.actor.ref
        here = any(self.sheet.reading.sentences[self._sentence(one.first)].block is block for one in self._own[best])
        return best if here else topic.actor.ref

    def _topical(self, person: str, actor: Actor, place: int, word: int) -> float:
        """A definite role may stand for the one person whom the sentence before was about."""
        here = self._sentence(word)
        far = 3 if "the" in self.sheet.words[max(actor.first - 3, 0) : actor.first] else 1
        if actor.generic or place > word or here - self._sentence(place) > far:
            return 0.0
        near = {mention.ref for _, mention in self._earlier(word, 6) if here - self._sentence(mention.first) <= far}
        return 0.4 if near == {person} else 0.0

    def _fit(self, person: str, actor: Actor, held: set[str], here: int, *, bare: bool = False) -> float:
        """How well a role fits a person: held on this page, kin to one held, or just said by the last speaker."""
        near = person == self.last.ref and here - self.last_sentence <= 2
        if actor.generic:
            if bare and self._called_so(person, actor):
                return 2.5
            close = near and (self.sheet.language == "en" or here - self.last_sentence <= 1)
            return 0.5 if close else 0.0
        if actor.ref in held:
            return 3.0
        if any(kin(actor.ref, role) for role in held):
            return 2.0
        plain = bool(held) and held <= _PLAIN and not an_epithet(actor)  # a teacher is no minister a line below
        return 0.5 if near and not plain else 0.0

    def _called_so(self, person: str, actor: Actor) -> bool:
        """Whether the very noun stands beside the person's name: "історик Шон Мак-Дермотт", "сказав історик"."""
        word = self.sheet.words[actor.last - 1] if self.sheet.language == "en" else self.sheet.words[actor.first]
        record = self.sheet.people.get(person)
        return record is not None and any(word[:6] in role.lower() for role in record.roles) and len(word) > 4

    def _gender_against(self, person: str, actor: Actor, cue: Cue | None) -> bool:
        wanted = actor.gender or (cue.gender if cue is not None and cue.gender == "f" else "")
        known = self.gender(person)
        return wanted in ("m", "f") and known in ("m", "f") and wanted != known
