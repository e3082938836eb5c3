"""What happens on the ground: strikes, casualties, territory held, prisoners exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Amount, Concept, Moment, PartyMention, Place, PlaceMention, QuantityMention, TimeMention
from .dateline import heads_report
from .passage import Passage, Placed
from .scene import Scene
from .turns import denial, imagined, planned
from .words import Mark, trait

WHENCE = frozenset({"from", "із", "зі", "від", "из", "от"})
WHEREIN = frozenset(
    "in at near around outside on of from over against onto "
    "у в біля поблизу під на міста місті місто селі села штаті штату провінції провінцій регіоні області поблизу до "
    "городу селу поселку посёлку станице "
    "близ возле около под городе город города селе села штате штата провинции провинций районе области департаменте "
    "department departments province state town village city district hamlet "
    "департаменті департаменту районі по".split()
)
SINCE_REACH = 9
SINCE = frozenset("since відколи відтоді".split())
BEGAN = frozenset(
    "began begun started start broke erupted resumed took invasion war ceasefire truce "
    "почалася почалась почалося почався початку начала начался началась началось".split()
)
OF = frozenset({"of", "з", "із", "из"})
TARGETS = frozenset({"цель", "цели", "ціль", "цілі", "targets", "target"})
COMPASS = ("south", "north", "east", "west", "central", "півдн", "півноч", "сход", "заход", "північ", "схід", "захід",
           "півден", "східн", "західн", "юг", "север", "восток", "запад", "южн", "восточн")  # fmt: skip
IT_WAS = frozenset({"was", "were", "is"})
AND = frozenset({"and", "та", "і", "й", "и"})
PEOPLE = frozenset({"person", "item", "prisoner", "soldier", "civilian", "child", "hostage", "people", ""})
# Between a party and a deed: the deed is another sentence's, or told of somebody.
APART = frozenset(
    "as while when after before since that because saying said коли поки після перед що як хоча якщо сказав заявив "
    "когда пока после перед что как хотя если сказал заявил".split()
)
# What a nation's adjective may tell the place of, not the doer.
SOIL = (
    "hospital", "mosque", "market", "embassy", "лікарн", "госпітал", "мечет", "больниц", "госпитал", "посольств",
    "capital", "city", "cities", "town", "village", "province", "region", "border", "territor", "soil", "district",
    "port", "camp", "coast", "airspace", "столиц", "міст", "сел", "провінц", "област", "регіон", "кордон", "територ",
    "штат", "порт", "табор", "табір", "узбереж", "город", "провинц", "регион", "границ", "территор", "лагер", "побереж",
)  # fmt: skip
PASSED = ("exceed", "topped", "surpass", "passed", "перевищ", "перевал", "превыс", "перешаг")
EVERYBODY = ("soldier", "civilian", "child", "woman", "aid-worker", "prisoner", "hostage", "person")


def principal(party: str) -> str:
    """The state whose armed forces or government go by a name of their own, else the party itself."""
    return str(vocabulary("parties").get(party, {}).get("of") or party)


def where(passage: Passage, at: Placed, *, reach: int = 14, whence: bool = False) -> Place | None:
    """The nearest place in the sentence, towns before countries; never the town that the report is sent from.

    `whence`: whether a place that something comes from is meant as well.
    """
    near = [
        place
        for place in passage.places
        if passage.apart(place, at) <= reach
        and (whence or passage.word(passage.first_word(place.start) - 1) not in WHENCE)
        and not heads_report(passage, place)
        and not _part_of_land(passage, place)
    ]
    towns = [place for place in near if place.place.precision in ("town", "point", "district", "region")]
    best = passage.nearest(towns, at) or passage.nearest(near, at)
    return best.place if best is not None else None


def _part_of_land(passage: Passage, place: PlaceMention) -> bool:
    """ "Southern Lebanon", "на півдні Лівану": somewhere in a country, not the whole of it."""
    before = passage.word(passage.first_word(place.start) - 1)
    return place.place.precision == "country" and before.startswith(COMPASS)


def scattered(passage: Passage) -> bool:
    """Whether several places are named in one breath, so that no one of them is the attack's: "in A, B and C"."""
    known = [place for place in passage.places if not heads_report(passage, place)]
    for one, two in pairwise(known):
        between = passage.words(passage.first_word(one.end), passage.first_word(two.start))
        if one.place.id != two.place.id and len(between) <= 3 and not AND.isdisjoint(between):
            return True
    return any(_row_goes_on(passage, place) for place in known)


