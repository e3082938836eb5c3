"""Reasons in words, and names of owners, in the three languages of the interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..lexicon.concepts import label as word_label
from ..lexicon.concepts import vocabulary
from ..records import Answer, Because, Finding
from .labels import label, phrase

MOST = 24
NAMED = 12


def explain(
    finding: Finding,
    language: str,
    names: Mapping[str, str] | None = None,
    labels: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """The reasons of a finding in a language; `names` gives persons and parties theirs, `labels` the answers.

    Without `labels` answers are worded anew from their values; planned and denied ones keep the mark of their English
    label. A reason that would say that something is like itself is left out.
    """
    known = names or {}
    said = labels or [_marked(answer, language, known) for answer in finding.values]
    return reasons_of([one for one in finding.because if not _idle(one, said)], said, language, known)


def _idle(because: Because, labels: Sequence[str]) -> bool:
    if because.rule not in ("why-refined", "why-changed") or because.left is None or because.right is None:
        return False
    return labels[because.left] == labels[because.right]


def _marked(answer: Answer, language: str, names: Mapping[str, str]) -> str:
    text = label(answer.value, language, names)
    for mark in ("planned", "denied", "demanded"):
        before, after = word_label("findings", mark, "en").split("{value}")
        if answer.label.startswith(before) and answer.label.endswith(after):
            return phrase(mark, language, value=text)
    return text


def reasons_of(
    because: Sequence[Because], labels: Sequence[str], language: str, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Reasons in words, each once; nobody reads more than the first `MOST`, so the rest are counted."""
    told = [reason(one, labels, language, names) for one in because[:MOST]]
    if len(because) > MOST:
        told.append(phrase("why-more", language, count=str(len(because) - MOST)))
    return tuple(dict.fromkeys(told))


def reason(because: Because, labels: Sequence[str], language: str, names: Mapping[str, str]) -> str:
    """One reason in words."""
    left = labels[because.left] if because.left is not None else ""
    right = labels[because.right] if because.right is not None else ""
    return phrase(
        because.rule,
        language,
        left=left,
        value=left,
        right=right,
        who=owner_names(because.owners, language, names),
        other=owner_names(because.others, language, names),
        count=str(because.count),
    )


def owner_names(owners: Sequence[str], language: str, names: Mapping[str, str]) -> str:
    """Owners in words, separated by commas; of very many the first `NAMED` and how many more there are."""
    listed = ", ".join(owner_name(owner, language, names) for owner in owners[:NAMED])
    more = len(owners) - NAMED
    return phrase("and-more", language, value=listed, count=str(more)) if more > 0 else listed


def owner_name(owner: str, language: str, names: Mapping[str, str]) -> str:
    """A person's or party's name, `an official (Ukraine)` for an unnamed one, an outlet's as it is."""
    if not owner.startswith("unnamed:"):
        return names.get(owner, owner)
    party, _, role = owner.removeprefix("unnamed:").partition(":")
    key = "wire-media" if role == "media" else role
    said = word_label("upstreams", key, language) if key in vocabulary("upstreams") else role.replace("-", " ")
    return f"{said} ({names.get(party, party)})" if party else said
