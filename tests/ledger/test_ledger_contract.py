"""The commands of a ledger as a stranger sees them: driven from outside, judged by naive code of this file alone.

`LEDGER_CMD` names another implementation to drive; `LEDGER_ROUNDS` asks for more rounds than the usual two.
"""

from __future__ import annotations

import base64
import json
import os
import random
import re
import shlex
import subprocess
import sys
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

COMMAND = shlex.split(os.environ.get("LEDGER_CMD", "")) or [sys.executable, "-m", "goodoffices.cli", "ledger"]
ROUNDS = int(os.environ.get("LEDGER_ROUNDS", "2"))
ORIGIN = "contract.example/4f1c"
BAD = [
    "",
    "{",
    "[]",
    "5",
    "null",
    '{"id":"x","k":"claim"}',
    '{"id":"x","k":"claim","parts":{}}',
    '{"id":"x","k":"claim","parts":{"main":{"a":1}}}',
    '{"id":"x","k":"claim","parts":{"main":"{\\"b\\":1,\\"a\\":2}"}}',
    '{"id":"x","k":"claim","parts":{"main":"1.5"}}',
    '{"id":"x","k":"claim","parts":{"Main":"1"}}',
    '{"id":"x","k":"erase","parts":{"main":"1"}}',
    '{"id":"x","k":"CLAIM","parts":{"main":"1"}}',
    '{"id":"x","k":"claim","parts":{"main":"' + "[" * 70 + "]" * 70 + '"}}',
    '{"id":"x","k":"claim","parts":{"main":"9007199254740992"}}',
    '{"id":"x","k":"claim","parts":{"main":"\\"\\ud800\\""}}',
    '{"id":"x","k":"claim","parts":{"main":"1"},"t":"2026-01-01T00:00:00.000000Z"}',
    '{"id":"x","k":"claim","parts":{"main":"\'"}}',
]


def root_of(leaves):
    """RFC 9162 section 2.1.1 as it is written."""
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0].encode()).digest() if leaves else sha256(b"").digest()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + root_of(leaves[:k]) + root_of(leaves[k:])).digest()


def path_of(index, leaves):
    """RFC 9162 section 2.1.3.1 as it is written."""
    if len(leaves) == 1:
        return []
    k = 1 << (len(leaves) - 1).bit_length() - 1
    if index < k:
        return [*path_of(index, leaves[:k]), root_of(leaves[k:])]
    return [*path_of(index - k, leaves[k:]), root_of(leaves[:k])]


