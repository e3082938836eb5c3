"""Ukrainian and Russian nouns for speakers in the genitive, as they stand behind "по словам" and "за словами".

Forms are made by ending, all that may be right: what no text writes is never met. The first word of a phrase is not
inflected here; offices have their own stems in `roles.yaml`.
"""

from __future__ import annotations

_HARD = frozenset("гґкхжшчщ")


def genitives(noun: str, language: str, *, plural: bool = False) -> tuple[str, ...]:
    """The genitive forms that a nominative may have, with the accusative of feminines; none for a phrase or a stem."""
    if " " in noun or noun.endswith("*") or len(noun) < 4 or language == "en":
        return ()
    if plural:
        return _of_many(noun, language)
    return _ukrainian(noun) if language == "uk" else _russian(noun)


def _of_many(noun: str, language: str) -> tuple[str, ...]:
    stem, ending = noun[:-1], noun[-1]
    if noun.endswith(("ые", "ие")):
        return (stem + "х",)
    if noun.endswith(("ні", "ві", "лі")) and language == "uk":
        return (noun[:-1] + "их",)
    if ending not in "иыіїя":
        return ()
    return (stem + "ів", stem + "їв") if language == "uk" else (stem + "ов", stem + "ев", stem + "ей")


def _russian(noun: str) -> tuple[str, ...]:
    stem = noun[:-1]
    if noun.endswith("ец"):
        before = noun[-3]
        return (noun[:-2] + ("ьца" if before == "л" else "йца" if before in "аоеуи" else "ца"),)
    if noun.endswith("ок"):
        return noun[:-2] + "ка", noun + "а"
    if noun.endswith(("ый", "ой", "ий")):
        return noun[:-2] + "ого", noun[:-2] + "его", stem + "я"
    if noun.endswith(("ая", "яя")):
        return noun[:-2] + "ой", noun[:-2] + "ей", noun[:-2] + "ую"
    if noun[-1] in "йь":
        return (stem + "я",) if noun[-1] == "й" else (stem + "я", stem + "и")
    if noun[-1] == "а":
        return stem + ("и" if stem[-1] in _HARD else "ы"), stem + "у"
    if noun[-1] == "я":
        return stem + "и", stem + "ю"
    return () if noun[-1] in "оеиыую" else (noun + "а",)


def _ukrainian(noun: str) -> tuple[str, ...]:
    stem = noun[:-1]
    if noun.endswith("ець"):
        return (noun[:-3] + "ця",)
    if noun.endswith("ок"):
        return noun[:-2] + "ка", noun + "а"
    if noun.endswith(("ий", "ій")):
        return noun[:-2] + "ого", noun[:-2] + "ього"
    if noun[-1] in "йь":
        return (stem + "я",)
    if noun.endswith(("ар", "яр", "ир")):
        return noun + "я", noun + "а"
    if noun[-1] == "а":
        return stem + "и", stem + "і", stem + "у"
    if noun[-1] == "я":
        return stem + "і", stem + "ї", stem + "ю"
    if noun[-1] == "о":
        return (stem + "а",)
    return () if noun[-1] in "еиіїую" else (noun + "а",)
