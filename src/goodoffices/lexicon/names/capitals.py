"""Where the capitalised words of a reading stand: what finders of names start from."""

from __future__ import annotations

from itertools import compress

from ..reading import Reading, Sentence

_last: list[tuple[Reading, list[tuple[int, Sentence]]]] = []


def capitals(reading: Reading) -> list[tuple[int, Sentence]]:
    """(index of the word, its sentence) of every word that begins with a capital, in text order.

    The last reading's list is kept, because three finders ask for it one after the other.
    """
    if _last and _last[0][0] is reading:
        return _last[0][1]
    found: list[tuple[int, Sentence]] = []
    sentences, place = reading.sentences, 0
    for index in compress(range(len(reading.words)), reading.capitals):
        while sentences[place].last <= index:
            place += 1
        found.append((index, sentences[place]))
    _last[:] = [(reading, found)]
    return found
