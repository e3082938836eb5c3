"""How a value reads in a line of text, in the three languages of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from ..lexicon.concepts import label as word_label
from ..lexicon.concepts import vocabulary
from ..lexicon.places import place_label
from ..records import Amount, Concept, Grade, Members, Moment, Polarity, Position, Quantity, Value, When, Where, local

FILES = ("issues", "formats", "claim-kinds", "acts", "strikes", "harm", "assessments", "talks", "stances", "outcomes")
DAY = 86_400_000_000
CLOCK = frozenset({"second", "minute", "hour"})


def label(value: Value, language: str = "en", names: Mapping[str, str] | None = None) -> str:
    """The value in words; `names` gives persons, parties and further ids theirs."""
    known = names or {}
    if isinstance(value, Amount):
        return amount_label(value.quantity, language)
    if isinstance(value, When):
        return moment_label(value.moment, language)
    if isinstance(value, Where):
        return known.get(value.place) or place_label(value.place, value.name or value.text, language)
    if isinstance(value, Members):
        return _members(value, language, known)
    if isinstance(value, Grade):
        return word_label("assessments", value.word, language)
    if isinstance(value, Position):
        return _position(value, language)
    return concepts_label(value, language, known)


def with_polarity(text: str, polarity: Polarity, language: str = "en") -> str:
    """The label of a value that was planned, demanded or denied."""
    return text if polarity == "asserted" else phrase(polarity, language, value=text)


def phrase(ident: str, language: str, **words: str) -> str:
    """A template of the findings vocabulary, filled in."""
    return word_label("findings", ident, language).format(**words)


def amount_label(quantity: Quantity, language: str) -> str:
    """`six hours`, `about four hours`, `at least 12 people`, `3 to 5 kilometres`; `прикордонні стовпи: 16`."""
    if quantity.unit == "item" and quantity.of not in _units() and quantity.of in vocabulary("figures"):
        number = amount_label(msgspec.structs.replace(quantity, of=""), language)
        thing = word_label("figures", quantity.of, language)
        return f"{number} {thing}" if language == "en" else f"{thing}: {number}"
    low, high = quantity.low, quantity.high
    if quantity.modifier == "at-least" or high is None:
        return _bounded("at-least", low if low is not None else high, quantity, language)
    if quantity.modifier == "at-most" or low is None:
        return _bounded("at-most", high, quantity, language)
    if low != high:
        order = _magnitude(low, high, language)
        if order:
            return _named(order, quantity, language)
        text = phrase("between", language, left=_number(low, "", language), right=_counted(high, quantity, language))
        return phrase("about", language, value=text) if quantity.modifier == "about" and language == "en" else text
    if quantity.modifier == "about":
        return _bounded("about", low, quantity, language)
    return _counted(low, quantity, language)


def _magnitude(low: Decimal, high: Decimal, language: str) -> str:
    """`tens of thousands` for 10,000 to 99,999; "" for any other range."""
    words = vocabulary("findings")["magnitudes"].get(f"{low.normalize():f}")
    whole = low * 10 - 1 <= high <= low * 10
    return str(words.get(language) or words["en"]) if words and whole else ""


def _named(order: str, quantity: Quantity, language: str) -> str:
    thing = _joined(quantity, 2, language)
    if not thing:
        return order
    return f"{order} of {thing}" if language == "en" else f"{order} {thing}"


def _joined(quantity: Quantity, form: int, language: str) -> str:
    """What is counted, in the given plural form; several groups joined by "and"."""
    group, _, state = quantity.of.partition("/")
    names = group.split("+") if quantity.unit in ("item", "person", "") and group else [quantity.unit]
    words: list[str] = []
    for name in names:
        entry = _units().get(name.replace(" ", "-"))
        forms = (entry.get(language) or entry["en"]) if entry else None
        words.append(str(forms[min(form, len(forms) - 1)]) if forms else name if name != "item" else "")
    text = f" {vocabulary('findings')['and'][language]} ".join(word for word in words if word)
    return f"{text}, {word_label('harm', state, language)}" if state in vocabulary("harm") else text


def _unit(quantity: Quantity) -> str:
    """The unit counted in: whom a figure counts stands before a slash in `of`, what befell them after it."""
    group = quantity.of.partition("/")[0]
    return group if quantity.unit in ("item", "person", "") and group in _units() else quantity.unit.replace(" ", "-")


def _bounded(modifier: str, number: Decimal | None, quantity: Quantity, language: str) -> str:
    genitive = language in vocabulary("findings")[modifier].get("genitive", ())
    return phrase(modifier, language, value=_counted(number, quantity, language, genitive=genitive))


def _counted(number: Decimal | None, quantity: Quantity, language: str, *, genitive: bool = False) -> str:
    count = Decimal(0) if number is None else number
    entry = _units().get(_unit(quantity))
    gender = entry.get("gender", "m") if entry else ""
    if isinstance(gender, dict):
        gender = gender.get(language, "m")
    if genitive:
        # Number words would need cases of their own; after a figure the genitive of the unit is enough.
        return f"{_number(count, '', language)} {_joined(quantity, 1 if count == 1 else 2, language)}".strip()
    return f"{_number(count, str(gender), language)} {_joined(quantity, _form(count, language), language)}".strip()


def _units() -> dict[str, Any]:
    return vocabulary("findings")["units"]


def _form(count: Decimal, language: str) -> int:
    """CLDR plural category as an index: one, few, many (two forms in English)."""
    if language == "en":
        return 0 if count == 1 else 1
    if count != count.to_integral_value():
        return 1
    last, tens = int(count) % 10, int(count) % 100
    if last == 1 and tens != 11:
        return 0
    return 1 if 2 <= last <= 4 and not 12 <= tens <= 14 else 2


def _number(count: Decimal, gender: str, language: str) -> str:
    words = vocabulary("findings")["numbers"].get(language) or []
    if gender and count == count.to_integral_value() and 0 <= count < len(words):
        feminine = vocabulary("findings")["feminine"].get(language, {})
        return str(feminine.get(str(int(count)), words[int(count)]) if gender == "f" else words[int(count)])
    plain = count.quantize(Decimal("0.01")) if count != count.to_integral_value() else count
    return f"{plain.normalize():,f}" if language == "en" else f"{plain.normalize():,f}".replace(",", "\u00a0")


def moment_label(moment: Moment, language: str) -> str:
    """`18 February 2026`, `17-18 February 2026` (en dash), `10:00 (UTC+02:00), 18 February 2026`, a month or a year."""
    if moment.begins is None and moment.ends is not None:
        return phrase("by", language, value=moment_label(_closed(moment, moment.ends), language))
    if moment.begins is not None and moment.ends is None:
        return phrase("since", language, value=moment_label(_closed(moment, moment.begins), language))
    if moment.begins is None or moment.ends is None:
        return moment.text
    first = local(moment.begins, moment.zone)
    last = local(max(moment.ends - 1, moment.begins), moment.zone)
    months = vocabulary("findings")["months"].get(language) or vocabulary("findings")["months"]["en"]
    if moment.precision in ("year", "decade", "season"):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if moment.precision == "month" and _whole_months(moment):
        names = vocabulary("findings")["months-alone"].get(language) or months
        one, other = names[first.month - 1], names[last.month - 1]
        return f"{one} {first.year}" if one == other else f"{one} – {other} {last.year}"
    day = f"{last.day} {months[last.month - 1]} {last.year}"
    if moment.precision in CLOCK:
        zone = f" ({utc_offset(first)})" if moment.zone else ""
        return f"{first:%H:%M}{zone}, {first.day} {months[first.month - 1]} {first.year}"
    if moment.precision == "part-day" or first.date() == last.date():
        return day
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day}"
    return f"{first.day} {months[first.month - 1]} – {day}"


def utc_offset(when: datetime) -> str:
    """`UTC` or `UTC+02:00`."""
    stamp = when.strftime("%z")
    return "UTC" if stamp in ("", "+0000") else f"UTC{stamp[:3]}:{stamp[3:5]}"


def _whole_months(moment: Moment) -> bool:
    """Whether it is whole months, not the end or the middle of one."""
    return (moment.ends or 0) - (moment.begins or 0) >= 28 * DAY


def _closed(moment: Moment, instant: int) -> Moment:
    # The end lies just after what is meant: 12:01 closes the minute of 12:00, midnight the day before it.
    point = instant if moment.ends is None else instant - 1
    return Moment(point, point, moment.precision, moment.quality, moment.zone, moment.basis, moment.text)


def _members(value: Members, language: str, names: Mapping[str, str]) -> str:
    people = [names.get(person, person) for person in value.people] or list(value.names)
    listed = ", ".join(people) or value.text
    return phrase("and-others", language, value=listed) if value.open else listed


def _position(value: Position, language: str) -> str:
    about = f": {value.about}" if value.about else ""
    return f"{word_label('stances', value.stance, language)}{about}"


def concepts_label(value: Concept, language: str, names: Mapping[str, str]) -> str:
    """The labels of the ids, from whichever vocabulary holds them; `mediated-by:eg+qa` names the brokers."""
    return ", ".join(_concept(ident, language, names) for ident in value.ids) or value.text


def _concept(ident: str, language: str, names: Mapping[str, str]) -> str:
    head, _, rest = ident.partition(":")
    if rest:
        brokers = ", ".join(names.get(broker, broker) for broker in rest.split("+"))
        return f"{_concept(head.removesuffix('-by'), language, names)} ({brokers})"
    for file in FILES:
        if head in vocabulary(file):
            return word_label(file, head, language)
    return names.get(head) or head.replace("-", " ")
