"""Who the speaker phrase of a cue stands for: person or party, on what ground.

Pronouns and roles are weighed against the persons met so far; every candidate gets points for named features, so a
decision can be explained (`weighed`). Carried-over speech belongs to the last speaker.
"""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct
from msgspec.structs import replace

from ...lexicon.reading import Sentence
from ...records.mention import SpeakerBasis
from .acquaintance import OWNERS, Acquaintance
from .actors import Actor
from .cues import Cue, Phrase
from .kinship import ALONE, BYSTANDER, NEVER_NAMED, OF_TWO, an_epithet, kin, one_of_a_people
from .lands import countryman
from .phrases import upright_form
from .sheet import Sheet, channel_label
from .topics import Topic, introduces, noun_gender, pair_before, topic_before, unnamed
from .words import INDEFINITE

RECENT = 0.4  # points lost for every sentence between the mention and the pronoun
_ADDRESSES = {"пані": "f", "пан": "m", "госпожа": "f", "господин": "m", "madam": "f", "madame": "f"}
_ASKING = frozenset("что кто как почему зачем що хто як чому what who how why".split())
_ASKED = frozenset("запитали спитали поцікавилися перепитали спросили поинтересовались переспросили".split())
_NO_ONE = ("agency.", "speaker.body", "speaker.report")
_PLAIN = frozenset((BYSTANDER, "speaker.official"))
# "местный чиновник", "тамтешній дипломат": nobody named before.
_LOCAL = ("местн", "місцев", "тамтешн", "тамошн", "здешн", "тутешн", "неназван", "высокопоставленн", "високопоставлен")
_INSIDE = frozenset("в у із из".split())  # "співрозмовник у місії"
_WITH = frozenset("з із зі с со".split())
_HIM = {"him": "m", "her": "f"}
_OWNED = {
    "his": "m", "her": "f", "their": "", "its": "", "його": "m", "її": "f", "їхній": "",
    "его": "m", "её": "f", "ее": "f",
}  # fmt: skip
_GOVERNING = frozenset("to of with for by з с із до к".split())
WEIGHTS = {
    "last speaker": 3.0,
    "newer subject": 3.5,
    "subject": 2.0,
    "gender": 2.5,
    "same block": 1.0,
    "one sentence": 1.0,
}


class Speaker(Struct, frozen=True):
    """Who speaks: person or party id (None: nobody known), the words for it, and the ground."""

    ref: str | None
    text: str
    basis: SpeakerBasis
    gender: str = ""
    noun: str = ""


NOBODY = Speaker(None, "", "none")


