"""A page while its claims are read: the stage, the day under discussion, whose side each person is on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import (
    CaseSettings,
    Document,
    Mentions,
    Moment,
    PartyMention,
    PersonMention,
    Place,
    PlaceMention,
    Polarity,
    Quote,
    Subject,
    Value,
    day_moment,
)
from ...records.moment import DAY
from .bodies import Bodies
from .last_attack import LastAttack
from .passage import Passage, Placed
from .reference import (
    accord_signed,
    dateless,
    dates_of,
    day_around,
    day_number,
    days_of,
    meeting_told,
    order_of,
    ordered,
    place_of,
    single_day,
    talk_marks,
)
from .stage import BEFORE, Stage, set_stage
from .voice import Voices
from .words import Mark, Marked, trait

TRUCE = ("truce", "ceasefire", "cease-fire", "armistice", "перемир", "припинення вогню", "прекращени", "режим тиш")
TAKEN_BACK = 3  # sentences over which "them" may be the talks
TAKEN_UP = 4  # sentences over which a noun without a date is the sitting dated before
LAST = -1  # the number of "the last day" among the sittings of a round
OFTEN = 3  # sentences about talks in a page that is about talks
FAR = 45 * DAY  # microseconds between a page and talks that are not the ones it reports
SINCE = frozenset({"since", "after", "from", "until", "з", "із", "від", "після", "с", "со", "от", "после"})


# Marks by which a page is known to tell of war.
OF_WAR = {"strike": ("attack",), "thing": ("war", "truce"), "who": ("hostage",), "harm": ("captured",)}


class Draft(msgspec.Struct, frozen=True):
    """A claim before its voice is known: `at` is the character whose speaker vouches for it."""

    kind: str
    subject: Subject
    value: Value
    start: int
    end: int
    at: int
    polarity: Polarity = "asserted"
    time: Moment | None = None
    score: int = 90


class Scene:
    """What extractors share: the document, its language, the stage, and the sitting the text is speaking of."""

    def __init__(
        self,
        document: Document,
        mentions: Mentions,
        settings: CaseSettings,
        passages: Sequence[Passage],
        marked: Sequence[Marked | None] = (),
    ) -> None:
        self.document = document
        self.language = document.rendition.language
        self.mentions = mentions
        self.settings = settings
        self.passages = passages
        self._marked = marked
        self.sides = {person.id: person.side for person in mentions.people if person.side}
        self.stage: Stage = set_stage(document, passages)
        self._days = [(number, day.first_day) for number, day in sorted(self.stage.ordinals.items())]
        self.voices = Voices(document.outlet, document.wire, self.sides, Bodies(mentions.parties, passages))
        self.section: Subject | None = None
        self.focused = False
        self.carried: str | None = None
        self._subject: tuple[int, str | None] = (-9, None)
        self._entry: Moment | None = None
        self._entries = document.rendition.entries
        self._at = 0
        self._today: tuple[Moment | None, Moment | None] = (None, None)
        self._index = -1
        self._of_talks: bool | None = None
        self._mostly: bool | None = None
        self._of_war: bool | None = None
        self._of_truce: bool | None = None
        self._aside: tuple[int, Subject] | None = None
        self._named: dict[str, tuple[int, Subject]] = {}
        self.attack = LastAttack(mentions.times)

    @property
    def place(self) -> str:
        """Gazetteer id of the main talks' place, or ""."""
        return self.stage.place.id if self.stage.place else ""

    @property
    def about_talks(self) -> bool:
        """Whether the page says where or between whom talks are held."""
        return self.stage.place is not None or bool(self.stage.parties)

    @property
    def about_war(self) -> bool:
        """Whether any sentence of the page, a claim or not, tells of an attack, a war, a truce, of captives."""
        if self._of_war is None:
            self._of_war = any(
                mark.id in ids
                for found in self._marked
                if found is not None
                for family, ids in OF_WAR.items()
                for mark in found.families.get(family, ())
            )
        return self._of_war

    @property
    def mostly_talks(self) -> bool:
        """Whether the page speaks of talks again and again, so that bare "progress" can only be theirs."""
        if self._mostly is None:
            self._mostly = sum(bool(talk_marks(passage)) for passage in self.passages) >= OFTEN
        return self._mostly

    @property
    def about_truce(self) -> bool:
        """Whether the page names a truce."""
        if self._of_truce is None:
            text = self.document.rendition.text.lower()
            self._of_truce = any(text.find(word) >= 0 for word in TRUCE)
        return self._of_truce

    @property
    def of_talks(self) -> bool:
        """Whether the page has a noun for talks at all, or two people or parties who meet."""
        if self._of_talks is None:
            self._of_talks = self.about_talks or any(
                talk_marks(p) or meeting_told(p) or p.of("talks", "delegation", "negotiator") or accord_signed(p)
                for p in self.passages
            )
        return self._of_talks

    @property
    def entry(self) -> Moment | None:
        """The clock time that heads the live entry being read."""
        return self._entry

    def enter(self, passage: Passage) -> None:
        """Move to the next passage: live entries and subheadings begin afresh, a sentence's topic is carried on."""
        self._index += 1
        kind = passage.sentence.block.kind
        entries = self._entries
        if entries:
            while self._at < len(entries) and entries[self._at].end <= passage.start:
                self._at += 1
            inside = self._at < len(entries) and entries[self._at].start <= passage.start
            self._entry = entries[self._at].time if inside else None
        if kind in ("headline", "live-time", "subheading"):
            self.section = None
        self._carry(passage)
        self._keep_named(passage)
        topic = self._topic(passage)
        if topic is not None and kind != "summary":
            self.section = topic
            self.focused = kind == "subheading" or (topic.ordinal is not None and self._numbered(passage))

    def _carry(self, passage: Passage) -> None:
        """Remember the party that the sentence before began with, for "it" and "he"."""
        first: PartyMention | PersonMention | None = passage.parties[0] if passage.parties else None
        for party in passage.parties:
            if party.how != "adjective":
                first = party
                break
        if passage.persons and (first is None or passage.persons[0].start < first.start):
            first = passage.persons[0]
        index = passage.sentence.index
        known, self._subject = self._subject, (index, None if first is None else self.party_named(first))
        self.carried = known[1] if index - known[0] <= 2 else None

    def party_named(self, who: PartyMention | PersonMention) -> str | None:
        """The party that a mention stands for."""
        return who.party if isinstance(who, PartyMention) else self.party_of(who.person)

    @staticmethod
    def _numbered(passage: Passage) -> bool:
        """Whether the sentence itself says which day it is about."""
        return any(mark.id == "day" and day_number(passage, mark) is not None for mark in passage.of("talks"))

    def _topic(self, passage: Passage) -> Subject | None:
        marks = passage.marks.get("talks") or (passage.of("act", "meet-whom") if meeting_told(passage) else None)
        if not marks or marks[0].first - passage.sentence.first > 16:
            return None
        if not passage.times and not ordered(passage):
            return None  # neither a day nor a word that orders talks
        clause = passage.clause(marks[0].start)
        order = order_of(passage, clause)
        if order.turn == "previous":
            self._aside = (passage.sentence.index, self.rounds_at(passage, marks[0])[-1])
        if order.turn in ("previous", "next"):
            return None
        days = days_of(passage, clause)
        if order.day is None and not days:
            return None
        if not BEFORE.isdisjoint(passage.words(marks[0].first - 3, marks[0].first)):
            return None
        day = days[0].moment if days else None
        today = self.today()
        if day is not None and today is not None and today.ends is not None and (day.begins or 0) >= today.ends:
            return None  # what follows is not told of a day to come
        return self._sitting(order.day, day_around(day) if day is not None else None)

    def _sitting(self, ordinal: int | None, day: Moment | None) -> Subject:
        if day is None and ordinal is not None and ordinal > 0:
            day = self.stage.ordinals.get(ordinal)
        if ordinal == LAST:
            # "The last day": of this round, not a day of an earlier one.
            ordinal, day = None, day or self._last_day() or self.today_of_talks()
        if ordinal is None and day is not None:
            first = day.first_day
            for number, known in self._days:
                if known == first:
                    ordinal = number
        return Subject("sitting", place=self.place, time=day, ordinal=ordinal)

    def sitting_on(self, day: Moment, like: Subject) -> Subject:
        """The sitting of that day in the same place."""
        subject = self._sitting(None, day)
        return Subject("sitting", subject.parties, like.place, subject.time, subject.ordinal)

    def latest(self) -> Subject:
        """The sitting meant when the text names none: the section's, the live entry's day, the day of publication."""
        if self.section is not None:
            return self.section
        return self._sitting(None, self.today_of_talks())

    def today_of_talks(self) -> Moment | None:
        """The day of talks that the page reports: the live entry's, else the latest that the page dates."""
        if self._entry is not None and single_day(self._entry):
            return day_around(self._entry)
        return self.stage.day

    def round(self) -> Subject:
        """The talks that the page is about."""
        return Subject("round", self.stage.parties, self.place, self.stage.days)

    def long_ago(self, passage: Passage, within: tuple[int, int]) -> Moment | None:
        """A date in the bounds that lies too far from the page's own days to be of its talks."""
        dates = dates_of(passage, within) if passage.times else ()
        today = self.today() if dates else None
        if today is None or today.begins is None:
            return None
        for time in dates:
            moment = time.moment
            before = passage.word(passage.first_word(time.start) - 1)
            if moment is None or moment.begins is None or moment.ends is None or before in SINCE:
                continue
            if moment.ends < today.begins - FAR:
                return moment
        return None

    def sitting_at(self, passage: Passage, at: Placed) -> Subject:
        """The sitting that the words around `at` speak of: by its day, its number, else the latest."""
        if self.long_ago(passage, passage.clause(at.start)) is not None:
            return self.rounds_at(passage, at)[0]
        for within in (passage.clause(at.start), (passage.start, passage.end)):
            marks = talk_marks(passage, within)
            if not marks:
                continue
            order = order_of(passage, within)
            if order.turn == "previous":
                return self.rounds_at(passage, at)[0]
            near = passage.nearest(days_of(passage, within), at)
            last = self._last_day() if order.turn == "final" and order.day is None and near is None else None
            if last is not None:
                return self._sitting(None, last)
            if order.day is None and near is None:
                told = self._told_of(passage, passage.nearest(marks, at) or marks[0])
                if told is not None:
                    return told
                break
            day = day_around(near.moment) if near is not None and near.moment is not None else None
            place = place_of(passage, passage.nearest(marks, at) or marks[0], within)
            subject = self._sitting(order.day, day)
            if place is not None and self._elsewhere(place):
                subject = Subject("sitting", place=place.id, time=day, ordinal=order.day)
            return subject
        owned = [time for time in passage.times if single_day(time.moment) and time.text.endswith(("'s", "’s"))]
        if owned and owned[0].moment is not None and not talk_marks(passage):
            return self._sitting(None, day_around(owned[0].moment))
        return self.latest()

    def _last_day(self) -> Moment | None:
        """The day on which the round ended, for "the last session" without a date."""
        days = self.stage.days
        if days is None or days.ends is None or single_day(days):
            return None
        today = self.today()
        if today is not None and today.ends is not None and days.ends > today.ends:
            return None
        return day_moment(days.last_day, zone=days.zone, basis="inferred")

    def _keep_named(self, passage: Passage) -> None:
        """Remember the day of "Thursday's plenary", for "that plenary" further on."""
        if not passage.times:
            return
        for mark in talk_marks(passage):
            if trait("talks", mark.id, "level") != "sitting" or mark.id == "day":
                continue
            dates = [time for time in passage.times if single_day(time.moment) and not dateless(time)]
            near = passage.nearest([time for time in dates if passage.apart(time, mark) <= 1], mark)
            if near is not None and near.moment is not None:
                self._named[mark.id] = (passage.sentence.index, self._sitting(None, day_around(near.moment)))

    def _told_of(self, passage: Passage, mark: Mark) -> Subject | None:
        """The dated sitting that a noun without a date takes up from one of the last sentences."""
        told = self._named.get(mark.id)
        if told is None or not 0 < passage.sentence.index - told[0] <= TAKEN_UP:
            return None
        return told[1]

    def rounds_at(self, passage: Passage, at: Placed) -> list[Subject]:
        """The round or rounds that the words around `at` speak of; several for "earlier rounds on .. and .."."""
        whole = (passage.start, passage.end)
        clause = passage.clause(at.start)
        marks, within = talk_marks(passage, clause), clause
        if not marks:
            marks, within = talk_marks(passage), whole
        if not marks:
            return [self.round()]
        mark: Mark = passage.nearest(marks, at) or marks[0]
        order = order_of(passage, within, mark)
        place = place_of(passage, mark, within) or (None if order.turn == "" else place_of(passage, mark, whole))
        spans: list[Moment] = []
        past: Moment | None = None
        if passage.times:
            spans = [
                time.moment
                for time in dates_of(passage, whole if order.turn == "previous" else within)
                if time.moment is not None and time.moment.precision in ("day", "week", "month", "part-day")
            ]
            past = self.long_ago(passage, within) or (
                self.long_ago(passage, whole) if not dates_of(passage, within) else None
            )
        if past is not None and order.turn != "previous":
            older = [
                span
                for span in spans
                if span.ends is not None and past.ends is not None and span.ends < past.ends + FAR
            ]
            return self._earlier(place, older or [past])
        if order.turn == "previous":
            return self._earlier(place, spans)
        if order.turn == "next":
            return [Subject("round", place=place.id if place else "", time=spans[0] if spans else None)]
        return [self._this_round(place, spans, order.number)]

    def _earlier(self, place: Place | None, spans: Sequence[Moment | None]) -> list[Subject]:
        where = place.id if place else ""
        past = [span for span in spans if span is not None]
        if past:
            return [Subject("round", place=where, time=span, ordinal=-1) for span in past]
        return [Subject("round", place=where, ordinal=-1)]

    def _this_round(self, place: Place | None, spans: Sequence[Moment | None], number: int | None) -> Subject:
        main = self.round()
        time = next((span for span in spans if span is not None and not single_day(span)), None)
        if place is not None and self._elsewhere(place):
            span = time or (spans[0] if spans else None)
            latest = self.stage.number
            if span is None and number is not None and latest is not None and number < latest:
                return Subject("round", place=place.id, ordinal=-1)
            return Subject("round", place=place.id, time=span, ordinal=number)
        return Subject("round", main.parties, main.place, time or main.time, number)

    def _elsewhere(self, place: Place) -> bool:
        """Whether the place is neither that of the main talks nor the land around it."""
        main = self.stage.place
        if main is None:
            return True
        around = place.precision in ("country", "region") and place.country == main.country and bool(place.country)
        return place.id != main.id and not around

    def beside(self, passage: Passage, at: Mark) -> Subject | None:
        """The meeting apart from the round that these words name: a dinner, a call, two people's own talk."""
        level = trait("talks", at.id, "level")
        clause = passage.clause(at.start)
        people = [p for p in passage.persons if clause[0] <= p.start < clause[1] and passage.apart(p, at) <= 3]
        alone = any(clause[0] <= mark.start < clause[1] for mark in passage.of("talks", "alone"))
        if level != "meeting" and not alone and not (len(people) > 1 and at.id in ("meeting", "conversation")):
            return None
        sides = {self.sides[p.person] for p in people if p.person in self.sides}
        days = [time for time in dates_of(passage, clause) if single_day(time.moment)]
        near = passage.nearest(days, at)
        day = day_around(near.moment) if near is not None and near.moment is not None else self.today_of_talks()
        name = "alone" if alone else at.id
        return Subject("meeting", tuple(sorted(sides)) if len(sides) > 1 else (), self.place, day, name=name)

    def town_before(self, offset: int) -> PlaceMention | None:
        """The town last named before the character, but for where talks are held."""
        towns = [
            place
            for place in self.mentions.places
            if place.start < offset and place.place.precision in ("town", "point") and place.place.id != self.place
        ]
        return towns[-1] if towns else None

    def aside(self, passage: Passage) -> Subject | None:
        """The earlier round that the sentence before spoke of, when this one names no talks of its own."""
        if self._aside is None or passage.sentence.index - self._aside[0] != 1 or talk_marks(passage):
            return None
        return self._aside[1]

    def resumes(self, passage: Passage) -> bool:
        """Whether the sentence before spoke of talks, so that "it" and "they" may be these."""
        at = self._index - 1
        if at < 0:
            return False
        before = self.passages[at]
        return passage.sentence.index - before.sentence.index == 1 and bool(talk_marks(before))

    def told_before(self, sentences: int) -> Iterator[Passage]:
        """The passages of as many sentences before this one, nearest first."""
        here = self.passages[self._index].sentence.index if self._index >= 0 else 0
        for at in range(self._index - 1, -1, -1):
            if here - self.passages[at].sentence.index > sentences:
                return
            yield self.passages[at]

    def left_to_talks(self) -> bool:
        """Whether "them" can only be talks: a sentence shortly before told of them, and none since of anything new."""
        for back in range(1, TAKEN_BACK + 1):
            at = self._index - back
            if at < 0 or self.passages[at].sentence.block.kind not in ("body", "summary"):
                return False
            if talk_marks(self.passages[at]):
                return True
            if not self.passages[at].quotes and not self.passages[at].of("act", "last", "end", "start"):
                return False
        return False

    def side_at(self, passage: Passage, start: int, end: int) -> str | None:
        """The party whose word characters [start, end) are, an organisation aside; None of a person without a side."""
        speaker = self.voices.at(passage, start, end).speaker
        side = self.sides.get(speaker, speaker) if speaker is not None else None
        if side is None or any(person.id == side for person in self.mentions.people):
            return None
        return None if vocabulary("parties").get(side, {}).get("kind") == "organisation" else side

    def party_of(self, person: str) -> str | None:
        """The party a person speaks for, as far as the page or the case tells."""
        return self.sides.get(person)

    def quotes_at(self, passage: Passage, offset: int) -> list[Quote]:
        """Quotations over the character, outermost first."""
        found = [quote for quote in passage.quotes if quote.start <= offset < quote.end]
        return sorted(found, key=lambda quote: quote.start - quote.end)

    def day_told(self) -> Moment | None:
        """The day of the live entry, which dates what it reports; a page as a whole dates nothing."""
        return self.today() if self._entry is not None else None

    def today(self) -> Moment | None:
        """The day of the live entry or of publication."""
        day = self._entry or self.stage.published
        if day is not self._today[0]:
            self._today = (day, day_around(day) if day is not None and single_day(day) else None)
        return self._today[1]
