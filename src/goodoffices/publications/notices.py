"""Notes of reading in the language of the brief: messages are known by their English, as in a message catalogue.

The English of `vocab/notices.yaml` is the message as the code writes it; a message that the catalogue lacks stays
English and is marked so, as an honest translation is better than none but a guessed one is worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import PurePath
from typing import NamedTuple

from ..lexicon.concepts import vocabulary
from .moments import day_text
from .names import upstream_label
from .words import words_of


class Notice(NamedTuple):
    """A note and the language it is in; `pages` are the letters of the pages it is about, `file` an unread input."""

    text: str
    language: str
    pages: tuple[str, ...] = ()
    file: str = ""


class Template(NamedTuple):
    """A message: the literal stretches between its fields, and the names of the fields."""

    literals: tuple[str, ...]
    fields: tuple[str, ...]
    ident: str


def notices(texts: Iterable[str], letters: Mapping[str, str], language: str) -> tuple[Notice, ...]:
    """Notes of a record; those that say the same of several pages (path -> letter) are one."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for text in texts:
        path, colon, rest = text.partition(": ")
        if colon and path in letters:
            key, page = (*said(rest, language), ""), [letters[path]]
        elif colon and _is_path(path):
            key, page = (*_refusal(rest, language), _file(path, language)), []
        else:
            key, page = (*said(text, language), ""), []
        found.setdefault(key, []).extend(page)
    return tuple(Notice(text, code, tuple(pages), file) for (text, code, file), pages in found.items())


def _is_path(text: str) -> bool:
    name = PurePath(text.partition(", ")[0]).name
    return "." in name or "/" in text


def _file(path: str, language: str) -> str:
    """The name without its folders, which tell of a machine; the place in the file after it."""
    name, comma, place = path.partition(", ")
    return PurePath(name).name + (comma and f", {said(place, language)[0]}")


def _refusal(text: str, language: str) -> tuple[str, str]:
    """Reason and remedy, each by itself where the whole is not in the catalogue."""
    whole = said(text, language)
    reason, stop, remedy = text.partition(". ")
    if whole[1] == language or not stop:
        return whole
    parts = said(reason, language), said(remedy, language)
    if any(code != language for _, code in parts):
        return whole
    return f"{parts[0][0]}. {parts[1][0][:1].upper()}{parts[1][0][1:]}", language


@lru_cache(maxsize=8_192)
def said(text: str, language: str) -> tuple[str, str]:
    """A message in a language, and the language it could be said in: the one asked for, or English."""
    if language == "en":
        return text, "en"
    for template in _catalogue():
        values = _values(template, text)
        if values is not None:
            wording = vocabulary("notices")[template.ident]["labels"][language]
            return _filled(wording, values, language), language
    return text, "en"


@lru_cache(maxsize=8_192)
def reason_said(text: str, language: str) -> tuple[str, str]:
    """Why a line was dropped: the whole reason, or all of the features it lists."""
    whole = said(text, language)
    if whole[1] == language:
        return whole
    parts = [said(part, language) for part in text.split(", ")]
    return (", ".join(part for part, _ in parts), language) if all(code == language for _, code in parts) else whole


@cache
def _catalogue() -> tuple[Template, ...]:
    """Templates, the one with the most literal characters first."""
    made = [_template(ident, entry["labels"]["en"]) for ident, entry in vocabulary("notices").items()]
    return tuple(sorted(made, key=lambda one: (-sum(map(len, one.literals)), one.ident)))


def _template(ident: str, text: str) -> Template:
    literals, fields = [], []
    rest = text
    while "{" in rest:
        before, _, rest = rest.partition("{")
        field, _, rest = rest.partition("}")
        literals.append(before)
        fields.append(field)
    return Template((*literals, rest), tuple(fields), ident)


def _values(template: Template, text: str) -> dict[str, str] | None:
    """What stands in the fields; None where the text is another message. Linear in the text."""
    first, last = template.literals[0], template.literals[-1]
    # A remedy begins a sentence of its own and may have a capital there.
    start = text[: len(first)]
    if start != first and start[:1].lower() + start[1:] != first:
        return None
    if not template.fields:
        return {} if len(text) == len(first) else None
    if not text.endswith(last) or len(text) < len(first) + len(last):
        return None
    found, here, end = {}, len(first), len(text) - len(last)
    for field, literal in zip(template.fields[:-1], template.literals[1:-1], strict=True):
        at = text.find(literal, here, end)
        if at < 0:
            return None
        found[field], here = text[here:at], at + len(literal)
    found[template.fields[-1]] = text[here:end]
    rule = found.get("rule")
    return None if rule is not None and rule not in _rules() else found


def _filled(wording: str, values: Mapping[str, str], language: str) -> str:
    return wording.format_map({field: _value(field, value, language) for field, value in values.items()})


def _value(field: str, value: str, language: str) -> str:
    """A field in the language: a day, a language, a rule of page furniture, an outlet; anything else as it is."""
    if field == "rule":
        return str(vocabulary("page-furniture")[_rules()[value]]["labels"][language])
    if field == "outlet":
        return upstream_label(value, language)
    if field == "language":
        known = (entry["labels"] for entry in vocabulary("languages").values())
        return next((str(labels[language]) for labels in known if labels.get("en") == value), value)
    if field.endswith("day"):
        try:
            return day_text(date.fromisoformat(value), words_of(language))
        except ValueError:
            return value
    return value


@cache
def _rules() -> dict[str, str]:
    return {str(entry["labels"]["en"]): ident for ident, entry in vocabulary("page-furniture").items()}
