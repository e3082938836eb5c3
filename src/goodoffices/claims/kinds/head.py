"""Who heads a delegation: by title, by a verb of leading, as its chief negotiator; also of earlier rounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...records import Members, PersonMention, Polarity
from .delegation import delegation_of, name_of, owner_of, party_of, party_told_before
from .passage import Passage
from .reference import order_of, talk_marks
from .scene import Draft, Scene
from .turns import planned
from .words import Mark

TRIGGERS = (
    ("act", "lead"), ("act", "led-by"), ("act", "bring"), ("act", "head-noun"), ("talks", "negotiator"),
    ("talks", "delegation"), ("talks", "sides"),
)  # fmt: skip
OF = frozenset({"of", "for"})
UNDER = frozenset({"under", "with"})
ONES = frozenset({"one", "side", "team", "delegation", "group", "counterpart"})
ENVOYS = frozenset("negotiators envoys delegates переговорники перемовники посланці переговорщики посланники".split())
FRONTED = 16  # words between "Led by" at the head of a sentence and the team
APPOSED = 16  # words between a name and "as head" behind it
SIDED = ("government", "opposition", "rebel", "regime", "state", "insurgent", "other", "front", "army", "junta",
         "military", "movement", "group", "guerrilla", "militia", "north", "south")  # fmt: skip
LEFT_OUT = re.compile(r"\w['’]s? (?:was|is|were|are) $")
WHOSE = frozenset({"to", "of", "for", "under"})
HEADS = frozenset({"head", "leader", "chief", "chair", "chairman"})
POSSESSIVE = frozenset({"our", "their", "its", "нашу", "наша", "нашої", "нашей", "свою"})
# "The army's was led by X": whose the delegation is that goes without saying.
OWNED = re.compile(r"(?:[\w'’-]{1,20} ){0,2}[\w-]{1,20}['’]s (?:team |delegation )?(?:was|is)|['’]s (?:was|is)")
NEXT = 6  # characters before the next party: ", the "
BROUGHT = 4  # words between "brought" and the delegation

INVERTED = frozenset({"heading", "leading", "fronting"})  # "Heading the team was General X"
THEM = frozenset("it them they їх її його их её ее его".split())  # the delegation, or the delegates
AND = frozenset("and та і й и".split())


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each person and party that the sentence joins so."""
    if not passage.persons:
        return
    seen: set[tuple[str, str, bool]] = set()
    for person, party, mark, earlier, at in _headed(passage, scene):
        if (person.person, party, earlier) in seen:
            continue
        seen.add((person.person, party, earlier))
        value = Members((person.person,), False, person.text, scene.language, (name_of(scene, person),))
        start, end = passage.evidence(min(person.start, at.start), max(person.end, at.end))
        polarity: Polarity = "planned" if planned(passage, at, before=3) or _future(passage, at) else "asserted"
        subject = delegation_of(passage, scene, party, mark=mark, earlier=earlier)
        yield Draft("head", subject, value, start, end, at.start, polarity)


def _future(passage: Passage, at: Mark) -> bool:
    word = passage.word(passage.first_word(at.start))
    return word in ("очолить", "очолять", "возглавит", "возглавят", "очолюватиме")


Headed = tuple[PersonMention, str, Mark | None, bool, Mark]


def _headed(passage: Passage, scene: Scene) -> Iterator[Headed]:
    yield from _by_noun(passage, scene)
    yield from _by_verb(passage, scene)
    yield from _negotiators(passage, scene)
    yield from _under(passage, scene)
    yield from _for_each(passage)


def _by_noun(passage: Passage, scene: Scene) -> Iterator[Headed]:
    """ "head of the Ukrainian delegation Rustem Umerov", "changed the head of its delegation to X"."""
    whole = (passage.start, passage.end)
    for noun in passage.of("act", "head-noun"):
        for delegation in passage.of("talks", "delegation"):
            if not 0 <= delegation.first - noun.last <= 4:
                continue
            if "," in passage.reading.text[noun.end : delegation.start]:
                continue
            party = party_of(passage, scene, delegation, (noun.start, whole[1])) or party_of(
                passage, scene, delegation, whole
            )
            person = _titled(passage, noun, delegation)
            if person is None:
                continue
            party = scene.party_of(person.person) or party or party_told_before(passage, scene, delegation)
            yield person, party or "", None, False, delegation


