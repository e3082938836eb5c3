"""How long talks lasted: "lasted about four hours", "six hours of meetings", "a two-day session"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import msgspec

from ...records import Amount, Polarity, Quantity, Subject, TimeMention
from .passage import SIDES, Passage, Stretch
from .reference import is_talks, talk_marks
from .scene import Draft, Scene
from .turns import denial, planned
from .words import Mark, trait

TRIGGERS: tuple[tuple[str, str], ...] = ()  # called wherever a length of time stands
COMPARED = ("shorter than", "longer than", "коротш", "довш", "короче", "дольше")
SHORT = frozenset({"minute", "hour"})
LONG = frozenset({"day", "week", "month"})
OF = frozenset({"of", "long"})
AFTER = frozenset({"after", "through", "over", "following", "після", "через", "за", "после", "спустя"})
AFTER_OR_FROM = AFTER | {"from", "від", "от"}
# "The exchange took two hours to arrange": these need talks as their own subject in the clause.
WEAK = frozenset(
    {"took", "went on", "spent", "spanned", "lasting", "шли", "идут", "заняла", "заняли", "заняло", "занял", "зайняла",
     "зайняло", "зайняв", "зайняли"}
)  # fmt: skip
HAGGLING = (
    "haggl", "bargain", "wrangl", "argu", "deliberat", "discussion", "exchanges", "debate", "horse-trad", "shuttl",
    "торг", "сперечан", "суперечок", "дискусі", "обговорен", "дебат", "спор", "дискусси", "обсуждени", "прений",
    "marathon", "марафон", "перегов", "brainstorm", "give-and-take", "back-and-forth",
)  # fmt: skip
UNCOUNTED = frozenset("counting excluding враховуючи рахуючи считая учитывая".split())
BREAKS = (
    "lunch",
    "dinner",
    "recess",
    "coffee",
    "pause",
    "interval",
    "обід",
    "обідн",
    "перерв",
    "обед",
    "переры",
    "пауз",
)
WITH = frozenset({"with", "із", "з", "зі", "с", "со"})
FURTHEST = 9  # words between those who talk and for how long
PUT = frozenset({"put", "puts", "estimated", "clocked", "timed", "gave"})
NOT = frozenset({"not", "didn't", "didn’t"})
DURING = frozenset("over for during протягом упродовж впродовж течение протяжении".split())
FOR = frozenset({"for", "over"})
REACHED = 4  # words that lead to a length: "for as long as", "for a little over"
OPENING = 3  # words of a sentence before the length that it begins with: "PARIS - After ten days"
IN = frozenset("in at near у в біля на под возле при під".split())
PHRASE = 4  # words between a noun for talks and the meeting that it is a part of
PURPOSE = frozenset({"to", "щоб", "аби", "чтобы"})
NEGOTIATORS = (
    "negotiat", "delegat", "mediator", "diplomat", "envoy", "sides", "parties", "переговорник", "переговірник",
    "переговорщик", "перемовник", "делегат",
    "посередник", "посредник", "дипломат", "посланц", "сторон", "учасник", "участник",
)  # fmt: skip
HOMEWARD = (
    "flew", "return", "left", "came", "went", "back", "depart", "walked", "landed", "emerged", "wrapped", "поверн",
    "полет", "виле", "приле", "зали", "виїх", "вийш", "верну", "улет", "выле", "покин", "уеха", "выш", "возвра",
)  # fmt: skip
LEADERS = (
    "presidents", "leaders", "ministers", "commanders", "generals", "envoys", "diplomats", "officials", "officers",
    "representatives", "premiers", "chiefs", "elders", "президенти", "лідери", "міністри", "командувачі", "генерали",
    "посланці", "дипломати", "посадовці", "офіцери", "представники", "старійшини", "президенты", "лидеры", "министры",
    "командующие", "генералы", "посланники", "дипломаты", "чиновники", "офицеры", "представители", "старейшины",
)  # fmt: skip
EVEN = frozenset("и й і навіть даже even".split())
EVEN_AND = frozenset("and та і й и".split())
THAT = frozenset({"that", "що", "что", "which"})
THEY = frozenset({"they", "both", "two", "the two", "вони", "обидва", "обидві", "двоє", "сторони", "они", "оба", "обе",
                  "двое", "стороны"})  # fmt: skip
IT = frozenset({"it", "they", "which", "that", "вона", "вони", "воно", "він", "яка", "які", "який",
                "она", "они", "оно", "он", "которая", "которые", "который", "которое"})  # fmt: skip


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each stated length of talks."""
    for time in passage.times:
        length = time.length
        if time.kind != "duration" or length is None or length.unit not in SHORT | LONG or "X" in time.value:
            continue
        if _of_a_break(passage, time):
            continue
        if time.text.lower().startswith(COMPARED) or _spread(passage, time):
            length = _as_stated(length)
        found = (
            _lasting(passage, scene, time)
            or _of_talks(passage, time)
            or _after(passage, time)
            or _parting(passage, scene, time)
            or _elliptic(passage, scene, time)
            or _talking(passage, scene, time)
            or _put_at(passage, time)
            or _held_over(passage, time)
            or _haggling(passage, scene, time)
            or _needed(passage, scene, time)
            or _left_after(passage, scene, time)
        )
        if found is None:
            continue
        about, polarity, going = found
        if polarity is None:
            continue
        yield _draft(passage, scene, time, length, about, polarity, going)


