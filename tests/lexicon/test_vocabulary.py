"""The compiled vocabulary says the same as the YAML it was made from."""

from __future__ import annotations

import msgspec

from goodoffices.lexicon.vocabulary import COMPILED, FOLDER, compiled, vocabulary


def test_the_compiled_vocabulary_is_current():
    assert COMPILED.read_bytes() == compiled(), "run python -m goodoffices.lexicon.vocabulary"


def test_every_file_reads_the_same_both_ways():
    tables = msgspec.json.decode(compiled())
    names = {path.stem for path in FOLDER.glob("*.yaml")}
    assert names == set(tables)
    for name in names:
        assert vocabulary(name) == tables[name]["table"]
