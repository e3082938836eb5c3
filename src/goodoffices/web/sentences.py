"""Refusals of the layers below, which speak English, in the reader's language.

`locale/said/*.yaml` holds each sentence as it is said, with {names} where it has values, and what it is in the other
languages; `page` is the English of a page where that of the command line would not help. Every refusal that can reach
a page has one, or a test fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec
import yaml

LONGEST = 4_000
"""Characters of a refusal that is looked up; longer ones stay as they are."""
DEEPEST = 3
"""A sentence in a value of a sentence: `nothing in it can be read: a PNG image, not a page`."""
NAMED = re.compile(r"{(\w+)}")


class Told(msgspec.Struct, frozen=True):
    """A refusal and the language it is in."""

    text: str
    language: str


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: what stands between its values, their names, and the sentence in each language."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    texts: dict[str, str]

    def values(self, said: str) -> tuple[str, ...] | None:
        """The values of the sentence as it was said; None where something else was said.

        Each value ends where the next piece first stands, so the work grows with the length alone.
        """
        first, *middle = self.pieces
        if not middle:
            return () if said == first else None
        last = middle.pop()
        end = len(said) - len(last)
        if not said.startswith(first) or not said.endswith(last) or end < len(first):
            return None
        at, found = len(first), []
        for piece in middle:
            here = said.find(piece, at, end)
            if here < 0:
                return None
            found.append(said[at:here])
            at = here + len(piece)
        return (*found, said[at:end])


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every sentence, those with the most words of their own first: `{kind}, not a page` would take many others."""
    found = []
    folder = resources.files(__package__).joinpath("locale", "said")
    for file in folder.iterdir():
        if file.name.endswith(".yaml"):
            for texts in yaml.safe_load(file.read_text(encoding="utf-8")):
                pieces = NAMED.split(texts["en"])
                shown = {"en": texts.get("page", texts["en"]), "uk": texts["uk"], "ru": texts["ru"]}
                found.append(Sentence(tuple(pieces[::2]), tuple(pieces[1::2]), shown))
    return tuple(sorted(found, key=lambda one: (-sum(map(len, one.pieces)), one.pieces)))


def told(said: str, language: str) -> Told:
    """A refusal in a language; as it was said where nobody has put it into that language."""
    text = _part(said, language) if len(said) <= LONGEST else None
    return Told(said, "en") if text is None else Told(text, language)


def _part(said: str, language: str) -> str | None:
    """A sentence, or `file, line 3: what is wrong. What to do` with its parts."""
    whole = _sentence(said, language) or _two(said, language)
    if whole is not None:
        return whole
    for at in _places(said, ": "):
        rest = said[at + 2 :]
        what = _sentence(rest, language) or _two(rest, language)
        if what is not None:
            return f"{_place(said[:at], language)}: {what}"
    return None


def _two(said: str, language: str) -> str | None:
    for at in _places(said, ". "):
        what, remedy = _sentence(said[:at], language), _sentence(said[at + 2 :], language)
        if what is not None and remedy is not None:
            return f"{what}. {remedy}"
    return None


def _place(head: str, language: str) -> str:
    before, comma, where = head.rpartition(", ")
    return f"{before}{comma}{_sentence(where, language) or where}"


def _places(said: str, mark: str) -> Iterator[int]:
    at = said.find(mark)
    while at >= 0:
        yield at
        at = said.find(mark, at + 1)


def _sentence(said: str, language: str, depth: int = 0) -> str | None:
    for one in sentences():
        values = one.values(said)
        if values is not None and all(values):
            shown = [_value(value, language, depth) for value in values]
            return one.texts[language].format(**dict(zip(one.names, shown, strict=True)))
    return None


def _value(value: str, language: str, depth: int) -> str:
    inner = _sentence(value, language, depth + 1) if depth < DEEPEST else None
    return value if inner is None else inner