def _titled(passage: Passage, noun: Mark, delegation: Mark) -> PersonMention | None:
    """The person beside the title: "title Name", "title, Name", "Name, title"; or after "to" and "with"."""
    text = passage.reading.text
    for person in passage.persons:
        if person.start >= delegation.end:
            if _possessed(passage, person):
                break  # "the head of the delegation and Putin's aide": what else he is
            gap = text[delegation.end : person.start]
            if gap.startswith(",") and passage.word(delegation.last) in AND:
                break  # "A, the government's chief negotiator, and B": the title was A's
            words = passage.first_word(person.start) - delegation.last
            if words <= 6 and "," not in gap.strip(" ,") and not any(sign in gap for sign in ".;"):
                return person
            break
    before = [person for person in passage.persons if person.end <= noun.start]
    if before and text[before[-1].end : noun.start].strip().startswith((",", "—", "–", "-", "(")):
        return before[-1] if passage.apart(before[-1], noun) <= 2 else None
    return None


def _by_verb(passage: Passage, scene: Scene) -> Iterator[Headed]:
    """ "X, who heads the delegation", "the delegation is led by X", "делегацію очолює X", "росіян привів X"."""
    led = {verb.first for verb in passage.of("act", "led-by")}
    for verb in passage.of("act", "lead", "led-by", "bring"):
        clause = passage.clause(verb.start)
        if verb.id == "lead" and verb.first in led:
            continue  # "headed" of "headed by"
        if passage.word(verb.first) in ("heads", "leads") and passage.word(verb.first - 1) in (
            "the",
            "three",
            "two",
            "with",
        ):
            continue  # "met the heads of delegations"
        taken_up = _of_them(passage, scene, verb)
        if taken_up is not None:
            yield taken_up
            continue
        delegation = _team(passage, verb)
        if verb.id == "lead" and _of_earlier(passage, verb, clause):
            delegation = None
        if delegation is not None:
            yield from _leader(passage, scene, verb, delegation, clause)
            continue
        yield from _of_people(passage, verb, clause)
        yield from _left_out(passage, verb)
        talks = passage.nearest(talk_marks(passage, clause), verb)
        if talks is None or verb.id != "lead" or not 0 <= talks.first - verb.last <= 5:
            continue
        if order_of(passage, clause).turn != "previous":
            continue
        person = passage.nearest([p for p in passage.persons if p.end <= verb.start], verb)
        party = scene.party_of(person.person) if person is not None else None
        if person is not None and party is not None:
            yield person, party, talks, True, verb


def _of_them(passage: Passage, scene: Scene, verb: Mark) -> Headed | None:
    """ "Їх очолював X", "it was headed by X": those of the delegates whom the sentence before named with their side."""
    if (
        scene.carried is None
        or verb.first - passage.sentence.first > 2
        or not THEM & {*passage.words(passage.sentence.first, verb.first)}
    ):
        return None
    before = next(scene.told_before(1), None)
    if before is None or not (
        before.of("talks", "delegation", "sides", "negotiator") or before.of("act", "send", "come-with")
    ):
        return None
    person = next((one for one in passage.persons if one.start >= verb.end), None)
    if person is None or passage.first_word(person.start) - verb.last > 9:
        return None
    return person, scene.carried, None, False, verb


def _team(passage: Passage, verb: Mark) -> Mark | None:
    """The delegation that the verb is about: so called, or "its negotiators", "envoys"."""
    envoys = [mark for mark in passage.of("talks", "sides") if passage.word(mark.last - 1) in ENVOYS]
    teams = [*passage.of("talks", "delegation"), *envoys, *_own_sides(passage)]
    delegation = passage.nearest(teams, verb)
    # "Led by X, the high representative, the seven-member team had flown in".
    reach = BROUGHT if verb.id == "bring" else FRONTED if verb.first == passage.sentence.first else 7
    return delegation if delegation is not None and passage.apart(delegation, verb) <= reach else None


