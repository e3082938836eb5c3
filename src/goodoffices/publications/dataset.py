"""The record as one JSON document (record.json), by the published schema `record.schema.json`."""

from __future__ import annotations

from typing import Any

import msgspec

from ..records import Answer, Claim, Document, Event, Finding, Moment, Place, PositionRow, TimelineRow, plain
from .lines import LineIndex
from .page import claim_object, subject_key, value_object
from .record import Record


def record_json(record: Record) -> bytes:
    """UTF-8 JSON, two spaces of indent, ending in a line feed; the same record gives the same bytes."""
    shaped = record_object(record)
    try:
        packed = msgspec.json.encode(shaped)
    except UnicodeEncodeError:
        # A file name in bytes that are no UTF-8 arrives with lone surrogates, which JSON cannot carry.
        packed = msgspec.json.encode(_scrubbed(shaped))
    return msgspec.json.format(packed, indent=2) + b"\n"


def record_object(record: Record) -> dict[str, Any]:
    """The record as plain JSON values, keys in the order of interfaces.md, further keys after them."""
    lines = LineIndex(record.documents)
    events = _events_of_claims(record)
    return {
        "version": record.version,
        "case": record.case,
        "as_of": _time(record.as_of),
        "sources": plain(record.sources),
        "documents": [document_object(document) for document in record.documents],
        "people": plain(record.people),
        "places": [place_object(place) for place in record.places],
        "events": [event_object(event) for event in record.events],
        "claims": [_claim(claim, record, lines, events) for claim in record.claims],
        "findings": [finding_object(finding) for finding in record.findings],
        "positions": [_position(row) for row in record.positions],
        "timeline": [_timeline(row) for row in record.timeline],
        "judgements": plain(record.judgements),
        "parties": [{"id": party, "names": names} for party, names in record.party_names.items()],
        "assumptions": list(record.assumptions),
        "refused": list(record.refused),
    }


def document_object(document: Document) -> dict[str, Any]:
    """A page: where it came from, its frozen text and the class of each line."""
    rendition, published = document.rendition, document.published
    return {
        "id": document.id,
        "path": document.path,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "language": rendition.language,
        "published": {"value": published.edtf(), "basis": published.basis} if published else None,
        "place": document.place,
        "wire": list(document.wire),
        "warnings": list(document.warnings),
        "rendition": {"id": rendition.id, "text": rendition.text, "lines": plain(rendition.lines)},
    }


def place_object(place: Place) -> dict[str, Any]:
    """A place in degrees (WGS 84), with the radius of its uncertainty in metres."""
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat_e7 / 1e7,
        "lon": place.lon_e7 / 1e7,
        "radius_m": place.radius_m,
        "precision": place.precision,
        "country": place.country,
        "gazetteer": place.id,
    }


def event_object(event: Event) -> dict[str, Any]:
    """An event; `place` is the name of its place, `place_id` the entry in `places`."""
    return {
        "id": event.id,
        "kind": event.kind,
        "name": event.name,
        "time": _time(event.time),
        "place": event.place.name if event.place else None,
        "place_id": event.place.id if event.place else None,
        "participants": list(event.participants),
        "claims": list(event.claims),
        "part_of": event.part_of,
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding with its competing values."""
    return {
        "id": finding.id,
        "subject": finding.subject,
        "question": finding.question,
        "status": finding.status,
        "values": [_answer(answer) for answer in finding.values],
        "independent_sources": finding.independent_sources,
        "reasons": list(finding.reasons),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "value": value_object(answer.value),
        "label": answer.label,
        "claims": list(answer.claims),
        "owners": list(answer.owners),
        "sides": list(answer.sides),
    }


def _claim(claim: Claim, record: Record, lines: LineIndex, events: dict[str, list[str]]) -> dict[str, Any]:
    shaped = claim_object(claim)
    shaped["document"] = claim.document
    shaped["speaker"] = record.speakers.get(claim.id, claim.speaker)
    shaped["events"] = events.get(claim.id, [])
    shaped["about"] = _subject(claim)
    shaped["evidence"] = [
        {
            "document": lines.document_of(claim.document, span.rendition),
            "start": span.start,
            "end": span.end,
            "line": lines.line_of(claim.document, span.rendition, span.start),
            "quote": span.quote,
        }
        for span in claim.evidence
    ]
    return shaped


def _subject(claim: Claim) -> dict[str, Any]:
    subject = claim.subject
    return {
        "key": subject_key(subject),
        "kind": subject.kind,
        "parties": list(subject.parties),
        "place": subject.place,
        "time": _time(subject.time),
        "ordinal": subject.ordinal,
        "name": subject.name,
        "text": subject.text,
    }


def _position(row: PositionRow) -> dict[str, Any]:
    return {
        "issue": row.issue,
        "party": row.party,
        "stance": row.stance,
        "text": row.text,
        "time": _time(row.time),
        "claims": list(row.claims),
    }


def _timeline(row: TimelineRow) -> dict[str, Any]:
    return {"time": row.time.edtf(), "what": row.what, "event": row.event, "claims": list(row.claims)}


def _events_of_claims(record: Record) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for event in record.events:
        for claim in event.claims:
            found.setdefault(claim, []).append(event.id)
    return found


def _time(moment: Moment | None) -> str | None:
    return moment.edtf() if moment else None


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_scrubbed(key): _scrubbed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(item) for item in value]
    return value
