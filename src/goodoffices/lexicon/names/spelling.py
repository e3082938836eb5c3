"""One key for the spellings of a name across scripts: a folded Latin form, and a skeleton of its consonants.

`romanised` writes Cyrillic in Latin letters the way the press does; `folded` levels the transliteration schemes
(KMU 2010, BGN/PCGN, ISO 9, passports, German) to one form that still has its vowels; `skeleton` drops the vowels and
levels what the schemes confuse. Names that could be one have one skeleton; what has one skeleton is not yet one name.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UKRAINIAN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia   ".split(" "),
        strict=False,
    )
)
RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia".split(" "),
        strict=True,
    )
)
BOTH = {**RUSSIAN, **{letter: UKRAINIAN[letter] for letter in "ґєії'’ʼ"}, "ў": "u", "ә": "a", "қ": "k", "ғ": "g"}
_SPECIAL = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
_CLUSTERS = (
    ("'", ""), ("’", ""), ("ʼ", ""), ("`", ""), ("-", ""), (".", ""), (" ", ""),
    ("shch", "sh"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("tzsch", "ch"), ("dzh", "j"), ("dj", "j"),
    ("kh", "h"), ("zh", "j"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("cz", "ch"), ("sz", "sh"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("gh", "h"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("wh", "v"), ("w", "v"), ("tz", "ts"),
)  # fmt: skip


def romanised(word: str, language: str = "") -> str:
    """The word in lower-case Latin letters; `language` uk or ru picks the scheme, else letters decide."""
    table = UKRAINIAN if language == "uk" else RUSSIAN if language == "ru" else BOTH
    return "".join(table.get(letter, BOTH.get(letter, letter)) for letter in word.lower())


def _plain(word: str) -> str:
    word = "".join(_SPECIAL.get(letter, letter) for letter in word)
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


_VOICED = str.maketrans({"č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "ş": "sh", "ç": "ch", "ń": "n",
                         "Č": "Ch", "Ć": "Ch", "Š": "Sh", "Ž": "Zh", "Ş": "Sh", "Ç": "Ch"})  # fmt: skip


@lru_cache(maxsize=50_000)
def voiced(word: str) -> str:
    """The word with its hooks and accents written out as they sound, the way Cyrillic spells them: "Lajčák" -> Laichák.

    Newspapers drop such marks as often as they keep them, so this is a second spelling beside `folded`, not the first.
    """
    if word.isascii():
        return word
    told = unicodedata.normalize("NFC", word).translate(_VOICED)
    return word if told == word else told.replace("j", "i")


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The word levelled over transliteration schemes, vowels kept: "Зеленський", "Zelenskyy" -> zelenski."""
    text = _plain(romanised(unicodedata.normalize("NFC", word)))
    if text.startswith("ui"):
        text = "v" + text[1:]
    for cluster, plain in _CLUSTERS:
        if cluster in text:
            text = text.replace(cluster, plain)
    text = _soft_c(text)
    for pair, plain in (
        ("iy", "i"),
        ("yi", "i"),
        ("yy", "i"),
        ("ij", "i"),
        ("ii", "i"),
        ("yj", "i"),
        ("y", "i"),
        ("ie", "e"),
        ("jo", "io"),
        ("ei", "e"),
    ):
        if pair in text:
            text = text.replace(pair, plain)
    letters: list[str] = []
    for letter in text:
        if not letters or letters[-1] != letter:
            letters.append(letter)
    return "".join(letters)


def _soft_c(text: str) -> str:
    if "c" not in text:
        return text
    out = []
    for index, letter in enumerate(text):
        following = text[index + 1 : index + 2]
        if letter == "c" and following != "h":
            out.append("s" if following in ("e", "i", "y") else "k")
        else:
            out.append(letter)
    return "".join(out)


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a name, levelled: the key under which spellings of one name meet.

    An opening vowel counts as "a"; s and z, g and h are one; j before a vowel (Selenskyj, Jatsenjuk) is none.
    """
    text = folded(word).replace("ch", "c").replace("sh", "$")
    out: list[str] = []
    for index, letter in enumerate(text):
        if letter in "aeiouy":
            if index == 0:
                out.append("a")
            continue
        if letter == "j" and index and text[index - 1] not in "aeiou":
            continue
        out.append({"z": "s", "g": "h", "$": "$"}.get(letter, letter))
    return "".join(out)
