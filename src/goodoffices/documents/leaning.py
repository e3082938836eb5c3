"""How much a line leans to the frame of the page where no rule of the vocabulary takes it: weighted features.

Each feature is weak by itself; how much is needed depends on where the line stands (`surroundings`, `tail`).
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache

from ..lexicon.concepts import vocabulary
from ..records import LineClass
from .drafts import Draft
from .furniture import furniture
from .page_words import words_of

_MOST_WORDS = 40
_SIGNS = frozenset("|©→←↑↓▶►▼☰★♥⬇⬆✉☎✓✔»@#₽$€₴£")
_COMMANDS = ("йте", "йтесь", "йтеся", "іться", "ьте", "ьтесь", "ьтеся", "итесь", "ийте", "уйте")


def leaning(draft: Draft, own: frozenset[str] = frozenset(), *, familiar: bool = False) -> int:
    """The weight of everything in a line that speaks of the page, not of the world.

    `own`: words of the outlet's own name. `familiar`: the text itself speaks to its reader, so that it tells nothing.
    """
    words = draft.words
    if not words or len(words) > _MOST_WORDS:
        return 0
    found = 0 if familiar else min(furniture().weight(draft), 4) or _calls(draft)
    found += min(sum(word in framing() or _begins(word) for word in words), 3)
    found += 0 if familiar else min(len(words_of("reader").intersection(words)), 2)
    found += 2 * (not own.isdisjoint(words))
    found += not _SIGNS.isdisjoint(draft.text)
    return found - (3 if draft.closed or found < 4 else 2) * draft.speaks()


def kind_of(draft: Draft) -> tuple[LineClass, str]:
    """The class of a line that leans to the frame, and the reason."""
    words = draft.words
    if not _words("signing").isdisjoint(words):
        return "credit", "speaks of who made the page"
    if _calls(draft) or not words_of("reader").isdisjoint(words) or furniture().weight(draft) > 1:
        return "promotion", "speaks to the reader"
    return "notice", "speaks of the page"


def names_zone(draft: Draft) -> bool:
    """Whether a line says by which clock the page tells the time."""
    words = draft.words
    if len(words) > 12 or draft.speaks() or _words("clock").isdisjoint(words[:3]) or any(map(str.isdigit, draft.text)):
        return False
    return not _words("zone").isdisjoint(words)


def own_name(words: Iterable[str], text: Set[str]) -> frozenset[str]:
    """The words of an outlet's name that its text does not use otherwise; `text`: beginnings of the words of it."""
    known = furniture().lines
    return frozenset(
        word for word in words if len(word) > 3 and word[:5] not in text and word not in known and word.isalpha()
    )


def is_document(draft: Draft) -> bool:
    """Whether a headline names a text that parties sign: its last lines may be signatures."""
    return not _words("document").isdisjoint(draft.words[:3])


def _calls(draft: Draft) -> int:
    first = draft.words[0]
    return int(first in _words("call") or any(word.endswith(_COMMANDS) for word in draft.words[:3] if len(word) > 5))


def _begins(word: str) -> bool:
    return any(word[:length] in stems for length, stems in _stems() if length <= len(word))


@cache
def _words(concept: str) -> frozenset[str]:
    by_language = vocabulary("page-leanings")[concept]["words"]
    return frozenset(str(word) for words in by_language.values() for word in words)


@cache
def framing() -> frozenset[str]:
    """Words of things that pages have and the world has not."""
    return frozenset(word for word in _words("frame") if not word.endswith("*"))


@cache
def _stems() -> tuple[tuple[int, frozenset[str]], ...]:
    stems = [word[:-1] for word in _words("frame") if word.endswith("*")]
    return tuple(
        (length, frozenset(stem for stem in stems if len(stem) == length)) for length in sorted({*map(len, stems)})
    )
