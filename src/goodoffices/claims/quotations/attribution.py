"""One walk over a page in text order: every frame and reported clause gets its speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter, itemgetter

from msgspec.structs import replace

from ...lexicon.reading import Block
from ...records import Quote
from ...records.mention import QuoteKind
from .bounds import characters, pieces
from .channels import channel_of
from .contents import about_this
from .cues import Cue, Phrase
from .dialogue import Spoken, spoken
from .framing import Frame
from .headlines import BEHIND, Headed, opens_heading
from .sheet import Sheet
from .speakers import NOBODY, Speaker
from .uncued import HEADINGS, Uncued

_NEAR = 3  # blocks without speech over which a quotation without cue is still carried over


class Attribution(Uncued):
    """The walk and its state."""

    def __init__(self, sheet: Sheet, frames: list[Frame]) -> None:
        super().__init__(sheet, frames)
        self.speakers: dict[int, Speaker] = {}
        self.found: dict[tuple[int, int, str], Quote] = {}
        self.spoken_block = -99
        self.answering: Speaker | None = None
        self.channels: dict[str, tuple[int, str]] = {}
        self._block_starts = [block.start for block in self.blocks]
        self._lefts = [frame.passage.left for frame in frames]

    def quotes(self) -> tuple[Quote, ...]:
        """All quotations, in text order."""
        sheet = self.sheet
        steps: list[tuple[int, int, Frame | Cue | Headed | Spoken]] = []
        steps.extend((frame.passage.left, 1, frame) for frame in self.frames)
        steps.extend((sheet.starts[cue.first], 2, cue) for cue in sheet.cues)
        steps.extend((head.start, 0, head) for head in self.heads)
        steps.extend((part.start, 0, part) for part in spoken(sheet))
        steps.sort(key=itemgetter(0, 1))
        loose: list[Frame] = []
        for _, _, step in steps:
            if isinstance(step, Frame):
                if not self._frame(step):
                    loose.append(step)
            elif isinstance(step, Cue):
                self._cue(step)
            elif isinstance(step, Headed):
                self._headed(step)
            else:
                self._spoken(step)
        self._repeated(loose)
        self._headlines(loose)
        return tuple(sorted(self.found.values(), key=attrgetter("start", "end", "kind")))

    # ---- speakers of cues

    def speaker(self, cue: Cue) -> Speaker:
        """The speaker of a cue, resolved once, after those it leans on."""
        known = self.speakers.get(cue.first)
        if known is not None:
            return known
        before = cue.before
        if before is None or before.first in self.speakers:
            known = self.speakers[cue.first] = self._resolve(cue)
            return known
        chain = []
        link: Cue | None = cue
        while link is not None and link.first not in self.speakers:
            chain.append(link)
            link = link.before
        for one in reversed(chain):
            self.speakers[one.first] = self._resolve(one)
        return self.speakers[cue.first]

    def _resolve(self, cue: Cue) -> Speaker:
        earlier = self.speakers.get(cue.before.first) if cue.before is not None else None
        speaker = self.discourse.speaker_of(cue, earlier)
        phrase = cue.phrase
        if phrase is not None and phrase.actor >= 0 and self.sheet.actors[phrase.actor].kind == "agency":
            speaker = self._cited_after(cue) or speaker
        aside = cue.kind.takes == "source" and earlier is not None and bool(earlier.text or earlier.ref)
        idle = aside or cue.kind.silent or (not cue.content and (cue.kind.strict or speaker.basis == "carried-over"))
        if ((speaker.text and cue.kind.takes != "cited") or speaker.ref) and not idle:
            self.discourse.spoke(speaker, cue.sentence)
        return speaker

    def _cited_after(self, cue: Cue) -> Speaker | None:
        """ "TASS reported, citing X": the agency passes on what X says."""
        if cue.kind.takes == "cited" and cue.phrase is not None and self.sheet.language != "en":
            return self._cited_whom(cue.phrase)
        for other in self.sheet.sentence_cues(cue):
            if (
                other.kind.takes == "cited"
                and other.phrase is not None
                and (other.phrase.actor >= 0 or other.phrase.named)
            ):
                return self.discourse.resolved(other.phrase, None)
        return None

    def _cited_whom(self, agency: Phrase) -> Speaker | None:
        """ "цитирует агентство главу делегации X": the person whose name closes the words behind the agency."""
        sheet = self.sheet
        for index in range(agency.last, min(agency.last + 9, len(sheet.words))):
            if sheet.signs[index - 1] or sheet.words[index] in sheet.prepositions:
                return None
            place = sheet.by_first.get(index)
            if place is not None and sheet.actors[place].kind == "person":
                return self.discourse.resolved(Phrase(index, sheet.actors[place].last, place), None)
        return None

    # ---- steps

    def _frame(self, frame: Frame) -> bool:
        """Adds a passage; False where nothing says whose words it holds and it is no sentence of its own."""
        cue = frame.cue
        if cue is not None:
            speaker = self.speaker(cue)
            if frame.back and frame.direct:
                cue.used = True
            self._add_passage(frame, speaker, cue)
            return True
        if frame.label is not None:
            if self._said_below(frame):
                return False
            self._add_passage(frame, self.discourse.resolved(frame.label, None), None)
            return True
        head = self._heading(frame) or self._label_above(frame) or self._owned(frame)
        if head is not None:
            self._add_passage(frame, head, None)
            return True
        heading = self.blocks[frame.passage.block].kind in HEADINGS
        if not frame.direct or (heading and self.sheet.text[frame.passage.end - 1] not in ".!?…"):
            frame.direct = False
            return False
        found = self._dangling(frame) or self._colon_before(frame)
        if found is not None:
            found.used = True
            self._add_passage(frame, self.speaker(found), found)
            return True
        if frame.last - frame.first < 3 and frame.lead not in ("", "?") and self.spoken_block != frame.passage.block:
            return False
        self._add_passage(frame, self._right_behind(frame) or self._remark(frame) or self._carried(frame), None)
        return True

    def _carried(self, frame: Frame) -> Speaker:
        """Whole sentences without a cue: the last speaker goes on, or the next one has begun already."""
        block = frame.passage.block
        place = bisect_right(self._lefts, frame.passage.left)
        following = self.frames[place] if place < len(self.frames) else None
        if self.spoken_block == block:
            return self.discourse.carried()
        topic = self._topic(frame)
        if topic is not None:
            return topic
        if block - self.spoken_block <= _NEAR and not self._parted(self.spoken_block, block):
            carried = self.discourse.carried()
            if carried.text or carried.ref:
                return carried
        if following is not None and following.passage.block == block and following.cue is not None:
            return replace(self.speaker(following.cue), basis="carried-over")
        return NOBODY

    def _cue(self, cue: Cue) -> None:
        speaker = self.speaker(cue)
        if cue.used or (cue.before is not None and about_this(self.sheet, cue.before) and cue.kind.takes != "clause"):
            return  # "Про це він заявив на брифінгу, передає агентство": told already
        # A cue that speaks of the sentence before has no content of its own, but for sources.
        if (not cue.content or cue.kind.takes in ("source", "cited")) and about_this(self.sheet, cue):
            self._sentence_before(cue, speaker)
            return
        if not speaker.text and speaker.ref is None and not cue.content:
            return
        for piece in cue.content:
            self._clause(piece, cue, speaker)

    def _clause(self, piece: tuple[int, int], cue: Cue, speaker: Speaker) -> None:
        """An indirect quotation, unless marked words stand in it: then the clause is theirs."""
        start, end = characters(self.sheet, piece)
        place = bisect_right(self._lefts, start)
        if place and self.frames[place - 1].passage.right > start:
            return
        if place < len(self.frames) and self._lefts[place] < end:
            parts = pieces(self.sheet, piece)
            if len(parts) > 1:
                for part in parts:
                    self._clause(part, cue, speaker)
                return
            inner = self.frames[place]
            if inner.direct and inner.lead == ":":
                if inner.first - piece[0] < 3:
                    return
                start, end = characters(self.sheet, (piece[0], inner.first))
                end = min(end, inner.passage.left)
                while end > start and not self.sheet.text[end - 1].isalnum():
                    end -= 1
            elif inner.direct or not self._words_around(piece, end):
                return
        if end <= start or cue.kind.silent:
            return
        self._add(start, end, "indirect", speaker, cue)

    def _words_around(self, piece: tuple[int, int], end: int) -> bool:
        """Whether a clause that holds marked words says more than they: "Wen said China would “know” of every sack"."""
        inside, place = 0, bisect_left(self._lefts, self.sheet.starts[piece[0]])
        while place < len(self.frames) and self._lefts[place] < end:
            inside += self.frames[place].last - self.frames[place].first
            place += 1
        return piece[1] - piece[0] - inside > 2

    def _sentence_before(self, cue: Cue, speaker: Speaker) -> None:
        """ "Про це повідомив X.": the words of the sentence before are his."""
        index = cue.sentence.index - 1
        if index < 0 or (speaker.ref is None and (not speaker.text or speaker.noun.startswith("agency."))):
            return
        if cue.phrase is not None and self._somewhere(cue.phrase):
            return
        sentence = self.sheet.reading.sentences[index]
        if sentence.block.kind != cue.sentence.block.kind or sentence.last - sentence.first < 3:
            return
        place = bisect_right(self._lefts, sentence.end) - 1
        while place >= 0 and self.frames[place].passage.right > sentence.start:
            if self.frames[place].direct or not self._words_around((sentence.first, sentence.last), sentence.end):
                return
            place -= 1
        start, end = characters(self.sheet, (sentence.first, sentence.last))
        self._add(start, end, "indirect", speaker, cue)

    def _somewhere(self, phrase: Phrase) -> bool:
        """ "Про це оголосили на Кубі": where it was told, not who told it."""
        actor = self.sheet.actors[phrase.actor] if phrase.actor >= 0 else None
        return actor is not None and actor.kind == "party" and self.sheet.words[phrase.first - 1] == "на"

    def _headed(self, head: Headed) -> None:
        place = bisect_right(self._lefts, head.end) - 1
        if place >= 0 and self.frames[place].passage.right > head.start:
            return
        speaker = self.discourse.resolved(head.phrase, None)
        self._add(head.start, head.end, head.kind, speaker, None)
        if head.kind == "direct":
            self.discourse.said(speaker, head.start)

    def _spoken(self, part: Spoken) -> None:
        if part.cue is not None:
            part.cue.used = True
            self._add(part.start, part.end, "direct", self.speaker(part.cue), part.cue)
            return
        speaker = self.answering if part.again and self.answering is not None else self.discourse.carried()
        place = part.actor
        if place < 0 and speaker.ref is None and not speaker.text:
            place = part.otherwise
        if place >= 0:
            actor = self.sheet.actors[place]
            words = self.sheet.reading.between(actor.first, actor.last - 1)
            speaker = Speaker(actor.ref, words, "carried-over")
            self.discourse.said(speaker, part.start)
        self.answering = speaker
        self.discourse.answering = speaker.ref
        if part.end > part.start:
            self._add(part.start, part.end, "direct", speaker, None)

    def _repeated(self, loose: list[Frame]) -> None:
        """Marked words without a cue that are quoted, with a speaker, elsewhere on the page."""
        said = [
            (" ".join(self.sheet.words[frame.first : frame.last]), quote)
            for frame in self.frames
            if (quote := self.found.get((frame.passage.start, frame.passage.end, "passage"))) is not None
        ]
        for frame in loose[:50]:
            words = " ".join(self.sheet.words[frame.first : frame.last])
            kind = self.blocks[frame.passage.block].kind
            if " " not in words and kind not in ("headline", "summary", "subheading"):
                continue
            for other, quote in said[:200]:
                if f" {words} " in f" {other} " and (quote.speaker or quote.speaker_text):
                    speaker = Speaker(quote.speaker, quote.speaker_text, "carried-over")
                    self._add_passage(frame, speaker, None, remember=False)
                    break

    def _headlines(self, loose: list[Frame]) -> None:
        """ "«...» — X on the talks", "«...»: a report from Y": a sentence in marks that opens a heading."""
        for frame in loose[:20]:
            passage = frame.passage
            block = self.blocks[passage.block]
            if (passage.start, passage.end, "passage") not in self.found and opens_heading(self.sheet, frame, block):
                frame.direct = True
                self._add_passage(frame, self._heads(frame, block), None, remember=False)

    def _heads(self, frame: Frame, block: Block) -> Speaker:
        """Whose words open a heading: of whoever is named behind them, whose speech holds them, who speaks right below,
        or, over the page, of the one whose words make up most of what it quotes."""
        sheet = self.sheet
        place = sheet.by_first.get(frame.last) if frame.trail in BEHIND else None
        if place is not None and sheet.actors[place].kind == "person":
            return self.discourse.resolved(Phrase(frame.last, sheet.actors[place].last, place), None)
        said = [quote for quote in self.found.values() if quote.kind == "direct" and quote.speaker in sheet.people]
        words = sheet.text[frame.passage.start : frame.passage.end].rstrip(".!?… ")
        fitting = [quote for quote in said if words in quote.text]
        if not fitting and block.kind == "subheading":
            stop = self.blocks[min(frame.passage.block + 3, len(self.blocks) - 1)].end
            below = (quote for quote in self.found.values() if block.end < quote.start < stop and quote.speaker)
            fitting = sorted(below, key=attrgetter("start"))
        if not fitting and block.kind == "headline":
            speakers = [quote.speaker for quote in said]
            fitting = [quote for quote in said if speakers.count(quote.speaker) * 3 > len(speakers) * 2]
        if not fitting:
            return NOBODY
        return Speaker(fitting[0].speaker, fitting[0].speaker_text, "carried-over")

    # ---- records

    def _add_passage(self, frame: Frame, speaker: Speaker, cue: Cue | None, *, remember: bool = True) -> None:
        passage = frame.passage
        kind: QuoteKind = "direct" if frame.direct else "mixed"
        if cue is not None and frame.direct and frame.back is False and not frame.whole:
            kind = "direct"
        self._add(passage.start, passage.end, kind, speaker, cue, key="passage")
        if remember:
            self.discourse.said(speaker, passage.start)

    def _add(self, start: int, end: int, kind: QuoteKind, speaker: Speaker, cue: Cue | None, key: str = "") -> None:
        sheet = self.sheet
        channel, cue_text = None, ""
        if cue is not None:
            channel = channel_of(sheet, cue, self.channels, speaker)
            cue_text = sheet.reading.between(cue.first, cue.last - 1)
        self.found.setdefault(
            (start, end, key or kind),
            Quote(start, end, sheet.text[start:end], kind, speaker.ref, speaker.text, speaker.basis, channel, cue_text),
        )
        self.spoken_block = bisect_right(self._block_starts, start) - 1
