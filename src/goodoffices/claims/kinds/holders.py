"""Who is meant by "the army" and "the rebels": the land and the movement of the page."""

from __future__ import annotations

from ...lexicon.concepts import vocabulary
from .passage import Passage
from .scene import Scene

ARMY = frozenset(
    {"army", "military", "troops", "government", "junta", "уряд", "военные", "військові", "хунта", "хунты", "хунти"}
)
ARMIES = ("armed", "армі", "арми", "урядов", "правительственн", "збройн", "вооруженн")
REBELS = (
    "rebel", "insurgent", "militia", "opposition", "self-defen", "повстан", "бойовик", "самооборон", "ополчен",
    "опозиц", "заколотник", "боевик", "мятежник", "оппозиц",
)  # fmt: skip


def army(passage: Passage, scene: Scene) -> str | None:
    """The land whose army is meant by "the army" on a page about one land's war."""
    words = passage.words(passage.sentence.first, passage.sentence.last)
    if any(word in ARMY or word.startswith(ARMIES) for word in words):
        return land_of(scene)
    return None


def land_of(scene: Scene) -> str | None:
    """The land that the page names most, itself or by its places and movements."""
    known = vocabulary("parties")
    counts: dict[str, int] = {}
    for mention in scene.mentions.parties:
        land = str(known.get(mention.party, {}).get("home") or (mention.party if len(mention.party) == 2 else ""))
        if land:
            counts[land] = counts.get(land, 0) + 1
    for spot in scene.mentions.places:
        land = spot.place.country.lower()
        if land:
            counts[land] = counts.get(land, 0) + 1
    stage = scene.stage
    venue = stage.place.country.lower() if stage.place is not None else ""
    venue = "" if venue in stage.parties else venue
    lands = {land: count for land, count in counts.items() if land != venue} or counts
    return min(lands, key=lambda land: (-lands[land], land)) if lands else None


def rebels(scene: Scene) -> str:
    """The one movement that the page names, else rebels."""
    known = vocabulary("parties")
    named = {m.party for m in scene.mentions.parties if known.get(m.party, {}).get("kind") == "movement"}
    return next(iter(named)) if len(named) == 1 else "rebels"
