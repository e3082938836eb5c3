"""What a person says a page holds: line classes, quotations, people, times, quantities; and of stories, the disputes.

The format is described in docs/how-to/annotate-a-page.md. Everything is read as text (YAML base schema), so that
neither a date nor a clock time is turned into something else on the way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CLASSES = frozenset(
    "body headline summary subheading live-time caption credit notice navigation promotion related duplicate".split()
)
KEPT = frozenset("body headline summary subheading live-time".split())


class GoldError(ValueError):
    """The annotation itself is wrong: words that are not on the page, a line without a class."""


class Words(NamedTuple):
    """Words on a page: line in the file, which occurrence in that line (0 first), the words."""

    line: int
    nth: int
    text: str


class GoldQuote(NamedTuple):
    """`speakers`: names of the people list, or ~ and words of the text for one without a name; "" for nobody.

    Any of them is right.
    """

    words: Words
    kind: str
    speakers: tuple[str, ...]
    optional: bool


class GoldTime(NamedTuple):
    """`values`: what counts as right; a final * accepts anything that begins so."""

    words: Words
    values: tuple[str, ...]
    optional: bool


class GoldQuantity(NamedTuple):
    """`low` and `high` as written, "" for an open side; `units` and `modifiers` what counts as right."""

    words: Words
    units: tuple[str, ...]
    low: str
    high: str
    modifiers: tuple[str, ...]
    optional: bool


class GoldPerson(NamedTuple):
    """Everybody named on the page, with the places of every spelling."""

    name: str
    spellings: dict[str, tuple[Words, ...]]


class GoldPage(NamedTuple):
    """One annotated page. `given` are the options the command is run with."""

    path: Path
    language: str
    published: str
    given: dict[str, str]
    text: str
    lines: dict[int, tuple[str, ...]]
    quotes: tuple[GoldQuote, ...]
    people: tuple[GoldPerson, ...]
    times: tuple[GoldTime, ...]
    quantities: tuple[GoldQuantity, ...]
    measured: frozenset[str]


class GoldValue(NamedTuple):
    """One account of a value: the words on a page of the story."""

    page: str
    words: Words


class GoldQuestion(NamedTuple):
    """A question of a story with the accounts that belong to it; groups of accounts say the same."""

    questions: tuple[str, ...]
    about: str
    values: tuple[tuple[GoldValue, ...], ...]


class GoldStory(NamedTuple):
    """Pages that report one thing, with the disputes planted in them and what only looks like one.

    `copies`: pages with one wire text, which count as one source.
    """

    folder: Path
    pages: tuple[GoldPage, ...]
    disputes: tuple[GoldQuestion, ...]
    not_disputes: tuple[GoldQuestion, ...]
    agreed: tuple[GoldQuestion, ...]
    copies: tuple[frozenset[str], ...]


def load(path: Path) -> Any:
    """A YAML file with every scalar as the text it is."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def pages_below(folder: Path) -> Iterator[GoldPage]:
    """Every annotated page below a folder, in name order."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.name != "story.yaml":
            yield page_of(path)


def stories_below(folder: Path) -> Iterator[GoldStory]:
    """Every story below a folder, in name order."""
    for path in sorted(folder.rglob("story.yaml")):
        yield story_of(path)


def page_of(path: Path) -> GoldPage:
    """The annotation in a YAML file and the page beside it."""
    table = load(path)
    page = path.parent / table["page"]
    text = unicodedata.normalize("NFC", page.read_bytes().decode(table.get("encoding", "utf-8-sig")))
    finder = Finder(page.name, text, _lines(page.name, text, table["lines"]))
    people = tuple(_person(finder, entry) for entry in table.get("people", ()))
    names = {person.name for person in people}
    gold = GoldPage(
        page,
        table["language"],
        table.get("published", ""),
        table.get("given") or {},
        text,
        finder.lines,
        tuple(quote for entry in table.get("quotes", ()) for quote in _quotes(finder, entry, names)),
        people,
        tuple(time for entry in table.get("times", ()) for time in _times(finder, entry)),
        tuple(number for entry in table.get("quantities", ()) for number in _quantities(finder, entry)),
        frozenset(key for key in ("quotes", "people", "times", "quantities") if key in table),
    )
    finder.check()
    return gold


def _lines(page: str, text: str, table: dict[str, Any]) -> dict[int, tuple[str, ...]]:
    written = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    classes: dict[int, tuple[str, ...]] = {}
    for kinds, ranges in table.items():
        names = tuple(kinds.split("|"))
        if not CLASSES.issuperset(names):
            raise GoldError(f"{page}: no such class: {kinds}")
        for part in str(ranges).replace(" ", "").split(","):
            first, _, last = part.partition("-")
            for number in range(int(first), int(last or first) + 1):
                if number in classes:
                    raise GoldError(f"{page}: line {number} has two classes")
                if number in written:
                    classes[number] = names
                elif not last:
                    raise GoldError(f"{page}: line {number} is empty or not there")
    if written - classes.keys():
        raise GoldError(f"{page}: lines without a class: {sorted(written - classes.keys())}")
    return classes


class Finder:
    """Where words stand in the kept lines of a page; the next entry with the same words gets the next place."""

    def __init__(self, page: str, text: str, lines: dict[int, tuple[str, ...]]) -> None:
        self.page = page
        self.lines = lines
        self.texts = dict(enumerate(text.split("\n"), 1))
        self.kept = [number for number in sorted(lines) if KEPT.intersection(lines[number])]
        self.used: dict[str, int] = {}
        self.errors: list[str] = []

    def places(self, words: str) -> list[Words]:
        """Every place of the words in kept lines, whole words only."""
        words = unicodedata.normalize("NFC", words)
        return [
            Words(number, nth, words)
            for number in self.kept
            for nth, _ in enumerate(occurrences(self.texts[number], words))
        ]

    def check(self) -> None:
        """Raise GoldError with everything that was not found."""
        if self.errors:
            raise GoldError("\n".join(f"{self.page}: {error}" for error in self.errors))

    def one(self, entry: dict[str, Any], words: str, tag: str) -> list[Words]:
        """The place an entry means: by `line` and `n`, `n: all`, or else the next one not yet used."""
        if "at" in entry:
            return self.at(entry["at"], words)
        places = self.places(words)
        if "line" in entry:
            places = [place for place in places if place.line == int(entry["line"])]
        if entry.get("n") == "all" and places:
            return places
        key = f"{tag}:{entry.get('line', '')}:{words}"
        index = int(entry["n"]) - 1 if "n" in entry else self.used.get(key, 0)
        self.used[key] = index + 1
        if not 0 <= index < len(places):
            self.errors.append(f"{words!r} ({tag}, occurrence {index + 1}) is not in the kept lines")
            return []
        return [places[index]]

    def at(self, context: str, words: str) -> list[Words]:
        """The words within the first kept line that has the context around them."""
        for number in self.kept:
            line = self.texts[number]
            at = line.find(context)
            if at >= 0 and words in context:
                start = at + context.index(words)
                return [Words(number, list(occurrences(line, words)).index(start), words)]
        self.errors.append(f"no kept line has {words!r} in {context!r}")
        return []


def occurrences(text: str, words: str) -> Iterator[int]:
    """Beginnings of the words in the text, not within longer words or numbers."""
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    for match in re.finditer(before + re.escape(words) + after, text):
        yield match.start()


def _entry(entry: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(keys, entry, strict=False)) if isinstance(entry, list) else dict(entry)


def _optional(entry: dict[str, Any]) -> bool:
    return entry.get("optional", "no") in ("yes", "true")


def _several(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (str(value),)


def _quotes(finder: Finder, raw: Any, names: set[str]) -> Iterator[GoldQuote]:
    entry = _entry(raw, ("kind", "speaker", "words", "n"))
    if entry["kind"] not in ("direct", "mixed", "indirect"):
        raise GoldError(f"{finder.page}: {entry['kind']!r} is no kind of quotation")
    speakers = _several(entry.get("speaker", ""))
    for speaker in speakers:
        if speaker and speaker not in names and not speaker.startswith("~"):
            finder.errors.append(f"speaker {speaker!r} is not in people; write ~words for one without a name")
    for words in finder.one(entry, entry["words"], "quote"):
        yield GoldQuote(words, entry["kind"], speakers, _optional(entry))


def _times(finder: Finder, raw: Any) -> Iterator[GoldTime]:
    entry = _entry(raw, ("words", "value", "n"))
    for words in finder.one(entry, entry["words"], "time"):
        yield GoldTime(words, _several(entry["value"]), _optional(entry))


def _quantities(finder: Finder, raw: Any) -> Iterator[GoldQuantity]:
    entry = _entry(raw, ("words", "unit", "low", "high", "modifier", "n"))
    for words in finder.one(entry, entry["words"], "quantity"):
        units = tuple(entry["unit"].split("|"))
        modifiers = tuple(entry["modifier"].split("|"))
        yield GoldQuantity(words, units, entry["low"], entry["high"], modifiers, _optional(entry))


def _person(finder: Finder, entry: dict[str, Any]) -> GoldPerson:
    spellings: dict[str, tuple[Words, ...]] = {}
    for raw in entry["spellings"]:
        if isinstance(raw, str):
            places = tuple(finder.places(raw))
        else:
            places = tuple(place for context in _several(raw["at"]) for place in finder.at(context, raw["words"]))
        if not places:
            finder.errors.append(f"{raw!r} ({entry['name']}) is not in the kept lines")
            continue
        text = places[0].text
        spellings[text] = spellings.get(text, ()) + places
    return GoldPerson(entry["name"], spellings)


def story_of(path: Path) -> GoldStory:
    """The annotation of a story and of the pages beside it."""
    table = load(path)
    pages = tuple(page_of(file) for file in sorted(path.parent.glob("*.yaml")) if file.name != "story.yaml")
    finders = {page.path.name: Finder(page.path.name, page.text, page.lines) for page in pages}
    disputes, not_disputes, agreed = (
        tuple(_question(finders, entry) for entry in table.get(key) or ())
        for key in ("disputes", "not_disputes", "agreed")
    )
    for finder in finders.values():
        finder.check()
    copies = tuple(frozenset(names) for names in table.get("copies") or ())
    return GoldStory(path.parent, pages, disputes, not_disputes, agreed, copies)


def _question(finders: dict[str, Finder], entry: dict[str, Any]) -> GoldQuestion:
    values = []
    for group in entry["values"]:
        accounts = group if isinstance(group[0], list) else [group]
        found: list[GoldValue] = []
        for page, words, *rest in accounts:
            place = finders[page].one({"at": rest[0]} if rest else {"n": "all"}, words, "value")
            found.extend(GoldValue(page, one) for one in place)
        values.append(tuple(found))
    return GoldQuestion(_several(entry.get("question", [])), entry.get("about", ""), tuple(values))
