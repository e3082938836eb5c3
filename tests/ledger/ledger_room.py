"""A small log made by hand: the parts of an export in the open, so that a test can spoil any of them and sign anew."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from hashlib import sha256

from goodoffices.ledger import tree
from goodoffices.ledger.checkpoints import Checkpoint, export_signer, log_signer
from goodoffices.ledger.encoding import b64
from goodoffices.ledger.leaves import Erased, leaf_hash, leaf_text, time_text
from goodoffices.ledger.notes import COSIGNATURE, Signer
from goodoffices.ledger.parts import commitment
from goodoffices.ledger.receipts import receipt_text

ORIGIN = "ledger.example/room-7"


def seed(word):
    return hashlib.sha256(word.encode()).digest()


LOG = log_signer(ORIGIN, seed("log"))
EXPORT = export_signer(ORIGIN, seed("export"))
WITNESSES = [Signer(f"witness{number}.example", seed(f"witness {number}"), COSIGNATURE) for number in range(3)]
VKEYS = [LOG.verifier.text, EXPORT.verifier.text]


def dumps(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass
class Room:
    """Leaves and opened parts of a log; `write` makes an export of them, right or spoilt."""

    leaves: list[str] = field(default_factory=list)
    parts: list[dict[str, tuple[bytes, str]]] = field(default_factory=list)
    second: int = 1_771_400_000

    def append(self, parts, kind="claim", erased=None):
        index = len(self.leaves)
        opened = {name: (sha256(f"{index} {name}".encode()).digest(), parts[name]) for name in sorted(parts)}
        commitments = {name: commitment(name, salt, body) for name, (salt, body) in opened.items()}
        self.second += 1
        self.leaves.append(leaf_text(commitments, kind, time_text(self.second * 1_000_000), erased))
        self.parts.append(opened)
        return index

    def erase(self, index, *names):
        for name in names if index < len(self.parts) else ():
            self.parts[index].pop(name, None)
        return self.append({"why": dumps({"reason": "asked"})}, "erase", Erased(index, names))

    @property
    def hashes(self):
        return [leaf_hash(leaf) for leaf in self.leaves]

    def node_at(self, level, index):
        return tree.root(self.hashes[index << level : (index + 1) << level])

    def checkpoint(self, size=None, signer=LOG, cosigned=(), origin=ORIGIN):
        size = len(self.leaves) if size is None else size
        text = Checkpoint(origin, size, tree.root(self.hashes[:size])).text
        return text + "\n" + signer.line(text) + "".join(witness.line(text, 1_771_500_000) for witness in cosigned)

    def receipt(self, index, size=None, **options):
        size = len(self.leaves) if size is None else size
        proof = tree.inclusion_proof(self.node_at, index, size)
        return receipt_text(self.leaves[index], index, proof, self.checkpoint(size, **options))

    def line(self, index, partial=False):
        parts = {name: {"body": body, "salt": salt.hex()} for name, (salt, body) in self.parts[index].items()}
        entry = {"i": index, "leaf": self.leaves[index], "parts": parts}
        if partial:
            entry["proof"] = [b64(node) for node in tree.inclusion_proof(self.node_at, index, len(self.leaves))]
        return entry

    def earlier(self, size, **options):
        proof = tree.consistency_proof(self.node_at, size, len(self.leaves))
        return {"checkpoint": self.checkpoint(size, **options), "proof": [b64(node) for node in proof]}

    def files(self, only=None, history=(0, 1, 3, 5)):
        chosen = range(len(self.leaves)) if only is None else only
        return {
            "checkpoint": self.checkpoint(),
            "entries.jsonl": "".join(dumps(self.line(index, only is not None)) + "\n" for index in chosen),
            "history.jsonl": "".join(dumps(self.earlier(size)) + "\n" for size in history),
        }

    def manifest(self, files, full=True, **changes):
        given = {
            "title": "goodoffices-ledger-export/1",
            "origin": ORIGIN,
            "type": "full" if full else "partial",
            "size": len(self.leaves),
            "root": b64(tree.root(self.hashes)),
            "created": "2026-02-20T00:00:00Z",
            "audience": "the delegation of the north",
            **changes,
        }
        title = given.pop("title")
        lines = [title, *[f"{word} {value}" for word, value in given.items()]]
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            lines.append(f"file {name} {len(data)} {sha256(data).hexdigest()}")
        return "\n".join(lines) + "\n"

    def write(self, folder, files=None, manifest=None, signer=EXPORT, full=True):
        files = self.files() if files is None else files
        text = self.manifest(files, full) if manifest is None else manifest
        for name, content in {**files, "manifest": text + "\n" + signer.line(text)}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder


def example():
    """Seven entries: one part or two, three languages, an erasure."""
    made = Room()
    made.append({"main": '{"quote":"шість годин","value":6}'})
    made.append({"main": '{"value":4}', "pii": '{"name":"Davityan"}'})
    made.append(
        {"main": dumps({"note": 'line\nbreak, "quotes", \\ and \u2028', "deep": [[{"a": [1, -2, None, True]}]]})},
        "event",
    )
    made.append({"by": '"clerk"', "main": "[]", "pii": '"+380 00 000"'})
    made.append({"main": '{"😀":0}'.replace("😀", "é")}, "message")
    made.erase(1, "pii")
    made.append({"main": '{"emoji":"😀","zero":0}'}, "finding")
    return made
