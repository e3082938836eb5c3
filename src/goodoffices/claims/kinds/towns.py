"""Towns taken, held, lost or denied: who is said to hold which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...lexicon.concepts import vocabulary
from ...lexicon.names.spelling import skeleton
from ...records import Concept, PartyMention, Polarity, Subject
from .dateline import heads_report
from .ground import SOIL, named_spans, principal, who_counted
from .holders import ARMIES, ARMY, REBELS, army, land_of, rebels
from .passage import Passage, governed
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TOWN = frozenset({"town", "point", "district"})
BY = frozenset({"by", "of"})
LOSING = ("lost", "lose", "losing", "втрат", "утрат", "потеря")
LOSS = frozenset("loss losing втрату втрати утрату утрати потерю потери утрату утраты сдачу здачу".split())
HANDS = frozenset({"hands", "руках"})
LOST = ("fell", "fall", "lost")  # after which "to" names the new holder
LOCATIVE = frozenset("in near at outside around у в во біля поблизу возле близ около".split())
# By which what is held comes first in the sentence.
STAYS = ("remain", "fell", "fallen", "залиша", "оста", "перебува", "наход", "перейш", "переш")
PASSIVE = (
    "ено", "ато", "ито", "ута", "ён", "ена", "ана", "ята", "ято", "зят", "нят", "ден", "дён", "чен", "ован", "ed",
    "taken",
)  # fmt: skip
# What follows a name that is held to something.
TO_ACCOUNT = frozenset(
    {"responsible", "accountable", "to", "talks", "відповідальним", "ответственным", "ответственной"}
)
TAKING = ("взял", "взяв", "took", "taken", "has", "have", "had")  # active, so that the doer stands before
OURS = frozenset("our we us ours наші наших нашими ми нас наши мы".split())
# By which somebody says of a report that it is not so.
DENYING = ("denie", "deny", "reject", "refut", "dismiss", "disput", "rebuff", "спростов", "спростув", "запереч",
           "відкинул", "відкинув", "опроверг", "отриц", "отверг", "not true", "false")  # fmt: skip
# Words that hold more than towns: talks, offices, prisoners.
LOOSE = frozenset(
    "hold holds held holding lost kept keeps keep retain retains rules dominates annexed "
    "займає займають занимает занимают держит держат тримає тримають взяли утримує утримують "
    "удерживает удерживают вернула вернул вернули вернуло".split()
)
ARTICLE = 3  # letters that an article of a name has at most: "al", "San"
NEAR = 8  # words between a verb of control and the town


class Town(NamedTuple):
    """A town taken or held: characters [start, end), gazetteer id or "", the name it goes by across accounts."""

    start: int
    end: int
    place: str
    name: str


def towns_held(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for the town that the sentence says is held or was taken."""
    for verb in passage.of("act", "control"):
        if _of_talks(passage, verb) or _takes_people(passage, verb):
            continue
        town = _town(passage, verb)
        if town is None or imagined(passage, verb) or planned(passage, verb):
            continue
        if passage.reading.words[verb.first] in LOOSE and not _bound(passage, verb, town):
            continue
        if _lost_hold(passage, verb):
            continue
        if passage.reading.words[verb.first] in LOSS or passage.reading.words[verb.last - 1] == "fallen":
            draft = _kept(passage, scene, verb, town)
            if draft is not None:
                yield draft
                return
            continue
        holder = _taker(passage, scene, verb, town)
        if holder is None or vocabulary("parties").get(holder, {}).get("kind") == "organisation":
            continue
        polarity: Polarity = "denied" if denial(passage, verb) is not None or _denied(passage, verb) else "asserted"
        subject = Subject(
            "area", (), town.place, name=f"control of {town.name}", text=passage.reading.text[town.start : town.end]
        )
        start, end = passage.trimmed(*passage.clause(verb.start))
        start, end = min(start, town.start), max(end, town.end)
        text = passage.reading.text[verb.start : verb.end]
        yield Draft(
            "territory", subject, Concept((holder,), text, scene.language), start, end, verb.start, polarity, score=70
        )
        return


