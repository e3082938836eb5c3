"""Who is said to have sat in talks or to have stayed away: "was part of Baku's team", "не приехал в Женеву"."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...records import Members, PersonMention
from .delegation import delegation_of, name_of, party_of
from .passage import Passage, governed
from .reference import talk_marks
from .roster import qualifies
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("act", "attend"), ("act", "come"), ("act", "stay-away"))
SUBJECT = 9  # words between a person and the verb
SELF = frozenset("himself herself themselves сам сама самі сами".split())
OBJECT = 7  # words between the verb and the talks, the delegation or the place
AUXILIARY = frozenset("did does had has have was were is are do".split())


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each person or row of persons that a verb of attending, or its denial, is said of."""
    if passage.asks or not scene.of_talks:
        return
    for verb in passage.of("act", "attend", "come", "stay-away"):
        denying = denial(passage, verb)
        if verb.id == "come" and denying is None:
            continue  # who arrives in a town need not sit in the talks
        if imagined(passage, verb, before=3) or planned(passage, verb, before=3):
            continue
        goal = _goal(passage, verb)
        told = passage.word(verb.last - 1) == "present" and (scene.resumes(passage) or bool(talk_marks(passage)))
        if goal is None and not told and not _to_place(passage, scene, verb):
            continue
        people = _subjects(passage, verb)
        if not people:
            continue
        yield from _drafts(passage, scene, verb, goal, people, denied=(denying is not None) != (verb.id == "stay-away"))


def _drafts(
    passage: Passage, scene: Scene, verb: Mark, goal: Mark | None, people: list[PersonMention], *, denied: bool
) -> Iterator[Draft]:
    """By party: those without a known side sit in the delegation that the verb names, else in nobody's."""
    named = None
    if goal is not None and goal.id == "delegation":
        named = party_of(passage, scene, goal, (passage.start, passage.end))
    groups: dict[str, list[PersonMention]] = {}
    for person in people:
        groups.setdefault(scene.party_of(person.person) or named or "", []).append(person)
    start, end = passage.evidence(min(people[0].start, verb.start), max(people[-1].end, verb.end))
    for party, members in groups.items():
        value = Members(
            tuple(dict.fromkeys(person.person for person in members)),
            not denied,
            passage.reading.text[members[0].start : members[-1].end],
            scene.language,
            tuple(name_of(scene, person) for person in members),
        )
        subject = delegation_of(passage, scene, party)
        if not party:
            subject = msgspec.structs.replace(subject, parties=())
        yield Draft("attendance", subject, value, start, end, verb.start, "denied" if denied else "asserted", score=75)


def _goal(passage: Passage, verb: Mark) -> Mark | None:
    """The delegation or the talks that the verb is about, after it or, in free word order, right before it."""
    clause = passage.clause(verb.start)
    marks = [*passage.of("talks", "delegation"), *talk_marks(passage, clause)]
    after = [mark for mark in marks if 0 <= mark.first - verb.last <= OBJECT and mark.start < clause[1]]
    if after:
        return min(after, key=lambda mark: mark.first)
    if passage.reading.language == "en":
        return None
    before = [mark for mark in marks if 0 <= verb.first - mark.last <= OBJECT and mark.start >= clause[0]]
    return max(before, key=lambda mark: mark.last, default=None)


def _to_place(passage: Passage, scene: Scene, verb: Mark) -> bool:
    """Whether the verb leads to the town or the land of the talks."""
    stage = scene.stage.place
    if stage is None or verb.id == "attend":
        return False
    clause = passage.clause(verb.start)
    for place in passage.places:
        same = place.place.id == stage.id or (place.place.country and place.place.country == stage.country)
        if clause[0] <= place.start < clause[1] and passage.apart(place, verb) <= OBJECT and same:
            return passage.word(verb.first) != "remained"  # who remained where the talks are did not stay away
    return verb.id == "stay-away" and any(
        clause[0] <= party.start < clause[1] and party.party == stage.country.lower() for party in passage.parties
    )


def _subjects(passage: Passage, verb: Mark) -> list[PersonMention]:
    """The people before the verb, told with "and" or commas; "X, who ..." counts as X."""
    text = passage.reading.text
    before = [
        person
        for person in passage.persons
        if person.end <= verb.start and passage.apart(person, verb) <= SUBJECT + 6 and not governed(passage, person)
    ]
    if not before:
        return []
    nearest = before[-1]
    if text[nearest.end : verb.start].lstrip().startswith(","):
        # "A, the adviser to President B, was part of": what stands between the commas only describes A.
        opened = [person for person in before[:-1] if text[person.end : person.end + 1] == ","]
        nearest = opened[-1] if opened else nearest
        before = before[: before.index(nearest) + 1]
    if (
        (passage.apart(nearest, verb) > SUBJECT and "," not in text[nearest.end : verb.start])
        or qualifies(passage, nearest, None)
        or _clause_between(passage, nearest, verb)
    ):
        return []
    row = [nearest]
    for person in reversed(before[:-1]):
        gap = text[person.end : row[0].start]
        if len(gap) > 60 or not any(word in gap.split() for word in ("and", "та", "і", "й", "и")):
            break
        row.insert(0, person)
    return row


def _clause_between(passage: Passage, person: PersonMention, verb: Mark) -> bool:
    """Whether another verb of the person stands between: "X said Y did not attend" is of Y alone.

    So is "X led the team, and he himself did not go".
    """
    return not SELF.isdisjoint(passage.words(passage.first_word(person.end), verb.first)) or (
        any(person.end <= cue.start < verb.start for cue in passage.of("cue", "said"))
        or ";" in (passage.reading.text[person.end : verb.start])
    )
