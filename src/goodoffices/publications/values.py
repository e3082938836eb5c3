"""Values of claims in the language of the brief, composed from what is typed, not translated from what was said."""

from __future__ import annotations

from collections.abc import Sequence

from ..findings.labels import label as value_label
from ..findings.labels import with_polarity
from ..lexicon.concepts import label
from ..records import Answer, Claim, Concept, Position, Value, When, Where
from .moments import moment_text
from .names import Names
from .words import Words, concept_label

PHRASE = 5
CLOSING = frozenset(".!?…")


def answer_text(answer: Answer, claims: Sequence[Claim], names: Names) -> str:
    """The label of an answer: the finding's own in English, composed from its value in the other languages.

    Times and positions are composed in every language. A value that all its claims deny, plan or demand says so.
    """
    if names.words.language == "en" and answer.label and not isinstance(answer.value, When | Position):
        return answer.label
    text = value_text(answer.value, names) or answer.label
    polarities = {claim.polarity for claim in claims}
    return with_polarity(text, polarities.pop(), names.words.language) if len(polarities) == 1 else text


def value_text(value: Value, names: Names) -> str:
    """A value in words; the source's own where nothing can be composed."""
    if isinstance(value, When):
        return moment_text(value.moment, names.words)
    if isinstance(value, Where):
        return names.known.get(value.place) or value.name or value.text
    if isinstance(value, Position):
        return position_text(value, names)
    if isinstance(value, Concept) and not any(":" in concept for concept in value.ids):
        return ", ".join(concept_label(concept, names.words.language) for concept in value.ids) or value.text
    return value_label(value, names.words.language, names.known) or quoted(value.text, names.words)


def position_text(value: Position, names: Names) -> str:
    """The stance, and what it is about in the party's own words."""
    stance = label("stances", value.stance, names.words.language)
    about = value.about or value.text
    return f"{stance}: {quoted(excerpt(about), names.words)}" if about else stance


def excerpt(text: str) -> str:
    """Words cut out of a sentence, with an ellipsis where something was cut off; a mere phrase as it is."""
    words = text.strip()
    if len(words.split()) < PHRASE:
        return words
    opening = "… " if words[0].islower() else ""
    return f"{opening}{words}" if words[-1] in CLOSING else f"{opening}{words} …"


def quoted(text: str, words: Words) -> str:
    """The words of a source between the quotation marks of the brief's language."""
    return f"“{text}”" if words.language == "en" else f"«{text}»"
