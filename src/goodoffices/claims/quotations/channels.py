"""The way words came: a platform, an agency, a statement; kept apart from speaker and cue."""

from __future__ import annotations

from .cues import Cue
from .sheet import Sheet, channel_label
from .speakers import Speaker

_WITH = frozenset("with to by via through for cited quoted з із для в с агентству".split())
_WEAK = ("channel.statement", "channel.interview", "channel.press-conference")


def channel_of(sheet: Sheet, cue: Cue, known: dict[str, tuple[int, str]], speaker: Speaker) -> str | None:
    """The channel named beside the cue; for "wrote" without one, that of the same speaker in the paragraph."""
    found = _beside(sheet, cue)
    who = speaker.ref or speaker.text
    if found is None:
        before = known.get(who)
        written = cue.kind.written
        if written and before is not None and 0 <= cue.sentence.index - before[0] <= 2:
            return before[1]
        return None
    known[who] = (cue.sentence.index, found)
    return found


def _beside(sheet: Sheet, cue: Cue) -> str | None:
    """Platforms before statements and briefings; an agency only where it took or passed on the words."""
    start, stop = cue.sentence.first, cue.sentence.last
    for first, last in cue.content:
        if first >= cue.last:
            stop = min(stop, first)
        elif last <= cue.first:
            start = max(start, last)
    weak = None
    for first, last, concept in sheet.channels_between(start, stop):
        if concept == "channel.x" and not _letter_x(sheet, first, last):
            continue
        label = channel_label(concept)
        if concept.startswith("agency."):
            if not concept.endswith(".generic") and _agency_between(sheet, cue, first):
                return label
            continue
        if concept in _WEAK:
            weak = weak or label
            continue
        return label
    return weak


def _letter_x(sheet: Sheet, first: int, last: int) -> bool:
    words = [sheet.text[sheet.starts[k] : sheet.ends[k]] for k in range(first, last)]
    return not any(word == "x" for word in words)


def _agency_between(sheet: Sheet, cue: Cue, first: int) -> bool:
    """ "told Reuters", "in an interview with AP", "RIA cited X", "TASS reported"."""
    phrase = cue.phrase
    if phrase is not None and phrase.first <= first < phrase.last:
        return True
    upstream = cue.upstream
    if upstream is not None and upstream.first <= first < upstream.last:
        return True
    if cue.kind.takes in ("told", "clause", "either") and cue.last <= first <= cue.last + 4:
        return True
    if cue.kind.takes == "cited" and cue.last <= first <= cue.last + 8:
        return True
    if first and sheet.words[first - 1] in _WITH:
        return True
    return any(
        other.phrase is not None
        and other.phrase.first <= first < other.phrase.last
        and other.first > cue.first
        and all(last <= other.first for _, last in other.content)
        and other.right == other.sentence.last
        for other in sheet.sentence_cues(cue)
    )
