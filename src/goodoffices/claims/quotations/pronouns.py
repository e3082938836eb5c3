"""Whom "he" and "she" stand for: the persons met so far get points for named features."""

from __future__ import annotations

from bisect import bisect_left

from .acquaintance import Acquaintance
from .actors import Actor
from .phrases import upright_form
from .sheet import Sheet
from .speakers import NOBODY, Speaker

RECENT = 0.4  # points lost for every sentence between the mention and the pronoun
_WITH = frozenset("з із зі с со".split())
_GOVERNING = frozenset("to of with for by з с із до к".split())
WEIGHTS = {
    "last speaker": 3.0,
    "newer subject": 3.5,
    "subject": 2.0,
    "gender": 2.5,
    "same block": 1.0,
    "one sentence": 1.0,
}


class Pronouns(Acquaintance):
    """Persons, with whoever spoke last."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self.last: Speaker = NOBODY
        self.last_sentence = -99
        self._sources = [
            cue.phrase.last - 1 for cue in sheet.cues if cue.kind.takes == "source" and cue.phrase is not None
        ]

    def _pronoun(self, word: int, gender: str) -> str | None:
        """The person "he" or "she" at `word` stands for."""
        points = self.weighed(word, gender)
        return max(points, key=lambda person: (sum(points[person].values(), 0.0), person)) if points else None

    def weighed(self, word: int, gender: str) -> dict[str, dict[str, float]]:
        """Candidates for a pronoun with the points of each feature."""
        sheet = self.sheet
        here = self._sentence(word)
        found: dict[str, dict[str, float]] = {}
        sentences = sheet.reading.sentences
        subjects: dict[int, str] = {}
        for place, mention in self._earlier(word, 60):
            sentence = self._sentence(mention.first)
            if here - sentence > 12:
                continue
            known = self.gender(mention.ref)
            if known in ("m", "f") and known != gender:
                continue
            if sentence == here and self._told_of_another(mention, word):
                continue
            first = sentences[sentence].first  # "Чану пришлось оправдываться.", "З Умєровим говорила газета."
            opens = mention.first == first or (mention.first == first + 1 and sheet.words[first] in _WITH)
            if opens or sheet.language == "en" or upright_form(sheet, place):
                subjects.setdefault(sentence, mention.ref)
            features = {"recency": -RECENT * (here - sentence)}
            if known == gender:
                features["gender"] = WEIGHTS["gender"]
            if subjects.get(sentence) == mention.ref and (opens or not self._governed(mention)):
                features["subject"] = WEIGHTS["subject"]
            if sentences[sentence].block is sentences[here].block:
                features["same block"] = WEIGHTS["same block"]
            if mention.ref == self.last.ref and here - self.last_sentence <= 3:
                features["last speaker"] = WEIGHTS["last speaker"]
            elif sentence > self.last_sentence and "subject" in features:
                features["newer subject"] = WEIGHTS["newer subject"]
            old = found.get(mention.ref)
            if old is None or sum(features.values(), 0.0) >= sum(old.values(), 0.0):
                found[mention.ref] = features
        return found

    def _told_of_another(self, mention: Actor, word: int) -> bool:
        """ "По рассказу X, он выбил дверь": a pronoun behind a source is somebody else."""
        place = bisect_left(self._sources, mention.first)
        return place < len(self._sources) and mention.first <= self._sources[place] < min(mention.last, word)

    def _governed(self, mention: Actor) -> bool:
        """Whether a preposition or a possessive makes the mention no subject."""
        sheet = self.sheet
        if sheet.language == "en" and sheet.possessive(mention.last - 1):
            return True
        before = sheet.words[mention.first - 1] if mention.first and not sheet.signs[mention.first - 1] else ""
        return before in _GOVERNING or (sheet.language != "en" and before in sheet.prepositions)
