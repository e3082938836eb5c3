"""What comes next: the next round and its day and place, talks to go on, decisions to be put to the leaders."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...records import Concept, Place, Polarity, Subject, TimeMention, When, Where
from ...records.moment import DAY
from .passage import Passage
from .reference import dates_of, order_of, place_of, talk_marks
from .reunion import again, agreed, reunions
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark, trait

TRIGGERS = (
    ("act", "hold-future"), ("act", "hold-base"), ("act", "continue"), ("act", "submit"), ("act", "step"),
    ("act", "start-future"), ("turn", "planned"), ("order", "next"), ("act", "meet-again"), ("act", "come-together"),
    ("act", "come-back"), ("act", "again"),
)  # fmt: skip
UPTO = ("until", "till", "up to", "through")  # how long talks go on, not when the next ones begin
UNTIL = frozenset({"until", "till", "before", "до"})  # what lasts up to a dated round takes the round for granted
# What may stand between talks and their date without a verb, a comma aside.
BESIDE = frozenset(
    {"", "on", "for", "at", "due on", "set for", "planned for", "scheduled for", "в", "у", "назначенного на", "на"}
)
ON_WHICH = frozenset({", when", ", on which", ", коли", ", когда"})  # "until 6 May, when a new round is to be held"
VERBLESS = 8  # words between the next talks and their date where a dash stands for the verb
THAT = frozenset({"that", "що", "что"})
ONE = frozenset({"one", "is", "was"})
PART = 2  # words between a day and the talks that it is a day of
SOON = frozenset({"soon", "shortly", "незабаром", "невдовзі", "скоро", "вскоре", "найближчим", "ближайшее"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """The next meeting with what is known of it, or the step that is to follow."""
    if passage.asks:
        return
    told = list(_again(passage, scene)) or list(_elliptic(passage, scene))
    yield from told or _next_talks(passage, scene)
    yield from _submitted(passage, scene)


def _next_talks(passage: Passage, scene: Scene) -> Iterator[Draft]:
    for talks in talk_marks(passage):
        clause = passage.clause(talks.start)
        order = order_of(passage, clause, talks)
        ahead = _ahead(passage, talks, clause, order.turn)
        if ahead is None and order.turn == "next" and talks.id != "day":
            dated = _verbless(passage, scene, talks)
            if dated is not None:
                ahead, clause = talks, (clause[0], passage.clause(dated.start)[1])
        if ahead is None and _further(scene, order.number):
            days = [time for time in dates_of(passage, clause) if time.moment and _to_come(scene, time.moment.begins)]
            ahead = talks if passage.nearest(days, talks) is not None else None
        if ahead is None or talks.id == "day" or order.turn == "previous" or wished(passage, talks, clause):
            continue
        if order.turn != "next" and _day_of(passage, talks):
            continue
        until = ahead is talks and not UNTIL.isdisjoint(passage.words(talks.first - 4, talks.first))
        if denial(passage, ahead) is not None or (imagined(passage, ahead, before=3) and not until):
            continue
        future = [
            time
            for time in dates_of(passage, clause)
            if time.moment is not None
            and _to_come(scene, time.moment.begins)
            and passage.apart(time, talks) <= 24
            and not time.text.lower().startswith(UPTO)
        ]
        when = _on_the_day(passage, passage.nearest(future, ahead) or passage.nearest(future, talks))
        if order.turn != "next" and when is None:
            continue
        place = place_of(passage, talks, clause)
        subject = Subject(
            "round",
            place=place.id if place else "",
            time=when.moment if when else None,
            name=_apart(passage, talks, clause),
        )
        start, end = passage.trimmed(*clause)
        polarity: Polarity = "planned"
        yield from _when_and_where(scene, subject, when, place, (start, end), talks.start)
        if when is None and place is None:
            value = Concept(("further-talks",), passage.reading.text[talks.start : talks.end], scene.language)
            yield Draft("next-step", subject, value, start, end, talks.start, polarity)
        return


def _further(scene: Scene, number: int | None) -> bool:
    """ "A second round follows on the 5th": a round after the one that the page reports."""
    latest = scene.stage.number
    return number is not None and number > (latest if latest is not None else 1)


def _day_of(passage: Passage, talks: Mark) -> bool:
    """ "The final day of talks", "closing session of the round": a part of the talks reported, not further ones."""
    parts = (mark for mark in passage.of("talks", "day", "session", "ceremony") if mark.last <= talks.first)
    return any(talks.first - mark.last <= PART for mark in parts)


def _verbless(passage: Passage, scene: Scene, talks: Mark) -> TimeMention | None:
    """ "Следующая встреча — через две недели", "Next round: 5 March": the date after a dash in place of the verb, or
    right behind the talks: "until the next round on 6 May"."""
    text = passage.reading.text
    for time in dates_of(passage, (talks.end, passage.end)):
        gap = text[talks.end : time.start]
        dashed = passage.apart(time, talks) <= VERBLESS and any(sign in gap for sign in (" -", "–", "—", ":"))
        if not dashed and gap.strip(" ,").lower() not in BESIDE:
            continue
        if time.moment is not None and _to_come(scene, time.moment.begins):
            return time
    return None


def _on_the_day(passage: Passage, time: TimeMention | None) -> TimeMention | None:
    """The day itself, where the text goes on with what is held on it: "until 6 May, when a new round is due"."""
    if time is None:
        return None
    moment, after = time.moment, passage.reading.text[time.end : time.end + 12].lower()
    if moment is None or moment.begins is not None or moment.ends is None or moment.precision != "day":
        return time
    if not any(after.startswith(words) for words in ON_WHICH):
        return time
    return msgspec.structs.replace(time, moment=msgspec.structs.replace(moment, begins=moment.ends - DAY))


def _apart(passage: Passage, talks: Mark, clause: tuple[int, int]) -> str:
    """What tells the meeting from the talks themselves: a summit, a call, a working group's own."""
    if trait("talks", talks.id, "level") == "meeting":
        return talks.id
    tracks = [mark for mark in passage.of("talks", "track") if clause[0] <= mark.start < clause[1]]
    return "track" if tracks else ""


