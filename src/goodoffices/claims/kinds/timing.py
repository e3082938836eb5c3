"""When talks began and ended: a verb of beginning or ending whose subject or object is talks, and its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from ...records import Moment, Polarity, TimeMention, When, day_moment
from ...records.moment import DAY
from .passage import Passage, Stretch
from .reference import CLOCK, dateless, dates_of, day_around, moved, order_of, single_day, talk_marks
from .scene import Draft, Scene
from .turns import denial, planned
from .words import Mark

VERBS = frozenset(f"{kind}{form}" for kind in ("start", "end") for form in ("", "-base", "-future"))
PEOPLE = {"meet-at": "start", "part-at": "end"}
TRIGGERS = tuple(("act", ident) for ident in (*sorted(VERBS), *PEOPLE, "last", "last-base"))
MINUTE = 60_000_000  # microseconds
HOUR = 60 * MINUTE
MODAL = frozenset("will would to shall is are was were been have has не did not".split())
SCHEDULED = frozenset("due set scheduled expected planned slated supposed will would".split())
# "The talks end without a deal": a headline's present tense is followed by one of these or by nothing.
CLOSES = frozenset(
    "without in after on with as early amid at before this today tomorrow yesterday for tuesday wednesday thursday "
    "friday saturday sunday monday inconclusively".split()
)
BACKGROUND = frozenset(
    "before after since following ahead until when once despite prior by as "
    "перед до після з коли перш до от после накануне с когда прежде по".split()
)
IT = frozenset(
    "it they which that вона вони воно він яка які який що она они оно он которая которые который которое".split()
)
TABLE = 8  # words between those who sit down and the day on which they do
GAP = 6  # characters between a noun that stands for a sentence and its hour
COORDINATED = 8  # words between two verbs of one subject
AND = frozenset({"and", "й", "і", "та", "и"})
INFINITIVE = ("ти", "ть", "тись", "тися", "ться")
NOUN = ("почат", "начал", "старт")  # "на початку переговорів" dates something else than the talks
OF = "of"
AROUND = 4  # words between "after the talks ended" and a date that is theirs
FUTURE = frozenset({"will", "would", "shall"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each beginning or end of talks that has a time."""
    if passage.asks:
        return
    seen: set[tuple[str, int]] = set()
    for kind in ("start", "end"):
        for verb in passage.of("act", kind, f"{kind}-base", f"{kind}-future"):
            talks: Mark | None = _talks_of(passage, verb) or _shared(passage, verb)
            if talks is None and _pronoun(passage, verb):
                talks = _earlier(passage, verb) or (verb if scene.resumes(passage) else None)
            if talks is None or (kind, talks.start) in seen:
                continue
            if passage.words(verb.first - 2, verb.first) == ["to", "be"]:
                continue  # "to be resumed next week" is told as the next step
            draft = _draft(passage, scene, kind, verb, talks)
            if draft is not None:
                seen.add((kind, talks.start))
                yield draft
    if not passage.ids.isdisjoint(PEOPLE):
        yield from _by_people(passage, scene, {kind for kind, _ in seen})
    if passage.times:
        yield from _headed(passage, scene, {kind for kind, _ in seen})
        yield from _until(passage, scene, {kind for kind, _ in seen})
        yield from _until_day(passage, scene, {kind for kind, _ in seen})


def _by_people(passage: Passage, scene: Scene, seen: set[str]) -> Iterator[Draft]:
    """ "The ministers met at 3 p.m.", "стороны разошлись в полночь": a clock time right by those who meet or part."""
    for verb in passage.of("act", *PEOPLE):
        kind = PEOPLE[verb.id]
        if kind in seen or not scene.of_talks or denial(passage, verb) is not None:
            continue
        clause = passage.clause(verb.start)
        clock = passage.nearest([time for time in dates_of(passage, clause) if time.kind == "time"], verb)
        if clock is None and _at_the_table(passage, verb):
            days = [time for time in dates_of(passage, clause) if single_day(time.moment)]
            after = [time for time in days if time.start >= verb.end and passage.apart(time, verb) <= TABLE]
            clock = after[0] if after else passage.nearest(days, verb)
        if clock is None or clock.moment is None or passage.apart(clock, verb) > 12 or not _plural(passage, clause):
            continue
        seen.add(kind)
        yield _clocked(passage, scene, kind, verb, clock, clock.moment)


