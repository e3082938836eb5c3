"""One key for the forms of a word in search: light stems for English, Ukrainian and Russian.

English: the plural stemmer of Harman (1991), "How effective is suffixing?". Ukrainian and Russian: one ending of
declension or conjugation is taken off, the longest that leaves three letters. A stem is a key, not a word.
"""

from __future__ import annotations

from functools import lru_cache

# Declension, adjectives, verbs, verbal nouns.
_ENDINGS = sorted(
    set(
        "а я у ю е є і и ы ї й о ь ом ем ём ам ям ах ях ою ею ої ій им ім их іх ый ий ая яя ое ее ые ие ого его ому "
        "ему ою ой ей ею ую юю ов ев ів їв ами ями ові еві єві ими іми ыми ых ую ість ости остью ості "
        "ти ть ться тись ся сь ла ло ли в ете ите ємо емо имо ешь ишь ут ют ат ят уть ють ать ять ет ит ить "
        "ував ювала овал овала увати ивать ывать ання ення іння ание ение ания ения анню енню аний ений анный "
        "енный ил ила или ило ив".split()
    ),
    key=len,
    reverse=True,
)
SHORTEST = 3


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The key of a word, given in lower case."""
    if word.isascii():
        return _english(word)
    if not "а" <= word[0] <= "ґ":
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def _english(word: str) -> str:
    if len(word) <= SHORTEST:
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word
