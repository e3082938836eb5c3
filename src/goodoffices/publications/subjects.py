"""What a finding is about and what it asks, in the words of the brief."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon.concepts import label, vocabulary
from ..records import Claim, Position, Subject
from .moments import moment_text
from .names import Names
from .words import concept_label, home_of

# Territory is asked by measure, whole and holder: the name that its extractor gives the subject.
SUMMARY = "summary-only"
# Things and people that accounts count, and what was done to them or is told of them.
COUNTED = ("goods", "deeds", "figures", "doings")
UNKNOWN = "~"  # what a noun begins with that no vocabulary knows, before its language
_HELD = re.compile(r"(share|area) of (.{1,80}) held by (.{1,80})")


def asked(question: str, names: Names) -> str:
    """The question of a finding in a few words."""
    home = "claim-kinds" if question in vocabulary("claim-kinds") else "findings"
    return label(home, question, names.words.language)


def asked_of(question: str, claims: Sequence[Claim], names: Names, subject: str = "") -> str:
    """The question with what tells it apart from the same question on the same subject: party, issue, group.

    What was announced of a gathering that is an event itself is no step that comes next.
    """
    subjects = [claim.subject for claim in claims]
    parts: list[str] = []
    if subjects and all(subject.kind == "delegation" for subject in subjects):
        parts = [names.party(party) for party in names.in_order(subjects[0].parties)]
    elif subjects and all(subject.kind in ("conflict", "strike") for subject in subjects) and subjects[0].name:
        parts = [named(subjects[0].name, names)]
    elif claims and isinstance(claims[0].value, Position):
        parts = [concept_label(claims[0].value.issue, names.words.language)]
    elif claims and question == SUMMARY:
        parts = [asked(claims[0].kind, names)]
    event = names.events.get(subject)
    held = event is not None and event.kind in ("round", "sitting", "meeting")
    text = names.words("as-announced") if held and question == "next-step" else asked(question, names)
    return f"{text} ({', '.join(parts)})" if parts else text


def named(name: str, names: Names) -> str:
    """The name of a subject: a word of the vocabularies, or several, of which some are parties and places."""
    if " " not in name or home_of(name):
        return concept_label(name, names.words.language)
    return ", ".join(_word(word, names) for word in name.split())


def _word(word: str, names: Names) -> str:
    """A party or a place by its name, a thing that accounts count or what befell it by its label."""
    if word.startswith(UNKNOWN):
        return word.partition(":")[2]
    home = next((file for file in COUNTED if word in vocabulary(file)), "")
    if word in names.known:
        return names(word)
    return label(home, word, names.words.language) if home else concept_label(word, names.words.language)


def subject_text(subject: str, claims: Sequence[Claim], names: Names) -> str:
    """The event, party or person; an area or a conflict by what its key holds; else the subject of the first claim."""
    if subject in names.known:
        return names(subject)
    kind, _, rest = subject.partition(":")
    if kind == "area" and (held := _HELD.fullmatch(rest)):
        measure, whole, holder = held.groups()
        place = next((place for place in names.places.values() if place.name == whole), None)
        return names.words(f"{measure}-held", whole=names.place(place) if place else names(whole), holder=names(holder))
    if kind == "conflict" and rest:
        return _titled("conflict", [names(party) for party in names.in_order(tuple(rest.split("+")))], names)
    return _stated(claims[0].subject, names) if claims else subject


def _stated(subject: Subject, names: Names) -> str:
    parts = [names.party(party) for party in subject.parties]
    parts += [names(subject.place)] if subject.place else []
    parts += [named(subject.name, names)] if subject.name and subject.kind != "conflict" else []  # the question says it
    parts += [moment_text(subject.time, names.words)] if subject.time else []
    return _titled(subject.kind, parts, names)


def _titled(kind: str, parts: list[str], names: Names) -> str:
    title = names.words.known(f"subject-{kind}", kind)
    return f"{title}: {', '.join(parts)}" if parts else title
