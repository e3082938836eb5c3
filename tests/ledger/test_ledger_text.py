"""Canonical JSON, base64, parts, leaves, notes, checkpoints and receipts: what is written is read, the rest refused."""

from __future__ import annotations

import base64
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ledger_room import EXPORT, LOG, ORIGIN, WITNESSES, seed

from goodoffices.errors import LedgerRefused
from goodoffices.ledger import encoding
from goodoffices.ledger.checkpoints import (
    Checkpoint,
    checked_origin,
    export_signer,
    log_signer,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
    with_cosignature,
)
from goodoffices.ledger.leaves import (
    Erased,
    checked_erasure,
    checked_kind,
    leaf_text,
    parse_leaf,
    time_of,
    time_text,
)
from goodoffices.ledger.notes import COSIGNATURE, Signer, VerifierKey, parse_note, sign_note, verified
from goodoffices.ledger.parts import checked_body, checked_parts, commitment
from goodoffices.ledger.receipts import open_receipt, parse_receipt, receipt_text

LEAF = re.compile(
    r'^\{"c":\{("NAME":"[0-9a-f]{64}"(,"NAME":"[0-9a-f]{64}"){0,15})\},"k":"[a-z][a-z0-9._-]{0,31}",'
    r'"t":"[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]\.[0-9]{6}Z","v":1'
    r'(,"x":\{"i":(0|[1-9][0-9]{0,15}),"p":\["NAME"(,"NAME"){0,15}\]\})?\}\Z'.replace("NAME", "[a-z][a-z0-9_]{0,31}")
)


def written(value):
    """RFC 8785 of the profile, written out by its own rules and by nobody's library."""
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        short = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
        return '"' + "".join(short.get(ord(c), c if c >= " " else f"\\u{ord(c):04x}") for c in value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(f"{written(name)}:{written(value[name])}" for name in names) + "}"


texts = st.text(st.characters(exclude_categories=["Cs"]))
names = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF))
whole = st.integers(-encoding.LARGEST, encoding.LARGEST)
profile = st.recursive(
    st.none() | st.booleans() | whole | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(names, inner, max_size=5),
    max_leaves=25,
)


@given(profile)
@example({"\ufb33": 1, "\u20ac": 2, "\r": 3, "1": 4, "\x80": 5})
def test_canonical_json_is_that_of_the_rules(value):
    text = written(value)
    assert encoding.canonical_text(value) == text
    assert encoding.parse_canonical(text) == value == encoding.parse_canonical(text.encode())
    assert encoding.is_canonical(text)
    loose = json.dumps(value, indent=1)
    assert encoding.is_canonical(loose) is (loose == text)


@given(st.text() | st.binary())
def test_whatever_is_canonical_is_written_the_same_way_again(text):
    if encoding.is_canonical(text):
        assert written(encoding.parse_canonical(text)) == (text if isinstance(text, str) else text.decode())


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "1.0", "1e2", "-0", "01", "+1", "NaN", '{"a":1,"a":2}', '{"b":1,"a":2}', "[1, 2]", '"\\/"', '"\\u0041"',
     '"\\ud800"', "\ud800", "9007199254740992", "-9007199254740992", "[" * 65 + "]" * 65, '{"\U00010000":1}', "\ufeff1",
     '"\x00"', "\x00", "9" * 400, "[" * 5000, b"\xff", b'"\xed\xa0\x80"'],
)  # fmt: skip
def test_json_outside_the_profile_is_refused(text):
    assert not encoding.is_canonical(text)
    with pytest.raises(LedgerRefused):
        encoding.parse_canonical(text)


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), 2**53, -(2**53), {"\U0001f600": 1}, {1: 2}, "\ud800", b"x", {1, 2}, object()]
)
def test_values_outside_the_profile_are_not_written(value):
    for nested in (value, [value], {"a": value}):
        with pytest.raises(LedgerRefused):
            encoding.canonical_text(nested)
    deep = 1
    for _ in range(65):
        deep = [deep]
    with pytest.raises(LedgerRefused, match="64 deep"):
        encoding.canonical_text(deep)


