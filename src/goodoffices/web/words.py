"""Words of the interface in the three languages: every message has all of them, or a test fails."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from ..publications.words import plural
from .sentences import Told, told

LANGUAGES = ("en", "uk", "ru")
OWN_NAMES = {"en": "English", "uk": "Українська", "ru": "Русский"}


@cache
def messages() -> dict[str, dict[str, Any]]:
    """Every message by its key: {language: text}, or {language: {plural category: text}}. A key stands in one file."""
    found: dict[str, dict[str, Any]] = {}
    folder = resources.files(__package__).joinpath("locale")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            for key, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                assert key not in found, f"{file.name}: {key} stands in two files"
                found[key] = texts
    return found


class Words:
    """The messages in one language. An unknown key is a mistake of ours and raises KeyError."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = messages()

    def __call__(self, key: str, **fields: object) -> str:
        """A message with its fields filled in."""
        text = str(self._messages[key][self.language])
        return text.format(**fields) if fields else text

    def count(self, key: str, number: int) -> str:
        """A number with its noun: `1 finding`, `5 findings`."""
        forms = self._messages[key][self.language]
        noun = forms.get(plural(number, self.language)) or forms["other"]
        return f"{self.number(number)} {noun}"

    def number(self, number: int) -> str:
        """A number with its thousands apart, as the language writes it."""
        gap = "," if self.language == "en" else "\u202f"
        return f"{number:,d}".replace(",", gap) if abs(number) >= 10_000 else str(number)

    def said(self, text: str) -> Told:
        """A refusal of the layers below, in this language where it has been put into it."""
        return told(text, self.language)

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self._messages


@cache
def words_in(language: str) -> Words:
    """The messages in a language, read once."""
    return Words(language)


def preferred(header: str, default: str) -> str:
    """The language of Accept-Language that the interface speaks and the browser wants most."""
    wanted: list[tuple[float, str]] = []
    for part in header[:200].split(","):
        name, _, rest = part.strip().partition(";q=")
        code = name.lower()[:2]
        if code in LANGUAGES:
            weight = rest.strip()[:5]
            wanted.append((-float(weight) if weight.replace(".", "", 1).isdigit() else -1.0, code))
    return min(wanted)[1] if wanted else default
