"""A line of a page before its class is known: its words and what can be seen of it at a glance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import LineClass
from .page_words import key_of, parted, straight, words_in, words_of

TERMINAL = ".!?…。:;؟"
_BULLET = re.compile(
    r"\s{0,40}(?:[•●▪◦■□‣⁃∙·*►▶➤✓✔–—-]\s{1,8}|[•●▪◦■‣▶►]|\(?\d{1,2}[.)]\s{1,4}|[^\W\d_]\)\s{1,4}|#{1,6}\s{1,4}|>\s{1,4})"
)
_OUTER = "\"'“”„«»‘’‚()[]*_ \t\u00a0"
_QUOTES = re.compile(r"[\"“”„«»]")
_TITLED = re.compile(r"[«\"“„][A-ZА-ЯЁІЇЄҐ][^\s«»\"“”]{0,30}(?:\s[^\s«»\"“”]{1,30})?[»\"”]")


class Draft:
    """One line that is not blank.

    `text`: without outer space and bullet; `mark`: the bullet, or "". `low`: the same in lower case with
    straight apostrophes. `words`: its words in lower case. `closed`: ends as a sentence does.
    `prose`: reads as a sentence of running text. `spoken`: quotes somebody or names a verb of saying.
    `free`: no rule has taken it yet. `called`, `framed`, `weight`: what it leans by (`leaning`, `furniture`), which is
    asked of one line several times; None until it is.
    """

    __slots__ = (
        "after_blank", "beginnings", "called", "closed", "end", "framed", "free", "kind", "low", "mark", "number",
        "prose", "spoken", "start", "text", "weight", "why", "words",
    )  # fmt: skip

    def __init__(self, number: int, start: int, end: int, raw: str, low: str, spaced: str, after_blank: bool) -> None:
        self.number, self.start, self.end, self.after_blank = number, start, end, after_blank
        bullet = None if raw[0].isalpha() and raw[1:2] != ")" else _BULLET.match(raw)
        skip = bullet.end() if bullet and bullet.end() < len(raw.rstrip()) else 0
        self.mark = bullet.group().strip() if bullet else ""
        self.text, self.low = raw[skip:].strip(), low[skip:].strip()
        self.words: list[str] = words_in(self.low, spaced[skip:])
        bare = self.text.rstrip(_OUTER)
        count = len(self.words)
        # "Loading..." trails off; a sentence of three words may too, but then it stands in quotation marks.
        trailing = count <= 3 and bare.endswith(("...", "…")) and bare == self.text
        self.closed = bare[-1:] in TERMINAL and bool(bare) and not trailing
        self.prose = (self.closed and count >= (10 if bare[-1] in ":;" else 5)) or count >= 30
        self.spoken: bool | None = None
        self.beginnings: frozenset[str] | None = None
        self.called: int | None = None
        self.framed: list[tuple[str, int]] | None = None
        self.weight: int | None = None
        self.free = True
        self.kind: LineClass | None = None
        self.why: str | None = None

    def speaks(self) -> bool:
        """Whether it quotes somebody or has a verb of saying; a name in marks («Медуза») is no quotation."""
        if self.spoken is None:
            quotes = bool(_QUOTES.search(self.text)) and bool(_QUOTES.search(_TITLED.sub("", self.text)))
            self.spoken = quotes or not words_of("reporting").isdisjoint(self.words)
        return self.spoken

    def long(self) -> frozenset[str]:
        """Beginnings of its longer words: five letters hold a word together over its endings."""
        if self.beginnings is None:
            self.beginnings = frozenset([word[:5] for word in self.words if len(word) > 3])
        return self.beginnings

    def is_heading(self) -> bool:
        """A Markdown heading."""
        return self.mark.startswith("#")

    def key(self) -> str:
        """Its words as one string, numbers as #."""
        return key_of(self.words)

    def listed(self) -> bool:
        """An item of a list; a long dash opens a turn of dialogue, as Ukrainian and Russian pages print it."""
        return bool(self.mark) and not self.mark.startswith(("#", ">", "—", "–"))

    def take(self, kind: LineClass, why: str | None) -> None:
        """Give the line its class, with the reason."""
        self.kind, self.why, self.free = kind, why, False

    def give_back(self) -> None:
        """Take its class away again."""
        self.kind = self.why = None
        self.free = True


def drafts_of(text: str, bounds: Sequence[tuple[int, int, int]] | None = None) -> list[Draft]:
    """The lines of a text that are not blank. `bounds`: (line number, start, end) where they are known already."""
    low = straight(text)
    spaced = parted(low)
    if bounds is not None:
        return [
            Draft(number, start, end, text[start:end], low[start:end], spaced[start:end], True)
            for number, start, end in bounds
            if text[start:end].strip()
        ]
    found: list[Draft] = []
    start, blank = 0, True
    for number, piece in enumerate(text.split("\n"), 1):
        end = start + len(piece)
        if piece and not piece.isspace():
            found.append(Draft(number, start, end, piece, low[start:end], spaced[start:end], blank))
            blank = False
        else:
            blank = True
        start = end + 1
    return found
