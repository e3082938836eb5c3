"""Names of events in English, from kind, place, parties and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..lexicon.concepts import label, vocabulary
from ..lexicon.parties import party_labels
from ..records import Annotated, CaseSettings, EventKind, Place
from .days import Days

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NOUNS: dict[str, str] = {
    "round": "talks", "sitting": "session", "meeting": "meeting", "statement": "statement", "strike": "strike",
    "exchange": "prisoner exchange", "agreement": "agreement", "announcement": "announcement",
}  # fmt: skip


def party_names(pages: Iterable[Annotated], settings: CaseSettings) -> dict[str, str]:
    """The English name of every party that the pages or the case name."""
    named = {mention.party for page in pages for mention in page.mentions.parties}
    named.update(party.id for party in settings.parties)
    return {party: party_labels(party, settings)["en"] for party in sorted(named)}


def day_text(days: Days) -> str:
    """`17 February 2026`, `17-18 February 2026`, `31 January - 2 February 2026` (en dashes)."""
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    tail = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return tail
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tail}"
    head = f"{first.day} {MONTHS[first.month - 1]}"
    return f"{head} – {tail}" if first.year == last.year else f"{head} {first.year} – {tail}"


def event_name(
    kind: EventKind,
    place: Place | None,
    parties: Iterable[str],
    days: Days | None,
    names: Mapping[str, str],
    topic: str = "",
) -> str:
    """`Geneva talks, 17-18 February 2026`; parties stand in where no place is known. `topic`: what was announced."""
    noun = _NOUNS[kind]
    who = ", ".join(names.get(party, party) for party in parties)
    if kind in ("round", "sitting"):
        head = f"{place.name} {noun}" if place else f"{noun.capitalize()} of {who}" if who else noun.capitalize()
    else:
        head = noun.capitalize()
        if kind in ("announcement", "agreement") and topic:
            head += ": " + ", ".join(_topic(ident) for ident in topic.split("+"))
        if kind == "meeting" and who:
            head += f" of {who}"
        if place:
            head += f", {place.name}" if topic else f" in {place.name}"
        elif kind in ("exchange", "agreement", "announcement") and who and not topic:
            head += f": {who}"
    if days is None:
        return head
    return f"{head}, {day_text(days)}"


def _topic(ident: str) -> str:
    return label("outcomes" if ident in vocabulary("outcomes") else "issues", ident, "en").replace("-", " ")
