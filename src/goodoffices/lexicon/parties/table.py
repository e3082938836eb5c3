"""The words by which parties are known, in a form that one dictionary look-up a word can use."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from ...records import CaseParty
from ..concepts import vocabulary

How = Literal["named", "metonym", "people", "adjective"]
LANGUAGES = ("en", "uk", "ru")
ADJECTIVE_ENDINGS = {
    "uk": frozenset("ий ого ому им ім а ої ій у ою е і их ими о".split()),
    "ru": frozenset("ий ого ому им ом ая ой ую ое ие их ими о".split()),
}
PEOPLE_ENDINGS = frozenset(
    (
        " а я у ю ом ем ові еві е і ї и ы ів їв ов ев ей ам ям ами ями ах ях ин ина ину ином ини ине ці "
        "ка ки ку кою кой ок"
    ).split(" ")
)
_TRIMS = {
    "гипет": ("гип", "ет ту том ті та"),
    "иїв": ("и", "їв єва єву євом єві"),
    "иев": ("иев", " а у ом е"),
    "ків": ("к", "ів ова ову овом ові"),
    "вів": ("в", "ів ова ову овом ові"),
    "єць": ("", "єць йця йцю йцем йці"),
    "ія": ("і", "я ї ю єю"),
    "ия": ("и", "я и ю ей"),
    "ай": ("а", "й ю я єм ем ї е єві"),
    "ей": ("е", "й ю я єм ем ї е"),
    "ий": ("", "ий ого ому им ім ом"),
    "ый": ("", "ый ого ому ым ом"),
    "ой": ("", "ой ого ому им ым ом"),
    "а": ("", "а и ы і е у ою ой о"),
    "я": ("", "я і и е ю ею ей єю ї"),
    "ь": ("", "ь я ю ем ьом еві і е и"),
    "й": ("", "й ю я єм ем ї е єві"),
    "о": ("", "о а у ом і е"),
    "и": ("", "и ів ам ами ах ей"),
    "ы": ("", "ы ов ам ами ах"),
}
_CONSONANT = frozenset(" а у ом ові і е ем".split(" "))
# Words of everyday use that are also names of states; they count only where no sentence begins.
EVERYDAY = frozenset({"додому", "того", "малі", "мали", "перу", "чад", "гана", "чилі"})


class Entry(NamedTuple):
    """A phrase: its words each as (stem, endings or None for up to four letters more), the party and how it names it.

    `upper`: the first word must stand in capitals throughout; `capital`: it must begin with one.
    """

    words: tuple[tuple[str, frozenset[str] | None], ...]
    party: str
    how: How
    upper: bool
    capital: bool

    def fits(self, words: list[str], index: int, stop: int) -> bool:
        """Whether the words after the first stand at words[index + 1:]."""
        if index + len(self.words) > stop:
            return False
        for offset in range(1, len(self.words)):
            stem, endings = self.words[offset]
            seen = words[index + offset].replace("’", "'").replace("ʼ", "'")
            if not seen.startswith(stem):
                return False
            rest = seen[len(stem) :]
            if (rest not in endings) if endings is not None else len(rest) > 4:
                return False
        return True


class Table(dict[str, tuple[Entry, ...]]):
    """Word -> the entries whose first word it may be, longest phrase first; found when first met, a bounded number
    kept."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._stems: dict[str, list[Entry]] = {}

    def add(self, entry: Entry) -> None:
        """One entry more; what was added before wins where both fit."""
        self._stems.setdefault(entry.words[0][0], []).append(entry)

    def __missing__(self, word: str) -> tuple[Entry, ...]:
        plain = word.replace("’", "'").replace("ʼ", "'") if not word.isalpha() else word
        found = []
        for length in range(max(1, len(plain) - 5), len(plain) + 1):
            rest = plain[length:]
            for entry in self._stems.get(plain[:length], ()):
                endings = entry.words[0][1]
                if (rest in endings) if endings is not None else len(rest) <= 4:
                    found.append(entry)
        known = tuple(sorted(found, key=lambda entry: -len(entry.words)))
        if len(self) > 50_000:
            self.clear()
        self[word] = known
        return known


_EXACT = frozenset({""})