def dumps(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def encoded(data):
    return base64.b64encode(data).decode()


class Stranger:
    """Drives the commands, remembers what it was told, and checks each answer against all earlier ones."""

    def __init__(self, folder, choice, store=""):
        self.folder, self.choice = folder, choice
        self.store = store or str(folder / "room.db")
        self.environment = {
            **os.environ,
            "GOODOFFICES_KEYS": str(folder / "keys"),
            "GOODOFFICES_STATE": str(folder / "state"),
        }
        self.leaves, self.parts, self.notes = [], [], {}
        self.vkeys = self.run("init").stdout.split()

    def run(self, name, *arguments, given="", expected=(0,)):
        place = () if name == "verify" else ("--store", self.store, "--origin", ORIGIN)
        first, rest = ([arguments[0]], arguments[1:]) if name == "verify" else ([], arguments)
        call = [*COMMAND, name, *first, *place, *map(str, rest)]
        done = subprocess.run(call, input=given, capture_output=True, text=True, env=self.environment, check=False)
        assert done.returncode in expected, (call, done)
        assert "Traceback" not in done.stderr
        return done

    def head(self, note):
        """Size of a checkpoint that the log's key signed over the leaves told so far."""
        text, lines = note.rsplit("\n\n", 1)
        origin, size, root = text.split("\n")
        name, _, key = self.vkeys[0].split("+", 2)
        data = base64.b64decode(next(line for line in lines.split("\n") if line.startswith(f"— {name} ")).split(" ")[2])
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:]).verify(data[4:], text.encode() + b"\n")
        assert (name, origin) == (ORIGIN, ORIGIN)
        assert root == encoded(root_of(self.leaves[: int(size)]))
        assert self.notes.setdefault(int(size), text) == text
        return int(size)

    def append(self):
        lines, wanted = [], []
        for number in range(self.choice.randint(1, 8)):
            if self.choice.random() < 0.4:
                lines.append(self.choice.choice(BAD))
                wanted.append(None)
            else:
                names = self.choice.sample(["main", "pii", "by", "x_1"], self.choice.randint(1, 4))
                parts = {
                    name: dumps({"n": number, "текст": self.choice.choice(["«так»", "\n", "😀", ""])}) for name in names
                }
                lines.append(json.dumps({"id": f"id-{number}", "k": "claim", "parts": parts}))
                wanted.append((f"id-{number}", parts))
        answers = [json.loads(line) for line in self.run("append", given="\n".join(lines) + "\n").stdout.splitlines()]
        good = [answer for answer in answers if "error" not in answer]
        assert [answer["id"] for answer in good] == [want[0] for want in wanted if want]
        assert ["error" not in answer for answer in answers] == [want is not None for want in wanted]
        for answer, (_, parts) in zip(good, [want for want in wanted if want], strict=True):
            assert answer["i"] == len(self.leaves)
            leaf = json.loads(answer["leaf"])
            assert (dumps(leaf), leaf["k"], sorted(parts)) == (answer["leaf"], "claim", list(leaf["c"]))
            assert not self.leaves or json.loads(self.leaves[-1])["t"] <= leaf["t"]
            self.leaves.append(answer["leaf"])
            self.parts.append(dict(parts))
        for answer in good:
            assert answer["i"] < self.head(answer["checkpoint"])

    def erase(self):
        held = [index for index, parts in enumerate(self.parts) if parts]
        index = self.choice.choice(held or [0])
        before = dict(self.parts[index])
        gone = self.choice.sample(sorted(before), self.choice.randint(1, len(before)))
        call = ("erase", "--index", index, "--part", ",".join(gone), "--reason", "court order «12»")
        answer = json.loads(self.run(*call).stdout)
        leaf = json.loads(answer["leaf"])
        assert (answer["i"], leaf["k"], leaf["x"]) == (len(self.leaves), "erase", {"i": index, "p": sorted(gone)})
        self.leaves.append(answer["leaf"])
        self.parts.append({"why": None})
        for name in gone:
            del self.parts[index][name]
        assert self.head(answer["checkpoint"]) == len(self.leaves)
        self.run(*call, expected=(1,))

    def prove(self):
        index = self.choice.randrange(len(self.leaves))
        text = self.run("prove", "--index", index).stdout
        head, note = text.split("\n\n", 1)
        size = self.head(note)
        leaf = encoded(self.leaves[index].encode())
        proof = [encoded(node) for node in path_of(index, self.leaves[:size])]
        assert head.split("\n") == ["c2sp.org/tlog-proof@v1", f"extra {leaf}", f"index {index}", *proof]
        path = self.folder / f"{index}-{size}.tlog-proof"
        path.write_text(text, encoding="utf-8")

    def consistency(self):
        old = self.choice.randint(0, len(self.leaves))
        head, note = self.run("consistency", "--from", old).stdout.split("\n\n", 1)
        assert head.split("\n")[0] == f"old {old}"
        assert self.head(note) == len(self.leaves)
        assert old not in (0, len(self.leaves)) or head == f"old {old}"

    def export(self):
        out = self.folder / f"export-{len(list(self.folder.iterdir()))}"
        only = sorted(self.choice.sample(range(len(self.leaves)), self.choice.randint(1, len(self.leaves))))
        partial, hide = self.choice.random() < 0.5, self.choice.choice([[], ["pii"], ["main", "by"]])
        options = ["--only", ",".join(map(str, only))] if partial else []
        options += ["--hide", ",".join(hide)] if hide else []
        self.run("export", "--out", out, "--audience", "a stranger", *options)
        entries = [json.loads(line) for line in (out / "entries.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
        assert [entry["i"] for entry in entries] == (only if partial else list(range(len(self.leaves))))
        for entry in entries:
            assert entry["leaf"] == self.leaves[entry["i"]]
            wanted = {name: body for name, body in self.parts[entry["i"]].items() if name not in hide}
            assert entry["parts"].keys() == wanted.keys()
            for name, part in entry["parts"].items():
                assert wanted[name] in (None, part["body"])
                opened = f"goodoffices/part/1\n{name}\n".encode() + bytes.fromhex(part["salt"]) + part["body"].encode()
                assert json.loads(entry["leaf"])["c"][name] == sha256(opened).hexdigest()
        receipts = [] if partial else sorted(self.folder.glob("*.tlog-proof"))
        given = [word for path in receipts for word in ("--receipt", str(path))]
        keys = [word for key in self.vkeys for word in ("--vkey", key)]
        answer = json.loads(self.run("verify", out, *keys, *given).stdout)
        shown = sum(len(entry["parts"]) for entry in entries)
        assert (answer["ok"], answer["size"], answer["disclosed"]) == (True, len(self.leaves), shown)
        spoilt = out / self.choice.choice(["manifest", "checkpoint", "entries.jsonl", "history.jsonl"])
        data = bytearray(spoilt.read_bytes())
        data[self.choice.randrange(len(data))] ^= 1 << self.choice.randrange(8)
        spoilt.write_bytes(data)
        answer = json.loads(self.run("verify", out, *keys, expected=(1,)).stdout)
        assert answer["ok"] is False
        assert re.search(r"\w", answer["why"])


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_stranger_finds_every_answer_right(tmp_path, request, round_):
    choice = random.Random(round_)
    # The databases take turns.
    stranger = Stranger(tmp_path, choice, request.getfixturevalue("postgres") if round_ % 2 else "")
    while not stranger.leaves:
        stranger.append()
    steps = ["append", "erase", "prove", "consistency", "export"]
    for step in [*choice.sample(steps, 5), "append", "prove", "export"]:
        if step != "erase" or any(stranger.parts):
            getattr(stranger, step)()
    assert stranger.head(stranger.run("checkpoint").stdout) == len(stranger.leaves)
    assert stranger.run("fsck").returncode == 0


def test_wrong_calls_exit_as_agreed(tmp_path):
    stranger = Stranger(tmp_path, random.Random(0))
    stranger.append()
    for call in (
        ("init",),
        ("prove", "--index", len(stranger.leaves)),
        ("prove", "--index", -1),
        ("consistency", "--from", len(stranger.leaves) + 1),
        ("erase", "--index", 99, "--part", "main", "--reason", "x"),
        ("erase", "--index", 0, "--part", "never", "--reason", "x"),
        ("export", "--out", tmp_path),
        ("export", "--out", tmp_path / "out", "--only", "99"),
    ):
        stranger.run(*call, expected=(1, 2))
    for call in (("append", "--no-such-option"), ("prove",), ("no-such-command",), ("erase", "--index", "x")):
        stranger.run(*call, expected=(2,))
    assert stranger.head(stranger.run("checkpoint").stdout) == len(stranger.leaves)
