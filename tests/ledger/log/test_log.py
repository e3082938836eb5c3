"""A log on either database: what is appended is durable, proven, read back, erased; what is wrong is refused."""

from __future__ import annotations

import threading

import psycopg
import pytest
from logs import ORIGIN, claim

from goodoffices.errors import LedgerRefused, LedgerTrouble
from goodoffices.ledger.checkpoints import open_checkpoint, parse_checkpoint
from goodoffices.ledger.disclosure import disclose
from goodoffices.ledger.encoding import unb64
from goodoffices.ledger.entries import Draft
from goodoffices.ledger.fsck import inspect
from goodoffices.ledger.leaves import leaf_hash, parse_leaf
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.notes import parse_note
from goodoffices.ledger.receipts import open_receipt
from goodoffices.ledger.rotation import rotate
from goodoffices.ledger.tree import consistency_holds, root
from goodoffices.ledger.verify import verdict
from goodoffices.ledger.writer import Writer


def bodies(log):
    return [{name: body for name, (_, body) in entry.parts.items()} for entry in log.read()]


def test_entries_come_back_as_they_went_in(store, log):
    appended = log.append([claim(1), claim(2)]) + log.append([claim(3)])
    assert [entry.index for entry in appended] == [0, 1, 2]
    expected = [dict(claim(number).parts) for number in (1, 2, 3)]
    assert bodies(log) == expected
    with Ledger.open(store, ORIGIN) as again:
        assert bodies(again) == expected
        assert again.size == 3
        assert [entry.leaf for entry in again.read(1)] == [entry.leaf for entry in appended[1:]]
        assert again.log_key == log.log_key
        assert again.checkpoint() == appended[-1].checkpoint


def test_checkpoints_cover_the_entries_and_are_signed(log):
    first = log.append([claim(number) for number in range(5)])
    opened = open_checkpoint(first[0].checkpoint, log.log_key).checkpoint
    assert opened.size == 5
    assert opened.root == root([leaf_hash(entry.leaf) for entry in first])
    assert log.append([]) == []
    assert open_checkpoint(log.checkpoint(), log.log_key).checkpoint == opened


def test_an_empty_log_has_a_signed_checkpoint(log):
    assert open_checkpoint(log.checkpoint(), log.log_key).checkpoint.size == 0
    assert list(log.read()) == []
    assert list(inspect(log)) == []


@pytest.mark.parametrize("size", [1, 2, 15, 16, 17, 33, 70])
def test_every_entry_is_proven_at_any_size(log, size):
    log.append([claim(number) for number in range(size)])
    for index in range(size):
        receipt, opened = open_receipt(log.prove(index), log.log_key)
        assert (receipt.index, opened.checkpoint.size) == (index, size)


def test_any_earlier_size_is_shown_consistent(log):
    sizes = {0: parse_checkpoint(parse_note(log.checkpoint()).text)}
    for count in (1, 2, 16, 5, 30):
        note = log.append([claim(number) for number in range(count)])[-1].checkpoint
        head = parse_checkpoint(parse_note(note).text)
        sizes[head.size] = head
    for old, earlier in sizes.items():
        request, _, note = log.consistency(old).partition("\n\n")
        lines = request.split("\n")
        assert lines[0] == f"old {old}"
        proof = [unb64(line) for line in lines[1:]]
        now = open_checkpoint(note, log.log_key).checkpoint
        assert old == 0 or consistency_holds(old, now.size, earlier.root, now.root, proof)
        assert old or not proof
        assert log.note(old).startswith(earlier.text)


@pytest.mark.parametrize(
    "draft",
    [
        Draft("erase", {"main": "{}"}),
        Draft("Claim", {"main": "{}"}),
        Draft("claim", {}),
        Draft("claim", {"Main": "{}"}),
        Draft("claim", {"main": '{ "a":1}'}),
        Draft("claim", {"main": "1.5"}),
        Draft("claim", {"main": '"' + "x" * (1 << 20) + '"'}),
        Draft("claim", {f"p{number}": "{}" for number in range(17)}),
    ],
)
def test_a_bad_draft_changes_nothing(log, draft):
    log.append([claim(1)])
    before = log.checkpoint()
    with pytest.raises(LedgerRefused):
        log.append([claim(2), draft])
    assert (log.checkpoint(), log.size) == (before, 1)


def test_the_largest_entry_is_kept(log):
    parts = {f"p{number:02}": '"' + "ї" * ((1 << 19) - 1) + '"' for number in range(16)}
    log.append([claim(1), Draft("claim", parts), claim(2)])
    assert bodies(log)[1] == parts
    assert list(inspect(log)) == []


