"""What a line shows by its own words: menus, notices, promotion, links to other stories, credits."""

from __future__ import annotations

from functools import cache
from itertools import compress
from typing import Any, NamedTuple

import msgspec

from ..lexicon.concepts import vocabulary
from ..records import LineClass
from .drafts import Draft
from .page_words import numbered, phrase_key, straight

_TAIL = " .,;:!?»”\"')]>›→…|"
_COMMON = frozenset("and on have with this or the for more was to of in и в на з и с".split())
_GLUED = frozenset({"read more", "read also", "читайте також", "читайте также", "дивіться також", "смотрите также"})
_BEFORE_A_HEADLINE = frozenset({"до теми", "к теме"})
_HEADING_WORDS = 7
_MARKS = frozenset('"“«„')
_HEAD = "\"'“”„«»‘’([{<|>›→•·…*_-–—© "


class Rule(msgspec.Struct, frozen=True):
    """One entry of the vocabulary. `where`: "" anywhere, "edges", "after"; `run`: class of the list it heads."""

    name: str
    kind: LineClass
    why: str
    where: str
    run: LineClass | None
    most: int
    floor: int


class Cue(NamedTuple):
    """A phrase that lends weight to a rule; it is found by its word number `rare`."""

    words: tuple[str, ...]
    rare: int
    opening: bool
    spaced: str
    rule: Rule
    weight: int


class Match(msgspec.Struct, frozen=True):
    """A rule that fits a line, and the words that made it fit."""

    rule: Rule
    how: str
    seen: str

    @property
    def reason(self) -> str:
        """The reason a person reads."""
        return f"{self.rule.why}: {self.how} “{self.seen}”"


