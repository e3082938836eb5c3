"""Quotations: whose words, from where to where."""

from __future__ import annotations

import re
from typing import NamedTuple

from goodoffices.records import Quote

from .gold import GoldQuote
from .located import Located, overlap
from .people import gold_spans
from .tally import Tally

MARKS = " \t\u00a0\n\"'“”„‟«»‹›‘’‚()[]—–-…,.;:!?"
_WORD = re.compile(r"\w{2,}")


class Stretch(NamedTuple):
    """Code points of the words without marks and closing punctuation, and whose they are."""

    span: tuple[int, int]
    quote: Quote


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without marks and punctuation at its ends."""
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return start, end


def score_quotes(tally: Tally, located: Located) -> None:
    """`quotes` and `indirect` (F1 of spans), `speakers` and `indirect.speakers` (accuracy on matched spans)."""
    found = list(_stretches(located))
    for kinds, measure, speakers in (
        (("direct", "mixed"), "quotes", "speakers"),
        (("indirect",), "indirect", "indirect.speakers"),
    ):
        tally.count(measure)
        tally.count(speakers)
        pool = [one for one in found if one.quote.kind in kinds]
        used: set[int] = set()
        for gold in (one for one in located.page.quotes if one.kind in kinds):
            _match(tally, located, gold, pool, used, (measure, speakers))
        neutral = _neutral(located, kinds)
        for index, one in enumerate(pool):
            if index not in used and not any(overlap(one.span, other) for other in neutral):
                tally.count(measure, found=1)
                text = located.text[slice(*one.span)]
                tally.miss(located.line(one.span[0]), measure, "no quotation", _shown(text, one.quote))


def _stretches(located: Located) -> list[Stretch]:
    """Found quotations cut at line ends: a quotation over two paragraphs is annotated as two."""
    pieces = []
    for quote in located.result.mentions.quotes:
        start = quote.start
        for part in located.text[quote.start : quote.end].split("\n"):
            span = trimmed(located.text, start, start + len(part))
            if span[0] < span[1]:
                pieces.append(Stretch(span, quote))
            start += len(part) + 1
    return pieces


def _neutral(located: Located, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    """Stretches where a find is neither right nor wrong.

    Those are the optional ones; for reported speech also quoted words within it and the halves of a clause cut in two.
    """
    spans = []
    for gold in located.page.quotes:
        if kinds == ("indirect",) or (gold.optional and gold.kind in kinds):
            span = located.span(gold.words)
            if span:
                spans.append(span)
    return spans


def _match(
    tally: Tally, located: Located, gold: GoldQuote, pool: list[Stretch], used: set[int], measures: tuple[str, str]
) -> None:
    measure, speakers = measures
    place = located.span(gold.words)
    span = trimmed(located.text, *place) if place else (0, 0)
    fits = _same if gold.kind != "indirect" else _half
    index = next((k for k, one in enumerate(pool) if k not in used and fits(span, one.span)), None)
    if index is None:
        if not gold.optional:
            tally.count(measure, expected=1)
            near = [located.text[slice(*one.span)] for one in pool if overlap(span, one.span)]
            tally.miss(gold.words.line, measure, f"{gold.kind} {gold.words.text[:90]!r}", repr(near)[:200])
        return
    used.add(index)
    if gold.optional:
        return
    tally.count(measure, 1, 1, 1)
    right = _speaker_right(located, gold, pool[index].quote)
    tally.count(speakers, int(right), 1, 1)
    if not right:
        tally.miss(
            gold.words.line,
            speakers,
            " or ".join(gold.speakers) or "nobody",
            _shown(gold.words.text, pool[index].quote),
        )


def _same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one == other


def _half(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = overlap(one, other)
    return 2 * shared >= one[1] - one[0] and 2 * shared >= other[1] - other[0]


def _shown(text: str, quote: Quote) -> str:
    return f"{quote.speaker} {quote.speaker_text!r} ({quote.speaker_basis}) for {text[:60]!r}"


def _speaker_right(located: Located, gold: GoldQuote, quote: Quote) -> bool:
    return any(_is(located, speaker, quote) for speaker in gold.speakers)


def _is(located: Located, speaker: str, quote: Quote) -> bool:
    if not speaker:
        return quote.speaker is None and not quote.speaker_text
    if speaker.startswith("~"):
        named = any(person.id == quote.speaker for person in located.result.mentions.people)
        return not named and any(_shares(words, quote.speaker_text) for words in speaker[1:].split("|"))
    spans = gold_spans(located, speaker)
    return any(
        mention.person == quote.speaker and any(overlap((mention.start, mention.end), span) for span in spans)
        for mention in located.result.mentions.persons
    )


def _shares(expected: str, got: str) -> bool:
    """Whether the words for a nameless speaker meet: one wording may be longer than the other."""
    left, right = set(_WORD.findall(expected.lower())), set(_WORD.findall(got.lower()))
    little = {"the", "of", "for", "and", "an", "said", "from", "in", "to"}
    return bool((left & right) - little)
