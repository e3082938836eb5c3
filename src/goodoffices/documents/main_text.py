"""Which blocks of a page are its main text: trafilatura's answer, laid over the blocks in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"\w+")
_GRAM = 4
_MOST_PLACES = 8
_FARTHEST = 400


def extracted(source: str) -> str:
    """The main text as trafilatura finds it, comments left out; "" when it finds none."""
    import trafilatura  # 150 ms to load: only when a page needs it

    return trafilatura.extract(source, include_comments=False, favor_precision=True) or ""


def main_blocks(texts: Sequence[str], main: str) -> list[bool]:
    """For each block, whether it is part of the main text.

    Blocks and main text follow the same order, so the blocks form a rising chain of places in the main text; the
    chain that covers most words is taken (longest increasing subsequence with weights, Fredman 1975).
    """
    lines = [_WORD.findall(line) for line in main.split("\n")]
    words = [word for line in lines for word in line]
    borders, at = set(), 0
    for line in lines:
        borders.add(at)
        at += len(line)
    borders.add(at)
    grams: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(words)):
        for size in (1, 2, 3, _GRAM):
            if size == _GRAM or place in borders or place + size in borders:
                grams.setdefault(tuple(words[place : place + size]), []).append(place)
    blocks = [_WORD.findall(text) for text in texts]
    taken = _best_chain([_places(block, words, grams) for block in blocks], len(words))
    _fill(taken, blocks, words)
    return [index in taken for index in range(len(texts))]


def _fill(taken: dict[int, tuple[int, int]], blocks: Sequence[list[str]], words: Sequence[str]) -> None:
    """Blocks between two of the chain, too short to be found by themselves, whose words stand between them."""
    chain = sorted(taken)
    for left, right in pairwise(chain):
        at, stop = taken[left][1], taken[right][0]
        for index in range(left + 1, right):
            block = blocks[index]
            if not block or stop - at < len(block):
                continue
            for place in range(at, min(stop - len(block), at + _FARTHEST) + 1):
                if words[place] == block[0] and list(words[place : place + len(block)]) == block:
                    taken[index] = (place, place + len(block))
                    at = place + len(block)
                    break


def _places(
    block: list[str], words: Sequence[str], grams: dict[tuple[str, ...], list[int]]
) -> list[tuple[int, int, int]]:
    """Where a block may stand in the main text, as (start, end, words it has in common)."""
    if not block:
        return []
    if len(block) < _GRAM:
        return [(place, place + len(block), len(block)) for place in grams.get(tuple(block), ())[:_MOST_PLACES]]
    found: dict[int, tuple[int, int, int]] = {}
    for offset in range(min(len(block) - _GRAM + 1, 24)):
        for place in grams.get(tuple(block[offset : offset + _GRAM]), ())[:_MOST_PLACES]:
            start = max(0, place - offset)
            if start not in found:
                size, end = _common(block[offset:], words, place)
                if size * 2 >= len(block):
                    found[start] = (place, end, size)
        if found:
            break
    return [found[start] for start in sorted(found)]


def _common(block: Sequence[str], words: Sequence[str], place: int) -> tuple[int, int]:
    """Words of the block met in order from `place` on, and the place after the last of them.

    A few words missing on either side are passed over: links and marks may have been left out.
    """
    matched, at = 0, place
    for index, word in enumerate(block):
        for ahead in range(at, min(at + 4, len(words))):
            if words[ahead] == word and (ahead == at or block[index : index + 2] == words[ahead : ahead + 2]):
                matched, at = matched + 1, ahead + 1
                break
    return matched, at


def _best_chain(offers: Sequence[Sequence[tuple[int, int, int]]], size: int) -> dict[int, tuple[int, int]]:
    """The blocks on the heaviest chain of rising places, each with its place; a Fenwick tree keeps the best so far."""
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 2)
    steps: list[tuple[int, int, int, int]] = []  # block, its start and end, the step before

    def best(place: int) -> tuple[int, int]:
        found = (0, -1)
        while place > 0:
            found = max(found, tree[place])
            place -= place & -place
        return found

    for block, places in enumerate(offers):
        results = []
        for start, end, weight in places:
            before = best(start + 1)
            results.append((start, min(end, size), before[0] + weight, before[1]))
        for start, end, weight, before_step in results:
            steps.append((block, start, end, before_step))
            entry, place = (weight, len(steps) - 1), end + 1
            while place < len(tree):
                if tree[place][0] >= weight:
                    break
                tree[place] = entry
                place += place & -place
    chain: dict[int, tuple[int, int]] = {}
    step = best(size + 1)[1]
    while step >= 0:
        block, start, end, step = steps[step]
        chain[block] = (start, end)
    return chain