@given(st.binary())
def test_base64_is_read_in_its_one_form(data):
    text = encoding.b64(data)
    assert encoding.unb64(text) == data
    for other in (text + "\n", " " + text, text.rstrip("=") + "=" * 3, text.replace("+", "-") + "-"):
        with pytest.raises(LedgerRefused):
            encoding.unb64(other)


@given(st.text(max_size=12))
def test_no_other_base64_is_read(text):
    try:
        data = encoding.unb64(text)
    except LedgerRefused:
        return
    assert base64.b64encode(data).decode() == text


def test_hashes_are_read_in_lower_case_only():
    assert encoding.unhash("ab" * 32) == b"\xab" * 32
    for text in ("AB" * 32, "ab" * 31, "ab" * 33, "ab" * 32 + "\n", "zz" * 32):
        with pytest.raises(LedgerRefused):
            encoding.unhash(text)


# --- Parts and leaves ---


def test_parts_keep_their_rules():
    assert checked_parts({"b": "1", "a_0": "{}"}) == {"a_0": b"{}", "b": b"1"}
    assert list(checked_parts({"b": "1", "a": "2"})) == ["a", "b"]
    for parts in ({}, {f"p{number}": "1" for number in range(17)}):
        with pytest.raises(LedgerRefused, match="1 to 16"):
            checked_parts(parts)
    for name in ("", "A", "1a", "_a", "a-b", "a" * 33, "a\n", "é", "а"):
        with pytest.raises(LedgerRefused, match="cannot name"):
            checked_body(name, "1")
    for body in ("", "{", '"\ud800"', "1.5", '"' + "x" * (1 << 20) + '"'):
        with pytest.raises(LedgerRefused, match="part main"):
            checked_body("main", body)
    assert len(checked_body("main", '"' + "x" * ((1 << 20) - 2) + '"')) == 1 << 20


def test_a_commitment_binds_to_name_salt_and_body():
    salt, other = bytes(32), bytes([1]) * 32
    made = {commitment(name, key, body) for name in ("a", "b") for key in (salt, other) for body in ("1", "2")}
    assert len(made) == 8
    assert commitment("a", salt, "«ї»") == commitment("a", salt, "«ї»".encode())
    assert len({commitment(f"n{number}", salt, "1") for number in range(300)}) == 300


part_names = st.from_regex(r"[a-z][a-z0-9_]{0,31}", fullmatch=True)
kinds = st.from_regex(r"[a-z][a-z0-9._-]{0,31}", fullmatch=True).filter(lambda kind: kind != "erase")
times = st.integers(-62_135_596_800_000_000, 253_402_300_799_999_999)


@given(st.sets(part_names, min_size=1, max_size=16), kinds, times, st.sets(part_names, max_size=16))
def test_leaves_match_the_expression_of_the_format(parts, kind, time, gone):
    erased = Erased(3, tuple(sorted(gone))) if gone else None
    commitments = {name: seed(name).hex() for name in sorted(parts)}
    text = leaf_text(commitments, "erase" if gone else kind, time_text(time), erased)
    assert LEAF.match(text)
    assert len(text) <= 4096
    leaf = parse_leaf(text, 4)
    assert (leaf.commitments, leaf.time, leaf.erased) == (commitments, time, erased)
    assert json.loads(text)["t"] == time_text(time)
    assert encoding.is_canonical(text)
    if gone:
        with pytest.raises(LedgerRefused, match="not before it"):
            parse_leaf(text, 3)


@given(st.data())
def test_a_changed_leaf_is_refused_or_still_matches(data):
    text = leaf_text({"main": "ab" * 32, "pii": "cd" * 32}, "claim", "2026-02-18T09:31:22.123456Z")
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :]
    try:
        parse_leaf(changed, 5)
    except LedgerRefused:
        return
    assert LEAF.match(changed)


