"""Whose word a statement is: the speaker inside the text, the channel, and who told the outlet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from ...records import PartyMention, PersonMention, Quote
from .. import upstream as links
from .bodies import Bodies
from .passage import Passage, Stretch, governed
from .words import Mark, trait

CONTRAST = frozenset("while whereas а тоді тогда натомість".split())
AGAINST = CONTRAST | frozenset("after following before після после перед".split())
LATIN = re.compile(r"\s{1,3}[«\"„“]?([A-Z][A-Za-z]{1,20}(?: [A-Z][A-Za-z]{1,20}){0,3})")
AGENCIES = "agencies"
TELLING = frozenset({"said", "according"})
SOCIAL = ("social", "соц")


class Voice(msgspec.Struct, frozen=True):
    """`speaker`: person or party id. `upstream`: see claims/upstream.py. `hedge`: the words of reserve, if any."""

    speaker: str | None
    upstream: tuple[str, ...]
    channel: str | None
    hedge: str

    def speaker_party(self, sides: Mapping[str, str]) -> str | None:
        """The speaker's party."""
        return None if self.speaker is None else sides.get(self.speaker, self.speaker)


class Voices:
    """Finds the voice of any character of a page. `own`: the page's own outlet; `wires`: agencies it credits."""

    def __init__(self, own: str, wires: tuple[str, ...], sides: Mapping[str, str], bodies: Bodies) -> None:
        self._own = links.known_outlet(own)
        # "And agencies" adds nobody to the agency that is named.
        self._wires = tuple(links.wire(name) for name in wires if name.lower() != AGENCIES or len(wires) == 1)
        self._bodies = bodies
        self._sides = sides

    def at(self, passage: Passage, start: int, end: int) -> Voice:
        """The voice of characters [start, end) of the passage."""
        quote = (_innermost(passage, start) or _around_insertion(passage, start)) if passage.quotes else None
        if quote is not None and quote.kind == "indirect":
            quote = None if _set_against(passage, quote, start) else _own_account(passage, quote, start)
        speaker = quote.speaker if quote is not None else None
        channel = quote.channel if quote is not None else None
        tellers = self._told(passage, start, quote) if "cue" in passage.marks else []
        gapped = _gapped(passage, start) if quote is None or quote.kind == "indirect" else None
        if gapped is not None:
            return Voice(gapped, (*self._wires, gapped), None, _hedge(passage, start))
        if quote is not None and speaker is None and quote.speaker_text:
            speaker = self._bodies.party(passage.reading, quote.speaker_text, start)
        if quote is None or (speaker is None and not quote.speaker_text):
            speaker = speaker or self._governing(passage, start)
        chain = [link for link in tellers if _named(link)] if tellers else []
        known = links.known_outlet(channel) if channel else ""
        if known and links.named(known) not in chain and known != self._own:
            chain.append(links.named(known))
        unnamed = [link for link in tellers if link not in chain] if tellers else []
        if speaker is not None:
            chain.append(speaker)
        elif unnamed:
            chain.append(unnamed[-1])
            speaker = links.state_of(unnamed[-1])
        if self._wires and not any(link.startswith(("agency:", "outlet:")) for link in chain):
            chain = [*self._wires, *chain]
        return Voice(speaker, tuple(chain), channel, _hedge(passage, start))

    def sent_from(self) -> str | None:
        """The land, if it is a party, from which the report is sent."""
        return self._bodies.sent_from()

    def _told(self, passage: Passage, start: int, quote: Quote | None) -> list[str]:
        """Those who told, known to the vocabulary and not."""
        tellers = self._tellers(passage, start, quote) if "teller" in passage.marks else []
        return [*tellers, *_foreign(passage)] if "according" in passage.ids else tellers

    def _tellers(self, passage: Passage, start: int, quote: Quote | None) -> list[str]:
        """Those who told: in the clause of the character, else in its sentence; those cited count in either."""
        near: list[str] = []
        far: list[str] = []
        cited: list[str] = []
        tellers = passage.marks["teller"]
        low, high = passage.clause(start)
        for index, mark in enumerate(tellers):
            if mark.start <= start < mark.end or mark.id == self._own:
                continue
            if quote is not None and quote.kind != "indirect" and quote.start <= mark.start < quote.end:
                continue
            cue = _cue_of(passage, mark, start)
            if cue is None or _renamed(mark, tellers[max(index - 1, 0) : index + 2]):
                continue
            if passage.word(mark.first - 1).startswith(SOCIAL):
                continue
            link = self._link(passage, mark)
            if cue.id == "according":
                cited.append(link)
            else:
                (near if low <= mark.start < high else far).append(link)
        return list(dict.fromkeys([*(near or far), *cited]))

    def _link(self, passage: Passage, mark: Mark) -> str:
        if trait("upstreams", mark.id, "kind") != "unnamed":
            return links.named(mark.id)
        return links.unnamed(trait("upstreams", mark.id, "role"), _party_before(passage, mark))

    def _governing(self, passage: Passage, start: int) -> str | None:
        """The person or party whose verb of speech governs the character, where no quotation says so."""
        for cue in passage.marks.get("cue", ()):
            if any(quote.start <= cue.start < quote.end for quote in passage.quotes):
                continue
            who = _speaker_of(passage, cue)
            if who is None or who.start <= start < who.end:
                continue
            if _governs(passage, cue, who, start) and not _other_side(passage, cue, start):
                return who.person if isinstance(who, PersonMention) else who.party
        return None