def test_times_never_go_back(store):
    ticks = iter([50, 40, 60, 10])
    with Ledger.create(store, ORIGIN, clock=lambda: next(ticks)) as log:
        leaves = [log.append([claim(number)])[0].leaf for number in range(4)]
    assert [parse_leaf(leaf, 0).time for leaf in leaves] == [50, 50, 60, 60]


def test_salts_are_fresh_for_every_part(log):
    log.append([claim(1), claim(1)])
    log.append([claim(1)])
    salts = [salt for entry in log.read() for salt, _ in entry.parts.values()]
    assert len(set(salts)) == 6


def test_what_is_erased_is_gone_and_the_rest_still_holds(tmp_path, log):
    log.append([claim(number, f"Person {number}") for number in range(20)])
    receipt = log.prove(3)
    erased = log.erase(3, ["pii"], "court order 12")
    assert (erased.index, parse_leaf(erased.leaf, 20).erased.parts) == (20, ("pii",))
    assert list(bodies(log)[3]) == ["main"]
    assert bodies(log)[4] == dict(claim(4, "Person 4").parts)
    assert bodies(log)[20] == {"why": '{"reason":"court order 12"}'}
    open_receipt(receipt, log.log_key)
    assert list(inspect(log)) == []
    disclose(log, tmp_path / "out")
    path = tmp_path / "receipt"
    path.write_text(receipt)
    answer = verdict(tmp_path / "out", [log.log_key.text, log.export_key.text], [], [path])
    assert (answer["ok"], answer["erased"], answer["withheld"]) == (True, 1, 0)


@pytest.mark.parametrize(("index", "parts"), [(9, ["pii"]), (-1, ["pii"]), (0, ["nope"]), (0, []), (0, ["pii", "pii"])])
def test_what_is_not_there_cannot_be_erased(log, index, parts):
    log.append([claim(1)])
    with pytest.raises(LedgerRefused):
        log.erase(index, parts, "asked")
    assert log.size == 1


@pytest.mark.parametrize("reason", ["x" * (1 << 20), "\ud800"])
def test_a_reason_follows_the_rules_of_bodies(log, reason):
    log.append([claim(1)])
    with pytest.raises(LedgerRefused):
        log.erase(0, ["pii"], reason)
    assert bodies(log) == [dict(claim(1).parts)]


def test_a_part_is_erased_once(log):
    log.append([claim(1)])
    log.erase(0, ["pii", "main"], "asked")
    with pytest.raises(LedgerRefused, match="erased before"):
        log.erase(0, ["pii"], "asked")
    assert list(inspect(log)) == []


def test_a_partial_export_holds_what_was_asked_for(tmp_path, log):
    log.append([claim(number) for number in range(40)])
    disclose(log, tmp_path / "out", only=[17, 3, 3], hide=["pii"], audience="delegation A")
    answer = verdict(tmp_path / "out", [log.log_key.text, log.export_key.text])
    assert (answer["ok"], answer["entries"], answer["disclosed"], answer["withheld"]) == (True, 2, 2, 2)
    with pytest.raises(LedgerRefused, match="no entry 40"):
        disclose(log, tmp_path / "other", only=[40])
    with pytest.raises(LedgerRefused, match="' pii' cannot name a part to hide"):
        disclose(log, tmp_path / "other", hide=["main", " pii"])
    assert not (tmp_path / "other").exists()


def test_an_export_while_others_write_is_of_one_moment(tmp_path, store, log):
    log.append([claim(number) for number in range(300)])
    with Ledger.open(store, ORIGIN) as other:
        reading = log.read()
        next(reading)
        other.append([claim(301)])
        other.erase(2, ["pii"], "asked")
        assert len(list(reading)) == 299
        disclose(log, tmp_path / "out")
    assert verdict(tmp_path / "out", [log.log_key.text, log.export_key.text])["size"] == 302


def test_several_open_logs_go_on_from_each_other(store, log):
    with Ledger.open(store, ORIGIN) as second, Ledger.open(store, ORIGIN) as third:
        order = [log, second, third, second, log, log, third]
        indexes = [each.append([claim(number)])[0].index for number, each in enumerate(order)]
        assert indexes == list(range(7))
        assert third.checkpoint() == log.checkpoint() == second.checkpoint()
    assert list(inspect(log)) == []


def test_logs_in_one_store_know_nothing_of_each_other(store, log):
    with Ledger.create(store, "ledger.example/other") as other:
        log.append([claim(1)])
        other.append([claim(2), claim(3)])
        log.append([claim(4)])
        assert (log.size, other.size) == (2, 2)
        assert log.storage.origins() == [ORIGIN, "ledger.example/other"]
        assert list(inspect(log)) == list(inspect(other)) == []
        assert other.log_key.key != log.log_key.key != log.export_key.key


