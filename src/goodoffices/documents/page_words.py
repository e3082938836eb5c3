"""The words by which lines are told apart, from the vocabulary, pooled over the languages (pages mix them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon.concepts import vocabulary

TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STRAIGHT = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("`", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "))
_DIGITS = re.compile(r"\d+")
_NAME = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_MARKS = '.,-–—“”"():;?!«»/„…%$€£*#&@_|•·[]+=>'
_PLAIN = str.maketrans(dict.fromkeys(filter(str.isascii, _MARKS), " "))


def straight(text: str) -> str:
    """Lower case, one kind of apostrophe and of space; as long as the text, so that offsets hold in both.

    The few letters whose small form is two characters stay as they are.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    for odd, plain in _STRAIGHT:
        if odd in low:
            low = low.replace(odd, plain)
    return low


def parted(low: str) -> str:
    """A text with the marks of the press as spaces; as long as the text."""
    if low.isascii():
        return low.translate(_PLAIN)
    for mark in _MARKS:
        low = low.replace(mark, " ")
    return low


def words_in(low: str, spaced: str) -> list[str]:
    """The words of a text by TOKEN; `spaced`: the same text parted, where most lines need no pattern."""
    words = spaced.split()
    solid = "".join(words)
    if "'" in solid:
        words = [bare for word in words if (bare := word.strip("'"))]
        solid = "" if "''" in solid else "".join(words).replace("'", "")
    return words if solid.isalnum() else TOKEN.findall(low)


def numbered(low: str) -> str:
    """A lower-case text with every number as #."""
    return _DIGITS.sub("#", low) if _DIGITS.search(low) else low


def key_of(words: list[str]) -> str:
    """Words as they are looked up when they must be the whole line; a number is #."""
    key = " ".join(words)
    return " ".join(["#" if word.isdigit() else word for word in words]) if has_digit(key) else key


def has_digit(text: str) -> bool:
    """Whether a figure stands in a text."""
    return _DIGITS.search(text) is not None


def phrase_key(phrase: str) -> str:
    """The key of a phrase of the vocabulary."""
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*|#", straight(phrase)))


@cache
def words_of(concept: str) -> frozenset[str]:
    """Single words of a concept, all languages."""
    by_language = vocabulary("page-words")[concept].get("words", {})
    return frozenset(str(word) for words in by_language.values() for word in words)


@cache
def lines_of(concept: str) -> frozenset[str]:
    """Whole-line phrases of a concept, all languages, as keys."""
    by_language = vocabulary("page-words")[concept].get("line", {})
    return frozenset(phrase_key(str(phrase)) for phrases in by_language.values() for phrase in phrases)


@cache
def agencies(kind: str = "agency") -> dict[str, str]:
    """Every spelling of an agency, in lower case -> its name. `kind`: agency or picture-agency."""
    names = vocabulary("page-words")[kind]["names"]
    return {str(word): str(name) for name, words in names.items() for word in words}


@cache
def weekdays() -> dict[str, int]:
    """Every form of a weekday -> 0 (Monday) .. 6."""
    return {word: number for number in range(7) for word in words_of(f"weekday-{number}")}


def agencies_in(text: str) -> Iterator[str]:
    """Agencies named in a credit, in order; longest name first where one name holds another."""
    names = agencies()
    words = _NAME.findall(text.lower())
    index = 0
    while index < len(words):
        for length in (3, 2, 1):
            name = names.get(" ".join(words[index : index + length]))
            if name and index + length <= len(words):
                yield name
                index += length - 1
                break
        index += 1
