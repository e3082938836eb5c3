"""Who holds how much of what: shares and areas under control."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import PartyMention, PlaceMention, QuantityMention, Subject
from .ground import amount
from .passage import Passage
from .scene import Draft, Scene
from .turns import denial, imagined, planned
from .words import Mark

TRIGGERS = (("act", "control"),)
AREA_UNITS = frozenset({"percent", "square-kilometre", "square kilometre", "square-mile", "square mile", "hectare"})
WHICH = frozenset({"which", "якої", "якого", "яких", "которой", "которого", "которых"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each share or area that a verb of control takes as its object."""
    for mention in passage.quantities:
        if mention.quantity.unit not in AREA_UNITS:
            continue
        verb = passage.nearest(passage.of("act", "control"), mention)
        if verb is None or passage.apart(verb, mention) > 10:
            continue
        if denial(passage, verb) is not None or imagined(passage, verb) or planned(passage, verb):
            continue
        holder = _holder(passage, scene, verb, mention)
        what = _what(passage, mention, verb)
        if holder is None or what is None:
            continue
        place, name = what
        measure = "share" if mention.quantity.unit == "percent" else "area"
        subject = Subject("area", (holder,), place, name=f"{measure} of {name} held by {holder}")
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, verb.start), max(end, verb.end)
        yield Draft("territory", subject, amount(mention, scene, "territory"), start, end, mention.start)


def _holder(passage: Passage, scene: Scene, verb: Mark, mention: QuantityMention) -> str | None:
    """The party in control: before the verb; after it in Ukrainian, Russian and the passive ("under X's control")."""
    parties = [p for p in passage.parties if not _owned(passage, p, mention)]
    before = [
        p
        for p in parties
        if (p.end <= verb.start and p.start >= mention.end) or p.end <= min(verb.start, mention.start)
    ]
    if before:
        near = max(before, key=lambda party: party.end)
        if passage.apart(near, verb) <= 8:
            return near.party
    after = [p for p in parties if p.start >= verb.end and passage.apart(p, verb) <= 3]
    return (
        after[0].party
        if after and (passage.reading.language != "en" or passage.word(verb.last) in ("by", "of"))
        else None
    )


def _owned(passage: Passage, party: PartyMention, mention: QuantityMention) -> bool:
    """Whether the party's name says whose land it is: "of Ukrainian territory"."""
    first = passage.first_word(party.start)
    after = mention.end <= party.start
    return after and passage.word(first - 1) in ("of", "the", "with") and passage.apart(mention, party) <= 3


def _what(passage: Passage, mention: QuantityMention, verb: Mark) -> tuple[str, str] | None:
    """The land measured, as (gazetteer id or "", name): the place after the figure, or before it with "which"."""
    near = [p for p in passage.places if passage.apart(p, mention) <= 6]
    before = [p for p in near if p.end <= mention.start]
    around = passage.words(passage.first_word(mention.start) - 2, passage.first_word(mention.end) + 4)
    if before and any(word in WHICH for word in around):
        return _land(before[-1])
    things: list[PlaceMention | PartyMention] = [*near, *passage.parties]
    after = [
        thing
        for thing in things
        if thing.start >= mention.end
        and passage.apart(thing, mention) <= 4
        and not any(sign in passage.reading.text[mention.end : thing.start] for sign in ",(;")
    ]
    if not after:
        return None
    first = min(after, key=lambda thing: (thing.start, isinstance(thing, PartyMention)))
    return ("", first.party) if isinstance(first, PartyMention) else _land(first)


def _land(mention: PlaceMention) -> tuple[str, str]:
    place = mention.place
    if place.precision == "country" and place.country:
        return place.id, place.country.lower()
    return place.id, place.name
