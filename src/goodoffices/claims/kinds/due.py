"""When what was agreed or ordered is to happen, or has: a truce takes effect, a crossing opens, prisoners go free."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Moment, Polarity, Subject, TimeMention, When
from ...records.moment import DAY
from .count import done_to
from .passage import Passage
from .reference import dateless, dates_of, is_talks
from .scene import Draft, Scene
from .turns import demanded, denial, imagined, planned
from .words import Mark

TRIGGERS = (("pact", ""),)
REACH = 12  # words between the matter, the deed and the date
BACK = 10 * DAY  # before the page: what happened longer ago is another time's
OF_NO_DAY = frozenset({"lasts", "asked", "request"})
THAT = frozenset({"that", "що", "что"})
ACCEPTED = ("accept", "agree", "погод", "прийня", "соглас", "приня")  # what is accepted is no mere wish
FOR = frozenset({"для", "for"})
MUST = frozenset("must повинні повинна повинен повинно мають має должны должна должен должно have has".split())
ALONE = 3  # characters of a clause behind the matter where it stands alone before a parenthesis
FROM = frozenset("from starting since effective beginning з із від с со начиная починаючи від".split())
AHEAD = frozenset("to will would shall must should буде будуть має мають будет будут должен должны должна".split())
SINCE = frozenset({"since", "відтоді", "after", "until", "till"})
STAGE = (
    "phase",
    "stage",
    "batch",
    "group",
    "step",
    "етап",
    "фаз",
    "груп",
    "парті",
    "этап",
    "парти",
    "стади",
    "крок",
    "шаг",
)
LATER = frozenset({"2", "3", "4", "5", "6", "next"})
BESIDE = 2  # words between a day and the hour on it
SIGNING = "signing"
PAPERS = (
    "agreement", "accord", "deal", "treaty", "pact", "protocol", "memorandum", "document", "charter", "text", "truce",
    "ceasefire", "угод", "договір", "договор", "пакт", "протокол", "меморандум", "документ", "перемир", "соглашени",
    "домовлен", "signing", "підписанн", "подписани",
)  # fmt: skip
GRANTED = frozenset({"has", "have", "given", "deadline", "час", "строк", "термін", "время", "срок"})
PURPOSES = frozenset({"for", "to", "для", "щоб", "чтобы", "ради", "задля"})
LENGTH = {"minute": 60_000_000, "hour": 3_600_000_000, "day": DAY}
ROUGH = frozenset({"year", "decade", "season"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each matter with a deed of its own and a date beside it."""
    if passage.asks or not passage.times:
        return
    seen: set[tuple[str, int]] = set()
    for mark in passage.marks.get("pact", ()):
        draft = _signed(passage, scene, mark) if mark.id == SIGNING else _draft(passage, scene, mark)
        if draft is not None and (draft.subject.name, draft.at) not in seen:
            seen.add((draft.subject.name, draft.at))
            yield draft


def _signed(passage: Passage, scene: Scene, mark: Mark) -> Draft | None:
    """ "The accord was signed on 5 March", "підписання відбудеться в п'ятницю": the day of it, a paper named beside."""
    low, high = passage.clause(mark.start)
    papers = passage.words(mark.first - REACH, mark.last + REACH)
    if not any(word.startswith(PAPERS) for word in papers) or _only_wished(passage, mark, mark):
        return None
    today = scene.today()
    dates = [
        time
        for time in dates_of(passage, (low, high))
        if time.moment is not None
        and time.moment.precision not in ROUGH
        and time.moment.precision != "month"
        and _reported(time.moment, today)
        and passage.apart(time, mark) <= REACH
        and not _glossed(passage, time)
    ]
    time = passage.nearest(dates, mark)
    if time is None or time.moment is None:
        return None
    polarity = _polarity(passage, scene, time.moment, mark)
    if polarity is None:
        return None
    start, end = passage.trimmed(low, high)
    value = When(time.moment, time.text, scene.language)
    subject = Subject("conflict", (), "", name=SIGNING)
    return Draft("due", subject, value, start, end, time.start, polarity, score=70)


def _glossed(passage: Passage, time: TimeMention) -> bool:
    """ "At 12:00 local time (10:00 CET)": a time in brackets says again what stands before them."""
    return passage.reading.text[time.start - 1 : time.start] in ("(", "[")


