"""Whole pages as a scraper dumps them, line by line, against hand-made bodies: `python -m tests.quality.scoring.dumps FOLDER`.

FOLDER is the public article-extraction benchmark: 181 pages of all kinds of sites, `ground-truth.json` and `html`.
Every visible block becomes a line of a text, so that nothing but the lines themselves tells the article from its frame.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from goodoffices.documents import document_of
from goodoffices.documents.markup import Markup
from goodoffices.records import KEPT, CaseSettings
from goodoffices.sources.arrivals import unpacked
from goodoffices.sources.encodings import decoded

WORD = re.compile(r"\w+")
GRAM = 4
WITHIN, OUTSIDE = 0.8, 0.2


class Dropping(NamedTuple):
    """Lines of frames and of bodies: `dropped` of `framing` were dropped, `lost` of `telling` were lost."""

    dropped: int
    framing: int
    lost: int
    telling: int

    def precision(self) -> float:
        """The share of dropped lines that belong to a frame."""
        return self.dropped / (self.dropped + self.lost)

    def recall(self) -> float:
        """The share of the lines of frames that were dropped."""
        return self.dropped / self.framing

    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.dropped / (self.dropped + self.lost + self.framing)


class Body:
    """The true body of an article: which lines are its own, which belong to the frame."""

    def __init__(self, text: str) -> None:
        lines = [WORD.findall(line) for line in text.split("\n")]
        words = [word for line in lines for word in line]
        self.grams = {tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)}
        self.lines = {" ".join(line) for line in lines}
        self.running = f" {' '.join(words)} "

    def tells(self, line: str) -> bool | None:
        """Whether a line is of the body; None where it cannot be told."""
        words = WORD.findall(line)
        joined = " ".join(words)
        if not words:
            return None
        if len(words) < GRAM + 2:
            return True if joined in self.lines else None if f" {joined} " in self.running else False
        grams = [tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]
        share = sum(gram in self.grams for gram in grams) / len(grams)
        return True if share >= WITHIN else False if share < OUTSIDE else None


def dumped(raw: bytes) -> str:
    """Every visible block of an HTML page, one a line."""
    return "\n".join(" ".join(block.text.split()) for block in Markup(decoded(raw, "").text).blocks)


def judged(folder: Path) -> Iterator[tuple[bool, bool]]:
    """(belongs to the body, was kept) of every line that can be told; headlines and copies count for neither."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name in sorted(truth):
        body = Body(truth[name].get("articleBody", ""))
        text = dumped(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
        (arrival,) = unpacked(f"{name}.txt", text.encode())
        rendition = document_of(arrival, CaseSettings()).rendition
        for line in rendition.lines:
            own = body.tells(rendition.text[line.start : line.end])
            if own is not None and line.kind not in ("headline", "duplicate"):
                yield own, line.kind in KEPT


def measure(folder: Path) -> Dropping:
    """The counts over all pages of the benchmark."""
    pairs = list(judged(folder))
    framing = [kept for own, kept in pairs if not own]
    telling = [kept for own, kept in pairs if own]
    return Dropping(framing.count(False), len(framing), telling.count(False), len(telling))


if __name__ == "__main__":
    found = measure(Path(sys.argv[1]))
    sys.stdout.write(
        f"{found.framing} lines of frames, {found.dropped} dropped; {found.telling} lines of bodies, {found.lost} lost\n"
        f"F1 {found.f1():.3f}, precision {found.precision():.3f}, recall {found.recall():.3f}\n"
    )
