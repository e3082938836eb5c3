"""Paragraphs that a page gives twice: word for word, nearly so, as a pull quote or as a teaser cut short.

Candidates share five words at the beginning, in the middle or at the end; each is then compared word by word,
so the cost grows with the number of lines, not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from .drafts import Draft
from .page_words import words_of

SHORTEST = 5
NEAR_SHORTEST = 8
PROBE = 5
_REACH = 2  # lines: an advertisement may part a paragraph from the next
_MOST_CANDIDATES = 8


def mark_repeats(drafts: Sequence[Draft]) -> None:
    """Give every repeated line the class duplicate; the copy that stands in the run of the text is kept."""
    open_lines = [draft for draft in drafts if draft.free and len(draft.words) >= SHORTEST]
    _exact(drafts, open_lines)
    _short(drafts)
    _near([draft for draft in open_lines if draft.free and len(draft.words) >= NEAR_SHORTEST])


def _exact(drafts: Sequence[Draft], open_lines: Sequence[Draft]) -> None:
    groups: dict[tuple[str, ...], list[Draft]] = {}
    for draft in open_lines:
        groups.setdefault(tuple(draft.words), []).append(draft)
    if len(groups) == len(open_lines):
        return
    place = {id(draft): index for index, draft in enumerate(drafts)}
    for copies in groups.values():
        if len(copies) > 1 and not _asked_again(copies, drafts, place):
            kept = _kept(copies, drafts, place)
            for copy in copies:
                if copy is not kept:
                    copy.take("duplicate", f"same words as line {kept.number}")


def _short(drafts: Sequence[Draft]) -> None:
    """Sentences of three or four words beside a duplicate, said before: the copy goes on with them."""
    seen: dict[tuple[str, ...], int] = {}
    for before, draft in pairwise(drafts):
        if not 3 <= len(draft.words) < SHORTEST or not draft.free or not draft.closed:
            continue
        earlier = seen.setdefault(tuple(draft.words), draft.number)
        if earlier != draft.number and before.kind == "duplicate":
            draft.take("duplicate", f"same words as line {earlier}")


def _asked_again(copies: Sequence[Draft], drafts: Sequence[Draft], place: dict[int, int]) -> bool:
    """Whether the copies are a formula, not a copy: a question put to several people, a line of every entry of a list.

    It comes again, what follows it does not.
    """
    if len(copies) < 3 and len(copies[0].words) >= NEAR_SHORTEST and not copies[0].text.endswith("?"):
        return False
    answers = {tuple(drafts[at].words) for copy in copies if (at := place[id(copy)] + 1) < len(drafts)}
    return len(answers) >= len(copies)


def _kept(copies: Sequence[Draft], drafts: Sequence[Draft], place: dict[int, int]) -> Draft:
    """The first copy, unless it stands alone while another stands in running text."""
    for copy in copies:
        index = place[id(copy)]
        above, below = range(index - 1, max(-1, index - 1 - _REACH), -1), range(index + 1, index + 1 + _REACH)
        for side in (above, below):
            free = next((drafts[at] for at in side if at < len(drafts) and drafts[at].free), None)
            if free is not None and free.prose:
                return copy
    return copies[0]


def _near(open_lines: Sequence[Draft]) -> None:
    seen: dict[tuple[str, ...], list[Draft]] = {}
    for draft in open_lines:
        words, last = draft.words, len(draft.words) - PROBE
        probes = (tuple(words[:PROBE]), tuple(words[last // 2 : last // 2 + PROBE]), tuple(words[last:]))
        if seen.keys().isdisjoint(probes):
            for probe in probes:
                seen[probe] = [draft]
            continue
        found = None
        candidates: dict[int, Draft] = {}
        for probe in probes:
            for earlier in seen.get(probe, ())[:_MOST_CANDIDATES]:
                candidates[earlier.number] = earlier
        for number in sorted(candidates):
            found = _relation(candidates[number], draft)
            if found:
                break
        if found is None or draft.free:
            for probe in dict.fromkeys(probes):
                seen.setdefault(probe, []).append(draft)


def _relation(earlier: Draft, later: Draft) -> str | None:
    """Mark the lesser of two near copies; returns what was found, or None when they are two statements."""
    if not earlier.free:
        return None
    short, long = (earlier, later) if len(earlier.words) < len(later.words) else (later, earlier)
    if f" {' '.join(short.words)} " in f" {' '.join(long.words)} ":
        short.take("duplicate", f"its words are all in line {long.number}")
        return "within"
    if min(len(short.words), len(long.words)) >= 10 and near(short.words, long.words):
        later.take("duplicate", f"nearly the same words as line {earlier.number}")
        return "near"
    return None


def near(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two word lists say the same: few words differ, none of them a number or a negation.

    A name in another spelling counts as the same word; another name does not.
    """
    if abs(len(left) - len(right)) > 0.15 * max(len(left), len(right)):
        return False
    most = 0.25 * (len(left) + len(right)) / 2
    if len(set(left) ^ set(right)) > most:  # words said several times can only add to these
        return False
    ours, theirs = Counter(left), Counter(right)
    only_left, only_right = list((ours - theirs).elements()), list((theirs - ours).elements())
    if len(only_left) + len(only_right) > most:
        return False
    odd = only_left + only_right
    if any(any(mark.isdigit() for mark in word) or word in words_of("negation") for word in odd):
        return False
    unlike = 0
    for word in only_left:
        match = next((other for other in only_right if fuzz.ratio(word, other) >= 75), None)
        if match is None:
            unlike += len(word) > 3
        else:
            only_right.remove(match)
    unlike += sum(len(word) > 3 for word in only_right)
    return unlike <= max(1, min(len(left), len(right)) // 12)


def mark_pull_quotes(drafts: Sequence[Draft]) -> None:
    """Short lines whose words stand in order inside a paragraph are pull quotes; pages of usual length only."""
    body = [draft for draft in drafts if draft.free]
    if len(body) > 400:
        return
    lines = [f" {' '.join(draft.words)} " for draft in body]
    joined = "\n".join(lines)
    for draft, needle in zip(body, lines, strict=True):
        if NEAR_SHORTEST <= len(draft.words) <= 45:
            at = joined.find(needle)
            other = joined.find(needle, at + 1)
            if other >= 0:
                numbers = [body[joined.count("\n", 0, place)].number for place in (at, other)]
                inside = next((number for number in numbers if number != draft.number), None)
                if inside is not None:
                    draft.take("duplicate", f"repeats words of line {inside}")
