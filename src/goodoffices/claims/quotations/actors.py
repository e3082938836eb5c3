"""Actors: everything in a text that can speak (persons, parties, agencies, roles, pronouns), as word ranges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Literal, NamedTuple

from ...lexicon.concepts import Sense, vocabulary
from ...lexicon.names.peoples import called_alone, land_gender
from ...lexicon.reading import Reading
from ...records import PartyMention, PersonMention

ActorKind = Literal["person", "party", "agency", "role", "body", "pronoun"]


class Actor:
    """Words [first, last). `ref`: person or party id, else the vocabulary id; `gender` m, f, p (plural) or empty.

    `generic`: a noun that names nobody in particular ("official"). `bare`: written in its dictionary form.
    """

    __slots__ = ("bare", "first", "gender", "generic", "kind", "last", "ref")

    def __init__(
        self,
        first: int,
        last: int,
        kind: ActorKind,
        ref: str,
        gender: str = "",
        generic: bool = False,
        bare: bool = True,
    ) -> None:
        self.first, self.last, self.kind, self.ref = first, last, kind, ref
        self.gender, self.generic, self.bare = gender, generic, bare


class Noun(NamedTuple):
    """What the vocabulary says of a speaker noun."""

    gender: str
    generic: bool
    body: bool


@cache
def nouns() -> dict[str, Noun]:
    """Speaker and agency concept -> its properties."""
    return {
        concept: Noun(str(entry.get("gender", "")), bool(entry.get("generic")), bool(entry.get("body")))
        for concept, entry in vocabulary("speech").items()
        if concept.startswith(("speaker.", "agency."))
    }


@cache
def bare_words(language: str) -> frozenset[str]:
    """First words of speaker nouns in the nominative: those the vocabulary writes whole, and usual endings of stems."""
    whole: set[str] = set()
    stems: set[str] = set()
    for concept, entry in vocabulary("speech").items():
        if concept.startswith("speaker."):
            for phrase in entry["words"].get(language, ()):
                word = str(phrase).split()[0]
                (stems if word.endswith("*") else whole).add(word.rstrip("*"))
    offices = {
        str(phrase).split()[0].rstrip("*")
        for name in ROLE_KIN
        for phrase in vocabulary("roles")[name]["words"].get(language, ())
        if str(phrase).endswith("*") and " " not in str(phrase)
    }
    endings = ("о", "е", "я", "а", "ия", "ь", "", "ла") if language == "ru" else ("о", "я", "а", "ь", "")
    whole.update(stem + ending for stem in offices for ending in _NOMINATIVES)
    return frozenset(whole | {stem + ending for stem in stems for ending in endings})


# What the stem of an office may lack in the nominative: "настоятел*", "речни*", "юрист*".
_NOMINATIVES = ("", "ь", "й", "к", "ця", "ца", "ка", "ко")


# Offices of vocab/roles.yaml -> nouns of vocab/speech.yaml: what may be said for what.
ROLE_KIN = {
    "president": "speaker.president", "head-of-state": "speaker.president", "vice-president": "speaker.leader",
    "head-of-government": "speaker.premier", "prime-minister": "speaker.premier", "chancellor": "speaker.premier",
    "monarch": "speaker.king", "cleric": "speaker.king", "foreign-minister": "speaker.minister.foreign",
    "defence-minister": "speaker.minister.defence", "minister": "speaker.minister", "deputy": "speaker.leader",
    "secretary": "speaker.secretary", "secretary-general": "speaker.secretary-general",
    "ambassador": "speaker.ambassador", "envoy": "speaker.envoy", "mediator": "speaker.envoy",
    "negotiator": "speaker.negotiator", "head-of-delegation": "speaker.negotiator",
    "spokesperson": "speaker.spokesperson", "aide": "speaker.aide", "chief-of-staff": "speaker.leader",
    "head": "speaker.leader", "leader": "speaker.leader", "speaker": "speaker.lawmaker",
    "commander": "speaker.commander", "officer": "speaker.commander", "governor": "speaker.governor",
    "mayor": "speaker.mayor", "lawmaker": "speaker.lawmaker", "representative": "speaker.official",
    "expert": "speaker.official", "citizen": "speaker.bystander",
}  # fmt: skip
_ADJECTIVAL = ("ський", "ська", "ські", "ського", "ської", "ських", "ському", "ськими", "ским", "ский", "ская", "ские",
               "ского", "ской", "ских", "скому", "скими", "ство", "ства", "стві", "стве", "стрів")  # fmt: skip
PRONOUN_GENDER = {"pronoun.he": "m", "pronoun.she": "f", "pronoun.they": "p", "pronoun.it": "n", "pronoun.who": ""}


def actors_of(
    reading: Reading,
    persons: Sequence[PersonMention],
    parties: Sequence[PartyMention],
    senses: Sequence[Sense],
    named: Sequence[tuple[int, int]] = (),
) -> list[Actor]:
    """Actors in text order without overlap; persons win over parties, parties over agencies, roles and pronouns.

    `named`: word ranges of bodies named in marks.
    """
    found = _named(reading, persons, parties)
    for first, last in named:
        found.append((first, 1, -last, Actor(first, last, "agency", "agency.named")))
    bare, patterns = bare_words(reading.language), _patterns()
    slavic = reading.language != "en"
    words = reading.words
    for first, last, concept in senses:
        pattern = patterns.get(concept)
        if pattern is None:
            continue
        kind, ref, gender, generic, rank = pattern
        straight = True
        if slavic and kind not in ("agency", "pronoun"):
            word = words[first]
            if concept.startswith("role.") and word.endswith(_ADJECTIVAL):
                continue
            straight = word in bare
        found.append((first, rank, -last, Actor(first, last, kind, ref, gender, generic, straight)))
    return _without_overlap(found)


def _named(
    reading: Reading, persons: Sequence[PersonMention], parties: Sequence[PartyMention]
) -> list[tuple[int, int, int, Actor]]:
    starts = reading.starts
    found: list[tuple[int, int, int, Actor]] = []
    for mention in persons:
        first = bisect_left(starts, mention.start)
        last = bisect_left(starts, mention.end, first)
        if last > first:
            found.append((first, 0, -last, Actor(first, last, "person", mention.person)))
    for mentioned in parties:
        if mentioned.how != "adjective":
            first = bisect_left(starts, mentioned.start)
            last = bisect_left(starts, mentioned.end, first)
            if last > first:
                gender = "p" if mentioned.how == "people" else ""
                if gender and called_alone(reading.words[last - 1], reading.language):
                    gender = land_gender(reading.words[last - 1]) if reading.language != "en" else "p"
                found.append((first, 1, -last, Actor(first, last, "party", mentioned.party, gender)))
    return found


@cache
def _patterns() -> dict[str, tuple[ActorKind, str, str, bool, int]]:
    """Concept -> kind, reference, gender, generic and rank of the actor it makes."""
    table: dict[str, tuple[ActorKind, str, str, bool, int]] = {}
    for concept, gender in PRONOUN_GENDER.items():
        table[concept] = ("pronoun", concept, gender, False, 2)
    for concept, noun in nouns().items():
        kind: ActorKind = "agency" if concept.startswith("agency.") else "body" if noun.body else "role"
        rank = 1 if kind == "agency" and not noun.generic else 2
        table[concept] = (kind, concept, noun.gender, noun.generic, rank)
    for office, concept in ROLE_KIN.items():
        noun = nouns()[concept]
        table[f"role.{office}"] = ("role", concept, noun.gender, noun.generic, 2)
    for name in vocabulary("upstreams"):
        table.setdefault(f"agency.{name}", ("agency", f"agency.{name}", "", False, 1))
    return table


def _without_overlap(found: list[tuple[int, int, int, Actor]]) -> list[Actor]:
    """The longest at each place; a person or party inside a longer noun phrase of the vocabulary stays."""
    found.sort(key=itemgetter(0, 1, 2))
    kept: list[Actor] = []
    firm = ("person", "party")
    end = -1
    for _, _, _, actor in found:
        if end <= actor.first:
            kept.append(actor)
            end = actor.last
            continue
        while kept and kept[-1].last > actor.first and actor.kind in firm and kept[-1].kind not in firm:
            if kept[-1].kind == "agency" and not kept[-1].generic:
                break
            kept.pop()
        if not kept or kept[-1].last <= actor.first:
            kept.append(actor)
        end = kept[-1].last
    return kept
