"""Whose word a statement is: the speaker inside the text, the channel, and who told the outlet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...records import PartyMention, PersonMention, Quote
from .. import upstream as links
from .passage import Passage
from .words import Mark, trait

CHANNELS = frozenset({"reporters", "journalists"})


class Voice(NamedTuple):
    """`speaker`: person or party id. `upstream`: see claims/upstream.py. `hedge`: the words of reserve, if any."""

    speaker: str | None
    upstream: tuple[str, ...]
    channel: str | None
    hedge: str


class Voices:
    """Finds the voice of any character of a page. `own`: the page's own outlet; `wires`: agencies it credits."""

    def __init__(self, own: str, wires: tuple[str, ...], sides: Mapping[str, str]) -> None:
        self._own = links.known_outlet(own)
        self._wires = tuple(links.wire(name) for name in wires)
        self._sides = sides

    def at(self, passage: Passage, start: int, end: int) -> Voice:
        """The voice of characters [start, end) of the passage."""
        quote = _innermost(passage, start)
        speaker = quote.speaker if quote is not None else None
        channel = quote.channel if quote is not None else None
        tellers = self._tellers(passage, start, quote)
        if quote is None or (speaker is None and not quote.speaker_text):
            speaker = speaker or self._governing(passage, start)
        chain = [link for link in tellers if not link.startswith("unnamed:") or link.endswith(":media")]
        known = links.known_outlet(channel or "")
        if known and links.named(known) not in chain and known != self._own:
            chain.append(links.named(known))
        unnamed = [link for link in tellers if link.startswith("unnamed:") and not link.endswith(":media")]
        if speaker is not None:
            chain.append(speaker)
        elif unnamed:
            chain.append(unnamed[-1])
            speaker = links.state_of(unnamed[-1])
        if not any(link.startswith(("agency:", "outlet:")) for link in chain):
            chain = [*self._wires, *chain]
        return Voice(speaker, tuple(chain), channel, _hedge(passage, start))

    def _tellers(self, passage: Passage, start: int, quote: Quote | None) -> list[str]:
        found: list[str] = []
        for mark in passage.marks.get("teller", ()):
            if mark.start <= start < mark.end or mark.id == self._own:
                continue
            if quote is not None and quote.kind != "indirect" and quote.start <= mark.start < quote.end:
                continue
            kind = trait("upstreams", mark.id, "kind")
            if not _reports(passage, mark, start):
                continue
            if kind == "unnamed":
                role = trait("upstreams", mark.id, "role")
                found.append(links.unnamed(role, _party_before(passage, mark)))
            else:
                found.append(links.named(mark.id))
        return list(dict.fromkeys(found))

    def _governing(self, passage: Passage, start: int) -> str | None:
        """The person or party whose verb of speech governs the character, where no quotation says so."""
        for cue in passage.marks.get("cue", ()):
            if any(quote.start <= cue.start < quote.end for quote in passage.quotes):
                continue
            who = _speaker_of(passage, cue)
            if who is None or who.start <= start < who.end:
                continue
            if _governs(passage, cue, who, start):
                return who.person if isinstance(who, PersonMention) else who.party
        return None


def _innermost(passage: Passage, start: int) -> Quote | None:
    best: Quote | None = None
    for quote in passage.quotes:
        if quote.start <= start < quote.end and (
            best is None or best.speaker is None or quote.end - quote.start < best.end - best.start
        ):
            if best is not None and quote.speaker is None and not quote.speaker_text:
                continue
            best = quote
    return best


def _reports(passage: Passage, mark: Mark, start: int) -> bool:
    """Whether a verb of speech stands by the teller, and the words at `start` are what it tells."""
    for cue in passage.marks.get("cue", ()):
        if -1 <= cue.first - mark.last <= 5 or 0 <= mark.first - cue.last <= 5:
            if trait("upstreams", mark.id, "kind") != "unnamed" or cue.id == "according":
                return True
            # "A Ukrainian official confirmed ..." tells what follows; ", officials said" what went before.
            return cue.start < start or passage.clause(start) != passage.clause(cue.start) or mark.start > start
    text = passage.reading.text[passage.start : passage.end]
    return text.startswith("(") or text.endswith(")")


def _party_before(passage: Passage, mark: Mark) -> str:
    for party in passage.parties:
        between = passage.reading.word_at(mark.start) - passage.reading.word_at(party.end)
        inside = mark.start <= party.start < mark.end
        beside = party.end <= mark.start and between <= 2 and "," not in passage.reading.text[party.end : mark.start]
        if inside or beside:
            return party.party
        if party.start >= mark.end and passage.reading.word_at(party.start) - mark.last <= 1:
            return party.party
    return ""


def _speaker_of(passage: Passage, cue: Mark) -> PersonMention | PartyMention | None:
    reading = passage.reading
    best: PersonMention | PartyMention | None = None
    least = 4
    pool: list[PersonMention | PartyMention] = [*passage.persons, *passage.parties]
    for who in pool:
        if isinstance(who, PartyMention) and who.how == "adjective":
            continue
        first, after = reading.word_at(who.start), reading.word_at(who.end)
        if cue.id == "according":
            apart = first - cue.last if first >= cue.last else 9
        elif after <= cue.first:
            apart = cue.first - after
            if any(sign in reading.text[who.end : cue.start] for sign in ".;"):
                apart = 9
        else:
            apart = (first - cue.last) * 2 if first - cue.last <= 1 else 9
        if apart < least:
            best, least = who, apart
    return best


def _governs(passage: Passage, cue: Mark, who: PersonMention | PartyMention, start: int) -> bool:
    text = passage.reading.text
    if cue.id == "according":
        return True
    if start < min(cue.start, who.start):
        return "," in text[start : min(cue.start, who.start)]
    return start >= cue.end


def _hedge(passage: Passage, start: int) -> str:
    hedges = passage.marks.get("hedge")
    if not hedges:
        return ""
    low, high = passage.clause(start)
    for mark in hedges:
        if low <= mark.start < high or mark.id in ("according-to", "reportedly"):
            return passage.reading.text[mark.start : mark.end]
    return ""
