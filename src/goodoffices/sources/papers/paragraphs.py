"""Lines as a printer broke them, joined to the paragraphs they were."""

from __future__ import annotations

from collections.abc import Sequence

_CLOSING = '.!?…:;"”»)’'
_HYPHENS = ("-", "\u2010", "\u00ad")
_SHORT, _HEADING = 0.72, 0.6
"""Shares of the usual length: a shorter line ends its paragraph if it ends a sentence, or in any case."""


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs of printed lines; a blank line parts them, and so does a line that ends a sentence early."""
    full = _usual_length(lines)
    found: list[str] = []
    held = ""
    for line in lines:
        text = " ".join(line.split())
        if not text:
            held = _keep(found, held)
            continue
        held = _joined(held, text) if held else text
        if _ends(text, full):
            held = _keep(found, held)
    _keep(found, held)
    return found


def _keep(found: list[str], held: str) -> str:
    if held:
        found.append(held)
    return ""


def _usual_length(lines: Sequence[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _ends(text: str, full: int) -> bool:
    if len(text) >= full * _SHORT or text.endswith(_HYPHENS):
        return False
    return text[-1] in _CLOSING or len(text) < full * _HEADING


def _joined(held: str, text: str) -> str:
    """Two lines of a paragraph; a word parted by a hyphen is made whole, a soft hyphen goes."""
    if held.endswith("\u00ad"):
        return held[:-1] + text
    if held.endswith(_HYPHENS) and held[-2:-1].islower() and text[:1].islower():
        return held[:-1] + text
    return f"{held} {text}"
