"""Who holds how much of what: shares, areas and points under control; towns are in towns.py."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import PartyMention, PlaceMention, QuantityMention, Subject
from .ground import amount, principal
from .holders import REBELS, army, land_of, rebels
from .passage import Passage
from .scene import Draft, Scene
from .towns import towns_held
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("act", "control"),)
AREA_UNITS = frozenset({"percent", "square-kilometre", "square kilometre", "square-mile", "square mile", "hectare"})
WHICH = frozenset({"which", "якої", "якого", "яких", "которой", "которого", "которых"})
ITS_TOWN = frozenset({"city", "town", "міста", "містечка", "города", "городка", "посёлка", "поселка"})
POSTS = ("position", "outpost", "hill", "post", "point", "village", "settlement", "hamlet", "town", "пункт", "точ",
         "позиц", "висот", "высот", "сел", "сёл", "пост", "населен")  # fmt: skip
NATION = frozenset("country nation країни країну країною країні страны страну страной стране".split())


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each share or area that a verb of control takes as its object, and for each town."""
    measured = False
    for mention in passage.quantities:
        posts = mention.quantity.unit == "item" and _posts(passage, mention)
        if mention.quantity.unit not in AREA_UNITS and not posts:
            continue
        measured = True
        verb = _verb(passage, mention)
        if verb is None or passage.apart(verb, mention) > 14:
            continue
        if denial(passage, verb) is not None or imagined(passage, verb) or planned(passage, verb):
            continue
        holder = _holder(passage, scene, verb, mention)
        what = _what(passage, scene, mention, verb, holder)
        if holder is None or what is None:
            continue
        holder = principal(holder)
        place, name = what
        measure = "posts" if posts else "share" if mention.quantity.unit == "percent" else "area"
        subject = Subject("area", (holder,), place, name=f"{measure} of {name} held by {holder}")
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, verb.start), max(end, verb.end)
        of = "post" if posts else "territory"
        yield Draft("territory", subject, amount(mention, scene, of), start, end, mention.start)
    if not measured:
        yield from towns_held(passage, scene)


def _posts(passage: Passage, mention: QuantityMention) -> bool:
    """Whether points, hills or villages are counted: "five hilltop positions", "семь точек"."""
    first, last = passage.first_word(mention.start), passage.first_word(mention.end)
    return any(word.startswith(POSTS) for word in passage.words(first + 1, last + 2))


def _verb(passage: Passage, mention: QuantityMention) -> Mark | None:
    """The verb of control of the figure's own clause, else the nearest of the sentence."""
    verbs = passage.of("act", "control")
    low, high = passage.clause(mention.start)
    own = [verb for verb in verbs if low <= verb.start < high]
    return passage.nearest(own or verbs, mention)


def _holder(passage: Passage, scene: Scene, verb: Mark, mention: QuantityMention) -> str | None:
    """The party in control: before the verb; after it in Ukrainian, Russian and the passive ("under X's control")."""
    parties = [p for p in passage.parties if not _owned(passage, p, mention)]
    after = [p for p in parties if p.start >= verb.end and passage.apart(p, verb) <= 3]
    if after and (passage.reading.language != "en" or passage.word(verb.last) in ("by", "of")):
        noun = verb.last - verb.first > 1 or passage.reading.words[verb.first].endswith(
            ("ий", "ій", "ої", "ой", "ых", "их", "ная", "ному")
        )
        if noun or not any(p.end <= verb.start for p in parties):
            return after[0].party
    before = [
        p
        for p in parties
        if (p.end <= verb.start and p.start >= mention.end) or p.end <= min(verb.start, mention.start)
    ]
    if before:
        near = max(before, key=lambda party: party.end)
        if passage.apart(near, verb) <= 10:
            return near.party
    words = passage.words(passage.sentence.first, passage.sentence.last)
    if any(word.startswith(REBELS) for word in words):
        return rebels(scene)
    return army(passage, scene)


def _owned(passage: Passage, party: PartyMention, mention: QuantityMention) -> bool:
    """Whether the party's name says whose land it is: "of Ukrainian territory"."""
    first = passage.first_word(party.start)
    after = mention.end <= party.start
    near = passage.apart(mention, party) <= 3
    if after and near and not LAND.isdisjoint(passage.words(first - 2, first)):
        return True
    return after and passage.word(first - 1) in ("of", "the", "with") and near


LAND = frozenset("territory land area території землі площі территории земли площади".split())


def _what(
    passage: Passage, scene: Scene, mention: QuantityMention, verb: Mark, holder: str | None
) -> tuple[str, str] | None:
    """The land measured, as (gazetteer id or "", name): the place after the figure, or before it with "which"."""
    near = [p for p in passage.places if passage.apart(p, mention) <= 8]
    before = [p for p in near if p.end <= mention.start]
    around = passage.words(passage.first_word(mention.start) - 2, passage.first_word(mention.end) + 4)
    if before and not WHICH.isdisjoint(around):
        return _land(before[-1])
    things: list[PlaceMention | PartyMention] = [*near, *passage.parties]
    after = [
        thing
        for thing in things
        if thing.start >= mention.end
        and passage.apart(thing, mention) <= 4
        and not any(sign in passage.reading.text[mention.end : thing.start] for sign in ",(;")
    ]
    after = [
        thing for thing in after if not (isinstance(thing, PartyMention) and thing.party == holder and _only(after))
    ]
    if after:
        first = min(after, key=lambda thing: (thing.start, isinstance(thing, PartyMention)))
        return ("", first.party) if isinstance(first, PartyMention) else _land(first)
    if any(
        word in NATION for word in passage.words(passage.first_word(mention.end), passage.first_word(mention.end) + 5)
    ):
        land = land_of(scene)
        return ("", land) if land is not None else None
    last = passage.first_word(mention.end)
    if not ITS_TOWN.isdisjoint(passage.words(last, last + 3)):
        town = scene.town_before(mention.start)
        if town is not None:
            return _land(town)
    low, high = passage.clause(mention.start)
    own = [p for p in passage.places if low <= p.start < high] or list(near)
    if own:
        return _land(passage.nearest(own, mention) or own[0])
    others = [p for p in passage.parties if p.party != holder]
    return ("", (passage.nearest(others, mention) or others[0]).party) if others else None


def _only(things: list[PlaceMention | PartyMention]) -> bool:
    return len(things) > 1


def _land(mention: PlaceMention) -> tuple[str, str]:
    place = mention.place
    if place.precision == "country" and place.country:
        return place.id, place.country.lower()
    return place.id, place.name
