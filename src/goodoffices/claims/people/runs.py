"""Runs of capitalised words that may be names of people.

A run is cut at the names of parties and places, at words that are never part of a name, at roles and at punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...lexicon.names.capitals import capitals
from ...lexicon.names.given import given_name
from ...lexicon.parties.finder import mention_end
from ...lexicon.reading import Reading, Sentence
from ...records import PartyMention, PlaceMention
from .words import ARTICLES, LEADING, PARTICLES, never

_GAPS = frozenset((" ", "\u00a0", "-", "\u202f", "‑"))


class Run(NamedTuple):
    """Words [first, last] of a sentence that stand as one capitalised run."""

    first: int
    last: int
    sentence: Sentence


def covered_words(reading: Reading, parties: Sequence[PartyMention], places: Sequence[PlaceMention]) -> set[int]:
    """Indexes of the words that name parties or places."""
    covered: set[int] = set()
    starts, total = reading.starts, len(reading.starts)
    mentions: list[PartyMention | PlaceMention] = [*parties, *places]
    for mention in mentions:
        index = reading.word_at(mention.start)
        while index < total and starts[index] < mention.end:
            covered.add(index)
            index += 1
    return covered


def find_runs(reading: Reading, covered: set[int], roles: set[int]) -> list[Run]:
    """Every run of words that could be a name, in text order."""
    runs: list[Run] = []
    language, words = reading.language, reading.words
    first = last = -1
    held: Sentence | None = None
    for index, sentence in capitals(reading):
        if index in covered or index in roles or not _may_name(reading, index, words[index], language):
            continue
        if held is sentence and first >= 0 and _joined(reading, last, index):
            last = index
            continue
        if first >= 0 and held is not None:
            _close(reading, runs, first, last, held)
        first, last, held = index, index, sentence
    if first >= 0 and held is not None:
        _close(reading, runs, first, last, held)
    return runs


def _may_name(reading: Reading, index: int, word: str, language: str) -> bool:
    if never(word, language) and not _odd(reading, index):
        return False
    size = reading.ends[index] - reading.starts[index]
    return not (1 < size < 6 and _acronym(reading.text[reading.starts[index] : reading.ends[index]]))


def _joined(reading: Reading, last: int, index: int) -> bool:
    """Whether the capitalised words `last` and `index` stand in one run; only particles may stand between."""
    if index - last > 4:
        return False
    return all(_goes_on(reading, at, at == index) for at in range(last + 1, index + 1))


def _odd(reading: Reading, index: int) -> bool:
    """An initial with its dot ("В. Зеленський"), or "Un" in "Kim Jong Un"."""
    start, end = reading.starts[index], reading.ends[index]
    if end - start == 1:
        return reading.text[end : end + 1] == "." and reading.text[end + 1 : end + 3].strip()[:1].isupper()
    return reading.text[start : mention_end(reading, index)] == "Un"


def _acronym(token: str) -> bool:
    return 1 < len(token) < 6 and token.isupper() and given_name(token, "en") is None and token.isalpha()


def _goes_on(reading: Reading, index: int, fits: bool) -> bool:
    """Whether word `index` belongs to the run that the word before it is in."""
    before = index - 1
    if mention_end(reading, before) != reading.ends[before]:
        return False
    gap = reading.text[reading.ends[before] : reading.starts[index]]
    if gap not in _GAPS:
        initial = reading.ends[before] - reading.starts[before] <= 2 and reading.text[reading.starts[before]].isupper()
        return initial and fits and gap in (". ", ".", ".\u00a0")
    if fits:
        return True
    # A part in small letters goes on in "Kim Jong-un", "Ursula von der Leyen", "Abdel Fattah al-Burhan".
    return (gap in ("-", "‑") and reading.text[reading.starts[index]].islower() and len(reading.words[index]) < 6) or (
        reading.words[index] in PARTICLES and reading.text[reading.starts[index]].islower()
    )


def _close(reading: Reading, runs: list[Run], first: int, last: int, sentence: Sentence) -> None:
    text, starts = reading.text, reading.starts
    # The second half of a Korean or Chinese given name: "Kim Jong-un", "Lee Jae-myung".
    while last + 1 < sentence.last and mention_end(reading, last) == reading.ends[last]:
        gap = text[reading.ends[last] : starts[last + 1]]
        if gap not in ("-", "‑") or not text[starts[last + 1]].islower() or len(reading.words[last + 1]) > 5:
            break
        last += 1
    # The article of an Arabic family name belongs to the name: "al-Burhan".
    while first > sentence.first and reading.words[first - 1] in PARTICLES and text[starts[first - 1]].islower():
        if text[reading.ends[first - 1] : starts[first]] not in ("-", " ", "‑"):
            break
        if reading.words[first - 1] not in ARTICLES and reading.words[first - 1] not in (
            "von",
            "van",
            "der",
            "фон",
            "ван",
            "дер",
        ):
            break
        if text[reading.ends[first - 1] : starts[first]] == " " and reading.words[first - 1] in ("as", "at", "an"):
            break
        first -= 1
    runs.append(Run(first, last, sentence))


def parts_of(reading: Reading, first: int, last: int) -> list[tuple[int, int, str]]:
    """(first word, last word, text) of each part; words joined by hyphens and particles with what they lead are one."""
    parts: list[tuple[int, int, str]] = []
    begin = first
    for index in range(first, last + 1):
        if index < last:
            gap = reading.text[reading.ends[index] : reading.starts[index + 1]]
            word = reading.words[index]
            small = word in PARTICLES and (
                reading.text[reading.starts[index]].islower() or (index == first and word in LEADING)
            )
            if gap in ("-", "‑") or small:
                continue
        parts.append((begin, index, reading.text[reading.starts[begin] : mention_end(reading, index)]))
        begin = index + 1
    return parts


def titled(sentence: Sentence, reading: Reading) -> bool:
    """Whether a sentence is set in capitals word by word, as headlines are."""
    long = [index for index in range(sentence.first, sentence.last) if len(reading.words[index]) > 3]
    if len(long) < 5 or sentence.end - sentence.start > 200:
        return False
    return sum(reading.text[reading.starts[index]].isupper() for index in long) * 100 > len(long) * 85