def _lost_hold(passage: Passage, verb: Mark) -> bool:
    """ "Lost control of X", "втратили контроль": who holds it now is not told."""
    if passage.reading.words[verb.first] in LOSS:
        return False
    return any(word.startswith(LOSING) for word in passage.words(verb.first - 2, verb.first + 1))


def _kept(passage: Passage, scene: Scene, verb: Mark, town: Town) -> Draft | None:
    """The town whose loss its holder denies: "denied the loss of X", "спростував втрату X"."""
    words = passage.words(verb.first - 6, verb.first)
    if not any(word.startswith(DENYING) for word in words):
        return None
    before = [p for p in passage.parties if p.end <= verb.start and p.how != "adjective"]
    holder = before[-1].party if before else scene.side_at(passage, verb.start, verb.end)
    if holder is None or vocabulary("parties").get(holder, {}).get("kind") == "organisation":
        return None
    text = passage.reading.text[town.start : town.end]
    subject = Subject("area", (), town.place, name=f"control of {town.name}", text=text)
    start, end = passage.trimmed(*passage.clause(verb.start))
    value = Concept((principal(holder),), passage.reading.text[verb.start : verb.end], scene.language)
    return Draft("territory", subject, value, min(start, town.start), max(end, town.end), verb.start, score=70)


def _of_talks(passage: Passage, verb: Mark) -> bool:
    low, high = passage.clause(verb.start)
    return any(low <= mark.start < high for mark in passage.of("talks"))


def _takes_people(passage: Passage, verb: Mark) -> bool:
    """Whether people, not land, are taken or freed: "captured 18 soldiers in ...", "освобождены 185 пленных"."""
    return any(
        mention.start >= verb.end and passage.apart(verb, mention) <= 3 and who_counted(passage, mention) is not None
        for mention in passage.quantities
    )


def _bound(passage: Passage, verb: Mark, town: Town) -> bool:
    """Whether a verb that may hold anything holds the town: "holds the town of X", "X is held by", "утримує X"."""
    reading = passage.reading
    if town.start >= verb.end:
        first, after = reading.word_at(town.start), passage.word(reading.word_at(town.end))
        between = passage.words(verb.last, first)
        return len(between) <= 3 and LOCATIVE.isdisjoint(between) and after not in TO_ACCOUNT
    return passage.word(verb.last) in ("by", "onto")


def _town(passage: Passage, verb: Mark) -> Town | None:
    """The town that the verb takes: the nearest place in the same sentence, or a name that no gazetteer knows."""
    reading = passage.reading
    low, high = passage.clause(verb.start)
    near = [
        place
        for place in passage.places
        if place.place.precision in TOWN
        and low <= place.start < high
        and passage.apart(place, verb) <= NEAR
        and not (place.start >= verb.end and passage.word(reading.word_at(place.start) - 1) in LOCATIVE)
        and not heads_report(passage, place)
    ]
    place = passage.nearest([p for p in near if p.start >= verb.end], verb) or passage.nearest(near, verb)
    if place is not None:
        return Town(place.start, place.end, place.place.id, _stem(place.place.name))
    taken = named_spans(passage)
    opening = passage.sentence.first
    subject = reading.words[verb.first].startswith(STAYS) or reading.words[verb.first].endswith(PASSIVE)
    subject = subject or passage.word(verb.last) == "by" or _doer_follows(passage, verb)
    after, before = range(verb.last, verb.last + 4), range(verb.first - 1, verb.first - 6, -1)
    held = not HANDS.isdisjoint(passage.words(verb.first, verb.last))
    stative = held or (subject and verb.last - verb.first > 1)
    for index in (*before, *after) if stative else (*after, *before):
        if not opening <= index < passage.sentence.last or (index == opening and not subject):
            continue
        if (index >= verb.last and passage.word(index - 1) in LOCATIVE) or (
            index < verb.first - 2 and not (subject or stative)
        ):
            continue
        start, end = reading.starts[index], reading.ends[index]
        if reading.text[start].isupper() and end - start > 2 and not any(a < end and start < b for a, b in taken):
            number = passage.word(index + 1)
            return Town(start, end, "", skeleton(reading.text[start:end]) + (number if number.isdigit() else ""))
    return None