def _row_goes_on(passage: Passage, place: PlaceMention) -> bool:
    """ "Bahawalpur, Muridke and Azad Kashmir", where the gazetteer knows only some: a comma, a name, "and"."""
    reading, last = passage.reading, passage.reading.word_at(place.end)
    if last + 2 >= passage.sentence.last or not reading.text.startswith(", ", place.end):
        return False
    end = passage.first_word(_run_end(passage, last) + 1) if reading.capitals[last] else last
    return (
        bool(reading.capitals[last])
        and passage.word(end) in AND
        and end + 1 < passage.sentence.last
        and bool(reading.capitals[end + 1])
        and not any(person.start <= reading.starts[last] < person.end for person in passage.persons)
    )


def spot(passage: Passage, at: Placed, *, reach: int = 14) -> str:
    """The name of a place that no gazetteer knows: a capitalised word after a word of place, the nearest; or ""."""
    reading = passage.reading
    known = named_spans(passage)
    best, least = "", reach + 1
    for index in range(passage.sentence.first + 1, passage.sentence.last):
        start, end = reading.starts[index], reading.ends[index]
        if not reading.text[start].isupper() or end - start < 3 or not _led_to(passage, index):
            continue
        if any(low < end and start < high for low, high in known):
            continue
        apart = max(reading.word_at(at.start) - index, index - reading.word_at(at.end), 0)
        if apart < least:
            best, least = reading.text[start : _run_end(passage, index)], apart
    return best


def _run_end(passage: Passage, index: int) -> int:
    """Where the capitalised words that go on from word `index` end: "Ohn Taw", "Spin Boldak"."""
    reading = passage.reading
    while index + 1 < passage.sentence.last and reading.gaps[index] in (" ", "-", "\u00a0"):
        if not reading.text[reading.starts[index + 1]].isupper():
            break
        index += 1
    return reading.ends[index]


def named_spans(passage: Passage) -> list[tuple[int, int]]:
    """Where places, parties, people and times of the sentence stand."""
    things: list[Placed] = [*passage.places, *passage.parties, *passage.persons, *passage.times]
    return [(thing.start, thing.end) for thing in things]


def _led_to(passage: Passage, index: int) -> bool:
    """Whether a word of place, or the verb of an attack, stands right before the word."""
    if passage.word(index - 1) in WHEREIN:
        return True
    return any(mark.last == index for mark in passage.of("strike", "attacked"))


def when(passage: Passage, at: Placed, *, reach: int = 16) -> Moment | None:
    """The nearest date or time in the sentence."""
    times = [
        t
        for t in passage.times
        if t.kind in ("date", "time")
        and t.moment is not None
        and passage.apart(t, at) <= reach
        and not _since(passage, t)
    ]
    best = passage.nearest(times, at)
    return best.moment if best is not None else None


def _since(passage: Passage, time: TimeMention) -> bool:
    """Whether the words before the date count from it: "since the war began in February 2022", "since Nov. 27"."""
    moment, first = time.moment, passage.first_word(time.start)
    if moment is None or moment.precision in ("part-day", "hour", "minute"):
        return False
    before = passage.words(first - SINCE_REACH, first)
    return any(word in SINCE for word in before) and (before[-1] in SINCE or not BEGAN.isdisjoint(before))


def accused(passage: Passage, at: Placed) -> str | None:
    """The party said to have done it: "Russia launched", "Russian strikes", "удари Росії"."""
    doers = [party for party in passage.parties if _doer(passage, party)]
    before = [p for p in doers if p.end <= at.start and passage.apart(p, at) <= 5 and not _parted(passage, p, at)]
    if before:
        return principal(before[-1].party)
    if passage.reading.language != "en":
        after = [p for p in doers if p.start >= at.end and passage.apart(p, at) <= 1]
        return principal(after[0].party) if after else None
    by = [p for p in passage.parties if p.start >= at.end and passage.apart(p, at) <= 2
          and passage.word(passage.first_word(p.start) - 1) in ("by",)]  # fmt: skip
    return principal(by[0].party) if by else None


