"""The words by which lines are told apart, from the vocabulary, pooled over the languages (pages mix them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon.concepts import vocabulary

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_STRAIGHT = str.maketrans("’ʼ‘`\u00a0\u202f\u2009", "''''   ")
_DIGITS = re.compile(r"\d+")


def folded(text: str) -> str:
    """Lower case, straight apostrophes, one kind of space, every number as #."""
    low = text.lower().translate(_STRAIGHT)
    return _DIGITS.sub("#", low) if any(digit in low for digit in "0123456789") else low


def tokens(low: str) -> list[str]:
    """The words of a lower-case text, in order; numbers count as words."""
    return _TOKEN.findall(low)


def phrase_key(text: str) -> str:
    """A phrase as it is looked up when it must be the whole line."""
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*|#", folded(text)))


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
    words = re.findall(r"[^\W_]+(?:[-/][^\W_]+)*", text.lower())
    index = 0
    while index < len(words):
        for length in (3, 2, 1):
            name = names.get(" ".join(words[index : index + length]))
            if name and index + length <= len(words):
                yield name
                index += length - 1
                break
        index += 1