def test_a_log_is_made_once(store, log):
    with pytest.raises(LedgerRefused, match=r"its keys are ledger\.example"):
        Ledger.create(store, ORIGIN)
    log.append([claim(1)])
    assert log.size == 1


def test_what_is_not_there_cannot_be_opened(store, log):
    with pytest.raises(LedgerRefused, match="has no log"):
        Ledger.open(store, "ledger.example/nobody")
    for index in (-1, 0, 7):
        with pytest.raises(LedgerRefused):
            log.prove(index)
    with pytest.raises(LedgerRefused):
        log.consistency(1)
    with pytest.raises(LedgerRefused):
        log.note(1)


def test_one_writer_serves_many_threads(log):
    answers = []

    def hand_over(number):
        answers.append(writer.submit(claim(number)).result(timeout=60))

    with Writer(log) as writer:
        threads = [threading.Thread(target=hand_over, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with pytest.raises(LedgerRefused):
            writer.submit(Draft("erase", {"main": "{}"}))
    assert sorted(answer.index for answer in answers) == list(range(40))
    leaves = {entry.index: entry.leaf for entry in log.read()}
    assert all(leaves[answer.index] == answer.leaf for answer in answers)


def test_threads_may_read_while_others_append(log):
    log.append([claim(number) for number in range(30)])
    wrong = []

    def read():
        for _ in range(5):
            entries = list(log.read())
            if [entry.index for entry in entries] != list(range(len(entries))) or len(entries) < 30:
                wrong.append(entries)
            log.prove(29)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for number in range(20):
        log.append([claim(number)])
    for thread in readers:
        thread.join()
    assert wrong == []
    assert log.size == 50


def test_a_writer_tells_everyone_when_the_store_fails(log):
    with Writer(log) as writer:
        log.close()
        answer = writer.submit(claim(1))
        with pytest.raises(LedgerTrouble):
            answer.result(timeout=60)


def test_new_body_keys_reach_old_copies(store, log):
    log.append([claim(number) for number in range(40)])
    before = [run.sealed for run in log.storage.runs(log.number, 0, 40)]
    with Ledger.open(store, ORIGIN) as other:
        assert rotate(log) == 2
        assert other.append([claim(40)])[0].index == 40
        assert bodies(other) == [dict(claim(number).parts) for number in range(41)]
    for sealed in before:
        with pytest.raises(LedgerTrouble, match="not among the keys"):
            log.vault.open(sealed, 1)
    assert list(inspect(log)) == []
    assert rotate(log) == 3
    with Ledger.open(store, ORIGIN) as again:
        assert len(bodies(again)) == 41


@pytest.mark.parametrize("before", [True, False])
def test_a_check_finds_nothing_though_others_append_erase_and_rotate_meanwhile(store, log, monkeypatch, before):
    log.append([claim(number) for number in range(40)])
    runs = log.storage.runs
    with Ledger.open(store, ORIGIN) as other:
        acts = [lambda: other.erase(2, ["pii"], "asked for"), lambda: rotate(other), lambda: other.append([claim(40)])]

        def meanwhile(number, begin, end):
            if before and acts:
                acts.pop(0)()
            for run in runs(number, begin, end):
                yield run
                if acts:
                    acts.pop(0)()

        monkeypatch.setattr(log.storage, "runs", meanwhile)
        assert list(inspect(log)) == []
    assert not acts
    assert [entry.index for entry in log.read() if "main" in entry.parts] == [*range(40), 41]


def test_one_part_is_read_of_each_entry_without_the_others(log):
    log.append([claim(number) for number in range(20)])
    whole = list(log.read(3, 19))
    assert [entry.index for entry in whole] == list(range(3, 19))
    for name in ("main", "pii", "by"):
        assert list(log.bodies(name, 3, 19)) == [
            (entry.index, entry.leaf, entry.parts[name][1].encode() if name in entry.parts else None) for entry in whole
        ]


def test_no_body_is_readable_in_the_database(tmp_path, store, log):
    log.append([Draft("claim", {"main": '{"quote":"Nevermore-4711"}'})])
    if store.startswith("postgresql"):
        with psycopg.connect(store) as connection:
            rows = connection.execute("SELECT * FROM ledger_entries_1").fetchall()
        assert rows
        assert b"Nevermore" not in repr(rows).encode()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"Nevermore" not in path.read_bytes()
