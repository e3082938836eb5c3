"""Quotations on the project's own passages: spans, speakers and channels, with floors that may only rise."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from goodoffices.claims.quotations import find_quotes
from goodoffices.lexicon.reading import Reading
from goodoffices.records import Line, PartyMention, Person, PersonMention, Quote

PASSAGES = Path(__file__).parent / "quotations" / "own.yaml"
EDGES = " \t\u00a0\n\"'“”„‟«»‹›‘’‚()[]—–-…,.;:!?"
FLOORS = {
    "en": {"marked": 0.99, "indirect": 0.95, "speakers": 0.97},
    "uk": {"marked": 0.99, "indirect": 0.95, "speakers": 0.95},
    "ru": {"marked": 0.99, "indirect": 0.95, "speakers": 0.95},
}


@cache
def passages() -> list[dict[str, Any]]:
    return yaml.safe_load(PASSAGES.read_text(encoding="utf-8"))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def found_in(passage: dict[str, Any]) -> tuple[Quote, ...]:
    text, kinds = passage["text"], passage.get("lines", [])
    lines, start = [], 0
    for number, piece in enumerate(text.split("\n")):
        kind = kinds[number] if number < len(kinds) else "body"
        lines.append(Line(number + 1, start, start + len(piece), kind))
        start += len(piece) + 1
    people = passage.get("people", [])
    persons = tuple(Person(f"p{n}", names[0], tuple(names)) for n, names in enumerate(people, 1))
    return find_quotes(Reading(text, passage["language"], lines), persons, mentions(text, people), parties(passage))


def spots(text: str, word: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


def mentions(text: str, people: list[list[str]]) -> tuple[PersonMention, ...]:
    found: list[PersonMention] = []
    spans = [(*span, f"p{n}") for n, names in enumerate(people, 1) for name in names for span in spots(text, name)]
    for start, end, person in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(PersonMention(start, end, text[start:end], person))
    return tuple(found)


def parties(passage: dict[str, Any]) -> tuple[PartyMention, ...]:
    text = passage["text"]
    named = [(name, party, how) for name, party, how in passage.get("parties", [])]
    spans = [(*span, party, how) for name, party, how in named for span in spots(text, name)]
    return tuple(PartyMention(start, end, text[start:end], party, how) for start, end, party, how in sorted(spans))


def right_speaker(passage: dict[str, Any], wanted: str, quote: Quote) -> bool:
    if wanted.startswith("="):
        return quote.speaker == wanted[1:]
    if wanted.startswith("~"):
        return quote.speaker is None and wanted[1:].lower() in quote.speaker_text.lower()
    names = [names[0] for names in passage.get("people", [])]
    return bool(wanted) and quote.speaker == f"p{names.index(wanted) + 1}"


def matches(text: str, gold: tuple[int, int], quote: Quote, kind: str) -> bool:
    span = trimmed(text, quote.start, quote.end)
    if kind != "indirect":
        return span == gold and quote.kind == kind
    shared = min(span[1], gold[1]) - max(span[0], gold[0])
    return quote.kind == kind and 2 * shared >= max(span[1] - span[0], gold[1] - gold[0])


def compared(passage: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """Counts for one passage, and what went wrong in words."""
    text, quotes = passage["text"], list(found_in(passage))
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    place: dict[str, int] = {}
    for kind, speaker, words, *channel in passage["quotes"]:
        start = text.find(words, place.get(words, 0))
        assert start >= 0, f"{passage['id']}: {words!r} is not in the text"
        place[words] = start + 1
        measure = "indirect" if kind == "indirect" else "marked"
        counts[f"{measure}.gold"] += 1
        gold = trimmed(text, start, start + len(words))
        hit = next((quote for quote in quotes if matches(text, gold, quote, kind)), None)
        if hit is None:
            wrong.append(f"{passage['id']}: missed {kind} {words!r}")
            continue
        quotes.remove(hit)
        counts[f"{measure}.hit"] += 1
        counts["speakers.gold"] += 1
        if right_speaker(passage, speaker, hit):
            counts["speakers.hit"] += 1
        else:
            wrong.append(f"{passage['id']}: {hit.speaker} {hit.speaker_text!r} for {speaker}: {words[:50]!r}")
        if channel and hit.channel != channel[0]:
            wrong.append(f"{passage['id']}: channel {hit.channel} for {channel[0]}")
    for quote in quotes:
        if quote.kind == "indirect" and any(words in quote.text for _, _, words, *_ in passage["quotes"]):
            continue  # the clause that marked words stand in
        counts["indirect.false" if quote.kind == "indirect" else "marked.false"] += 1
        wrong.append(f"{passage['id']}: no quotation: {quote.kind} {quote.text!r} ({quote.cue})")
    return counts, wrong


def scored(language: str) -> tuple[dict[str, float], list[str]]:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for passage in passages():
        if passage["language"] == language:
            more, errors = compared(passage)
            counts += more
            wrong += errors
    figures = {}
    for measure in ("marked", "indirect"):
        hits = counts[f"{measure}.hit"]
        figures[measure] = 2 * hits / (hits + counts[f"{measure}.false"] + counts[f"{measure}.gold"])
    figures["speakers"] = counts["speakers.hit"] / counts["speakers.gold"]
    return figures, wrong


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_floors(language):
    figures, wrong = scored(language)
    below = {measure: figures[measure] for measure, floor in FLOORS[language].items() if figures[measure] < floor}
    assert not below, "\n".join([str(below), *wrong])


def test_there_are_enough_passages_and_each_has_its_own_name():
    names = [passage["id"] for passage in passages()]
    assert len(names) == len(set(names)) >= 60
    assert {passage["language"] for passage in passages()} == {"en", "uk", "ru"}


def test_channels_are_kept_apart_from_speakers():
    wrong = [error for passage in passages() for error in compared(passage)[1] if ": channel " in error]
    assert not wrong, "\n".join(wrong)
