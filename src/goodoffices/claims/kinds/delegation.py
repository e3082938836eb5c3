"""Delegations: whose one is, and which round's."""

from __future__ import annotations

from ...records import PartyMention, PersonMention, Subject
from .holders import REBELS, land_of, rebels
from .passage import Passage
from .reference import place_of
from .scene import Scene
from .words import Mark

GOVERNMENT = ("government", "уряд", "правительств")
BESIDE = 2  # words between a delegation and the word for its side
CARRIED = 2  # sentences over which "the team" is the delegation named with its side
# "Sent a delegation to Jordan", "has led its team since Mexico".
TOWARDS = frozenset("to in at into with since after before until до у в во на з із с со після после".split())
OWN = frozenset("its their our his свою своєї своєю свої своїх їхн наша нашу наші свою своей свои своих наши".split())
THE = frozenset({"the", "its", "their", "this", "his", "her", "our"})
MEMBER = frozenset({"member", "strong", "man", "person", "negotiating"})
ADJECTIVE = ("ку", "ька", "ької", "ькою", "ская", "скую", "ской", "цкую", "цкой", "ая", "ую", "ої", "ою", "ой")
WHOSE = frozenset("from of representing for з із зі від из от".split())
FROM = frozenset({"from", "з", "із", "зі", "из"})


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
        if after and _left_for(passage, at, party):
            continue
        if passage.reading.text[party.end : at.start].count(",") > 0 and not after:
            continue
        if apart < least:
            best, least = party, apart
    return best.party if best else _within_land(passage, scene, at)


def _left_for(passage: Passage, at: Mark, party: PartyMention) -> bool:
    """ "The delegation returned from Doha": not whose it is. "The delegation from Gaza" does say so."""
    first = passage.first_word(party.start)
    return first - at.last > 1 and passage.word(first - 1) in FROM


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


def party_told_before(passage: Passage, scene: Scene, at: Mark) -> str | None:
    """Whose "the seven-member team" is: that of the one delegation which the last sentences named with its side."""
    if not _bare(passage, at):
        return None
    named: set[str] = set()
    for earlier in scene.told_before(CARRIED):
        for mark in earlier.of("talks", "delegation"):
            party = party_of(earlier, scene, mark, (earlier.start, earlier.end))
            if party is not None:
                named.add(party)
    return next(iter(named)) if len(named) == 1 else None


def owner_of(passage: Passage, at: Mark) -> str | None:
    """Whose "its negotiators" are: those of the party that the sentence began with."""
    if OWN.isdisjoint(passage.words(at.first - 2, at.first)):
        return None
    before = [party for party in passage.parties if party.end <= at.start and party.how != "adjective"]
    return before[0].party if before else None


def _bare(passage: Passage, at: Mark) -> bool:
    """Whether nothing beside the delegation may name its side: an adjective, "from Tiraspol"."""
    word = passage.word(at.first - 1)
    if passage.word(at.last) in WHOSE:
        return False
    if passage.reading.language == "en":
        return word in THE or word in MEMBER
    return not word.endswith(ADJECTIVE)


def delegation_of(
    passage: Passage, scene: Scene, party: str, *, mark: Mark | None = None, earlier: bool = False
) -> Subject:
    """The subject of a delegation; without a party ("") of one whose side the page does not tell."""
    if earlier and mark is not None:
        whole = (passage.start, passage.end)
        rounds = scene.rounds_at(passage, mark)
        place = place_of(passage, mark, whole)
        return Subject("delegation", (party,), place.id if place else rounds[0].place, rounds[0].time, -1)
    main = scene.round()
    return Subject("delegation", (party,) if party else (), main.place, main.time)


def name_of(scene: Scene, mention: PersonMention) -> str:
    for person in scene.mentions.people:
        if person.id == mention.person:
            return person.name
    return mention.text
