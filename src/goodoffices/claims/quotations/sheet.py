"""A reading prepared for attribution: passages, actors, cues and channels, each found once, in text order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import count
from operator import attrgetter
from typing import Any

from ...lexicon.concepts import Concepts, Sense, vocabulary
from ...lexicon.reading import Reading
from ...records import PartyMention, Person, PersonMention
from .actors import ROLE_KIN, Actor, actors_of
from .cues import Cue, kinds, shape_of
from .insertions import named_in_marks, with_insertions
from .marks import Passage, find_passages
from .oblique import genitives
from .unlisted import unlisted_verbs, unmarked_speech
from .words import ADVERBS, BREAKS, NEGATED, PASSIVES, PREPOSITIONS, SEPARATORS, SOURCING, THAT

MANY = 24  # cues of one sentence; more is no prose, and would cost the square of their number
_NOUNS_TOO = frozenset(
    "calls claims reports comments answers notes fears hopes remarks posts slams report claim".split()
)
_ASKED_OF = frozenset("whether if about why how what for by when who".split())
_DETERMINERS = frozenset("the a an his her its their this that of in our".split())
_SELVES = frozenset("themselves itself himself herself".split())
_OWN = ("собственн", "власн")
# What something is done according to, and what says nothing.
_UNSPEAKING = frozenset(
    "formula formulas format principle scheme schedule timetable plan law laws constitution rules tradition custom "
    "calendar criteria procedure proportion ratio scenario закону конституції правил традиції графіка розкладу "
    "графика расписания конституции традиции".split()
)
# "если верить X" has no preposition of its own.
_BELIEVED = frozenset(("если", "якщо", "коли"))
# Neighbours that may make a word of speech something else than a verb: without one, nothing more is asked.
_WATCHED = frozenset("as so when if being once".split()) | _DETERMINERS | PASSIVES
_WATCHED_AFTER = _SELVES | {"not", "to", "for"}


@cache
def speech() -> Concepts:
    """The vocabulary of speech, with the agencies and outlets of `upstreams` and the offices of `roles`."""
    listed = {
        str(word)
        for concept, entry in vocabulary("speech").items()
        if concept.startswith("cue.")
        for language in ("uk", "ru")
        for word in entry["words"].get(language, ())
    }
    table = {concept: _inflected(concept, entry, listed) for concept, entry in vocabulary("speech").items()}
    for name, entry in vocabulary("upstreams").items():
        if entry.get("kind") in ("agency", "outlet"):
            table[f"agency.{name}"] = entry["words"]
    for name, entry in vocabulary("roles").items():
        if name in ROLE_KIN:
            table[f"role.{name}"] = entry["words"]
    return Concepts(table)


def _inflected(concept: str, entry: dict[str, Any], listed: set[str]) -> dict[str, list[str]]:
    """The words of a concept; nouns for speakers also in the genitive ("по словам дипломата"), verbs in the past also
    with subjects that are things or many ("розповіло джерело") unless `listed` under another concept."""
    words: dict[str, list[str]] = entry.get("words", {})
    if concept.startswith("cue."):
        return {
            language: [*verbs, *(form for form in _pasts(verbs, language) if form not in listed)]
            for language, verbs in words.items()
        }
    if not concept.startswith("speaker."):
        return words
    many = entry.get("gender") == "p"
    return {
        language: list(
            dict.fromkeys([*nouns, *(form for noun in nouns for form in genitives(noun, language, plural=many))])
        )
        for language, nouns in words.items()
    }


def _pasts(verbs: Sequence[str], language: str) -> list[str]:
    """The neuter and the plural of verbs in the past: "розповіла" gives "розповіло", "розповіли"."""
    if language == "en":
        return []
    stems = [str(verb)[:-1] for verb in verbs if str(verb).endswith("ла")]
    own = [str(verb)[:-3] for verb in verbs if str(verb).endswith("лася")]
    found = [*(stem + "о" for stem in stems), *(stem + "и" for stem in stems)]
    return list(dict.fromkeys([*found, *(stem + "ося" for stem in own), *(stem + "ися" for stem in own)]))


@cache
def _circumstances() -> frozenset[str]:
    """Concepts of the circumstances of speech: platforms, statements, agencies, hearers, nouns before a name."""
    own = {concept for concept in vocabulary("speech") if concept.startswith(("channel.", "agency."))}
    agencies = {f"agency.{name}" for name in vocabulary("upstreams")}
    return frozenset(own | agencies | {"naming.noun", "recipient.press"})


@cache
def channel_label(concept: str) -> str:
    """How a channel or agency is written in the record, whatever the language of the page."""
    entry = vocabulary("speech").get(concept) or vocabulary("upstreams").get(concept.partition(".")[2], {})
    return str(entry.get("labels", {}).get("en", ""))


class Sheet:
    """Everything the steps of attribution share. Words inside marks are no cues and no speakers."""

    __slots__ = (
        "_rights", "actors", "adjectives", "adverbs", "breaks", "by_first", "by_last", "capitals", "channels",
        "cue_place", "cues", "ends", "language", "naming", "passages", "people", "persons", "prepositions", "reading",
        "recipients", "sentence_of", "signs", "starts", "text", "that", "words",
    )  # fmt: skip

    def __init__(
        self,
        reading: Reading,
        people: Sequence[Person],
        persons: Sequence[PersonMention],
        parties: Sequence[PartyMention],
    ) -> None:
        self.reading, self.language = reading, reading.language
        self.text, self.words, self.starts, self.ends = reading.text, reading.words, reading.starts, reading.ends
        self.people = {person.id: person for person in people}
        self.persons = persons
        self.prepositions, self.breaks = PREPOSITIONS[self.language], BREAKS[self.language]
        self.adverbs, self.that = ADVERBS[self.language], THAT[self.language]
        self.signs = signs_of(reading)
        self.capitals = reading.capitals
        found = speech().find(reading)
        self.passages = find_passages(reading.text, reading.blocks)
        named: list[tuple[int, int]] = []
        if self.language != "en" and self.passages:
            self.passages = with_insertions(reading, self.passages, found)
            named = named_in_marks(reading, self.passages)
            known = {first for first, _ in named}
            self.passages = [passage for passage in self.passages if reading.word_at(passage.start) not in known]
        self._rights = [passage.right for passage in self.passages]
        self.adjectives = {
            reading.word_at(mention.start): mention.party for mention in parties if mention.how == "adjective"
        }
        senses = found
        if self.passages:
            senses = self._outside(found)
            persons = [mention for mention in persons if not self._inside(mention.start)]
            parties = [mention for mention in parties if not self._inside(mention.start)]
        self.actors = actors_of(reading, persons, parties, senses, named)
        self.by_first: dict[int, int] = dict(zip(map(attrgetter("first"), self.actors), count(), strict=False))
        self.by_last: dict[int, int] = dict(zip(map(attrgetter("last"), self.actors), count(), strict=False))
        self.channels: list[tuple[int, int, str]] = []
        self.naming: set[int] = set()
        self.recipients: dict[int, int] = {}
        self.sentence_of: list[int] = []
        for sentence in reading.sentences:
            self.sentence_of.extend([sentence.index] * (sentence.last - sentence.first))
        unmarked = unmarked_speech(reading) if self.language != "en" else []
        if self.passages or unmarked:
            spoken = sorted([*self.passages, *unmarked], key=attrgetter("left")) if unmarked else self.passages
            more = unlisted_verbs(reading, spoken, senses, self.actors, self.by_first)
            senses = sorted([*senses, *more]) if more else senses
        self.cues = self._cues(self._sorted_out(senses))
        self.cue_place = {cue.first: place for place, cue in enumerate(self.cues)}

    def _sorted_out(self, senses: Sequence[Sense]) -> list[Sense]:
        """Keeps channels, naming nouns and hearers; the senses of cues are handed back."""
        table, others = kinds(), _circumstances()
        for first, last, concept in [sense for sense in senses if sense[2] in others]:
            if concept == "naming.noun":
                self.naming.add(last)
            elif concept == "recipient.press":
                self.recipients[first] = last
            else:
                self.channels.append((first, last, concept))
        return [sense for sense in senses if sense[2] in table]

    def _inside(self, offset: int) -> bool:
        low = bisect_right(self._rights, offset)
        return low < len(self.passages) and self.passages[low].left <= offset

    def _outside(self, senses: list[Sense]) -> list[Sense]:
        """Senses that do not begin inside marks."""
        kept: list[Sense] = []
        place = 0
        for passage in self.passages:
            # A sense compares as a tuple, its first word first.
            low = bisect_left(senses, (bisect_left(self.starts, passage.left),), place)
            kept += senses[place:low]
            place = bisect_left(senses, (bisect_left(self.starts, passage.right),), low)
        return kept + senses[place:]

    def _cues(self, senses: Sequence[Sense]) -> list[Cue]:
        """Cues in text order, longest first where they overlap, each with its sentence and the cue before it."""
        table, words, language = kinds(), self.words, self.language
        sentences = self.reading.sentences
        cues: list[Cue] = []
        last: Cue | None = None
        place, many = 0, 0
        for first, end, concept in self._sourced(_longest(senses)):
            while sentences[place].last <= first:
                place += 1
            sentence, kind = sentences[place], table[concept]
            near = last is not None and last.sentence is sentence
            if near and last is not None and kind.takes == "noun" and first - last.last < 5:
                continue  # "said in a statement that": the verb is the cue
            if kind.takes == "source" and not _UNSPEAKING.isdisjoint(words[end : end + 2]):
                continue  # "according to the formula": nobody says it
            many = many + 1 if near else 0
            form, gender, plural = shape_of(words[first], language)
            cue = Cue(first, end, kind, sentence, form, gender, plural)
            if many < MANY and self._speaks(cue):
                if many:
                    cue.before = last
                if self.passages:
                    self._bound(cue)
                cues.append(cue)
                last = cue
        return cues

    def _sourced(self, senses: list[Sense]) -> list[Sense]:
        """Slavic source nouns with their preposition: "за словами", "по его словам"; others are no cues."""
        if self.language == "en":
            return senses
        found = []
        for sense in senses:
            if sense.concept == "cue.according":
                first = sense.first
                if first and self.words[first - 1] in SOURCING:
                    first -= 1
                elif first > 1 and self.words[first - 2] in SOURCING and not self.signs[first - 1]:
                    first -= 2
                elif first > 2 and self.words[first - 3] in SOURCING and self.words[first - 1].startswith(_OWN):
                    first -= 3  # "по его собственным словам"
                elif self.words[first] not in _BELIEVED:
                    continue
                found.append(Sense(first, sense.last, sense.concept))
            else:
                found.append(sense)
        return found

    def _speaks(self, cue: Cue) -> bool:
        """Whether the word is used as a verb of speech: not "to say", not "the reported attack", not "did not say"."""
        place = self.by_first.get(cue.first) if self.capitals[cue.first] else None
        if place is not None and self.actors[place].kind == "person":
            return False  # "Said Abdullahi Deni"
        if cue.kind.aside:
            return self._set_apart(cue)
        if cue.kind.takes in ("source", "noun") or cue.first == cue.sentence.first:
            if self.language == "uk" and self.words[cue.first].endswith("мо"):
                return False
            after = self.words[cue.last] if cue.last < cue.sentence.last else ""
            return self.words[cue.first] != "asked" or after not in _ASKED_OF
        before = self.words[cue.first - 1]
        if before in NEGATED[self.language] and not self.signs[cue.first - 1]:
            excepted = before == "to" and cue.first > 1 and self.words[cue.first - 2] in ("except", "only")
            return excepted and cue.kind.takes == "clause"
        if self.language != "en":
            return not self.words[cue.first].endswith("мо")  # "Зазначимо, що": the outlet speaks to its reader
        word, after = self.words[cue.first], self.words[cue.last] if cue.last < cue.sentence.last else ""
        if before not in _WATCHED and after not in _WATCHED_AFTER and word not in _NOUNS_TOO and not cue.kind.plural:
            return True
        return self._verb_of_speech(cue, word, before, after)

    def _set_apart(self, cue: Cue) -> bool:
        """Whether a verb and the actor before it are all that stands between two commas: ", she notes, "."""
        place = self.by_last.get(cue.first)
        if place is None or self.signs[cue.last - 1] != "," or cue.last >= cue.sentence.last:
            return False
        first = self.actors[place].first
        return any(self.signs[index - 1] == "," for index in range(first, max(first - 4, cue.sentence.first), -1))

    def _verb_of_speech(self, cue: Cue, word: str, before: str, after: str) -> bool:
        """Whether an English word that may be a noun, a passive or an infinitive is a verb of speech here."""
        if word in _NOUNS_TOO and not self._verb_here(cue.first):
            return False
        if before == "as" and cue.form == "participle":
            return False
        if before == "so" and word == "called":
            return False
        if before in _DETERMINERS and not self.signs[cue.first - 1]:
            return False
        if before in PASSIVES and cue.form == "finite" and not self._after_mark(cue.first):
            if word == "quoted" and after == "as":
                return True
            return cue.last < cue.sentence.last and "by" in self.words[cue.last : cue.last + 4]
        if word == "asked" and (before in PASSIVES or before in ("when", "if", "being", "once")):
            return False
        if after in _SELVES or (cue.kind.strict and after in ("not", "to", "for")):
            return False
        if cue.kind.plural:
            index = self.by_last.get(cue.first)
            return index is not None and (self.actors[index].gender == "p" or self.actors[index].generic)
        return True

    def _after_mark(self, index: int) -> bool:
        """Whether a closing mark stands before word `index`: "... where the kitchen was," said a farmer."""
        place = bisect_left(self._rights, self.ends[index - 1])
        return place < len(self._rights) and self._rights[place] <= self.starts[index]

    def _verb_here(self, index: int) -> bool:
        """Whether "calls", "claims", "reports" can be a verb: after an actor, a name, an adverb or a comma."""
        before = self.words[index - 1]
        if self.possessive(index - 1) or self.words[index + 1 : index + 2] in (["are"], ["were"], ["is"], ["was"]):
            return False  # "kept Spain's hopes alive", "the Syrian claims are false"
        return (
            index in self.by_last
            or bool(self.signs[index - 1])
            or before in ADVERBS["en"]
            or before in ("who", "which")
            or self.capitals[index - 1]
        )

    def _bound(self, cue: Cue) -> None:
        """The words around a cue that belong to the outlet: up to the neighbouring passages."""
        offset = self.starts[cue.first]
        low = bisect_right(self._rights, offset)
        if low and self.passages[low - 1].right > cue.sentence.start:
            cue.left = max(cue.left, self.reading.word_at(self.passages[low - 1].right))
        if low < len(self.passages) and self.passages[low].left < cue.sentence.end:
            cue.right = min(cue.right, self.reading.word_at(self.passages[low].left))

    def following_cues(self, cue: Cue) -> list[Cue]:
        """The later cues of the same sentence."""
        place = self.cue_place[cue.first] + 1
        found = []
        while place < len(self.cues) and self.cues[place].sentence is cue.sentence:
            found.append(self.cues[place])
            place += 1
        return found

    def sentence_cues(self, cue: Cue) -> list[Cue]:
        """All cues of the sentence of `cue`."""
        place = self.cue_place[cue.first]
        while place and self.cues[place - 1].sentence is cue.sentence:
            place -= 1
        first = self.cues[place]
        return [first, *self.following_cues(first)]

    def channels_between(self, start: int, stop: int) -> list[tuple[int, int, str]]:
        """Platforms and agencies among the words [start, stop)."""
        place = bisect_left(self.channels, (start,))
        found = []
        while place < len(self.channels) and self.channels[place][0] < stop:
            found.append(self.channels[place])
            place += 1
        return found

    def possessive(self, index: int) -> bool:
        """Whether the token of word `index` ends in a possessive 's or s'."""
        token = self.text[self.starts[index] : self.ends[index]]
        if token[-2:] in ("'s", "’s"):
            return True
        return token[-1:] == "s" and self.text[self.ends[index] : self.ends[index] + 2] in ("' ", "’ ")


def _longest(senses: Sequence[Sense]) -> list[Sense]:
    """The first sense where some overlap, the longest of those that begin at one word."""
    best: list[Sense] = []
    begun = end = -1
    for sense in senses:
        first, last, _ = sense
        if end <= first:
            best.append(sense)
        elif begun == first and last > end:
            best[-1] = sense
        else:
            continue
        begun, end = first, last
    return best


class Signs(dict[str, str]):
    """The characters between two words -> the sign among them that parts the words, "" for none; short ones kept."""

    def __missing__(self, gap: str) -> str:
        sign = _sign(gap)
        if len(gap) < 8 and len(self) < 10_000:
            self[gap] = sign
        return sign


def _sign(gap: str) -> str:
    if len(gap) < 2:
        return gap if gap in (",", "—", "\n") else ""
    for sign in gap:
        if sign in SEPARATORS and not (sign == "-" and gap.strip() != gap.strip(" ") and len(gap.strip()) > 1):
            return sign
    return "\n" if "\n" in gap else ""


_SIGNS = Signs()


def signs_of(reading: Reading) -> list[str]:
    """The sign after each word; the last word and the place behind it count as ends of a line.

    One more stands at the end, so that index -1, before the first word, finds no sign.
    """
    signs = list(map(_SIGNS.__getitem__, reading.gaps))
    return [*signs[:-1], "\n", "\n", ""]


__all__ = ["Actor", "Passage", "Sheet", "channel_label", "speech"]
