"""Interface words: complete in three languages, right plural forms, fields that survive translation."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from goodoffices.lexicon.concepts import LANGUAGES, vocabulary
from goodoffices.publications.words import Words, concept_label, plural

INTERFACE = vocabulary("interface")
FIELD = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("key", sorted(INTERFACE))
def test_every_entry_has_words_in_three_languages_with_the_same_fields(key: str) -> None:
    labels = INTERFACE[key]["labels"]
    assert set(labels) == set(LANGUAGES)
    assert all(isinstance(text, str) and text for text in labels.values())
    assert len({frozenset(FIELD.findall(text)) for text in labels.values()}) == 1


@pytest.mark.parametrize("key", sorted(key for key, entry in INTERFACE.items() if "forms" in entry))
def test_every_counted_word_has_the_forms_its_language_needs(key: str) -> None:
    forms = INTERFACE[key]["forms"]
    assert set(forms["en"]) == {"one", "other"}
    assert set(forms["uk"]) == set(forms["ru"]) == {"one", "few", "many", "other"}


def test_every_key_that_the_brief_asks_for_exists() -> None:
    house = Path(str(resources.files("goodoffices")))
    paths = [
        *house.glob("publications/*.py"),
        *house.glob("publications/templates/*"),
        *house.glob("workbench/**/*.py"),
    ]
    texts = [path.read_text("utf-8") for path in paths]
    asked = {key for text in texts for key in re.findall(r"\b(?:w|words)(?:\.count)?\(\"([a-z][\w-]*)\"", text)}
    assert len(asked) > 60
    assert {key for key in asked if not key.endswith("-")} <= set(INTERFACE)


def test_every_entry_is_used() -> None:
    house = Path(str(resources.files("goodoffices")))
    paths = [
        *house.glob("publications/*.py"),
        *house.glob("publications/templates/*"),
        *house.glob("workbench/**/*.py"),
    ]
    texts = [path.read_text("utf-8") for path in paths]
    found = set(re.findall(r"\"[\w-]+\"|'[\w-]+'", "\n".join(texts)))
    composed = (
        "event-",
        "lane-",
        "source-",
        "line-",
        "language-",
        "subject-",
        "month-",
        "weekday-",
        "share-held",
        "area-held",
        "part-",
        "script-",
        "office-",
    )
    idle = [key for key in INTERFACE if not key.startswith(composed) and not {f'"{key}"', f"'{key}'"} & found]
    assert not idle


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 1, "1 independent source"), ("en", 5, "5 independent sources"), ("en", 0, "0 independent sources"),
        ("uk", 1, "1 незалежне джерело"), ("uk", 2, "2 незалежні джерела"), ("uk", 5, "5 незалежних джерел"),
        ("uk", 11, "11 незалежних джерел"), ("uk", 21, "21 незалежне джерело"), ("uk", 112, "112 незалежних джерел"),
        ("ru", 1, "1 независимый источник"), ("ru", 3, "3 независимых источника"), ("ru", 14, "14 независимых источников"),
    ],
)  # fmt: skip
def test_counts_take_the_right_form(language: str, number: int, text: str) -> None:
    assert Words(language).count("count-independent", number) == text


def test_fractions_have_a_form_of_their_own() -> None:
    assert plural(Decimal("1.5"), "uk") == plural(Decimal("2.5"), "ru") == "other"
    assert Words("uk").number(Decimal("1.50")) == "1,5"
    assert Words("en").number(Decimal("12345.25")) == "12,345.25"
    assert Words("ru").number(1200000) == "1\u202f200\u202f000"
    assert Words("en").number(2026) == "2026"


def test_a_language_without_words_is_refused_with_the_choices() -> None:
    with pytest.raises(UsageError, match="en, uk, ru"):
        Words("fr")


def test_an_id_that_no_vocabulary_has_reads_as_words() -> None:
    assert concept_label("no-such-thing-here", "uk") == "no such thing here"
    assert concept_label("territory", "uk") == "територія"
