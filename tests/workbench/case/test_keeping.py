"""Backups, bundles, erasure and the check, as an operator meets them."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from test_case import tables, texts, things

from goodoffices.errors import LedgerTrouble, UsageError
from goodoffices.ledger.verify import verdict
from goodoffices.lexicon.reading import WORD
from goodoffices.store.stems import stem
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.case.keeping import restore


@pytest.fixture
def filled(made, pages):
    made.add(Intake.of(texts(pages)[:3]))
    return made


def keys_of(bench, room="press"):
    ledger = bench.desk.room(room).ledger
    return [ledger.log_key.text, ledger.export_key.text]


def files_under(folder):
    return [path for path in folder.rglob("*") if path.is_file() and "keys" not in path.parts]


def kept_in(folder):
    return b"\n".join(path.read_bytes() for path in files_under(folder))


def stems_of(page):
    """Of words that are no names: a person is known by names that the settings give."""
    return {stem(word) for word in WORD.findall(page.read_text(encoding="utf-8")) if word[0].islower()}


def test_a_backup_restored_elsewhere_is_the_same_case(filled, tmp_path):
    filled.back_up(tmp_path / "backup")
    before = things(filled)
    (notice,) = restore(tmp_path / "backup", str(tmp_path / "again"))
    assert "entries" in notice
    with Workbench.open(str(tmp_path / "again")) as again:
        assert things(again) == before
        assert list(again.problems()) == []
        assert [state.entries for state in again.status()] == [state.entries for state in filled.status()]


def test_a_backup_says_nothing_without_the_keys(filled, pages, tmp_path):
    filled.back_up(tmp_path / "backup")
    said = [line[:40].encode() for line in texts(pages)[0].read_text(encoding="utf-8").splitlines() if len(line) > 60]
    assert said
    for path in files_under(tmp_path / "backup"):
        kept = path.read_bytes()
        assert not any(phrase in kept for phrase in said)
    shutil.rmtree(tmp_path / "keys")
    with pytest.raises(LedgerTrouble, match="keys"):
        restore(tmp_path / "backup", str(tmp_path / "stolen"))
        Workbench.open(str(tmp_path / "stolen"))


def test_an_old_backup_does_not_replace_a_case_that_went_on(pages, tmp_path):
    place = str(tmp_path / "case")
    with Workbench.create(place, Intake.of((), pages / "case.toml")) as bench:
        bench.add(Intake.of(texts(pages)[:1]))
        bench.back_up(tmp_path / "backup")
        bench.add(Intake.of(texts(pages)[1:2]))
        size = bench.status()[0].entries
        old = keys_of(bench)
    with pytest.raises(LedgerTrouble):
        restore(tmp_path / "backup", place)
    (tmp_path / "case" / "case.db").unlink()
    with pytest.raises(LedgerTrouble, match="were acknowledged"):
        restore(tmp_path / "backup", place)
    (notice,) = restore(tmp_path / "backup", place, new_origin=True)
    assert "goes on as" in notice
    with Workbench.open(place) as again:
        assert again.status()[0].holds["document"] == 1
        assert again.status()[0].entries < size
        assert keys_of(again) != old
        assert again.add(Intake.of(texts(pages)[1:2])).done == 1
        assert list(again.problems()) == []


def test_a_bundle_verifies_and_comes_to_the_same_things_elsewhere(filled, pages, tmp_path):
    filled.export(tmp_path / "bundle", audience="another mission")
    answer = verdict(tmp_path / "bundle", keys_of(filled), [], [], [], 0, 1)
    assert answer["ok"], answer
    with Workbench.create(str(tmp_path / "other"), Intake.of((), pages / "case.toml")) as other:
        assert other.take_in(tmp_path / "bundle", keys_of(filled)) == 3
        assert things(other) == things(filled)
        assert other.take_in(tmp_path / "bundle", keys_of(filled)) == 0
        assert list(other.problems()) == []


def test_a_selection_holds_nothing_of_the_other_documents(filled, tmp_path):
    one, other = (held.id for held in filled.desk.standing("document")[:2])
    filled.export(tmp_path / "some", documents=[one])
    assert verdict(tmp_path / "some", keys_of(filled), [], [], [], 0, 1)["ok"]
    kept = (tmp_path / "some" / "entries.jsonl").read_text(encoding="utf-8")
    assert one in kept and other not in kept
    assert [path.name for path in (tmp_path / "some" / "blobs").iterdir()] == [one.removeprefix("sha256:")]
    with pytest.raises(UsageError, match="no document"):
        filled.export(tmp_path / "none", documents=["sha256:00"])


def test_a_changed_bundle_is_refused_whole(filled, pages, tmp_path):
    filled.export(tmp_path / "bundle")
    path = tmp_path / "bundle" / "entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Geneva", b"Genoa!", 1))
    with (
        Workbench.create(str(tmp_path / "other"), Intake.of((), pages / "case.toml")) as other,
        pytest.raises(UsageError, match="does not verify"),
    ):
        other.take_in(tmp_path / "bundle", keys_of(filled))
        assert other.status()[0].holds["document"] == 0


def test_an_erased_document_is_in_no_file_and_supports_nothing(filled, pages, place, tmp_path):
    path = texts(pages)[0]
    held = next(one.id for one, text in filled.desk.bodies(filled.desk.standing("document")) if path.name in text)
    room = filled.desk.room("press")
    receipt = room.ledger.prove(2)
    claims = [one.id for one in filled.desk.standing("claim", about=held)]
    sealed = {one: one.read_bytes() for one in files_under(Path(filled.desk.place.blobs))}
    own, *others = (stems_of(page) for page in texts(pages)[:3])
    tokens = [room.blinding.token("w", word) for word in own.difference(*others)]
    # In SQLite's index a token is written without what it shares with the one before it.
    ends = [token[3:].encode() for token in tokens if token[3:].encode() in kept_in(tmp_path / "case")]
    gone = filled.erase("document", held, "court order 12")
    (raw,) = [raw for one, raw in sealed.items() if not one.exists()]
    assert raw not in kept_in(Path(filled.desk.place.blobs))
    if filled.desk.database.postgres:
        with filled.desk.database.reading(filled.desk.actor) as connection:
            asked = "SELECT count(*) FROM passages WHERE tsvector_to_array(tokens) && %s::text[]"
            assert connection.exec_driver_sql(asked, (tokens,)).scalar_one() == 0
    else:
        # Five letters can stand among those of other tokens by chance.
        left = [end for end in ends if end in kept_in(tmp_path / "case")]
        assert len(ends) > 20 and len(left) <= len(ends) / 10
    assert gone.entries >= len(claims) + 2 and gone.files == 1
    assert filled.status()[0].holds["document"] == 2
    for what, _, text in things(filled):
        assert held not in text and not any(claim in text for claim in claims), what
    filled.export(tmp_path / "bundle")
    (tmp_path / "receipt").write_text(receipt, encoding="utf-8")
    answer = verdict(tmp_path / "bundle", keys_of(filled), [], [tmp_path / "receipt"], [], 0, 1)
    assert answer["ok"] and answer["erased"] == gone.entries
    shown = (tmp_path / "bundle" / "entries.jsonl").read_text(encoding="utf-8")
    assert not any(claim in shown for claim in claims)
    assert list(filled.problems()) == []
    left = tables(filled)
    with Workbench.rebuilt(place) as again:
        assert again.status()[0].holds == filled.status()[0].holds
        assert tables(again) == left


def test_a_name_that_was_erased_is_found_again_when_it_comes_again(filled, place, tmp_path):
    """In one letter: the names of a database were spelled once, and one that was erased is to be spelled anew."""
    page = tmp_path / "again.txt"
    page.write_text("Aden Courier\nA visit\n3 March 2025\n\nIn Aden the envoy met Zebedayo Okwuonu on 3 March 2025.\n")
    filled.add(Intake.of([page]))
    with Workbench.open(place) as another:
        for bench in (filled, another):
            (held,) = {hit.id for hit in filled.search("Okwuomu in:document")}
            bench.erase("document", held, "asked for")
            assert filled.search("Okwuomu") == []
            page.write_text(page.read_text() + "\n")
            filled.add(Intake.of([page]))
    assert filled.search("Okwuomu in:document")


def test_a_person_is_blackened_in_every_page(filled, tmp_path):
    person = next(hit for hit in filled.search("in:person Umerov") if hit.what == "person")
    name = "Umerov"
    assert name in person.snippet
    gone = filled.erase("person", person.id, "asked by the person")
    assert gone.instead and len(gone.instead) == len(gone.documents)
    assert filled.status()[0].holds["document"] == 3
    filled.export(tmp_path / "bundle")
    for path in files_under(tmp_path / "bundle"):
        kept = path.read_bytes()
        for spelling in person.snippet.split(" · "):
            assert spelling.encode() not in kept, (path.name, spelling)
    assert not [hit for hit in filled.search("Umerov") if "Umerov" in hit.snippet]
    with pytest.raises(UsageError, match="names this person"):
        filled.erase("person", "Nobody Known", "asked")


def test_no_changed_byte_of_a_file_is_silent(filled):
    assert list(filled.problems()) == []
    chosen = random.Random(7)
    paths = sorted(Path(filled.desk.place.blobs).glob("?/*"))
    for path in paths:
        kept = bytearray(path.read_bytes())
        place = chosen.randrange(len(kept))
        kept[place] ^= 1 << chosen.randrange(8)
        before = path.read_bytes()
        path.write_bytes(kept)
        assert any(path.name in problem for problem in filled.problems())
        path.write_bytes(before)
    paths[0].unlink()
    assert any("missing" in problem for problem in filled.problems())
