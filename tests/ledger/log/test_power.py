"""Loss of power: whatever of the unsynced writes reached the disk, by sectors of 512 bytes, nothing acknowledged is lost.

The append command runs under strace; its writes and syncs make images of the disk as it may be found afterwards.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from logs import LONG, ORIGIN, claim

from goodoffices.ledger.fsck import inspect
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.marks import Mark

IMAGES = 200 if LONG else 10
SECTOR = 512
CALLS = "openat,pwrite64,write,fdatasync,fsync,ftruncate,unlink"
LINE = re.compile(r"\d+ +(\w+)\((.*)\) = (\d+)(?:<([^>]*)>)?$")
TRACED = """
import sys
from goodoffices.ledger.entries import Draft
from goodoffices.ledger.log import Ledger
store, origin = sys.argv[1:]
with Ledger.open(store, origin) as log:
    for number in range(60):
        entries = log.append([Draft("claim", {"main": '{"text":"%s"}' % ("x" * (number * 97 % 5000))})] * (1 + number % 3))
        if number == 40:
            log.storage.ask("PRAGMA wal_checkpoint(RESTART)")
        for entry in entries:
            sys.stdout.write(f"{entry.index}\\n")
        sys.stdout.flush()
"""


def unescaped(text):
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class Disk:
    """Files as they are certain to be, and what was written to them since they were last synced."""

    folder: Path
    files: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    acknowledged: int = -1

    def name(self, hexed):
        path = Path(unescaped(hexed).decode(errors="replace"))
        return path.name if path.parent == self.folder and not path.name.endswith("-shm") else None

    def step(self, call, arguments, result, opened):
        """Takes one system call; true when it changed what a loss of power would leave."""
        if call == "openat":
            name = self.name(opened) if opened else None
            if name and "O_DIRECTORY" not in arguments:
                self.files.setdefault(name, bytearray())
            return False
        held = re.match(r"(\d+)<([^>]*)>", arguments)
        name = self.name(held[2]) if held else None
        if call == "write" and held and held[1] == "1":
            data = unescaped(re.search(r'"([^"]*)"', arguments)[1]).decode()
            self.acknowledged = int(data.split()[-1])
        elif call in ("fdatasync", "fsync") and name in self.files:
            for offset, data in self.waiting.pop(name, []):
                write(self.files[name], offset, data)
        elif call == "ftruncate" and name in self.files:
            self.waiting.setdefault(name, []).append((-int(arguments.rsplit(", ", 1)[1]) - 1, b""))
        elif call in ("pwrite64", "write") and name in self.files:
            data = unescaped(re.search(r'"([^"]*)"', arguments)[1])[: int(result)]
            assert call == "pwrite64", "nothing but a mark and a database is written here, and those by place"
            self.waiting.setdefault(name, []).append((int(arguments.rsplit(", ", 1)[1]), data))
        elif call == "unlink":
            self.files.pop(self.name(re.search(r'"([^"]*)"', arguments)[1]) or "", None)
        return True

    def image(self, folder, choose):
        """One state of the disk after a loss of power now: of what was not synced, any sectors and no others."""
        folder.mkdir()
        for name, data in self.files.items():
            found = bytearray(data)
            for offset, block in self.waiting.get(name, []):
                for begin in range(0, max(len(block), 1), SECTOR):
                    if choose.random() < 0.5:
                        write(found, offset if offset < 0 else offset + begin, block[begin : begin + SECTOR])
            (folder / name).write_bytes(found)


def write(data, offset, block):
    if offset < 0:
        del data[-offset - 1 :]
        return
    data.extend(bytes(max(0, offset + len(block) - len(data))))
    data[offset : offset + len(block)] = block


def traced(folder, store):
    """The system calls of a process that appends."""
    trace = folder.parent / "trace"
    program = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", trace]
    program += [sys.executable, "-c", TRACED, store, ORIGIN]
    done = subprocess.run(program, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"strace cannot run here: {done.stderr[-200:]!r}")
    return [match.groups() for match in map(LINE.match, trace.read_text().splitlines()) if match]


def test_no_image_of_the_disk_lacks_what_was_acknowledged(tmp_path):
    if shutil.which("strace") is None:
        pytest.skip("needs strace")
    folder = tmp_path / "disk"
    folder.mkdir()
    store = str(folder / "room.db")
    with Ledger.create(store, ORIGIN) as log:
        log.append([claim(0)])
    files = {path.name: bytearray(path.read_bytes()) for path in folder.iterdir()}
    calls = traced(folder, store)
    with Ledger.open(store, ORIGIN) as log:
        leaves = [entry.leaf for entry in log.read()]
    choose = random.Random(5)
    disk = Disk(folder, files)
    telling = [number for number, call in enumerate(calls) if call[0] != "openat"]
    moments = set(choose.sample(telling, min(IMAGES, len(telling))))
    seen = []
    for number, call in enumerate(calls):
        disk.step(*call)
        if number in moments:
            image = tmp_path / f"image{number}"
            disk.image(image, choose)
            assert Mark(image / "room.db.head").read().point.size > disk.acknowledged
            with Ledger.open(str(image / "room.db"), ORIGIN) as log:
                kept = [entry.leaf for entry in log.read()]
                assert len(kept) > disk.acknowledged
                assert kept == leaves[: len(kept)]
                log.append([claim(1)])
                assert list(inspect(log)) == []
            seen.append(disk.acknowledged)
            shutil.rmtree(image)
    assert seen[-1] > seen[0]