def _named(link: str) -> bool:
    return not link.startswith("unnamed:") or link.endswith(":media")


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


def _around_insertion(passage: Passage, start: int) -> Quote | None:
    """The reported words that go on after "за версією хунти," inside them."""
    for quote in reversed(passage.quotes):
        if quote.kind == "indirect" and quote.end <= start:
            between = passage.reading.text[quote.end : start]
            inserted = any(cue.id == "according" and quote.end <= cue.start < start for cue in passage.of("cue"))
            return quote if inserted and between.lstrip().startswith(",") and between.count(",") > 1 else None
    return None


def _own_account(passage: Passage, quote: Quote, start: int) -> Quote:
    """Of "..., by A's account, lasted an hour, by B's two": the words before `start` name whose account it is."""
    inside = [cue for cue in passage.of("cue", "according") if quote.start < cue.start < start]
    if not inside:
        return quote
    earlier = [
        other
        for other in passage.quotes
        if other is not quote
        and other.kind == "indirect"
        and quote.start <= other.start < other.end <= inside[-1].start
    ]
    return earlier[-1] if earlier else quote


def _gapped(passage: Passage, start: int) -> str | None:
    """The party of "..., Баку — про одного загиблого": the same verb of speech, left out."""
    if passage.ids.isdisjoint(TELLING) or not passage.parties:
        return None
    text = passage.reading.text
    for party in passage.parties:
        gap = text[party.end : start]
        if party.end <= start and len(gap) < 25 and gap.lstrip().startswith(("—", "–", "- ")):
            return party.party
    return None


def _foreign(passage: Passage) -> list[str]:
    """Outlets that no vocabulary knows, in Latin letters after "за інформацією", "со ссылкой на"."""
    if passage.reading.language == "en":
        return []
    found = []
    for cue in passage.of("cue", "according"):
        match = LATIN.match(passage.reading.text, cue.end)
        if match is not None and not any(cue.last <= t.first <= cue.last + 2 for t in passage.of("teller")):
            found.append("outlet:" + "-".join(match.group(1).lower().split()))
    return found


def _renamed(mark: Mark, beside: Sequence[Mark]) -> bool:
    """ "Russian state news agency RIA": only describes an agency that is named right beside it."""
    return trait("upstreams", mark.id, "role") == "media" and any(
        trait("upstreams", other.id, "kind") != "unnamed"
        and (0 <= other.first - mark.last <= 1 or 0 <= mark.first - other.last <= 1)
        for other in beside
    )


def _set_against(passage: Passage, quote: Quote, start: int) -> bool:
    """Whether "while ..." sets the words at `start` against the reported ones before them."""
    low, _ = passage.clause(start)
    return low > quote.start and passage.word(passage.first_word(low)) in AGAINST


def _other_side(passage: Passage, cue: Mark, start: int) -> bool:
    """Whether "while ..." tells of another, whom the verb of speech before it does not speak for."""
    low, _ = passage.clause(start)
    first = passage.first_word(low)
    opposed = any(
        low < party.start < start and passage.apart(Stretch(low, low), party) <= 2 for party in passage.parties
    )
    return cue.end <= low and opposed and passage.word(first) in CONTRAST


def _cue_of(passage: Passage, mark: Mark, start: int) -> Mark | None:
    """The verb of speech or the "citing" by the teller, when what stands at `start` is what it tells."""
    unnamed = trait("upstreams", mark.id, "kind") == "unnamed"
    for cue in passage.marks.get("cue", ()):
        if not (-1 <= cue.first - mark.last <= 5 or 0 <= mark.first - cue.last <= 5):
            continue
        if cue.id == "according" or not unnamed:
            return cue
        # "A Ukrainian official confirmed ..." tells what follows; "..., officials said" what went before.
        if cue.start < start or (mark.start > start and _closing(passage, min(cue.start, mark.start), cue)):
            return cue
    return None


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
        if isinstance(who, PartyMention) and (who.how == "adjective" or (cue.id == "said" and governed(passage, who))):
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


def _closing(passage: Passage, start: int, cue: Mark) -> bool:
    """Whether an attribution closes the sentence: "..., the Kremlin confirmed on Monday", "..., заявил он"."""
    head = passage.reading.text[passage.start : start].rstrip().removesuffix("the").removesuffix("The").rstrip()
    low, _ = passage.clause(cue.start)
    if not head.endswith((",", "”", "»", '"', "—", "–", "-")) and "," not in passage.reading.text[low:start]:
        return False
    comma = passage.reading.text.find(",", cue.end, passage.end)
    stop = passage.first_word(comma) if comma >= 0 else passage.sentence.last
    return min(stop, passage.sentence.last) - cue.last <= 8


def _governs(passage: Passage, cue: Mark, who: PersonMention | PartyMention, start: int) -> bool:
    text = passage.reading.text
    if cue.id == "according":
        # "За версією A ..., за версією B ...": each account has its own.
        others = [other for other in passage.of("cue", "according") if other.end <= start]
        return cue.start <= start or not others
    if start < min(cue.start, who.start):
        return _closing(passage, min(cue.start, who.start), cue)
    return start >= cue.end and not any(sign in text[cue.end : start] for sign in ";")


def _hedge(passage: Passage, start: int) -> str:
    hedges = passage.marks.get("hedge")
    if not hedges:
        return ""
    low, high = passage.clause(start)
    for mark in hedges:
        if low <= mark.start < high or mark.id in ("according-to", "reportedly"):
            return passage.reading.text[mark.start : mark.end]
    return ""
