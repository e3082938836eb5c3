"""Delegations: whose one is, and which round's."""

from __future__ import annotations

from ...records import PersonMention, Subject
from .holders import REBELS, land_of, rebels
from .passage import Passage
from .reference import place_of
from .scene import Scene
from .words import Mark

GOVERNMENT = ("government", "уряд", "правительств")
BESIDE = 2  # words between a delegation and the word for its side
TOWARDS = frozenset("to in at into with до у в во на з із с со".split())  # "sent a delegation to Jordan"


def party_of(passage: Passage, scene: Scene, at: Mark, within: tuple[int, int]) -> str | None:
    """The party whose delegation it is: "Russia's delegation", "the delegation of Sudan", "делегація України"."""
    parties = [p for p in passage.parties if within[0] <= p.start < within[1]]
    best = None
    least = 6
    for party in parties:
        apart = passage.apart(party, at)
        after = party.start >= at.end
        if after and (apart > 2 or passage.word(passage.first_word(party.start) - 1) in TOWARDS):
            continue
        if passage.reading.text[party.end : at.start].count(",") > 0 and not after:
            continue
        if apart < least:
            best, least = party, apart
    return best.party if best else _within_land(passage, scene, at)


def _within_land(passage: Passage, scene: Scene, at: Mark) -> str | None:
    """Whose "the government's delegation" and "делегацию повстанцев" are on a page about one land's conflict."""
    if scene.settings.parties:
        return None  # a case file that names its parties says itself who they are
    for word in passage.words(at.first - BESIDE, at.last + BESIDE):
        if word.startswith(GOVERNMENT):
            return land_of(scene)
        if word.startswith(REBELS):
            return rebels(scene)
    return None


def delegation_of(
    passage: Passage, scene: Scene, party: str, *, mark: Mark | None = None, earlier: bool = False
) -> Subject:
    if earlier and mark is not None:
        whole = (passage.start, passage.end)
        rounds = scene.rounds_at(passage, mark)
        place = place_of(passage, mark, whole)
        return Subject("delegation", (party,), place.id if place else rounds[0].place, rounds[0].time, -1)
    main = scene.round()
    return Subject("delegation", (party,), main.place, main.time)


def name_of(scene: Scene, mention: PersonMention) -> str:
    for person in scene.mentions.people:
        if person.id == mention.person:
            return person.name
    return mention.text
