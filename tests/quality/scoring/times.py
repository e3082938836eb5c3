"""Times: the same stretch of text, an equal value."""

from __future__ import annotations

from datetime import datetime

from .located import Located, overlap
from .tally import Tally


def score_times(tally: Tally, located: Located) -> None:
    """`times` (right: words overlap and value equal; found: also what is no time or not in a kept line)."""
    tally.count("times")
    mentions = located.result.mentions.times
    used: set[int] = set()
    for gold in located.page.times:
        span = located.span(gold.words) or (0, 0)
        hits = [k for k, one in enumerate(mentions) if overlap((one.start, one.end), span)]
        right = [k for k in hits if any(equal(value, mentions[k].value) for value in gold.values)]
        used.update(hits)
        if gold.optional:
            continue
        tally.count("times", int(bool(right)), 1, int(bool(hits)))
        if not right:
            got = "; ".join(f"{mentions[k].text!r} {mentions[k].value}" for k in hits) or "not found"
            tally.miss(gold.words.line, "times", f"{gold.words.text!r} {' | '.join(gold.values)}", got)
    for k, one in enumerate(mentions):
        if k not in used:
            tally.count("times", found=1)
            tally.miss(located.line(one.start), "times", "no time", f"{one.text!r} {one.value}")


def equal(expected: str, got: str) -> bool:
    """Equal but for marks of doubt; clock times with an offset as instants; `*` at the end takes any rest."""
    left, right = _plain(expected), _plain(got)
    if left.endswith("*"):
        return right.startswith(left[:-1])
    if left == right:
        return True
    ours, theirs = left.split("/"), right.split("/")
    return len(ours) == len(theirs) and all(_instant(a) == _instant(b) for a, b in zip(ours, theirs, strict=True))


def _plain(value: str) -> str:
    return value.replace("~", "").replace("?", "").replace("%", "").strip()


def _instant(value: str) -> datetime | str:
    """The instant of a clock time; one without an offset, or no clock time, stays as it is written."""
    if "T" not in value or value.startswith(("P", "T")):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment if moment.tzinfo else moment.isoformat()
