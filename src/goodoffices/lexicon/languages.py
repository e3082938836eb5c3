"""Which language a text is written in, from its script, its letters and its common words.

After the common-word method of Grefenstette, "Comparing two language identification schemes" (1995), with
letters that only one language of a script uses counted on top. A few hundred words are enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from .concepts import LANGUAGES, vocabulary

UNKNOWN = "und"
"""ISO 639-2 code for "undetermined"."""
SAMPLE = 1400
LETTER_WEIGHT = 2
# Code-point ranges of scripts that one language of the press stands for; a script shared by many is not here.
SCRIPTS = (
    (0x0370, 0x03FF, "el"), (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"), (0x0600, 0x06FF, "ar"),
    (0x0900, 0x097F, "hi"), (0x10A0, 0x10FF, "ka"), (0x1200, 0x137F, "am"), (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"), (0xAC00, 0xD7AF, "ko"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0530-\u06ff\u0900-\u097f\u10a0-\u10ff\u1200-\u137f\u3040-\u9fff\uac00-\ud7af]")


class LanguageGuess(msgspec.Struct, frozen=True):
    """`code`: ISO 639-1, or `und`. `sure`: whether the evidence is clear. `votes`: what spoke for each, best first."""

    code: str
    sure: bool
    votes: tuple[tuple[str, int], ...] = ()


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    words: dict[str, list[str]] = {}
    letters: dict[str, str] = {}
    for code, entry in vocabulary("languages").items():
        for word in entry.get("words", ()):
            words.setdefault(str(word), []).append(code)
        for letter in str(entry.get("letters", "")):
            letters[letter] = code
    return {word: tuple(codes) for word, codes in words.items()}, letters


def language_of(text: str) -> LanguageGuess:
    """The language of a text; a text without words is `und`."""
    sample = text[:SAMPLE].lower()
    foreign = 0 if sample.isascii() else len(_FOREIGN.findall(sample))
    if foreign * 3 > len(sample):
        return _by_script(sample, foreign)
    plain = _plainly(sample)
    if plain:
        return plain
    by_word, by_letter = _tables()
    votes: dict[str, int] = {}
    words = _WORD.findall(sample)
    for word, seen in Counter(words).items():
        for code in by_word.get(word, ()):
            votes[code] = votes.get(code, 0) + seen
    for letter in by_letter.keys() & set(sample):
        code = by_letter[letter]
        votes[code] = votes.get(code, 0) + LETTER_WEIGHT * sample.count(letter)
    if "en" in votes and max(sample) <= "\u00bf":
        # Short words are common to many languages, but few are written long without a single accent.
        votes["en"] *= 2
    ranked = tuple(sorted(votes.items(), key=lambda pair: (-pair[1], pair[0])))[:3]
    if not ranked:
        return LanguageGuess(UNKNOWN, False)
    best = ranked[0][1]
    second = ranked[1][1] if len(ranked) > 1 else 0
    clear = best >= 3 and best * 4 >= second * 5 and best * 12 >= len(words)
    return LanguageGuess(ranked[0][0], clear, ranked)


def common_words(text: str, codes: Sequence[str]) -> int:
    """How many words of the text's beginning are common words, of two letters or more, of the given languages."""
    by_word, wanted = _tables()[0], frozenset(codes)
    words = _WORD.findall(text[:SAMPLE].lower())
    return sum(1 for word in words if len(word) > 1 and not wanted.isdisjoint(by_word.get(word, ())))


def _plainly(sample: str) -> LanguageGuess | None:
    """English, Ukrainian or Russian where nothing speaks for another language: most pages, at little cost."""
    if sample.isascii() or not _CYRILLIC.search(sample):
        words = sample.split()
        seen = sum(map(_common_english().__contains__, words))
        if seen >= 12 and seen * 5 >= len(words) and words.count("the") * 40 >= len(words):
            return LanguageGuess("en", True, (("en", seen),))
        return None
    ours, theirs = sum(map(sample.count, "іїєґ")), sum(map(sample.count, "ыэё"))
    if any(map(sample.count, "ўђћџѓќѕәғқңөұүһ")) or ours + theirs < 12:
        return None
    if not theirs and sample.count("ї") + sample.count("є") >= 3:
        return LanguageGuess("uk", True, (("uk", ours),))
    # Bulgarian has ъ, but neither ы nor э.
    if not ours and sample.count("ы") + sample.count("э") >= 3:
        return LanguageGuess("ru", True, (("ru", theirs),))
    return None


@cache
def _common_english() -> frozenset[str]:
    return frozenset(str(word) for word in vocabulary("languages")["en"]["words"])


def _by_script(sample: str, foreign: int) -> LanguageGuess:
    votes: dict[str, int] = {}
    for letter in sample:
        if letter > "\u036f":
            number = ord(letter)
            for low, high, code in SCRIPTS:
                if low <= number <= high:
                    votes[code] = votes.get(code, 0) + 1
    if "ar" in votes and any(letter in sample for letter in "پچژگ"):
        votes["fa"] = votes.pop("ar")
    if "ja" in votes:  # Chinese characters stand in Japanese texts too; kana in no Chinese one.
        votes["ja"] += votes.pop("zh", 0)
    ranked = tuple(sorted(votes.items(), key=lambda pair: (-pair[1], pair[0])))[:3]
    return LanguageGuess(ranked[0][0] if ranked else UNKNOWN, foreign >= 20, ranked)


def is_read(code: str) -> bool:
    """Whether grammars and vocabularies exist for the language."""
    return code in LANGUAGES


def language_name(code: str, interface: str = "en") -> str:
    """The name of a language in the interface language; its code where it is not in the vocabulary."""
    labels = vocabulary("languages").get(code, {}).get("labels", {})
    return str(labels.get(interface) or labels.get("en") or code)
