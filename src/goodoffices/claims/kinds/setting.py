"""Where and when talks are held, and that they are: place and occurrence of rounds and meetings."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Concept, Moment, Place, Polarity, Subject, When, Where
from .next_step import wished
from .passage import Passage
from .reference import dates_of, order_of, place_of, talk_marks
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

ACTS = ("hold", "hold-base", "hold-future", "start", "start-future", "end", "postpone", "cancel", "suspend")
TRIGGERS = tuple(("act", ident) for ident in ACTS)
SERIES = frozenset({"talks", "round", "meeting", "consultations", "session", "days-long", "summit"})
STOPPED = ("postpone", "cancel", "suspend")
APART = frozenset({"separate", "separately", "sidelines", "bilateral", "окрем*", "кулуарах", "отдельные"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """Drafts of place and occurrence for the talks whose holding the sentence reports."""
    for verb in passage.of("act", *ACTS):
        clause = passage.clause(verb.start)
        talks = [mark for mark in talk_marks(passage, clause) if mark.id in SERIES]
        mark = passage.nearest(talks, verb)
        if mark is None or passage.apart(mark, verb) > 12 or imagined(passage, verb, before=4):
            continue
        if wished(passage, mark, clause):
            continue
        if verb.id in STOPPED:
            yield from _stopped(passage, scene, verb, mark, clause)
            return
        yield from _held(passage, scene, verb, mark, clause)
        return


def _held(passage: Passage, scene: Scene, verb: Mark, mark: Mark, clause: tuple[int, int]) -> Iterator[Draft]:
    if denial(passage, verb) is not None:
        return
    ahead = verb.id in ("hold-base", "hold-future", "start-future") or planned(passage, verb)
    polarity: Polarity = "planned" if ahead else "asserted"
    order = order_of(passage, clause, mark)
    if order.turn == "next":
        return  # what comes next is told by next_step
    start, end = passage.trimmed(*clause)
    parties = _beside(passage, mark, clause)
    place = place_of(passage, mark, clause)
    if parties:
        day = next((time.moment for time in dates_of(passage, clause)), None) or scene.today()
        where = place.id if place else scene.place
        subject = Subject("meeting", parties, where, day, text=passage.reading.text[mark.start : mark.end])
        value = Concept(("took-place",), passage.reading.text[verb.start : verb.end], scene.language)
        yield Draft("occurrence", subject, value, start, end, verb.start, polarity)
        return
    for subject in scene.rounds_at(passage, mark):
        yield from _place(scene, subject, place, mark, (start, end), polarity)
        if subject.time is not None and subject.time.text and verb.id.startswith("hold"):
            value_time: Moment = subject.time
            text = subject.time.text or passage.reading.text[verb.start : verb.end]
            yield Draft("occurrence", subject, When(value_time, text, scene.language), start, end, verb.start, polarity)


def _place(
    scene: Scene, subject: Subject, place: Place | None, mark: Mark, span: tuple[int, int], polarity: Polarity
) -> Iterator[Draft]:
    if place is None:
        return
    value = Where(place.id, place.name, place.name, scene.language)
    yield Draft("place", subject, value, *span, mark.start, polarity)


def _beside(passage: Passage, mark: Mark, clause: tuple[int, int]) -> tuple[str, ...]:
    """The parties of talks beside the round: "separate consultations with France and Germany"."""
    named = {party.party for party in passage.parties if clause[0] <= party.start < clause[1]}
    if len(named) < 2 or mark.id not in ("meeting", "consultations", "talks", "session"):
        return ()
    words = passage.words(passage.first_word(clause[0]), passage.first_word(clause[1]))
    beside = any(word in APART or word.startswith(("окрем", "отдельн")) for word in words)
    return tuple(sorted(named)) if beside else ()


def _stopped(passage: Passage, scene: Scene, verb: Mark, mark: Mark, clause: tuple[int, int]) -> Iterator[Draft]:
    if mark.id not in ("talks", "round", "session", "summit") or passage.apart(mark, verb) > 8:
        return
    denied: Polarity = "asserted" if denial(passage, verb) is None else "denied"
    start, end = passage.trimmed(*clause)
    subject = scene.rounds_at(passage, mark)[0]
    ident = {"postpone": "postponed", "cancel": "cancelled", "suspend": "suspended"}[verb.id]
    value = Concept((ident,), passage.reading.text[verb.start : verb.end], scene.language)
    yield Draft("occurrence", subject, value, start, end, verb.start, denied)