def _when_and_where(
    scene: Scene, subject: Subject, when: TimeMention | None, place: Place | None, span: tuple[int, int], at: int
) -> Iterator[Draft]:
    if when is not None and when.moment is not None:
        yield Draft("next-step", subject, When(when.moment, when.text, scene.language), *span, at, "planned")
    if place is not None and place.precision in ("town", "point", "country", "region"):
        value = Where(place.id, place.name, place.name, scene.language)
        yield Draft("next-step", subject, value, *span, at, "planned")


def _again(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "The parties will meet again on 23 January in Mexico": talks to come without a noun for them."""
    if not scene.of_talks:
        return
    for verb in reunions(passage):
        clause = passage.clause(verb.start)
        if denial(passage, verb) is not None or imagined(passage, verb, before=3) or wished(passage, verb, clause):
            continue
        future = [
            time
            for time in dates_of(passage, clause)
            if time.moment is not None and _to_come(scene, time.moment.begins) and passage.apart(time, verb) <= 14
        ]
        when = _on_the_day(passage, passage.nearest(future, verb))
        place = place_of(passage, verb, (verb.start, clause[1]))
        if when is None and not (again(passage, verb) and agreed(passage, verb)):
            continue
        subject = Subject("round", place=place.id if place else "", time=when.moment if when else None)
        span = _told(passage, verb, when)
        yield from _when_and_where(scene, subject, when, place, span, verb.start)
        if when is None and place is None:
            value = Concept(("further-talks",), passage.reading.text[verb.start : verb.end], scene.language)
            yield Draft("next-step", subject, value, *span, verb.start, "planned")
        return


def _told(passage: Passage, verb: Mark, when: TimeMention | None) -> tuple[int, int]:
    """The clause of the verb, and the date that stands before or behind it in another one."""
    start, end = passage.clause(verb.start)
    if when is not None:
        start, end = min(start, when.start), max(end, when.end)
    return passage.trimmed(start, end)


def _elliptic(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "The next will be held on 26 June", "наступна відбудеться": the noun stands in the sentence before."""
    if not scene.resumes(passage):
        return
    for order in passage.of("order", "next"):
        clause = passage.clause(order.start)
        if talk_marks(passage, clause) or not _alone(passage, order):
            continue
        ahead = [*passage.of("act", "hold-future", "hold-base"), *passage.of("turn", "planned")]
        verb = next((mark for mark in ahead if 0 <= mark.first - order.last <= 2), None)
        if verb is None or denial(passage, verb) is not None:
            continue
        future = [time for time in dates_of(passage, clause) if time.moment and _to_come(scene, time.moment.begins)]
        when = passage.nearest(future, verb)
        if when is None:
            continue
        place = place_of(passage, verb, (verb.start, clause[1]))
        subject = Subject("round", place=place.id if place else "", time=when.moment)
        yield from _when_and_where(scene, subject, when, place, passage.trimmed(*clause), order.start)
        return


def _alone(passage: Passage, order: Mark) -> bool:
    """Whether "next" opens the sentence and no noun follows: "the next one will", "следующая состоится"."""
    if order.first - passage.sentence.first > 1:
        return False
    after = passage.word(order.last)
    return after in ONE or any(
        mark.first == order.last
        for mark in (*passage.of("act", "hold-future", "hold-base"), *passage.of("turn", "planned"))
    )


def wished(passage: Passage, talks: Mark, clause: tuple[int, int]) -> bool:
    """Whether the meeting is only proposed or demanded, or is the leaders' own that is being negotiated."""
    agreed = [act.start for act in passage.of("act", "agree")]
    willed = any(
        clause[0] <= m.start and 0 <= talks.first - m.last <= 8 and m.id != "conditions" and m.start not in agreed
        for m in passage.marks.get("stance", ())
    )
    leaders = any(m.id == "leaders-meeting" and m.start <= talks.end and talks.start <= m.end + 40
                  for m in passage.marks.get("issue", ()))  # fmt: skip
    return willed or leaders


def _ahead(passage: Passage, talks: Mark, clause: tuple[int, int], turn: str) -> Mark | None:
    """The word that puts the talks into the future, near them in the clause."""
    verbs = [
        mark
        for mark in (
            *passage.of("act", "hold-future", "start-future", "continue", "hold-base"),
            *passage.of("turn", "planned"),
        )
        if clause[0] <= mark.start < clause[1]
    ]
    if turn != "next":
        verbs = [mark for mark in verbs if mark.family == "act" or passage.apart(mark, talks) <= 5]
    verb = passage.nearest(verbs, talks)
    if verb is None or passage.apart(verb, talks) > 14:
        return None
    if not THAT.isdisjoint(passage.words(talks.last, verb.first)):
        return None  # "agreed at talks that soldiers would return"
    if verb.id in ("continue", "hold-base"):
        word = passage.word(verb.first - 1)
        if passage.reading.language == "en" and word not in ("will", "to", "would", "shall"):
            return None
        if turn != "next" and verb.id == "continue" and word == "to":
            return None
    return verb


def _to_come(scene: Scene, begins: int | None) -> bool:
    today = scene.today()
    return today is None or begins is None or today.ends is None or begins >= today.ends


def _submitted(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """Decisions or proposals that go to the presidents."""
    for verb in passage.of("act", "submit"):
        leaders = [m for m in passage.of("act", "leaders") if 0 <= m.first - verb.last <= 8]
        if not leaders or denial(passage, verb) is not None:
            continue
        step = passage.of("act", "step")
        word = passage.word(verb.first - 1)
        english = passage.reading.language == "en"
        future = (
            planned(passage, verb)
            or bool(step)
            or passage.reading.words[verb.first].endswith(("уть", "ать", "ят", "ут"))
        )
        if english and word not in ("will", "to", "now", "would") and not step:
            continue
        if not future and not (english and word in ("will", "to", "now")):
            continue
        start, end = passage.trimmed(*passage.clause(verb.start))
        value = Concept(("submit-to-leaders",), passage.reading.text[verb.start : leaders[0].end], scene.language)
        yield Draft("next-step", scene.round(), value, start, end, verb.start, "planned")
        return