def _at_the_table(passage: Passage, verb: Mark) -> bool:
    """ "First sat down", "сіли за стіл", "встали из-за стола": words that tell a beginning or an end by themselves."""
    words = passage.words(verb.first - 1, verb.last)
    return "first" in words or "table" in words or any(word.startswith(("стол", "стіл")) for word in words)


def _headed(passage: Passage, scene: Scene, seen: set[str]) -> Iterator[Draft]:
    """ "Початок – о 04:00 за Гринвічем", "Beginning: 10 a.m.": the noun alone, a dash and the hour."""
    for verb in passage.of("act", "start-base", "end-base"):
        kind = verb.id.partition("-")[0]
        if verb.first != passage.sentence.first or kind in seen or not (scene.resumes(passage) or scene.of_talks):
            continue
        times = [time for time in passage.times if time.kind == "time" and time.moment is not None]
        gap = passage.reading.text[verb.end : times[0].start] if times else ""
        if times and times[0].moment is not None and len(gap) <= GAP and any(sign in gap for sign in "–—:-"):
            yield _clocked(passage, scene, kind, verb, times[0], times[0].moment)
            return


def _plural(passage: Passage, clause: tuple[int, int]) -> bool:
    """Whether the clause names two people, two parties, the sides or a pronoun for them."""
    if any(clause[0] <= mark.start < clause[1] for mark in passage.of("talks", "sides", "delegation")):
        return True
    people = {person.person for person in passage.persons if clause[0] <= person.start < clause[1]}
    parties = {party.party for party in passage.parties if clause[0] <= party.start < clause[1]}
    head = passage.words(passage.first_word(clause[0]), passage.first_word(clause[0]) + 3)
    return len(people) > 1 or len(parties) > 1 or any(word in ("they", "вони", "они", "who") for word in head)


def _until(passage: Passage, scene: Scene, seen: set[str]) -> Iterator[Draft]:
    """ "The talks dragged on until midnight", "did not finish until 10 p.m.": the end, by a clock time."""
    if "end" in seen:
        return
    for verb in passage.of("act", "last", "last-base", "end", "end-base"):
        clause = passage.clause(verb.start)
        closing = [
            time
            for time in dates_of(passage, clause)
            if time.kind == "time" and time.start >= verb.end and passage.apart(verb, time) <= 3 and _upto(time)
        ]
        negated = denial(passage, verb) is not None
        if not closing or negated != (not verb.id.startswith("last")):
            continue
        talks = passage.nearest(talk_marks(passage, clause), verb)
        if talks is None and not (_earlier(passage, verb) or scene.resumes(passage)):
            continue
        moment = closing[0].moment
        if moment is None or moment.ends is None:
            continue
        at = Moment(moment.ends, moment.ends + MINUTE, "minute", moment.quality, moment.zone, moment.basis, moment.text)
        yield _clocked(passage, scene, "end", verb, closing[0], at)
        return


def _until_day(passage: Passage, scene: Scene, seen: set[str]) -> Iterator[Draft]:
    """ "They will go on until Monday", "переговори триватимуть до 20 березня": the last day of the round."""
    if "end" in seen:
        return
    for verb in passage.of("act", "last", "last-base"):
        clause = passage.clause(verb.start)
        closing = [
            time
            for time in passage.times
            if time.kind == "date"
            and _upto(time)
            and verb.end <= time.start < clause[1]
            and passage.apart(time, verb) <= 3
        ]
        moment = closing[0].moment if closing else None
        if moment is None or denial(passage, verb) is not None:
            continue
        talks = passage.nearest(talk_marks(passage, clause), verb)
        if talks is None and not (_earlier(passage, verb) or scene.resumes(passage)):
            continue
        day = day_moment(moment.last_day, zone=moment.zone, basis=moment.basis, text=moment.text)
        polarity: Polarity = "planned" if verb.id == "last-base" or planned(passage, verb, before=3) else "asserted"
        start, end = passage.trimmed(*clause)
        value = When(day, closing[0].text, scene.language)
        yield Draft("end", scene.sitting_on(day, scene.latest()), value, start, end, verb.start, polarity, score=80)
        return


def _upto(time: TimeMention) -> bool:
    return time.moment is not None and time.moment.begins is None and time.moment.ends is not None


