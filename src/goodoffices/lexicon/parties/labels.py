"""What a party is called in each interface language."""

from __future__ import annotations

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


def _state_names(ident: str) -> dict[str, str]:
    for line in state_lines():
        fields = line.split("\t")
        if fields[0] == ident:
            return {code: names.split(";")[0] for code, names in zip(LANGUAGES, fields[1:4], strict=True)}
    return {}