def test_times_are_those_of_the_calendar():
    assert time_text(0) == "1970-01-01T00:00:00.000000Z"
    assert time_of("0001-01-01T00:00:00.000000Z") == -62_135_596_800_000_000
    assert time_text(-1) == "1969-12-31T23:59:59.999999Z"
    for text in ("2026-02-30T00:00:00.000000Z", "2026-01-01T24:00:00.000000Z", "2026-01-01T00:00:60.000000Z", ""):
        with pytest.raises(LedgerRefused, match="calendar"):
            time_of(text)
    for microseconds in (10**18, -(10**18), 10**30):
        with pytest.raises(LedgerRefused, match="calendar"):
            time_text(microseconds)


def test_what_may_be_appended_and_erased():
    assert checked_kind("claim") == "claim"
    for kind in ("erase", "", "Claim", "a b", "a" * 33, "claim\n"):
        with pytest.raises(LedgerRefused):
            checked_kind(kind)
    leaf = parse_leaf(leaf_text({"a": "0" * 64, "b": "1" * 64}, "claim", "2026-02-18T09:31:22.123456Z"), 0)
    assert checked_erasure(leaf, 7, ["b", "a"]) == Erased(7, ("a", "b"))
    for parts in ([], ["a", "a"], ["c"], ["A"], [f"p{number}" for number in range(17)]):
        with pytest.raises(LedgerRefused):
            checked_erasure(leaf, 7, parts)


# --- Notes and checkpoints ---


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=60))
def test_a_signed_text_opens_as_it_was(text):
    note = parse_note(sign_note(text + "\n", [LOG, EXPORT]))
    assert note.text == text + "\n"
    assert [by.key.name for by in verified(note, [EXPORT.verifier, LOG.verifier])] == [ORIGIN, f"{ORIGIN}/export"]
    assert verified(note, [WITNESSES[0].verifier]) == []


@given(st.integers(0, 2**64 - 1))
def test_a_cosignature_says_its_time(time):
    note = parse_note("text\n\n" + WITNESSES[0].line("text\n", time))
    assert [(by.key, by.time) for by in verified(note, [WITNESSES[0].verifier])] == [(WITNESSES[0].verifier, time)]


@given(st.data())
def test_a_changed_note_is_refused(data):
    note = sign_note("ledger.example\n7\n", [LOG])
    at = data.draw(st.integers(0, len(note) - 1))
    changed = note[:at] + data.draw(st.text(max_size=2)) + note[at + data.draw(st.integers(0, 2)) :]
    try:
        found = verified(parse_note(changed), [LOG.verifier])
    except LedgerRefused:
        return
    assert changed == note or not found


@pytest.mark.parametrize("note", ["", "\n", "\n\n", "text\n", "text\n\n", "t\n\n— a b", "t\n\n— a b\n", "t\n\n— a AAAA\n", "t\r\n\n— a AAAAAAAA\n",
                                  "t\n\n—  AAAAAAAA\n", "t\n\n— a+b AAAAAAAA\n", "t\n\n— a AAAAAAAA\n\n", "t\x00\n\n— a AAAAAAAA\n", "t\n\n— a\u00a0b AAAAAAAA\n",
                                  "t\n\n— a AAAAAAAB=\n", "x" * (1 << 21)])  # fmt: skip
def test_what_is_no_note_is_refused(note):
    with pytest.raises(LedgerRefused):
        parse_note(note)


def test_keys_are_read_as_they_are_written():
    for signer in (LOG, EXPORT, *WITNESSES):
        key = VerifierKey.parse(signer.verifier.text)
        assert (key, key.name, key.type) == (signer.verifier, signer.verifier.name, signer.verifier.type)
    assert len({LOG.verifier, VerifierKey.parse(LOG.verifier.text), EXPORT.verifier}) == 2
    good = LOG.verifier.text
    for text in (
        "",
        good + "\n",
        good[:-1],
        good.replace("+", " "),
        good.replace(ORIGIN, "other"),
        "a+00000000+AQ==",
        "a+b+c",
    ):
        with pytest.raises(LedgerRefused):
            VerifierKey.parse(text)
    for name in ("", "a b", "a+b", "a\u2003b", "x" * 301):
        with pytest.raises(LedgerRefused):
            VerifierKey(name, 1, bytes(32))
    with pytest.raises(LedgerRefused):
        VerifierKey("a", 2, bytes(32))
    with pytest.raises(LedgerRefused, match="32 bytes"):
        Signer("a", bytes(31))