def _clocked(passage: Passage, scene: Scene, kind: str, verb: Mark, clock: TimeMention, moment: Moment) -> Draft:
    """A draft by a clock time for the sitting under discussion; a clock alone is of that sitting's day."""
    clause = passage.clause(verb.start)
    subject = scene.round() if moment.precision == "day" else scene.sitting_at(passage, verb)
    days = [time for time in dates_of(passage, clause) if time.moment and time.moment.precision not in CLOCK]
    if single_day(moment) and subject.kind == "sitting":
        if not days and dateless(clock) and subject.time is not None:
            moment = moved(moment, subject.time)
        else:
            subject = scene.sitting_on(day_around(moment), subject)
        if kind == "end" and _small_hours(moment):
            subject = scene.sitting_on(day_moment(moment.first_day - timedelta(days=1), zone=moment.zone), subject)
    start, end = passage.trimmed(*clause)
    polarity: Polarity = "planned" if planned(passage, verb, before=3) else "asserted"
    return Draft(kind, subject, When(moment, clock.text, scene.language), start, end, verb.start, polarity, score=80)


def _talks_of(passage: Passage, verb: Mark) -> Mark | None:
    """The talks that began or ended by this verb."""
    clause = passage.clause(verb.start)
    talks = talk_marks(passage, clause)
    if passage.reading.language == "en":
        return _english(passage, verb, talks)
    after = [mark for mark in talks if mark.start >= verb.end]
    before = [mark for mark in talks if mark.end <= verb.start]
    if verb.id.endswith("-base"):
        near = after[0] if after and passage.apart(verb, after[0]) <= 4 else None
        return None if near is None or _thing_between(passage, verb, near) else near
    near = passage.nearest(talks, verb)
    if near is None or passage.apart(verb, near) > 18 or _thing_between(passage, verb, near):
        return None
    if before and near in before and near is not before[0] and passage.word(before[0].first - 1) not in BACKGROUND:
        return before[0]
    return near


def _shared(passage: Passage, verb: Mark) -> Mark | None:
    """The talks of "started at 2 p.m. and were over at six": one subject of two verbs."""
    for other in passage.of("act", "start", "hold"):
        if 0 < verb.first - other.last <= COORDINATED and not AND.isdisjoint(passage.words(other.last, verb.first)):
            return _talks_of(passage, other)
    return None


def _pronoun(passage: Passage, verb: Mark) -> bool:
    """Whether "it" or "they" is what began or ended, or in Ukrainian and Russian the verb stands first."""
    clause = passage.clause(verb.start)
    if talk_marks(passage, clause):
        return False
    head = passage.words(passage.first_word(clause[0]), verb.first)
    if passage.reading.language != "en":
        return not verb.id.endswith("-base") and not IT.isdisjoint((*head[:2], *head[-2:]))
    if verb.id.endswith("-base"):
        return not IT.isdisjoint(head[-5:]) and not SCHEDULED.isdisjoint(head[-4:])
    if len(head) > 2 and head[0] in ("which", "that"):  # "the sitting, which opened at 11, broke up at two"
        return True
    return (bool(head) and head[-1] in IT) or (len(head) > 1 and head[-2] in IT and head[-1] in MODAL)


def _earlier(passage: Passage, verb: Mark) -> Mark | None:
    """The talks that "which" or "they" stands for in the same sentence."""
    earlier = [mark for mark in talk_marks(passage) if mark.end <= verb.start]
    return earlier[-1] if earlier else None


def _english(passage: Passage, verb: Mark, talks: list[Mark]) -> Mark | None:
    before = [mark for mark in talks if mark.last <= verb.first]
    after = [mark for mark in talks if mark.first >= verb.last]
    following = after[0] if after and passage.apart(verb, after[0]) <= 6 else None
    if following is not None and _thing_between(passage, verb, following):
        following = None
    word = passage.word(verb.first - 1)
    if verb.id.endswith("-base"):
        if word == "to" and following is not None:
            return following
        between = passage.reading.text[verb.end : following.start] if following is not None else ","
        if "," not in between and " on " not in between:
            return following
        if word in ("to", "at", "of", "by", "for"):
            if passage.word(verb.first - 2) not in SCHEDULED:
                return None
        elif word not in MODAL and not _headline(passage, verb, before):
            return None
    elif following is not None and (not before or passage.apart(before[-1], verb) > 8) and word != "have":
        return following if _bare_object(passage, verb, following) else None
    if not before or passage.apart(before[-1], verb) > 14 or _thing_between(passage, before[-1], verb):
        return None
    # "which began with an attack", "Russia began the invasion while talks ...": the verb's own object is not talks.
    if word in ("that", "which", "who", "it", "he", "she", "they") and passage.apart(before[-1], verb) > 1:
        return None
    return before[0] if passage.apart(before[0], verb) <= 12 else before[-1]


