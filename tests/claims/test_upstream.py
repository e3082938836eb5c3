"""Names for the links of the chain from an account to its origin."""

from __future__ import annotations

import pytest

from goodoffices.claims import upstream


def test_links_of_the_vocabulary():
    assert upstream.named("ria") == "agency:ria"
    assert upstream.named("axios") == "outlet:axios"
    assert upstream.unnamed("official", "ua") == "unnamed:ua:official"
    assert upstream.unnamed("source") == "unnamed::source"


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("Xinhua", "wire:xinhua"),
        ("РИА Новости", "wire:ria"),
        ("Сіньхуа", "wire:xinhua"),
        ("Desert Wire", "wire:desert-wire"),
    ],
)
def test_wires_by_any_spelling(name, link):
    assert upstream.wire(name) == link


def test_the_state_behind_a_link():
    assert upstream.state_of("agency:ria") == "ru"
    assert upstream.state_of("agency:reuters") is None
    assert upstream.state_of("unnamed:ua:official") == "ua"
    assert upstream.state_of("unnamed::source") is None
    assert upstream.state_of("p3") is None


def test_the_origin_is_the_last_that_is_named():
    assert upstream.origin(("agency:tass", "unnamed::source")) == "agency:tass"
    assert upstream.origin(("agency:ria", "p5")) == "p5"
    assert upstream.origin(("unnamed:ua:official",)) == "unnamed:ua:official"
    assert upstream.origin(()) is None


def test_labels():
    assert upstream.label("agency:ria", "uk") == "РІА Новості"
    assert upstream.label("unnamed::source", "en") == "an unnamed source"
    assert upstream.label("wire:desert-wire", "en") == "desert wire"
    assert upstream.label("p3", "en") == "p3"
