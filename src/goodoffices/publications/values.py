"""Values of claims in the language of the brief, composed from what is typed, not translated from what was said."""

from __future__ import annotations

from decimal import Decimal

from ..lexicon.concepts import label
from ..records import Amount, Answer, Grade, Members, Position, Quantity, Value, When, Where
from .moments import moment_text
from .names import Names
from .words import Words, concept_label, is_concept


def answer_text(answer: Answer, names: Names) -> str:
    """The label of an answer: the finding's own in English, composed from its value in the other languages."""
    if names.words.language == "en" and answer.label:
        return answer.label
    return value_text(answer.value, names) or answer.label


def value_text(value: Value, names: Names) -> str:
    """A value in words; the source's own words stand in quotation marks where nothing can be composed."""
    words = names.words
    if isinstance(value, Amount):
        return quantity_text(value.quantity, words) or quoted(value.text, words)
    if isinstance(value, When):
        return moment_text(value.moment, words)
    if isinstance(value, Where):
        return names.places[value.place].name if value.place in names.places else value.name or value.text
    if isinstance(value, Members):
        return members_text(value, names)
    if isinstance(value, Grade):
        return concept_label(value.word, words.language)
    if isinstance(value, Position):
        return position_text(value, names)
    return ", ".join(_concept(concept, names) for concept in value.ids) or quoted(value.text, words)


def _concept(concept: str, names: Names) -> str:
    """A concept, or one that takes an id after a colon: `mediated-by:xx` names the party in brackets."""
    stem, _, rest = concept.partition(":")
    if rest and not is_concept(stem) and is_concept(stem.removesuffix("-by")):
        stem = stem.removesuffix("-by")
    text = concept_label(stem, names.words.language)
    return f"{text} ({', '.join(names(part) for part in rest.split('+'))})" if rest else text


def quantity_text(quantity: Quantity, words: Words) -> str:
    """`about 4 hours`, `приблизно 4 години`; empty where the unit has no word in this language."""
    unit = f"unit-{quantity.unit.replace(' ', '-')}"
    if not words.known(unit):
        if quantity.unit not in ("", "item"):
            return ""
        unit = ""
    low, high = quantity.low, quantity.high
    last = high if high is not None else low
    if last is None:
        return ""
    if low is not None and high is not None and low != high:
        figures = f"{words.number(low)}–{words.number(high)}"
    else:
        figures = words.number(last)
    amount = f"{figures} {words.noun(unit, _deciding(last))}" if unit else figures
    modifier = quantity.modifier
    if low is None or high is None:
        modifier = "at-most" if low is None else "at-least"
    return words(f"modifier-{modifier}", amount=amount)


def _deciding(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def members_text(value: Members, names: Names) -> str:
    """Who belongs, by name; "and others" where the text says so."""
    named = [names(ident) for ident in value.people]
    if len(value.names) > len(named):
        named = list(value.names)
    text = ", ".join(named) or value.text
    return f"{text} {names.words('and-others')}" if value.open else text


def position_text(value: Position, names: Names) -> str:
    """Issue, stance, and what it is about in the party's own words."""
    words = names.words
    stance = label("stances", value.stance, words.language)
    head = f"{concept_label(value.issue, words.language)}: {names.party(value.party)} {stance}"
    about = value.about or value.text
    return f"{head} {quoted(about, words)}" if about else head


def quoted(text: str, words: Words) -> str:
    """The words of a source between the quotation marks of the brief's language."""
    return f"“{text}”" if words.language == "en" else f"«{text}»"
