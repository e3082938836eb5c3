"""Marked words that no cue holds: whose they are by what stands around them."""

from __future__ import annotations

from bisect import bisect_left

from .cues import Cue, Phrase
from .dialogue import label_line
from .framing import Frame
from .headlines import headed
from .phrases import phrase_start
from .resolving import Discourse
from .sheet import Sheet
from .somebody import one_of
from .speakers import Speaker
from .topics import subject_of
from .words import OWN_GENDERS

_DASHES = ("—", "–", "-")
HEADINGS = ("headline", "subheading", "summary")


class Uncued:
    """The frames of a page, and the discourse so far."""

    def __init__(self, sheet: Sheet, frames: list[Frame]) -> None:
        self.sheet, self.frames = sheet, frames
        self.discourse = Discourse(sheet)
        self.heads = headed(sheet)
        self.blocks = sheet.reading.blocks
        self._firsts = [cue.first for cue in sheet.cues]

    def _said_below(self, frame: Frame) -> bool:
        """Whether the words of a headline stand in the text again, where a cue tells whose they are."""
        if self.blocks[frame.passage.block].kind not in HEADINGS:
            return False
        words = self.sheet.words[frame.first : frame.last]
        return any(
            other.cue is not None and self.sheet.words[other.first : other.first + len(words)] == words
            for other in self.frames[:200]
            if other is not frame
        )

    def _heading(self, frame: Frame) -> Speaker | None:
        for head in self.heads:
            if head.start <= frame.passage.start and frame.passage.end <= head.end:
                return self.discourse.resolved(head.phrase, None)
        return None

    def _label_above(self, frame: Frame) -> Speaker | None:
        """ "X, the harbour master:" as a paragraph of its own above the marked words."""
        place = frame.passage.block
        if not place or frame.passage.left > self.blocks[place].start + 2:
            return None
        label = label_line(self.sheet, place - 1)
        if label < 0:
            return None
        actor = self.sheet.actors[label]
        return self.discourse.resolved(Phrase(actor.first, actor.last, label), None)

    def _owned(self, frame: Frame) -> Speaker | None:
        """ "Her advice was short: ...", «Його вирок: ...»: whose words they are stands at the head of the sentence."""
        sheet = self.sheet
        if frame.lead != ":" or not frame.whole:
            return None
        sentence = sheet.reading.sentences[sheet.sentence_of[frame.first]]
        gender = OWN_GENDERS.get(sheet.words[sentence.first], "")
        if not gender or frame.first - sentence.first > 10:
            return None
        return self.discourse.owner(sentence.first, gender)

    def _dangling(self, frame: Frame) -> Cue | None:
        """The next sentence only says who said it: "... Zelenskyy wrote on X."."""
        passage = frame.passage
        word = self.sheet.reading.word_at(passage.right)
        place = bisect_left(self._firsts, word)
        if place == len(self._firsts):
            return None
        cue = self.sheet.cues[place]
        sentence = cue.sentence
        block = self.blocks[passage.block]
        if (
            sentence.block is not block
            or sentence.first > word
            or cue.content
            or cue.kind.takes in ("object", "noun", "source")
        ):
            return None
        if cue.right < sentence.last or sentence.last - sentence.first > 14:
            return None
        following = self.sheet.following_cues(cue)
        return None if any(other.content for other in following) else cue

    def _colon_before(self, frame: Frame) -> Cue | None:
        """The paragraph before ends in a colon: its cue introduces this passage."""
        index = frame.passage.block
        if index == 0 or frame.passage.left > self.blocks[index].start + 2:
            return None
        before = self.blocks[index - 1]
        if self.sheet.text[before.start : before.end].rstrip()[-1:] != ":":
            return None
        place = bisect_left(self._firsts, frame.first) - 1
        if place < 0:
            return None
        cue = self.sheet.cues[place]
        return cue if cue.sentence.block is before else None

    def _right_behind(self, frame: Frame) -> Speaker | None:
        """ "...," X, who came first, read from a sheet: the person right behind the comma of the passage."""
        place = self.sheet.by_first.get(frame.last)
        if place is None or self.sheet.actors[place].kind != "person":
            return None
        if self.sheet.text[frame.passage.end - 1] != "," and frame.trail not in (",", "—", "–"):
            return None
        return self.discourse.resolved(Phrase(frame.last, self.sheet.actors[place].last, place), None)

    def _remark(self, frame: Frame) -> Speaker | None:
        """«...», — не скрывает радости полковник X: the subject of the words behind the dash, without a verb of
        saying."""
        sheet, passage = self.sheet, frame.passage
        if frame.trail != "," or sheet.language == "en" or not frame.direct:
            return None
        gap = sheet.text[passage.right : passage.right + 4].strip(", \u00a0")
        if gap[:1] not in _DASHES:
            return None
        first = sheet.reading.word_at(passage.right)
        sentence = sheet.reading.sentences[sheet.sentence_of[min(first, len(sheet.words) - 1)]]
        actor = subject_of(sheet, first, min(sentence.last, first + 16))
        if actor is None or actor.kind not in ("person", "role"):
            return None
        return self.discourse.resolved(Phrase(actor.first, actor.last, sheet.by_first[actor.first]), None)

    def _topic(self, frame: Frame) -> Speaker | None:
        """A person who is the subject of the words before the passage in the same paragraph."""
        sheet, block = self.sheet, self.blocks[frame.passage.block]
        low = bisect_left(sheet.starts, block.start)
        place = bisect_left(sheet.actors, low, key=lambda actor: actor.first)
        found = None
        while place < len(sheet.actors) and sheet.actors[place].first < frame.first:
            if sheet.actors[place].kind == "person":
                found = sheet.actors[place]
                break
            place += 1
        if found is None:
            return self._topic_pronoun(low, frame.first) or self._topic_role(low, frame.first)
        return Speaker(found.ref, sheet.reading.between(found.first, found.last - 1), "carried-over")

    def _topic_pronoun(self, low: int, stop: int) -> Speaker | None:
        """ "Asked about the generals, he shrugged. ...": whom the pronoun that is the subject stands for."""
        actor = subject_of(self.sheet, low, stop)
        if actor is None or actor.kind != "pronoun" or actor.gender not in ("m", "f"):
            return None
        speaker = self.discourse.resolved(Phrase(actor.first, actor.last, self.sheet.by_first[actor.first]), None)
        return speaker if speaker.ref else None

    def _topic_role(self, low: int, stop: int) -> Speaker | None:
        """ "The colonel shrugged. ...", "One of his officials pointed. ...": the office or the unnamed person that
        is the subject of the sentence right before."""
        sheet = self.sheet
        if stop <= low:
            return None
        sentence = sheet.reading.sentences[sheet.sentence_of[stop - 1]]
        first, last = max(low, sentence.first), min(stop, sentence.last)
        some = one_of(sheet, first, last)
        if some is not None:
            return Speaker(None, sheet.reading.between(some.first, some.last - 1), "carried-over")
        actor = subject_of(sheet, first, last)
        if actor is None or actor.kind != "role":
            return None
        start = phrase_start(sheet, actor.first, first)
        return self.discourse.resolved(Phrase(start, actor.last, sheet.by_first[actor.first]), None)

    def _parted(self, first: int, last: int) -> bool:
        """Whether a heading or a clock time stands between two blocks."""
        return any(
            block.kind in ("subheading", "live-time", "headline") for block in self.blocks[max(first, 0) + 1 : last + 1]
        )
