"""Interface words in one language, with the plural rules of that language."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from ..errors import UsageError
from ..findings.labels import FILES
from ..lexicon.concepts import LANGUAGES, label, vocabulary


class Words:
    """Interface words of one language. Raises UsageError for a language without words."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise UsageError(f"no brief in {language!r}; choose one of {', '.join(LANGUAGES)}")
        self.language = language
        self._table = vocabulary("interface")

    def __call__(self, key: str, **fields: object) -> str:
        """The words of a key with its fields filled in; a key without an entry is a mistake of ours and raises."""
        text = str(self._table[key]["labels"][self.language])
        return text.format(**fields) if fields else text

    def known(self, key: str, fallback: str = "") -> str:
        """The words of a key, or the fallback where the vocabulary has none."""
        return self(key) if key in self._table else fallback

    def count(self, key: str, number: int | Decimal) -> str:
        """The number with its noun in the right form: `1 незалежне джерело`, `5 незалежних джерел`."""
        return f"{self.number(number)} {self.noun(key, number)}"

    def noun(self, key: str, number: int | Decimal) -> str:
        """The noun alone, in the form that the number asks for."""
        forms = self._table[key]["forms"][self.language]
        return str(forms.get(plural(number, self.language)) or forms["other"])

    def number(self, number: int | Decimal) -> str:
        """A number as the language writes it: in uk and ru a decimal comma, and thousands apart by a narrow space."""
        text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"
        whole, _, rest = text.partition(".")
        rest = rest.rstrip("0")
        gap = "," if self.language == "en" else "\u202f"
        point = "." if self.language == "en" else ","
        if len(whole.lstrip("-")) <= len("1,500"):
            gap = ""
        return whole.replace(",", gap) + (point + rest if rest else "")

    def month(self, month: int, form: str = "labels") -> str:
        """A month: `labels` beside a day, `alone`, or `short`."""
        return str(self._table[f"month-{month}"][form][self.language])


def plural(number: int | Decimal, language: str) -> str:
    """The CLDR plural category (Unicode TR 35, plural rules of en, uk, ru)."""
    if number != int(number):
        return "other"
    whole = abs(int(number))
    if language == "en":
        return "one" if whole == 1 else "other"
    ten, hundred = whole % 10, whole % 100
    if ten == 1 and hundred != 11:
        return "one"
    return "few" if 2 <= ten <= 4 and not 12 <= hundred <= 14 else "many"


@cache
def words_of(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)


@cache
def home_of(concept: str) -> str:
    """The vocabulary file that has the id, looked up in the order in which values are worded; empty where none has."""
    return next((name for name in FILES if concept in vocabulary(name)), "")


def concept_label(concept: str, language: str) -> str:
    """The label of a vocabulary id; the id with its hyphens opened where no vocabulary has it."""
    home = home_of(concept)
    return label(home, concept, language) if home else concept.replace("-", " ").replace("_", " ")
