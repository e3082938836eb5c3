"""Small records made by hand: talks between two invented neighbours, told by three invented outlets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from goodoffices.publications.record import Record
from goodoffices.records import (
    Amount,
    Answer,
    Claim,
    Concept,
    Document,
    Event,
    Finding,
    Line,
    Members,
    Moment,
    Person,
    Place,
    Position,
    PositionRow,
    Quantity,
    Rendition,
    Segment,
    Source,
    Subject,
    TimelineRow,
    Value,
    When,
    Where,
    claim_of,
    content_id,
    day_moment,
    digest_of,
    source_id,
    span_of,
)

HARBOUR = Place("gaz:1", "Port Sable", 471234567, -21234567, 5000, "town", "")
NINTH, TENTH, TWENTIETH = (day_moment(date(2031, 4, day)) for day in (9, 10, 20))
ROUND_TIME = day_moment(date(2031, 4, 9), date(2031, 4, 10))
CLOCK = Moment(NINTH.begins + 9 * 3_600_000_000, NINTH.begins + 9 * 3_600_000_000, "minute", zone="Europe/Zurich")  # type: ignore[operator]

PAGES = {
    "courier.txt": (
        "en",
        "Sable Courier",
        "Talks in Port Sable close after two days\n"
        "Photo: delegates leave the customs house\n"
        "The first sitting lasted six hours, said the envoy of Norland, Ada Brenn.\n"
        "Norland wants a patrol line ten kilometres wide. The next round is set for 20 April.\n",
    ),
    "visnyk.txt": (
        "uk",
        "Вісник затоки",
        "Перший день у Порт-Сейблі тривав близько чотирьох годин, каже речниця Суделя.\n"
        "Судель відкидає смугу патрулювання завширшки десять кілометрів.\n"
        "Аду Бренн супроводжували й інші.\n",
    ),
    "vestnik.txt": (
        "ru",
        "Вестник залива",
        "Переговоры в Порт-Сейбле прошли 9 и 10 апреля в трёхстороннем формате.\n"
        "Читайте также: погода на выходные\n"
        "Переговоры завершились, сообщила Ада Бренн.\n",
    ),
}
DROPPED = {"Photo:": ("caption", "names a photograph"), "Читайте также": ("related", "points to another page")}


def page(name: str, language: str, outlet: str, text: str, published: Moment | None = TENTH) -> Document:
    """A page of plain text, line by line; lines that begin as in DROPPED are dropped."""
    raw = text.encode("utf-8")
    ident = digest_of(raw + name.encode("utf-8", "replace"))
    rendition = content_id("rnd", ident, text)
    lines, start = [], 0
    for number, piece in enumerate(text.split("\n"), 1):
        kind, why = next((rule for head, rule in DROPPED.items() if piece.startswith(head)), ("body", None))
        lines.append(Line(number, start, start + len(piece), kind, why))
        start += len(piece) + 1
    frozen = Rendition(rendition, ident, text, language, tuple(lines), (Segment(0, len(text), 0, len(raw)),))
    return Document(ident, name, "text/plain", "utf-8", outlet, text.partition("\n")[0], frozen, published)


def said(document: Document, words: str, kind: str, subject: Subject, value: Value, **more: object) -> Claim:
    """A claim on the first place where `words` stand in the page."""
    start = document.rendition.text.index(words)
    span = span_of(document.rendition.id, document.rendition.text, start, start + len(words))
    source = source_id("outlet", document.outlet)
    return claim_of(
        kind, subject, value, (span,), document=document.id, source=source, extractor="by hand", **more  # type: ignore[arg-type]
    )  # fmt: skip


def hours(low: int | None, high: int | None, text: str, language: str, modifier: str = "exact") -> Amount:
    """A number of hours."""
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    return Amount(Quantity(bounds[0], bounds[1], "hour", modifier), text, language)  # type: ignore[arg-type]


def small_record() -> Record:
    """Two sides, three pages, one dispute, one agreed point, a next step, positions on one issue."""
    courier, visnyk, vestnik = (page(name, *rest) for name, rest in PAGES.items())
    talks = Subject("round", ("nor", "sud"), place="gaz:1", time=ROUND_TIME)
    day = Subject("sitting", ("nor", "sud"), time=NINTH)
    six, four = hours(6, 6, "six hours", "en"), hours(4, 4, "близько чотирьох годин", "uk", "about")
    claims = (
        said(courier, "lasted six hours", "duration", day, six, speaker="per_ada", time=NINTH),
        said(courier, "wants a patrol line ten kilometres wide", "position", Subject("issue", name="patrol-line"),
             Position("patrol-line", "nor", "wants", "a patrol line ten kilometres wide", "en", "a patrol line")),
        said(courier, "next round is set for 20 April", "next-step", Subject("round"), When(TWENTIETH, "20 April", "en"), polarity="planned"),
        said(courier, "two days", "occurrence", talks, When(ROUND_TIME, "two days", "en")),
        said(visnyk, "тривав близько чотирьох годин", "duration", day, four, upstream=("Речниця Суделя",), time=NINTH),
        said(visnyk, "відкидає смугу патрулювання", "position", Subject("issue", name="patrol-line"),
             Position("patrol-line", "sud", "rejects", "смугу патрулювання", "uk", "смугу патрулювання")),
        said(visnyk, "Аду Бренн супроводжували й інші", "attendance", Subject("delegation", ("nor",)),
             Members(("per_ada",), True, "Аду Бренн супроводжували й інші", "uk")),
        said(vestnik, "9 и 10 апреля", "occurrence", talks, When(ROUND_TIME, "9 и 10 апреля", "ru")),
        said(vestnik, "трёхстороннем формате", "format", talks, Concept(("trilateral",), "трёхстороннем формате", "ru")),
        said(vestnik, "Порт-Сейбле", "place", talks, Where("gaz:1", "Port Sable", "Порт-Сейбле", "ru")),
        said(vestnik, "завершились", "end", talks, When(TENTH, "завершились", "ru"), speaker="per_ada", hedge="reportedly"),
    )  # fmt: skip
    ident = [claim.id for claim in claims]
    events = (
        Event("evt_1", "round", "Talks in Port Sable", ROUND_TIME, HARBOUR, ("nor", "sud", "per_ada"), (ident[3], ident[7], ident[8], ident[9], ident[10])),
        Event("evt_2", "sitting", "First sitting", NINTH, HARBOUR, ("sud", "nor"), (ident[0], ident[4]), "evt_1"),
        Event("evt_3", "strike", "Strike on the ferry", CLOCK, HARBOUR, (), ()),
        Event("evt_4", "round", "Next round", TWENTIETH, None, ("nor", "sud"), (ident[2],)),
    )  # fmt: skip
    findings = (
        Finding("fnd_1", "evt_2", "duration", "disputed", (
            Answer(six, "six hours", (ident[0],), ("per_ada",), ("nor",)),
            Answer(four, "about four hours", (ident[4],), ("Речниця Суделя",), ("sud",)),
        ), 2, ("six and about four hours do not overlap",)),
        Finding("fnd_2", "evt_1", "occurrence", "agreed", (
            Answer(claims[3].value, "9–10 April 2031", (ident[3], ident[7]), ("Sable Courier", "Вестник залива"), ("nor", "sud")),
        ), 2, ("both sides give the same days",)),
        Finding("fnd_3", "evt_1", "format", "single", (Answer(claims[8].value, "trilateral", (ident[8],), ("Вестник залива",), ()),), 1, ()),
        Finding("fnd_4", "nor", "attendance", "undetermined", (Answer(claims[6].value, "Ada Brenn and others", (ident[6],), ("Вісник затоки",), ()),), 1, ("the list is open",)),
    )  # fmt: skip
    sources = tuple(
        Source(source_id("outlet", outlet), outlet, "outlet", owner, side, (language,))
        for (language, outlet, _), owner, side in zip(
            PAGES.values(), ("Courier Press", "Затока", "Залив"), (None, "sud", None), strict=True
        )
    )
    positions = (
        PositionRow("patrol-line", "nor", "wants", "a patrol line ten kilometres wide", TENTH, (ident[1],)),
        PositionRow("patrol-line", "sud", "rejects", "смугу патрулювання", None, (ident[5],)),
    )
    timeline = (
        TimelineRow(ROUND_TIME, "Talks in Port Sable", "evt_1", (ident[3], ident[7])),
        TimelineRow(NINTH, "First sitting", "evt_2", (ident[0], ident[4])),
        TimelineRow(CLOCK, "Strike on the ferry", "evt_3", ()),
        TimelineRow(TWENTIETH, "Next round", "evt_4", (ident[2],)),
    )
    ada = Person("per_ada", "Ada Brenn", ("Ada Brenn", "Brenn", "Ада Бренн", "Аду Бренн"), ("envoy of Norland",), "nor")
    parties = {
        "nor": {"en": "Norland", "uk": "Норланд", "ru": "Норланд"},
        "sud": {"en": "Sudel", "uk": "Судель", "ru": "Судель"},
    }
    return Record(
        "1", "Port Sable 2031", None, sources, (courier, visnyk, vestnik), (ada,), (HARBOUR,), events, claims, findings,
        positions, timeline, (), parties, ("no zone was given; UTC is assumed",), ("broken.bin: not a text",),
    )  # fmt: skip
