"""The places of an annotation in the rendition that the package made."""

from __future__ import annotations

from bisect import bisect_right

from goodoffices.records import Annotated

from .gold import GoldPage, Words, occurrences


class Located:
    """Gold words as code points of the rendition, and lines of code points."""

    def __init__(self, page: GoldPage, result: Annotated) -> None:
        self.page = page
        self.result = result
        self.text = result.document.rendition.text
        self.bounds: dict[int, tuple[int, int]] = {}
        for line in result.document.rendition.lines:
            start, end = self.bounds.get(line.line, (line.start, line.end))
            self.bounds[line.line] = (min(start, line.start), max(end, line.end))
        self._starts = sorted((start, number) for number, (start, _) in self.bounds.items())

    def span(self, words: Words) -> tuple[int, int] | None:
        """Code points of the words, None where the rendition does not have them in that line."""
        start, end = self.bounds.get(words.line, (0, 0))
        for nth, column in enumerate(occurrences(self.text[start:end], words.text)):
            if nth == words.nth:
                return start + column, start + column + len(words.text)
        return None

    def line(self, offset: int) -> int:
        """Line in the file of a code point."""
        index = bisect_right(self._starts, (offset, 1 << 30)) - 1
        return self._starts[index][1] if index >= 0 else 0


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Code points that two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