def _draft(passage: Passage, scene: Scene, mark: Mark) -> Draft | None:
    low, high = passage.clause(mark.start)
    if _of_talks(passage, mark) or _later_stage(passage, (low, high)):
        return None
    deed = _deed(passage, mark, (low, high))
    if deed is None and high - mark.end <= ALONE:  # "The ceasefire, as the ministry specified, is to begin at six"
        high = passage.end
        deed = _deed(passage, mark, (low, high))
    time = _date(passage, scene, mark, deed, (low, high))
    pact = vocabulary("pacts")[mark.id]
    told = deed is not None or pact.get("itself") or (time and _from(passage, time, mark))
    if time is None or time.moment is None or not told:
        return None
    time = _coming(scene, time)
    moment = time.moment
    polarity = None
    if moment is not None and not _only_wished(passage, mark, deed):
        itself = mark if pact.get("itself") else None
        polarity = _polarity(passage, scene, moment, deed or itself)
    if polarity is None or moment is None:
        return None
    things = (mark, time, deed) if deed is not None else (mark, time)
    start, end = passage.trimmed(low, high)
    start, end = min(start, *(one.start for one in things)), max(end, *(one.end for one in things))
    value = When(_from_then(moment), time.text, scene.language)
    name = str(pact.get("as") or mark.id)
    subject = Subject("conflict", (), _place(passage, mark), name=name)
    return Draft("due", subject, value, start, end, time.start, polarity, score=70)


def _coming(scene: Scene, time: TimeMention) -> TimeMention:
    """ "From midnight" on the page of a day is the midnight that ends it, where no day stands beside the hour."""
    moment, today = time.moment, scene.today()
    if moment is None or today is None or not dateless(time) or moment.begins != today.begins or today.begins is None:
        return time
    shifted = msgspec.structs.replace(
        moment, begins=today.begins + DAY, ends=None if moment.ends is None else moment.ends + DAY
    )
    return msgspec.structs.replace(time, moment=shifted)


def _deed(passage: Passage, mark: Mark, clause: tuple[int, int]) -> Mark | None:
    deeds = [
        one
        for one in passage.marks.get("deed", ())
        if one.id not in OF_NO_DAY and mark.id in done_to(one.id) and one.start != mark.start
    ]
    deed = passage.nearest(deeds, mark, within=clause)
    return deed if deed is not None and passage.apart(deed, mark) <= REACH else None


def _date(passage: Passage, scene: Scene, mark: Mark, deed: Mark | None, clause: tuple[int, int]) -> TimeMention | None:
    """The date nearest to the deed, not before what the page may still report."""
    today = scene.today()
    dates = [
        time
        for time in dates_of(passage, clause)
        if time.moment is not None
        and time.moment.precision not in ROUGH
        and _reported(time.moment, today)
        and passage.apart(time, deed or mark) <= REACH
        and not _of_the_talks(passage, time, mark)
        and not _of_agreeing(passage, time, deed or mark)
        and not _glossed(passage, time)
        and not _for_the_sake(passage, time, mark)
        and (_granted(passage, time) or not _since(passage, time))
    ]
    near = passage.nearest(dates, deed or mark)
    # "Began yesterday at ten": the hour says more than the day beside it, and holds it.
    hours = [time for time in dates if time.kind == "time" and near is not None and passage.apart(time, near) <= BESIDE]
    return passage.nearest(hours, deed or mark) or near


def _since(passage: Passage, time: TimeMention) -> bool:
    first = passage.first_word(time.start)
    return not SINCE.isdisjoint(passage.words(first - 1, first + 1))


def _granted(passage: Passage, time: TimeMention) -> bool:
    """ "Has until 1 June to withdraw": a day by which it is to be done."""
    first = passage.first_word(time.start)
    return not GRANTED.isdisjoint(passage.words(first - 3, first))


def _for_the_sake(passage: Passage, time: TimeMention, mark: Mark) -> bool:
    """ "A ceasefire at noon for the exchange of prisoners": of what serves the purpose, not of the purpose."""
    if time.end > mark.start:
        return False
    between = passage.words(passage.first_word(time.end), mark.first)
    before = (other for other in passage.marks.get("pact", ()) if other.end <= time.start)
    return not PURPOSES.isdisjoint(between) and any(other.id != mark.id for other in before)


def _reported(moment: Moment, today: Moment | None) -> bool:
    last = moment.ends if moment.ends is not None else moment.begins
    return last is not None and (today is None or today.begins is None or last >= today.begins - BACK)


