"""How much a line leans to the frame of the page where no rule of the vocabulary takes it: weighted features.

Each feature is weak by itself; how much is needed depends on where the line stands (`surroundings`, `tail`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache

from ..lexicon.concepts import vocabulary
from ..records import LineClass
from .drafts import Draft
from .furniture import furniture
from .page_words import has_digit, words_of

_MOST_WORDS = 40
_REMEMBERED = 8192
_SIGN = re.compile("[|☆©→←↑↓▶►▼☰★♥⬇⬆✉☎✓✔»@#₽$€₴£]")
_CALL_WORDS = 16
_SAID = re.compile(r"[»”\"“],\s?[—–-]\s?[^\W\d_]")  # «Спитайте завтра», – кинув він
_SECOND = re.compile(r"[.!?…]\s([^\W\d_]+)")  # the word that begins another sentence
_COMMANDS = ("йте", "йтесь", "йтеся", "іться", "іть", "ьте", "ьтесь", "ьтеся", "ите", "итесь")


def leaning(
    draft: Draft, own: frozenset[str] = frozenset(), *, familiar: bool = False, told: Set[str] = frozenset()
) -> int:
    """The weight of everything in a line that speaks of the page, not of the world.

    `own`: words of the outlet's own name. `familiar`: the text itself speaks to its reader, so that it tells nothing.
    `told`: beginnings of words that the text uses, as a report about newspapers does.
    """
    words = draft.words
    if not words or len(words) > _MOST_WORDS:
        return 0
    if draft.prose and (_SAID.search(draft.text) or (len(words) > _CALL_WORDS and draft.speaks())):
        return 0
    called = _calls(draft)
    found = 0 if familiar else min(furniture().weight(draft), 4) or called
    framed = 0
    for beginning, weight in _framed(draft):
        if beginning not in told:
            framed += weight
    found += min(framed, 4)
    quoted = draft.speaks() or (draft.text[0] in "'‘" and draft.text[-1] in "'’")
    found += 0 if familiar or quoted else addresses(draft)
    found += 2 * (not own.isdisjoint(words))
    found += _SIGN.search(draft.text) is not None
    if draft.prose and not called and words_of("reader").isdisjoint(words):
        found = min(found, 3)  # a sentence may tell of newspapers, channels and subscribers
    return found - (3 if draft.closed or found < 4 else 2) * quoted


def addresses(draft: Draft) -> int:
    """1 for "you" and "we", which also head sections ("What we know"); 2 for "your", "us" and "our"; 3 at most."""
    reader = words_of("reader").intersection(draft.words)
    if "us" in reader and "us" not in draft.text.split():
        reader -= {"us"}  # the United States
    return min(len(reader) + len(reader & words_of("possessive")), 3)


def kind_of(draft: Draft) -> tuple[LineClass, str]:
    """The class of a line that leans to the frame, and the reason."""
    words = draft.words
    if _calls(draft) or not words_of("reader").isdisjoint(words) or furniture().weight(draft) > 1:
        return "promotion", "speaks to the reader"
    if not _words("signing").isdisjoint(words):
        return "credit", "speaks of who made the page"
    return "notice", "speaks of the page"


def names_zone(draft: Draft) -> bool:
    """Whether a line says by which clock the page tells the time."""
    words = draft.words
    clock, zone = _words("clock"), _words("zone")
    if len(words) > 12 or clock.isdisjoint(words) or zone.isdisjoint(words):
        return False
    named = any(word in clock and not zone.isdisjoint(words[at + 1 : at + 5]) for at, word in enumerate(words))
    return named and not draft.speaks() and not has_digit(draft.text)


def signs_page(draft: Draft) -> bool:
    """Whether a short line names who wrote, filmed or translated the page, by what they did."""
    return not draft.closed and len(draft.words) <= 8 and not _words("signing").isdisjoint(draft.words)


def own_name(words: Iterable[str]) -> frozenset[str]:
    """The words of an outlet's name that no other outlet has."""
    known = furniture().lines
    return frozenset(word for word in words if len(word) > 3 and word not in known and word.isalpha())


def is_document(draft: Draft) -> bool:
    """Whether a headline names a text that parties sign: its last lines may be signatures."""
    return not _words("document").isdisjoint(draft.words[:3])


def _framed(draft: Draft) -> list[tuple[str, int]]:
    """The beginnings of its words for things that pages have, with their weights."""
    if draft.framed is None:
        draft.framed = [(word[:5], weight) for word in draft.words if (weight := _frames(word))]
    return draft.framed


def _calls(draft: Draft) -> int:
    """1 where the line calls on somebody to do something, 0 for any other."""
    if draft.called is None:
        draft.called = _called(draft)
    return draft.called


def _called(draft: Draft) -> int:
    words = draft.words
    if words[0] in _words("call"):
        return 1
    if len(words) > _CALL_WORDS:
        return 0
    return int(any(map(_commands, words)) or any(word in _words("call") for word in _SECOND.findall(draft.low)))


@lru_cache(maxsize=_REMEMBERED)
def _commands(word: str) -> bool:
    """Whether a word has the ending of a call to several people or to one who is addressed politely."""
    return len(word) > 5 and word.endswith(_COMMANDS) and word not in _words("no-call")


@lru_cache(maxsize=_REMEMBERED)
def _frames(word: str) -> int:
    """2 for a thing that only pages have, 1 for one that they have as well, 0 for any other."""
    for weight, concept in ((2, "strong"), (1, "frame")):
        whole, stems = _table(concept)
        if word in whole or any(word[:length] in begun for length, begun in stems):
            return weight
    return 0


@cache
def _words(concept: str) -> frozenset[str]:
    by_language = vocabulary("page-leanings")[concept]["words"]
    return frozenset(str(word) for words in by_language.values() for word in words)


@cache
def _table(concept: str) -> tuple[frozenset[str], tuple[tuple[int, frozenset[str]], ...]]:
    """Whole words, and beginnings of words by their length."""
    words = _words(concept)
    stems = [word[:-1] for word in words if word.endswith("*")]
    return frozenset(word for word in words if not word.endswith("*")), tuple(
        (length, frozenset(stem for stem in stems if len(stem) == length)) for length in sorted({*map(len, stems)})
    )
