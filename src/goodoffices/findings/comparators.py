"""The comparator of each value type, and what polarity and time make of its answer."""

from __future__ import annotations

from decimal import Decimal

from ..events.days import day_of, days_of
from ..events.sighting import assumed
from ..lexicon.concepts import vocabulary
from ..records import Amount, Claim, Concept, Grade, Members, Position, Value, When, Where
from .amounts import compare_quantities
from .concepts import compare_concepts
from .grades import compare_grades
from .membership import compare_heads, compare_members
from .relation import Ground, Relation, Voice
from .stances import compare_positions, whole
from .times import compare_moments
from .tolls import at_odds, far_beyond, groups_of, out_of_scale, risen, scoped

MOST_RISE = 2  # times the earlier toll that a later one may be and still count as the same toll, risen
STAGES = 4  # times the first toll of the day of an attack that its last may be
FRESH = 2  # days after an attack in which its toll may still double
SETTLED_RISE = Decimal("1.3")  # times that it may still rise later on
UNNAMED = "rebels"  # who holds a town, where the page gives them no name
SAME_PERIOD = 4  # days between the beginnings of two periods whose tolls are still one toll
HUMANITARIAN = "humanitarian-access"
CIVIL = "civilian"
MADE = frozenset({"settled", "total", "pledged", "cast"})  # what grows with time and is not one day's
SITES = frozenset({"crossing", "post", "settlement", "camp", "station"})  # things counted that are places themselves
LONG_AGO = 60  # days after which another share of territory is another time, not another account


def compare_voices(left: Voice, right: Voice, ground: Ground) -> Relation:
    """How two claims that answer one question stand. Symmetric; a claim is the same as itself."""
    bare = _values(left, right, ground)
    one, two = left.claim.polarity, right.claim.polarity
    if "denied" in (one, two) and one != two:
        return Relation.DISPUTED if bare <= Relation.REFINES else Relation.COMPATIBLE
    if one == two == "denied":
        return Relation.SAME if bare == Relation.SAME else Relation.COMPATIBLE
    if bare is not Relation.DISPUTED:
        return bare
    if left.torn or right.torn:
        return Relation.COMPATIBLE
    if one != two and not _as_it_came(left, right):
        return Relation.COMPATIBLE
    # Lists that were agreed stay as they are until carried out; the day of the next meeting stands in the paper of the
    # next morning as well.
    told = {"exchange": 2, "next-step": 1, "due": 2, "dated": 1, "figure": 1}.get(left.claim.kind, 0)
    if one in ("planned", "demanded") and days_between(left, right) > told:
        return Relation.COMPATIBLE
    return Relation.COMPATIBLE if _moved_on(left, right) else Relation.DISPUTED


def contradictory(left: Voice, right: Voice, ground: Ground) -> bool:
    """Whether the bare values could not both hold at one time, plans and changes left aside."""
    return _values(left, right, ground) is Relation.DISPUTED


def _values(left: Voice, right: Voice, ground: Ground) -> Relation:
    one, two = left.claim.value, right.claim.value
    if left.claim.kind in ("count", "due") and _elsewhere(left, right, ground):
        return Relation.COMPATIBLE
    if isinstance(one, Amount) and isinstance(two, Amount):
        return _amounts(left, right, one, two)
    if isinstance(one, When) and isinstance(two, When):
        floating = assumed(left.claim.subject.time) or assumed(right.claim.subject.time)
        return compare_moments(one.moment, two.moment, ground.zones, floating=floating)
    if isinstance(one, Where) and isinstance(two, Where):
        return _places(one, two, ground)
    if isinstance(one, Members) and isinstance(two, Members):
        compare = compare_heads if left.claim.kind == "head" else compare_members
        return compare(left.claim, right.claim, one, two, ground)
    if isinstance(one, Grade) and isinstance(two, Grade):
        return Relation.COMPATIBLE if _of_other_matters(left, right) else compare_grades(one, two)
    if isinstance(one, Position) and isinstance(two, Position):
        return _positions(left, right, one, two)
    if isinstance(one, Concept) and isinstance(two, Concept):
        return _concepts(left, right, one, two)
    return Relation.COMPATIBLE


def _concepts(left: Voice, right: Voice, one: Concept, two: Concept) -> Relation:
    if left.claim.kind == "territory":
        return _holders(one, two)
    if left.claim.kind == "mediator" and set(one.ids).isdisjoint(two.ids):
        return Relation.DISPUTED
    if left.claim.kind == "initiative":
        return Relation.SAME if one.ids == two.ids else Relation.DISPUTED
    if left.claim.kind == "strike" and left.claim.subject.kind == right.claim.subject.kind == "conflict":
        return _first_shots(left, right, one, two)
    if "denied" in (left.claim.polarity, right.claim.polarity) and left.claim.kind == "strike":
        return _denied_strike(left, right)
    return compare_concepts(one, two)


