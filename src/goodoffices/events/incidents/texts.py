"""How alike two texts are, across spellings, cases and scripts: shared words weigh by how rare they are.

Words are brought to one skeleton: Cyrillic to Latin letters, letters that languages write differently to one, endings
off. So a town, a name or a number is the same word in English, Ukrainian and Russian; other words are not expected to
be, and two languages without a common word are no evidence against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .candidates import Ints
from .sphere import Floats

STEPS = (0.02, 0.08, 0.2, 0.4, 0.7)
"""Borders between the grades of likeness; the last grade is that of copies."""
FIRST_ODDS = (-0.3, 0.0, 0.7, 1.6, 3.0, 5.0)
"""Log odds of each grade before anything is learned; grade 0 says little, for languages differ."""
MOST_WORDS = 80
STEM = 5
_WORD = re.compile(r"[^\W_]{2,30}")
_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e", "э": "e", "ж": "z",
    "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "ы": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "k", "ц": "c", "ч": "c", "ш": "s",
    "щ": "s", "ъ": "", "ь": "", "ю": "u", "я": "a", "'": "", "’": "", "y": "i", "h": "", "j": "i", "w": "v",
})  # fmt: skip
_DIGRAPHS = (("kh", "k"), ("zh", "z"), ("ts", "c"), ("ch", "c"), ("sh", "s"), ("ya", "a"), ("yu", "u"), ("ye", "e"),
             ("yi", "i"), ("iy", "i"), ("ia", "a"), ("ie", "e"), ("iu", "u"), ("h", "g"))  # fmt: skip


def skeletons(text: str) -> list[str]:
    """The skeletons of the first words of a text, each once, in order."""
    found: dict[str, None] = {}
    for word in _WORD.findall(text[:4000].casefold())[:MOST_WORDS]:
        if word.isdigit():
            found[word] = None
            continue
        held = word
        if word.isascii():
            for pair, letter in _DIGRAPHS:
                held = held.replace(pair, letter)
        held = held.translate(_LATIN)
        if len(held) > 2:
            found[held[:STEM]] = None
    return list(found)


def word_table(texts: Iterable[str | None]) -> csr_matrix:
    """Texts by words, each word with the root of its weight (log of how rare it is); rows scaled by nothing."""
    index: dict[str, int] = {}
    rows, starts = [], [0]
    for text in texts:
        words = skeletons(text) if text else []
        rows += [index.setdefault(word, len(index)) for word in words]
        starts.append(len(rows))
    columns = np.array(rows, np.int64)
    count = np.bincount(columns, minlength=len(index)) if index else np.zeros(0)
    weight = np.log((len(starts)) / np.maximum(count, 1)) + 0.1
    data = np.sqrt(weight[columns]) if len(columns) else np.zeros(0)
    return csr_matrix((data, columns, np.array(starts)), shape=(len(starts) - 1, max(len(index), 1)))


def grades(table: csr_matrix, first: Ints, second: Ints) -> NDArray[np.int64]:
    """The grade of likeness of pairs of texts, -1 where one of them says nothing."""
    whole = np.asarray(table.multiply(table).sum(axis=1)).reshape(-1)
    shared = np.asarray(table[first].multiply(table[second]).sum(axis=1)).reshape(-1)
    lesser = np.minimum(whole[first], whole[second])
    alike = shared / np.maximum(lesser, 1e-9)
    return np.where(lesser > 0, np.searchsorted(STEPS, alike), -1)


def learned_odds(grade: NDArray[np.int64], weight: Floats, prior: float = 20.0) -> Floats:
    """Log odds of each grade from pairs that are one incident with probability `weight`; it leans on FIRST_ODDS."""
    size = len(FIRST_ODDS)
    told = grade >= 0
    same = np.bincount(grade[told], weight[told], size).astype(float)
    other = np.bincount(grade[told], 1 - weight[told], size).astype(float)
    if not told.any():
        return np.array(FIRST_ODDS)
    chance = (other + 1.0) / (other.sum() + size)
    expected = chance * np.exp(FIRST_ODDS)
    alike = (same + prior * expected / expected.sum()) / (same.sum() + prior)
    return np.asarray(np.clip(np.log(alike / chance), -2.0, 6.0))


def odds_of(grade: NDArray[np.int64], odds: Floats) -> Floats:
    """The log odds of grades, 0 where there is none."""
    return np.where(grade >= 0, odds[np.maximum(grade, 0)], 0.0)
