"""How many were killed, wounded, captured, displaced: in the conflict as a whole, or in one attack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ...records import QuantityMention
from .ground import AND, amount, clean, surpassed, who_counted
from .incident import subject_of
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark

TRIGGERS = (("harm", ""),)
# By which a toll comes to its figure, within three words before it.
COMES_TO = frozenset(
    "to at is was reached stands stood rose risen climbed passed exceeded totalled totaled hit put "
    "до становить склала склало становила сягнула сягнуло досягла досягло зросла зросло стало "
    "стали составило составила составляет достигло достигла превысило превысила возросло выросло увеличилось".split()
)
PART = frozenset("including among included includes числі числе серед среди зокрема включая них".split())
REMAINS = ("bodies", "body", "remains", "тіл", "тел", "останк")
LAND = frozenset("control power the territory".split())
BESIDE, FREE = 3, 8
LATER = 5
MANY = frozenset("many багато чимало много немало".split())
AT_ONCE = frozenset({"immediately", "instantly", "outright"})
ON_THE_SPOT = frozenset({("the", "spot"), ("на", "місці"), ("на", "месте"), ("the", "scene")})
SEXES = frozenset({"man", "woman"})
BEFALLS = frozenset({"killed", "wounded", "missing", "detained"})
BY_FORCE = frozenset({"captured", "detained", "displaced"})  # what befalls people in no plague and no crash
# Verbs that are told of people, not of things, by which a noun that no list knows is one for people.
ALIVE = ("killed", "died", "dead", "wounded", "injured", "hurt", "slain", "arrested", "загин", "загиб", "поранен",
         "вбит", "убит", "погиб", "ранен", "арестован", "заарештован")  # fmt: skip
SAVED = ("save", "saving", "spare", "врятув", "рятув", "спас", "уберег")
RISEN = ("возрос", "вырос", "увелич", "зріс", "зрос", "збільш", "підня", "поднял")


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each figure of people joined to a word of harm in its clause."""
    for mention in passage.quantities:
        toll = _toll(passage, mention)
        who = who_counted(passage, mention) or (_group_before(passage, mention) if toll is not None else None)
        who = who or _hurt(passage, mention)
        if who is None or _machines(passage, mention) or (who == "person" and _part(passage, mention)):
            continue
        harm = toll or _harm(passage, mention)
        if harm is None or not clean(passage, harm) or _told_again(passage, scene, mention):
            continue
        if harm.id == "killed" and passage.of("act", "exchange") and _remains(passage, mention):
            continue
        if _spared(passage, mention) or _vague(mention) or _at_once(passage, mention) or _by_sex(passage, mention):
            continue
        if harm.id == "captured" and who in ("prisoner", "hostage") and passage.of("act", "exchange"):
            continue
        subject = subject_of(passage, scene, mention, harm)
        warlike = harm.id in BY_FORCE or scene.of_talks or scene.about_war or _of_war(passage, who)
        if subject.kind == "conflict" and not warlike:
            continue
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, harm.start), max(end, harm.end)
        value = amount(surpassed(passage, _reached(passage, mention)), scene, who)
        yield Draft("casualties", subject, value, start, end, mention.start, score=80)


def _remains(passage: Passage, mention: QuantityMention) -> bool:
    """Whether bodies that are handed over are counted: "the bodies of 3,000 soldiers"."""
    first, last = passage.first_word(mention.start), passage.reading.word_at(mention.end)
    return any(word.startswith(REMAINS) for word in passage.words(first - 4, last + 2))


def _hurt(passage: Passage, mention: QuantityMention) -> str | None:
    """Whom a number counts that names people by what befell them, or by a word unknown: "ще одинадцятеро поранені"."""
    if mention.quantity.unit != "item":
        return None
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    harms = passage.of("harm")
    if any(first < mark.last <= last for mark in harms):
        return "person"  # "17 arrests", "пятнадцать жизней"
    if any(first <= mark.first < last for mark in passage.marks.get("ware", ())):
        return None
    if not mention.quantity.of:
        return "person" if any(mark.first == last and mark.id in BEFALLS for mark in harms) else None
    return "person" if any(_of_people(passage, mark, first, last) for mark in harms) else None


def _of_people(passage: Passage, harm: Mark, first: int, last: int) -> bool:
    """Whether the verb is told of people alone, right beside the figure: "two cadres were killed"."""
    word = passage.reading.words[harm.first]
    if not word.startswith(ALIVE) or harm.last - harm.first > 1:
        return False
    return 0 <= first - harm.last <= 1 or (
        0 <= harm.first - last <= 2 and not any(sign in passage.gap(last - 1) for sign in ",;:")
    )


def _vague(mention: QuantityMention) -> bool:
    """ "Many more": no figure."""
    return mention.text.split()[0].lower() in MANY


def _at_once(passage: Passage, mention: QuantityMention) -> bool:
    """Whether only those are counted who died on the spot."""
    low, high = passage.clause(mention.start)
    words = passage.words(passage.first_word(low), passage.first_word(high))
    return not AT_ONCE.isdisjoint(words) or any(pair in ON_THE_SPOT for pair in pairwise(words))


def _by_sex(passage: Passage, mention: QuantityMention) -> bool:
    """ "17 men and 17 women were killed": parts of a toll that is not told here."""
    of = (mention.quantity.of, mention.quantity.unit)
    if not any(word in SEXES for word in of):
        return False
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    return any(
        other is not mention
        and other.quantity.of in SEXES
        and (passage.reading.word_at(other.start) - last == 1 or first - passage.reading.word_at(other.end) == 1)
        for other in passage.quantities
    )


