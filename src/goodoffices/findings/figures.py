"""Figures of several accounts put to one question, where these agree in what is counted and in what is told of it.

A figure alone is no finding. Two of different sources are of one matter when they count the same thing, or measure in
one dimension, and share what is told of it: the doing, a place and a party, or enough else of what their sentences are
about (gist.py), on one day, in one place, at one rate; and neither page has another figure that fits the other better.
Equal figures ask for less: a number that is no round one is itself a sign of one matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, partial

import msgspec

from ..events.days import days_of
from ..lexicon.concepts import vocabulary
from ..records import Amount, Claim, Quantity
from .amounts import UNITS, compare_quantities
from .comparators import days_between
from .gist import Gists
from .matters import matters
from .questions import Question
from .relation import Ground, Relation, Voice

Asked = dict[Question, list[Voice]]

KIND = "figure"
GUESTS = frozenset({"count", "delegation-size", "attendance"})  # kinds whose questions figures may belong to
DELEGATE, SEATED = "delegate", "attendance"  # people sent to talks, and what is asked of how many they are
SENT = frozenset({"attends", "sends"})  # what is told of delegates counted, in either word
# What befalls people: figures of it that differ are for the kinds that know of which attack and group they are.
BEFALLEN = frozenset({"kills", "hurts", "unaccounted", "arrests", "flees"})
# What is told of a measure that is set, not of one reached.
SET = frozenset({"costs", "covers", "agrees", "wants", "offers", "pledges", "contains", "holds"})
COUNTED = frozenset({"item", "person", ""})
UNKNOWN = "~"  # what a noun begins with that no vocabulary knows
UNKNOWN_ENGLISH = "~en:"
NOTHING = Question("", "", "")
FLAGS = frozenset({"daily", "total"})  # a rate; what counts from a beginning on
SURE = 60  # the least score of a figure that contradicts another
SCALE = 4  # times the lesser figure beyond which two hardly count the same
VAGUE = 2  # times the least that a figure may be up to which the most it may be still tells something
SMALL = 12  # up to which a number is nothing particular
MOST = 120  # figures of one thing in a story that are held against each other
NEWS = 2  # days between two pages over which a figure may not simply have changed
# How much two sentences must share for figures to be of one matter: that differ, are equal, are equal and no round one.
MUCH, SOME, LITTLE = 2.0, 1.0, 0.5
MOST_SHARED = 3.0  # for measures that differ, which may be of anything
AHEAD = 0.5  # by how much the likeliest partner on a page is ahead of the next


class Figure:
    """A figure as it enters the comparison: its voice, the thing counted, what is told of it.

    `asking`: the question of its own kind that it answers already; None for a claim of this kind.
    """

    __slots__ = ("asking", "dimension", "flags", "kin", "noun", "quantity", "told", "voice")

    def __init__(self, voice: Voice, asking: Question | None = None) -> None:
        self.voice = voice
        self.asking = asking
        value = voice.claim.value
        assert isinstance(value, Amount)
        self.quantity = value.quantity
        self.noun, words = _of(voice.claim)
        self.dimension = _dimension(self.quantity)
        self.kin = _kin(self.noun)
        self.flags = FLAGS & words
        self.told = words - self.flags

    @property
    def claim(self) -> Claim:
        """The claim that the figure is."""
        return self.voice.claim


@cache
def _kin(noun: str) -> str:
    return str(vocabulary("figures").get(noun, {}).get("kin", ""))


@cache
def _alike_told(deed: str) -> frozenset[str]:
    return frozenset(vocabulary("deeds").get(deed, {}).get("told", (deed,)))


def _dimension(quantity: Quantity) -> str:
    """What a measure measures in ("length", "dollar"); "" for a number of things."""
    unit = quantity.unit
    if unit in COUNTED:
        return ""
    return UNITS.get(unit.replace(" ", "-"), (unit,))[0]


def _of(claim: Claim) -> tuple[str, frozenset[str]]:
    """What a claim counts, and what it tells of it."""
    words = claim.subject.name.split()
    if claim.kind == KIND:
        told = frozenset(words[1:])
        return words[0], told | SENT if words[0] == DELEGATE and told & SENT else told
    if claim.kind == "count":
        told = frozenset(one for word in words[1:] for one in ((word,) if word in FLAGS else _alike_told(word)))
        return words[0], told
    return DELEGATE, SENT


def by_matter(
    asked: Mapping[Question, list[Voice]], voices: Sequence[Voice], conflict: str, ground: Ground, gists: Gists
) -> Asked:
    """The questions with the figures that belong to them, and new ones for every matter of which two sources tell.

    Figures that meet no other are left out.
    """
    figures = _not_elsewhere([Figure(voice) for voice in voices if voice.claim.kind == KIND], voices)
    if not figures:
        return dict(asked)
    figures += [Figure(voice, asking) for asking, held in asked.items() if asking.kind in GUESTS for voice in held
                if voice.claim.kind in GUESTS and isinstance(voice.claim.value, Amount)]  # fmt: skip
    by_noun: dict[str, list[Figure]] = {}
    for figure in figures:
        by_noun.setdefault(figure.dimension or _bucket(figure), []).append(figure)
    found = dict(asked)
    for _, alike in sorted(by_noun.items()):
        for held in matters(alike[:MOST], partial(_one_matter, ground=ground, gists=gists)):
            _put(held, found, conflict)
    return found


def _bucket(figure: Figure) -> str:
    """What figures that may count one thing have in common."""
    if figure.kin:
        return "person"
    return UNKNOWN if figure.noun.startswith(UNKNOWN) else figure.noun


def _not_elsewhere(figures: Sequence[Figure], voices: Sequence[Voice]) -> list[Figure]:
    """The figures but numbers of people told in another kind too: "25 freed" in a head, captives below it.

    These have their question there already, and would be asked about twice.
    """
    people = {
        (voice.page, value.quantity.low, value.quantity.high)
        for voice in (voices if figures else ())
        if voice.claim.kind not in (KIND, *GUESTS)
        and isinstance(value := voice.claim.value, Amount)
        and value.quantity.unit == "person"
    }
    return [
        one for one in figures if not one.kin or (one.voice.page, one.quantity.low, one.quantity.high) not in people
    ]


def _put(held: Sequence[Figure], found: Asked, conflict: str) -> None:
    """Adds the figures to the question that one of them answers already, else to one of their own."""
    guests = sorted((figure for figure in held if figure.asking is not None), key=lambda one: one.asking or NOTHING)
    if not guests:
        seated = all(figure.kin and figure.told & SENT for figure in held)
        kind = SEATED if seated and any(figure.noun == DELEGATE for figure in held) else KIND
        # Of nouns that no vocabulary translates, the English one is read by most.
        host = next((figure for figure in held if figure.noun.startswith(UNKNOWN_ENGLISH)), held[0])
        found[Question(conflict, kind, _facet(held))] = [_levelled(figure, host) for figure in held]
        return
    host = guests[0]
    assert host.asking is not None
    for figure in held:
        if figure.asking is None:
            found[host.asking] = [*found[host.asking], _levelled(figure, host)]
        elif figure.asking != host.asking and figure.asking in found:
            found[host.asking] = [*found[host.asking], *found.pop(figure.asking)]


def _levelled(figure: Figure, host: Figure) -> Voice:
    """The figure's voice as one of the host's question: the same thing counted, under one name, planned as the host."""
    claim = figure.claim
    value = claim.value
    assert isinstance(value, Amount)
    unit = value.quantity.unit if figure.dimension else host.quantity.unit
    quantity = msgspec.structs.replace(value.quantity, unit=unit, of=host.quantity.of)
    subject = claim.subject
    if host.asking is not None:
        subject = msgspec.structs.replace(subject, kind=host.claim.subject.kind, name=host.claim.subject.name)
    claim = msgspec.structs.replace(
        claim,
        kind=host.claim.kind,
        value=msgspec.structs.replace(value, quantity=quantity),
        subject=subject,
        polarity=host.claim.polarity,
    )
    return msgspec.structs.replace(figure.voice, claim=claim)


def _facet(held: Sequence[Figure]) -> str:
    """What tells the question from others of the same thing: what all accounts tell of it, and the least figure."""
    shared = frozenset.intersection(*(figure.told for figure in held)) | held[0].flags
    least = min(_number(figure.quantity) for figure in held)
    return " ".join((min(figure.noun for figure in held), *sorted(shared), f"{least:f}"))


def _one_matter(one: Figure, two: Figure, figures: Sequence[Figure], ground: Ground, gists: Gists) -> bool:
    if one.voice.page == two.voice.page or one.flags != two.flags or not _one_thing(one, two, gists):
        return False
    if (one.asking is not None and one.asking == two.asking) or _elsewhere(one, two, ground):
        return False
    if _same(one, two):
        return _alike(one, two, gists)
    if (
        min(one.claim.score, two.claim.score) < SURE
        or (one.kin and BEFALLEN & one.told & two.told)
        or not (one.claim.polarity == two.claim.polarity or _of_a_rule(one, two))
        or days_between(one.voice, two.voice) > NEWS
        or compare_quantities(_bare(one), _bare(two)) is not Relation.DISPUTED
        or not _of_one_scale(one.quantity, two.quantity)
        or _of_others(one, two)
        or (one.kin and _of_both_sides(one.quantity, two.quantity))
    ):
        return False
    known = not one.dimension and not one.noun.startswith(UNKNOWN)
    if known and _near(one, two) and not (_rivals(one, two, figures, gists) or _rivals(two, one, figures, gists)):
        return True
    if one.dimension != "time" and _other_units(one, two):
        return False
    shared = gists.shared(one.claim, two.claim)
    return (
        shared >= (MOST_SHARED if one.dimension else MUCH)
        and not _better(one, two, figures, shared, gists)
        and not _better(two, one, figures, shared, gists)
    )


def _better(one: Figure, two: Figure, figures: Sequence[Figure], shared: float, gists: Gists) -> bool:
    """Whether the page of the first has another figure of the thing that the second may as well be told of."""
    return any(
        other is not one
        and other.voice.page == one.voice.page
        and _one_thing(other, two, gists)
        and not _same(other, one)
        and (_same(other, two) or gists.shared(other.claim, two.claim) > shared - AHEAD)
        for other in figures
    )


def _one_thing(one: Figure, two: Figure, gists: Gists) -> bool:
    """Whether two nouns may name one thing: the same, or words for people of one kind; or both measure in one way.

    Nouns that no vocabulary of figures knows are one by the common words and the beginnings that they share.
    """
    if one.dimension or two.dimension:
        return one.dimension == two.dimension
    if one.noun == two.noun:
        return True
    if one.noun.startswith(UNKNOWN) and two.noun.startswith(UNKNOWN):
        return not gists.counted(one.claim).isdisjoint(gists.counted(two.claim))
    return bool(one.kin and two.kin) and (one.kin == two.kin or "anybody" in (one.kin, two.kin))


def _bare(figure: Figure) -> Quantity:
    """The number under one name for people and things, which are told apart elsewhere."""
    quantity = figure.quantity
    return msgspec.structs.replace(quantity, unit=quantity.unit if figure.dimension else "item", of="")


def _same(one: Figure, two: Figure) -> bool:
    return compare_quantities(_bare(one), _bare(two)) <= Relation.REFINES


def _alike(one: Figure, two: Figure, gists: Gists) -> bool:
    """Whether equal figures of one thing are of one matter: by what is told of them, or by the number itself."""
    particular = _particular(one.quantity) and _particular(two.quantity)
    if not one.dimension and (particular or one.told & two.told):
        return True
    if _vague(one.quantity) or _vague(two.quantity):
        return gists.shared(one.claim, two.claim) >= MUCH  # "hundreds of thousands" meets many a figure
    if _other_units(one, two) and not one.quantity.modifier == two.quantity.modifier == "exact":
        return False
    return gists.shared(one.claim, two.claim) >= (LITTLE if particular else SOME)


def _vague(quantity: Quantity) -> bool:
    """Whether a number lies anywhere between one and another that is far from it."""
    low, high = quantity.low, quantity.high
    return low is not None and high is not None and high > VAGUE * low


def _other_units(one: Figure, two: Figure) -> bool:
    """Whether two measures are in different units: heights in metres, ways in kilometres."""
    return bool(one.dimension) and one.quantity.unit != two.quantity.unit


def _particular(quantity: Quantity) -> bool:
    """Whether a number is so little round that two accounts have it from one fact."""
    number = _number(quantity)
    return number > SMALL and (number % 10 != 0 or number > 100) and quantity.modifier == "exact"


def _near(one: Figure, two: Figure) -> bool:
    """Whether what is told of two figures is the same: a doing, or a place and a party where one tells of no doing."""
    if one.told and two.told:
        return bool(one.told & two.told)
    first, second = one.claim.subject, two.claim.subject
    return bool(first.place and first.place == second.place and set(first.parties) & set(second.parties))


def _of_others(one: Figure, two: Figure) -> bool:
    """Whether the figures are told of different parties: delegates whom one side sent and the other."""
    first, second = one.claim.subject.parties, two.claim.subject.parties
    return bool(first and second) and set(first).isdisjoint(second)


def _of_a_rule(one: Figure, two: Figure) -> bool:
    """Whether the figure that is no plan tells how things are set, not what came of a plan: "15 euros a tonne"."""
    standing = one if one.claim.polarity == "asserted" else two
    return standing.claim.polarity == "asserted" and bool(one.dimension) and standing.told <= SET


def _of_both_sides(one: Quantity, two: Quantity) -> bool:
    """ "Five officers from each", "all ten officers": people of one side, and of both."""
    less, more = sorted((_number(one), _number(two)))
    return more == 2 * less


def _rivals(one: Figure, two: Figure, figures: Sequence[Figure], gists: Gists) -> bool:
    """Whether the page of the first has another figure of the thing, which may be the one that the second is of."""
    return any(
        other.voice.page == one.voice.page
        and other.flags == two.flags
        and _one_thing(other, two, gists)
        and not _same(other, one)
        and (_same(other, two) or not other.told or not two.told or bool(other.told & two.told))
        for other in figures
    )


def _elsewhere(one: Figure, two: Figure, ground: Ground) -> bool:
    first, second = one.claim.subject, two.claim.subject
    if first.place and second.place and ground.geography.relation(first.place, second.place) == "apart":
        return True
    if one.claim.polarity == two.claim.polarity == "planned":
        return False  # the days named are those of other parts of the plan as well
    left, right = days_of(first.time), days_of(second.time)
    return left is not None and right is not None and left.gap(right) > NEWS


def _of_one_scale(one: Quantity, two: Quantity) -> bool:
    less, more = sorted((_number(one), _number(two)))
    return more <= SCALE * max(less, Decimal(1))


def _number(quantity: Quantity) -> Decimal:
    if quantity.low is not None:
        return quantity.low
    return quantity.high if quantity.high is not None else Decimal(0)
