"""A stretch of a rendition, with enough of the text to find it again and to prove it was there."""

from __future__ import annotations

import msgspec

from ..errors import SpanMismatch

CONTEXT = 32


class Span(msgspec.Struct, frozen=True):
    """Rendition id, code-point offsets (end exclusive), the exact quote, up to 32 characters either side."""

    rendition: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    def check(self, text: str) -> None:
        """Raise SpanMismatch unless `text` holds the quote at these offsets."""
        if not 0 <= self.start <= self.end <= len(text) or text[self.start : self.end] != self.quote:
            raise SpanMismatch(
                f"{self.rendition}: characters {self.start} to {self.end} do not read {self.quote[:60]!r}; "
                "the rendition is not the one the claim was made on"
            )


def span_of(rendition: str, text: str, start: int, end: int) -> Span:
    """The span of text[start:end]; offsets outside the text are refused."""
    if not 0 <= start <= end <= len(text):
        raise SpanMismatch(f"{rendition}: {start}..{end} is outside a text of {len(text)} characters")
    opening = start - CONTEXT if start > CONTEXT else 0
    return Span(rendition, start, end, text[start:end], text[opening:start], text[end : end + CONTEXT])
