"""That the sides will meet again, told by a verb alone: "they will come together again", "продовжать у березні"."""

from __future__ import annotations

from .passage import Passage
from .words import Mark

FUTURE = frozenset({"will", "shall", "would", "ll"})
BETWEEN = frozenset("again anew once more then next both all also now soon later first jointly only".split())
# Words for those who come together; a single person's journey is no meeting.
SIDES = frozenset(
    "they we both two sides parties delegations delegates teams negotiators envoys ministers principals participants "
    "groups officials experts rivals foes camps neighbours neighbors governments countries diplomats everybody "
    "everyone all committee commission commissions committees mechanism council leaders presidents guests those "
    "representatives "
    "вони ми обидва обидві сторони делегації команди переговорники перемовники учасники посланці експерти комісія "
    "представники міністри лідери групи комітет комісії робочі обоє усі всі дипломати співрозмовники "
    "они мы оба обе стороны делегации команды переговорщики участники посланники эксперты комиссия представители "
    "министры лидеры группы комитет комиссии рабочие все дипломаты собеседники".split()
)
DECIDED = ("decid", "expect", "resolv", "undert", "ready", "intend", "promis", "вирішил", "готов", "намір", "збираютьс",
           "розрах", "обіця", "повинн",
           "решил", "намер", "собираютс", "рассчит", "обеща", "должн", "мають", "имеют")  # fmt: skip
# Whose return is no meeting.
OTHERS = (
    "soldier", "troops", "refugee", "displaced", "resident", "famil", "civilian", "prisoner", "hostage", "truck",
    "children",
    "солдат", "військ", "біжен", "переселен", "мешкан", "жител", "родин", "полонен", "заручник", "вантаж",
    "войск", "бежен", "семь", "пленн", "заложник", "грузов", "дети",
)  # fmt: skip
RETURNING = 4  # words before the verb among which its subject stands
AGAIN = 6  # words between the verb and "again"
GOVERNED = 6  # words between what was agreed or planned and the infinitive
INFINITIVE = ("ти", "тися", "тись")  # of Ukrainian; a Russian one is told from "-ут" and "-ят" by its soft sign
RUSSIAN = ("ть", "ться", "йтись", "сть")
SEVERAL = ("уть", "ють", "уться", "ять", "яться", "ать", "аться", "мося", "мось", "ут", "утся", "ют", "ят", "ятся",
           "ат", "атся", "мся", "мо", "ем", "ём", "им")  # fmt: skip
NEAR = 3  # words between "again" and the verb that it goes with
# Words for those who talk, in the plural, besides the sides themselves.
PEOPLE = (
    "elders", "officers", "generals", "commanders", "specialists", "chiefs", "mediators", "technical", "старійшин",
    "офіцери", "генерали", "командувачі", "посадовці", "фахівці", "посередники", "старейшин", "офицеры", "генералы",
    "командующие", "чиновники", "специалисты", "посредники", "сопредседател", "співголов",
)  # fmt: skip
EACH_OTHER = 8  # words between "again" and "each other"
TOGETHER = ("each other", "one another", "same table", "one table", "same room", "одне одн", "один одн", "одного стол",
            "одним стол", "друг друг", "друг с друг", "одной комнат")  # fmt: skip
LEADING = frozenset("with the and".split())


def reunions(passage: Passage) -> list[Mark]:
    """The verbs of the sentence by which the sides are to meet again, in text order."""
    found = [
        verb for verb in passage.of("act", "meet-again") if not (_traveller(passage, verb) or _others(passage, verb))
    ]
    for verb in passage.of("act", "come-together", "come-back"):
        again = _again(passage, verb)
        if (not again and verb.id == "come-back" and not _by_sides(passage, verb)) or _others(passage, verb):
            continue
        if _to_come(passage, verb) and (_by_sides(passage, verb) or _plural(passage, verb, again)):
            found.append(verb)
    return sorted(found, key=lambda mark: mark.start) or _face_to_face(passage) or _dated_again(passage)


def _dated_again(passage: Passage) -> list[Mark]:
    """ "The elders sit on the grass again on the 17th": whatever they do, several do it again on a day that is told."""
    found = []
    for mark in passage.of("act", "again"):
        low, high = passage.clause(mark.start)
        first, last = passage.first_word(low), passage.first_word(high)
        dated = any(time.kind in ("date", "time") and low <= time.start < high for time in passage.times)
        words = passage.words(first, last)
        several = any(word in SIDES or word.startswith(PEOPLE) for word in words)
        verb = passage.reading.language == "en" or any(
            word.endswith(SEVERAL) for word in passage.words(mark.first - NEAR, mark.last + NEAR)
        )
        if dated and several and verb and not _others(passage, mark):
            found.append(mark)
    return found


def _face_to_face(passage: Passage) -> list[Mark]:
    """ "Will have to look each other in the eye once more": whatever the verb, they will be together again."""
    found = []
    for mark in passage.of("act", "again"):
        near = " ".join(passage.words(mark.first - EACH_OTHER, mark.last + EACH_OTHER))
        if any(words in near for words in TOGETHER) and _ahead(passage):
            found.append(mark)
    return found


