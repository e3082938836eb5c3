"""What may be opened: files, and nothing that waits, leads elsewhere or is not there."""

from __future__ import annotations

import hashlib
import os
import socket
import time

import pytest

from goodoffices.errors import InputRefused
from goodoffices.sources.guard import opened, read_guarded
from goodoffices.sources.media import LARGEST


def test_bytes_and_digest_of_a_file_under_any_name(tmp_path):
    for name in ("a.txt", "odd\nname\x1b.txt", "..txt", "-rf", "угода.txt"):
        file = tmp_path / name
        file.write_bytes(b"Talks.")
        found = opened(file)
        assert (found.raw, found.sha256) == (b"Talks.", hashlib.sha256(b"Talks.").hexdigest())
    assert opened(f"{tmp_path}/x/../a.txt" if (tmp_path / "x").mkdir() is None else "").raw == b"Talks."


def test_names_that_are_no_utf_8_are_shown_all_the_same(tmp_path):
    path = os.fsencode(tmp_path) + b"/a\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"Talks.")
    assert opened(os.fsdecode(path)).path.endswith("/a\ufffd.txt")


def test_what_is_no_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket"))
    start = time.perf_counter()
    for name, said in (
        ("", "folder"), ("pipe", "pipe"), ("absent", "no such file"), ("socket", "opened"), ("a\x00b", "no name"), ("x" * 5000, "opened"),
    ):  # fmt: skip
        with pytest.raises(InputRefused, match=said):
            opened(tmp_path / name if name else tmp_path)
    with pytest.raises(InputRefused, match="device"):
        opened("/dev/zero")
    listening.close()
    assert time.perf_counter() - start < 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_refused(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"x")
    file.chmod(0)
    with pytest.raises(InputRefused, match="opened"):
        opened(file)


def test_links_are_followed_inside_their_folder_only(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (inbox / "a.txt").write_bytes(b"Talks.")
    (inbox / "near").symlink_to("a.txt")
    (inbox / "far").symlink_to("../secret.txt")
    (inbox / "loop").symlink_to("loop")
    (inbox / "gone").symlink_to("nothing")
    assert opened(inbox / "near").raw == b"Talks."
    with pytest.raises(InputRefused, match="out of its folder"):
        opened(inbox / "far")
    for name in ("loop", "gone"):
        with pytest.raises(InputRefused):
            opened(inbox / name)


def test_large_files_are_refused_unread(tmp_path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    start = time.perf_counter()
    found = read_guarded(huge)
    assert time.perf_counter() - start < 1
    assert (found.status, "MiB" in found.reason) == ("refused", True)
    assert found.shown()["path"] == str(huge)