def _parted(passage: Passage, party: PartyMention, at: Placed) -> bool:
    first = passage.first_word(party.start)
    between = passage.words(passage.first_word(party.end), passage.first_word(at.start))
    if "that" in between and not IT_WAS.isdisjoint(passage.words(first - 3, first)):
        return False  # "it was the South Korean army that opened fire first"
    return not APART.isdisjoint(between)


def _doer(passage: Passage, party: PartyMention) -> bool:
    first = passage.first_word(party.start)
    before = passage.word(first - 1)
    if before == "the":
        before = passage.word(first - 2)
    if party.how == "adjective" and passage.word(passage.first_word(party.end)).startswith(SOIL):
        return False
    return before not in (
        "on", "in", "at", "against", "across", "over", "from", "near", "inside", "по", "на", "в", "у", "біля", "возле",
    )  # fmt: skip


def who_counted(passage: Passage, mention: QuantityMention) -> str | None:
    """Which people a figure counts, by the noun after it; None where it counts something else."""
    reading = passage.reading
    last = reading.word_at(mention.end)
    first = reading.word_at(mention.start)
    if mention.quantity.unit not in PEOPLE:
        return None
    for mark in passage.marks.get("who", ()):
        apart = mark.first - last
        if first <= mark.first < last or 0 <= apart <= 2 or (0 <= apart <= 3 and passage.word(last) in OF):
            if any(sign in reading.text[mention.end : mark.start] for sign in ",.;") and mark.start > mention.end:
                continue
            return "+".join([mark.id, *_joined(passage, mark)])
    quantity = mention.quantity
    if quantity.unit in ("person", "people"):
        return "person"
    if quantity.unit == "item" and any(
        p.how == "people" and mention.start <= p.start < mention.end for p in passage.parties
    ):
        return "person"  # "nine Serbs"
    return "person" if quantity.unit in PEOPLE and quantity.of in EVERYBODY else None


def _joined(passage: Passage, mark: Mark) -> list[str]:
    """The second group of "soldiers and civilians"."""
    if passage.word(mark.last) not in AND:
        return []
    return [m.id for m in passage.marks.get("who", ()) if m.first == mark.last + 1 and m.id != mark.id][:1]


def clean(passage: Passage, at: Placed) -> bool:
    """Whether the words at `at` are told as fact, not denied, planned or imagined."""
    aimed = passage.word(passage.first_word(at.end)) in TARGETS  # "поразила цель" is no aim that is hoped for
    supposed = not aimed and imagined(passage, at, before=4)
    return denial(passage, at) is None and not supposed and not planned(passage, at, before=3)


def means_of(passage: Passage, low: int, high: int) -> tuple[str, ...]:
    """Means, targets and scale of an attack named in the bounds, in vocabulary order of the text."""
    return tuple(
        dict.fromkeys(
            mark.id
            for mark in passage.marks.get("strike", ())
            if low <= mark.start < high and trait("strikes", mark.id, "role") in ("means", "target", "scale")
        )
    )


def concept(ids: tuple[str, ...], text: str, scene: Scene) -> Concept:
    """A concept value in the page's language."""
    return Concept(ids, text, scene.language)


def amount(mention: QuantityMention, scene: Scene, of: str) -> Amount:
    """The figure as a value, with the thing it measures."""
    return Amount(msgspec.structs.replace(mention.quantity, of=of), mention.text, scene.language)


def surpassed(passage: Passage, mention: QuantityMention) -> QuantityMention:
    """The figure as a lower bound where the verb says that it was passed: "exceeded 500", "перевалил за 500"."""
    first, quantity = passage.first_word(mention.start), mention.quantity
    if quantity.modifier != "exact" or not any(word.startswith(PASSED) for word in passage.words(first - 2, first)):
        return mention
    return msgspec.structs.replace(mention, quantity=msgspec.structs.replace(quantity, high=None, modifier="at-least"))


def marks_in(passage: Passage, family: str, low: int, high: int) -> Iterator[Mark]:
    """Marks of a family that begin in the bounds."""
    return (mark for mark in passage.marks.get(family, ()) if low <= mark.start < high)


def dated(scene: Scene, moment: Moment | None) -> Moment | None:
    """The moment, else the day of the live entry or of publication."""
    return moment if moment is not None else scene.today()
