"""Tolls parted by whose people and which people they count, each part a question of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ..lexicon.concepts import vocabulary
from .comparators import compare_voices
from .questions import FROM_A_DAY, Question
from .relation import Ground, Relation, Voice
from .tolls import at_odds, groups_of, same_groups, victims_of
from .torn import mark_torn


def by_toll(asked: Mapping[Question, list[Voice]], ground: Ground) -> Iterator[tuple[Question, list[Voice]]]:
    """The same questions, those on casualties parted; groups that overlap or contradict each other stay together."""
    for question, voices in _untimed(asked, ground).items():
        if question.kind != "casualties":
            yield question, voices
            continue
        for side, counted in _by_side(voices).items():
            for root, part in _by_group(counted, ground).items():
                facet = " ".join(filter(None, (question.facet, side, root)))
                yield question._replace(facet=facet), mark_torn(part, ground, _teller)


def _teller(voice: Voice) -> tuple[str, str, str]:
    """Whose toll it is: a page that gives one attack two of its own tells of stages, or of two attacks.

    A toll that the page hands on ("according to the town hall") is not its own beside one it tells otherwise.
    """
    return voice.page, voice.owner, voice.claim.hedge


def _untimed(asked: Mapping[Question, list[Voice]], ground: Ground) -> dict[Question, list[Voice]]:
    """A toll that names no first day counts with those from a day on whose figure it gives."""
    found = dict(asked)
    for question in asked:
        whole = question._replace(facet=question.facet.removesuffix(FROM_A_DAY))
        if question.kind == "casualties" and whole != question and whole in found:
            timed = asked[question]
            same = [one for one in found[whole] if any(_one_figure(one, other, ground) for other in timed)]
            found[question] = [*found[question], *same]
            found[whole] = [one for one in found[whole] if one not in same]
    return {question: voices for question, voices in found.items() if voices}


def _one_figure(left: Voice, right: Voice, ground: Ground) -> bool:
    return compare_voices(left, right, ground) is Relation.SAME and groups_of(left.claim) == groups_of(right.claim)


def _by_side(voices: Sequence[Voice]) -> dict[str, list[Voice]]:
    """Where the dead of two sides are told apart, each side's; else all together, wherever an account places them."""
    named = {victims_of(voice.claim) for voice in voices if voice.claim.subject.kind == "strike"} - {""}
    folded = {side: _home(side, named) for side in named}
    if len(set(folded.values())) < 2:
        return {"": list(voices)}
    parts: dict[str, list[Voice]] = {}
    for voice in voices:
        parts.setdefault(folded.get(victims_of(voice.claim), ""), []).append(voice)
    return parts


def _home(side: str, named: set[str]) -> str:
    home = str(vocabulary("parties").get(side, {}).get("home", ""))
    return home if home in named else side


def _by_group(voices: Sequence[Voice], ground: Ground) -> dict[str, list[Voice]]:
    groups = [groups_of(voice.claim) for voice in voices]
    roots = same_groups({"+".join(sorted(one)): one for one in groups})
    parts: dict[str, list[Voice]] = {}
    for voice, counted in zip(voices, groups, strict=True):
        parts.setdefault(roots["+".join(sorted(counted))], []).append(voice)
    joined: set[str] = set()
    linked = [(one, two) for one, two in combinations(sorted(parts), 2) if _contradict(parts[one], parts[two], ground)]
    # Two groups to a question: "ten civilians" and "nine children" are not two answers against "38 fighters".
    weight = {root: len(part) for root, part in parts.items()}
    for one, two in sorted(linked, key=lambda pair: (-weight[pair[0]] - weight[pair[1]], pair)):
        if one in parts and two in parts and not {one, two} & joined:
            parts[one] += parts.pop(two)
            joined |= {one, two}
    return parts


def _contradict(one: Sequence[Voice], two: Sequence[Voice], ground: Ground) -> bool:
    return any(
        at_odds(left, right) and compare_voices(left, right, ground) is Relation.DISPUTED
        for left in one
        for right in two
    )
