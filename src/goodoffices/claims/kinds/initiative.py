"""Who asked for talks or for a truce: "at India's request", "Pakistan asked for a halt of all firing"."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Concept, PartyMention, Polarity, Subject
from .ground import principal
from .passage import Passage, governed
from .reference import talk_marks
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("deed", "asked"), ("deed", "request"))
SUBJECT = 12  # words between who asked and the verb
BEHIND = 4  # words between "at the request of" and who asked
OBJECT = 9  # words between the verb and what was asked for
LEADING = 6  # words between the talks and whose they are
LEADERS = ("president", "leader", "heads", "summit", "президент", "лідер", "лидер", "глав", "саміт", "саммит")
WE = frozenset({"we", "ми", "мы"})
IT = frozenset({"it", "one", "цього", "этого", "нього", "него", "про", "об"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for who asked, by the verb or by the noun of asking."""
    if passage.asks:
        return
    for mark in passage.of("deed", "asked", "request"):
        if imagined(passage, mark, before=3) or planned(passage, mark, before=3):
            continue
        party = _asking(passage, scene, mark) if mark.id == "asked" else _at_request(passage, mark)
        matter = _matter(passage, scene, mark)
        if party is None or not matter:
            continue
        polarity: Polarity = "denied" if denial(passage, mark) is not None else "asserted"
        start, end = passage.trimmed(*passage.clause(mark.start))
        subject = Subject("conflict", name=f"{matter} asked")
        value = Concept((party,), passage.reading.text[mark.start : mark.end], scene.language)
        yield Draft("initiative", subject, value, start, end, mark.start, polarity, score=70)
        return


def _asking(passage: Passage, scene: Scene, verb: Mark) -> str | None:
    """The party that is the subject of the verb, or whose word "we" is."""
    low = passage.clause(verb.start)[0]
    near: list[PartyMention] = [
        party
        for party in passage.parties
        if low <= party.start and party.end <= verb.start and passage.apart(party, verb) <= SUBJECT
    ]
    free = [party for party in near if not governed(passage, party)]
    if not WE.isdisjoint(passage.words(verb.first - 4, verb.first)):
        return scene.side_at(passage, verb.start, verb.end)
    return principal(free[0].party) if free else None


def _at_request(passage: Passage, noun: Mark) -> str | None:
    """ "at the request of Egypt", "at India's request", "на прохання Індії"."""
    after = [p for p in passage.parties if p.start >= noun.end and passage.apart(p, noun) <= BEHIND]
    before = [p for p in passage.parties if p.end <= noun.start and passage.apart(p, noun) == 0]
    party = before[-1] if before and not after else after[0] if after else None
    if party is not None:
        return principal(party.party)
    # "At the request of Tiraspol": a seat of power that stands for no party of the vocabulary.
    place = next((p for p in passage.places if p.start >= noun.end and passage.apart(p, noun) == 0), None)
    return place.place.name if place is not None and place.place.precision != "country" else None


def _matter(passage: Passage, scene: Scene, mark: Mark) -> str:
    """What was asked for: a truce, talks, or talks of the leaders."""
    truce = [m for m in passage.of("pact", "ceasefire") if _beside(passage, m, mark)]
    if truce:
        return "ceasefire"
    talks = [m for m in talk_marks(passage) if _beside(passage, m, mark)]
    if talks:
        return "summit" if _of_leaders(passage, talks[0]) else "talks"
    if scene.about_truce and passage.word(mark.last) in IT:
        return "ceasefire"
    return ""


def _of_leaders(passage: Passage, talks: Mark) -> bool:
    """Whether the talks are those of heads of state: "talks at the level of presidents", "a leaders' meeting"."""
    near = passage.words(max(talks.first - LEADING, passage.sentence.first), talks.last + LEADING)
    return any(word.startswith(LEADERS) for word in near)


def _beside(passage: Passage, thing: Mark, mark: Mark) -> bool:
    if mark.id == "asked":
        return 0 <= thing.first - mark.last <= OBJECT
    return passage.apart(thing, mark) <= SUBJECT
