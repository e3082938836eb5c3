"""Cues: the verbs, nouns and phrases that introduce somebody's words, with what their form tells of the speaker."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ...lexicon.concepts import vocabulary
from ...lexicon.reading import Sentence

Takes = Literal["clause", "told", "either", "object", "cited", "source", "noun"]


class Kind(NamedTuple):
    """What the vocabulary says of a cue concept.

    strict: wants "that", a colon or marks. plural: a base form that only a plural subject makes a verb. silent:
    frames marks, reports nothing by itself. written: words put down somewhere, not spoken.
    named: tells what somebody calls a thing. aside: only as a remark between commas.
    """

    takes: Takes
    strict: bool
    plural: bool
    silent: bool
    written: bool
    named: bool = False
    aside: bool = False


class Phrase:
    """Words [first, last) that stand for a speaker; `actor` is the place of its head among the actors, -1 for none.

    `named`: the head is no known actor but written like a name.
    """

    __slots__ = ("actor", "first", "last", "named")

    def __init__(self, first: int, last: int, actor: int, named: bool = False) -> None:
        self.first, self.last, self.actor, self.named = first, last, actor, named


class Cue:
    """Words [first, last) of a cue in its sentence, with the speaker phrase and the content spans found for it.

    Words [left, right) around it belong to the outlet.
    """

    __slots__ = (
        "before", "content", "first", "form", "gender", "kind", "last", "left", "phrase", "plural", "right", "sentence",
        "side", "upstream", "used",
    )  # fmt: skip

    def __init__(
        self,
        first: int,
        last: int,
        kind: Kind,
        sentence: Sentence,
        form: Literal["finite", "participle"],
        gender: str,
        plural: bool | None,
    ) -> None:
        self.first, self.last, self.kind, self.sentence = first, last, kind, sentence
        self.form, self.gender, self.plural = form, gender, plural
        self.left, self.right = sentence.first, sentence.last
        self.before: Cue | None = None
        self.phrase: Phrase | None = None
        self.upstream: Phrase | None = None
        self.side: Literal["left", "right", "same", ""] = ""
        self.content: list[tuple[int, int]] = []
        self.used = False


@cache
def kinds() -> dict[str, Kind]:
    """Cue concept -> its kind."""
    return {
        concept: Kind(
            entry["takes"],
            bool(entry.get("strict")),
            bool(entry.get("plural")),
            bool(entry.get("silent")),
            concept == "cue.write",
            concept == "cue.describe",
            bool(entry.get("aside")),
        )
        for concept, entry in vocabulary("speech").items()
        if concept.startswith("cue.")
    }


_UK_PAST = {"в": ("m", False), "ла": ("f", False), "ло": ("n", False), "ли": ("p", True)}
_RU_PAST = {"л": ("m", False), "ла": ("f", False), "ло": ("n", False), "ли": ("p", True)}
_PARTICIPLES = {
    "uk": ("вши", "ючи", "ачи", "учи"),
    "ru": ("вши", "яя", "ая", "оря", "ждая"),
}
_SHORT = {"ий": ("m", False), "ен": ("m", False), "на": ("f", False), "ні": ("p", True), "ны": ("p", True)}


@lru_cache(maxsize=20_000)
def shape_of(word: str, language: str) -> tuple[Literal["finite", "participle"], str, bool | None]:
    """Form, gender and plural of a cue word by its ending; empty and None where it does not tell."""
    if language == "en":
        if word.endswith("ing"):
            return "participle", "", None
        return "finite", "", None
    if word.endswith(_PARTICIPLES[language]) or (language == "ru" and word.endswith(("ив", "ав", "нув"))):
        return "participle", "", None
    bare = word[:-2] if word.endswith(("ся", "сь")) else word
    past = _UK_PAST if language == "uk" else _RU_PAST
    found = past.get(bare[-2:]) or past.get(bare[-1:]) or _SHORT.get(bare[-2:])
    if found:
        return "finite", *found
    if language == "ru" and bare.endswith("г"):
        return "finite", "m", False
    if bare.endswith(("ють", "уть", "ать", "ять", "ют", "ут", "ят", "ат")):
        return "finite", "", True
    return "finite", "", False
