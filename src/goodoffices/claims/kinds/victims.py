"""Whose people a toll counts: "12 Israeli soldiers", "its own dead", three soldiers on Cambodian soil."""

from __future__ import annotations

from ...lexicon.concepts import vocabulary
from ...records import PartyMention, QuantityMention
from .dateline import heads_report
from .ground import SOIL, principal, who_counted
from .passage import Passage
from .scene import Scene
from .words import Mark

# Words by which somebody counts their own: "their dead", "lost 13 people", a ministry on losses.
OWN = ("their", "its", "own", "lost", "martyr", "втрат", "свої", "своїх", "потеря", "своих")
MINISTRY = ("ministry", "міністерств", "міноборон", "моз", "министерств", "минобороны", "минздрав")
LOST = ("lost", "martyr", "втратил", "втратив", "потерял")
MARTYR = ("martyr",)  # what reports call the dead of their own side
LIVES = ("life", "lives", "житт", "жизн")
BANK = ("side", "боці", "боку", "бік", "сторон")
ACROSS = frozenset({"on", "at", "на", "по", "з", "із", "с", "со"})
POSSESSIVE = frozenset({"its", "their", "our", "своїх", "своих", "наших"})


def befell(harm: Mark, passage: Passage, scene: Scene, mention: QuantityMention, *, told: bool = False) -> str:
    """What befell them, with their side where the text tells ("killed th"), `told` beside the figure."""
    side = victims(passage, scene, mention, harm, told=told)
    return harm.id if side is None else f"{harm.id} {side}"


def victims(passage: Passage, scene: Scene, mention: QuantityMention, harm: Mark, *, told: bool = False) -> str | None:
    """The side whose people are counted; `told`: by words beside the figure alone."""
    beside = next((p for p in passage.parties if _counted(passage, p, mention)), None)
    if beside is not None:
        return principal(beside.party)
    clause = passage.clause(mention.start)
    across = next((p for p in passage.parties if clause[0] <= p.start < clause[1] and _on_side(passage, p)), None)
    if across is not None:
        return principal(across.party)
    if harm.id not in ("killed", "wounded"):
        return None
    low, high = passage.clause(mention.start)
    soil = [p for p in passage.parties if low <= p.start < high and _soil(passage, p)]
    if soil and not told:
        return principal(soil[0].party)
    words = passage.words(passage.first_word(low), passage.first_word(high))
    # A ministry's figure for a place within the land counts everybody there.
    land = who_counted(passage, mention) == "soldier" or not any(
        place.place.precision != "country" and not heads_report(passage, place) for place in passage.places
    )
    own = LOST if told else (*OWN, *MINISTRY) if land else OWN
    lives = any(word.startswith(LIVES) for word in passage.words(harm.first, harm.last))
    if lives or not (any(word.startswith(own) for word in words) or of_its(passage, mention)):
        return None
    near = [p for p in passage.parties if low <= p.start and p.end <= mention.start]
    martyrs = any(word.startswith(MARTYR) for word in words)
    side = scene.side_at(passage, mention.start, mention.end) if martyrs or not near else near[-1].party
    if side is None and martyrs:
        side = scene.voices.sent_from()
    if side is None or vocabulary("parties").get(side, {}).get("kind") == "organisation":
        return None
    return principal(side)


def of_its(passage: Passage, mention: QuantityMention) -> bool:
    """ "40 of its men"."""
    last = passage.first_word(mention.end)
    return not POSSESSIVE.isdisjoint(passage.words(last, last + 2))


def _counted(passage: Passage, party: PartyMention, mention: QuantityMention) -> bool:
    """Whether the name stands in the figure's words or right after them, telling who is counted."""
    reading = passage.reading
    first, last = reading.word_at(party.start), reading.word_at(mention.end)
    after = 0 <= first - last <= 1 and "," not in reading.text[mention.end : party.start]
    if not (mention.start <= party.start < mention.end or after) or _soil(passage, party):
        return False
    return party.how in ("adjective", "people") or _fighters(passage, party)


def _on_side(passage: Passage, party: PartyMention) -> bool:
    """ "on the Indian side", "на індійському боці": one side of a border, told by an adjective."""
    first, after = passage.first_word(party.start), passage.word(passage.first_word(party.end))
    if party.how != "adjective" or not after.startswith(BANK):
        return False
    return not ACROSS.isdisjoint(passage.words(first - 2, first)) and "," not in passage.reading.text[party.start - 1]


def _soil(passage: Passage, party: PartyMention) -> bool:
    return party.how == "adjective" and passage.word(passage.first_word(party.end)).startswith(SOIL)


def _fighters(passage: Passage, party: PartyMention) -> bool:
    """ "21 Hamas operatives": a name right before those who fight for it."""
    after = passage.first_word(party.end)
    return any(mark.first == after and mark.id == "soldier" for mark in passage.marks.get("who", ()))
