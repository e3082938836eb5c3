"""A claim: source S says, through speaker P, that subject X has property Y = value V, on these characters."""

from __future__ import annotations

from typing import Literal

import msgspec

from .document import Document
from .mention import Mentions
from .moment import Moment
from .quantity import Quantity
from .span import Span

Polarity = Literal["asserted", "denied", "planned", "demanded"]
Stance = Literal["wants", "rejects", "offers", "conditions", "refuses"]
SubjectKind = Literal[
    "round", "sitting", "meeting", "delegation", "party", "issue",
    "strike", "exchange", "conflict", "area", "statement",
]  # fmt: skip


class Subject(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a claim is about, as far as the text tells; events join subjects across accounts.

    round: a series of sittings under one head ("the Geneva talks", with its place and days).
    sitting: one day's or one session's talks within a round (time = that day).
    meeting: talks of some of the parties beside the round (bilateral, consultations).
    delegation: `parties` = the one party. area: territory, `name` what of it. conflict: the war as a whole.
    `name` is what tells two subjects of one kind apart when nothing else does (a concept or place name,
    language-neutral); `text` the words of the account. `ordinal`: "second round", "day two"; -1 = "previous".
    """

    kind: SubjectKind
    parties: tuple[str, ...] = ()
    place: str = ""
    time: Moment | None = None
    ordinal: int | None = None
    name: str = ""
    text: str = ""


class Amount(msgspec.Struct, frozen=True, omit_defaults=True, tag="amount", tag_field="type"):
    """A measured or counted value; `of` in the quantity says of what."""

    quantity: Quantity
    text: str
    language: str


class When(msgspec.Struct, frozen=True, omit_defaults=True, tag="time", tag_field="type"):
    """A time."""

    moment: Moment
    text: str
    language: str


class Where(msgspec.Struct, frozen=True, omit_defaults=True, tag="place", tag_field="type"):
    """A place: gazetteer id and English name."""

    place: str
    name: str
    text: str
    language: str


class Members(msgspec.Struct, frozen=True, omit_defaults=True, tag="members", tag_field="type"):
    """Who belongs: person ids. `open`: the text itself says there are others ("includes", "and others")."""

    people: tuple[str, ...]
    open: bool
    text: str
    language: str
    names: tuple[str, ...] = ()


class Grade(msgspec.Struct, frozen=True, omit_defaults=True, tag="grade", tag_field="type"):
    """An assessment on the graded vocabulary: `word` its id, `rank` -3 (collapse) .. 3 (breakthrough)."""

    word: str
    rank: int
    text: str
    language: str


class Position(msgspec.Struct, frozen=True, omit_defaults=True, tag="position", tag_field="type"):
    """A party's stance on an issue (vocabulary id); `about` is what is wanted or refused, in its own words."""

    issue: str
    party: str
    stance: Stance
    text: str
    language: str
    about: str = ""


class Concept(msgspec.Struct, frozen=True, omit_defaults=True, tag="concept", tag_field="type"):
    """One or more vocabulary ids (format, agenda items, act, outcome), with the words used."""

    ids: tuple[str, ...]
    text: str
    language: str


Value = Amount | When | Where | Members | Grade | Position | Concept


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """One claim. Never edited: superseded, withdrawn or rejected by later records.

    `speaker` is who vouches inside the text (person id of the document, or party id), `judge` in an
    assessment is the same person; None = the outlet in its own voice. `upstream` is who told the outlet, as
    named ("RIA", "Diana Davitian", "source:unnamed"), nearest to the origin last. `hedge` keeps
    "reportedly" and its like. `source` is the id of the source record (an outlet's summary is a source of
    its own). `score` in per cent says how sure the extractor is, not how true the claim is.
    """

    id: str
    kind: str
    subject: Subject
    value: Value
    evidence: tuple[Span, ...]
    document: str
    source: str
    extractor: str
    polarity: Polarity = "asserted"
    time: Moment | None = None
    speaker: str | None = None
    upstream: tuple[str, ...] = ()
    channel: str | None = None
    hedge: str = ""
    score: int = 100


class Stated(msgspec.Struct, frozen=True, array_like=True):
    """What the content id of a claim is taken of, written as a list."""

    prefix: str
    kind: str
    subject: Subject
    value: Value
    marks: list[tuple[str, int, int]]
    polarity: Polarity
    speaker: str | None
    upstream: tuple[str, ...]
    source: str


class Annotated(msgspec.Struct, frozen=True):
    """One document read: its mentions and its claims. `warnings` name what was left unresolved, and where."""

    document: Document
    mentions: Mentions
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...] = ()