def _own_sides(passage: Passage) -> list[Mark]:
    """ "The Pakistani side", "our side", "киргизьку сторону": a word for a side with whose it is before it."""
    found = []
    for mark in passage.of("talks", "side"):
        start = passage.reading.starts[mark.first]
        named = any(party.end <= start <= party.end + 1 for party in passage.parties)
        if named or passage.word(mark.first - 1) in POSSESSIVE:
            found.append(mark)
    return found


def _leader(passage: Passage, scene: Scene, verb: Mark, delegation: Mark, clause: tuple[int, int]) -> Iterator[Headed]:
    person = _led(passage, verb, delegation)
    if person is None or _possessed(passage, person) or order_of(passage, clause).turn == "previous":
        return
    party = (
        _other_team(passage, verb)
        or _just_named(passage, verb)
        or owner_of(passage, delegation)
        or party_of(passage, scene, delegation, (passage.start, passage.end))
        or scene.party_of(person.person)
        or party_told_before(passage, scene, delegation)
        or ""
    )
    own = scene.party_of(person.person)
    if own is not None and own != party and passage.word(delegation.last - 1).endswith("delegations"):
        return  # "the delegations met under the chairmanship of the host's minister"
    yield person, party, delegation, False, verb
    yield from _alike(passage, person, delegation, verb)
    yield from _likewise(passage, person, party, delegation, verb)


def _just_named(passage: Passage, verb: Mark) -> str | None:
    """The party of "met that of Serbia, headed by X": the name that the words "headed by" follow."""
    if verb.id != "led-by":
        return None
    for party in passage.parties:
        between = passage.reading.text[party.end : verb.start].strip(" ,")
        if party.end > verb.start:
            continue
        if not between and passage.word(passage.first_word(party.start) - 1) in OF:
            return party.party
        if OWNED.fullmatch(between):
            return party.party
    return None


def _of_people(passage: Passage, verb: Mark, clause: tuple[int, int]) -> Iterator[Headed]:
    """ "Афганців очолював X, пакистанців — Y", "росіян привів Z": those of a side stand for its delegation."""
    people = [
        party
        for party in passage.parties
        if party.how == "people" and clause[0] <= party.start < clause[1] and passage.apart(party, verb) <= 3
    ]
    if not people or passage.reading.language == "en":
        return
    after = [person for person in passage.persons if verb.end <= person.start]
    if after and passage.first_word(after[0].start) - verb.last <= 9:
        yield after[0], people[0].party, None, False, verb
        yield from _alike(passage, after[0], verb, verb)


def _left_out(passage: Passage, verb: Mark) -> Iterator[Headed]:
    """ "The GRP's was headed by X": the delegation left out after whose it is."""
    if verb.id != "led-by" or passage.reading.language != "en":
        return
    text = passage.reading.text
    if not LEFT_OUT.search(text[max(passage.start, verb.start - 40) : verb.start]):
        return
    person = next((one for one in passage.persons if one.start >= verb.end), None)
    if person is not None and passage.first_word(person.start) - verb.last <= 9:
        party = next((p.party for p in reversed(passage.parties) if verb.start - 12 <= p.end <= verb.start), "")
        yield person, party, None, False, verb


def _likewise(passage: Passage, person: PersonMention, party: str, delegation: Mark, verb: Mark) -> Iterator[Headed]:
    """ "..., and presidential aide Y the Russian one", "..., while Y did so for Beirut": the verb left out."""
    at = max(person.end, delegation.end, verb.end)
    if passage.reading.language != "en":
        yield from _dashed(passage, delegation, verb, at)
        return
    names = [one for one in passage.persons if one.start >= at and one.person != person.person]
    if len(names) == 1:
        behind = passage.words(passage.first_word(names[0].end), passage.first_word(names[0].end) + 4)
        if behind[:3] == ["that", "of", "the"] and behind[3:] and behind[3].startswith(SIDED):
            yield names[0], "", delegation, False, verb
            return
    others = [one for one in passage.parties if one.start >= at and one.party != party]
    if len(names) != 1 or len(others) != 1 or names[0].end > others[0].start:
        return
    between = passage.words(passage.first_word(names[0].end), passage.first_word(others[0].start))
    after = passage.word(passage.first_word(others[0].end))
    if between in (["the"], ["did", "so", "for"], ["doing", "so", "for"], ["for"], ["that", "of"]) and (
        between != ["the"] or after in ONES
    ):
        yield names[0], others[0].party, delegation, False, verb