def _headline(passage: Passage, verb: Mark, before: list[Mark]) -> bool:
    """ "Talks in Geneva end without a deal": a present tense right after the talks or their place."""
    if not before or (passage.word(verb.last) not in CLOSES and verb.last < passage.sentence.last):
        return False
    beside = [before[-1].end, *(p.end for p in passage.places), *(p.end for p in passage.parties)]
    return any(passage.reading.word_at(end) == verb.first for end in beside)


def _bare_object(passage: Passage, verb: Mark, talks: Mark) -> bool:
    """ "ended two days of talks": only determiners, numbers and describing words stand between."""
    text = passage.reading.text[verb.end : talks.start]
    return not any(sign in text for sign in ".,;:") and len(text) < 60


def _thing_between(passage: Passage, left: Mark, right: Mark) -> bool:
    low, high = min(left.end, right.end), max(left.start, right.start)
    return any(low <= thing.start < high for thing in passage.marks.get("thing", ()))


def _draft(passage: Passage, scene: Scene, kind: str, verb: Mark, talks: Mark) -> Draft | None:
    if denial(passage, verb, reach=3) is not None:
        return None
    polarity = _polarity(passage, verb)
    clause = passage.clause(verb.start)
    order = order_of(passage, passage.clause(talks.start), talks)
    moment, stated, dated = _time(passage, verb, clause)
    background = _background(passage, verb, talks, clause)
    if background and stated and not _of_the_background(passage, verb, talks, stated):
        return None
    passing = background or order.turn in ("previous", "next") or polarity == "planned"
    if moment is None and (passing or (kind == "start" and _only_named(passage, verb))):
        return None
    subject = scene.sitting_at(passage, talks)
    if order.turn in ("previous", "next") or order.number is not None:
        subject = scene.rounds_at(passage, talks)[0]
    if moment is None:
        moment = _by_context(scene)
        if moment is None:
            return None
    elif subject.kind == "sitting" and single_day(moment):
        if not dated and subject.time is not None:
            moment = moved(moment, subject.time)
        elif order.day is None:
            subject = scene.sitting_on(day_around(moment), subject)
    if kind == "end" and subject.kind == "sitting" and _small_hours(moment):
        # What ends at two in the morning is the sitting of the day before.
        subject = scene.sitting_on(day_moment(moment.first_day - timedelta(days=1), zone=moment.zone), subject)
    if kind == "start" and subject.kind == "sitting" and talks.id in ("session", "day"):
        # "Tuesday's session began": one of several, not the talks as a whole.
        subject = msgspec.structs.replace(subject, text=passage.reading.text[talks.start : talks.end])
    start, end = passage.trimmed(*clause)
    words = stated or passage.reading.text[verb.start : verb.end]
    return Draft(kind, subject, When(moment, words, scene.language), start, end, verb.start, polarity,
                 score=90 if stated else 60)  # fmt: skip


def _small_hours(moment: Moment) -> bool:
    if moment.precision not in ("minute", "second") or moment.begins is None:
        return False
    midnight = day_moment(moment.first_day, zone=moment.zone).begins
    return midnight is not None and 0 < moment.begins - midnight < 5 * HOUR


def _polarity(passage: Passage, verb: Mark) -> Polarity:
    if verb.id.endswith("-future"):
        return "planned"
    if passage.reading.language == "en":
        if verb.id.endswith("-base"):
            head = passage.words(verb.first - 4, verb.first)
            ahead = passage.word(verb.first - 1) == "to" or not SCHEDULED.isdisjoint(head)
            return "planned" if ahead else "asserted"
        return "planned" if not FUTURE.isdisjoint(passage.words(verb.first - 2, verb.first)) else "asserted"
    ahead = passage.word(verb.first).endswith(INFINITIVE) or planned(passage, verb, before=3, after=2)
    return "planned" if ahead else "asserted"


def _background(passage: Passage, verb: Mark, talks: Mark, clause: tuple[int, int]) -> bool:
    """ "before the start of the talks", "after the talks ended": told in passing."""
    first = min(verb.first, talks.first)
    reach = passage.words(max(first - 4, passage.first_word(clause[0]) - 1), first)
    return not BACKGROUND.isdisjoint(reach)


def _of_the_background(passage: Passage, verb: Mark, talks: Mark, stated: str) -> bool:
    """Whether the time told belongs to "after the talks ended" and not to the clause that this stands in."""
    times = [time for time in passage.times if time.text == stated]
    return any(min(passage.apart(time, verb), passage.apart(time, talks)) <= AROUND for time in times)


