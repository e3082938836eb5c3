"""What single words and phrases mean for times and numbers: the three vocabularies as one table a language."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from ..concepts import LANGUAGES
from ..vocabulary import vocabulary

# Which grammars may begin at a word. A word without any is passed over; most words have none.
BOUND, PARTED, CLOCKED, NAMED, ROUND, MEASURED, COUNTED = (1 << bit for bit in range(7))
_GRAMMARS = {
    BOUND: {"bind"},
    PARTED: {"nightinto", "nightfrom", "lastnight", "tonight", "alone", "part"},
    CLOCKED: {"clock", "digits", "about", "hour-ordinal", "hour-number", "hourpart", "past-hour"},
    NAMED: set(
        "digits month month-short ordinal tens weekday weekday-short context day feast period edge shift weekend "
        "season roman decade sameyear firstof locative lastquarter".split()
    ),
    ROUND: {"set", "every", "times", "span"},
    MEASURED: {"hence", "fixed", "counted", "digits", "number", "hundred", "many", "few", "half", "modifier", "span",
               "between", "scale"},
    COUNTED: {"digits", "number", "hundred", "scale", "many", "few", "half", "fraction", "modifier", "between"},
}  # fmt: skip


_LENGTHS = frozenset({"span", "compound", "fixed", "counted"})
_LEADING = frozenset(
    "bind hence past-hour lastquarter firstof shift edge modifier every roman link per about between cue label times "
    "way after change".split()
)


class Senses:
    """What one word means, alone or as the first of a phrase.

    `values`: {kind: value} of the word alone. `kinds` are all kinds, those of the phrases too; `phrases` the phrases
    by kind. `begins` are the grammars that may begin here, as bits, `own` those by the word itself. `seconds` and
    `stems` are the words by which its phrases go on. Without a word that `measures` a sentence tells no length of
    time. A word that `leads` says nothing of time or number unless the next does ("in", "last", "about").
    """

    __slots__ = ("begins", "kinds", "leads", "measures", "own", "phrases", "seconds", "stems", "values")

    def __init__(self, values: dict[str, Any] | None = None, language: str = "en") -> None:
        self.values = dict(values or {})
        self.phrases: dict[str, list[Phrase]] = {}
        for phrase in self.values.pop("phrases", ()):
            self.phrases.setdefault(phrase.kind, []).append(phrase)
        kinds = {*self.values, *self.phrases}
        self.kinds = frozenset(kinds)
        self.measures = not _LENGTHS.isdisjoint(kinds)
        told = [phrase.rest[0] for phrases in self.phrases.values() for phrase in phrases]
        self.seconds = frozenset(word for word, stem in told if not stem)
        self.stems = tuple(sorted({word for word, stem in told if stem}))
        self.leads = bool(self.values) and _LEADING.issuperset(self.values)
        self.begins = self.own = 0
        if kinds:
            finer = _finer_kinds(self, kinds, language)
            self.begins = _bits(kinds | finer)
            self.own = _bits(set(self.values) | finer) if self.values else 0

    def __bool__(self) -> bool:
        return bool(self.kinds)


def _bits(kinds: set[str]) -> int:
    return sum(bit for bit, begun in _GRAMMARS.items() if kinds & begun)


def _finer_kinds(senses: Senses, kinds: set[str], language: str) -> set[str]:
    """Kinds that depend on the value: "about" may precede a clock time, "more than" may not."""
    finer: set[str] = set()
    if "modifier" in kinds and _any_value(senses, "modifier", ("about", "exact")):
        finer.add("about")
    if "bind" in kinds and _any_value(senses, "bind", ("between",) if language == "en" else ("between", "from")):
        finer.add("between")
    if "ordinal" in kinds and language != "en":
        finer.add("hour-ordinal")
    if senses.values.get("number", 99) <= 12 or senses.values.get("number") in (15, 20, 25):
        finer.add("hour-number")
    tens = senses.values.get("number")
    if tens in (20, 30) or (language != "en" and tens in (40, 50, 60, 70, 80, 90)):
        finer.add("tens")
    return finer


def _any_value(senses: Senses, kind: str, values: tuple[str, ...]) -> bool:
    told = [senses.values[kind]] if kind in senses.values else []
    told.extend(phrase.value for phrase in senses.phrases.get(kind, ()))
    return any(value in values for value in told)


# A page has some thousands of different words; a hostile one has millions, which must not stay.
LARGEST = 50_000


class Unit(NamedTuple):
    """`times` of `unit` ("decade": ten of year); `of` is the thing counted, empty for measures."""

    unit: str
    times: Decimal = Decimal(1)
    of: str = ""


class Phrase(NamedTuple):
    """Words that follow the first one, each exact or a beginning, and what the whole means."""

    rest: tuple[tuple[str, bool], ...]
    kind: str
    value: Any


def plain_word(word: str) -> str:
    """The word with one kind of apostrophe and without the dots of ё, as the vocabularies are looked up."""
    return word.replace("’", "'").replace("ʼ", "'").replace("`", "'").replace("ё", "е")


class Table(dict[str, Senses]):
    """Word in lower case -> its senses.

    Numbers in digits have the kind `digits`, Cyrillic compounds ("дводенний") the kind `fixed`.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.exact: dict[str, dict[str, Any]] = {}
        self.stems: dict[str, list[tuple[str, Any]]] = {}
        self.prefixes: dict[str, Decimal | None] = {}
        self.plain: dict[str, str] = {}
        for name in ("times", "numerals", "units"):
            for concept, entry in vocabulary(name).items():
                self._enter(concept, entry)
        for senses in self.exact.values():
            if "phrases" in senses:
                senses["phrases"].sort(key=lambda phrase: -len(phrase.rest))
        # No beginning is longer; a word of ten thousand letters is not tried letter by letter.
        self.longest = max(map(len, (*self.stems, *self.prefixes, *_MANY)))
        self.compounds = {stem: found for stem, found in self.stems.items() if any(k == "compound" for k, _ in found)}

    def _enter(self, concept: str, entry: dict[str, Any]) -> None:
        kind, value = _meaning(concept, entry)
        words = entry.get("words", {}).get(self.language, ())
        for phrase in words:
            self._add(str(phrase), kind, value)
        for word in entry.get("short", {}).get(self.language, ()):
            self._add(str(word), kind + "-short", value)
        for phrase in entry.get("alone", {}).get(self.language, ()):
            self._add(str(phrase), "alone", value)
        if kind in ("number", "few") and self.language != "en":
            self._count_prefixes(kind, value, words)

    def _add(self, phrase: str, kind: str, value: Any) -> None:
        first, *rest = [plain_word(part) for part in phrase.lower().replace("-", " ").split()]
        if rest:
            more = tuple((part.rstrip("*"), part.endswith("*")) for part in rest)
            stem = first.endswith("*")
            if stem:
                self.stems.setdefault(first[:-1], []).append(("phrases", Phrase(more, kind, value)))
            else:
                self.exact.setdefault(first, {}).setdefault("phrases", []).append(Phrase(more, kind, value))
        elif first.endswith("*"):
            self.stems.setdefault(first[:-1], []).append((kind, value))
        else:
            self.exact.setdefault(first, {})[kind] = value

    def _count_prefixes(self, kind: str, value: Any, words: list[str]) -> None:
        amount = value if kind == "number" else None
        for word in words:
            self.prefixes[plain_word(str(word))] = amount
        if self.language == "uk" and amount in (2, 3):
            self.prefixes["дво" if amount == 2 else "три"] = amount
        if self.language == "uk" and amount == 4:
            self.prefixes["чотири"] = amount

    def __missing__(self, word: str) -> Senses:
        plain = plain_word(word)
        if plain != word:
            self.plain[word] = plain
        found = self._senses(plain)
        senses = Senses(found, self.language) if found else NOTHING
        if len(self) > LARGEST:
            self.clear()
            self.plain.clear()
        self[word] = senses
        return senses

    def _senses(self, word: str) -> dict[str, Any]:
        if word[0].isdecimal():
            return {"digits": word}
        senses = dict(self.exact.get(word, {}))
        for length in range(2, min(len(word), self.longest) + 1):
            for kind, value in self.stems.get(word[:length], ()):
                if kind == "phrases":
                    senses["phrases"] = sorted(
                        [value, *senses.get("phrases", ())], key=lambda phrase: -len(phrase.rest)
                    )
                elif kind != "compound" or length >= 4:
                    senses.setdefault(kind, value)
        if not senses and self.language != "en":
            return self._compound(word)
        return senses

    def _compound(self, word: str) -> dict[str, Any]:
        for cut in range(min(len(word) - 3, self.longest), 1, -1):
            count, rest = word[:cut], word[cut:]
            if count not in self.prefixes and count not in _MANY:
                continue
            for stem, found in self.compounds.items():
                if rest.startswith(stem):
                    unit = next(value for kind, value in found if kind == "compound")
                    return {"counted": (self.prefixes.get(count), unit)}
        return {}


