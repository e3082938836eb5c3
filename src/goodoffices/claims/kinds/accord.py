"""What was agreed, and what a party undertook."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...records import Concept, PartyMention, Polarity, Subject
from .passage import Passage, governed
from .reference import order_of, place_of, talk_marks
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("act", "accord-noun"), ("act", "agree"), ("act", "sign"), ("act", "pledge"), ("act", "agreed-alone"))
REACH = 16
# "its vision of a ceasefire" is a paper on the matter; after "but" comes something else.
VISION = frozenset(
    "but але но vision proposals proposal draft видение проект предложения бачення проєкт пропозиції".split()
)
JOINT = frozenset({"and", "та", "і", "й", "и"})
NO = frozenset("no any without никакой никаких нет жодної жодних ніякої".split())
MISSING = frozenset("нет немає нема не".split())
WITH_NOT = frozenset({"refrain-from-strikes"})
FAILED = frozenset(
    {"failed", "without", "unable", "not", "failing", "не", "без", "never", "no", "нездатні", "неспособны"}
)
TOGETHER = frozenset({"they", "two", "both", "вони", "обидва", "обидві", "двоє", "они", "оба", "обе"})
MUTUAL = (" deal", " agreement", " terms", " understanding", " compromise", "соглашени", "угод", "компромис", "згоди")
FAILING = ("удал", "вдал", "смог", "сумел", "змогл", "зумі", "вийшл", "вышл", "получил")
BEEN = frozenset({"was", "were", "been", "is", "are"})
PASSIVE = ("ано", "ено", "ован", "ована", "овано", "овані", "ованы", "лено", "дено", "жено")
FRONTED = ("домов", "договор")
ON = frozenset("про щодо о об по относительно стосовно".split())
BEFORE = 8  # words between a matter and the passive that settles it
CONFIRMED = ("confirm", "підтверд", "подтверд")
BASE = frozenset({"agree", "домовитися", "домовитись", "договориться"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """Agreements of the sides, and undertakings of one party."""
    if passage.asks:
        return
    for verb in _none(passage):
        draft = _no_agreement(passage, scene, verb)
        if draft is not None:
            yield draft
            return
    for verb in passage.of("act", "agree", "sign", "agreed-alone"):
        draft = _agreed(passage, scene, verb)
        if draft is not None:
            yield draft
            break
    else:
        yield from _confirmed(passage, scene)
    for verb in passage.of("act", "pledge"):
        draft = _undertaken(passage, scene, verb)
        if draft is not None:
            yield draft
            break


def _confirmed(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "The spokesman confirmed the agreement on visits": what is said of the agreement is said of its matter."""
    for noun in passage.of("act", "accord-noun"):
        before = passage.words(noun.first - 4, noun.first)
        ids, end = _matters(passage, noun)
        if not ids or not any(word.startswith(CONFIRMED) for word in before) or denial(passage, noun) is not None:
            continue
        low, high = passage.clause(noun.start)
        start, stop = passage.trimmed(low, max(high, end))
        value = Concept(tuple(ids), passage.reading.text[noun.start : end], scene.language)
        yield Draft("agreement", _meeting(passage, scene, noun), value, start, stop, noun.start, score=70)
        return


def _none(passage: Passage) -> list[Mark]:
    """Nouns of agreement that there is none of: "no agreement on", "никакой договоренности о", "домовленості немає"."""
    found = []
    for mark in passage.of("act", "accord-noun"):
        before = passage.words(mark.first - 3, mark.first)
        after = passage.words(mark.last, mark.last + 8)
        if not NO.isdisjoint(before) or not MISSING.isdisjoint(after):
            found.append(mark)
    return found


def _no_agreement(passage: Passage, scene: Scene, noun: Mark) -> Draft | None:
    ids, end = _matters(passage, noun)
    if not ids:
        return None
    low, high = passage.clause(noun.start)
    start, stop = passage.trimmed(low, max(high, end))
    value = Concept(tuple(ids), passage.reading.text[noun.start : end], scene.language)
    return Draft("agreement", _meeting(passage, scene, noun), value, start, stop, noun.start, "denied", score=75)