def _only_named(passage: Passage, verb: Mark) -> bool:
    """ "At the start of the talks": the beginning as a time of something else."""
    if not verb.id.endswith("-base"):
        return False
    if passage.reading.language == "en":
        return passage.word(verb.last) == OF
    word = passage.word(verb.first)
    return word.startswith(NOUN) and not word.endswith(("ли", "ла", "ло", *INFINITIVE))


def _time(passage: Passage, verb: Mark, clause: tuple[int, int]) -> tuple[Moment | None, str, bool]:
    """The clause's most exact time, its words, and whether a date stands there too: a clock alone has no day."""
    times = dates_of(passage, clause)
    if verb.id.startswith("end"):  # "the first talks since March ended": nothing ends on what goes on
        times = [time for time in times if time.moment and time.moment.ends is not None]
    clocks = [time for time in times if time.moment and time.moment.precision in CLOCK]
    days = [time for time in times if time.moment and time.moment.precision not in CLOCK]
    stated = [time for time in clocks if time.moment and time.moment.precision != "part-day"]
    best = _beside(passage, verb, stated) or _beside(passage, verb, clocks) or _beside(passage, verb, days)
    if best is None:
        best = _only_clock(passage)
    if best is None or best.moment is None or passage.apart(best, verb) > 14:
        return None, "", False
    return _edge(_after_noon(best.moment, times), verb), best.text, bool(days) or not dateless(best)


def _after_noon(moment: Moment, times: list[TimeMention]) -> Moment:
    """ "по обіді, близько третьої години": the hour by the part of the day that stands beside it."""
    if moment.precision != "minute" or moment.begins is None or moment.ends is None:
        return moment
    later = moment.begins + 12 * HOUR
    for part in (time.moment for time in times):
        if part is None or part.precision != "part-day" or part.begins is None or part.ends is None:
            continue
        if part.begins <= later < part.ends and moment.begins < part.begins:
            return msgspec.structs.replace(moment, begins=later, ends=moment.ends + 12 * HOUR)
    return moment


def _edge(moment: Moment, verb: Mark) -> Moment:
    """ "from 14 to 23 August, ended": the last day of several for an end, the first for a beginning.

    What ended at midnight ended with the day, not before it.
    """
    if moment.precision == "minute" and moment.begins is not None and moment.ends is not None:
        midnight = day_moment(moment.first_day, zone=moment.zone).begins
        if verb.id.startswith("end") and moment.begins == midnight:
            return msgspec.structs.replace(moment, begins=moment.begins + DAY, ends=moment.ends + DAY)
    if single_day(moment) or moment.precision != "day" or moment.begins is None or moment.ends is None:
        return moment
    day = moment.last_day if verb.id.startswith("end") else moment.first_day
    return day_moment(day, zone=moment.zone, basis=moment.basis, text=moment.text)


def _beside(passage: Passage, verb: Mark, times: list[TimeMention]) -> TimeMention | None:
    """The time that goes with the verb: right after it, else the nearest that no other such verb takes."""
    others = [act for act in passage.marks.get("act", ()) if act.id in VERBS and act.first != verb.first]
    after = [time for time in times if time.start >= verb.end and passage.apart(verb, time) <= 4]
    free = [time for time in after if not any(verb.end <= act.start < time.start for act in others)]
    if free:
        return free[0]
    taken = [time for time in times if any(0 <= passage.first_word(time.start) - act.last <= 2 for act in others)]
    return passage.nearest([time for time in times if time not in taken], verb)


def _only_clock(passage: Passage) -> TimeMention | None:
    """The sentence's one clock time, where it has one verb of beginning or ending: "with a delay - at 15:43"."""
    clocks = [time for time in passage.times if time.kind == "time" and time.moment is not None]
    verbs = passage.of("act", "start", "end", "start-base", "end-base", "start-future", "end-future")
    return clocks[0] if len(clocks) == 1 and len(verbs) == 1 else None


def _by_context(scene: Scene) -> Moment | None:
    """Without a stated time: by the live entry that reports it, else on the day under discussion."""
    if scene.entry is not None and scene.entry.begins is not None:
        entry = scene.entry
        return Moment(None, entry.ends if entry.ends != entry.begins else entry.begins, entry.precision, "approximate",
                      entry.zone, "inferred", entry.text)  # fmt: skip
    day = scene.latest().time
    if day is None or not single_day(day):
        return None
    return day_around(day)


__all__ = ["TRIGGERS", "Stretch", "find"]
