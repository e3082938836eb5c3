"""Every place a reading names."""

from __future__ import annotations

from functools import lru_cache

from ...records import PlaceMention
from ..names.capitals import capitals
from ..names.common import common
from ..names.forms import place_nominatives
from ..names.given import given_name
from ..parties.finder import mention_end
from ..parties.standing import stands_as_place
from ..reading import Reading, Sentence
from .gazetteer import CAPITAL_WEIGHT, Entry, known, longer_keys, lookup, opens
from .signs import (
    LARGE,
    adjectival,
    follows_person,
    inside_capital_run,
    led_by_place_word,
    names_of_people,
    never_place,
    oblast,
    part_of_longer,
    region_word_after,
)

Candidate = tuple[int, int, tuple[Entry, ...], bool]


def find_places(reading: Reading) -> tuple[PlaceMention, ...]:
    """Places in text order. A capital or country that acts ("Kyiv said") is a party, not a place; a surname is neither.

    Names that several places share go to the one whose country the page names otherwise, else to the weightiest.
    """
    if reading.language not in ("en", "uk", "ru"):
        return ()
    found: list[Candidate] = []
    words, language, until = reading.words, reading.language, -1
    for index, sentence in capitals(reading):
        starting = _starting(words[index], language)
        if not starting or index < until:
            continue
        candidate = _match(reading, index, sentence, starting)
        if candidate is None:
            continue
        chained = bool(found) and _chained(reading, found[-1][1], index)
        if _stands(reading, candidate, sentence, chained):
            found.append(candidate)
            until = candidate[1]
    return _resolved(reading, found)


def _match(reading: Reading, index: int, sentence: Sentence, starting: tuple[str, ...]) -> Candidate | None:
    language = reading.language
    if index + 1 < sentence.last:
        for nominative in starting:
            longer = longer_keys(nominative, _plain(reading.words[index + 1])[:2])
            taken = _longest(reading, index, sentence.last, longer) if longer else None
            if taken is not None:
                return taken
    if language != "en":
        region = oblast(reading, index, sentence.last)
        if region is not None:
            return index, index + 1, region, True
    for nominative in starting:
        if known(nominative):
            return index, index + 1, lookup(nominative), region_word_after(reading, index + 1, sentence.last)
    return None


@lru_cache(maxsize=50_000)
def _starting(word: str, language: str) -> tuple[str, ...]:
    """Nominatives of a word under which the gazetteer has anything; none for words that begin no place."""
    if never_place(word, language):
        return ()
    plain = _plain(word)
    forms = place_nominatives(plain, language) if language != "en" else (plain,)
    found = tuple(form for form in forms if len(form) > 1 and (known(form) or opens(form)))
    return found or ((plain,) if adjectival(plain, language) else ())


def _plain(word: str) -> str:
    return word if word.isalpha() else word.replace("’", "'").replace("ʼ", "'")


def _longest(reading: Reading, index: int, stop: int, keys: tuple[str, ...]) -> Candidate | None:
    language = reading.language
    for key in keys:
        rest = key.split(" ")[1:]
        last = index + 1 + len(rest)
        if last > stop:
            continue
        for offset, wanted in enumerate(rest, index + 1):
            seen = _plain(reading.words[offset])
            if seen != wanted and (language == "en" or wanted not in place_nominatives(seen, language)):
                break
            if reading.gaps[offset - 1] not in (" ", "-", "\u00a0", "‑", ", "):
                break
        else:
            return index, last, lookup(key), True
    return None


def _chained(reading: Reading, end: int, index: int) -> bool:
    """Whether a place stands directly before, in one list: "in Baku, Yerevan and Tbilisi"."""
    if end == index:
        return reading.gaps[index - 1] in (", ", ",\u00a0")
    return end == index - 1 and reading.words[end] in ("and", "та", "і", "й", "и", "or", "або", "или", "at", "in")


def _stands(reading: Reading, candidate: Candidate, sentence: Sentence, chained: bool) -> bool:
    """Whether the words name a place here: by their own weight, or by what leads up to them."""
    first, last, entries, sure = candidate
    weight = entries[0].weight
    word = reading.words[first]
    if follows_person(reading, first, sentence):
        return False
    led = chained or led_by_place_word(reading, first, sentence)
    if not sure and not led and word in names_of_people(reading):
        return False
    if entries[0].place.precision == "country" or CAPITAL_WEIGHT <= weight < 80_000_000:
        if not chained and not stands_as_place(reading, first, last - 1, sentence):
            return False
        return not part_of_longer(reading, last, sentence)
    if entries[0].place.precision != "town" or sure:
        return True
    if part_of_longer(reading, last, sentence) or inside_capital_run(reading, first, sentence):
        return False
    if given_name(word, reading.language) is not None and not led:
        return False
    if common(word, reading.language) and not (chained and weight >= LARGE):
        return False
    if first == sentence.first and not led and (weight < LARGE or not _as_written(reading, first)):
        return False
    return led or weight >= LARGE


def _as_written(reading: Reading, index: int) -> bool:
    """Whether the word is itself a key: at the head of a sentence an oblique form is rather another word."""
    return known(_plain(reading.words[index]))


def _resolved(reading: Reading, found: list[Candidate]) -> tuple[PlaceMention, ...]:
    counts: dict[str, int] = {}
    for _, _, entries, _ in found:
        if len(entries) == 1 or entries[0].weight >= CAPITAL_WEIGHT:
            country = entries[0].place.country
            counts[country] = counts.get(country, 0) + 1
    mentions = []
    for first, last, entries, _ in found:
        chosen = _chosen(reading, last, entries, counts)
        start, end = reading.starts[first], mention_end(reading, last - 1)
        mentions.append(PlaceMention(start, end, reading.text[start:end], chosen.place))
    return tuple(mentions)


def _chosen(reading: Reading, last: int, entries: tuple[Entry, ...], counts: dict[str, int]) -> Entry:
    if len(entries) == 1:
        return entries[0]
    if last < len(reading.words) and reading.text[reading.ends[last - 1] : reading.starts[last]] == ", ":
        for holder in lookup(_plain(reading.words[last])):
            for entry in entries:
                if holder.place.precision == "country" and entry.place.country == holder.place.country:
                    return entry

    most = max(counts.get(entry.place.country, 0) for entry in entries)

    def rank(entry: Entry) -> tuple[int, str]:
        # The country the page names most weighs as much as eight times the people; never more than a capital.
        named = bool(entry.place.country) and 0 < most == counts.get(entry.place.country, 0)
        return (-entry.weight * (8 if named and entry.weight < CAPITAL_WEIGHT else 1), entry.place.id)

    return min(entries, key=rank)