def _matters(passage: Passage, verb: Mark) -> tuple[list[str], int]:
    """Issue ids (and continue-talks) that follow the verb, and where the last ends."""
    ids: list[str] = []
    end = verb.end
    for mark in passage.marks.get("issue", ()):
        if 0 <= mark.first - verb.last <= REACH and not _cut_off(passage, verb, mark):
            if any(
                act.id in ("hold", "start", "end") and verb.last <= act.first < mark.first for act in passage.of("act")
            ):
                break
            ids.append(mark.id)
            end = mark.end
    for mark in passage.of("act", "continue"):
        if 0 <= mark.first - verb.last <= 4:
            talks = [t for t in talk_marks(passage) if t.first >= mark.first and t.first - mark.last <= 4]
            if talks or mark.last - mark.first > 1:
                ids.insert(0, "continue-talks")
                end = max(end, talks[0].end if talks else mark.end)
    if not ids:
        ids = _settled(passage, verb)
    if not ids:
        for mark in passage.of("act", "hold-base"):
            talks = [t for t in talk_marks(passage) if t.first >= mark.first and t.first - mark.last <= 5]
            if 0 <= mark.first - verb.last <= 3 and talks:
                ids.append("continue-talks")
                end = talks[0].end
    return list(dict.fromkeys(ids)), end


def _passive(passage: Passage, verb: Mark) -> bool:
    """Whether the verb tells what was agreed and not who agreed."""
    if passage.reading.language != "en":
        return passage.word(verb.first).endswith(PASSIVE)
    words = passage.words(verb.first - 3, verb.first)
    return passage.word(verb.first) == "agreed" and not BEEN.isdisjoint(words)


def _settled(passage: Passage, verb: Mark) -> list[str]:
    """The matters before a passive: "visits to prisons were agreed", "обмен пленными согласован"."""
    passive = _passive(passage, verb)
    fronted = passage.word(verb.first).startswith(FRONTED)
    if not passive and not fronted:
        return []
    low = passage.clause(verb.start)[0]
    return [
        mark.id
        for mark in passage.marks.get("issue", ())
        if low <= mark.start
        and 0 <= verb.first - mark.last <= BEFORE
        and (passive or passage.word(mark.first - 1) in ON)
    ][-1:]


def _cut_off(passage: Passage, verb: Mark, mark: Mark) -> bool:
    """Whether what stands between makes the matter no part of what was agreed: "but without", "its vision of"."""
    if ";" in passage.reading.text[verb.end : mark.start]:
        return True
    between = passage.words(verb.last, mark.first)
    if not VISION.isdisjoint(between):
        return True
    return any(t.id == "negation" and verb.last <= t.first < mark.first and t.first >= mark.first - 3
               and mark.id not in WITH_NOT for t in passage.marks.get("turn", ()))  # fmt: skip


def _agreed(passage: Passage, scene: Scene, verb: Mark) -> Draft | None:
    ids, end = _matters(passage, verb)
    if not ids:
        return None
    polarity = said_of(passage, verb)
    if polarity is None:
        return None
    who = _who(passage, scene, verb)
    text = passage.reading.text[verb.start : end]
    low, high = passage.clause(verb.start)
    start, stop = passage.trimmed(low, max(high, end))
    value = Concept(tuple(ids), text, scene.language)
    if isinstance(who, str):
        if polarity == "denied":
            return None
        return Draft("undertaking", Subject("party", (who,)), value, start, stop, verb.start, polarity, score=75)
    if who is None:
        return None
    return Draft("agreement", _meeting(passage, scene, verb), value, start, stop, verb.start, polarity)


def said_of(passage: Passage, verb: Mark) -> Polarity | None:
    """How the sentence puts that something was agreed; None where it is only imagined."""
    words = passage.words(verb.first - 3, verb.first)
    if not FAILED.isdisjoint(words) or denial(passage, verb, reach=8 if _passive(passage, verb) else 4) is not None:
        return "denied"
    if imagined(passage, verb, before=5):
        return None
    first = passage.reading.words[verb.first]
    if first in BASE and passage.reading.language != "en":
        low, high = passage.clause(verb.start)
        words = passage.words(passage.first_word(low), passage.first_word(high))
        pairs = pairwise(words)
        return "denied" if any(one in ("не", "ні", "ни") and two.startswith(FAILING) for one, two in pairs) else None
    if first in BASE:
        if any(word in ("will", "would", "to", "could", "may", "might", "should", "must") for word in words):
            return None
        return "asserted"
    return "planned" if planned(passage, verb, before=3) else "asserted"