def _other_team(passage: Passage, verb: Mark) -> str | None:
    """The party of "heads the one from Hamas", "leads that of the rebels": another delegation than the one named."""
    words = passage.words(verb.last, verb.last + 3)
    if words[:2] not in (["the", "one"], ["that", "of"]) and words[:1] != ["theirs"]:
        return None
    after = [party for party in passage.parties if party.start >= verb.end and passage.apart(party, verb) <= 5]
    return after[0].party if after else None


def _of_earlier(passage: Passage, verb: Mark, clause: tuple[int, int]) -> bool:
    """ "who led previous talks": the verb's object is talks of another time, not the delegation named before."""
    talks = [mark for mark in talk_marks(passage, clause) if 0 <= mark.first - verb.last <= 5]
    return bool(talks) and order_of(passage, clause).turn == "previous"


def _alike(passage: Passage, person: PersonMention, delegation: Mark, verb: Mark) -> Iterator[Headed]:
    """ "..., Greece's by Giorgos Gerapetritis", "..., греческую — X": the same said of another party."""
    text = passage.reading.text
    at = max(person.end, delegation.end, verb.end)
    for party in passage.parties:
        if party.start < at or party.start - at > NEXT:
            continue
        following = next((p for p in passage.persons if p.start >= party.end), None)
        if following is None:
            return
        gap = text[party.end : following.start]
        if not any(sign in gap for sign in ("—", "–", " - ", " by ")) or len(gap) > 70:
            return
        yield following, party.party, delegation, False, verb
        at = following.end


def _led(passage: Passage, verb: Mark, delegation: Mark) -> PersonMention | None:
    after = [p for p in passage.persons if p.start >= verb.end]
    before = [p for p in passage.persons if p.end <= verb.start]
    if verb.id == "led-by" or passage.word(verb.last) == "by":
        while len(after) > 1 and _possessed(passage, after[0]):
            after = after[1:]
        return after[0] if after and passage.first_word(after[0].start) - verb.last <= 9 else None
    if (
        not before
        and passage.word(verb.first) in INVERTED | {"at"}
        and after
        and passage.apart(after[0], delegation) <= 8
    ):
        return after[0]
    if passage.reading.language == "en" or (before and delegation.first > verb.first):
        if len(before) > 1 and _whose(passage, before[-1], before[-2]):
            before.pop()
            return before[-1] if passage.apart(before[-1], verb) <= APPOSED else None
        beside = bool(before) and (passage.apart(before[-1], verb) <= 9 or _set_apart(passage, before[-1], verb))
        return before[-1] if beside else None
    near = [p for p in after if passage.first_word(p.start) - verb.last <= 9]
    if near:
        best = near[0]
        for other in near[1:]:
            if 0 <= passage.apart(best, other) <= 0 and "," not in passage.reading.text[best.end : other.start]:
                best = other
        return best
    return before[-1] if before and passage.apart(before[-1], verb) <= 6 else None


def _whose(passage: Passage, person: PersonMention, bearer: PersonMention) -> bool:
    """ "X, adviser to Prime Minister Y, who headed": Y only tells whose adviser X is."""
    text = passage.reading.text
    first = passage.first_word(person.start)
    titled = not WHOSE.isdisjoint(passage.words(first - 4, first))
    return titled and text[bearer.end : bearer.end + 1] == "," and "," not in text[bearer.end + 1 : person.start]


def _set_apart(passage: Passage, person: PersonMention, verb: Mark) -> bool:
    """ "X, the deputy director for foreign policy at the security council, headed": commas around what X is."""
    between = passage.reading.text[person.end : verb.start].strip()
    return between.startswith(",") and between.endswith(",") and passage.apart(person, verb) <= APPOSED


def _possessed(passage: Passage, person: PersonMention) -> bool:
    """Whether the name only qualifies what follows: "Putin's aide"."""
    text = passage.reading.text
    return text[person.end : person.end + 2] in ("'s", "’s") or text[person.end - 2 : person.end] in ("'s", "’s")


