"""Passages that documents share: the same text under two mastheads, wire copy, a paragraph carried over.

Candidates by MinHash over four-word shingles (Broder 1997) in bands; every candidate is then compared word by word. The
cost grows with the number of paragraphs, not with its square, and the order of the documents changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from ..records import Document, Span, span_of
from .page_words import TOKEN, straight
from .repeats import near

SHORTEST = 12
"""Words; shorter lines agree by chance or because they quote the same sentence."""
_SHINGLE = 4
_HASHES = 8
_BAND = 1
_MOST_IN_BAND = 64
_COPIED = frozenset({"body", "summary", "subheading"})
_MASK = (1 << 61) - 1


class SharedPassage(msgspec.Struct, frozen=True):
    """The same passage in two documents; `left` and `right` are their ids, left < right.

    `exact`: the words are the same. `share`: per cent of the words that both have.
    """

    left: str
    right: str
    left_span: Span
    right_span: Span
    exact: bool
    share: int


class _Passage(msgspec.Struct, frozen=True):
    document: str
    start: int
    end: int
    words: tuple[str, ...]


def shared_passages(documents: Iterable[Document]) -> tuple[SharedPassage, ...]:
    """Every pair of paragraphs that two documents share, by document ids and place; the same bytes twice count once."""
    by_id = {document.id: document for document in documents}
    passages = [passage for ident in sorted(by_id) for passage in _passages(by_id[ident])]
    found = []
    for left, right in sorted(_candidates(passages)):
        one, other = passages[left], passages[right]
        share = _share(one.words, other.words)
        if share < 80 or not (one.words == other.words or _alike(one.words, other.words)):
            continue
        found.append(
            SharedPassage(
                one.document, other.document, _span(by_id[one.document], one), _span(by_id[other.document], other),
                one.words == other.words, share,
            )
        )  # fmt: skip
    return tuple(found)


def copied_share(left: Document, right: Document) -> int:
    """Per cent of the words of the shorter document's paragraphs that stand in the other one as well, in their order.

    Four-word shingles are compared, so a sentence moved or a paragraph split in two is still found.
    """
    ours, theirs = _shingles_of(left), _shingles_of(right)
    smaller = min(sum(ours.values()), sum(theirs.values()))
    return round(100 * sum((ours & theirs).values()) / smaller) if smaller else 0


def _passages(document: Document) -> list[_Passage]:
    text = document.rendition.text
    found = []
    for line in document.rendition.lines:
        if line.kind in _COPIED:
            words = tuple(TOKEN.findall(straight(text[line.start : line.end])))
            if len(words) >= SHORTEST:
                found.append(_Passage(document.id, line.start, line.end, words))
    return found


def _span(document: Document, passage: _Passage) -> Span:
    return span_of(document.rendition.id, document.rendition.text, passage.start, passage.end)


def _candidates(passages: Sequence[_Passage]) -> set[tuple[int, int]]:
    bands: dict[tuple[int, ...], list[int]] = {}
    for number, passage in enumerate(passages):
        sketch = _sketch(passage.words)
        for at in range(0, _HASHES, _BAND):
            bands.setdefault((at, *sketch[at : at + _BAND]), []).append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in bands.values():
        # A passage that stands in hundreds of documents is paired with the first of them, which keeps it linear.
        firsts = numbers[:_MOST_IN_BAND]
        for place, left in enumerate(firsts):
            for right in numbers[place + 1 :] if place == 0 else firsts[place + 1 :]:
                if passages[left].document != passages[right].document:
                    pairs.add((left, right))
    return pairs


def _sketch(words: Sequence[str]) -> tuple[int, ...]:
    """MinHash: for each of the hash functions, the smallest value over the shingles."""
    values = [_value(" ".join(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1)]
    return tuple(min((value * factor + offset) & _MASK for value in values) for factor, offset in _FUNCTIONS)


@lru_cache(maxsize=1 << 16)
def _value(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode("utf-8"), digest_size=8).digest(), "big") & _MASK


def _functions() -> tuple[tuple[int, int], ...]:
    seeds = [
        int.from_bytes(hashlib.blake2b(bytes([number]), digest_size=16).digest(), "big") for number in range(_HASHES)
    ]
    return tuple(((seed & _MASK) | 1, seed >> 64 & _MASK) for seed in seeds)


_FUNCTIONS = _functions()


def _share(left: Sequence[str], right: Sequence[str]) -> int:
    common = sum((Counter(left) & Counter(right)).values())
    return round(100 * common / max(len(left), len(right)))


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two passages say the same; numbers and negations must agree."""
    return near(left, right)


def _shingles_of(document: Document) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for passage in _passages(document):
        found.update(zip(*(passage.words[at:] for at in range(_SHINGLE)), strict=False))
    return found
