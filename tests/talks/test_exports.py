"""Exports: the structure of the standards, the same bytes each time, nothing that the round does not hold."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from docx import Document
from lxml import etree
from talks_made import SETTINGS, made
from test_rounds import ENTRIES

from goodoffices.talks.exports.dataset import RoundFile, round_json, round_schema
from goodoffices.talks.exports.debate import NAMESPACE, debate_record
from goodoffices.talks.exports.minutes import minutes
from goodoffices.talks.printing import round_lines
from goodoffices.talks.rounds import rounds
from goodoffices.talks.sayings import Table

A = f"{{{NAMESPACE}}}"
SECTIONS = {"rollCall", "debateSection", "resolutions", "adjournment"}
# The content models of akn-core v1.0 for the elements used: allowed children, and attributes that must be there.
MODEL = {
    "akomaNtoso": ({"debate"}, set()),
    "debate": ({"meta", "preface", "debateBody"}, {"name"}),
    "meta": ({"identification", "references"}, set()),
    "identification": ({"FRBRWork", "FRBRExpression", "FRBRManifestation"}, {"source"}),
    "FRBRWork": ({"FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRcountry"}, set()),
    "FRBRExpression": ({"FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRlanguage"}, set()),
    "FRBRManifestation": ({"FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor"}, set()),
    "FRBRthis": (set(), {"value"}),
    "FRBRuri": (set(), {"value"}),
    "FRBRdate": (set(), {"date", "name"}),
    "FRBRauthor": (set(), {"href"}),
    "FRBRcountry": (set(), {"value"}),
    "FRBRlanguage": (set(), {"language"}),
    "references": ({"TLCOrganization", "TLCPerson", "TLCLocation"}, {"source"}),
    "TLCOrganization": (set(), {"eId", "href", "showAs"}),
    "TLCPerson": (set(), {"eId", "href", "showAs"}),
    "TLCLocation": (set(), {"eId", "href", "showAs"}),
    "preface": ({"p"}, set()),
    "debateBody": (SECTIONS, set()),
    "rollCall": ({"heading", "p"}, {"eId"}),
    "debateSection": ({"heading", "p", "narrative", "speech"}, {"eId", "name"}),
    "resolutions": ({"heading", "p"}, {"eId"}),
    "adjournment": ({"heading", "p"}, {"eId"}),
    "speech": ({"from", "p"}, {"by"}),
    "p": ({"docTitle", "docDate", "organization", "person"}, set()),
    "docTitle": (set(), set()),
    "docDate": (set(), {"date"}),
    "organization": (set(), {"refersTo"}),
    "person": (set(), {"refersTo"}),
    "heading": (set(), set()),
    "narrative": (set(), set()),
    "from": (set(), set()),
}


@pytest.fixture
def one(press, table):
    (found,) = [each for each in rounds([press], ENTRIES, table) if each.first == "2031-04-09"]
    return found


def checked(raw):
    root = etree.fromstring(raw)
    for element in root.iter():
        name = element.tag.removeprefix(A)
        children, attributes = MODEL[name]
        assert {child.tag.removeprefix(A) for child in element} <= children, name
        assert attributes <= set(element.attrib), name
    order = [child.tag.removeprefix(A) for child in root[0]]
    assert order == ["meta", "preface", "debateBody"]
    for section in root.iter(*(A + name for name in SECTIONS)):
        assert len(section) > 1 and section[0].tag == A + "heading"
    ids = [element.get("eId") for element in root.iter() if element.get("eId")]
    assert len(ids) == len(set(ids))
    known = {f"#{ident}" for ident in ids}
    links = [
        element.get(name)
        for element in root.iter()
        for name in ("by", "refersTo", "source", "href")
        if element.get(name, "").startswith("#")
    ]
    assert links and set(links) <= known
    return root


def test_the_debate_record_has_the_structure_of_akoma_ntoso(one, table):
    root = checked(debate_record(one, table, "2031-04-11"))
    (speech,) = root.iter(A + "speech")
    assert "".join(speech.itertext()).split("\n")[-2].strip() == "We can wait."
    frbr = [element.tag.removeprefix(A) for element in root.find(f"{A}debate/{A}meta/{A}identification/{A}FRBRWork")]
    assert frbr == ["FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRcountry"]
    assert debate_record(one, table, "2031-04-11") == debate_record(one, table, "2031-04-11")


def test_a_round_of_which_next_to_nothing_is_known_is_a_record_too():
    table = Table(SETTINGS, "uk")
    (bare,) = rounds([], [made("note", 1, text="\x01<&>\u202e", anchor=made("note", text="x").entry.round)], table)
    checked(debate_record(bare, table, "2031-04-11"))
    assert minutes(bare, table, "2031-04-11")


def test_the_minutes_say_from_which_room_a_line_came(one, table):
    lines = [line.text for line in Document(io.BytesIO(minutes(one, table, "2031-04-11"))).paragraphs]
    (private,) = [line for line in lines if "The room was cold." in line]
    (step,) = [line for line in lines if "send maps" in line]
    assert private.endswith(", own:ann]")
    assert step.endswith(f", {one.steps[0].sayings[0].rooms[0]}]") and "own:" not in step


def test_the_minutes_say_for_every_line_who_says_it(one, table):
    raw = minutes(one, table, "2031-04-11")
    word = Document(io.BytesIO(raw))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for piece in (
        "five hours 20 minutes [rapporteur",
        "size as stated: seven people",
        "Ada Brenn",
        "communique (agreed, Norland, Sudel): Both sides met.",
    ):
        assert piece in text
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert ["Ole Rask", "not stated", "excused"] in [row[:3] for row in cells]
    assert raw == minutes(one, table, "2031-04-11")


def test_the_data_follow_the_published_schema(one):
    raw = round_json(RoundFile("Port Sable", "en", ("press",), "", "", one))
    schema = json.loads((Path(__file__).resolve().parents[2] / "docs/reference/talks.schema.json").read_text())
    assert schema == json.loads(json.dumps(round_schema())), (
        "write docs/reference/talks.schema.json again from talks.exports.dataset.round_schema"
    )
    jsonschema.validate(json.loads(raw), schema)
    assert msgspec.json.decode(raw, type=RoundFile).round == one


def test_the_lines_of_a_terminal_name_every_account(one, table):
    text = "\n".join(round_lines(one, table))
    assert "not stated" in text and "█" in text and "send maps · Norland · 20 April 2031" in text
