"""How many were killed, wounded, captured, displaced: in the conflict as a whole, or in one attack."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...records import QuantityMention
from .ground import AND, amount, clean, who_counted
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
        if harm.id == "captured" and who in ("prisoner", "hostage") and passage.of("act", "exchange"):
            continue
        subject = subject_of(passage, scene, mention, harm)
        if subject.kind == "conflict" and not (scene.of_talks or scene.about_war or _of_war(passage, who)):
            continue
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, harm.start), max(end, harm.end)
        value = amount(_reached(passage, mention), scene, who)
        yield Draft("casualties", subject, value, start, end, mention.start, score=80)


def _remains(passage: Passage, mention: QuantityMention) -> bool:
    """Whether bodies that are handed over are counted: "the bodies of 3,000 soldiers"."""
    first, last = passage.first_word(mention.start), passage.reading.word_at(mention.end)
    return any(word.startswith(REMAINS) for word in passage.words(first - 4, last + 2))


def _hurt(passage: Passage, mention: QuantityMention) -> str | None:
    """Whom a bare number right before what befell them counts: "ще одинадцятеро поранені"."""
    if mention.quantity.unit != "item" or mention.quantity.of:
        return None
    last = passage.reading.word_at(mention.end)
    return "person" if any(mark.first == last for mark in passage.of("harm", "killed", "wounded", "missing")) else None


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


def _harm(passage: Passage, mention: QuantityMention) -> Mark | None:
    """The word of harm that goes with the figure: after it ("6 people died"), or before it ("killing 6")."""
    reading = passage.reading
    low, high = passage.clause(mention.start)
    first, last = reading.word_at(mention.start), reading.word_at(mention.end)
    best: Mark | None = None
    least = 99
    for mark in passage.marks.get("harm", ()):
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
            if apart > 3 or any(sign in between for sign in ";,."):
                continue
            apart = apart + 1
        if not low - 1 <= mark.start <= high + 1 and apart > 6:
            continue
        if apart < least:
            best, least = mark, apart
    return best
