"""Checks the export of a ledger offline: nothing but this file, Python 3.11 and `cryptography` for Ed25519.

    python verify.py DIR --vkey LOG_KEY --vkey EXPORT_KEY [--pinned FILE] [--receipt FILE] [--witness KEY --quorum K]

An export is a folder: `manifest` (signed by the export key) lists `checkpoint` (signed by the log key), `entries.jsonl`
(leaves of a Merkle tree, RFC 9162, and the parts shown), `history.jsonl` (earlier checkpoints) and blobs. Keys come
from the caller, never from the export. One line of JSON says {"ok":true,...} or {"ok":false,"why":"..."}; exit 0 or 1.

How to read this file: encodings; trees; notes and keys; entries; the steps of a verification in order; the command.
It imports nothing from the package it is shipped with, so that a fault there is not repeated here.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import file_digest, sha256
from itertools import pairwise
from json.encoder import JSONEncoder, encode_basestring
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Invalid(ValueError):
    """The export, a pinned checkpoint, a receipt or a key is not to be accepted; the text says why."""


def refuse(why: str) -> NoReturn:
    """Raises Invalid."""
    raise Invalid(why)


# --- Encodings: strict base64 and canonical JSON (RFC 8785; integers within 2^53 - 1; nesting of at most 64) ---


def refuse_number(text: str) -> NoReturn:
    """What the JSON reader calls for 1.5, 1e9, NaN and Infinity."""
    raise Invalid(f"{text[:40]} is not a whole number")


READ_JSON = json.JSONDecoder(parse_float=refuse_number, parse_constant=refuse_number).raw_decode
WRITE_JSON = JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
LONG_NUMBER = re.compile("[0-9][0-9]{15}")
LARGEST, DEEPEST, LARGEST_BODY = 2**53 - 1, 64, 1 << 20


def unb64(text: str, length: int | None = None) -> bytes:
    """The bytes of a base64 text that is the one encoding of them."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Invalid(f"{text[:50]!r} is not base64") from None
    if base64.b64encode(data).decode() != text or length not in (None, len(data)):
        refuse(f"{text[:50]!r} is not the base64 it should be")
    return data


def read_canonical(text: str) -> Any:
    """The value of a canonical JSON text: what it says, written again, must be the same text."""
    try:
        value, end = READ_JSON(text)
        if end != len(text) or WRITE_JSON(value) != text:
            refuse("it is not canonical JSON")
    except (Invalid, RecursionError):
        raise
    except ValueError as error:
        raise Invalid(f"it is not JSON: {error}") from None
    # Three quick looks at the text spare nearly every value the slow look at itself.
    if (
        LONG_NUMBER.search(text)
        or text.count("[") + text.count("{") > DEEPEST
        or (not text.isascii() and len(text.encode("utf-16-le")) != 2 * len(text))
    ):
        check_value(value, 0)
    return value


def check_value(value: object, depth: int) -> None:
    """Refuses integers beyond 2^53 - 1, keys with characters above U+FFFF and nesting beyond 64."""
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        refuse("it has an integer beyond 2^53 - 1")
    if isinstance(value, dict | list):
        if depth == DEEPEST:
            refuse(f"it is nested more than {DEEPEST} deep")
        for key in value if isinstance(value, dict) else ():
            if max(key, default="") > "\uffff":
                refuse("it has a key with a character above U+FFFF")
        for item in value.values() if isinstance(value, dict) else value:
            check_value(item, depth + 1)


# --- Trees (RFC 9162 section 2.1) ---

EMPTY_ROOT = sha256(b"").digest()
BLOCK = 1024  # leaves that are folded to one hash before they leave the process that read them


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def folded(leaves: list[bytes]) -> bytes:
    """The hash over a number of leaf hashes that is a power of two."""
    while len(leaves) > 1:
        leaves = [
            sha256(b"\x01" + left + right).digest() for left, right in zip(leaves[::2], leaves[1::2], strict=True)
        ]
    return leaves[0]


