"""One annotated page as the JSON object of `goodoffices annotate`."""

from __future__ import annotations

from typing import Any

from ..records import Annotated, Claim, Moment, PlaceMention, QuantityMention, Subject, number, plain
from ..records.quantity import Quantity


def page_object(page: Annotated) -> dict[str, Any]:
    """The annotate object: offsets are code points into `rendition.text`, end exclusive.

    Records that stand in it as they are become objects when msgspec writes it as JSON.
    """
    document, mentions = page.document, page.mentions
    rendition = document.rendition
    published = document.published
    return {
        "document": document.id,
        "path": document.path,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "language": rendition.language,
        "published": {"value": published.edtf(), "basis": published.basis} if published else None,
        "place": document.place,
        "wire": document.wire,
        "encoding": document.encoding,
        "rendition": {
            "id": rendition.id,
            "text": rendition.text,
            "lines": rendition.lines,
            "entries": [{"start": e.start, "end": e.end, "time": e.time.edtf()} for e in rendition.entries],
        },
        "persons": mentions.persons,
        "people": mentions.people,
        "parties": mentions.parties,
        "places": [_place(mention) for mention in mentions.places],
        "times": [
            {
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "kind": mention.kind,
                "value": mention.value,
                "basis": mention.moment.basis if mention.moment else "stated",
            }
            for mention in mentions.times
        ],
        "quantities": [_quantity_mention(mention) for mention in mentions.quantities],
        "quotes": mentions.quotes,
        "claims": [claim_object(claim) for claim in page.claims],
        "warnings": [*document.warnings, *page.warnings],
    }


def claim_object(claim: Claim) -> dict[str, Any]:
    """One claim; its value keeps the words as stated, the normalised value and the language."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "subject": subject_key(claim.subject),
        "value": value_object(claim.value),
        "time": claim.time.edtf() if claim.time else None,
        "polarity": claim.polarity,
        "speaker": claim.speaker,
        "upstream": "; ".join(claim.upstream) or None,
        "channel": claim.channel,
        "hedge": claim.hedge,
        "source": claim.source,
        "extractor": claim.extractor,
        "score": claim.score,
        "evidence": [{"start": span.start, "end": span.end} for span in claim.evidence],
    }


def subject_key(subject: Subject) -> str:
    """A subject in one line: kind, name, parties, place, time, ordinal; empty parts left out."""
    parts = [subject.kind, subject.name, "+".join(subject.parties), subject.place]
    if subject.time is not None:
        parts.append(subject.time.edtf())
    if subject.ordinal is not None:
        parts.append(f"#{subject.ordinal}")
    return ":".join(filter(None, parts))


def value_object(value: object) -> dict[str, Any]:
    """A typed value as JSON: times as EDTF, numbers as numbers."""
    shaped: dict[str, Any] = plain(value)
    moment = getattr(value, "moment", None)
    if isinstance(moment, Moment):
        shaped["moment"] = moment.edtf()
    quantity = getattr(value, "quantity", None)
    if isinstance(quantity, Quantity):
        shaped["quantity"] = quantity_object(quantity)
    return shaped


def quantity_object(quantity: Quantity) -> dict[str, Any]:
    """Unit, bounds (null where open) and modifier."""
    return {
        "unit": quantity.unit,
        "low": None if quantity.low is None else number(quantity.low),
        "high": None if quantity.high is None else number(quantity.high),
        "modifier": quantity.modifier,
        "of": quantity.of,
    }


def _quantity_mention(mention: QuantityMention) -> dict[str, Any]:
    return {"start": mention.start, "end": mention.end, "text": mention.text, **quantity_object(mention.quantity)}


def _place(mention: PlaceMention) -> dict[str, Any]:
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "name": place.name,
        "lat": place.lat_e7 / 1e7,
        "lon": place.lon_e7 / 1e7,
        "gazetteer": place.id,
        "radius_m": place.radius_m,
        "precision": place.precision,
    }
