"""Line classes on pages composed for it: every line of a `.page` file carries the class (or classes) it may get."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.documents import document_of
from goodoffices.documents.classes import classify
from goodoffices.documents.drafts import drafts_of
from goodoffices.records import KEPT, CaseSettings
from goodoffices.sources import Saying
from goodoffices.sources.arrivals import unpacked

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))
LETTERS = {
    "b": "body", "h": "headline", "s": "summary", "u": "subheading", "t": "live-time", "c": "caption", "k": "credit",
    "n": "notice", "v": "navigation", "p": "promotion", "r": "related", "d": "duplicate",
}  # fmt: skip


def read(path: Path) -> tuple[str, list[tuple[int, set[str]]]]:
    lines, expected = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").rstrip("\n").split("\n"), 1):
        if not line:
            lines.append("")
            continue
        *letters, text = line.split("|")
        while letters and letters[-1] not in LETTERS:
            text = f"{letters.pop()}|{text}"
        lines.append(text)
        expected.append((number, {LETTERS[letter] for letter in letters}))
    return "\n".join(lines), expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_line_is_kept_or_dropped_as_it_should_be(path):
    text, expected = read(path)
    drafts = drafts_of(text)
    classify(drafts)
    wrong = []
    for draft, (number, classes) in zip(drafts, expected, strict=True):
        assert draft.number == number
        if not any((draft.kind in KEPT) == (kind in KEPT) for kind in classes):
            wrong.append(f"{number}: {draft.kind} ({draft.why}) instead of {sorted(classes)}: {draft.text[:70]}")
    assert not wrong, "\n".join(wrong)


def test_classes_are_right_beyond_kept_and_dropped():
    right = total = 0
    for path in PAGES:
        text, expected = read(path)
        drafts = drafts_of(text)
        classify(drafts)
        right += sum(draft.kind in classes for draft, (_, classes) in zip(drafts, expected, strict=True))
        total += len(expected)
    assert len(PAGES) >= 25
    assert right / total >= 0.9


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_class_but_body_has_a_reason(path):
    drafts = drafts_of(read(path)[0])
    classify(drafts)
    for draft in drafts:
        assert (draft.why is None) == (draft.kind == "body")


def test_signatures_and_rows_below_the_clauses_are_text():
    lines = [
        "The Plateau Star", "Front page | Region | Opinion", "Points of the Kessen agreement", "4 May 2024",
        "1. The sides stop firing at 06:00 on 5 May.", "2. Heavy weapons go back 15 kilometres.",
        "Signed for the north: Gen. Moravec", "Witness: the Swiss ambassador", "Losses named by the two staffs",
        "North: 14 dead, 31 wounded", "South: 9 dead, 22 wounded", "Comments (14)",
    ]  # fmt: skip
    [arrival] = unpacked("page.txt", "\n".join(lines).encode())
    document = document_of(arrival, CaseSettings(), Saying(None, None, None))
    kinds = {document.rendition.text[line.start : line.end]: line.kind for line in document.rendition.lines}
    assert {kinds[line] for line in lines[4:11]} == {"body"}
    assert kinds["Comments (14)"] == "navigation"