class Edge:
    """The right edge of a growing tree: its complete subtrees, the largest first, as (leaves, hash)."""

    def __init__(self) -> None:
        self.size, self.subtrees = 0, list[tuple[int, bytes]]()

    def add(self, leaves: int, value: bytes) -> None:
        """Takes the next complete subtree: one leaf, or a block of them."""
        self.size += leaves
        while self.subtrees and self.subtrees[-1][0] == leaves:
            value = node(self.subtrees.pop()[1], value)
            leaves *= 2
        self.subtrees.append((leaves, value))

    def root(self) -> bytes:
        """The root of the tree so far."""
        result = b""
        for _, value in reversed(self.subtrees):
            result = node(value, result) if result else value
        return result or EMPTY_ROOT


def root_of_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """Section 2.1.3.2: the root to which a leaf hash and its proof lead, None when the proof has a wrong length."""
    last = size - 1
    for sibling in proof:
        if not last:
            return None
        if index & 1 or index == last:
            leaf = node(sibling, leaf)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = node(leaf, sibling)
        index, last = index >> 1, last >> 1
    return None if last else leaf


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Section 2.1.4.2: whether the tree of `new` leaves begins with the tree of `old`."""
    if old in (0, new):
        return not proof and old_root == (EMPTY_ROOT if old == 0 else new_root)
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path or not proof:
        return False
    index, last = old - 1, new - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    left = right = path[0]
    for sibling in path[1:]:
        if not last:
            return False
        if index & 1 or index == last:
            left, right = node(sibling, left), node(sibling, right)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            right = node(right, sibling)
        index, last = index >> 1, last >> 1
    return not last and left == old_root and right == new_root


# --- Signed notes and keys (C2SP signed-note, tlog-checkpoint, tlog-cosignature) ---

ED25519, COSIGNATURE = 1, 4
ORIGIN = "[A-Za-z0-9._/-]{1,200}"
NUMBER = "(?:0|[1-9][0-9]{0,15})"
TITLE = "goodoffices-ledger-export/1"
VKEY = re.compile(r"([^\s+]{1,300})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,100})")
SIGNATURE = re.compile(r"— ([^\s+]{1,300}) ([A-Za-z0-9+/=]{1,8192})")
CHECKPOINT = re.compile(rf"({ORIGIN})\n({NUMBER})\n([A-Za-z0-9+/=]{{44}})\n")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Key(NamedTuple):
    """A public key the caller trusts; `id` is what signature lines carry of it."""

    name: str
    id: bytes
    type: int
    public: bytes


class Head(NamedTuple):
    """A signed checkpoint: size, root, and the known witnesses that cosigned it."""

    size: int
    root: bytes
    witnesses: frozenset[Key]


def read_key(vkey: str) -> Key:
    """A key from `name+id+key`; its id must be the hash of the rest."""
    match = VKEY.fullmatch(vkey) or refuse("a key is not written as name+id+key")
    data = unb64(match[3], 33)
    key = Key(match[1], sha256(match[1].encode() + b"\n" + data).digest()[:4], data[0], data[1:])
    if key.id.hex() != match[2] or key.type not in (ED25519, COSIGNATURE):
        refuse(f"the key {key.name} has an id or a type that is not its own")
    return key


def check_signature(key: Key, text: str, data: bytes) -> None:
    """A witness signs the text with its time before it; everyone else signs the text."""
    message = text.encode()
    if key.type == COSIGNATURE:
        message = b"cosignature/v1\ntime %d\n" % int.from_bytes(data[:8], "big") + message
        data = data[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(data, message)
    except (InvalidSignature, ValueError):
        refuse(f"a signature of {key.name} does not hold")


def open_note(note: str, known: Sequence[Key]) -> tuple[str, frozenset[Key], int]:
    """The text of a note, the known keys that signed it, and how many lines sign it. Unknown signers are ignored."""
    text, parted, lines = note.rpartition("\n\n")
    if not parted or not lines.endswith("\n") or CONTROL.search(note):
        refuse("it is not a text, an empty line and signature lines")
    text += "\n"
    signed = set[Key]()
    for line in lines[:-1].split("\n"):
        match = SIGNATURE.fullmatch(line) or refuse("it has a line that is no signature")
        data = unb64(match[2])
        if len(data) < 5:
            refuse("it has a signature of no bytes")
        for key in known:
            if (key.name, key.id) == (match[1], data[:4]):
                check_signature(key, text, data[4:])
                signed.add(key)
    return text, frozenset(signed), lines.count("\n")


class Trust(NamedTuple):
    """The keys given by the caller."""

    log: Key
    export: Key
    witnesses: tuple[Key, ...]

    def head(self, note: str) -> Head:
        """A checkpoint that the log signed."""
        text, signed, _ = open_note(note, [self.log, *self.witnesses])
        match = CHECKPOINT.fullmatch(text) or refuse("it is not an origin, a size and a root")
        if match[1] != self.log.name or self.log not in signed:
            refuse(f"it is not signed by {self.log.name}")
        return Head(int(match[2]), unb64(match[3], 32), signed - {self.log})


def read_trust(vkeys: Sequence[str], witnesses: Sequence[str]) -> Trust:
    """Which of the given keys is the log's and which the export's, by their names; they must differ."""
    keys = sorted({read_key(vkey) for vkey in vkeys}, key=lambda key: len(key.name))
    if len(keys) != 2 or keys[1].name != keys[0].name + "/export" or not re.fullmatch(ORIGIN, keys[0].name):
        refuse("give the key of the log (<origin>) and the key of its exports (<origin>/export)")
    log, export = keys
    if (log.type, export.type) != (ED25519, ED25519) or log.public == export.public or log.name == TITLE:
        refuse("the keys of the log and of its exports must be two Ed25519 keys that differ")
    known = tuple(sorted({read_key(vkey) for vkey in witnesses}))
    if any(key.type != COSIGNATURE or key.public in (log.public, export.public) for key in known):
        refuse("a witness has a cosignature key (type 04) of its own")
    return Trust(log, export, known)


# --- Entries ---

NAME = "[a-z][a-z0-9_]{0,31}"
COMMITMENT = f'"{NAME}":"[0-9a-f]{{64}}"'
LEAF = re.compile(
    rf'\{{"c":\{{({COMMITMENT}(?:,{COMMITMENT}){{0,15}})\}},"k":"([a-z][a-z0-9._-]{{0,31}})"'
    r',"t":"([0-9]{4}-[0-9]{2}-[0-9]{2})T((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6})Z","v":1'
    rf'(?:,"x":\{{"i":({NUMBER}),"p":\["({NAME}(?:","{NAME}){{0,15}})"\]\}})?\}}'
)
SALT = re.compile("[0-9a-f]{64}")
FIRST_OF_PAIR = re.compile(f'"({NAME})":')
FILE_NAME = "checkpoint|entries\\.jsonl|history\\.jsonl|blobs/[0-9a-f]{64}"
FILE = re.compile(rf"file ({FILE_NAME}) ({NUMBER}) ([0-9a-f]{{64}})\n")
MANIFEST = re.compile(
    rf"{TITLE}\norigin ({ORIGIN})\ntype (full|partial)\nsize ({NUMBER})\nroot ([A-Za-z0-9+/=]{{44}})\n"
    r"created ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-5][0-9]:[0-6][0-9](?:\.[0-9]{1,9})?(?:Z|\+00:00))\n"
    rf"audience [^\n]*\n((?:file (?:{FILE_NAME}) {NUMBER} [0-9a-f]{{64}}\n)+)"
)
RECEIPT = re.compile(
    rf"c2sp\.org/tlog-proof@v1\nextra ([A-Za-z0-9+/=]+)\nindex ({NUMBER})\n"
    r"((?:[A-Za-z0-9+/=]{44}\n){0,64})\n([\s\S]+)"
)
LONGEST_LEAF, LARGEST_TEXT = 4096, 64 << 20
LONGEST_LINE = 40 << 20  # 16 bodies of 1 MiB with every character escaped, and the rest
PIECE = 4 << 20  # bytes of entries.jsonl that one process checks at a time


class Erasure(NamedTuple):
    """What a leaf of kind erase names: an earlier entry and parts of it."""

    target: int
    parts: tuple[str, ...]


class Leaf(NamedTuple):
    """A leaf that follows the format: its commitments as they stand in it, its parts, its time, what it erases."""

    commitments: str
    names: list[str]
    time: str
    erasure: Erasure | None


@lru_cache
def check_day(day: str) -> None:
    """A day of the calendar."""
    date.fromisoformat(day)


def read_leaf(text: str, index: int) -> Leaf:
    """The leaf of the entry at an index."""
    match = LEAF.fullmatch(text)
    if match is None or len(text) > LONGEST_LEAF:
        refuse("the leaf does not follow the format")
    commitments, kind, day, clock, target, parts = match.groups()
    check_day(day)
    names = [commitments[1:-68]] if len(commitments) < 102 else FIRST_OF_PAIR.findall(commitments)
    erasure = None
    if (kind == "erase") is not (target is not None):
        refuse("kind erase, and only kind erase, says what it erases")
    if target is not None:
        erasure = Erasure(int(target), tuple(parts.split('","')))
        if erasure.target >= index:
            refuse("it erases an entry that is not before it")
    for ascending in (names, erasure.parts if erasure else ()):
        if len(ascending) > 1 and any(left >= right for left, right in pairwise(ascending)):
            refuse("the names of its parts are not in strictly ascending order")
    return Leaf(commitments, names, day + clock, erasure)


def check_part(name: str, salt: str, body: str, commitments: str) -> None:
    """Salt and body open the commitment; the body is canonical JSON."""
    encoded = body.encode()
    if SALT.fullmatch(salt) is None or len(encoded) > LARGEST_BODY:
        refuse(f"part {name!r} has a salt or a body that the format does not allow")
    digest = sha256(b"goodoffices/part/1\n%b\n%b%b" % (name.encode(), bytes.fromhex(salt), encoded)).hexdigest()
    if f'"{name}":"{digest}"' not in commitments:
        refuse(f"part {name!r} does not open its commitment")
    try:
        read_canonical(body)
    except Invalid as error:
        raise Invalid(f"the body of part {name!r}: {error}") from None


@dataclass
class Piece:
    """What is left of a run of entries once they are checked: enough for roots, erasures and counts."""

    first: int = -1
    last: int = -1
    begins: str = ""
    ends: str = ""
    entries: int = 0
    disclosed: int = 0
    indexes: array[int] = field(default_factory=lambda: array("Q"))  # of partial exports
    hidden: dict[tuple[str, ...], array[int]] = field(default_factory=dict)  # parts not shown: indexes
    erasures: list[Erasure] = field(default_factory=list)
    blocks: dict[int, bytes] = field(default_factory=dict)  # whole blocks: their hash
    leaves: dict[int, bytes] = field(default_factory=dict)  # other blocks, and those asked for: their leaf hashes
    asked: dict[int, str] = field(default_factory=dict)  # the leaves at the indexes of receipts


class Task(NamedTuple):
    """Which bytes of entries.jsonl to check, and against what. `root` is given for partial exports only."""

    path: Path
    begin: int
    end: int
    size: int
    root: bytes | None
    split: frozenset[int]  # blocks in which a root is asked for
    receipts: frozenset[int]


def check_piece(task: Task) -> Piece:
    """Every line of a piece, checked; runs in a process of its own when the export is large."""
    piece, hashes = Piece(), list[bytes]()
    for number, line in enumerate(lines_of(task.path, task.begin, task.end), 1):
        try:
            hashes.append(check_line(line, task, piece))
        except Invalid as error:
            raise Invalid(f"entries.jsonl, line {number} after byte {task.begin}: {error}") from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Invalid(f"entries.jsonl, line {number} after byte {task.begin}: {type(error).__name__}") from None
    begin = 0
    while task.root is None and begin < len(hashes):
        number, place = divmod(piece.first + begin, BLOCK)
        run = hashes[begin : begin + BLOCK - place]
        if len(run) == BLOCK and number not in task.split:
            piece.blocks[number] = folded(run)
        else:
            piece.leaves[number] = b"".join(run)
        begin += len(run)
    return piece


def check_line(line: str, task: Task, piece: Piece) -> bytes:
    """One entry; returns its leaf hash. The line must be exactly what is written for the values it holds."""
    entry, _ = READ_JSON(line)
    index, text, parts = entry["i"], entry["leaf"], entry["parts"]
    shown = [
        f'"{name}":{{"body":{encode_basestring(part["body"])},"salt":"{part["salt"]}"}}'
        for name, part in sorted(parts.items())
    ]
    proof = "" if task.root is None else f',"proof":{WRITE_JSON(entry["proof"])}'
    written = f'{{"i":{index},"leaf":{encode_basestring(text)},"parts":{{{",".join(shown)}}}{proof}}}'
    if written != line or type(index) is not int:
        refuse("it is not the canonical JSON of an entry")
    leaf = read_leaf(text, index)
    check_order(index, leaf.time, task, piece)
    for name, part in parts.items():
        check_part(name, part["salt"], part["body"], leaf.commitments)
    piece.disclosed += len(parts)
    if len(parts) < len(leaf.names):
        missing = tuple([name for name in leaf.names if name not in parts])
        piece.hidden.setdefault(missing, array("Q")).append(index)
    if leaf.erasure:
        piece.erasures.append(leaf.erasure)
    if index in task.receipts:
        piece.asked[index] = text
    value = sha256(b"\x00" + text.encode()).digest()
    if task.root is not None:
        piece.indexes.append(index)
        path = [unb64(item, 32) for item in entry["proof"]]
        if root_of_inclusion(value, index, task.size, path) != task.root:
            refuse("its inclusion proof does not lead to the root")
    return value


def check_order(index: int, time: str, task: Task, piece: Piece) -> None:
    """Indexes rise, by one in full exports; times never go back."""
    if not piece.entries:
        piece.first, piece.begins = index, time
    elif index <= piece.last or (task.root is None and index != piece.last + 1) or time < piece.ends:
        refuse("it is out of order: an index or a time goes back, or an entry is left out")
    if index >= task.size:
        refuse("its index is beyond the size of the log")
    piece.last, piece.ends = index, time
    piece.entries += 1


# --- Files ---


def pieces_of(path: Path) -> Iterator[tuple[int, int]]:
    """Runs of whole lines (first byte, byte after the last) that can be checked by themselves."""
    with path.open("rb") as file:
        size, begin = file.seek(0, os.SEEK_END), 0
        while begin < size:
            file.seek(min(begin + PIECE, size - 1))
            if not file.readline(LONGEST_LINE).endswith(b"\n"):
                refuse(f"{path.name} has a line that is too long or does not end")
            end = file.tell()
            yield begin, end
            begin = end


def lines_of(path: Path, begin: int, end: int) -> list[str]:
    """The lines of one run, without their ends."""
    with path.open("rb") as file:
        file.seek(begin)
        return decoded(file.read(end - begin), path).split("\n")[:-1]


def read_text(path: Path) -> str:
    """A file that is read at once."""
    with path.open("rb") as file:
        return decoded(file.read(LARGEST_TEXT), path)


def decoded(data: bytes, path: Path) -> str:
    """UTF-8 and nothing else."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Invalid(f"{path.name} is not UTF-8") from None


