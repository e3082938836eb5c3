"""Lines that are menus: language switches, breadcrumbs, rows of section names, bare addresses, ornaments."""

from __future__ import annotations

import re
import unicodedata

from ..lexicon.times import absolute_dates
from .drafts import Draft
from .furniture import furniture
from .page_words import has_digit, words_of

DASHED = "row of links parted by dashes"
_STEP = re.compile(r"[|>»›·•→/–—-]")
_DASHES = str.maketrans(dict.fromkeys("-–—"))
_BY_DASHES = re.compile(r"\s[-–—]\s")
_APART = re.compile(r"\s\s")
_QUOTED = re.compile('[“"«„]')
_PARTS = re.compile(r"\s{0,3}(?:[|>»›·•→/]|\s{2,9}|\s[-–—]\s)\s{0,3}")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/|@)\S{2,400}$|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,20}$"
)
_LINK = re.compile(r"https?://[^\s]{3,400}")
_GAUGE = re.compile("[°$€£₽₴₸¥₺₹₪]")
_CURRENCY = re.compile(r"\b(?:USD|EUR|GBP|RUB|UAH|KZT|TRY|MAD|BTC)\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_COUNTERS = re.compile(r"(?:[^\w«»“”\"'!?;:()]{1,9}\d{1,4}(?:[.,]\d{1,3})?[KkMКкМ]?){1,9}\s{0,3}$")
_IMAGE = re.compile(r"!?\[[^\]]{0,300}\]\([^)\s]{1,500}\)$")


def menu_reason(draft: Draft) -> str | None:
    """Why the line is part of the page's navigation; None where it may be text."""
    words, text = draft.words, draft.text
    if not words:
        return "ornament without words"
    if len(words) > 40:
        return None
    if _switches_language(words, text):
        return "language switch"
    if len(text) < 40 and not text.isascii() and _COUNTERS.match(text) and any(map(_pictograph, text)):
        return "row of counters"
    if not draft.closed and len(words) <= 14 and _gauges(text):
        return "weather or currency bar"
    return _address(words, text) or _row(draft)


def _pictograph(mark: str) -> bool:
    return mark > "\u2190" and unicodedata.category(mark) == "So"


def _switches_language(words: list[str], text: str) -> bool:
    named = words_of("language-name")
    if words[0] not in named:
        return False
    if named.issuperset(words):
        return len(words) > 1 or len(text) > 3
    return len(words) >= 4 and 3 * len(named.intersection(words)) >= 2 * len(words)


def _address(words: list[str], text: str) -> str | None:
    if text[0] == "#" and all(part.startswith("#") for part in text.split()):
        return "row of hashtags"
    if text[0] in "h@wptc" and _ADDRESS.match(text):
        return "bare address"
    if len(words) <= 14 and "http" in text and len(_LINK.sub("", text).split()) <= 3 and _LINK.search(text):
        return "bare address"
    if text[-1] == ")" and _IMAGE.match(text):
        return "bare link"
    return None


def _row(draft: Draft) -> str | None:
    words, text = draft.words, draft.text
    # A closing « alone is no quotation: it parts the steps of a breadcrumb.
    if draft.closed or _QUOTED.search(text) or not words_of("reporting").isdisjoint(words):
        return None
    if not _STEP.search(text) and not _APART.search(text):
        return "row of section names" if len(words) >= 3 and _all_known(draft) else None
    parts = [part for part in _PARTS.split(text.strip(" |>»›·•→/")) if part]
    if len(parts) >= 3 and _BY_DASHES.search(text) and not _STEP.search(text.translate(_DASHES)):
        # "In Oslo – for once – they met" is a sentence, "Place – Event – Time" may head a table
        return DASHED if all(part[0].isupper() and len(part.split()) <= 4 for part in parts) else None
    short = len(parts) >= 3 and max(len(part.split()) for part in parts) <= 4
    if short and not any(mark in text for mark in (";:" if ">" in text else ";:(")):
        return None if _dated(text) else "row of links"
    if len(words) >= 3 and _all_known(draft):
        return "row of section names"
    return None


def _dated(text: str) -> bool:
    """Whether a row has a full date in it, as the line under a headline has: "3 May 2024 · Ann Lee · 5 min read"."""
    return has_digit(text) and next(absolute_dates(text, "en"), None) is not None


def _gauges(text: str) -> bool:
    """Whether a line is mostly readings: "Almaty -2° $ 492.1 € 537.4", "USD 41.77 EUR 49.02"."""
    if "USD" not in text and "EUR" not in text and not _GAUGE.search(text):
        return False
    signs = len(_GAUGE.findall(text)) + len(_CURRENCY.findall(text))
    small = sum(word[:1].islower() for word in text.split())
    return signs >= 2 and len(_NUMBER.findall(text)) >= 2 and small < 2


def _all_known(draft: Draft) -> bool:
    rules, words, index = furniture().lines, draft.words, 0
    start = 1 if len(words[0]) == 1 else 0
    if not furniture().named_at(words, start):
        return False
    while index < len(words):
        if len(words[index]) == 1:
            index += 1
            continue
        for length in (3, 2, 1):
            rule = rules.get(" ".join(words[index : index + length]))
            if rule and rule.kind in ("navigation", "promotion", "notice"):
                index += length
                break
        else:
            return False
    return True
