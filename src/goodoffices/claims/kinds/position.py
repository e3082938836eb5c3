"""Where a party stands on an issue: wants, rejects, refuses, offers, conditions."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import PartyMention, PersonMention, Polarity, Position, Stance, Subject
from .passage import RIVALS, SIDES, Passage, governed
from .scene import Draft, Scene
from .turns import denial, imagined
from .words import Mark

TRIGGERS = (("stance", ""),)
REACH = 25
DEMANDED = 45  # words between a demand and what another is to do
FIRST_PERSON = frozenset("we i our us ми нас наша наші нам я мы нас наша наши нам".split())
# "after any ceasefire", "during the truce": a time, not what is wanted.
ASIDE = frozenset("after following before during until після перед під до после во".split())
# Words of condition that say whose terms they are; "in exchange for" and its like only join two things.
TERMS = frozenset(
    "condition conditional conditioned conditions precondition hinges умови умову умовою условии условия".split()
)
# "any settlement requires": what another thing is needed for.
HINGED = frozenset("requires require depends hinges needs".split())
SO_THAT = frozenset({"щоб", "чтобы", "аби", "дабы"})
AGREED = ("agree", "погод", "соглас", "прийня", "приня", "accept")
BOTH = 4  # words between those who agree together and the verb
BASE = frozenset("accept agree offer propose recognise recognize".split())
AND = frozenset({"and", "but", "та", "і", "й", "але", "и", "но"})
OPPOSITE: dict[str, str] = {"wants": "rejects", "offers": "refuses"}


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each party, stance and issue that one verb of will joins."""
    if "issue" not in passage.marks or passage.asks:
        return
    stances = [mark for mark in passage.marks.get("stance", ()) if not _noun(passage, mark)]
    taken: set[tuple[str, str]] = set()
    for index, verb in enumerate(stances):
        following = stances[index + 1] if index + 1 < len(stances) else None
        passive = _passive(passage, verb)
        demand = _demand(passage, stances[:index], verb)
        if demand is None and _joint(passage, verb):
            continue
        party = passive or _holder(passage, scene, demand or verb)
        if party is None:
            continue
        issues = _issues(passage, verb, following, before=passive is not None)
        stance = _stance(passage, verb, following) if demand is None else _of_demand(passage, verb)
        if stance is None:
            continue
        for issue in issues:
            if (party, issue.id) not in taken:
                taken.add((party, issue.id))
                yield _draft(passage, verb, issue, party, stance, following)


def _joint(passage: Passage, verb: Mark) -> bool:
    """ "The warring sides have agreed to", "A and B agreed to": what both settle is an agreement, no one's stance."""
    if not any(word.startswith(AGREED) for word in passage.words(verb.first, verb.last)):
        return False
    low = passage.clause(verb.start)[0]
    named = {party.party for party in passage.parties if low <= party.start and party.end <= verb.start}
    before = passage.words(max(passage.first_word(low), verb.first - BOTH), verb.first)
    return len(named) > 1 or any(word.startswith((*RIVALS, *SIDES, "both", "обидв", "обе")) for word in before)


def _draft(passage: Passage, verb: Mark, issue: Mark, party: str, stance: Stance, following: Mark | None) -> Draft:
    low, high = passage.clause(verb.start)
    issue_low, issue_high = passage.clause(issue.start)
    start, end = passage.trimmed(min(low, issue_low), max(high, issue_high))
    text = passage.reading.text
    stop = end
    if following is not None and issue.last <= following.first and following.start < end:
        stop = (
            passage.reading.ends[following.first - 2] if passage.word(following.first - 1) in AND else following.start
        )
    low, high = (verb.end, stop) if issue.start >= verb.end else (start, verb.start)
    about_start, about_end = passage.trimmed(low, high)
    value = Position(issue.id, party, stance, text[start:end], passage.reading.language, text[about_start:about_end])
    polarity: Polarity = "asserted"
    subject = Subject("issue", name=issue.id)
    return Draft("position", subject, value, start, end, verb.start, polarity, score=80)


def _noun(passage: Passage, verb: Mark) -> bool:
    """ "its offer was", "after the demands of": nouns that report no will of the one before them."""
    word = passage.reading.words[verb.first]
    before = passage.word(verb.first - 1)
    if verb.id == "conditions":
        return passage.word(verb.last - 2) not in TERMS and passage.word(verb.first) not in TERMS
    if verb.last - verb.first > 1:
        return False
    if word in ("demand", "offer", "demands", "need", "reject", "oppose", "want"):
        return before in ("the", "a", "any", "no", "this", "that", "such", "on", "in", "of", "under")
    return False


def _demand(passage: Passage, earlier: list[Mark], verb: Mark) -> Mark | None:
    """The verb of will by which another is to do what `verb` says: "demands that Kyiv accept"."""
    wants = next((mark for mark in reversed(earlier) if mark.id == "wants"), None)
    if wants is None or verb.first - wants.last > DEMANDED or passage.clause(wants.start)[0] > verb.start:
        return None
    between = passage.words(wants.last, verb.first)
    told = any(wants.end <= who.start and who.end <= verb.start for who in passage.parties)
    if not told or ";" in passage.reading.text[wants.end : verb.start]:
        return None
    if passage.reading.language != "en":
        return wants if not SO_THAT.isdisjoint(between) else None
    infinitive = "to" in between[-2:] or ("that" in between and passage.word(verb.first) in BASE)
    return wants if infinitive else None