def _ahead(passage: Passage) -> bool:
    """Whether a word of the sentence puts what it tells into the future."""
    words = passage.reading.words[passage.sentence.first : passage.sentence.last]
    return not FUTURE.isdisjoint(words) or "planned" in passage.ids


def _traveller(passage: Passage, verb: Mark) -> bool:
    """ "The president will return to Kyiv on Friday": one person's journey."""
    if passage.reading.language != "en" or _again(passage, verb) or "again" in passage.words(verb.first, verb.last):
        return False
    low, _ = passage.clause(verb.start)
    before = [person for person in passage.persons if low <= person.start and person.end <= verb.start]
    return len({person.person for person in before}) == 1 and not _by_sides(passage, verb)


def _others(passage: Passage, verb: Mark) -> bool:
    """ "Soldiers would return to the town": the nearest noun before the verb names no negotiators."""
    near = passage.words(max(verb.first - RETURNING, passage.first_word(passage.clause(verb.start)[0])), verb.first)
    behind = passage.words(verb.last, verb.last + 2) if passage.reading.language != "en" else []
    return any(word.startswith(OTHERS) for word in (*near, *behind))


def again(passage: Passage, verb: Mark) -> bool:
    """Whether the verb says by itself, or with "again" beside it, that it is not the first time."""
    return verb.id == "meet-again" or _again(passage, verb)


def agreed(passage: Passage, verb: Mark) -> bool:
    """Whether the verb stands after what was agreed, or is said of the sides; "met again" is no promise."""
    if verb.id == "again" and passage.reading.language == "en" and not _ahead(passage):
        return False
    return any(0 <= verb.first - mark.last <= GOVERNED for mark in passage.of("act", "agree")) or _by_sides(
        passage, verb
    )


def _again(passage: Passage, verb: Mark) -> bool:
    low, high = passage.clause(verb.start)
    return any(low <= mark.start < high and passage.apart(mark, verb) <= AGAIN for mark in passage.of("act", "again"))


def _to_come(passage: Passage, verb: Mark) -> bool:
    """Whether the verb tells of the future: by its form, by "will", or as what was agreed or is planned."""
    if passage.reading.language == "en":
        at = verb.first - 1
        while passage.word(at) in BETWEEN:
            at -= 1
        word = passage.word(at)
        # "Teams to be back in Istanbul on Friday": a headline leaves out "are".
        return word in FUTURE or (word == "to" and (_governed(passage, at) or passage.word(at - 1) in SIDES))
    return not _infinitive(passage, verb) or _governed(passage, verb.first)


def _infinitive(passage: Passage, verb: Mark) -> bool:
    word = passage.word(verb.first)
    return word.endswith(INFINITIVE if passage.reading.language == "uk" else RUSSIAN)


def _governed(passage: Passage, at: int) -> bool:
    """Whether the infinitive at word `at` is what was agreed, decided or planned."""
    if any(0 <= at - mark.last <= GOVERNED for mark in passage.of("act", "agree")):
        return True
    if any(-1 <= at - mark.last <= GOVERNED for mark in passage.of("turn", "planned")):
        return True
    if any(word.startswith(DECIDED) for word in passage.words(at - GOVERNED, at)):
        return True
    # "Снова сесть за стол они собираются": only Slavic word order puts it first.
    behind = passage.words(at + 1, at + 1 + GOVERNED) if passage.reading.language != "en" else []
    return any(word.startswith(DECIDED) for word in behind)


def _by_sides(passage: Passage, verb: Mark) -> bool:
    """Whether those who come are several: the sides, their teams, "they", two parties."""
    low, _ = passage.clause(verb.start)
    first = passage.first_word(low)
    if passage.reading.language == "en" and _somebody(passage, verb):
        return False
    if not SIDES.isdisjoint(passage.words(first, verb.first)):
        return True
    if passage.reading.language != "en" and not SIDES.isdisjoint(passage.words(verb.last, verb.last + 3)):
        return True
    named = {party.party for party in passage.parties if low <= party.start and party.end <= verb.start}
    return len(named) > 1


def _plural(passage: Passage, verb: Mark, again: bool) -> bool:
    """Whether the form of the verb, or "again" without a person before it, leaves no single traveller."""
    low, _ = passage.clause(verb.start)
    if passage.reading.language == "en":
        alone = any(low <= person.start and person.end <= verb.start for person in passage.persons)
        return again and not alone and not _somebody(passage, verb)
    word = passage.word(verb.first)
    return _infinitive(passage, verb) or word.endswith(SEVERAL)


def _somebody(passage: Passage, verb: Mark) -> bool:
    """ "Will meet Erdogan on Friday": another meeting than the sides' own."""
    at = verb.last
    while passage.word(at) in LEADING or passage.word(at) in BETWEEN:
        at += 1
    if at >= passage.sentence.last:
        return False
    start = passage.reading.starts[at]
    return any(person.start == start for person in passage.persons) or any(
        party.start == start for party in passage.parties
    )
