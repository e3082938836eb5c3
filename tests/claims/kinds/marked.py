"""Texts with their mentions written in, so that claims are tested apart from the finders of names and times.

{a:ua|Kyiv}                  a party (`a:ua/adjective|Ukrainian`)
{p:p1/ua/Rustem Umerov|Umerov}   a person, its side and full name (given once)
{l:geneva|Geneva}            a town (`l:gz/region|Gaza`, `l:qa/country|Qatar`)
{t:2026-02-17|Tuesday}       a day (`t:2026-02-17/2026-02-18|..` days), {c:2026-02-17T10:00|10 a.m.} a clock time
{d:6 hour|six hours}         a length (`d:2 hour about|..`, `d:4- hour|over four hours`)
{n:15- person|15 people}     a quantity
{s:p1|...}                   words of a speaker (`s:p1/indirect/RIA|..`); may hold other marks
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec

from goodoffices.claims.kinds import extract
from goodoffices.lexicon.reading import Reading
from goodoffices.records import (
    CaseSettings,
    Claim,
    Document,
    Line,
    LiveEntry,
    Mentions,
    Moment,
    PartyMention,
    Person,
    PersonMention,
    Place,
    PlaceMention,
    Quantity,
    QuantityMention,
    Quote,
    Rendition,
    TimeMention,
    content_id,
    day_moment,
    digest_of,
    microseconds,
)

MINUTE = 60_000_000


def day(text: str) -> Moment:
    """`2026-02-17` or `2026-02-17/2026-02-18` as whole days."""
    first, _, last = text.partition("/")
    return day_moment(date.fromisoformat(first), date.fromisoformat(last) if last else None)


def clock(text: str) -> Moment:
    """`2026-02-17T10:00` as one minute, UTC, on a day that only the page gives."""
    begins = microseconds(datetime.fromisoformat(text).replace(tzinfo=UTC))
    return Moment(begins, begins + MINUTE, "minute", zone="UTC", basis="published", text=text)


def amount(text: str) -> Quantity:
    """`6 hour`, `2 hour about`, `4- hour`, `-3 hour`, `15-20 person`."""
    number, unit, *rest = text.split()
    low, dash, high = number.partition("-")
    modifier = (
        rest[0] if rest else "exact" if not dash else "at-least" if not high else "at-most" if not low else "between"
    )
    top = (high or None) if dash else low
    return Quantity(Decimal(low) if low else None, Decimal(top) if top else None, unit, modifier)  # type: ignore[arg-type]


class Marked:
    """A marked text taken apart: the plain text and its mentions."""

    def __init__(self, source: str) -> None:
        self.text = ""
        self.people: dict[str, Person] = {}
        self.lists: dict[str, list] = {key: [] for key in "aplnsd"}
        self.times: list[TimeMention] = []
        stack: list[tuple[str, int]] = []
        index = 0
        while index < len(source):
            mark = source[index]
            if mark == "{":
                bar = source.index("|", index)
                stack.append((source[index + 1 : bar], len(self.text)))
                index = bar + 1
            elif mark == "}":
                head, start = stack.pop()
                self._close(head, start, len(self.text))
                index += 1
            else:
                self.text += mark
                index += 1

    def _close(self, head: str, start: int, end: int) -> None:
        kind, _, rest = head.partition(":")
        words = self.text[start:end]
        parts = rest.split("/")
        if kind == "a":
            self.lists["a"].append(PartyMention(start, end, words, parts[0], parts[1] if len(parts) > 1 else "named"))  # type: ignore[arg-type]
        elif kind == "p":
            side = parts[1] if len(parts) > 1 else None
            if parts[0] not in self.people:
                self.people[parts[0]] = Person(
                    parts[0], parts[2] if len(parts) > 2 else words, (words,), (), side or None
                )
            self.lists["p"].append(PersonMention(start, end, words, parts[0]))
        elif kind == "l":
            precision = parts[1] if len(parts) > 1 else "town"
            country = parts[0] if precision == "country" else ""
            place = Place(parts[0], words, 0, 0, 1000, precision, country.upper())  # type: ignore[arg-type]
            self.lists["l"].append(PlaceMention(start, end, words, place))
        elif kind == "t":
            moment = msgspec.structs.replace(day(rest), text=words)
            self.times.append(TimeMention(start, end, words, "date", rest, moment))
        elif kind == "c":
            self.times.append(TimeMention(start, end, words, "time", rest, clock(rest)))
        elif kind == "d":
            self.times.append(TimeMention(start, end, words, "duration", rest, None, amount(rest)))
        elif kind == "n":
            self.lists["n"].append(QuantityMention(start, end, words, amount(rest)))
        elif kind == "s":
            manner = parts[1] if len(parts) > 1 else "direct"
            channel = parts[2] if len(parts) > 2 else None
            basis = "named" if parts[0] else "none"
            self.lists["s"].append(Quote(start, end, words, manner, parts[0] or None, "", basis, channel))  # type: ignore[arg-type]

    def mentions(self) -> Mentions:
        """The mentions in text order."""

        def ordered(things):
            return tuple(sorted(things, key=lambda thing: (thing.start, thing.end)))

        return Mentions(
            tuple(self.people.values()),
            ordered(self.lists["p"]),
            ordered(self.lists["a"]),
            ordered(self.lists["l"]),
            ordered(self.times),
            ordered(self.lists["n"]),
            ordered(self.lists["s"]),
        )


def claims_of(
    source: str,
    language: str = "en",
    published: str | None = "2026-02-18",
    *,
    outlet: str = "The Courier",
    wire: tuple[str, ...] = (),
    kinds: dict[int, str] | None = None,
    entries: tuple[tuple[int, str], ...] = (),
) -> tuple[Claim, ...]:
    """The claims of a marked text. `kinds` gives classes of lines (1-based); `entries`: (line, clock) heads of live entries."""
    marked = Marked(source)
    lines, start = [], 0
    for number, piece in enumerate(marked.text.split("\n"), 1):
        lines.append(Line(number, start, start + len(piece), (kinds or {}).get(number, "body")))  # type: ignore[arg-type]
        start += len(piece) + 1
    heads = [(lines[number - 1].start, clock(when)) for number, when in entries]
    bounds = [*(head for head, _ in heads[1:]), *([len(marked.text)] if heads else [])]
    live = tuple(LiveEntry(head, bound, when) for (head, when), bound in zip(heads, bounds, strict=True))
    ident = digest_of(marked.text.encode())
    rendition = Rendition(content_id("rnd", marked.text), ident, marked.text, language, tuple(lines), (), live)
    moment = day_moment(date.fromisoformat(published), basis="published") if published else None
    document = Document(ident, "pages/courier.txt", "text/plain", "utf-8", outlet, "", rendition, moment, wire=wire)
    reading = Reading(marked.text, language, lines)
    return extract(document, reading, marked.mentions(), CaseSettings())


def only(claims, kind):
    """The claims of a kind."""
    return [claim for claim in claims if claim.kind == kind]


__all__ = ["Marked", "amount", "claims_of", "clock", "day", "only", "timedelta"]