def _as_it_came(left: Voice, right: Voice) -> bool:
    """Whether a date set and the date as it came are told by pages of the same days, so that neither is news."""
    return left.claim.kind == "due" and days_between(left, right) <= 1


def _elsewhere(left: Voice, right: Voice, ground: Ground) -> bool:
    """Whether two counts, or two dates set, are of different days or places: no one question."""
    one, two = left.claim.subject, right.claim.subject
    if one.place and two.place and ground.geography.relation(one.place, two.place) != "same":
        return True
    first, second = days_of(one.time), days_of(two.time)
    if left.claim.kind == "due" or first is None or second is None or not MADE.isdisjoint(one.name.split()):
        return False
    return first.gap(second) > (1 if assumed(one.time) or assumed(two.time) else 0)


def _holders(one: Concept, two: Concept) -> Relation:
    """Who holds a town: rebels whom a page does not name may be those that another names."""
    if one.ids == two.ids:
        return Relation.SAME
    known, named = vocabulary("parties"), {*one.ids, *two.ids} - {UNNAMED}
    if len(named) == 1 and known.get(min(named), {}).get("kind") == "movement":
        return Relation.REFINES
    return Relation.DISPUTED


def _first_shots(left: Voice, right: Voice, one: Concept, two: Concept) -> Relation:
    """Who fired first or broke the truce: two parties contradict each other where one day is meant."""
    if one.ids == two.ids:
        return Relation.SAME
    first, second = days_of(left.claim.subject.time), days_of(right.claim.subject.time)
    if first is not None and second is not None and first.gap(second) > 0:
        return Relation.COMPATIBLE
    if left.claim.subject.name == "breach" and left.side not in two.ids and right.side not in one.ids:
        return Relation.COMPATIBLE  # both may have broken a truce; each blaming the other is another matter
    return Relation.DISPUTED


def _of_other_matters(left: Voice, right: Voice) -> bool:
    """Whether two judgements are limited to different issues: progress on prisoners, none on a ceasefire."""
    one, two = left.claim.subject.name, right.claim.subject.name
    if bool(one) != bool(two) and HUMANITARIAN in (one, two):
        return True  # progress in humanitarian matters says nothing of the rest
    return bool(one and two) and set(one.split("+")).isdisjoint(two.split("+"))


def _amounts(left: Voice, right: Voice, one: Amount, two: Amount) -> Relation:
    if left.claim.kind == "casualties":
        first, second = groups_of(left.claim), groups_of(right.claim)
        if _other_period(left, right):
            return Relation.COMPATIBLE
        if at_odds(left, right):
            return Relation.DISPUTED
        if first != second:
            return Relation.INCOMPARABLE if first & second else Relation.COMPATIBLE
        if scoped(left.claim, right.claim):
            if far_beyond(one.quantity, two.quantity):
                return Relation.DISPUTED
        elif not _opposed(left, right) and out_of_scale(one.quantity, two.quantity):
            return Relation.INCOMPARABLE  # of a day, of a war: neither account says over what it counts
    if left.claim.kind == "exchange" and (CIVIL in one.quantity.of) != (CIVIL in two.quantity.of):
        return Relation.COMPATIBLE  # soldiers and, with them, civilians
    relation = compare_quantities(one.quantity, two.quantity)
    if relation is Relation.DISPUTED and left.claim.kind == "count" and not _anchored(left.claim, right.claim):
        return Relation.INCOMPARABLE  # neither account says of which place or day it counts
    return relation


def _anchored(left: Claim, right: Claim) -> bool:
    """Whether both counts are of one event, or name a place both, or a day both.

    Of things that are places a day does not do: "two crossings" may be some of "five crossings" opened that day.
    """
    one, two = left.subject, right.subject
    if one.kind != "conflict" or two.kind != "conflict":
        return True
    if one.place and two.place:
        return True
    if not SITES.isdisjoint(one.name.split()):
        return bool(one.parties and two.parties)
    return one.time is not None and two.time is not None


def _other_period(left: Voice, right: Voice) -> bool:
    """Whether two tolls of a conflict count from different days on, or in different places."""
    one, two = left.claim.subject, right.claim.subject
    if one.kind != "conflict" or two.kind != "conflict":
        return False
    if one.time is not None and two.time is not None and one.place and two.place and one.place != two.place:
        return True
    first, second = days_of(one.time), days_of(two.time)
    return first is not None and second is not None and first.gap(second) > SAME_PERIOD


