"""Forms: what each kind of entry takes, what it refuses and how it says so, and typing an entry again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks_made import FLOOR, made

from goodoffices.errors import UsageError
from goodoffices.lexicon.concepts import LANGUAGES, vocabulary
from goodoffices.talks.entries import PositionSaid, Seat
from goodoffices.talks.forms import FormRefused, fields_of, kinds, said_of, seat_of
from goodoffices.talks.retyping import typed_again

FILLED = {
    "round": {
        "place": "Port Sable", "dates": "2031-04-09/2031-04-10", "zone": "Europe/Oslo", "name": "First round",
        "formats": "trilateral, closed-doors", "mediators": "east", "parties": "Norland, Судель", "announced-by": "Ostland",
    },
    "sitting": {
        "day": "2031-04-09", "label": "morning", "opened": "10:00", "closed": "12:30", "length": "about 2 h",
        "parties": "north; south", "venue": "customs house", "chair": "Ada Brenn",
    },
    "consultation": {"day": "2031-04-10", "parties": "north, east", "length": "40 min", "topic": "the patrol line"},
    "delegation": {
        "party": "north", "head": "Ada Brenn (envoy), present", "members": "Ole Rask (general), excused; Iva Holm",
        "size": "more than 7", "whole": "no",
    },
    "track": {"track": "military", "name": "line", "mandate": "draw it", "members": "Ole Rask; Iva Holm", "state": "meets"},
    "agenda": {"title": "The line", "number": "2.1", "issue": "ceasefire", "sitting": "morning", "agenda-state": "open"},
    "position": {
        "party": "south", "issue": "withdrawal", "stance": "rejects", "text": "no line of ten kilometres", "firmness": "red line",
    },
    "speech": {"speaker": "Ada Brenn", "text": "We can wait.", "party": "north", "sitting": "morning", "exact": "yes"},
    "statement": {
        "name": "communique", "text": "The sides met.", "statement-state": "released", "agreed-by": "north, south",
        "released": "2031-04-10T18:00",
    },
    "step": {"what": "send maps", "who": "north; Iva Holm", "due": "2031-04-20"},
    "undertaking": {"party": "north", "text": "no flights", "issue": "refrain-from-strikes", "until": "2031-05-01", "commitment": "c1"},
    "note": {"text": "The room was cold."},
}  # fmt: skip


def test_every_kind_is_tried_here():
    assert set(FILLED) == set(kinds()) == set(vocabulary("talks-entries"))


@pytest.mark.parametrize("kind", sorted(FILLED))
def test_a_filled_form_makes_an_entry_that_can_be_typed_again(kind):
    kept = made(kind, **{name.replace("-", "_"): text for name, text in FILLED[kind].items()})
    assert kept.entry.kind == kind
    again = made(kind, **{name.replace("-", "_"): text for name, text in typed_again(kept.entry).items()})
    assert typed_again(again.entry) == typed_again(kept.entry)
    assert (again.entry.time and again.entry.time.edtf()) == (kept.entry.time and kept.entry.time.edtf())
    assert set(typed_again(kept.entry)) == {name for name, text in FILLED[kind].items() if text != "no"}


@pytest.mark.parametrize("kind", sorted(FILLED))
def test_what_a_form_needs_is_asked_for_by_name(kind):
    for field in fields_of(kind):
        left = {name: text for name, text in FILLED[kind].items() if name != field.id}
        if field.needed:
            with pytest.raises(FormRefused, match=field.id) as refused:
                said_of(kind, left, FLOOR)
            assert refused.value.field == field.id
        else:
            said_of(
                kind, {name: text for name, text in left.items() if (kind, name) != ("statement", "released")}, FLOOR
            )


@pytest.mark.parametrize(
    "kind, field, text, why",
    [
        ("position", "issue", "teritory", "did you mean territory"),
        ("position", "party", "west", "one of east, north, south"),
        ("position", "stance", "wnats", "did you mean"),
        ("sitting", "closed", "09:00", "before it opened"),
        ("sitting", "day", "tomorrow", "2026-02-17"),
        ("delegation", "members", "Ole (general", "no closing bracket"),
        ("delegation", "members", "(general)", "names nobody"),
        ("delegation", "size", "many", "number of people"),
        ("delegation", "whole", "perhaps", "neither yes nor no"),
        ("round", "zone", "Mars/Olympus", "IANA"),
        ("statement", "statement-state", "draft", "it is released"),
        ("note", "text", "x" * 20_001, "too many"),
        ("note", "text", "a\x00b", "null character"),
    ],
)
def test_bad_input_is_named_with_what_to_do(kind, field, text, why):
    with pytest.raises(FormRefused, match=why) as refused:
        said_of(kind, {**FILLED[kind], field: text}, FLOOR)
    assert refused.value.field == field


def test_unknown_kinds_and_fields_are_refused():
    with pytest.raises(UsageError, match="no kind of entry; one of round"):
        said_of("toast", {}, FLOOR)
    with pytest.raises(FormRefused, match="no such field"):
        said_of("note", {"text": "x", "colour": "red"}, FLOOR)


def test_roles_and_presence_that_nobody_stated_stay_unstated():
    assert seat_of("Iva Holm") == Seat("Iva Holm")
    assert seat_of("Iva Holm (judge)") == Seat("Iva Holm", "judge")
    assert seat_of("Iva Holm, відсутній") == Seat("Iva Holm", "", "absent")
    assert seat_of("Holm, Iva (judge), excused!") == Seat("Holm, Iva", "judge", "excused", True)


def test_words_of_the_vocabulary_are_taken_in_three_languages():
    texts = [("wants", "territory"), ("домагається", "територія"), ("добивается", "территория")]
    found = {
        said_of("position", {"party": "north", "stance": stance, "issue": issue, "text": "x"}, FLOOR)[0]
        for stance, issue in texts
    }
    assert found == {PositionSaid("north", "territory", "wants", "x")}


@given(st.sampled_from(sorted(FILLED)), st.data())
def test_any_text_in_any_field_is_taken_or_refused(kind, data):
    field = data.draw(st.sampled_from([field.id for field in fields_of(kind)]))
    text = data.draw(st.text(max_size=80))
    try:
        said_of(kind, {**FILLED[kind], field: text}, FLOOR)
    except FormRefused as refused:
        assert str(refused)


def test_every_kind_field_and_word_has_its_labels_and_is_documented():
    page = (Path(__file__).resolve().parents[2] / "docs/reference/talks.md").read_text(encoding="utf-8")
    files = [
        "talks-entries", "talks-fields", "talks-presence", "talks-firmness", "talks-tracks", "talks-agenda-states",
        "talks-statement-states", "talks-sources", "talks-words",
    ]  # fmt: skip
    for file in files:
        for ident, entry in vocabulary(file).items():
            assert all(entry["labels"].get(language) for language in LANGUAGES), f"{file}: {ident}"
    for kind in kinds():
        assert f"`{kind}`" in page
        for field in fields_of(kind):
            assert f"`{field.id}`" in page, f"{kind}: {field.id}"


def test_every_issue_stands_beside_pax_or_says_that_it_has_none_there():
    pax = vocabulary("issues-pax")
    assert set(pax) == set(vocabulary("issues"))
    without = {ident for ident, entry in pax.items() if not entry["pax"]}
    assert {"energy-ceasefire", "refrain-from-strikes", "leaders-meeting"} <= without
    assert all(entry["fit"] in ("close", "broader") and entry["label"] for entry in pax.values() if entry["pax"])
