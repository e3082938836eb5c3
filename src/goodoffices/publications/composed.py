"""The outline of a brief that people composed: their lines, each with the numbers of what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .brief_outline import note_of
from .citations import Citation, Citations
from .moments import day_text
from .outline import Block, Heading, Item, Marks, Note, Outline, Paragraph, emphasis, line_of, one_line
from .words import Words

Composed = Iterable[tuple[str, tuple[Citation, ...]]]
"""Lines of text with their citations."""


def composed_outline(
    title: str, day: date, approved_by: str | None, lines: Composed, citations: Citations, words: Words
) -> Outline:
    """The outline; `day` is that of its newest version, `approved_by` None for a draft."""
    return Outline(one_line(title), words.language, tuple(_blocks(title, day, approved_by, lines, citations, words)))


def _blocks(
    title: str, day: date, approved_by: str | None, lines: Composed, citations: Citations, words: Words
) -> Iterator[Block]:
    yield Heading(1, one_line(title))
    state = words("brief-draft") if approved_by is None else words("brief-approved", who=approved_by)
    yield Paragraph((emphasis(f"{day_text(day, words)} · {state}"),))
    numbers: dict[str, int] = {}
    cited: list[Citation] = []
    for text, behind in lines:
        for citation in behind:
            if citation.claim.id not in numbers:
                numbers[citation.claim.id] = len(numbers) + 1
                cited.append(citation)
        marks = Marks(tuple(numbers[citation.claim.id] for citation in behind))
        yield Item(line_of(f"{one_line(text)} ", marks))
    if cited:
        yield Heading(2, words("cited-words"))
        yield from (Note(number, note_of(one, citations, words)) for number, one in enumerate(cited, 1))