class Manifest(NamedTuple):
    """What the export key signed."""

    full: bool
    size: int
    root: bytes
    files: dict[str, tuple[int, str]]  # bytes and hash by name


def read_manifest(folder: Path, trust: Trust) -> Manifest:
    """The manifest; its one signature is the export key's."""
    text, signed, lines = open_note(read_text(folder / "manifest"), [trust.export])
    match = MANIFEST.fullmatch(text)
    if match is None or match[1] != trust.log.name:
        refuse(f"it is not laid out as a manifest of {trust.log.name}")
    if lines != 1 or not signed:
        refuse(f"it is not signed by {trust.export.name} alone")
    day, clock = match[5][:10], match[5][11:19]
    check_day(day)
    files = {name: (int(length), digest) for name, length, digest in FILE.findall(match[6])}
    if len(files) != match[6].count("\n") or not files.keys() >= {"checkpoint", "entries.jsonl", "history.jsonl"}:
        refuse("it names a file twice, or does not name checkpoint, entries.jsonl and history.jsonl")
    if clock > "23:59:60" or any(name[6:] != files[name][1] for name in files if name.startswith("blobs/")):
        refuse("it gives no time of day, or names a blob by another hash than its own")
    return Manifest(match[2] == "full", int(match[3]), unb64(match[4], 32), files)


