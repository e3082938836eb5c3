from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import StoreTrouble
from goodoffices.store.blobs import Blobs


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=4))
def test_what_was_put_is_got(tmp_path_factory, contents):
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    refs = blobs.put((content, "text/plain") for content in contents)
    assert [blobs.get(ref) for ref in refs] == contents
    assert blobs.names() == {ref.file for ref in refs}


def test_no_flipped_byte_is_silent_and_nothing_is_readable(tmp_path):
    blobs = Blobs(tmp_path)
    (ref,) = blobs.put([(b"the delegation agreed to meet again" * 9, "text/plain")])
    path = tmp_path / ref.file[0] / ref.file
    sealed = path.read_bytes()
    assert b"delegation" not in sealed
    for place in range(len(sealed)):
        path.write_bytes(sealed[:place] + bytes([sealed[place] ^ 1 << place % 8]) + sealed[place + 1 :])
        with pytest.raises(StoreTrouble, match="was changed"):
            blobs.get(ref)
    path.write_bytes(sealed[: random.Random(1).randrange(len(sealed))])
    with pytest.raises(StoreTrouble, match="was changed"):
        blobs.get(ref)


def test_a_dropped_file_is_gone_and_said_to_be(tmp_path):
    blobs = Blobs(tmp_path)
    (ref,) = blobs.put([(b"x", "text/plain")])
    blobs.drop([ref.file])
    blobs.drop([ref.file])
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    with pytest.raises(StoreTrouble, match="missing"):
        blobs.get(ref)


def test_one_content_twice_leaves_no_trace_of_being_the_same(tmp_path):
    blobs = Blobs(tmp_path)
    one, two = blobs.put([(b"same", "text/plain")] * 2)
    assert one.sha256 == two.sha256 and one.file != two.file
