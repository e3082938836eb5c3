"""A line of a page before its class is known: its words and what can be seen of it at a glance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import LineClass
from .page_words import folded, tokens, words_of

TERMINAL = ".!?…。:;؟"
_BULLET = re.compile(
    r"\s{0,40}(?:[•●▪◦■□‣⁃∙·*►▶➤✓✔–—-]\s{1,8}|[•●▪◦■‣▶►]|\(?\d{1,2}[.)]\s{1,4}|#{1,6}\s{1,4}|>\s{1,4})"
)
_OUTER = "\"'“”„«»‘’‚()[]*_ \t\u00a0"
_QUOTES = re.compile(r"[\"“”„«»]")


class Draft:
    """One line that is not blank.

    `text`: without outer space and bullet; `mark`: the bullet, or "". `low`: lower case with straight
    apostrophes, numbers as #. `words`: its words in lower case. `closed`: ends as a sentence does.
    `prose`: reads as a sentence of running text. `spoken`: quotes somebody or names a verb of saying.
    """

    __slots__ = (
        "after_blank", "closed", "end", "kind", "low", "mark", "number", "prose",
        "spoken", "start", "text", "why", "words",
    )  # fmt: skip

    def __init__(self, number: int, start: int, end: int, raw: str, after_blank: bool) -> None:
        self.number, self.start, self.end, self.after_blank = number, start, end, after_blank
        bullet = _BULLET.match(raw)
        self.mark = bullet.group().strip() if bullet else ""
        self.text = raw[bullet.end() if bullet else 0 :].strip() or raw.strip()
        self.low = folded(self.text)
        self.words = tokens(self.text.lower())
        bare = self.text.rstrip(_OUTER)
        self.closed = bare[-1:] in TERMINAL and bool(bare)
        count = len(self.words)
        self.prose = (self.closed and count >= 5 and bare[-1] not in ":;") or count >= 30
        self.spoken: bool | None = None
        self.kind: LineClass | None = None
        self.why: str | None = None

    def speaks(self) -> bool:
        """Whether it quotes somebody or has a verb of saying."""
        if self.spoken is None:
            self.spoken = bool(_QUOTES.search(self.text)) or not words_of("reporting").isdisjoint(self.words)
        return self.spoken

    def is_heading(self) -> bool:
        """A Markdown heading."""
        return self.mark.startswith("#")

    def listed(self) -> bool:
        """An item of a list."""
        return bool(self.mark) and not self.mark.startswith(("#", ">"))

    def take(self, kind: LineClass, why: str | None) -> None:
        """Give the line its class, with the reason."""
        self.kind, self.why = kind, why

    @property
    def free(self) -> bool:
        """Whether no rule has taken it yet."""
        return self.kind is None


def drafts_of(text: str, starts: Sequence[tuple[int, int, int]] | None = None) -> list[Draft]:
    """The lines of a text that are not blank. `starts`: (line number, start, end) where they are known already."""
    found: list[Draft] = []
    if starts is not None:
        return [
            Draft(number, start, end, text[start:end], True) for number, start, end in starts if text[start:end].strip()
        ]
    start, blank = 0, True
    for number, piece in enumerate(text.split("\n"), 1):
        if piece and not piece.isspace():
            found.append(Draft(number, start, start + len(piece), piece, blank))
            blank = False
        else:
            blank = True
        start += len(piece) + 1
    return found
