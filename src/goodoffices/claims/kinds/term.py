"""How long what was agreed is to hold: "a six-week truce", "перемир'я триватиме 30 днів", "продлена на год"."""

from __future__ import annotations

from collections.abc import Iterator

from ...lexicon.concepts import vocabulary
from ...records import Amount, Subject, TimeMention
from .count import done_to
from .passage import Passage
from .scene import Draft, Scene
from .turns import demanded, denial, imagined
from .words import Mark

TRIGGERS = (("pact", ""),)
UNITS = frozenset({"minute", "hour", "day", "week", "month", "year"})
REACH = 9  # words between the verb of lasting and the length
BEFORE = 1  # words between a length in the form of an adjective and its noun
AGO = frozenset("ago after later earlier тому потому після через спустя назад после".split())
OF = frozenset({"of", "long"})
WITHIN = frozenset({"within", "протягом", "упродовж", "впродовж", "течение", "позднее", "пізніше"})
# What a length of time may be set for; how long a truce holds is told without it.
SPAN = frozenset({"withdrawal", "release", "evacuation", "return", "disarmament", "election", "mission"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each length of a truce or an arrangement that is to come."""
    if passage.asks:
        return
    for time in passage.times:
        length = time.length
        if time.kind != "duration" or length is None or length.unit not in UNITS or "X" in time.value:
            continue
        past = _lasting(passage, time, "lasted")
        within = None if past else _within(passage, time)
        mark = past or within or _adjective(passage, time) or _lasting(passage, time, "lasts")
        if mark is None or denial(passage, mark) is not None or demanded(passage, mark, before=4):
            continue
        if imagined(passage, mark, before=3) or not _stands(passage, time):
            continue
        start, end = passage.trimmed(*passage.clause(time.start))
        start, end = min(start, mark.start), max(end, mark.end)
        name = str(vocabulary("pacts")[mark.id].get("as") or mark.id)
        subject = Subject("conflict", name=f"{name} within" if within else name)
        yield Draft(
            "duration" if past else "term",
            subject,
            Amount(length, time.text, scene.language),
            start,
            end,
            time.start,
            score=70,
        )


def _stands(passage: Passage, time: TimeMention) -> bool:
    """Whether the length is not what has passed: "after six weeks of truce"."""
    first, last = passage.reading.word_at(time.start), passage.reading.word_at(time.end)
    return passage.word(first - 1) not in AGO and passage.word(last) not in AGO


def _adjective(passage: Passage, time: TimeMention) -> Mark | None:
    """The truce right behind its length: "a 30-day truce", "тижневе перемир'я", "seventy-two hours of truce"."""
    last = passage.reading.word_at(time.end)
    one_word = passage.reading.word_at(time.start) == last - 1 or "-" in time.text
    for mark in passage.of("pact", "ceasefire"):
        apart = mark.first - last
        if 0 <= apart <= BEFORE and (one_word or passage.word(last) in OF):
            return mark
    return None


def _within(passage: Passage, time: TimeMention) -> Mark | None:
    """What is to be done "within three months", "протягом тижня": a matter agreed, with a deed of its own."""
    first = passage.first_word(time.start)
    led = {*passage.words(first - 5, first), *passage.words(first, first + 1)}
    if WITHIN.isdisjoint(led):
        return None
    for mark in passage.marks.get("pact", ()):
        if mark.id not in SPAN and mark.id != "troops":
            continue
        deeds = [one for one in passage.marks.get("deed", ()) if mark.id in done_to(one.id) and one.start != mark.start]
        if any(passage.apart(one, mark) <= REACH for one in deeds) and passage.apart(mark, time) <= 2 * REACH:
            return mark
    return None


def _lasting(passage: Passage, time: TimeMention, told: str) -> Mark | None:
    """The truce of which a verb of lasting is told in the clause of the length."""
    clause = passage.clause(time.start)
    for verb in passage.of("deed", told):
        if not clause[0] <= verb.start < clause[1] or passage.apart(verb, time) > REACH or verb.start > time.end:
            continue
        marks = [m for m in passage.of("pact", "ceasefire", "arrangement") if clause[0] <= m.start < clause[1]]
        return passage.nearest(marks, verb)
    return None
