"""How many sit in a delegation: "exceeds 15 people", "делегация из 20 человек", "a seven-member team", "12-strong"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Amount, PartyMention, Quantity, QuantityMention
from .delegation import GOVERNMENT, delegation_of, party_of
from .holders import REBELS, army, land_of, rebels
from .passage import Passage
from .reference import talk_marks
from .scene import Draft, Scene
from .turns import denial
from .words import Mark

TRIGGERS = (
    ("talks", "delegation"), ("talks", "sides"), ("act", "send"), ("act", "come-with"), ("act", "bring"),
    ("act", "come"), ("act", "attend"), ("act", "stand-for"), ("act", "sign"), ("act", "part-at"),
)  # fmt: skip
MOST = 500  # people; more are no delegation
FEW = 60  # people; whoever brings more brings no negotiators alone
REACH = 9  # words between a verb of bringing and those brought, or who brings them
DELEGATES = (
    "delegat", "negotiat", "officer", "general", "minister", "diplomat", "lawyer", "representat", "envoy", "aide",
    "official", "expert", "делегат", "переговорник", "переговірник", "перемовник", "переговорщик",
    "представник", "представител", "посланц",
    "помічник", "помощник", "експерт", "эксперт", "чиновник", "офіцер", "офицер", "генерал", "міністр", "министр",
    "дипломат", "юрист",
)  # fmt: skip
PRESENT = ("come", "attend", "stand-for", "send", "come-with", "bring", "sign", "part-at", "meet-at")
NUMBERS = frozenset(
    "numbers numbered numbering counts counted totals totalled comprises comprised налічує налічувала нараховує "
    "нараховувала насчитывает насчитывала состоит складається".split()
)
INTO = frozenset("to in into at with до в у на під под со с зі".split())
OF = frozenset({"of", "з", "із", "зі", "из", "в", "у"})
HE = frozenset({"he", "she", "він", "вона", "он", "она"})
WITH = frozenset("with against opposite facing з із зі с со проти против".split())
COUNTED = frozenset({"strong", "member", "man", "person", "people", "men", "delegate", "negotiator"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """The count of people beside the delegation, or of those whom a party sent."""
    if "harm" in passage.marks:
        return
    told: set[str] = set()
    for delegation in passage.of("talks", "delegation"):
        counted = _counted(passage, delegation) or _compound(passage, delegation)
        if counted is None:
            continue
        quantity, text, start = counted
        party = party_of(passage, scene, delegation, (passage.start, passage.end)) or _sender(
            passage, scene, delegation
        )
        if party is None or party in told:
            continue
        told.add(party)
        yield _draft(passage, scene, party, quantity, text, start)
    if not told:
        yield from list(_sent(passage, scene)) or list(_brought(passage, scene)) or _there(passage, scene)


def _draft(
    passage: Passage, scene: Scene, party: str, quantity: Quantity, text: str, at: int, *, who: str = ""
) -> Draft:
    """`who`: the person whose delegation it is, where nothing tells the party."""
    start, end = passage.trimmed(*passage.clause(at))
    # Delegates, officials and people are one measure of a delegation.
    value = Amount(msgspec.structs.replace(quantity, unit="person", of="person"), text, scene.language)
    party = party or scene.party_of(who) or ""
    subject = delegation_of(passage, scene, party)
    if not party:
        subject = msgspec.structs.replace(subject, name=who)
    return Draft("delegation-size", subject, value, start, end, at)


def _counted(passage: Passage, delegation: Mark) -> tuple[Quantity, str, int] | None:
    for mention in passage.quantities:
        quantity = mention.quantity
        people = quantity.unit == "person" and passage.apart(mention, delegation) <= 5
        if not people and not _bare_number(passage, mention, delegation):
            continue
        if quantity.low is not None and quantity.low > MOST:
            continue
        return quantity, mention.text, mention.start
    return None


def _bare_number(passage: Passage, mention: QuantityMention, delegation: Mark) -> bool:
    """ "A team of 12", "the delegation numbers 14": a number without a noun right behind the delegation."""
    if mention.quantity.unit != "item" or mention.quantity.of:
        return False
    between = passage.words(delegation.last, passage.first_word(mention.start))
    after = passage.word(passage.reading.word_at(mention.end))
    gap = passage.reading.text[mention.end : mention.end + 2]
    stands = gap[:1] in ",.;)" or not after.isalpha() or after in OF or passage.word(delegation.last) == "of"
    return stands and 0 < len(between) <= 2 and (between[-1] in OF or between[0] in NUMBERS)


def _there(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "Six officials travelled to Amapala from Tegucigalpa", "18 delegates initialled it": delegates who took part.

    Where the sentence names no party at all, those of all sides are meant.
    """
    if not scene.of_talks or not passage.of("act", *PRESENT):
        return
    for mention in passage.quantities:
        quantity = mention.quantity
        clause = passage.clause(mention.start)
        if quantity.low is None or not 1 < quantity.low <= FEW or not _delegates(passage, mention):
            continue
        verb = passage.nearest(passage.of("act", *PRESENT), mention, within=clause)
        if verb is None or passage.apart(verb, mention) > REACH or denial(passage, verb) is not None:
            continue
        named = [party for party in passage.parties if clause[0] <= party.start < clause[1]]
        own = {party.party for party in named if not _towards(passage, scene, party)}
        if len(own) == 1:
            yield _draft(passage, scene, own.pop(), quantity, mention.text, mention.start)
        elif not named and verb.id in ("sign", "part-at", "meet-at", "attend"):
            yield _draft(passage, scene, "", quantity, mention.text, mention.start)
        return


