"""Who met whom: two people or more who sat together, by a verb of meeting or "the meeting between A and B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...records import Concept, Members, PersonMention, Polarity, Subject
from .delegation import name_of
from .passage import Passage
from .reference import dates_of, day_around, place_of, single_day
from .roster import qualifies
from .scene import Draft, Scene
from .turns import demanded, denial, imagined, planned
from .words import Mark

TRIGGERS = (("act", "meet-whom"), ("talks", "meeting"), ("talks", "conversation"), ("talks", "talks"))
REACH = 14  # words between the verb and whom one met
OPENS = frozenset({"between", "of", "between:", "між", "между"})
ASKED = 3  # words between a verb of asking and the meeting that was asked for
REQUESTED = 8  # words between "at the request of" somebody and what was requested
TOLD = 3  # words between a name and the cue that makes it a speaker's
PAIRING = frozenset(", and & with та і й и з із зі с со between".split())


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """Occurrence and attendance of the first meeting that the sentence tells, where two people are named."""
    if len(passage.persons) < 2 or passage.asks:
        return
    for at, people in (*_by_verb(passage), *_by_noun(passage, scene)):
        if len({person.person for person in people}) < 2 or imagined(passage, at, before=4) or _wished(passage, at):
            continue
        yield from _drafts(passage, scene, at, people)
        return


def _wished(passage: Passage, at: Mark) -> bool:
    """Whether somebody only asked for the meeting: "requested direct talks between A and B"."""
    low = passage.clause(at.start)[0]
    reach = {"asked": ASKED, "request": REQUESTED}
    asked = (mark for mark in passage.of("deed", *reach) if mark.start >= low)
    return demanded(passage, at) or any(0 <= at.first - mark.last <= reach[mark.id] for mark in asked)


def _by_verb(passage: Passage) -> Iterator[tuple[Mark, list[PersonMention]]]:
    for verb in passage.of("act", "meet-whom"):
        clause = passage.clause(verb.start)
        named = _named(passage)
        before = [person for person in named if clause[0] <= person.start and person.end <= verb.start]
        if not before:
            before = [person for person in named if person.end <= clause[0]][:1]
        after = [
            person for person in named if verb.end <= person.start < clause[1] and passage.apart(person, verb) <= REACH
        ]
        yield verb, [*before, *after]


def _by_noun(passage: Passage, scene: Scene) -> Iterator[tuple[Mark, list[PersonMention]]]:
    """ "There was no meeting between A and B", "встреча А и Б": names in a pair right after the noun."""
    for noun in passage.of("talks", "meeting", "conversation", "talks"):
        following = [person for person in _named(passage) if person.start >= noun.end]
        if len(following) < 2:
            continue
        gap = passage.words(noun.last, passage.first_word(following[0].start))
        far = 8 if not OPENS.isdisjoint(gap) else 5 if scene.language != "en" else -1
        if len(gap) <= far and _paired(passage, following[0], following[1]):
            yield noun, following[:2]


def _paired(passage: Passage, one: PersonMention, other: PersonMention) -> bool:
    between = passage.words(passage.first_word(one.end), passage.first_word(other.start))
    return len(between) <= 8 and not PAIRING.isdisjoint(between)


def _named(passage: Passage) -> list[PersonMention]:
    """The people of the sentence but those who only qualify another name or who only tell of it."""
    people = passage.persons
    cues = [cue for cue in passage.marks.get("cue", ()) if cue.id == "said"]
    found = []
    for index, person in enumerate(people):
        following = people[index + 1] if index + 1 < len(people) else None
        if qualifies(passage, person, following) and passage.reading.language == "en":
            continue
        if any(passage.apart(person, cue) < TOLD for cue in cues):
            continue
        found.append(person)
    return found


def _drafts(passage: Passage, scene: Scene, at: Mark, people: Sequence[PersonMention]) -> Iterator[Draft]:
    clause = passage.clause(at.start)
    days = [time for time in dates_of(passage, (passage.start, passage.end)) if single_day(time.moment)]
    near = passage.nearest(days, at)
    day = day_around(near.moment) if near is not None and near.moment is not None else scene.today_of_talks()
    place = place_of(passage, at, clause)
    sides = {side for person in people if (side := scene.party_of(person.person))}
    parties = tuple(sorted(sides)) if len(sides) > 1 else ()
    subject = Subject("meeting", parties, place.id if place else scene.place, day, name="meeting")
    start, end = passage.trimmed(min(clause[0], people[0].start), max(clause[1], people[-1].end))
    polarity: Polarity = "asserted"
    if denial(passage, at) is not None:
        polarity = "denied"
    elif planned(passage, at):
        polarity = "planned"
    text = passage.reading.text
    value = Concept(("took-place",), text[at.start : at.end], scene.language)
    yield Draft("occurrence", subject, value, start, end, at.start, polarity, score=80)
    if polarity == "denied":
        return
    members = tuple(dict.fromkeys(person.person for person in people))
    names = tuple(dict.fromkeys(name_of(scene, person) for person in people))
    spoken = text[people[0].start : people[-1].end] if people[0].start < people[-1].end else people[0].text
    yield Draft("attendance", subject, Members(members, True, spoken, scene.language, names), start, end, at.start,
                polarity, score=80)  # fmt: skip
