"""Words of running text: a capital on one of them is no sign of a name."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _words(language: str) -> frozenset[str]:
    path = Path(__file__).with_name(f"common_{language}.txt")
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def common(word: str, language: str) -> bool:
    """Whether running text writes the word (given in lower case) in small letters."""
    return word in _words(language)