def _towards(passage: Passage, scene: Scene, party: PartyMention) -> bool:
    """Whether the land is only where they went, or the host's."""
    place = scene.stage.place
    if place is not None and place.country.lower() == party.party and party.party not in scene.stage.parties:
        return True
    return passage.word(passage.first_word(party.start) - 1) in INTO and party.how == "named"


def _compound(passage: Passage, delegation: Mark) -> tuple[Quantity, str, int] | None:
    """ "a 15-strong M23 delegation", "a five-member team": number and noun joined before the delegation."""
    reading = passage.reading
    if reading.language != "en":
        return None
    for index in range(max(passage.sentence.first + 1, delegation.first - 6), delegation.first):
        if reading.words[index] not in COUNTED or passage.gap(index - 1) not in ("-", "\u2011", " "):
            continue
        word = reading.words[index - 1]
        count = Decimal(word) if word.isdecimal() and len(word) <= 3 else _numbers().get(word)
        if count is not None and 1 < count <= MOST:
            start = reading.starts[index - 1]
            quantity = Quantity(count, count, "person", "exact", "person")
            return quantity, reading.text[start : reading.ends[index]], start
    return None


@cache
def _numbers() -> dict[str, Decimal]:
    """Number words of English, one word each."""
    return {
        word: Decimal(entry["value"])
        for entry in vocabulary("numerals").values()
        if entry.get("kind") == "number"
        for word in entry["words"].get("en", ())
    }


def _sender(passage: Passage, scene: Scene, delegation: Mark) -> str | None:
    """Who sent it: the party of the clause's own beginning, else the one that the sentence before began with."""
    verbs = [verb for verb in passage.of("act", "send") if verb.last <= delegation.first]
    if not verbs:
        return None
    before = [party for party in passage.parties if party.end <= verbs[-1].start]
    return before[-1].party if before else scene.carried


def _sent(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "The movement sent five representatives to the talks"."""
    for verb in passage.of("act", "send"):
        clause = passage.clause(verb.start)
        if not scene.of_talks:
            return
        near = [
            mention
            for mention in passage.quantities
            if mention.quantity.unit == "person" and mention.start >= verb.end and mention.start < clause[1]
        ]
        before = [party for party in passage.parties if clause[0] <= party.start and party.end <= verb.start]
        few = near and near[0].quantity.low is not None and near[0].quantity.low <= MOST
        if near and few and before and passage.reading.text[near[0].start : near[0].end + 40].lower().find("troop") < 0:
            yield _draft(passage, scene, before[0].party, near[0].quantity, near[0].text, near[0].start)
            return


def _brought(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "He had come with nine delegates", "от правительства пришли восемь переговорщиков"."""
    if not scene.of_talks:
        return
    for verb in passage.of("act", "come-with", "bring"):
        for mention in passage.quantities:
            quantity, near = mention.quantity, passage.apart(verb, mention) <= REACH
            few = quantity.low is not None and quantity.low <= FEW
            if not near or not few or not _delegates(passage, mention) or denial(passage, verb) is not None:
                continue
            party = _bringing(passage, scene, verb)
            who = None if party else _person(passage, scene, verb)
            if party is None and who is None:
                continue
            yield _draft(passage, scene, party or "", quantity, mention.text, mention.start, who=who or "")
            return


def _delegates(passage: Passage, mention: QuantityMention) -> bool:
    """Whether those counted are delegates, or people beside a noun for talks."""
    words = (*mention.text.lower().split(), passage.word(passage.first_word(mention.end)))
    if any(word.startswith(DELEGATES) for word in words):
        return True
    return mention.quantity.unit == "person" and bool(talk_marks(passage)) and mention.quantity.of in ("person", "man")


def _bringing(passage: Passage, scene: Scene, verb: Mark) -> str | None:
    """The party that brought them: the subject of the verb, "the government's", or the delegation of the sentence."""
    own = [p for p in passage.parties if passage.apart(p, verb) <= REACH and not _at_meeting(passage, p)]
    if own:
        party = passage.nearest(own, verb)
        return party.party if party is not None else None
    for delegation in passage.of("talks", "delegation"):
        party_id = party_of(passage, scene, delegation, (passage.start, passage.end))
        if party_id is not None:
            return party_id
    words = passage.words(passage.sentence.first, passage.sentence.last)
    if any(word.startswith(GOVERNMENT) for word in words):
        return land_of(scene)
    soldiers = army(passage, scene)
    if soldiers is not None:
        return soldiers
    return rebels(scene) if any(word.startswith(REBELS) for word in words) else None


def _at_meeting(passage: Passage, party: PartyMention) -> bool:
    """ "Against the Russian side's five", "to talks with Iran": with whom they met, not who brought them."""
    return passage.word(passage.first_word(party.start) - 1) in WITH


def _person(passage: Passage, scene: Scene, verb: Mark) -> str | None:
    """The person that the clause says brought them: by name, or "he" of whoever's words these are."""
    clause = passage.clause(verb.start)
    named = [p for p in passage.persons if clause[0] <= p.start and p.end <= verb.start]
    if named:
        return named[-1].person
    if not HE.isdisjoint(passage.words(verb.first - 3, verb.first)):
        speaker = scene.voices.at(passage, verb.start, verb.end).speaker
        return speaker if speaker is not None and any(p.id == speaker for p in scene.mentions.people) else None
    return None
