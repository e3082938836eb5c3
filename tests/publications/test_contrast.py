"""Colours of the page: WCAG 2.2 AA (4.5:1 for text) in light, dark and print."""

from __future__ import annotations

import re
from importlib import resources

import pytest

CSS = resources.files("goodoffices.publications").joinpath("templates", "brief.css").read_text(encoding="utf-8")
PALETTES = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)
]
PAIRS = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "faint"), ("ink", "mark"), ("ink", "hit"), ("soft", "paper"),
    ("soft", "sheet"), ("soft", "faint"), ("accent", "paper"), ("accent", "sheet"), ("accent", "accent-soft"),
    ("accent", "mark"), ("differ", "paper"), ("differ", "sheet"), ("differ", "differ-soft"), ("sheet", "accent"),
]  # fmt: skip


def brightness(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(mark * 2 for mark in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("number", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_can_be_read(number: int, front: str, back: str) -> None:
    palette = {**PALETTES[0], **PALETTES[number]}
    light, dark = sorted((brightness(palette[front]), brightness(palette[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{front} on {back}"
