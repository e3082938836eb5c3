"""Claims with their content ids."""

from __future__ import annotations

from .claim import Claim, Polarity, Stated, Subject, Value
from .codec import canonical
from .ids import named
from .moment import Moment
from .span import Span


def claim_of(
    kind: str,
    subject: Subject,
    value: Value,
    evidence: tuple[Span, ...],
    *,
    document: str,
    source: str,
    extractor: str,
    polarity: Polarity = "asserted",
    time: Moment | None = None,
    speaker: str | None = None,
    upstream: tuple[str, ...] = (),
    channel: str | None = None,
    hedge: str = "",
    score: int = 100,
) -> Claim:
    """A claim with its content id: the same statement on the same characters has the same id."""
    marks = [(span.rendition, span.start, span.end) for span in evidence]
    stated = Stated("clm", kind, subject, value, marks, polarity, speaker, upstream, source)
    return Claim(
        named("clm", canonical(stated)),
        kind,
        subject,
        value,
        evidence,
        document,
        source,
        extractor,
        polarity,
        time,
        speaker,
        upstream,
        channel,
        hedge,
        score,
    )
