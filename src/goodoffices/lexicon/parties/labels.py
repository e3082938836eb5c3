"""What a party is called in each interface language."""

from __future__ import annotations

from functools import lru_cache

from ...records import CaseSettings
from ..concepts import vocabulary
from .table import LANGUAGES, state_lines


def party_labels(ident: str, settings: CaseSettings) -> dict[str, str]:
    """{language: name} of a party; the case's own name wins in English and wherever the lists have none.

    An id that nothing knows stands for itself.
    """
    labels = {code: str(name) for code, name in vocabulary("parties").get(ident, {}).get("labels", {}).items()}
    if not labels:
        labels = _state_names(ident)
    for party in settings.parties:
        if party.id == ident:
            labels = {code: labels.get(code, party.name) for code in LANGUAGES} | {"en": party.name}
    return {code: labels.get(code) or labels.get("en") or ident for code in LANGUAGES}


@lru_cache(maxsize=5_000)
def declined(word: str, ident: str, language: str) -> bool:
    """Whether a word (in lower case) is the one-word name of a party in another case than the nominative."""
    label = party_labels(ident, CaseSettings())[language].lower() if language in LANGUAGES else ""
    if not label or " " in label or word == label:
        return False
    shared = next((at for at, (one, other) in enumerate(zip(word, label, strict=False)) if one != other), None)
    shared = min(len(word), len(label)) if shared is None else shared
    return shared >= max(3, len(label) - 2) and len(word) - shared < 4


def _state_names(ident: str) -> dict[str, str]:
    for line in state_lines():
        fields = line.split("\t")
        if fields[0] == ident:
            return {code: names.split(";")[0] for code, names in zip(LANGUAGES, fields[1:4], strict=True)}
    return {}