def test_one_key_of_two_types_has_two_ids():
    log, witness = Signer("a", bytes(32)), Signer("a", bytes(32), COSIGNATURE)
    assert log.verifier.key == witness.verifier.key
    assert log.verifier.id != witness.verifier.id
    note = parse_note("t\n\n" + log.line("t\n"))
    assert verified(note, [witness.verifier]) == []


def test_checkpoints_are_signed_by_their_log_only():
    head = Checkpoint(ORIGIN, 3, bytes(32))
    note = sign_checkpoint(head, LOG)
    assert open_checkpoint(note, LOG.verifier) == (head, ())
    line = WITNESSES[1].line(head.text, 9)
    cosigned = with_cosignature(note, line)
    assert with_cosignature(cosigned, line) == cosigned
    opened = open_checkpoint(cosigned, LOG.verifier, [witness.verifier for witness in WITNESSES])
    assert [(by.key, by.time) for by in opened.witnesses] == [(WITNESSES[1].verifier, 9)]
    with pytest.raises(LedgerRefused, match="not the key"):
        sign_checkpoint(head, EXPORT)
    for stranger in (EXPORT, log_signer("other", seed("log")), log_signer(ORIGIN, seed("x"))):
        with pytest.raises(LedgerRefused, match="not signed"):
            open_checkpoint(note, stranger.verifier)
    with pytest.raises(LedgerRefused):
        open_checkpoint(note + WITNESSES[0].line("other\n", 9), LOG.verifier, [WITNESSES[0].verifier])
    for size in ("03", "-3", "3.0", "", "3 ", "٣", "1" * 17):
        with pytest.raises(LedgerRefused):
            parse_checkpoint(head.text.replace("\n3\n", f"\n{size}\n"))
    for text in (head.text[:-1], head.text + "x\n", head.text.replace("=", ""), "\n3\n" + head.text[-45:]):
        with pytest.raises(LedgerRefused):
            parse_checkpoint(text)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "é", "a\n", "x" * 201, "goodoffices-ledger-export/1"])
def test_what_cannot_be_an_origin_is_refused(origin):
    with pytest.raises(LedgerRefused):
        checked_origin(origin)
    with pytest.raises(LedgerRefused):
        export_signer(origin, bytes(32))


def test_receipts_are_read_as_they_are_written(room):
    for size in range(1, 8):
        for index in range(size):
            text = room.receipt(index, size)
            receipt, opened = open_receipt(text, LOG.verifier)
            assert (receipt.index, receipt.leaf, opened.checkpoint.size) == (index, room.leaves[index], size)
            assert receipt_text(receipt.leaf, receipt.index, receipt.proof, receipt.checkpoint) == text
    text = room.receipt(2)
    lines = text.split("\n")
    for spoilt in ("", "x", text.replace("index 2", "index 3"), text.replace("index 2", "index 02"), "\n".join(lines[1:]),
                   "\n".join([*lines[:3], *lines[4:]]), text.replace("extra ", "extra  "), text[:-1], text.replace("=", "", 1),
                   "\n".join([lines[0], "extra /w==", *lines[2:]]), "\n".join([*lines[:3], "AAAA", *lines[4:]]),
                   "\n".join([lines[0], "extra " + encoding.b64(b"leaf"), *lines[2:]])):  # fmt: skip
        with pytest.raises(LedgerRefused):
            open_receipt(spoilt, LOG.verifier)
    with pytest.raises(LedgerRefused, match="not signed"):
        open_receipt(text, log_signer(ORIGIN, seed("x")).verifier)
    assert parse_receipt(text).index == 2