def _of_the_talks(passage: Passage, time: TimeMention, mark: Mark) -> bool:
    """Whether a noun for talks stands between the matter and the date, nearer to it: "a truce at talks on Monday"."""
    low, high = min(time.end, mark.end), max(time.start, mark.start)
    return any(is_talks(talks) and low <= talks.start < high for talks in passage.marks.get("talks", ()))


def _of_agreeing(passage: Passage, time: TimeMention, at: Mark) -> bool:
    """ "Agreed on Tuesday to free them": the day of the agreement, which its verb stands beside."""
    acts = [act for act in passage.of("act", "agree", "sign", "agreed-alone") if act.start != at.start]
    if any(passage.apart(act, time) <= 1 and passage.apart(at, time) > 0 for act in acts):
        return True
    first = passage.first_word(time.start)
    if any(time.end <= act.start and act.last <= at.first for act in acts):
        return True  # "met on Thursday and agreed to reopen a hotline"
    between = [act for act in acts if act.last <= first and time.end <= at.start]
    return bool(between) and THAT.isdisjoint(passage.words(between[-1].last, at.first))


def _of_talks(passage: Passage, mark: Mark) -> bool:
    """ "ceasefire talks", "the prisoner exchange negotiators": the matter only names the talks."""
    return any(is_talks(talks) and 0 <= talks.first - mark.last <= 0 for talks in passage.marks.get("talks", ()))


def _from(passage: Passage, time: TimeMention, mark: Mark) -> bool:
    """ "a truce from midnight on", told of a truce without a verb."""
    first = passage.first_word(time.start)
    led = passage.word(first - 1) in FROM or passage.word(first) in FROM
    return mark.id == "ceasefire" and led and passage.apart(mark, time) <= REACH


def _only_wished(passage: Passage, mark: Mark, deed: Mark | None) -> bool:
    """Whether it is demanded, proposed, doubted or denied."""
    at = deed or mark
    for one in (mark, at):
        if denial(passage, one) is not None or _doubted(passage, one) or _demanded(passage, one):
            return True
    low = passage.clause(mark.start)[0]
    return any(
        low <= stance.start
        and stance.last <= at.first
        and at.first - stance.last <= 8
        and not passage.word(stance.first).startswith(ACCEPTED)
        for stance in passage.marks.get("stance", ())
    )


def _doubted(passage: Passage, at: Mark) -> bool:
    """Whether it is only hoped for; "a corridor for civilians" is no hope."""
    if not imagined(passage, at, before=2):
        return False
    return FOR.isdisjoint(passage.words(at.first - 3, at.first))


def _demanded(passage: Passage, at: Mark) -> bool:
    """Whether somebody demands it; what "must" be done by a day that was agreed is to be done."""
    if not demanded(passage, at, before=4):
        return False
    return MUST.isdisjoint(passage.words(at.first - 5, at.last + 2))


def _later_stage(passage: Passage, clause: tuple[int, int]) -> bool:
    """Whether a later stage is meant, whose day is not that of the first."""
    for order in passage.of("order", *LATER):
        if clause[0] <= order.start < clause[1] and passage.word(order.last).startswith(STAGE):
            return True
    return False


def _place(passage: Passage, mark: Mark) -> str:
    """Which of several: "the Rafah crossing", "the crossing at Kerem Shalom"."""
    if not vocabulary("pacts")[mark.id].get("names"):
        return ""
    near = [place for place in passage.places if passage.apart(place, mark) <= 2]
    place = passage.nearest(near, mark)
    return place.place.id if place is not None else ""


def _from_then(moment: Moment) -> Moment:
    """The beginning alone of what holds "from 5 p.m. on"."""
    if moment.begins is None or moment.ends is not None or moment.precision not in LENGTH:
        return moment
    return msgspec.structs.replace(moment, ends=moment.begins + LENGTH[moment.precision])


def _polarity(passage: Passage, scene: Scene, moment: Moment, deed: Mark | None) -> Polarity | None:
    """Planned for a day to come, told of one that is over; None where a plan's day is over without its having come."""
    today = scene.today()
    if today is None or today.begins is None or today.ends is None:
        return "planned"
    first = moment.begins if moment.begins is not None else moment.ends
    last = moment.ends if moment.ends is not None else moment.begins
    if first is None or last is None or first >= today.ends:
        return "planned"
    if deed is None or planned(passage, deed, before=3) or AHEAD & {*passage.words(deed.first - 2, deed.first)}:
        return "planned" if last > today.begins else None
    return "asserted"
