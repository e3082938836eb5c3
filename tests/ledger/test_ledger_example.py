"""The worked example of the format: fixed seeds and salts give these bytes and no others."""

from __future__ import annotations

import pytest

from goodoffices.errors import LedgerRefused
from goodoffices.ledger.checkpoints import (
    Checkpoint,
    export_signer,
    log_signer,
    open_checkpoint,
    sign_checkpoint,
    with_cosignature,
)
from goodoffices.ledger.entries import Checked
from goodoffices.ledger.leaves import Erased, leaf_hash, leaf_text, parse_leaf, time_of, time_text
from goodoffices.ledger.notes import COSIGNATURE, Signer, VerifierKey
from goodoffices.ledger.parts import commitment
from goodoffices.ledger.runs import committed
from goodoffices.ledger.tree import Frontier, root

ORIGIN = "go.example/demo"
LOG = log_signer(ORIGIN, bytes(range(0x20)))
EXPORT = export_signer(ORIGIN, bytes(range(0x20, 0x40)))
WITNESS = Signer("witness.example/demo", bytes(range(0x40, 0x60)), COSIGNATURE)
LEAVES = (
    '{"c":{"main":"e683ced6b0c62ee6c3431cb7cca5280d69942c618c87748f46d297138617ed5e"},"k":"claim",'
    '"t":"2026-02-18T09:31:22.123456Z","v":1}',
    '{"c":{"main":"981b89847d72c5b70702415dbbc505cacc9528c7d88b52c7603e8d71fd471acc",'
    '"pii":"76903ce20f9d480a516af05f6cbde4a6ffe465953938bea6d9c3375c098f07f0"},"k":"claim",'
    '"t":"2026-02-18T09:31:23.000000Z","v":1}',
    '{"c":{"why":"f36d50b4609720b56d034f9b185acd112d3c0ffba261d7157297cad0cd48e591"},"k":"erase",'
    '"t":"2026-02-19T00:00:00.000000Z","v":1,"x":{"i":1,"p":["pii"]}}',
)
HASHES = (
    "50aa5a7232ccac2890e3c90a01e1265e7b093717f491a86323364721efaea0fa",
    "ee0ed0914bc42232a84021c36508d8de36ac20c75d548caa6c61293b30bea20f",
    "f191ce331421cbba9f3d58a46cd77bfcf119ee422ccdc51947ad73e53676c02b",
)
ROOTS = (
    "50aa5a7232ccac2890e3c90a01e1265e7b093717f491a86323364721efaea0fa",
    "d679eb96b91d50661b1587b0778045180def53565a11d91ace1c1047996fac54",
    "534e15ecf8514a64198d0c684a0a195db44ae15f8b22fe4f1f2b9785a84d1327",
)
CHECKPOINT = """go.example/demo
3
U04V7PhRSmQZjQxoSgoZXbRK4V+LIv5PHyuXhahNEyc=

— go.example/demo +hdmzh1gOVESxGackREaA4ZBxqLREdOWBHYLHEjHor5WGyNKir59qXeslzD/pPKZhVnoUp3MyB4LalsOlM90smXfaA8=
— witness.example/demo qHDPVgAAAABplsMAKrwxJgbcTZKcmohHqMIZ5WViE10GVgcLGP3FiMEFaZZLJM+M1PuSHAmKDNVErPv4UunIZ3oVN7kueltxP/L6Ag==
"""


def test_commitments_and_leaves_are_those_of_the_format():
    main = commitment("main", b"\x11" * 32, '{"quote":"шість годин","value":6}')
    assert leaf_text({"main": main}, "claim", time_text(1771407082123456)) == LEAVES[0]
    parts = {
        "main": commitment("main", b"\x33" * 32, '{"value":4}'),
        "pii": commitment("pii", b"\x22" * 32, '{"name":"Davityan"}'),
    }
    assert leaf_text(parts, "claim", "2026-02-18T09:31:23.000000Z") == LEAVES[1]
    why = commitment("why", b"\x44" * 32, '{"reason":"court order 12"}')
    assert leaf_text({"why": why}, "erase", "2026-02-19T00:00:00.000000Z", Erased(1, ("pii",))) == LEAVES[2]


def test_entries_are_committed_to_as_in_the_format():
    bodies = {"main": b'{"value":4}', "pii": b'{"name":"Davityan"}'}
    salts = b"\x11" * 32 + b"\x33" * 32 + b"\x22" * 32
    first, second = Checked("claim", {"main": '{"quote":"шість годин","value":6}'.encode()}), Checked("claim", bodies)
    assert committed([first], salts[:32], "2026-02-18T09:31:22.123456Z")[0] == [LEAVES[0]]
    leaves, kept = committed([first, second], salts, "2026-02-18T09:31:23.000000Z")
    assert leaves[1] == LEAVES[1]
    assert kept[1] == [("main", b"\x33" * 32, bodies["main"]), ("pii", b"\x22" * 32, bodies["pii"])]
    why = Checked("erase", {"why": b'{"reason":"court order 12"}'})
    assert committed([why], b"\x44" * 32, "2026-02-19T00:00:00.000000Z", Erased(1, ("pii",)))[0] == [LEAVES[2]]


def test_hashes_and_roots_are_those_of_the_format():
    frontier = Frontier()
    for size, (leaf, expected, head) in enumerate(zip(LEAVES, HASHES, ROOTS, strict=True), 1):
        assert leaf_hash(leaf).hex() == expected
        frontier.append(leaf_hash(leaf))
        assert frontier.root().hex() == head == root(map(leaf_hash, LEAVES[:size])).hex()


def test_leaves_are_read_as_they_were_written():
    for index, text in enumerate(LEAVES):
        leaf = parse_leaf(text, index)
        assert leaf_text(leaf.commitments, leaf.kind, time_text(leaf.time), leaf.erased) == text
    assert parse_leaf(LEAVES[2], 2).erased == Erased(1, ("pii",))
    assert time_of("2026-02-18T09:31:22.123456Z") == 1771407082123456
    with pytest.raises(LedgerRefused, match="not before it"):
        parse_leaf(LEAVES[2], 1)


def test_keys_and_checkpoint_are_those_of_the_format():
    assert LOG.verifier.text == "go.example/demo+fa1766ce+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    assert EXPORT.verifier.text == "go.example/demo/export+c535500f+ASmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
    assert WITNESS.verifier.text == "witness.example/demo+a870cf56+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd"
    head = Checkpoint(ORIGIN, 3, bytes.fromhex(ROOTS[2]))
    note = with_cosignature(sign_checkpoint(head, LOG), WITNESS.line(head.text, 1771488000))
    assert note == CHECKPOINT
    opened = open_checkpoint(note, VerifierKey.parse(LOG.verifier.text), [WITNESS.verifier])
    assert opened.checkpoint == head
    assert [(by.key.name, by.time) for by in opened.witnesses] == [("witness.example/demo", 1771488000)]
