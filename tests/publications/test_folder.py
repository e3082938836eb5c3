"""A folder of publications: whole or not at all, one story or several."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest
from port_sable import page

from goodoffices.errors import UsageError
from goodoffices.publications import folder as writing
from goodoffices.publications.folder import publish
from goodoffices.publications.record import Record

NAMES = ["brief.html", "brief.md", "record.json", "timeline.ics", "findings.csv"]


def another_story(record: Record) -> Record:
    """The same talks as a second story, told by a page of its own."""
    other = page("other.txt", "en", "Sable Courier", "A storm kept the ferries in.\n")
    return Record(
        "1", "Port Sable 2031", None, (), (other,), (), (), (), (), (), (), (), (), record.party_names, (), ()
    )


def test_writes_the_five_files(record: Record, tmp_path: Path) -> None:
    written = publish(record, tmp_path / "a" / "b", "en")
    assert [path.name for path in written] == NAMES
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted(NAMES)
    assert all(path.read_bytes() for path in written)


def test_same_record_same_files(record: Record, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in publish(record, tmp_path / "1", "ru")]
    assert first == [path.read_bytes() for path in publish(record, tmp_path / "2", "ru")]


def test_a_broken_run_leaves_the_old_files_and_nothing_else(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(record, tmp_path, "en")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken(*_: object) -> bytes:
        raise OSError("no space left")

    monkeypatch.setattr(writing, "calendar_of", broken)
    with pytest.raises(OSError, match="no space"):
        publish(msgspec.structs.replace(record, case="Changed"), tmp_path, "en")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_files_can_be_read_as_the_mask_says(record: Record, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        written = publish(record, tmp_path, "en")
    finally:
        os.umask(mask)
    assert {path.stat().st_mode & 0o777 for path in written} == {0o640}


def test_several_stories_have_a_folder_each_and_one_whole(record: Record, tmp_path: Path) -> None:
    written = publish((record, another_story(record)), tmp_path, "en")
    assert [path.relative_to(tmp_path).as_posix() for path in written[:6]] == [
        *NAMES,
        "01-talks-in-port-sable/brief.html",
    ]
    whole = json.loads((tmp_path / "record.json").read_bytes())
    assert len(whole["documents"]) == 4
    first = json.loads((tmp_path / "01-talks-in-port-sable" / "record.json").read_bytes())
    assert len(first["documents"]) == 3
    page_text = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert (
        'href="01-talks-in-port-sable/brief.html"' in page_text and 'href="02-port-sable-2031/brief.html"' in page_text
    )


def test_many_pages_keep_their_texts_in_their_stories(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PAGES_AT_HAND", 3)
    publish((record, another_story(record)), tmp_path, "en")
    whole = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert f'href="01-talks-in-port-sable/brief.html#{record.claims[0].id}"' in whole
    assert "<mark" not in whole
    assert f'<mark id="{record.claims[0].id}"' in (tmp_path / "01-talks-in-port-sable" / "brief.html").read_text(
        "utf-8"
    )


def test_no_stories_no_files(tmp_path: Path) -> None:
    assert publish((), tmp_path, "en") == ()


def test_an_unknown_language_writes_nothing(record: Record, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        publish(record, tmp_path / "x", "de")
    assert not (tmp_path / "x").exists()
