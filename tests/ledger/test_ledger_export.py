"""Exports as they are written: accepted by the verifier, complete or not there at all."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from ledger_room import EXPORT, LOG, VKEYS

from goodoffices.errors import LedgerRefused, LedgerTrouble
from goodoffices.ledger import tree
from goodoffices.ledger.export import Earlier, Shown, kept, write_export
from goodoffices.ledger.verify import verdict

CREATED = "2026-02-20T00:00:00Z"


def entries(room, only=None):
    size = len(room.leaves)
    for index in range(size) if only is None else only:
        proof = () if only is None else tree.inclusion_proof(room.node_at, index, size)
        yield Shown(index, room.leaves[index], room.parts[index], proof)


def history(room, sizes):
    for size in sizes:
        yield Earlier(room.checkpoint(size), tree.consistency_proof(room.node_at, size, len(room.leaves)))


def test_full_and_partial_exports_are_accepted(room, tmp_path):
    note = room.checkpoint()
    write_export(tmp_path / "full", note, entries(room), EXPORT, created=CREATED, history=history(room, (0, 2, 7)))
    answer = verdict(tmp_path / "full", VKEYS)
    assert (answer["ok"], answer["entries"], answer["disclosed"], answer["withheld"]) == (True, 7, 9, 0)
    expected = room.write(tmp_path / "by hand", room.files(history=(0, 2, 7)))
    for name in ("checkpoint", "entries.jsonl", "history.jsonl"):
        assert (tmp_path / "full" / name).read_bytes() == (expected / name).read_bytes()
    write_export(
        tmp_path / "part",
        note,
        entries(room, [1, 4]),
        EXPORT,
        created=CREATED,
        partial=True,
        hide={"main"},
        audience="A",
    )
    answer = verdict(tmp_path / "part", VKEYS)
    assert (answer["ok"], answer["entries"], answer["disclosed"], answer["withheld"]) == (True, 2, 0, 3)


def test_blobs_are_copied_and_checked(room, tmp_path):
    blob = tmp_path / sha256(b"page").hexdigest()
    blob.write_bytes(b"page")
    args = (room.checkpoint(), entries(room), EXPORT)
    write_export(tmp_path / "x", *args, created=CREATED, blobs=[blob, blob])
    assert verdict(tmp_path / "x", VKEYS)["ok"]
    assert (tmp_path / "x" / "blobs" / blob.name).read_bytes() == b"page"
    blob.write_bytes(b"pale")
    with pytest.raises(LedgerTrouble, match="damaged"):
        write_export(tmp_path / "y", room.checkpoint(), entries(room), EXPORT, created=CREATED, blobs=[blob])
    assert not (tmp_path / "y" / "manifest").exists()


def test_a_store_that_gives_other_entries_writes_no_manifest(room, tmp_path):
    good = list(entries(room))
    partly = list(entries(room, [1, 4]))
    for number, (given, partial) in enumerate(
        [(good[:-1], False), (good[1:], False), ([*good, good[-1]], False), ([good[1], good[0], *good[2:]], False),
         ([*good[:6], good[5]], False), (partly[::-1], True), ([partly[0], partly[0]], True), (good, True)]
    ):  # fmt: skip
        with pytest.raises(LedgerTrouble):
            write_export(tmp_path / str(number), room.checkpoint(), given, EXPORT, created=CREATED, partial=partial)
        assert not (tmp_path / str(number) / "manifest").exists()


def test_wrong_calls_are_refused(room, tmp_path):
    note = room.checkpoint()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("")
    with pytest.raises(LedgerRefused, match="not empty"):
        write_export(tmp_path / "full", note, entries(room), EXPORT, created=CREATED)
    with pytest.raises(LedgerRefused, match="not the key"):
        write_export(tmp_path / "a", note, entries(room), LOG, created=CREATED)
    for audience, created in (("a\nb", CREATED), ("\x00", CREATED), ("", "today"), ("", "2026-02-20T00:00:00+01:00")):
        with pytest.raises(LedgerRefused, match="audience"):
            write_export(tmp_path / "b", note, entries(room), EXPORT, created=created, audience=audience)
    assert not (tmp_path / "b").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerTrouble, match="cannot be written"):
        write_export(tmp_path / "file", note, entries(room), EXPORT, created=CREATED)


def test_every_file_is_synced_before_the_manifest_is_there(room, tmp_path, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (synced.append(str(Path(f"/proc/self/fd/{handle}").readlink())), fsync(handle))
    )
    write_export(tmp_path / "x", room.checkpoint(), entries(room), EXPORT, created=CREATED)
    folder = str(tmp_path / "x")
    names = [path.removeprefix(folder).lstrip("/") for path in synced]
    assert names == ["checkpoint", "entries.jsonl", "history.jsonl", "", "manifest", ""]


def test_which_checkpoints_an_export_tells_of():
    sizes = list(range(1, 301))
    assert kept(sizes, {5, 77}) == [1, 5, 77, *range(202, 301)]
    assert kept(sizes[:50], ()) == sizes[:50]
    assert kept([], ()) == []
