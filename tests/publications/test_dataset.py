"""record.json: the shape of interfaces.md, the published schema, offsets that lead back to the words."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
import msgspec
import pytest
from port_sable import page, small_record

from goodoffices.publications.dataset import record_json
from goodoffices.publications.record import Record

LISTS = ["sources", "documents", "people", "places", "events", "claims", "findings", "positions", "timeline"]


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    text = resources.files("goodoffices.publications").joinpath("record.schema.json").read_text(encoding="utf-8")
    shape = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(shape)
    return jsonschema.Draft202012Validator(shape)


def test_follows_the_published_schema(record: Record, schema: jsonschema.Draft202012Validator) -> None:
    assert not list(schema.iter_errors(json.loads(record_json(record))))


def test_has_the_keys_of_the_interface_in_their_order(record: Record) -> None:
    shaped = json.loads(record_json(record))
    assert list(shaped)[:12] == ["version", "case", "as_of", *LISTS]
    claim = shaped["claims"][0]
    assert set(claim["evidence"][0]) == {"document", "start", "end", "line", "quote"}
    assert claim["subject"].startswith("sitting:nor+sud")
    finding = shaped["findings"][0]
    assert finding["status"] == "disputed" and finding["independent_sources"] == 2
    assert finding["values"][0]["value"]["quantity"] == {
        "unit": "hour",
        "low": 6,
        "high": 6,
        "modifier": "exact",
        "of": "",
    }
    assert shaped["events"][0]["time"] == "2031-04-09/2031-04-10" and shaped["events"][0]["place"] == "Port Sable"
    assert shaped["timeline"][2]["time"] == "2031-04-09T11:00+02:00"


def test_evidence_reads_its_quote_in_the_text_it_names(record: Record) -> None:
    shaped = json.loads(record_json(record))
    pages = {document["id"]: document["rendition"] for document in shaped["documents"]}
    for claim in shaped["claims"]:
        for mark in claim["evidence"]:
            rendition = pages[mark["document"]]
            assert rendition["text"][mark["start"] : mark["end"]] == mark["quote"]
            line = next(line for line in rendition["lines"] if line["line"] == mark["line"])
            assert line["start"] <= mark["start"] < line["end"]


def test_a_claim_names_the_events_it_was_joined_to(record: Record) -> None:
    shaped = json.loads(record_json(record))
    for event in shaped["events"]:
        for ident in event["claims"]:
            assert event["id"] in next(claim for claim in shaped["claims"] if claim["id"] == ident)["events"]


def test_speakers_of_the_record_stand_before_those_of_the_page(record: Record) -> None:
    first = record.claims[1]
    told = msgspec.structs.replace(record, speakers={first.id: "nor"})
    claims = {claim["id"]: claim for claim in json.loads(record_json(told))["claims"]}
    assert claims[first.id]["speaker"] == "nor"


def test_same_record_same_bytes(record: Record) -> None:
    assert record_json(record) == record_json(small_record())


def test_a_file_name_in_no_encoding_is_written_all_the_same(
    record: Record, schema: jsonschema.Draft202012Validator
) -> None:
    odd = page("caf\udce9.txt", "en", "Sable Courier", "Nothing to report.\n")
    shaped = json.loads(record_json(msgspec.structs.replace(record, documents=(*record.documents, odd))))
    schema.validate(shaped)
    assert shaped["documents"][-1]["path"] == "caf?.txt"