def check_files(folder: Path, files: dict[str, tuple[int, str]]) -> None:
    """The folder holds the manifest and what it lists: plain files of those lengths and hashes, and nothing else."""
    found = set()
    for prefix, place in (("", folder), ("blobs/", folder / "blobs")):
        for entry in os.scandir(place) if not prefix or "blobs" in found else ():
            if not (
                entry.is_file(follow_symlinks=False) or (entry.name == "blobs" and entry.is_dir(follow_symlinks=False))
            ):
                refuse(f"{entry.name!r} is neither a plain file nor the folder of blobs")
            found.add(prefix + entry.name)
    if found - {"blobs"} != files.keys() | {"manifest"}:
        refuse("the files of the folder are not those of the manifest")
    for name, (length, digest) in files.items():
        with (folder / name).open("rb") as file:
            if os.fstat(file.fileno()).st_size != length or file_digest(file, "sha256").hexdigest() != digest:
                refuse(f"{name} is not the file that the manifest lists")


# --- The steps of a verification ---


@dataclass(frozen=True)
class Receipt:
    """A receipt that holds by itself: entry, its leaf, and the checkpoint it leads to."""

    index: int
    leaf: str
    head: Head


def read_receipt(text: str, trust: Trust) -> Receipt:
    """C2SP tlog-proof@v1: title, leaf, index, hashes, an empty line, a checkpoint."""
    match = RECEIPT.fullmatch(text) or refuse("it is not a title, a leaf, an index, hashes and a checkpoint")
    leaf, index, head = decoded(unb64(match[1]), Path("its leaf")), int(match[2]), trust.head(match[4])
    read_leaf(leaf, index)
    proof = [unb64(line, 32) for line in match[3].split("\n")[:-1]]
    value = sha256(b"\x00" + leaf.encode()).digest()
    if index >= head.size or root_of_inclusion(value, index, head.size, proof) != head.root:
        refuse("its proof does not lead to the root of its checkpoint")
    return Receipt(index, leaf, head)