NOTHING = Senses()
_MANY = ("багато", "много", "кілька", "несколько")


def _meaning(concept: str, entry: dict[str, Any]) -> tuple[str, Any]:
    kind, value = str(entry.get("kind", "")), entry.get("value")
    if not kind:
        name, _, number = concept.partition("-")
        return name, int(number)
    if "unit" in entry:
        return kind, Unit(str(entry["unit"]), Decimal(str(entry.get("times", 1))), str(entry.get("of", "")))
    if kind in ("number", "hundred", "scale", "fraction", "half"):
        return kind, Decimal(str(value))
    if isinstance(value, list):
        return kind, tuple(value)
    return kind, value


@cache
def table(language: str) -> Table:
    """The table of a language; English for one the vocabularies do not know."""
    return Table(language if language in LANGUAGES else "en")


@cache
def hours_of(part: str) -> tuple[int, int]:
    """From which to which hour, counted from the midnight that opens the day, a part of the day lasts."""
    for entry in vocabulary("times").values():
        if entry.get("kind") == "part" and entry["value"] == part:
            first, last = entry["hours"]
            return int(first), int(last)
    return 0, 24


@cache
def money_signs() -> dict[str, str]:
    """Currency sign -> unit."""
    return {str(entry["signs"]): str(entry["unit"]) for entry in vocabulary("units").values() if "signs" in entry}
