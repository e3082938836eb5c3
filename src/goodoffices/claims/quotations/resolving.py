"""Who the speaker phrase of a cue stands for: person or party, on what ground.

Pronouns and roles are weighed against the persons met so far; every candidate gets points for named features, so a
decision can be explained (`weighed`). Carried-over speech belongs to the last speaker.
"""

from __future__ import annotations

from msgspec.structs import replace

from ...lexicon.reading import Sentence
from .acquaintance import OWNERS
from .actors import Actor
from .collective import WRITTEN, body_within
from .cues import Cue, Phrase
from .epithets import Epithets
from .speakers import NOBODY, Speaker
from .topics import noun_gender, subject_of, topic_before
from .words import OWN_GENDERS

_ASKING = frozenset("что кто как почему зачем що хто як чому what who how why".split())
_ASKED = frozenset("запитали спитали поцікавилися перепитали спросили поинтересовались переспросили".split())
_NO_ONE = ("agency.", "speaker.body", "speaker.report")
_PEERS = frozenset("colleague counterpart колега коллега".split())
_THERE = frozenset(("там", "тут", "здесь"))
_THERES = (["там"], ["тут"], ["здесь"])
_HIM = {"him": "m", "her": "f"}


class Discourse(Epithets):
    """What has been said so far: speakers in order, persons with their roles and genders."""

    def said(self, speaker: Speaker, offset: int) -> None:
        """Notes that `speaker` spoke at `offset`."""
        self.spoke(speaker, self.sheet.reading.sentence_at(offset))

    def spoke(self, speaker: Speaker, sentence: Sentence | None) -> None:
        """Notes that `speaker` spoke in `sentence`."""
        self.last = speaker
        if sentence is not None:
            self.last_sentence = sentence.index

    def speaker_of(self, cue: Cue, earlier: Speaker | None) -> Speaker:
        """The speaker of a cue; `earlier`: that of the cue it leans on."""
        if cue.plural and self._there(cue):
            return self._of_that_place(cue)
        if cue.side == "same" and cue.phrase is None and not (cue.plural and self.sheet.words[cue.first] in _ASKED):
            if earlier is not None:
                return earlier
            carried = self.carried(cue)
            if self.sheet.words[cue.first] not in WRITTEN:
                return carried
            paper = self._of_a_paper(cue)
            newer = paper.basis == "carried-over"  # a body has been told of since
            return paper if newer or not (carried.text or carried.ref) else carried
        if cue.plural and self.sheet.words[cue.first] in _ASKED and (cue.phrase is None or cue.phrase.actor < 0):
            return NOBODY  # "— запитали генерала": whoever asked has no name
        cited = self._cited_whose(cue)
        if cited >= 0:
            return self.owner(cited, OWN_GENDERS[self.sheet.words[cited]]) or NOBODY
        if cue.phrase is None:
            if cue.kind.takes == "source":
                return self._of_his_words(cue)
            return earlier or self.carried(cue)
        return self.resolved(cue.phrase, cue)

    def _cited_whose(self, cue: Cue) -> int:
        """ "приводит её слова агентство", "цитує його агентство": the word for whoever is cited; -1 for none."""
        if cue.kind.takes != "cited" or self.sheet.language == "en":
            return -1
        near = (cue.first - 1, cue.last)
        return next((at for at in near if 0 <= at < cue.right and self.sheet.words[at] in OWN_GENDERS), -1)

    def _there(self, cue: Cue) -> bool:
        """Whether "there" is all the subject a verb has: "обурилися там", "Там додали"."""
        words, behind = self.sheet.words, cue.last
        if behind < len(words) and words[behind] in _THERE and not self.sheet.signs[behind - 1]:
            return True
        return cue.first > cue.left and words[cue.first - 1] in _THERE

    def _of_that_place(self, cue: Cue) -> Speaker:
        """Whoever spoke last, where that is no person; else the body where something was done before."""
        here = self._sentence(cue.first)
        person = self.last.ref in self.sheet.people
        if self.last.text and not person and here - self.last_sentence <= 3:
            return replace(self.last, basis="pronoun")
        for index in range(here - 1, max(here - 4, -1), -1):
            phrase = body_within(self.sheet, self.sheet.reading.sentences[index])
            if phrase is not None:
                return replace(self.resolved(phrase, None), basis="pronoun")
        place = cue.last if self.sheet.words[cue.last : cue.last + 1] in _THERES else cue.first - 1
        return Speaker(None, self.sheet.reading.between(place, place), "pronoun")

    def _of_a_paper(self, cue: Cue) -> Speaker:
        """ "«...», – йдеться в заяві": of the body that the sentence before is about; else the paper itself."""
        sheet = self.sheet
        here = self._sentence(cue.first)
        for index in range(here - 1, max(here - 4, self.last_sentence, -1), -1):
            sentence = sheet.reading.sentences[index]
            for at in range(sentence.first, min(sentence.first + 3, sentence.last)):
                place = sheet.by_first.get(at)
                if place is not None and sheet.actors[place].kind == "body":
                    governed = at > sentence.first and sheet.words[at - 1] in sheet.prepositions
                    body = Phrase(at, sheet.actors[place].last, place)
                    return NOBODY if governed else replace(self.resolved(body, None), basis="carried-over")
        first = cue.last + 1
        if first >= cue.right:
            return NOBODY
        last = next((at for at in range(first, min(first + 4, cue.right)) if sheet.signs[at]), first)
        return Speaker(None, sheet.reading.between(first, last), "role")

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
        epithet = self._by_epithet(phrase, text)
        if epithet is not None:
            return epithet
        if phrase.actor < 0:
            if text.lower() in _ASKING:
                return NOBODY  # "Что сказали освобожденные"
            return self._meant(phrase, cue, text) or Speaker(None, text, "named" if phrase.named else "role")
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
        if cue is not None and self._told_of(found, cue):
            return Speaker(None, text, "role")
        return self._meant(phrase, cue, text) or found if found.ref is None else found

    def _told_of(self, speaker: Speaker, cue: Cue) -> bool:
        """ "Blinken saw progress, according to the spokesman": whom the clause is about is not its source."""
        if cue.kind.takes != "source" or speaker.basis != "role" or speaker.ref not in self.sheet.people:
            return False
        actors = (self.sheet.by_first.get(index) for index in range(cue.sentence.first, cue.first))
        first = next((self.sheet.actors[place] for place in actors if place is not None), None)
        return first is not None and first.kind == "person" and first.ref == speaker.ref

    def _taken_up(self, actor: Actor) -> Speaker | None:
        """The subject of a new sentence before a pronoun, where it fits: a person, or somebody without a name."""
        topic = topic_before(self.sheet, actor.first)
        if topic is None:
            return self._office_taken_up(actor)
        if topic.sentence < self.last_sentence or self._known_again(topic):
            return None
        if not topic.near and not (topic.nameless and topic.sentence == self._sentence(actor.first) - 1):
            return None
        if topic.nameless:
            gender = noun_gender(self.sheet, topic.actor)
            if gender == "p" or (gender and gender != actor.gender):
                return None
            text = self.sheet.reading.between(topic.actor.first, topic.actor.last - 1)
            other = self._other_of_two(text, actor.gender)
            return other or Speaker(None, text, "pronoun", actor.gender, topic.actor.ref)
        known = self.gender(topic.actor.ref)
        if topic.sentence == self.last_sentence or (known and known != actor.gender):
            return None
        own = self.sheet.reading.between(actor.first, actor.last - 1)
        return Speaker(topic.actor.ref, own, "pronoun", actor.gender)

    def _office_taken_up(self, actor: Actor) -> Speaker | None:
        """ "Канцлер заперечив. «...», – зауважив він": the office that is the subject of the sentence before."""
        sheet, here = self.sheet, self._sentence(actor.first)
        for index in range(here - 1, max(here - 3, self.last_sentence, -1), -1):
            sentence = sheet.reading.sentences[index]
            office = subject_of(sheet, sentence.first, sentence.last)
            if office is None:
                continue
            if office.kind != "role" or office.gender == "p" or noun_gender(sheet, office) not in ("", actor.gender):
                return None
            if office.first > sentence.first and sheet.words[office.first - 1] in OWNERS:
                return None
            found = self.resolved(Phrase(office.first, office.last, sheet.by_first[office.first]), None)
            if self.gender(found.ref or "") not in ("", actor.gender):
                found = Speaker(None, sheet.reading.between(office.first, office.last - 1), "role", "", office.ref)
            sure = found.ref is not None or self._pronoun(actor.first, actor.gender) is None
            return replace(found, basis="pronoun", gender=actor.gender) if sure else None
        return None

    def _other_of_two(self, text: str, gender: str) -> Speaker | None:
        """ "Her colleague is less patient": the other one, where the page names two people and one spoke last."""
        if text.lower().rpartition(" ")[2] not in _PEERS or len(self.sheet.people) != 2 or self.last.ref is None:
            return None
        [*others] = (ref for ref in self.sheet.people if ref != self.last.ref)
        if len(others) != 1 or self.gender(others[0]) not in ("", gender):
            return None
        return Speaker(others[0], text, "role", gender)

    def owner(self, word: int, gender: str) -> Speaker | None:
        """Whom a possessive pronoun at `word` means; None where nobody fits."""
        topic = topic_before(self.sheet, word)
        own = self.sheet.words[word]
        if topic is not None and not topic.nameless and self.gender(topic.actor.ref) in ("", gender):
            return Speaker(topic.actor.ref, own, "pronoun", gender)
        found = self._pronoun(word, gender)
        return Speaker(found, own, "pronoun", gender) if found else None

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
            other = actor.gender == "m" or self.gender(found or "") != "f" or self._a_woman_spoke()
            if found and other and self._unnamed_last(actor):
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

    def _a_woman_spoke(self) -> bool:
        """Whether the last speaker, without a name, is a woman by the noun: "розповіла радниця. Вона каже"."""
        head = self.last.text.split(maxsplit=1)[0].lower() if self.last.text else ""
        return self.sheet.language != "en" and head.endswith(("ця", "ка", "ша", "иня", "есса", "еса"))

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