def read_history(path: Path, trust: Trust, now: Head) -> dict[int, bytes]:
    """Root by size of every earlier checkpoint; each is signed, and the tree of now begins with each."""
    known, last = dict[int, bytes](), -1
    for begin, end in pieces_of(path):
        for line in lines_of(path, begin, end):
            earlier = read_canonical(line)
            if not isinstance(earlier, dict) or earlier.keys() != {"checkpoint", "proof"}:
                refuse("a line is not a checkpoint and its proof")
            head = trust.head(earlier["checkpoint"])
            if not last < head.size <= now.size:
                refuse("the checkpoints are not in ascending order of size, up to that of the export")
            proof = [unb64(item, 32) for item in earlier["proof"]]
            if not consistent(head.size, head.root, now.size, now.root, proof):
                refuse(f"the log does not go on from its checkpoint of size {head.size}")
            last = head.size
            known[last] = head.root
    return known


def roots_at(sizes: frozenset[int], pieces: Sequence[Piece]) -> dict[int, bytes]:
    """The roots of a full export at the given sizes, in one walk over its blocks."""
    whole, split = dict[int, bytes](), dict[int, bytes]()
    for piece in pieces:
        whole |= piece.blocks
        for number, leaves in piece.leaves.items():
            split[number] = split.get(number, b"") + leaves
    edge, roots = Edge(), {0: EMPTY_ROOT}
    for number in range(len(whole) + len(split)):
        leaves = split.get(number, b"")
        for step, value in [(1, leaves[at : at + 32]) for at in range(0, len(leaves), 32)] or [(BLOCK, whole[number])]:
            edge.add(step, value)
            if edge.size in sizes:
                roots[edge.size] = edge.root()
    return roots


