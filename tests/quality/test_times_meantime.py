"""The MEANTIME corpus (NewsReader, CC BY 4.0) as an English check of times that nobody here annotated.

53 Wikinews articles of business news with TIMEX3 values; only the first sentences of an article are annotated, so
precision is not measured. TIMEX3 writes some values otherwise than EDTF; the forms below say the same.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from goodoffices.lexicon.reading import plain_reading
from goodoffices.lexicon.times import Anchor, find_times

# These may only rise. What is missed is mostly left to readers: "that time", "the year previous", "the same period".
FLOOR_BODY = 0.84
FLOOR_ALL = 0.89
TIGHT = frozenset({",", ".", ";", ":", "'s", "’s", ")", "%", "n't", "?", "!", "-"})


def text_of(root: ElementTree.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, a sentence a line, and where each token stands."""
    text, before, sentence = "", "", ""
    places: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        word = token.text or ""
        if text:
            tight = word in TIGHT or before in ("(", "$", "-")
            text += "\n" if token.get("sentence") != sentence else "" if tight else " "
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text, before, sentence = text + word, word, token.get("sentence", "")
    return text, places


def forms(value: str) -> set[str]:
    """A TIMEX3 value and the ways in which EDTF and ISO 8601 write the same."""
    out = {value}
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        first = monday + timedelta(5 if found[3] else 0)
        out.add(f"{first}/{monday + timedelta(6)}")
    if found := re.fullmatch(r"(\d{4})-Q(\d)", value):
        last = 3 * int(found[2])
        out.add(f"{found[1]}-{last - 2:02d}/{found[1]}-{last:02d}")
    if found := re.fullmatch(r"P(\d+)\.5Y", value):
        out.add(f"P{found[1]}Y6M")
    if found := re.fullmatch(r"(.*)T(MO|NI|EV|AF|XX)", value):
        out.add(found[1])
    if re.fullmatch(r"\d{3}", value):
        out.add(value + "X")
    return out


def agrees(value: str, gold: str) -> bool:
    """Open and closed intervals hold what TIMEX3 annotates as their ends."""
    return not forms(gold).isdisjoint({value, *value.split("/")})


def article_counts(path: Path) -> tuple[int, int, int, int]:
    """Right and all DATE and DURATION values of an article's body, then of its date lines."""
    root = ElementTree.parse(path).getroot()
    text, places = text_of(root)
    gold, day = [], None
    for timex in root.iter("TIMEX3"):
        tokens = [anchor.get("t_id", "") for anchor in timex.findall("token_anchor")]
        value, created = timex.get("value", ""), timex.get("functionInDocument") == "CREATION_TIME"
        if not tokens or timex.get("type") not in ("DATE", "DURATION") or "REF" in value or value.startswith("XXXX"):
            continue
        if created:
            day = date.fromisoformat(value if value[:4].isdecimal() else "-".join(reversed(value.split("-"))))
            value = day.isoformat()
        gold.append((places[tokens[0]][0], places[tokens[-1]][1], value, created))
    if day is None:
        return 0, 0, 0, 0
    found = find_times(plain_reading(text, "en"), Anchor(day))
    counts = [0, 0, 0, 0]
    for start, end, value, created in gold:
        right = any(time.start < end and time.end > start and agrees(time.value, value) for time in found)
        counts[2 * created] += right
        counts[2 * created + 1] += 1
    return counts[0], counts[1], counts[2], counts[3]


def test_values_on_meantime(shared: Path) -> None:
    pages = sorted((shared / "data" / "meantime-en").glob("*/*.xml"))
    if not pages:
        pytest.skip("needs the MEANTIME corpus")
    body_right, body, head_right, head = (sum(column) for column in zip(*map(article_counts, pages), strict=True))
    assert body > 120
    print(f"values right: body {body_right}/{body}, date lines {head_right}/{head}")
    assert body_right / body >= FLOOR_BODY
    assert (body_right + head_right) / (body + head) >= FLOOR_ALL
