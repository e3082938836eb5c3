"""Where the capitalised words of a reading stand: what finders of names start from."""

from __future__ import annotations

from itertools import compress

from ..reading import Reading, Sentence


def capitals(reading: Reading) -> list[tuple[int, Sentence]]:
    """(index of the word, its sentence) of every word that begins with a capital, in text order.

    Kept with the reading, because three finders ask for it one after the other.
    """
    known: list[tuple[int, Sentence]] | None = reading.kept.get("capitals")
    if known is not None:
        return known
    found: list[tuple[int, Sentence]] = []
    sentences, place = reading.sentences, 0
    for index in compress(range(len(reading.words)), reading.capitals):
        while sentences[place].last <= index:
            place += 1
        found.append((index, sentences[place]))
    reading.kept["capitals"] = found
    return found