def _stem(name: str) -> str:
    """The first word of a town's name that is no article: every "Al ..." would be one town."""
    words = name.replace("-", " ").split()
    return skeleton(next((word for word in words if len(word) > ARTICLE), words[0]))


def _doer_follows(passage: Passage, verb: Mark) -> bool:
    """ "Куп'янськ контролюють Сили оборони": the object first, who holds it right after the verb."""
    if passage.reading.language == "en":
        return False
    return any(p.start >= verb.end and passage.apart(verb, p) == 0 for p in passage.parties)


def _taker(passage: Passage, scene: Scene, verb: Mark, town: Town) -> str | None:
    """Who took or holds it: the party before the verb, after "by" or in the instrumental."""
    parties = [p for p in passage.parties if not p.start <= town.start < p.end]
    after = [p for p in parties if p.start >= verb.end and passage.apart(p, verb) <= NEAR]
    taking = passage.reading.words[verb.first].startswith(TAKING)
    noun = (verb.last - verb.first > 1 and not taking) or passage.reading.words[verb.first].endswith(
        ("ння", "нням", "захват", "захвате", "захвата")
    )
    if after:
        first = passage.first_word(after[0].start)
        lead = passage.word(first - 1) if passage.word(first - 1) != "the" else passage.word(first - 2)
        lost = lead == "to" and passage.reading.words[verb.first].startswith(LOST)
        inverted = town.end <= verb.start and passage.apart(after[0], verb) <= 1
        owned = (noun or inverted) and passage.reading.language != "en" and not governed(passage, after[0])
        if lead in BY or lost or owned:
            return principal(after[0].party)
    words = passage.words(passage.sentence.first, passage.sentence.last)
    speakers = _speakers(passage, scene, verb, town)
    if not OURS.isdisjoint(words) and speakers is not None:
        return speakers
    before = [p for p in parties if p.end <= verb.start and not _soil_told(passage, p)]
    nearest = before[-1] if before else None
    unnamed = _unnamed(passage, scene, verb, nearest.end if nearest is not None else passage.start)
    if unnamed is not None:
        return unnamed
    if nearest is not None:
        return principal(nearest.party)
    return army(passage, scene) or speakers


def _unnamed(passage: Passage, scene: Scene, verb: Mark, after: int) -> str | None:
    """The rebels or the army that are the verb's subject, standing before it and after character `after`."""
    low, high = passage.clause(verb.start)
    owned = range(verb.last, min(verb.last + 3, passage.first_word(high))) if verb.last - verb.first > 1 else ()
    for index in (*owned, *range(verb.first - 1, passage.first_word(max(after, low)) - 1, -1)):
        word = passage.word(index)
        if word.startswith(REBELS):
            return rebels(scene)
        if word in ARMY or word.startswith(ARMIES):
            return scene.voices.sent_from() or land_of(scene)
    return None


def _soil_told(passage: Passage, party: PartyMention) -> bool:
    """Whether the name only tells whose land it is: "the Ukrainian town"."""
    return party.how == "adjective" and passage.word(passage.first_word(party.end)).startswith(SOIL)


def _speakers(passage: Passage, scene: Scene, verb: Mark, town: Town) -> str | None:
    """The speaker's own side, of a deed told without a doer or as "our forces": "освобождено село ..."."""
    word = passage.reading.words[verb.first]
    ours = not OURS.isdisjoint(passage.words(passage.sentence.first, passage.sentence.last))
    if not ours and not word.endswith(PASSIVE) and not word.startswith(STAYS) and verb.last - verb.first == 1:
        return None
    side = scene.side_at(passage, min(verb.start, town.start), verb.end)
    if side is None and ours:
        side = scene.voices.sent_from()
    return None if side is None else principal(side)


def _denied(passage: Passage, verb: Mark) -> bool:
    """Whether the sentence says that reports of it are untrue."""
    before, after = passage.words(verb.first - 10, verb.first), passage.words(verb.last + 4, verb.last + 10)
    # "It is ours, the ministry said, dismissing reports" denies something else.
    after = [word for word in after if not word.endswith(("ing", "ючи", "ая", "яя"))]
    return any(word.startswith(DENYING) for word in (*before, *after))
