"""Passages that documents share: the same text under two mastheads, wire copy, a paragraph carried over.

Equal passages are found by their words. Nearly equal ones have the same numbers and negations, so only passages
that agree in these are held against each other, and of them only those with one of their rarest words in common
(prefix filter: Chaudhuri, Ganti and Kaushik 2006). No near copy is lost until a word begins more than `_MOST` distinct
passages; from there on only the first of them are tried, which keeps the cost linear. The order of the documents
changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rapidfuzz.distance import LCSseq

from ..records import Document, Span, span_of
from .page_words import TOKEN, straight, words_of
from .repeats import near

SHORTEST = 12
"""Words; shorter lines agree by chance or because they quote the same sentence."""
LIKE = 80
"""Per cent of the words of the longer passage that the other must have as well."""
_SHINGLE = 4
_MOST = 64
# Each printer has a dateline of its own: "GENEVA, Dec 3 (Reuters) -", "GENEVA (AP) –".
_DATELINE = re.compile(r"[^\W\d_a-zа-яіїєґё]{3,24}\b[^\n–—]{0,60}?\s[–—-]\s")
_COPIED = frozenset({"body", "summary", "subheading"})

Words = tuple[str, ...]


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
    words: Words
    span: Span


class _Sheet(msgspec.Struct, frozen=True):
    """A passage's words as code points, rarest word first: bags of words that string routines can compare."""

    number: int
    letters: str


def shared_passages(documents: Iterable[Document]) -> tuple[SharedPassage, ...]:
    """Pairs of paragraphs that two documents share, by document ids and place; the same bytes twice count once.

    Of a passage on very many pages every copy is paired with the first one, and the first `_MOST` with each other.
    """
    by_id = {document.id: document for document in documents}
    copies: dict[Words, list[_Passage]] = {}
    for ident in sorted(by_id):
        for passage in _passages(by_id[ident]):
            copies.setdefault(passage.words, []).append(passage)
    found = [shared for held in copies.values() for shared in _copies_of(held)]
    texts = list(copies)
    for left, right, share in _near_pairs(texts):
        found.extend(_between(copies[texts[left]], copies[texts[right]], share))
    return tuple(sorted(found, key=_place))


def copied_share(left: Document, right: Document) -> int:
    """Per cent of the words of the shorter document's paragraphs that stand in the other one as well, in their order.

    Four-word shingles are compared, so a sentence moved or a paragraph split in two is still found.
    """
    ours, theirs = _shingles_of(left), _shingles_of(right)
    smaller = min(sum(ours.values()), sum(theirs.values()))
    return round(100 * sum((ours & theirs).values()) / smaller) if smaller else 0


def _passages(document: Document) -> Iterator[_Passage]:
    rendition = document.rendition
    for line in rendition.lines:
        if line.kind in _COPIED:
            text = rendition.text[line.start : line.end]
            dateline = _DATELINE.match(text)
            words = tuple(TOKEN.findall(straight(text[dateline.end() :] if dateline else text)))
            if len(words) >= SHORTEST:
                yield _Passage(document.id, words, span_of(rendition.id, rendition.text, line.start, line.end))


def _copies_of(held: Sequence[_Passage]) -> Iterator[SharedPassage]:
    """The pairs of one group of equal passages; copies of a copy are copies, so that the later ones need one tie."""
    for place, one in enumerate(held[:_MOST]):
        for other in held[place + 1 :] if place == 0 else held[place + 1 : _MOST]:
            yield from _pair(one, other, 100)


def _between(ones: Sequence[_Passage], others: Sequence[_Passage], share: int) -> Iterator[SharedPassage]:
    """The pairs of two groups of equal passages: all where there are few, else every passage with one of the others."""
    few = len(ones) * len(others) <= _MOST
    for place, one in enumerate(ones):
        for other in others if few or place == 0 else others[:1]:
            yield from _pair(one, other, share)


def _pair(one: _Passage, other: _Passage, share: int) -> Iterator[SharedPassage]:
    if one.document != other.document:
        left, right = (one, other) if one.document < other.document else (other, one)
        exact = one.words == other.words
        yield SharedPassage(left.document, right.document, left.span, right.span, exact, share)


def _place(shared: SharedPassage) -> tuple[str, int, str, int]:
    return (shared.left, shared.left_span.start, shared.right, shared.right_span.start)


def _near_pairs(texts: Sequence[Words]) -> Iterator[tuple[int, int, int]]:
    """Numbers of two texts that say the same in nearly the same words, and the share of words they have in common."""
    counts = Counter(word for words in texts for word in set(words))
    ranked = sorted(counts, key=lambda word: (counts[word], word))
    letters = {word: _letter(rank) for rank, word in enumerate(ranked)}
    blocks: dict[Words, list[_Sheet]] = {}
    for number, words in enumerate(texts):
        sheet = _Sheet(number, "".join(sorted(letters[word] for word in words)))
        blocks.setdefault(_fixed(words), []).append(sheet)
    for sheets in blocks.values():
        for left, right, share in _alike(sheets):
            if near(texts[left], texts[right]):
                yield left, right, share


def _letter(rank: int) -> str:
    """A code point for a word by its rank; surrogates, which are no characters, are left out."""
    return chr(rank if rank < 0xD800 else min(rank + 0x800, 0x10FFFF))


def _fixed(words: Words) -> Words:
    """The words in which two near copies never differ: numbers and negations."""
    return tuple(sorted(word for word in words if word in words_of("negation") or any(map(str.isdigit, word))))


def _alike(sheets: Sequence[_Sheet]) -> Iterator[tuple[int, int, int]]:
    """Pairs of sheets with at least `LIKE` per cent of their words in common."""
    begun: dict[str, list[int]] = {}
    for place, sheet in enumerate(sheets):
        size = len(sheet.letters)
        # Who shares 80 of 100 words shares one of the 21 rarest.
        probes = sorted(set(sheet.letters[: size - (size * LIKE + 99) // 100 + 1]))
        candidates = {earlier for probe in probes for earlier in begun.get(probe, ())}
        for earlier in sorted(candidates):
            longer = max(size, len(sheets[earlier].letters))
            common = LCSseq.similarity(sheet.letters, sheets[earlier].letters, score_cutoff=-(-longer * LIKE // 100))
            if common:
                yield sheets[earlier].number, sheet.number, round(100 * common / longer)
        for probe in probes:
            held = begun.setdefault(probe, [])
            if len(held) < _MOST:
                held.append(place)


def _shingles_of(document: Document) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for passage in _passages(document):
        found.update(zip(*(passage.words[at:] for at in range(_SHINGLE)), strict=False))
    return found