def _of_a_break(passage: Passage, time: TimeMention) -> bool:
    """ "Not counting an hour's lunch", "с часовым перерывом"."""
    first, last = passage.first_word(time.start), passage.reading.word_at(time.end)
    if not UNCOUNTED.isdisjoint(passage.words(first - 2, first)):
        return True
    if passage.word(last) in WITH:  # "eight hours with a break for lunch"
        return False
    return any(word.startswith(BREAKS) for word in passage.words(last, last + 2))


def _in_a_break(passage: Passage, mark: Mark) -> bool:
    """ "With a break for lunch": a meal that only divides what lasted."""
    return any(word.startswith(BREAKS) for word in passage.words(mark.first - 3, mark.first))


def _spread(passage: Passage, time: TimeMention) -> bool:
    """ "Held in Oslo over three days": during them, not for more than them."""
    return time.text.lower().startswith("over ") and any(
        verb.end <= time.start and passage.apart(verb, time) <= 3 for verb in passage.of("act", "hold", "hold-base")
    )


def _as_stated(length: Quantity) -> Quantity:
    """ "shorter than the six hours of Tuesday": the six hours are stated, not a bound."""
    stated = length.low if length.low is not None else length.high
    return msgspec.structs.replace(length, low=stated, high=stated, modifier="exact")


def _draft(
    passage: Passage,
    scene: Scene,
    time: TimeMention,
    length: Quantity,
    about: Mark | None,
    polarity: Polarity,
    going: bool,
) -> Draft:
    quantity = length
    if going and length.modifier == "exact" and length.low is not None:
        quantity = msgspec.structs.replace(length, high=None, modifier="at-least")
    subject = _subject(passage, scene, time, about, length)
    start, end = passage.trimmed(*_account(passage, time))
    whole = passage.clause(time.start)
    cut = start > whole[0] and about is not None and about.start >= whole[0]
    if about is not None and not cut and not start <= about.start < end:
        start, end = min(start, about.start), max(end, about.end)
    return Draft("duration", subject, Amount(quantity, time.text, scene.language), start, end, time.start, polarity)


def _account(passage: Passage, time: TimeMention) -> tuple[int, int]:
    """The clause of the length, without what it says of another length: "42 minutes, by the other's word two hours"."""
    start, end = passage.clause(time.start)
    text = passage.reading.text
    for other in passage.times:
        if other.kind != "duration" or not start <= other.start < end:
            continue
        if other.start > time.start:
            cut = max((text.find(sign, time.end, other.start) for sign in (",", ";", " –", " —", " -")), default=-1)
            end = cut if cut > 0 else end
            break
        if other.end < time.start:
            cuts = [text.find(sign, other.end, time.start) for sign in (",", ";")]
            start = max([start, *(cut + 1 for cut in cuts if cut >= 0)])
    return start, end


def _subject(passage: Passage, scene: Scene, time: TimeMention, about: Mark | None, length: Quantity) -> Subject:
    at = about or time
    beside = scene.beside(passage, about) if about is not None else None
    if beside is not None:
        return beside
    if length.unit in LONG:
        return scene.rounds_at(passage, at)[0]
    return scene.sitting_at(passage, time)


