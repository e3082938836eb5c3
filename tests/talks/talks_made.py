"""Entries made by hand, from the words of forms."""

from __future__ import annotations

from datetime import date

from goodoffices.records import CaseParty, CaseSettings
from goodoffices.talks.entries import Anchor, Kept, entry_of
from goodoffices.talks.forms import Floor, said_of

SETTINGS = CaseSettings(
    name="Port Sable",
    zone="Europe/Zurich",
    parties=(
        CaseParty("north", "Norland", names=("Норланд",)),
        CaseParty("south", "Sudel", names=("Судель",)),
        CaseParty("east", "Ostland", role="mediator"),
    ),
)


PARTIES = {name.casefold(): party.id for party in SETTINGS.parties for name in (party.id, party.name, *party.names)}
FLOOR = Floor(PARTIES, "Europe/Zurich", date(2031, 4, 9))
SABLE = Anchor("port-sable-2031-04-09", "Port Sable", "2031-04-09", "2031-04-10")


def made(
    kind, recorded=0, room="joint", anchor=SABLE, source="rapporteur", corrects="", withdrawn=False, why="", **fields
):
    """An entry as the log holds it, entered at `recorded` microseconds."""
    typed = {name.replace("_", "-"): text for name, text in fields.items()}
    said, time = said_of(kind, typed, FLOOR)
    entry = entry_of(anchor, source, said, time=time, corrects=corrects, withdrawn=withdrawn, why=why)
    return Kept(entry, (room,), recorded)
