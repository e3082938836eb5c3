"""The text of a page as HTML: every line, the words of each claim highlighted as the target of its links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec
from markupsafe import Markup, escape

from ..records import KEPT, Document, Line
from .citations import Citation, anchor

# Browsers and parsers give up on deep nesting; claims deeper than this are reached by a bare target.
DEPTH = 6
# Marks that turn or hide text are shown, never obeyed; joiners and simple direction marks stay, scripts need them.
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Place(msgspec.Struct, frozen=True):
    """Characters [start, end) that one or more claims rest on: their anchors, where to go back, and a tooltip."""

    start: int
    end: int
    anchors: tuple[str, ...]
    back: str
    hint: str


class PageLine(msgspec.Struct, frozen=True):
    """One line: its number in the file (0 for text between lines), class, reason if dropped, HTML, where it begins."""

    line: int
    kind: str
    why: str
    dropped: bool
    html: Markup
    start: int


def places_of(
    document: Document, citations: Iterable[Citation], back: Mapping[str, str], hints: Mapping[str, str]
) -> list[Place]:
    """The places of one page in order; claims on the very same characters share one.

    The first evidence of a claim has the claim's own anchor, further ones `anchor-2`, `anchor-3` ...
    """
    shared: dict[tuple[int, int], list[tuple[str, str]]] = {}
    size = len(document.rendition.text)
    for citation in citations:
        ident = anchor(citation.claim.id)
        for number, span in enumerate(citation.claim.evidence, 1):
            if number == 1 or span.rendition == document.rendition.id:
                start = min(max(span.start, 0), size)
                target = ident if number == 1 else f"{ident}-{number}"
                shared.setdefault((start, min(max(span.end, start), size)), []).append((target, citation.claim.id))
    found = []
    for (start, end), targets in sorted(shared.items(), key=lambda item: (item[0][0], -item[0][1])):
        claims = [claim for _, claim in targets]
        to = next((back[claim] for claim in claims if claim in back), "")
        hint = " · ".join(dict.fromkeys(hints[claim] for claim in claims[:4] if claim in hints))
        found.append(Place(start, end, tuple(target for target, _ in targets), to, hint))
    return found


def page_lines(document: Document, places: list[Place], back_words: str) -> list[PageLine]:
    """Every line of the page, and any text between its lines; each place becomes exactly one target."""
    writer = _Writer(document.rendition.text, places, str(escape(back_words)))
    written, reached = [], 0
    for line in sorted(document.rendition.lines, key=lambda line: (line.start, line.end)):
        if line.start > reached and document.rendition.text[reached : line.start].strip():
            written.append(PageLine(0, "body", "", False, writer.through(reached, line.start), reached))
        if line.end > reached:
            written.append(_line(line, writer.through(max(line.start, reached), line.end)))
            reached = line.end
    rest = writer.through(reached, len(document.rendition.text)) + writer.remaining()
    if rest.strip():
        written.append(PageLine(0, "body", "", False, rest, reached))
    return [line for line in written if line.html.strip()]


def _line(line: Line, html: Markup) -> PageLine:
    return PageLine(line.line, line.kind, line.why or "", line.kind not in KEPT, html, line.start)


class _Writer:
    """Writes the text from left to right, opening and closing marks.

    Marks nest; one that crosses another is closed and goes on as a piece of class `cont`. Each stretch costs at most
    DEPTH steps, so a page is linear in its text and its claims.
    """

    def __init__(self, text: str, places: list[Place], back_words: str) -> None:
        self.text, self.places, self.back_words = text, places, back_words
        self.next = 0
        self.open: list[Place] = []

    def through(self, start: int, end: int) -> Markup:
        """HTML of text[start:end]; marks still open at its end are closed and go on with the next line."""
        out = [self._continued(place) for place in self.open]
        here = start
        while True:
            self._close(here, out)
            while self._starts_by(here, end):
                self._begin(self.places[self.next], here, out)
                self.next += 1
            if here >= end:
                break
            stop = self._stop(end)
            out.append(shown(self.text[here:stop]))
            here = stop
        out.extend("</mark>" for _ in self.open)
        return Markup("".join(out))

    def remaining(self) -> Markup:
        """Bare targets for places that no text was left for."""
        out = ["".join(_pin(name) for name in place.anchors) for place in self.places[self.next :]]
        self.next = len(self.places)
        return Markup("".join(out))

    def _starts_by(self, here: int, end: int) -> bool:
        if self.next >= len(self.places):
            return False
        start = self.places[self.next].start
        return start <= here and (start < end or self.places[self.next].end <= end)

    def _stop(self, end: int) -> int:
        stop = min((place.end for place in self.open), default=end)
        if self.next < len(self.places):
            stop = min(stop, self.places[self.next].start)
        return min(stop, end)

    def _begin(self, place: Place, here: int, out: list[str]) -> None:
        if place.end <= here or len(self.open) >= DEPTH:
            out.extend(_pin(name) for name in place.anchors)
            return
        hint = f' title="{shown_plain(place.hint)}"' if place.hint else ""
        out.append(f'<mark id="{place.anchors[0]}"{hint}>')
        out.extend(_pin(name) for name in place.anchors[1:])
        self.open.append(place)

    def _close(self, here: int, out: list[str]) -> None:
        if not any(place.end <= here for place in self.open):
            return
        reopened: list[Place] = []
        while any(place.end <= here for place in self.open):
            place = self.open.pop()
            out.append("</mark>")
            if place.end > here:
                reopened.append(place)
            elif place.back:
                out.append(f'<a class="bk" href="#{place.back}" aria-label="{self.back_words}">↑</a>')
        for place in reversed(reopened):
            self.open.append(place)
            out.append(self._continued(place))

    @staticmethod
    def _continued(place: Place) -> str:
        return f'<mark class="cont" data-of="{place.anchors[0]}">'


def _pin(name: str) -> str:
    return f'<span class="pin" id="{name}"></span>'


def shown(text: str) -> str:
    """Text as HTML: escaped, hidden and turning marks made visible, unwritable ones replaced."""
    if text.isprintable():
        return str(escape(text))
    safe = str(escape(UNWRITABLE.sub("\ufffd", text)))
    return HIDDEN.sub(lambda match: f'<span class="ctl">U+{ord(match.group()):04X}</span>', safe)


def shown_plain(text: str) -> str:
    """Text for an attribute: escaped, hidden marks taken out."""
    return str(escape(cleaned(text)))


def cleaned(text: str) -> str:
    """Text without marks that hide or turn what follows, and without characters that no page may hold."""
    if text.isprintable():  # most texts: none of those marks can be printed
        return text
    return HIDDEN.sub("", UNWRITABLE.sub("\ufffd", text))
