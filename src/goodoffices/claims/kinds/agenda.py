"""What talks are about: issues that they discussed, or are to discuss."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Concept, Polarity
from .passage import Passage
from .reference import order_of, talk_marks
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("act", "discuss"),)
REACH = 40  # words; lists of agenda items are long
AHEAD = frozenset(
    {"обговорять", "обсудят", "обговорюватимуть", "розглянуть", "рассмотрят", "discuss", "address", "raise"}
)
AUXILIARY = frozenset({"was", "were", "been", "being", "be"})
PASSIVE = frozenset("discussed raised addressed taken brought opened touched covered was were".split())
SPEAKERS = frozenset(
    {
        "talks",
        "round",
        "session",
        "meeting",
        "summit",
        "consultations",
        "sides",
        "delegation",
        "call",
        "negotiator",
        "track",
    }
)


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each verb of discussing with issues after it."""
    if "issue" not in passage.marks:
        return
    reached = -1
    for verb in passage.of("act", "discuss"):
        if verb.first < reached or not (_of_talks(passage, verb) or _passive(passage, verb, scene)):
            continue
        issues = _issues(passage, verb)
        if not issues or (imagined(passage, verb, before=3) and not planned(passage, verb)):
            continue
        reached = issues[-1].last
        ahead = planned(passage, verb) or _to_come(passage, verb)
        polarity: Polarity = "planned" if ahead else "asserted"
        if denial(passage, verb) is not None:
            polarity = "denied"
        ids = tuple(dict.fromkeys(mark.id for mark in issues))
        text = passage.reading.text[issues[0].start : issues[-1].end]
        start, end = passage.trimmed(passage.clause(verb.start)[0], max(issues[-1].end, passage.clause(verb.start)[1]))
        clause = passage.clause(verb.start)
        talks = passage.nearest(talk_marks(passage, clause), verb)
        order = order_of(passage, clause, talks)
        subjects = scene.rounds_at(passage, talks) if talks is not None else [scene.round()]
        if order.day is not None and talks is not None:
            subjects = [scene.sitting_at(passage, talks)]
        for subject in subjects:
            yield Draft("agenda", subject, Concept(ids, text, scene.language), start, end, verb.start, polarity)


def _to_come(passage: Passage, verb: Mark) -> bool:
    word = passage.reading.words[verb.first]
    if passage.reading.language == "en":
        return word in AHEAD and passage.word(verb.first - 1) in ("to", "will", "would")
    return word in AHEAD


def _of_talks(passage: Passage, verb: Mark) -> bool:
    """Whether those who discuss are at talks: talks, sides, delegations or working groups in the clause before."""
    low, high = passage.clause(verb.start)
    near = [m for m in passage.marks.get("talks", ()) if m.id in SPEAKERS and low <= m.start < high]
    if any(passage.apart(mark, verb) <= 14 for mark in near):
        return True
    word = passage.reading.words[verb.first]
    return word in (
        "agenda",
        "порядок",
        "порядку",
        "повестке",
        "повестка",
        "повестку",
        "повестки",
        "речь",
        "йшлося",
        "ішлося",
        "йтиметься",
        "йдеться",
    )


def _passive(passage: Passage, verb: Mark, scene: Scene) -> bool:
    """ "The ceasefire was not discussed", "обсуждался обмен": on a page about talks nobody else discusses."""
    if not scene.of_talks:
        return False
    word = passage.reading.words[verb.first]
    if passage.reading.language == "en":
        passive = passage.word(verb.first) in PASSIVE
        return passive and not AUXILIARY.isdisjoint(passage.words(verb.first - 3, verb.last))
    # "Ядерної теми не торкалися": told of nobody, it is told of the talks.
    return word.endswith(("лося", "лась", "лася", "лось", "лися", "лись", "лся", "вся", "ли", "но", "то"))


def _issues(passage: Passage, verb: Mark) -> list[Mark]:
    """The issues of the list after the verb (before it where the passive puts them there)."""
    low, high = passage.clause(verb.start)
    marks = passage.marks.get("issue", ())
    after = [m for m in marks if m.first >= verb.last and m.first - verb.last <= REACH]
    found: list[Mark] = []
    at = verb.last
    for mark in after:
        between = passage.reading.text[passage.reading.ends[at - 1] : mark.start]
        if mark.first - at > 14 or any(sign in between for sign in ";.!?"):
            break
        if any(t.id == "negation" and at <= t.first < mark.first for t in passage.marks.get("turn", ())):
            break
        if any(c.first >= at and c.last <= mark.first for c in passage.marks.get("cue", ())):
            break
        if mark.start >= high and _other_verb(passage, at, mark.first):
            break
        found.append(mark)
        at = mark.last
    if found:
        return found
    return (
        [m for m in marks if low <= m.start and m.last <= verb.first and m.id != "peace-treaty"][-6:]
        if (
            not AUXILIARY.isdisjoint(passage.words(verb.first - 3, verb.last))
            or passage.reading.words[verb.first].endswith(("ися", "ись", "лся", "лась", "но"))
            or (passage.reading.language != "en" and denial(passage, verb) is not None)
        )
        else []
    )


def _other_verb(passage: Passage, first: int, last: int) -> bool:
    return any(
        first <= act.first < last and act.family in ("act", "stance")
        for act in (*passage.marks.get("act", ()), *passage.marks.get("stance", ()))
    )
