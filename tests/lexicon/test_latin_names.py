"""A name in Latin letters where any page gives one in full; else as it is."""

from __future__ import annotations

import pytest

from goodoffices.lexicon.names.forms import latin_name


@pytest.mark.parametrize(
    ("name", "variants", "latin"),
    [
        ("Ада Лорн", ("Ада Лорн", "Lorne", "Ada Lorne", "Ада Лорна"), "Ada Lorne"),
        ("Ada Lorne", ("Ada B. Lorne", "Ада Лорн"), "Ada Lorne"),
        ("Ада Лорн", ("Лорн", "Lorne"), "Ада Лорн"),
        ("Лорн", ("Ada Lorne", "Ada Brit Lorne"), "Ada Lorne"),
    ],
)
def test_latin_name(name: str, variants: tuple[str, ...], latin: str) -> None:
    assert latin_name(name, variants) == latin
    assert latin_name(name, tuple(reversed(variants))) == latin