def _lasting(passage: Passage, scene: Scene, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """A verb of lasting beside the length, and talks as what lasted."""
    clause = passage.clause(time.start)
    for verb in passage.of("act", "last", "last-going", "last-base"):
        if not clause[0] <= verb.start < clause[1] or passage.apart(verb, time) > 5:
            continue
        if verb.end > time.start and passage.apart(verb, time) > 2 and passage.reading.language == "en":
            continue
        about, known = _what(passage, scene, verb, clause)
        if not known or (about is None and _text(passage, verb) in WEAK and not _it_took(passage, scene, verb, time)):
            continue
        polarity: Polarity = "planned" if verb.id == "last-base" or planned(passage, verb, before=3) else "asserted"
        negated = denial(passage, verb) is not None or not NOT.isdisjoint(passage.words(verb.first, verb.last))
        if negated and not _even(passage, time):
            polarity = "denied"
        if scene.language == "en" and verb.id == "last-base" and passage.word(verb.first) in ("could", "may"):
            return about, None, False
        return about, polarity, verb.id == "last-going"
    return None


def _it_took(passage: Passage, scene: Scene, verb: Mark, time: TimeMention) -> bool:
    """ "It took about three hours", right behind a sentence about talks."""
    first = passage.sentence.first
    short = time.length is not None and time.length.unit in SHORT | {"day"}
    opened = any(act.first < verb.first for act in passage.of("act", "start", "hold", "meet-at"))
    alone = passage.word(first) in IT and (verb.first - first == 1 or opened)
    return (
        alone and short and scene.resumes(passage) and passage.word(passage.first_word(time.end)) not in ("to", "for")
    )


def _even(passage: Passage, time: TimeMention) -> bool:
    """ "Не заняло и часа": what is denied is that it lasted so much, not that it lasted; or a bound is denied."""
    first = passage.first_word(time.start)
    return time.length is None or time.length.modifier != "exact" or passage.word(first - 1) in EVEN


def _text(passage: Passage, mark: Mark) -> str:
    return passage.reading.text[mark.start : mark.end].lower()


def _what(passage: Passage, scene: Scene, verb: Mark, clause: tuple[int, int]) -> tuple[Mark | None, bool]:
    """What lasted: the talks noun nearest to the verb unless another thing is nearer; (None, True): a pronoun."""
    talks = [mark for mark in talk_marks(passage, clause) if not _in_a_break(passage, mark)]
    things = [thing for thing in passage.marks.get("thing", ()) if clause[0] <= thing.start < clause[1]]
    if passage.reading.language == "en":
        talks = [mark for mark in talks if mark.first < verb.first]
        things = [thing for thing in things if thing.first < verb.first]
    mark = passage.nearest(talks, verb)
    if mark is not None and mark.last <= verb.first:
        # "The talks within the summit lasted": what lasted is the head of the phrase.
        whole = (
            one
            for one in talks
            if 0 < mark.first - one.last <= PHRASE and trait("talks", mark.id, "level") == "meeting"
        )
        mark = next(whole, mark)
    thing = passage.nearest(things, verb)
    if mark is not None and (thing is None or passage.apart(mark, verb) <= passage.apart(thing, verb)):
        return mark, True
    if thing is not None:
        return None, False
    head = passage.words(passage.first_word(clause[0]), verb.first)
    pronoun = not head or head[0] in IT or (len(head) <= 3 and not IT.isdisjoint(head))
    if pronoun:
        earlier = [mark for mark in talk_marks(passage) if mark.end <= clause[0]]
        return (earlier[-1], True) if earlier else (None, clause[0] == passage.start and scene.resumes(passage))
    return None, False


def _of_talks(passage: Passage, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "six hours of meetings", "a six-hour session", "две недели переговоров"."""
    reading = passage.reading
    after = reading.word_at(time.end)
    index = after + 1 if passage.word(after) in OF else after
    for mark in passage.marks.get("talks", ()):
        if not is_talks(mark) or mark.id == "day" or not 0 <= mark.first - index <= 3 or _in_a_break(passage, mark):
            continue
        if any(sign in reading.text[time.end : mark.start] for sign in ",.;:"):
            continue
        if index == after and reading.language == "en" and "-" not in time.text and mark.first - index > 0:
            continue
        past = not AFTER.isdisjoint(passage.words(passage.first_word(time.start) - 3, after))
        ahead = not past and (planned(passage, time) or _to_be_held(passage, mark))
        return mark, "planned" if ahead else "asserted", False
    return None


def _to_be_held(passage: Passage, talks: Mark) -> bool:
    """Whether a verb of holding in the future is said of the talks: not of what they agreed would hold."""
    for verb in passage.of("act", "hold-future", "hold-base", "start-future"):
        first, second = (talks, verb) if talks.first <= verb.first else (verb, talks)
        if THAT.isdisjoint(passage.words(first.last, second.first)):
            return True
    return False


def _after(passage: Passage, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "The talks ended after three hours"."""
    first = passage.first_word(time.start)
    clause = passage.clause(time.start)
    head = passage.words(first - 2, first)
    own = passage.word(first) in AFTER
    if not own and AFTER.isdisjoint(head):
        return None
    stretch = Stretch(max(clause[0], time.start - 120), clause[1])
    for verb in passage.of("act", "end", "end-base"):
        if not stretch.start <= verb.start < time.start or passage.apart(verb, time) > 8:
            continue
        talks = [mark for mark in talk_marks(passage, clause) if mark.end <= verb.start]
        if (
            not talks and passage.word(verb.first - 1) in EVEN_AND
        ):  # "the meeting, which ..., took place and ended after"
            talks = [mark for mark in talk_marks(passage) if mark.end <= verb.start][:1]
        follows = passage.word(passage.first_word(time.end))
        if talks and follows not in ("of", "later"):
            return talks[-1], "asserted", False
        of_talks = [mark for mark in talk_marks(passage, clause) if mark.start >= time.end]
        if of_talks and follows == "of":
            return of_talks[0], "asserted", False
    return None


def _parting(passage: Passage, scene: Scene, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "After three hours behind closed doors the delegates dispersed"."""
    if not scene.of_talks or passage.word(passage.first_word(time.start) - 1) not in AFTER:
        return None
    clause = passage.clause(time.start)
    for verb in passage.of("act", "part-at", "agree", "sign"):
        near = time.end <= verb.start and passage.apart(time, verb) <= FURTHEST
        if verb.id != "part-at":  # "the negotiators decided after 150 minutes", "After ten days ... they initialled it"
            opening = passage.first_word(time.start) - passage.sentence.first <= OPENING and time.end <= verb.start
            near = opening or (
                passage.apart(time, verb) <= FURTHEST and time.length is not None and time.length.unit in SHORT
            )
        if near and denial(passage, verb) is None and _several(passage, verb, clause):
            return passage.nearest(talk_marks(passage, clause), verb), "asserted", False
    return None


def _talking(passage: Passage, scene: Scene, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "The envoys talked for nine hours", "сторони проговорили дві години": several who talk, and for how long."""
    clause = passage.clause(time.start)
    if denial(passage, time) is not None or not (scene.of_talks or talk_marks(passage) or scene.resumes(passage)):
        return None
    first = passage.first_word(time.start)
    for verb in passage.of("act", "talk-for"):
        if not clause[0] <= verb.start < clause[1] or passage.apart(verb, time) > FURTHEST:
            continue
        apart = verb.end <= time.start and passage.apart(verb, time) > 2
        if passage.reading.language == "en" and apart and FOR.isdisjoint(passage.words(first - REACHED, first)):
            continue
        if denial(passage, verb) is not None or not _several(passage, verb, clause):
            continue
        direct = [mark for mark in passage.of("format", "direct") if clause[0] <= mark.start < clause[1]]
        alone = passage.nearest(passage.of("talks", "alone"), verb, within=clause)
        if alone is not None:
            return alone, "planned" if planned(passage, verb, before=3) else "asserted", False
        if any(_text(passage, mark) != "in the same room" for mark in direct):
            continue  # the part face to face is not the whole
        polarity: Polarity = "planned" if planned(passage, verb, before=3) else "asserted"
        return passage.nearest(talk_marks(passage, clause), verb), polarity, False
    return None


def _held_over(passage: Passage, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "Exploratory talks were held in Oslo over three days", "переговори проходили протягом двох днів"."""
    clause = passage.clause(time.start)
    first = passage.first_word(time.start)
    if passage.word(first - 1) not in DURING and passage.word(first) not in DURING:
        return None
    for verb in passage.of("act", "hold", "start"):
        if not clause[0] <= verb.start < time.start or passage.apart(verb, time) > FURTHEST:
            continue
        talks = passage.nearest([mark for mark in talk_marks(passage, clause) if mark.end <= verb.start], verb)
        if talks is not None and denial(passage, verb) is None and not planned(passage, verb, before=3):
            return talks, "asserted", False
    return None


def _put_at(passage: Passage, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "A source put the meeting at about 180 minutes"."""
    first = passage.first_word(time.start)
    if passage.reading.language != "en" or passage.word(first - 1) != "at":
        return None
    for mark in reversed(talk_marks(passage, (passage.clause(time.start)[0], time.start))):
        if not PUT.isdisjoint(passage.words(mark.first - 5, mark.first)):
            return mark, "asserted", False
    return None


def _haggling(passage: Passage, scene: Scene, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "Eight days of haggling", "after 150 minutes of what one aide called shouting": talks by another name."""
    last = passage.reading.word_at(time.end)
    after = passage.words(last, last + 4)
    first = passage.first_word(time.start)
    adjective = last - first == 1 or "-" in time.text
    if not scene.of_talks or not after or not (adjective or passage.word(first - 1) in AFTER_OR_FROM):
        return None
    if after[:2] == ["of", "what"] or any(word.startswith(HAGGLING) for word in after):
        return passage.nearest(talk_marks(passage, passage.clause(time.start)), time), "asserted", False
    return None


def _needed(passage: Passage, scene: Scene, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "It took the negotiators five hours to get there", "п'ять годин знадобилося переговірникам"."""
    clause = passage.clause(time.start)
    for verb in passage.of("act", "last"):
        if not clause[0] <= verb.start < clause[1] or passage.apart(verb, time) > REACHED or not scene.of_talks:
            continue
        last = max(verb.last, passage.reading.word_at(time.end))
        near = list(takewhile(lambda word: word not in PURPOSE, passage.words(verb.last, last + REACHED)))
        if any(word.startswith(NEGOTIATORS) for word in near) and denial(passage, verb) is None:
            return None, "planned" if planned(passage, verb, before=3) else "asserted", False
    return None


def _left_after(passage: Passage, scene: Scene, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "The minister flew home ... after three days in New Zealand": the stay where talks are held."""
    first, last = passage.first_word(time.start), passage.reading.word_at(time.end)
    if not scene.of_talks or passage.word(first - 1) not in AFTER or passage.word(last) not in IN:
        return None
    here = scene.stage.place
    for mention in passage.places:
        if not 0 < passage.first_word(mention.start) - last <= REACHED:
            continue
        place = mention.place
        same = here is None or place.id == here.id or (place.country == here.country and bool(place.country))
        home = any(place.country.lower() == party for party in scene.stage.parties)
        head = passage.words(passage.sentence.first, first)
        if same and not home and any(word.startswith(HOMEWARD) for word in head):
            return None, "asserted", False
    return None


def _several(passage: Passage, verb: Mark, clause: tuple[int, int]) -> bool:
    """Whether more than one talks: the sides, two people or parties, a delegation, "they", "the presidents"."""
    groups = passage.of("talks", "sides", "delegation", "track", "talks")
    if any(clause[0] <= mark.start < clause[1] for mark in groups):
        return True
    if any(word.startswith((*LEADERS, *SIDES)) for word in passage.words(passage.first_word(clause[0]), verb.first)):
        return True
    people = {person.person for person in passage.persons if person.start < clause[1]}
    parties = {party.party for party in passage.parties if party.start < clause[1]}
    head = passage.words(passage.first_word(clause[0]), verb.first)
    return len(people) > 1 or len(parties) > 1 or not THEY.isdisjoint(head)


def _elliptic(passage: Passage, scene: Scene, time: TimeMention) -> tuple[Mark | None, Polarity | None, bool] | None:
    """ "Friday's was shorter: about three hours", after a sentence on talks."""
    if passage.reading.language != "en" or not scene.resumes(passage):
        return None
    for date in passage.times:
        after = passage.word(passage.first_word(date.end))
        owner = date.text.endswith(("'s", "’s")) or passage.reading.text[date.end : date.end + 2] in ("'s", "’s")
        if date.kind == "date" and date.end <= time.start and owner and after in ("was", "lasted", "took"):
            return None, "asserted", False
    return None