class Furniture:
    """The rules of `page-furniture.yaml`, looked up by words so that a line costs a few dictionary reads."""

    def __init__(self, table: dict[str, dict[str, Any]]) -> None:
        self.lines: dict[str, Rule] = {}
        self.heads: dict[str, list[tuple[str, Rule]]] = {}
        self.opens: dict[str, list[tuple[str, Rule]]] = {}
        self.closes: dict[str, list[tuple[str, Rule]]] = {}
        self.cues: dict[str, list[Cue]] = {}
        for name, entry in table.items():
            rule = Rule(
                name,
                entry["class"],
                str(entry["labels"]["en"]),
                str(entry.get("where", "")),
                entry.get("run"),
                int(entry.get("most", 12)),
                int(entry.get("floor", 3)),
            )
            self._add(rule, entry)
        self._cue_words = frozenset(self.cues)
        self._starts = frozenset(key.partition(" ")[0] for key in self.lines)

    def _add(self, rule: Rule, entry: dict[str, Any]) -> None:
        for phrase in _all(entry.get("line")):
            self.lines.setdefault(phrase_key(phrase), rule)
        for phrase in _all(entry.get("heads")):
            key = f"{phrase_key(phrase)} "
            self.heads.setdefault(_first(key), []).append((key, rule))
        for phrase in _all(entry.get("opens")):
            bare = straight(phrase).lstrip(_HEAD) or straight(phrase).strip()
            self.opens.setdefault(_first(bare), []).append((bare, rule))
        for phrase in _all(entry.get("closes")):
            bare = straight(phrase)
            self.closes.setdefault(bare.rsplit(None, 1)[-1], []).append((bare, rule))
        for by_language in (entry.get("cues") or {}).values():
            for phrase, weight in by_language.items():
                words = tuple(str(phrase).lstrip("^").split())
                # Long words are met least, these never help.
                rare = max(range(len(words)), key=lambda at: (words[at] not in _COMMON, len(words[at]), -at))
                cue = Cue(words, rare, str(phrase).startswith("^"), f" {' '.join(words)} ", rule, int(weight))
                self.cues.setdefault(words[rare], []).append(cue)

    def match(self, draft: Draft) -> Match | None:
        """The rule that fits the line by its own words, if any; whole line, then beginning, end, weighted cues."""
        if len(draft.words) <= 8:
            found = self._whole(draft)
            if found:
                return found
        if len(draft.words) > 110:
            return None
        return self._opening(draft) or self._closing(draft) or self._weighed(draft)

    def _opening(self, draft: Draft) -> Match | None:
        low = draft.low.lstrip(_HEAD)
        skipped = len(draft.low) - len(low)
        first = _first(low)
        if len(draft.words) <= 20 and (first in self.opens or not first.isalpha()):
            low = numbered(low)
            first = _first(low)
        for phrase, rule in self.opens.get(first, ()):
            fits = low.startswith(phrase) and self._parted(low, phrase, draft.text[skipped:])
            if fits and self._bears(rule, draft) and not (rule.kind == "credit" and _tells(low[len(phrase) :], phrase)):
                return Match(rule, "begins", phrase.strip())
        return None

    def _closing(self, draft: Draft) -> Match | None:
        bare = draft.low.lstrip(_HEAD).rstrip(_TAIL)
        last = bare[bare.rfind(" ") + 1 :]
        if len(draft.words) <= 20 and (last in self.closes or not last.isalpha()):
            bare = numbered(bare)
            last = bare[bare.rfind(" ") + 1 :]
        for phrase, rule in self.closes.get(last, ()):
            if bare.endswith(phrase) and len(draft.words) <= rule.most:
                return Match(rule, "ends", phrase)
        return None

    def _whole(self, draft: Draft) -> Match | None:
        key = draft.key()
        rule = self.lines.get(key) or self._heading(draft, key)
        if rule is None:
            return None
        ended = draft.text[-1] in ".!?" and not draft.text.endswith("..")
        if ended and len(draft.words) <= 2 and rule.kind != "promotion":
            return None  # a button has no full stop; a one-word answer has
        return Match(rule, "the whole line is", key)

    def _heading(self, draft: Draft, key: str) -> Rule | None:
        """The rule whose list a line heads with a few words more: "Most read in World", "Популярне за тиждень"."""
        phrases = self.heads.get(key[: key.find(" ")], ())
        if (
            not phrases
            or len(draft.words) > _HEADING_WORDS
            or (draft.closed and draft.text[-1] != ":" and key[0] != "#")
        ):
            return None
        return next((rule for phrase, rule in phrases if f"{key} ".startswith(phrase)), None)

    def named_at(self, words: list[str], index: int) -> int:
        """How many words from `index` on, three at most, are a whole line of the vocabulary; 0 where none are."""
        if words[index] in self._starts:
            for length in (3, 2, 1):
                if " ".join(words[index : index + length]) in self.lines:
                    return length
        return 0

    def list_head(self, draft: Draft) -> Rule | None:
        """The rule by which a line that is taken heads a list; None where it heads none."""
        if draft.free or len(draft.words) > 8 or not draft.words:
            return None
        key = draft.key()
        rule = self.lines.get(key) or self._heading(draft, key)
        return rule if rule is not None and rule.run is not None else None

    @staticmethod
    def _parted(low: str, phrase: str, text: str) -> bool:
        """Whether the phrase ends where a word ends; scrapes run "Read more" and the headline behind it together."""
        if phrase in _BEFORE_A_HEADLINE:  # "До теми землі поверталися тричі" is a sentence
            return text[len(phrase) + 1 : len(phrase) + 2].isupper()
        if _ends_word(low, len(phrase)):
            return True
        return phrase in _GLUED and text[len(phrase) : len(phrase) + 1].isupper()

    @staticmethod
    def _bears(rule: Rule, draft: Draft) -> bool:
        if len(draft.words) > rule.most or (rule.kind == "related" and draft.text.endswith(":") and rule.where):
            return False
        if draft.prose and draft.text[0] in _MARKS and draft.speaks():
            return False  # somebody's words, whatever they begin with
        if rule.kind == "promotion" and (draft.text[0] in _MARKS or (draft.speaks() and draft.prose)):
            return False
        return not (rule.kind == "related" and draft.prose and draft.text[-1] == "." and len(draft.words) > 25)

    def _may_weigh(self, words: list[str]) -> bool:
        """Whether the cues among the words, wherever they stand, could reach any floor."""
        rare = self._cue_words.intersection(words)
        if not rare:
            return False
        spaced = f" {' '.join(words)} "
        sums: dict[str, int] = {}
        for word in rare:
            for cue in self.cues[word]:
                if cue.weight > 0 and cue.spaced in spaced:
                    most = sums[cue.rule.name] = sums.get(cue.rule.name, 0) + cue.weight
                    if most >= cue.rule.floor - 1:
                        return True
        return False

    def _weighed(self, draft: Draft) -> Match | None:
        words = draft.words
        if not self._may_weigh(words):
            return None
        sums, seen, rules = self._sums(words)
        for name in sorted(sums, key=lambda name: (-sums[name], name)):
            rule = rules[name]
            # A report about such things speaks of them too, in sentences with a speaker.
            need = rule.floor + (3 if draft.speaks() else 0) + (1 if len(words) > 60 else 0)
            need -= rule.kind == "promotion" and not draft.closed
            if sums[name] >= need:
                return Match(rule, "speaks of", "”, “".join(seen[name][:4]))
        return None

    def weight(self, draft: Draft) -> int:
        """The greatest sum of cues that a rule reaches in the line, whether or not that is enough for it; 0 or more."""
        if draft.weight is None:
            disjoint = self._cue_words.isdisjoint(draft.words)
            draft.weight = 0 if disjoint else max(0, *self._sums(draft.words)[0].values(), 0)
        return draft.weight

    def _sums(self, words: list[str]) -> tuple[dict[str, int], dict[str, list[str]], dict[str, Rule]]:
        """By name of rule: the sum of its cues among the words, the cues themselves, the rule."""
        cues = self.cues
        sums: dict[str, int] = {}
        seen: dict[str, list[str]] = {}
        rules: dict[str, Rule] = {}
        for index in compress(range(len(words)), map(cues.__contains__, words)):
            for cue in cues[words[index]]:
                start = index - cue.rare
                if start < 0 or (start and cue.opening):
                    continue
                if len(cue.words) > 1 and tuple(words[start : start + len(cue.words)]) != cue.words:
                    continue
                said = seen.setdefault(cue.rule.name, [])
                text = " ".join(cue.words)
                if text not in said:
                    said.append(text)
                    sums[cue.rule.name] = sums.get(cue.rule.name, 0) + cue.weight
                    rules[cue.rule.name] = cue.rule
        return sums, seen, rules


def _all(by_language: dict[str, list[str]] | None) -> list[str]:
    return [str(phrase) for phrases in (by_language or {}).values() for phrase in phrases]


def _first(low: str) -> str:
    stop = low.find(" ")
    return (low if stop < 0 else low[:stop]).rstrip(":,.!—–-?/")


def _ends_word(low: str, at: int) -> bool:
    return at >= len(low) or not low[at].isalnum() or not low[at - 1].isalnum()


@cache
def furniture() -> Furniture:
    """The rules, read once."""
    return Furniture(vocabulary("page-furniture"))


def _tells(rest: str, phrase: str) -> bool:
    """ "Источник: обмен пленными перенесли": whether a verb in the past closes what stands behind the colon, as in
    headlines; who made the page has none."""
    words = rest.split()
    return phrase.rstrip().endswith(":") and len(words) > 2 and words[-1].rstrip(".!?…").endswith(_PAST)


_PAST = ("ли", "ла", "ло", "лась", "лись", "лось", "лася", "лися", "лося")
