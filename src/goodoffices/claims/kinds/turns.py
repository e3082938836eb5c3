"""What turns a statement: denial, plan, demand, and what is only imagined and so claims nothing."""

from __future__ import annotations

from ...records import Polarity
from .passage import Passage, Placed
from .words import Mark

NOT_ONLY = frozenset({"only", "just", "merely", "simply", "тільки", "лише", "только", "лишь"})
# In Ukrainian and Russian "не" and "ни" deny the word they stand before.
CLOSE = frozenset({"не", "ні", "ни"})
# Verbs by whose denial a noun far before them is denied: "прориву на переговорах не сталося".
HAPPENED = (
    "ста", "відбу", "досяг", "бул", "був", "вдал", "прин", "дав", "дал", "прив",
    "произош", "достиг", "случ", "был", "удал", "наблюд",
)  # fmt: skip
BUT = frozenset({"but", "yet", "але", "проте", "но", "однако", "and", "та", "и", "і"})
AUXILIARY = frozenset("was were is are has have had been be could can did".split())
LATE = 9
NONE = frozenset({"нет", "немає", "нема"})
AFTER = frozenset({"not", "немає", "нема", "нет", "не", "no", "never", "відсутній", "отсутствует", "нельзя",
                   "неможливо", "невозможно", "зарано", "рано", "передчасно", "преждевременно"})  # fmt: skip


def denial(passage: Passage, at: Placed, *, reach: int = 4) -> Mark | None:
    """The negation that governs the words at `at` from before, in the same clause and within `reach` words."""
    if "negation" not in passage.ids:
        return None
    reading = passage.reading
    first = reading.word_at(at.start)
    start, _ = passage.clause(at.start)
    for mark in reversed(passage.of("turn", "negation")):
        if mark.start < start or mark.last > first:
            continue
        word = reading.words[mark.first]
        limit = 1 if word in CLOSE and passage.reading.language != "en" else reach
        if first - mark.last > limit or passage.word(mark.last) in NOT_ONLY:
            continue
        if any(sign in reading.text[mark.end : at.start] for sign in ",;"):
            continue
        return mark
    return None


def denied_after(passage: Passage, at: Placed, *, reach: int = 3) -> bool:
    """Whether a negation follows in the clause: "прогресу немає", "прорыва не произошло", "no ... was not made"."""
    reading = passage.reading
    after = reading.word_at(at.end)
    _, end = passage.clause(at.start)
    for index in range(after, after + reach):
        if index >= passage.sentence.last or reading.starts[index] >= end:
            return False
        if "," in reading.text[at.end : reading.starts[index]]:
            return False
        word = reading.words[index]
        if word in BUT:
            return False
        if word in AFTER:
            verb = reading.language != "en" or passage.word(index - 1) in AUXILIARY
            return verb and passage.word(index + 1) not in NOT_ONLY
    for index in range(after + reach, min(after + LATE, passage.sentence.last)):
        if reading.starts[index] >= end or "," in reading.text[at.end : reading.starts[index]]:
            return False
        if reading.words[index] == "не" and passage.word(index + 1).startswith(HAPPENED):
            return True
        if reading.words[index] in NONE:
            return True
    return False


def _stands(passage: Passage, ident: str, at: Placed, before: int, after: int) -> Mark | None:
    if ident not in passage.ids:
        return None
    reading = passage.reading
    first, last = reading.word_at(at.start), reading.word_at(at.end)
    start, end = passage.clause(at.start)
    for mark in passage.of("turn", ident):
        if mark.start < start or mark.end > end:
            continue
        if 0 <= first - mark.last <= before or 0 <= mark.first - last <= after:
            return mark
    return None


def planned(passage: Passage, at: Placed, *, before: int = 5, after: int = 0) -> bool:
    """Whether a word of planning governs the words at `at`."""
    return _stands(passage, "planned", at, before, after) is not None


def demanded(passage: Passage, at: Placed, *, before: int = 6) -> bool:
    """Whether a word of demand governs the words at `at`."""
    return _stands(passage, "demanded", at, before, 0) is not None


def imagined(passage: Passage, at: Placed, *, before: int = 7) -> bool:
    """Whether the words at `at` are only hoped for, doubted, aimed at or put as a condition."""
    return _stands(passage, "hypothetical", at, before, 0) is not None


def polarity_of(passage: Passage, at: Placed) -> Polarity | None:
    """How the words at `at` are put; None where they are only imagined."""
    if denial(passage, at) is not None:
        return "denied"
    if imagined(passage, at):
        return None
    if planned(passage, at):
        return "planned"
    return "demanded" if demanded(passage, at) else "asserted"
