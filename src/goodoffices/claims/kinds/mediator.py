"""Who mediated: "mediated by Norway", "посередником виступила Грузія", "при посредничестве Катара"."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Concept, PartyMention, Polarity, Subject
from .ground import principal
from .passage import Passage, governed
from .reference import talk_marks
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("format", "mediated"),)
REACH = 6  # words between the word of mediating and who does it
TALKS = "talks"
# "The mediators" are nobody's name; "the mediators of Oman" would be read as its side in the talks.
SEVERAL = frozenset({"mediators", "посередники", "посередників", "посередникам", "посредники", "посредников"})
BETWEEN = frozenset("with between and against from in at to for з із зі між у в с со между для до".split())
JOINING = frozenset({"and", "the", "та", "і", "й", "и"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for the word of mediating that stands by a party."""
    if passage.asks:
        return
    for mark in passage.of("format", "mediated"):
        if passage.word(mark.first) in SEVERAL or imagined(passage, mark, before=3) or planned(passage, mark, before=3):
            continue
        parties = _mediating(passage, mark)
        if not parties:
            continue
        polarity: Polarity = "denied" if denial(passage, mark) is not None else "asserted"
        start, end = passage.trimmed(*passage.clause(mark.start))
        low = min(start, mark.start, *(party.start for party in parties))
        high = max(end, mark.end, *(party.end for party in parties))
        value = Concept(
            tuple(sorted({principal(party.party) for party in parties})),
            passage.reading.text[mark.start : mark.end],
            scene.language,
        )
        yield Draft(
            "mediator", Subject("conflict", name=_matter(passage)), value, low, high, mark.start, polarity, score=70
        )
        return


def _mediating(passage: Passage, mark: Mark) -> list[PartyMention]:
    """The party nearest to the word, with those joined to it by "and"; none where a list of parties is too long."""
    low, high = passage.clause(mark.start)
    near = [
        party
        for party in passage.parties
        if low <= party.start < high and passage.apart(party, mark) <= REACH and party.how != "people"
    ]
    free = [
        party
        for party in near
        if (
            _after(passage, party) if party.start > mark.start else _beside(party, mark) or not governed(passage, party)
        )
    ]
    first = passage.nearest(free, mark)
    if first is None:
        return []
    found = [first]
    for party in near:
        between = passage.words(
            passage.reading.word_at(min(found[-1].end, party.end)),
            passage.first_word(max(found[-1].start, party.start)),
        )
        if party is not first and len(between) <= 2 and JOINING.issuperset(between):
            found.append(party)
    return found


def _beside(party: PartyMention, mark: Mark) -> bool:
    """ "US-mediated"."""
    return mark.start - party.end <= 1


def _after(passage: Passage, party: PartyMention) -> bool:
    """Whether a party behind the word is not one between whom was mediated: "talks with", "между"."""
    return passage.word(passage.first_word(party.start) - 1) not in BETWEEN


def _matter(passage: Passage) -> str:
    """What was mediated, where the sentence tells: talks, or a matter agreed."""
    if talk_marks(passage):
        return TALKS
    pacts = sorted({mark.id for mark in passage.marks.get("pact", ())})
    return pacts[0] if len(pacts) == 1 else ""