def inflected(word: str, language: str) -> tuple[str, frozenset[str] | None]:
    """Stem and endings of a noun or adjective in a name; English and capitals throughout do not inflect."""
    lower = word.lower()
    if word.endswith("*"):
        return lower.rstrip("*"), None
    if language == "en" or (word.isupper() and len(word) > 1) or not "Ѐ" <= lower[:1] <= "ӿ":
        return lower, _EXACT
    if lower.endswith(("оа", "уа", "еа")):
        return lower, _EXACT
    for ending, (kept, endings) in _TRIMS.items():
        if lower.endswith(ending) and len(lower) > len(ending):
            return lower[: len(lower) - len(ending)] + kept, frozenset(endings.split(" "))
    return lower, _CONSONANT if lower[-1] not in "еєіїуюёэ" else _EXACT


def phrase(text: str, language: str, party: str, how: How) -> Entry:
    """The entry of a written name."""
    parts = text.replace("-", " ").split()
    many = len(parts) > 1 and language != "en"
    words: list[tuple[str, frozenset[str] | None]] = []
    for part in parts:
        stem, endings = inflected(part, language)
        if many and endings is not _EXACT and not part.islower():
            # In a phrase of several words adjectives and plurals inflect each its own way: any short ending will do.
            bare = part.lower().rstrip("*").rstrip("аеєиіїоуюяьйыэ")
            stem, endings = (bare if len(bare) > 1 else stem), None
        words.append((stem, endings))
    first = parts[0].rstrip("*")
    return Entry(tuple(words), party, how, first.isupper() and len(first) > 1, first[:1].isupper())


def _state_entries(line: str, language: str) -> Iterable[Entry]:
    cells = line.split("\t")
    at = LANGUAGES.index(language)
    code = cells[0]
    names, adjectives, people, capitals = (cells[1 + at + 3 * column] for column in range(4))
    for name in filter(None, names.split(";")):
        yield phrase(name, language, code, "named")
    for word in filter(None, adjectives.split(";")):
        if language == "en":
            yield phrase(word, language, code, "adjective")
        else:
            endings = frozenset({""}) if word.endswith("о") else ADJECTIVE_ENDINGS[language]
            yield Entry(((word, endings),), code, "adjective", False, False)
    for word in filter(None, people.split(";")):
        if language == "en":
            yield phrase(word, language, code, "people")
        else:
            yield Entry(((word, PEOPLE_ENDINGS),), code, "people", False, False)
    for name in filter(None, capitals.split(";")):
        yield phrase(name, language, code, "metonym")


def _vocabulary_entries(language: str) -> Iterable[Entry]:
    for party, entry in vocabulary("parties").items():
        for text in entry.get("words", {}).get(language, ()):
            yield phrase(str(text), language, party, "named")
        for text in entry.get("seats", {}).get(language, ()):
            yield phrase(str(text), language, party, "metonym")
        for stem in entry.get("adjectives", {}).get(language, ()):
            yield Entry(((stem, ADJECTIVE_ENDINGS[language]),), party, "adjective", False, False)


def _same_as(parties: tuple[CaseParty, ...], states: list[str]) -> dict[str, str]:
    """{id of a state: id of the case's party} where the case names that state."""
    same = {}
    for line in states:
        cells = line.split("\t")
        known = {name.lower() for cell in cells[1:4] for name in cell.split(";") if name}
        for party in parties:
            if party.id.lower() == cells[0] or known & {name.lower() for name in (party.name, *party.names)}:
                same[cells[0]] = party.id
                break
    return same


@lru_cache(maxsize=1)
def state_lines() -> tuple[str, ...]:
    """The lines of states.tsv."""
    return tuple(Path(__file__).with_name("states.tsv").read_text(encoding="utf-8").splitlines())


@lru_cache(maxsize=16)
def table_of(language: str, parties: tuple[CaseParty, ...]) -> Table:
    """The table for one language under the parties of a case, whose words win."""
    table = Table(language)
    for party in parties:
        for name in dict.fromkeys((party.name, *party.names)):
            if name.strip():
                table.add(phrase(name, language, party.id, "named"))
        for seat in party.seats:
            if seat.strip():
                table.add(phrase(seat, language, party.id, "metonym"))
    states = list(state_lines())
    same = _same_as(parties, states)
    for line in states:
        for entry in _state_entries(line, language):
            table.add(entry._replace(party=same.get(entry.party, entry.party)))
    for entry in _vocabulary_entries(language):
        table.add(entry._replace(party=same.get(entry.party, entry.party)))
    return table
