"""People: every spelling joined, nobody merged with somebody else."""

from __future__ import annotations

from itertools import combinations

from .gold import GoldPerson
from .located import Located, overlap
from .tally import Tally


def gold_spans(located: Located, name: str) -> list[tuple[int, int]]:
    """Where a person of the annotation is named; the longest spelling wins where one holds another."""
    return [span for person in located.page.people if person.name == name for _, span in _own(located, person)]


def _own(located: Located, person: GoldPerson) -> list[tuple[str, tuple[int, int]]]:
    every = [
        (spelling, located.span(words), other.name)
        for other in located.page.people
        for spelling, places in other.spellings.items()
        for words in places
    ]
    own = []
    for spelling, span, name in every:
        if name == person.name and span and not any(_holds(other, span) for _, other, _ in every):
            own.append((spelling, span))
    return own


def _holds(longer: tuple[int, int] | None, span: tuple[int, int]) -> bool:
    return longer is not None and longer != span and longer[0] <= span[0] and span[1] <= longer[1]


def score_people(tally: Tally, located: Located) -> None:
    """`people` (F1 of mentions), `people.joined` (pairs of spellings), `people.merged` (found: pairs wrongly one).

    Every spelling must have the same person as every other of its group; one that is nowhere found is not joined, one
    that stands nowhere but within a longer spelling is none to join.
    """
    for measure in ("people", "people.joined", "people.merged"):
        tally.count(measure)
    mentions = located.result.mentions.persons
    seen: dict[str, set[str]] = {}
    matched: set[int] = set()
    for person in located.page.people:
        by_spelling: dict[str, list[str]] = {}
        for spelling, span in _own(located, person):
            hits = [k for k, one in enumerate(mentions) if overlap((one.start, one.end), span)]
            matched.update(hits)
            tally.count("people", int(bool(hits)), 1, 0)
            by_spelling.setdefault(spelling, []).extend(mentions[k].person for k in hits)
            if not hits:
                tally.miss(located.line(span[0]), "people", f"{spelling} ({person.name})", "not found")
        _count_joined(tally, by_spelling)
        seen[person.name] = {ident for idents in by_spelling.values() for ident in idents}
    tally.count("people", found=len(mentions))
    tally.ratios["people"] = tally.of("people")._replace(right=min(tally.of("people").right, len(mentions)))
    for k, one in enumerate(mentions):
        if k not in matched:
            tally.miss(located.line(one.start), "people", "nobody", f"{one.text!r} as {one.person}")
    for left, right in combinations(sorted(seen), 2):
        if seen[left] & seen[right]:
            tally.count("people.merged", found=1)
            tally.miss(0, "people.merged", f"{left} and {right} are two", ", ".join(sorted(seen[left] & seen[right])))


def _count_joined(tally: Tally, by_spelling: dict[str, list[str]]) -> None:
    for left, right in combinations(sorted(by_spelling), 2):
        ours, theirs = set(by_spelling[left]), set(by_spelling[right])
        joined = bool(ours) and ours == theirs and len(ours) == 1
        tally.count("people.joined", int(joined), 1, 1)
        if not joined:
            tally.miss(
                0, "people.joined", f"{left} = {right}", f"{sorted(ours) or 'none'} / {sorted(theirs) or 'none'}"
            )
