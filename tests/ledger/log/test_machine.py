"""A log against a list: whatever is appended, erased, exported, cut short and put back, they agree."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from logs import LONG, ORIGIN

from goodoffices.errors import LedgerRefused, LedgerTrouble
from goodoffices.ledger.disclosure import disclose
from goodoffices.ledger.entries import Draft
from goodoffices.ledger.fsck import Inspection
from goodoffices.ledger.keys import KeyFolder
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.rotation import rotate
from goodoffices.ledger.verify import verdict

NAMES = ("by", "main", "pii")
PARTS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9).map(lambda n: f'{{"n":{n}}}'), min_size=1)


class Room(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="go-log-"))
        self.keys = KeyFolder(self.folder / "keys")
        self.place = self.folder / "0"
        self.place.mkdir()
        self.copies = 0
        self.expected: list[dict[str, str]] = []
        self.pins: list[str] = []
        self.log = Ledger.create(str(self.place / "room.db"), ORIGIN, keys=self.keys)

    def teardown(self):
        self.log.close()
        shutil.rmtree(self.folder)

    def keep_pin(self, note):
        self.pins = [*self.pins[-3:], note]

    @rule(batch=st.lists(PARTS, min_size=1, max_size=20))
    def append(self, batch):
        appended = self.log.append([Draft("claim", parts) for parts in batch])
        assert [entry.index for entry in appended] == list(range(len(self.expected), len(self.expected) + len(batch)))
        self.expected += [dict(parts) for parts in batch]
        self.keep_pin(appended[-1].checkpoint)

    @precondition(lambda self: self.expected)
    @rule(index=st.integers(0, 200), parts=st.sets(st.sampled_from([*NAMES, "why"]), min_size=1))
    def erase(self, index, parts):
        index %= len(self.expected)
        if parts <= self.expected[index].keys():
            entry = self.log.erase(index, sorted(parts), "asked")
            for name in parts:
                del self.expected[index][name]
            self.expected.append({"why": '{"reason":"asked"}'})
            self.keep_pin(entry.checkpoint)
        else:
            with pytest.raises(LedgerRefused):
                self.log.erase(index, sorted(parts), "asked")

    @rule()
    def cut_short(self):
        """What a process that ended left behind: the files as they are, without the shared memory."""
        self.copies += 1
        after = self.folder / str(self.copies)
        after.mkdir()
        for name in ("room.db", "room.db-wal", "room.db.head"):
            if (self.place / name).exists():
                shutil.copy(self.place / name, after / name)
        self.log.close()
        self.place = after
        self.log = Ledger.open(str(self.place / "room.db"), ORIGIN, keys=self.keys)

    @rule(parts=PARTS)
    def put_back_an_older_copy(self, parts):
        self.log.close()
        older = (self.place / "room.db").read_bytes()
        self.log = Ledger.open(str(self.place / "room.db"), ORIGIN, keys=self.keys)
        self.append([parts])
        self.log.close()
        newest = (self.place / "room.db").read_bytes()
        (self.place / "room.db").write_bytes(older)
        with pytest.raises(LedgerTrouble):
            Ledger.open(str(self.place / "room.db"), ORIGIN, keys=self.keys)
        for left in ("room.db-wal", "room.db-shm"):
            (self.place / left).unlink(missing_ok=True)
        (self.place / "room.db").write_bytes(newest)
        self.log = Ledger.open(str(self.place / "room.db"), ORIGIN, keys=self.keys)

    @rule()
    def rotate(self):
        rotate(self.log)

    @rule(hide=st.sets(st.sampled_from(NAMES)), only=st.none() | st.lists(st.integers(0, 200), min_size=1, max_size=5))
    def export(self, hide, only):
        out = self.folder / "out"
        if only is not None:
            only = [index % len(self.expected) for index in only] if self.expected else []
        disclose(self.log, out, hide=hide, only=only)
        pins = []
        for number, note in enumerate(self.pins):
            pins.append(self.folder / f"pin{number}")
            pins[-1].write_text(note)
        keys = [self.log.log_key.text, self.log.export_key.text]
        answer = verdict(out, keys, pins, [], [], 0, 1)
        assert answer["ok"], answer
        shown = self.expected if only is None else [self.expected[index] for index in set(only)]
        assert answer["disclosed"] == sum(len(parts.keys() - hide) for parts in shown)
        shutil.rmtree(out)

    @invariant()
    def the_log_is_the_list(self):
        entries = [{name: body for name, (_, body) in entry.parts.items()} for entry in self.log.read()]
        assert entries == self.expected
        row = self.log.storage.log(ORIGIN)
        assert list(Inspection(self.log, row).findings()) == []


Room.TestCase.settings = settings(
    max_examples=2000 if LONG else 8, stateful_step_count=25 if LONG else 12, deadline=None
)
TestRoom = Room.TestCase