def _spared(passage: Passage, mention: QuantityMention) -> bool:
    """ "Saved 17 lives"."""
    first = passage.first_word(mention.start)
    return any(word.startswith(SAVED) for word in passage.words(first - 4, first))


def _machines(passage: Passage, mention: QuantityMention) -> bool:
    """Whether things are counted: "five fighter jets"."""
    last = passage.reading.word_at(mention.end)
    return any(mark.first < last < mark.last for mark in passage.of("ware", "aircraft", "vessel"))


def _group_before(passage: Passage, mention: QuantityMention) -> str:
    """Whom a bare number at the end counts: "put the number of Druze fighters among the dead at 427"."""
    low, first = passage.clause(mention.start)[0], passage.first_word(mention.start)
    named = [mark for mark in passage.of("who") if low <= mark.start and mark.last <= first and mark.id != "person"]
    return named[-1].id if named else "person"


def _part(passage: Passage, mention: QuantityMention) -> bool:
    """Whether only some of those told before are meant: "including 194 people whom ..."."""
    first = passage.first_word(mention.start)
    before = passage.words(first - 3, first)
    others = any(other.end <= mention.start and other.quantity.unit == "person" for other in passage.quantities)
    return others and not PART.isdisjoint(before)


def _toll(passage: Passage, mention: QuantityMention) -> Mark | None:
    """The word of harm of a bare number that a toll comes to: "the death toll rose to 27", "жертв стало 18"."""
    if mention.quantity.unit not in ("item", "person"):
        return None
    first = passage.reading.word_at(mention.start)
    low = passage.clause(mention.start)[0]
    if COMES_TO.isdisjoint(passage.words(first - 3, first)):
        return None
    before = [m for m in passage.marks.get("harm", ()) if m.last <= first and m.start >= low and first - m.last <= 24]
    return before[-1] if before else None


def _reached(passage: Passage, mention: QuantityMention) -> QuantityMention:
    """The figure that a toll has risen to is that figure, not at most that."""
    quantity = mention.quantity
    text = passage.text.lower()
    if quantity.modifier != "at-most" or quantity.high is None or not mention.text.lower().startswith("до "):
        return mention
    if not any(word in text for word in RISEN):
        return mention
    exact = msgspec.structs.replace(quantity, low=quantity.high, modifier="exact")
    return msgspec.structs.replace(mention, quantity=exact)


def _takes_another(passage: Passage, mark: Mark, last: int) -> bool:
    """Whether the verb after "and" has an object of its own: "killed three people and injured 34 others"."""
    gap = passage.reading.text[passage.reading.ends[last - 1] : mark.start]
    joined = "," in gap or not AND.isdisjoint(passage.words(last, mark.first))
    if passage.word(mark.last) in AND:
        return False  # "three children lost their lives and 73 others were hurt"
    return joined and any(0 <= passage.first_word(q.start) - mark.last <= 1 for q in passage.quantities)


def _told_again(passage: Passage, scene: Scene, mention: QuantityMention) -> bool:
    """Whether a headline only announces the figure that the text below tells with its day and place."""
    if passage.sentence.block.kind != "headline" or passage.times:
        return False
    figure = (mention.quantity.low, mention.quantity.high)
    return any(
        (other.quantity.low, other.quantity.high) == figure or (other.quantity.high or other.quantity.low) in figure
        for later in scene.passages
        if later.start > passage.start and later.marks.get("harm")
        for other in later.quantities
    )


def _of_war(passage: Passage, who: str) -> bool:
    """Whether the sentence itself speaks of war, so that its dead are not those of a plague or a crash."""
    return "soldier" in who or "civilian" in who or bool(passage.of("thing", "war", "attack"))


def _reach(passage: Passage, mark: Mark, mention: QuantityMention) -> int:
    """Words that may stand between a harm and the figure behind it; the order of words is free but in English."""
    if passage.reading.language == "en":
        return BESIDE
    between = any(mark.end <= other.start and other.end <= mention.start for other in passage.quantities)
    return BESIDE if between else FREE


def _harm(passage: Passage, mention: QuantityMention) -> Mark | None:
    """The word of harm that goes with the figure: after it ("6 people died"), or before it ("killing 6")."""
    reading = passage.reading
    low, high = passage.clause(mention.start)
    first, last = reading.word_at(mention.start), reading.word_at(mention.end)
    best: Mark | None = None
    least = 99
    for mark in passage.marks.get("harm", ()):
        if mark.id == "captured" and passage.word(mark.last) in LAND:
            continue  # "seized control", "captured the city"
        if mark.first >= last:
            apart = mark.first - last
            if _takes_another(passage, mark, last):
                continue
            inside = [q for q in passage.quantities if q.start >= mention.end and q.end <= mark.start]
            others = [q for q in inside if not _part(passage, q)]
            if any(sign in reading.text[mention.end : mark.start] for sign in ";") or apart > 14:
                continue
            if others and "," in reading.text[mention.end : mark.start]:
                continue
        else:
            apart = first - mark.last
            between = reading.text[mark.end : mention.start]
            if apart > _reach(passage, mark, mention) or any(sign in between for sign in ";,."):
                continue
            # "13 died and several others were injured": after "and" the verb behind is nearer.
            apart = apart + (LATER if not AND.isdisjoint(passage.words(mark.last, first)) else 1)
        if not low - 1 <= mark.start <= high + 1 and apart > 6:
            continue
        if apart < least:
            best, least = mark, apart
    return best