class Discourse(Acquaintance):
    """What has been said so far: speakers in order, persons with their roles and genders."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self.last: Speaker = NOBODY
        self.last_sentence = -99
        self._sources = [
            cue.phrase.last - 1 for cue in sheet.cues if cue.kind.takes == "source" and cue.phrase is not None
        ]

    def said(self, speaker: Speaker, offset: int) -> None:
        """Notes that `speaker` spoke at `offset`."""
        self.spoke(speaker, self.sheet.reading.sentence_at(offset))

    def spoke(self, speaker: Speaker, sentence: Sentence | None) -> None:
        """Notes that `speaker` spoke in `sentence`."""
        self.last = speaker
        if sentence is not None:
            self.last_sentence = sentence.index

    # ---- resolution

    def speaker_of(self, cue: Cue, earlier: Speaker | None) -> Speaker:
        """The speaker of a cue; `earlier`: that of the cue it leans on."""
        if cue.side == "same" and cue.phrase is None and not (cue.plural and self.sheet.words[cue.first] in _ASKED):
            if earlier is not None:
                return earlier
            return self.carried(cue)
        if cue.plural and self.sheet.words[cue.first] in _ASKED and (cue.phrase is None or cue.phrase.actor < 0):
            return NOBODY  # "— запитали генерала": whoever asked has no name
        if cue.phrase is None:
            if cue.kind.takes == "source":
                return self._of_his_words(cue)
            return earlier or self.carried(cue)
        return self.resolved(cue.phrase, cue)

    def carried(self, cue: Cue | None = None) -> Speaker:
        """The last speaker once more, where the verb form does not speak against it."""
        if self.last.ref is None and not self.last.text:
            return NOBODY
        if cue is not None and cue.plural and self.last.ref in self.sheet.people and self.sheet.language != "en":
            return NOBODY  # "кажуть", "кричали": more than the one who spoke last
        if cue is not None and not OWNERS.isdisjoint(self.sheet.words[cue.last + 1 : cue.last + 2]):
            topic = topic_before(self.sheet, cue.first)
            if topic is not None and not topic.nameless and topic.sentence > self.last_sentence:
                return Speaker(topic.actor.ref, self._name(topic.actor.ref), "carried-over")
        if cue is not None and cue.gender in ("m", "f") and self.last.ref:
            gender = self.last.gender or self.gender(self.last.ref)
            if gender in ("m", "f") and gender != cue.gender:
                found = self._pronoun(cue.first, cue.gender)
                return Speaker(found, self._name(found), "carried-over", cue.gender) if found else NOBODY
        return replace(self.last, basis="carried-over")

    def resolved(self, phrase: Phrase, cue: Cue | None) -> Speaker:
        """Whom the words of a phrase stand for."""
        sheet = self.sheet
        text = sheet.reading.between(phrase.first, phrase.last - 1)
        epithet = self._one_of_two(phrase, text) or self._of_a_land(phrase, text) or self._epithet(phrase, text)
        if epithet is not None:
            return epithet
        if phrase.actor < 0:
            if text.lower() in _ASKING:
                return NOBODY  # "Что сказали освобожденные"
            return Speaker(None, text, "named" if phrase.named else "role")
        actor = sheet.actors[phrase.actor]
        own = sheet.reading.between(actor.first, actor.last - 1)
        if actor.kind == "person":
            if cue is not None and cue.gender in ("m", "f") and sheet.language != "en" and not cue.plural:
                self.agreed.setdefault(actor.ref, cue.gender)
            return Speaker(actor.ref, own, "named", self.gender(actor.ref))
        if actor.kind == "party":
            return Speaker(actor.ref, own, "named", actor.gender)
        if actor.kind == "agency":
            return Speaker(None, text if actor.generic else own, "role" if actor.generic else "named", "", actor.ref)
        if actor.kind == "pronoun":
            before = sheet.by_last.get(actor.first) if actor.ref == "pronoun.who" else None
            if before is not None and sheet.actors[before].kind == "person":  # "слова Курті, який назвав ..."
                return Speaker(sheet.actors[before].ref, own, "pronoun", self.gender(sheet.actors[before].ref))
            return self._of_pronoun(actor, own)
        if actor.kind == "body":
            return self._of_body(phrase, actor, text)
        found = self._of_role(phrase, actor, text, cue)
        return Speaker(None, text, "role") if cue is not None and self._told_of(found, cue) else found

    def _told_of(self, speaker: Speaker, cue: Cue) -> bool:
        """ "Blinken saw progress, according to the spokesman": whom the clause is about is not its source."""
        if cue.kind.takes != "source" or speaker.basis != "role" or speaker.ref not in self.sheet.people:
            return False
        actors = (self.sheet.by_first.get(index) for index in range(cue.sentence.first, cue.first))
        first = next((self.sheet.actors[place] for place in actors if place is not None), None)
        return first is not None and first.kind == "person" and first.ref == speaker.ref

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

    def _epithet(self, phrase: Phrase, text: str) -> Speaker | None:
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

    def _taken_up(self, actor: Actor) -> Speaker | None:
        """The subject of a new sentence before a pronoun, where it fits: a person, or somebody without a name."""
        topic = topic_before(self.sheet, actor.first)
        if topic is None or topic.sentence < self.last_sentence:
            return None
        if not topic.near and not (topic.nameless and topic.sentence == self._sentence(actor.first) - 1):
            return None
        if topic.nameless:
            gender = noun_gender(self.sheet, topic.actor)
            if gender == "p" or (gender and gender != actor.gender):
                return None
            text = self.sheet.reading.between(topic.actor.first, topic.actor.last - 1)
            return Speaker(None, text, "pronoun", actor.gender, topic.actor.ref)
        known = self.gender(topic.actor.ref)
        if topic.sentence == self.last_sentence or (known and known != actor.gender):
            return None
        own = self.sheet.reading.between(actor.first, actor.last - 1)
        return Speaker(topic.actor.ref, own, "pronoun", actor.gender)

    def _of_his_words(self, cue: Cue) -> Speaker:
        words = self.sheet.words[cue.first : cue.last]
        own = self.sheet.reading.between(cue.first, cue.last - 1)
        gender = _HIM.get(self.sheet.words[cue.last], "") if cue.last < len(self.sheet.words) else ""
        if any(word in ("its", "his", "його", "его") for word in words):
            gender = "m"
        elif any(word in ("her", "її", "ее", "её") for word in words):
            gender = "f"
        them = cue.last < len(self.sheet.words) and self.sheet.words[cue.last] == "them"
        if not (gender or them) and not any(word in ("their", "them", "їхніми", "їх", "їхню", "их") for word in words):
            return Speaker(None, own, "role")
        if gender:
            found = self._pronoun(cue.first, gender)
            if found and not (self.last.ref is None and self.last.text and self._just_spoken(cue.first)):
                return Speaker(found, own, "pronoun", gender)
        if self.last.ref and not gender:
            return replace(self.last, text=own, basis="pronoun")
        if self.last.text:
            return replace(self.last, basis="pronoun")
        return Speaker(None, own, "pronoun")

    def _of_pronoun(self, actor: Actor, own: str) -> Speaker:
        if actor.gender in ("m", "f"):
            taken_up = self._taken_up(actor)
            if taken_up is not None:
                return taken_up
            found = self._pronoun(actor.first, actor.gender)
            if found and self._unnamed_last(actor) and (actor.gender == "m" or self.gender(found) != "f"):
                found = None
            if found:
                return Speaker(found, own, "pronoun", actor.gender)
            if self.last.text and not self.last.noun.startswith("agency."):
                return replace(self.last, basis="pronoun")
            return Speaker(None, own, "pronoun")
        sentence = self._sentence(actor.first)
        if sentence - self.last_sentence <= 3 and self.last.text:
            person = self.last.ref is not None and self.last.ref in self.sheet.people
            if not person:
                return replace(self.last, basis="pronoun")
        return Speaker(None, own, "pronoun")

    def _unnamed_last(self, actor: Actor) -> bool:
        """A nameless official was speaking just now, and nobody named came between."""
        if self.last.ref is not None or not self.last.text or self.last.noun.startswith(_NO_ONE):
            return False
        if self.last.gender == "p":
            return False  # "witnesses say. ..., he bellowed"
        if self.last.basis == "named" or self.last_sentence == self._sentence(actor.first):
            return False  # "Север", "Юг": no person at all; "according to a participant, he was harsher"
        return self._just_spoken(actor.first)

    def _just_spoken(self, word: int) -> bool:
        """Whether the last speaker spoke in this sentence or the one before, and nobody was named since."""
        if self._sentence(word) - self.last_sentence > 4:
            return False
        return not any(self._sentence(other.first) > self.last_sentence for _, other in self._earlier(word, 10))

    def _of_body(self, phrase: Phrase, actor: Actor, text: str) -> Speaker:
        """A ministry, army or delegation speaks for its party where the phrase names one."""
        sheet = self.sheet
        for index in range(phrase.first - 1 if phrase.first else 0, min(phrase.last + 4, len(sheet.words))):
            if index < phrase.first and sheet.language == "en":
                continue
            if index >= phrase.last and (sheet.language == "en" and sheet.words[phrase.last] not in ("of", "in")):
                break
            party = sheet.adjectives.get(index)
            place = sheet.by_first.get(index)
            if party is None and place is not None and sheet.actors[place].kind == "party":
                party = sheet.actors[place].ref
                if index >= phrase.last:
                    text = sheet.reading.between(phrase.first, sheet.actors[place].last - 1)
            if party is not None:
                return Speaker(party, text, "role")
        if self._anaphoric(phrase, actor):
            return replace(self.last, text=text, basis="role")
        return Speaker(None, text, "role", "", actor.ref)

    def _anaphoric(self, phrase: Phrase, actor: Actor) -> bool:
        return self.last.noun == actor.ref and self.sheet.words[phrase.first] == "the"

    def _of_role(self, phrase: Phrase, actor: Actor, text: str, cue: Cue | None) -> Speaker:
        sheet = self.sheet
        words = sheet.words[phrase.first : phrase.last]
        before = sheet.words[phrase.first - 1] if phrase.first and not sheet.signs[phrase.first - 1] else ""
        indefinite = any(word in INDEFINITE for word in words[:2]) or before in INDEFINITE or actor.gender == "p"
        paper = self._paper_of(phrase, actor, text)
        if paper is not None:
            return paper
        source = cue is not None and cue.kind.takes == "source"
        inserted = cue is not None and phrase.first >= cue.last and self._set_off(cue)
        if sheet.language != "en" and actor.generic and sheet.signs[phrase.last - 1] == "," and not source:
            indefinite = indefinite or not inserted  # "Приштина, уверен дипломат, ..." means the one just named
        if actor.ref in NEVER_NAMED or (sheet.language != "en" and (before in INDEFINITE or before.startswith(_LOCAL))):
            indefinite = True
        if sheet.language != "en" and actor.generic and not source and self._of_an_office(actor):
            indefinite = True
        if source and sheet.language != "en" and actor.generic and actor.last < len(sheet.words) and not indefinite:
            indefinite = sheet.words[actor.last] in _INSIDE and not sheet.signs[actor.last - 1]
        if not indefinite and introduces(sheet, actor) and (sheet.language == "en" or actor.ref == BYSTANDER):
            indefinite = actor.ref != "speaker.commander"
        if not indefinite and cue is not None and unnamed(sheet, cue.sentence):
            indefinite = True
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
        alone = phrase.last - phrase.first == (2 if self.sheet.words[phrase.first] == "the" else 1)
        sides = self._sides(phrase, actor)
        plain = not sides and not self._capitals(phrase.first, phrase.last)
        here = self._sentence(phrase.first)
        topic = topic_before(self.sheet, phrase.first)
        if topic is not None and topic.nameless and topic.actor.gender == "p" != actor.gender:
            topic = None  # "the sides" are no diplomat
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
            if fit and self._another_office(phrase, actor, person):
                continue
            if 0 < fit < 2 and actor.ref.startswith("speaker.spokes") and self._of_an_office(actor):
                continue  # "представитель НАТО" is not whoever spoke before him
            if owned and (fit < 2 or person in owned):
                continue
            if not fit or self._gender_against(person, actor, cue):
                continue
            side = self.sheet.people[person].side if person in self.sheet.people else None
            about = topic is not None and topic.actor.ref == person
            taken_up = about and (actor.generic or actor.ref in held)
            if sides and side and side not in sides and not taken_up:
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
        return (
            self._rather_topic(phrase, topic, best, roles)
            if not self._gender_against(topic.actor.ref, actor, cue)
            else best
        )

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
        return all(office not in role.lower() for role in sheet.people[person].roles)

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

    def _pronoun(self, word: int, gender: str) -> str | None:
        """The person "he" or "she" at `word` stands for."""
        points = self.weighed(word, gender)
        return max(points, key=lambda person: (sum(points[person].values(), 0.0), person)) if points else None

    def weighed(self, word: int, gender: str) -> dict[str, dict[str, float]]:
        """Candidates for a pronoun with the points of each feature."""
        sheet = self.sheet
        here = self._sentence(word)
        found: dict[str, dict[str, float]] = {}
        sentences = sheet.reading.sentences
        subjects: dict[int, str] = {}
        for place, mention in self._earlier(word, 60):
            sentence = self._sentence(mention.first)
            if here - sentence > 12:
                continue
            known = self.gender(mention.ref)
            if known in ("m", "f") and known != gender:
                continue
            if sentence == here and self._told_of_another(mention, word):
                continue
            first = sentences[sentence].first  # "Чану пришлось оправдываться.", "З Умєровим говорила газета."
            opens = mention.first == first or (mention.first == first + 1 and sheet.words[first] in _WITH)
            if opens or sheet.language == "en" or upright_form(sheet, place):
                subjects.setdefault(sentence, mention.ref)
            features = {"recency": -RECENT * (here - sentence)}
            if known == gender:
                features["gender"] = WEIGHTS["gender"]
            if subjects.get(sentence) == mention.ref and (opens or not self._governed(mention)):
                features["subject"] = WEIGHTS["subject"]
            if sentences[sentence].block is sentences[here].block:
                features["same block"] = WEIGHTS["same block"]
            if mention.ref == self.last.ref and here - self.last_sentence <= 3:
                features["last speaker"] = WEIGHTS["last speaker"]
            elif sentence > self.last_sentence and "subject" in features:
                features["newer subject"] = WEIGHTS["newer subject"]
            old = found.get(mention.ref)
            if old is None or sum(features.values(), 0.0) >= sum(old.values(), 0.0):
                found[mention.ref] = features
        return found

    def _told_of_another(self, mention: Actor, word: int) -> bool:
        """ "По рассказу X, он выбил дверь": a pronoun behind a source is somebody else."""
        place = bisect_left(self._sources, mention.first)
        return place < len(self._sources) and mention.first <= self._sources[place] < min(mention.last, word)

    def _governed(self, mention: Actor) -> bool:
        """Whether a preposition or a possessive makes the mention no subject."""
        sheet = self.sheet
        if sheet.language == "en" and sheet.possessive(mention.last - 1):
            return True
        before = sheet.words[mention.first - 1] if mention.first and not sheet.signs[mention.first - 1] else ""
        return before in _GOVERNING or (sheet.language != "en" and before in sheet.prepositions)


__all__ = ["NOBODY", "Discourse", "Speaker", "channel_label"]
