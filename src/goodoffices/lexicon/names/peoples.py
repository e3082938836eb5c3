"""Nouns for one person by where he comes from: "the Ghanaian", «австрієць», «японка» (vocab/peoples.yaml)."""

from __future__ import annotations

from functools import cache, lru_cache

from ..vocabulary import vocabulary
from .forms import nominatives

_WOMEN = ("ка", "киня", "гиня", "woman", "filipina")


@cache
def _lands(language: str) -> dict[str, str]:
    return {word: land for land, entry in vocabulary("peoples").items() for word in entry["words"].get(language, ())}


@lru_cache(maxsize=20_000)
def land_of(word: str, language: str) -> str:
    """The land (country code) of one person called so, in any case of the noun; "" where the word is no such noun."""
    lands = _lands(language)
    if not lands or word in lands or language == "en":
        return lands.get(word, "")
    forms = list(nominatives(word, language))
    if language == "ru" and word.endswith(("йца", "йцу", "йцем", "йце")):  # "австрийца"
        forms.append(word[: word.rindex("йц")] + "ец")
    return next((lands[form] for form in forms if form in lands), "")


def is_land(code: str) -> bool:
    """Whether a party id is a land that has such a noun, not an organisation."""
    return code in vocabulary("peoples")


def called_alone(word: str, language: str) -> bool:
    """Whether the noun stands in the nominative singular: "японець", not "японців"."""
    return word in _lands(language)


def land_gender(word: str) -> str:
    """f where the noun is one for women, else m."""
    return "f" if word.endswith(_WOMEN) else "m"