def _negotiators(passage: Passage, scene: Scene) -> Iterator[Headed]:
    """ "Ukraine's chief negotiator Rustem Umerov": the head, by another title."""
    for noun in passage.of("talks", "negotiator"):
        person = _titled(passage, noun, noun)
        if person is None or passage.apart(person, noun) > 3 + _named_after(passage, noun, person):
            continue
        paired = _paired(passage, noun, person)
        if paired:
            for one, party in paired:
                yield one, party, None, False, noun
            continue
        whole = (passage.start, passage.end)
        yield person, party_of(passage, scene, noun, whole) or scene.party_of(person.person) or "", None, False, noun


def _for_each(passage: Passage) -> Iterator[Headed]:
    """ "It was led for Seoul by A and for Pyongyang by B"."""
    verbs = passage.of("act", "lead", "led-by", "represent")
    if passage.reading.language != "en" or not verbs:
        return
    for party in passage.parties:
        after = passage.first_word(party.end)
        if passage.word(passage.first_word(party.start) - 1) != "for" or passage.word(after) != "by":
            continue
        person = next((one for one in passage.persons if one.start > party.end), None)
        if person is not None and passage.first_word(person.start) - after <= 8 and verbs[0].end <= party.start:
            yield person, party.party, None, False, verbs[0]


def _dashed(passage: Passage, delegation: Mark, verb: Mark, at: int) -> Iterator[Headed]:
    """ "..., Саймумін Ятімов – таджицьку": the other head, a dash, the other side."""
    for person in passage.persons:
        if person.start < at:
            continue
        for party in passage.parties:
            gap = passage.reading.text[person.end : party.start]
            if 0 < len(gap) <= 4 and gap.strip() in ("–", "—", "-") and party.how == "adjective":
                yield person, party.party, delegation, False, verb


def _named_after(passage: Passage, noun: Mark, person: PersonMention) -> int:
    """How many words say whose the negotiator is: "chief negotiator of the Unitary Platform, Gerardo Blyde"."""
    if passage.word(noun.last) not in OF or person.start < noun.end:
        return 0
    return 4


def _paired(passage: Passage, noun: Mark, person: PersonMention) -> list[tuple[PersonMention, str]]:
    """ "The chief negotiators of Serbia and Kosovo, A and B": as many people as sides, in one order."""
    sides = [p for p in passage.parties if noun.end <= p.start < person.start]
    people = [p for p in passage.persons if p.start >= person.start][: len(sides)]
    if len(sides) != 2 or len(people) != 2 or passage.apart(people[0], people[1]) > 1:
        return []
    return [(one, side.party) for one, side in zip(people, sides, strict=True)]


def _under(passage: Passage, scene: Scene) -> Iterator[Headed]:
    """ "A team under Vladimir Medinsky", "negotiators, with Benjamin Mbonimpa at their head"."""
    if passage.reading.language != "en" or not passage.holds(UNDER):
        return
    for delegation in (*passage.of("talks", "delegation"), *passage.of("talks", "sides")):
        person = next((one for one in passage.persons if one.start >= delegation.end), None)
        if person is None:
            continue
        words = passage.words(delegation.last, passage.first_word(person.start))
        behind = passage.words(passage.first_word(person.end), passage.first_word(person.end) + 3)
        at_head = behind[:2] in (["at", "their"], ["at", "its"], ["at", "the"]) and behind[2:] in (["head"], ["helm"])
        at_head = at_head or _as_head(passage, person)
        if len(words) > 8 or not (words[:1] == ["under"] or (at_head and "with" in words)):
            continue
        party = (
            owner_of(passage, delegation)
            or party_of(passage, scene, delegation, (passage.start, passage.end))
            or scene.party_of(person.person)
            or party_told_before(passage, scene, delegation)
            or ""
        )
        yield person, party, delegation, False, delegation


def _as_head(passage: Passage, person: PersonMention) -> bool:
    """ "With Ri Son Gwon, chairman of the committee, as head"."""
    at = passage.first_word(person.end)
    for index in range(at, min(at + APPOSED, passage.sentence.last - 1)):
        if (
            passage.word(index) == "as"
            and passage.word(index + 1 + (passage.word(index + 1) in ("its", "their"))) in HEADS
        ):
            return True
    return False
