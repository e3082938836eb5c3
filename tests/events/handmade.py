"""Pages written by hand for tests: each claim stands on a line of its own, so joining needs no extractor."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from goodoffices.records import (
    Amount,
    Annotated,
    Claim,
    Concept,
    Document,
    Grade,
    Line,
    Members,
    Mentions,
    Moment,
    PartyMention,
    Person,
    Place,
    PlaceMention,
    Position,
    Quantity,
    Rendition,
    Subject,
    Value,
    When,
    Where,
    claim_of,
    content_id,
    day_moment,
    digest_of,
    microseconds,
    source_id,
    span_of,
)

GENEVA = Place("geo:1", "Geneva", 462_000_000, 61_400_000, 10_000, "town", "CH")
SWITZERLAND = Place("geo:2", "Switzerland", 470_000_000, 80_000_000, 150_000, "country", "CH")
DOHA = Place("geo:3", "Doha", 252_800_000, 515_200_000, 20_000, "town", "QA")
JUBA = Place("geo:4", "Juba", 48_500_000, 315_700_000, 15_000, "town", "SS")
TADAMON = Place("geo:5", "Al Thawra", 48_600_000, 315_800_000, 3_000, "point", "SS")
PLACES = {place.id: place for place in (GENEVA, SWITZERLAND, DOHA, JUBA, TADAMON)}


def day(first: str, last: str | None = None, zone: str | None = None) -> Moment:
    return day_moment(date.fromisoformat(first), date.fromisoformat(last) if last else None, zone=zone)


def clock(stamp: str, zone: str | None = None, basis: str = "stated", quality: str = "exact") -> Moment:
    begins = microseconds(datetime.fromisoformat(stamp).replace(tzinfo=ZoneInfo(zone or "UTC")))
    return Moment(begins, begins + 60_000_000, "minute", quality, zone, basis)  # type: ignore[arg-type]


def hours(
    low: str | None, high: str | None = None, modifier: str = "exact", unit: str = "hour", of: str = ""
) -> Quantity:
    top = high if high is not None else low
    return Quantity(
        None if low is None else Decimal(low),
        None if top is None or modifier == "at-least" else Decimal(top),
        unit, modifier, of,  # type: ignore[arg-type]
    )  # fmt: skip


class Page:
    """A page under construction. `say` adds a line with one claim."""

    def __init__(
        self, name: str, published: str | None, *, outlet: str | None = None, language: str = "en",
        wire: tuple[str, ...] = (), people: tuple[str, ...] = (), parties: tuple[str, ...] = (), place: Place | None = None,
    ) -> None:  # fmt: skip
        self.name, self.language, self.wire = name, language, wire
        self.outlet = name.title() if outlet is None else outlet
        self.published = day(published) if published else None
        self.document = digest_of(f"{name} {published}".encode())
        self.rendition = content_id("rnd", self.document)
        self.people = tuple(Person(f"p{number}", person, (person,)) for number, person in enumerate(people, 1))
        self.parties, self.place = parties, place
        self.lines: list[tuple[str, str]] = [("body", "Start " + " ".join(parties))]
        self.said: list[tuple[str, Subject, Value, dict[str, object]]] = []

    def say(
        self, kind: str, subject: Subject, value: Value, line: str = "body", words: str = "", **more: object
    ) -> Page:
        """One more line with one claim; the same `words` again mean the same line."""
        text = words or f"{value.text} ({len(self.lines)})"
        known = [number for number, held in enumerate(self.lines) if words and held[1] == words]
        if not known:
            self.lines.append((line, text))
        self.said.append((kind, subject, value, {**more, "line": known[0] if known else len(self.lines) - 1}))
        return self

    def done(self) -> Annotated:
        text = "\n".join(words for _, words in self.lines)
        lines, start = [], 0
        for number, (kind, words) in enumerate(self.lines, 1):
            lines.append(Line(number, start, start + len(words), kind))  # type: ignore[arg-type]
            start += len(words) + 1
        rendition = Rendition(self.rendition, self.document, text, self.language, tuple(lines), ())
        document = Document(
            self.document, f"{self.name}.txt", "text/plain", "utf-8", self.outlet, self.name, rendition,
            self.published, wire=self.wire,
        )  # fmt: skip
        claims = tuple(self._claim(text, lines, *said) for said in self.said)
        return Annotated(document, self._mentions(claims), claims)

    def _claim(self, text: str, lines: list[Line], kind: str, subject: Subject, value: Value, more: dict) -> Claim:  # type: ignore[type-arg]
        given = dict(more)
        line = lines[given.pop("line")]
        return claim_of(
            kind, subject, value, (span_of(self.rendition, text, line.start, line.end),), document=self.document,
            source=source_id("outlet", self.outlet), extractor="hand/1", **given,
        )  # fmt: skip

    def _mentions(self, claims: tuple[Claim, ...]) -> Mentions:
        named = {claim.subject.place for claim in claims} | ({self.place.id} if self.place else set())
        named |= {claim.value.place for claim in claims if isinstance(claim.value, Where)}
        places = tuple(PlaceMention(0, 5, PLACES[i].name, PLACES[i]) for i in sorted(named) if i in PLACES)
        parties = tuple(PartyMention(0, 5, party.title(), party, "named") for party in self.parties)
        return Mentions(self.people, (), parties, places, (), (), ())


def amount(quantity: Quantity, language: str = "en") -> Amount:
    return Amount(quantity, f"{quantity.modifier} {quantity.low} {quantity.unit}", language)


def when(moment: Moment) -> When:
    return When(moment, moment.edtf(), "en")


def grade(word: str, rank: int) -> Grade:
    return Grade(word, rank, word, "en")


def members(*people: str, more: bool = False) -> Members:
    return Members(people, more, " ".join(people), "en")


def concept(*ids: str) -> Concept:
    return Concept(ids, " ".join(ids), "en")


def position(issue: str, party: str, stance: str, about: str = "", language: str = "en") -> Position:
    return Position(issue, party, stance, about or issue, language, about)  # type: ignore[arg-type]