def check_erasures(pieces: Sequence[Piece], full: bool) -> int:
    """How many parts are erased. What is erased was there, is erased once, and is not shown."""
    erasures = [erasure for piece in pieces for erasure in piece.erasures]
    hidden: dict[int, tuple[str, ...]] = dict.fromkeys([erasure.target for erasure in erasures], ())
    present = set[int]()
    for piece in pieces:
        present.update(index for index in piece.indexes if index in hidden)
        for names, indexes in piece.hidden.items():
            hidden.update((index, names) for index in indexes if index in hidden)
    gone, count = set[tuple[int, str]](), 0
    for target, names in erasures:
        for name in names:
            if (target, name) in gone:
                refuse(f"part {name} of entry {target} is erased twice")
            gone.add((target, name))
            if full or target in present:
                if name not in hidden[target]:
                    refuse(f"part {name} of entry {target} is erased, but is shown or never was")
                count += 1
    return count


def check_entries(
    path: Path, head: Head, full: bool, sizes: frozenset[int], asked: frozenset[int], jobs: int
) -> list[Piece]:
    """Every entry, by pieces, in one process or several; then what only shows between the pieces."""
    split = frozenset(size // BLOCK for size in sizes if size % BLOCK)
    root = None if full else head.root
    tasks = [Task(path, begin, end, head.size, root, split, asked) for begin, end in pieces_of(path)]
    jobs = min(jobs or os.cpu_count() or 1, len(tasks))
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            pieces = list(pool.map(check_piece, tasks))
    else:
        pieces = [check_piece(task) for task in tasks]
    for before, after in pairwise(pieces):
        if after.begins < before.ends or after.first <= before.last or (full and after.first != before.last + 1):
            refuse(f"entry {after.first} is out of order: an index or a time goes back, or an entry is left out")
    if full and (sum(piece.entries for piece in pieces) != head.size or (pieces and pieces[0].first)):
        refuse(f"a full export of {head.size} entries does not hold them all")
    return pieces


def verify(
    folder: Path,
    vkeys: Sequence[str],
    pinned: Sequence[Path] = (),
    receipts: Sequence[Path] = (),
    witnesses: Sequence[str] = (),
    quorum: int = 0,
    jobs: int = 0,
) -> dict[str, object]:
    """What an export that is to be accepted holds. Raises Invalid for every other."""
    with about("keys"):
        trust = read_trust(vkeys, witnesses)
    with about("manifest"):
        manifest = read_manifest(folder, trust)
        check_files(folder, manifest.files)
    with about("checkpoint"):
        head = trust.head(read_text(folder / "checkpoint"))
        if (head.size, head.root) != (manifest.size, manifest.root):
            refuse("it is not the checkpoint that the manifest names")
        if len({key.public for key in head.witnesses}) < quorum:
            refuse(f"fewer than {quorum} known witnesses cosigned it")
    with about("history.jsonl"):
        known = read_history(folder / "history.jsonl", trust, head)
    with about("pinned checkpoint"):
        pins = [trust.head(read_text(path)) for path in pinned]
    with about("receipt"):
        given = [read_receipt(read_text(path), trust) for path in receipts]
    heads = [*pins, *[receipt.head for receipt in given]]
    if any(other.size > head.size for other in heads):
        refuse(f"rollback: a pinned checkpoint or a receipt is of a log larger than {head.size}")
    sizes = frozenset([head.size, *known, *[other.size for other in heads]])
    asked = frozenset(receipt.index for receipt in given)
    pieces = check_entries(folder / "entries.jsonl", head, manifest.full, sizes, asked, jobs)
    roots = roots_at(sizes, pieces) if manifest.full else {0: EMPTY_ROOT, **known, head.size: head.root}
    if any(roots[size] != root for size, root in [(head.size, head.root), *known.items()]):
        refuse("the entries do not give the root of a checkpoint")
    if any(other.size in roots and roots[other.size] != other.root for other in heads):
        refuse("fork: a pinned checkpoint or a receipt has another root at its size")
    if any(pin.size not in roots for pin in pins):
        refuse("a pinned checkpoint is not in the history of this partial export: ask for one that holds it")
    leaves = {index: leaf for piece in pieces for index, leaf in piece.asked.items()}
    for receipt in given:
        if leaves.get(receipt.index, receipt.leaf) != receipt.leaf:
            refuse(f"fork: entry {receipt.index} is not the one of its receipt")
        if receipt.head.size not in roots and receipt.index not in leaves:
            refuse(f"nothing in this partial export can be compared with the receipt of entry {receipt.index}")
    erased = check_erasures(pieces, manifest.full)
    hidden = sum(len(names) * len(indexes) for piece in pieces for names, indexes in piece.hidden.items())
    return {
        "ok": True,
        "size": head.size,
        "root": base64.b64encode(head.root).decode(),
        "entries": sum(piece.entries for piece in pieces),
        "disclosed": sum(piece.disclosed for piece in pieces),
        "erased": erased,
        "withheld": hidden - erased,
    }


@contextmanager
def about(what: str) -> Iterator[None]:
    """Says of what a refusal is."""
    try:
        yield
    except Invalid as error:
        raise Invalid(f"{what}: {error}") from None


def verdict(*args: Any, **kwargs: Any) -> dict[str, object]:
    """As verify, but a refusal is an answer too: {"ok": False, "why": ...}; whatever goes wrong is a refusal."""
    try:
        return verify(*args, **kwargs)
    except Invalid as error:
        return {"ok": False, "why": str(error)}
    except OSError as error:
        return {
            "ok": False,
            "why": f"a file cannot be read: {error.strerror} ({Path(str(error.filename)).name})",
        }
    except Exception as error:  # a stranger's bytes must never end in anything but a verdict
        return {"ok": False, "why": f"it cannot be read as an export: {type(error).__name__}"}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Checks the export of a ledger offline.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vkey", action="append", required=True, help="key of the log, and key of its exports")
    parser.add_argument("--pinned", action="append", type=Path, default=[], help="a checkpoint kept from earlier")
    parser.add_argument("--receipt", action="append", type=Path, default=[], help="a receipt (tlog-proof)")
    parser.add_argument("--witness", action="append", default=[], help="key of a witness")
    parser.add_argument("--quorum", type=int, default=0, help="how many of the witnesses must have cosigned")
    parser.add_argument("--jobs", type=int, default=0, help="processes; as many as there are processors")
    given = parser.parse_args(arguments)
    answer = verdict(given.folder, given.vkey, given.pinned, given.receipt, given.witness, given.quorum, given.jobs)
    sys.stdout.write(json.dumps(answer, separators=(",", ":")) + "\n")
    return 0 if answer["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