def _of_demand(passage: Passage, verb: Mark) -> Stance | None:
    """What is wanted of another: that they accept; that they reject something tells of no will on it."""
    return "wants" if verb.id == "offers" and denial(passage, verb, reach=2) is None else None


def _passive(passage: Passage, verb: Mark) -> str | None:
    """The party of "rejected by Kyiv"."""
    if passage.word(verb.last) != "by":
        return None
    for party in passage.parties:
        if 0 <= passage.first_word(party.start) - verb.last - 1 <= 1:
            return party.party
    return None


def _holder(passage: Passage, scene: Scene, verb: Mark) -> str | None:
    """Whose will it is: the party or person before the verb, or the speaker of the words it stands in."""
    low, _ = passage.clause(verb.start)
    quotes = scene.quotes_at(passage, verb.start)
    inner = next((q for q in reversed(quotes) if q.kind != "indirect"), None)
    if inner is not None and inner.speaker is not None:
        own = passage.words(passage.first_word(max(low, inner.start)), verb.first)
        named = _before(passage, scene, verb, max(low, inner.start))
        if named is not None:
            return named
        if not FIRST_PERSON.isdisjoint(own):
            return scene.party_of(inner.speaker) or _party_id(passage, scene, inner.speaker)
        return None
    found = _before(passage, scene, verb, low) or _before(passage, scene, verb, passage.start)
    if found is not None:
        return found
    speaker = next((q.speaker for q in reversed(quotes) if q.speaker is not None), None)
    words = passage.words(passage.first_word(low), verb.first)
    if speaker is not None and any(word in FIRST_PERSON or word in ("it", "its") for word in words):
        return scene.party_of(speaker) or _party_id(passage, scene, speaker)
    if words and words[0] in ("it", "he", "she", "вона", "він", "она", "он") and len(words) <= 4:
        return scene.carried
    return None


def _party_id(passage: Passage, scene: Scene, speaker: str) -> str | None:
    return speaker if any(party.party == speaker for party in scene.mentions.parties) else None


def _before(passage: Passage, scene: Scene, verb: Mark, start: int) -> str | None:
    """The nearest party or sided person before the verb that can be its subject."""
    reading = passage.reading
    best: PartyMention | PersonMention | None = None
    pool: list[PartyMention | PersonMention] = [*passage.parties, *passage.persons]
    for who in pool:
        if not start <= who.start or who.end > verb.start:
            continue
        if isinstance(who, PartyMention) and who.how == "adjective" and not _speaks(passage, who):
            continue
        if not isinstance(who, PartyMention) and scene.party_of(who.person) is None:
            continue
        if governed(passage, who):
            continue
        if passage.apart(who, verb) > 12:
            continue
        if best is None or who.start > best.start:
            best = who
    if best is None:
        return None
    between = reading.text[best.end : verb.start]
    if ";" in between:
        return None
    return best.party if isinstance(best, PartyMention) else scene.party_of(best.person)


_OFFICES = tuple(
    "side official delegation government negotiat leader president minist army militar authorit force troop rebel "
    "movement leadership арм військ войск сил военн рух движен керівницт руководств "
    "сторон делегац уряд правит влад власт посадов чиновн переговор презид минист міністер".split()
)


def _speaks(passage: Passage, party: PartyMention) -> bool:
    """ "Ukrainian officials", "the Russian side": an adjective whose noun stands for the party."""
    return passage.word(passage.first_word(party.end)).startswith(_OFFICES)


def _issues(passage: Passage, verb: Mark, following: Mark | None, *, before: bool) -> list[Mark]:
    _, high = passage.clause(verb.start)
    marks = passage.marks.get("issue", ())
    if before:
        near = [m for m in marks if m.last <= verb.first and verb.first - m.last <= REACH]
        return near[-2:]
    stop = passage.end
    if following is not None and not _chained(passage, verb, following):
        stop = following.start
    near = [
        m
        for m in marks
        if m.first >= verb.last
        and m.first - verb.last <= REACH
        and m.start < stop
        and ASIDE.isdisjoint(passage.words(m.first - 2, m.first))
        and passage.word(m.last) not in HINGED
    ]
    inside = [m for m in near if m.start < high] or (near[:1] if near and near[0].first - verb.last <= 10 else [])
    return _main(inside)[:4]


def _main(issues: list[Mark]) -> list[Mark]:
    """Without the issue that only says where another holds: "withdrawal from the territory"."""
    kinds = [mark.id for mark in issues]
    if "withdrawal" in kinds:
        return [mark for mark in issues if mark.id != "territory"]
    return issues


def _chained(passage: Passage, verb: Mark, following: Mark) -> bool:
    """ "refused to accept", "is ready to offer": two words of one will."""
    return following.first - verb.last <= 2


def _stance(passage: Passage, verb: Mark, following: Mark | None) -> Stance | None:
    stance = verb.id
    if denial(passage, verb, reach=2) is not None:
        stance = OPPOSITE.get(stance, "")
    elif imagined(passage, verb, before=3):
        return None
    low, high = passage.clause(verb.start)
    if stance in ("wants", "offers") and any(
        mark.id == "conditions" and low <= mark.start < high + 60 for mark in passage.marks.get("stance", ())
    ):
        stance = "conditions"
    match stance:
        case "wants":
            return "wants"
        case "rejects":
            return "rejects"
        case "refuses":
            return "refuses"
        case "offers":
            return "offers"
        case "conditions":
            return "conditions"
    return None