def _who(passage: Passage, scene: Scene, verb: Mark) -> tuple[str, ...] | str | None:
    """Who agreed: a tuple for both or all sides (their ids where named), a party id for one alone, None: unclear."""
    low = passage.clause(verb.start)[0]
    if _passive(passage, verb):
        return ()
    if any(m.id == "sides" and m.last <= verb.last + 1 for m in passage.of("talks", "sides")):
        return ()
    named = [
        p
        for p in passage.parties
        if low <= p.start and p.end <= verb.start and p.how != "adjective" and not governed(passage, p)
    ]
    if not named:
        named = [
            p for p in passage.parties if p.end <= verb.start and p.how != "adjective" and passage.apart(p, verb) <= 8
        ]
    ids = tuple(dict.fromkeys(party.party for party in named))
    if len(ids) > 1:
        return tuple(sorted(ids))
    people = [scene.party_of(p.person) for p in passage.persons if low <= p.start and p.end <= verb.start]
    sided = [side for side in people if side is not None]
    if len({*ids, *sided}) > 1:
        return tuple(sorted({*ids, *sided}))
    alone = passage.reading.words[verb.first]
    ahead = passage.words(max(verb.first - 3, passage.first_word(low)), verb.first)
    if not ids and not TOGETHER.isdisjoint(ahead):
        return ()
    if ids and passage.apart(named[-1], verb) <= 6:
        return ids[0]
    if sided:
        return sided[-1]
    if not named and JOINT & set(passage.words(verb.first - 7, verb.first)) and not alone.endswith(("ився", "лся")):
        return ()
    mutual = any(word in passage.reading.text[verb.start : verb.end].lower() for word in MUTUAL)
    plural = (
        mutual
        or alone.endswith(
            ("лися", "иться", "итися", "итись", "лись", "ли", "ены", "ено", "ено", "нуто", "нута", "нуты")
        )
        or "reached" in alone
    )
    if (
        plural
        or "was" in passage.reading.text[verb.start : verb.end]
        or talk_marks(passage, passage.clause(verb.start))
    ):
        return ()
    return None


def _meeting(passage: Passage, scene: Scene, verb: Mark) -> Subject:
    talks = passage.nearest(talk_marks(passage), verb)
    if talks is None:
        return scene.aside(passage) or scene.round()
    whole = (passage.start, passage.end)
    order = order_of(passage, whole, talks)
    subject = scene.rounds_at(passage, talks)[-1] if order.turn == "previous" else None
    if subject is not None:
        return subject
    place = place_of(passage, talks, whole)
    if place is not None and place.id != scene.place:
        return scene.rounds_at(passage, talks)[0]
    return scene.round()


def _pair(passage: Passage, named: list[PartyMention]) -> tuple[str, ...]:
    """Two parties joined by "and" that undertake something together; () for one alone."""
    if len(named) < 2 or named[-1].party == named[-2].party:
        return ()
    left, right = passage.first_word(named[-2].end), passage.first_word(named[-1].start)
    joined = right - left <= 2 and not JOINT.isdisjoint(passage.words(left, right))
    return tuple(sorted((named[-2].party, named[-1].party))) if joined else ()


def _undertaken(passage: Passage, scene: Scene, verb: Mark) -> Draft | None:
    ids, end = _matters(passage, verb)
    if not ids or ids == ["continue-talks"]:
        return None
    denied = denial(passage, verb) is not None
    if imagined(passage, verb, before=4) and not denied:
        return None
    low, high = passage.clause(verb.start)
    named = [
        p for p in passage.parties if p.end <= verb.start and passage.apart(p, verb) <= 6 and not governed(passage, p)
    ]
    party = named[-1].party if named else None
    both = _pair(passage, named)
    if party is None:
        sided = [
            scene.party_of(p.person) for p in passage.persons if p.end <= verb.start and passage.apart(p, verb) <= 6
        ]
        party = next((side for side in reversed(sided) if side is not None), None)
    start, stop = passage.trimmed(low, max(high, end))
    value = Concept(tuple(ids), passage.reading.text[verb.start : end], scene.language)
    if party is None and not denied and any(0 <= verb.first - m.last <= 3 for m in passage.of("talks", "sides")):
        return Draft("agreement", _meeting(passage, scene, verb), value, start, stop, verb.start)
    if party is None:
        return None
    return Draft(
        "undertaking",
        Subject("party", both or (party,)),
        value,
        start,
        stop,
        verb.start,
        "denied" if denied else "asserted",
        score=75,
    )
