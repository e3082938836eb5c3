"""Frozen values that every step exchanges. See docs/decisions for ids, time, spans and values."""

from .case import CaseDecision, CaseParty, CasePerson, CaseSettings, CaseSource
from .claim import (
    Amount,
    Annotated,
    Claim,
    Concept,
    Grade,
    Members,
    Polarity,
    Position,
    Stance,
    Subject,
    Value,
    When,
    Where,
)
from .claiming import claim_of
from .codec import canonical, number, plain
from .document import KEPT, Document, Line, LineClass, LiveEntry, Rendition, Segment
from .event import Event, EventKind, Judgement, Reason, Verdict
from .finding import Answer, Because, Finding, PositionRow, Status, TimelineRow
from .ids import content_id, digest_of, minted_id
from .mention import (
    Mentions,
    PartyMention,
    Person,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    TimeMention,
)
from .moment import Basis, Moment, Precision, Quality, day_moment, local, microseconds
from .place import Place
from .quantity import Modifier, Quantity
from .source import Source, source_id
from .span import Span, span_of

__all__ = [
    "KEPT", "Amount", "Annotated", "Answer", "Basis", "Because", "CaseDecision", "CaseParty", "CasePerson",
    "CaseSettings", "CaseSource", "Claim", "Concept", "Document", "Event", "EventKind", "Finding", "Grade", "Judgement",
    "Line", "LineClass", "LiveEntry", "Members", "Mentions", "Modifier", "Moment", "PartyMention", "Person",
    "PersonMention", "Place", "PlaceMention", "Polarity", "Position", "PositionRow", "Precision", "Quality",
    "Quantity", "QuantityMention", "Quote", "Reason", "Rendition", "Segment", "Source", "Span", "Stance",
    "Status", "Subject", "TimeMention", "TimelineRow", "Value", "Verdict", "When", "Where", "canonical",
    "claim_of", "content_id", "day_moment", "digest_of", "local", "microseconds", "minted_id", "number", "plain",
    "source_id", "span_of",
]  # fmt: skip