def _places(one: Where, two: Where, ground: Ground) -> Relation:
    if one.place == two.place or one.name.casefold() == two.name.casefold():
        return Relation.SAME
    relation = ground.geography.relation(one.place, two.place)
    return {
        "same": Relation.SAME,
        "inside": Relation.REFINES,
        "apart": Relation.DISPUTED,
        "unknown": Relation.INCOMPARABLE,
    }[relation]


def _positions(left: Voice, right: Voice, one: Position, two: Position) -> Relation:
    relation = compare_positions(one, two)
    if relation is Relation.COMPATIBLE and whole(one.issue) and one.stance != two.stance:
        opposed = {one.stance, two.stance} in ({"wants", "rejects"}, {"wants", "refuses"}, {"offers", "refuses"})
        # The party's own word against another side's account of it, or two who are quoted; two neutral summaries may
        # each be partial.
        own = left.side != right.side and one.party in (left.side, right.side, left.owner, right.owner)
        quoted = left.claim.speaker is not None and right.claim.speaker is not None and left.owner != right.owner
        if opposed and (own or quoted):
            return Relation.DISPUTED
    return relation


def _denied_strike(left: Voice, right: Voice) -> Relation:
    """An attack and its denial: who denies it speaks of the same deed unless he names another doer."""
    one, two = set(left.claim.subject.parties), set(right.claim.subject.parties)
    return Relation.SAME if not one or not two or one & two else Relation.COMPATIBLE


def days_between(left: Voice, right: Voice) -> int:
    """Days between the pages of two claims, else between their own times; 0 when unknown."""
    one, two = _spoken(left), _spoken(right)
    return 0 if one is None or two is None else abs(one - two)


def _moved_on(left: Voice, right: Voice) -> bool:
    """Whether the later of two claims may simply be news: a toll that rose, a position or a front that moved."""
    apart = days_between(left, right)
    kind = left.claim.kind
    if kind == "casualties" and apart == 0:
        return _same_day_rise(left, right)
    if apart == 0:
        return False
    if kind == "position":
        # Overnight, two tellers contradict each other sooner than a party changes its mind.
        return apart > 1 or left.owner == right.owner
    if kind == "assessment":
        return left.owner == right.owner
    if kind == "territory":
        return apart > LONG_AGO or left.owner == right.owner
    if kind == "casualties":
        return not _opposed(left, right) and _rising(left, right)
    return left.owner == right.owner


def _opposed(left: Voice, right: Voice) -> bool:
    """Whether two sides speak."""
    return left.side is not None and right.side is not None and left.side != right.side


def _same_day_rise(left: Voice, right: Voice) -> bool:
    """Whether pages of one day give two stages of a toll that grows: by their hours, or as the larger one says."""
    if _opposed(left, right):
        return False
    one, two = left.claim.value, right.claim.value
    if not isinstance(one, Amount) or not isinstance(two, Amount):
        return False
    lower, higher = (left, right) if _number(one) <= _number(two) else (right, left)
    if not _number(higher.claim.value) <= STAGES * _number(lower.claim.value):
        return False
    first, second = lower.published, higher.published
    if first is not None and second is not None and first.precision == second.precision == "minute":
        return (first.begins or 0) < (second.begins or 0)
    one_authority = left.side is not None and left.side == right.side
    return one_authority or risen(higher.claim)


def _number(value: Value) -> Decimal:
    quantity = value.quantity if isinstance(value, Amount) else None
    if quantity is None:
        return Decimal(0)
    return quantity.low if quantity.low is not None else quantity.high or Decimal(0)


def _rising(left: Voice, right: Voice) -> bool:
    one, two = _spoken(left), _spoken(right)
    if one is None or two is None:
        return False
    earlier, later = (left, right) if one <= two else (right, left)
    before, after = earlier.claim.value, later.claim.value
    if not isinstance(before, Amount) or not isinstance(after, Amount):
        return False
    low = before.quantity.low if before.quantity.low is not None else before.quantity.high
    high = after.quantity.high if after.quantity.high is not None else after.quantity.low
    most = MOST_RISE if _fresh(earlier, later) else SETTLED_RISE
    return low is not None and high is not None and low <= high <= most * low


def _fresh(earlier: Voice, later: Voice) -> bool:
    """Whether the page appeared so soon after the attack that its toll may still rise a lot."""
    day = day_of(later.claim.subject.time) or day_of(earlier.claim.subject.time)
    told = _spoken(later)
    return day is None or told is None or told - day <= FRESH


def _spoken(voice: Voice) -> int | None:
    return day_of(voice.published) or day_of(voice.claim.time)
