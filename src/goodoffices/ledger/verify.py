"""Checks the export of a ledger offline: nothing but this file, Python 3.11 and `cryptography` for Ed25519.

    python verify.py DIR --vkey LOG_KEY --vkey EXPORT_KEY [--pinned FILE] [--receipt FILE] [--witness KEY --quorum K]

An export is a folder: `manifest` (signed by the export key) lists `checkpoint` (signed by the log key), `entries.jsonl`
(leaves of a Merkle tree, RFC 9162, and the parts shown), `history.jsonl` (earlier checkpoints) and blobs. Keys come
from the caller, never from the export. One line of JSON says {"ok":true,...} or {"ok":false,"why":"..."}; exit 0 or 1.

Read it in this order: encodings, trees, notes and keys, entries, files, the steps of a verification, the command. It
imports nothing of the package it is shipped with, so that a fault there is not repeated here.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import stat
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest, sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Invalid(ValueError):
    """The export, a pinned checkpoint, a receipt or a key is not to be accepted; the text says why."""


def refuse(why: str) -> NoReturn:
    """Raises Invalid."""
    raise Invalid(why)


# --- Encodings: strict base64; canonical JSON (RFC 8785, integers within 2^53 - 1, nesting of at most 64) ---

LARGEST, DEEPEST, LARGEST_BODY = 2**53 - 1, 64, 1 << 20
WRITE_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def whole(text: str) -> int:
    """An integer of a JSON text."""
    number = int(text)
    return number if -LARGEST <= number <= LARGEST else refuse("the JSON has an integer beyond 2^53 - 1")


DECODER = json.JSONDecoder(parse_int=whole, parse_float=refuse, parse_constant=refuse)
# What DECODER.raw_decode calls: (text, begin) -> (value, end); it raises StopIteration where there is no JSON.
READ_JSON: Callable[[str, int], tuple[Any, int]] = vars(DECODER)["scan_once"]


def unb64(text: str, length: int | None = None) -> bytes:
    """The bytes of a base64 text that is the one encoding of them."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text or length not in (None, len(data)):
        refuse(f"{text[:50]!r} is not the base64 it should be")
    return data


def read_json(text: str) -> Any:
    """The value of a JSON text that holds nothing else; whether the text is canonical is not asked yet."""
    value, end = READ_JSON(text, 0)
    return value if end == len(text) else refuse("something follows the JSON")


def check_written(values: Sequence[object], texts: Sequence[str]) -> str:
    """Each text, which was read as its value, is what is written for it; returns the texts as one JSON list.

    They are compared together, which is much faster: texts that are one value each cannot make up for each other.
    """
    joined = f"[{','.join(texts)}]"
    if WRITE_JSON(values) != joined:
        refuse("the JSON is not canonical")
    return joined


def check_canonical(values: Sequence[object], texts: Sequence[str]) -> None:
    """As check_written, and keys have no characters above U+FFFF; where there are none at all, nothing is looked at."""
    joined = check_written(values, texts)
    if not joined.isascii() and len(joined.encode("utf-16-le")) != 2 * len(joined):
        for value in values:
            check_value(value)


def check_value(value: object, depth: int = 1) -> None:
    """Keys without characters above U+FFFF, lists and objects at most 64 deep."""
    if isinstance(value, dict | list) and depth > DEEPEST:
        refuse(f"the JSON is nested more than {DEEPEST} deep")
    if isinstance(value, dict) and max("".join(value), default="") > "\uffff":
        refuse("the JSON has a key with a character above U+FFFF")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_value(item, depth + 1)


# --- Trees (RFC 9162 section 2.1) ---

EMPTY_ROOT = sha256(b"").digest()
BLOCK = 1024  # leaves that are folded to one hash in the process that read them


def leaf_hash(leaf: str) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + leaf.encode()).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def folded(hashes: list[bytes]) -> bytes:
    """The root over a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [
            sha256(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2], strict=True)
        ]
    return hashes[0]


def climb(proof: Sequence[bytes], index: int, last: int, old: bytes, new: bytes) -> tuple[bytes, bytes] | None:
    """The loop of sections 2.1.3.2 and 2.1.4.2: from a node up, `old` by left siblings only, `new` by all."""
    for sibling in proof:
        if not last:
            return None
        if index & 1 or index == last:
            old, new = node(sibling, old), node(sibling, new)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            new = node(new, sibling)
        index, last = index >> 1, last >> 1
    return None if last else (old, new)


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a leaf hash stands at an index of the tree."""
    ends = climb(proof, index, size - 1, leaf, leaf) if index < size else None
    return ends is not None and ends[1] == root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with the tree of `old`."""
    if old in (0, new):
        return not proof and old_root == (new_root if old else EMPTY_ROOT)
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    level = (~(old - 1) & old).bit_length() - 1
    return len(proof) > 0 and climb(path[1:], old - 1 >> level, new - 1 >> level, path[0], path[0]) == (
        old_root,
        new_root,
    )


# --- Signed notes and keys (C2SP signed-note, tlog-checkpoint, tlog-cosignature) ---

ED25519, COSIGNATURE = 1, 4
ORIGIN, NUMBER, TITLE = "[A-Za-z0-9._/-]{1,200}", "(?:0|[1-9][0-9]{0,15})", "goodoffices-ledger-export/1"
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
        message = b"cosignature/v1\ntime %d\n%b" % (int.from_bytes(data[:8], "big"), message)
        data = data[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(data, message)
    except InvalidSignature:
        refuse(f"a signature of {key.name} does not hold")


def open_note(note: str, known: Sequence[Key]) -> tuple[str, set[Key], int]:
    """The text of a note, the known keys that signed it, and how many lines sign it. Unknown signers are ignored."""
    text, parted, lines = note.rpartition("\n\n")
    if not parted or not lines.endswith("\n") or CONTROL.search(note):
        refuse("it is not a text, an empty line and signature lines")
    signed = set[Key]()
    for line in lines[:-1].split("\n"):
        match = SIGNATURE.fullmatch(line) or refuse("it has a line that is no signature")
        data = unb64(match[2])
        if len(data) < 5:
            refuse("it has a signature of no bytes")
        for key in known:
            if (key.name, key.id) == (match[1], data[:4]):
                check_signature(key, text + "\n", data[4:])
                signed.add(key)
    return text + "\n", signed, lines.count("\n")


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
        return Head(int(match[2]), unb64(match[3], 32), frozenset(signed - {self.log}))


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
Q = r'\\"'  # leaves are matched where they stand, in a JSON string: their quotation marks are escaped there
COMMITMENT = f"{Q}{NAME}{Q}:{Q}[0-9a-f]{{64}}{Q}"
LEAF = (  # never longer than 4096 bytes; groups: commitments, kind, time, index and parts erased
    rf"\{{{Q}c{Q}:\{{({COMMITMENT}(?:,{COMMITMENT}){{0,15}})\}},{Q}k{Q}:{Q}([a-z][a-z0-9._-]{{0,31}}){Q},{Q}t{Q}:{Q}"
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{{6}}Z){Q},{Q}v{Q}:1"
    rf"(?:,{Q}x{Q}:\{{{Q}i{Q}:({NUMBER}),{Q}p{Q}:\[{Q}({NAME}(?:{Q},{Q}{NAME}){{0,15}}){Q}\]\}})?\}}"
)
LONE_LEAF, NAME_OF_PART = re.compile(LEAF), re.compile(f"({NAME}){Q}:")
ENTRY = re.compile(rf'\{{"i":({NUMBER}),"leaf":"({LEAF})","parts":\{{')
PART, SALT = re.compile(f'"({NAME})":{{"body":(?=")'), re.compile(',"salt":"([0-9a-f]{64})"}(?:,(?="))?')
PROOF = re.compile(r'\},"proof":\[(?:"([A-Za-z0-9+/=]{44}(?:","[A-Za-z0-9+/=]{44}){0,63})")?\]\}')
BATCH = 256  # lines whose canonical form is compared at once


class Erasure(NamedTuple):
    """What a leaf of kind erase names: an earlier entry and parts of it."""

    target: int
    parts: tuple[str, ...]


class Task(NamedTuple):
    """Which bytes of entries.jsonl to check, and against what. `root` is given for partial exports only."""

    path: Path
    begin: int
    end: int
    size: int
    root: bytes | None
    split: frozenset[int]  # blocks in which a root is asked for
    receipts: frozenset[int]


@dataclass
class Piece:
    """What is left of a run of entries once they are checked: enough for roots, erasures and counts."""

    indexes: array[int] = field(default_factory=lambda: array("Q"))
    begins: str = ""
    ends: str = ""
    disclosed: int = 0
    hidden: dict[tuple[str, ...], array[int]] = field(default_factory=dict)  # parts not shown: indexes
    erasures: list[Erasure] = field(default_factory=list)
    blocks: dict[int, bytes] = field(default_factory=dict)  # whole blocks: their hash
    leaves: dict[int, bytes] = field(default_factory=dict)  # other blocks, and those asked for: their leaf hashes
    asked: dict[int, str] = field(default_factory=dict)  # the leaves at the indexes of receipts

    def hide(self, index: int, names: list[str], shown: list[str]) -> None:
        """Notes the parts of an entry that are not shown."""
        check_names(names)
        check_names(shown)
        if missing := tuple([name for name in names if name not in shown]):
            self.hidden.setdefault(missing, array("Q")).append(index)


def check_names(names: Sequence[str]) -> None:
    """Names of parts, each after the one before."""
    if any(left >= right for left, right in pairwise(names)):
        refuse("names of parts are not in strictly ascending order")


def read_erasure(index: int, kind: str, target: str | None, parts: str | None) -> Erasure:
    """What a leaf of kind erase erases; no other kind names anything."""
    if kind != "erase" or target is None or parts is None or int(target) >= index:
        refuse("kind erase, and only kind erase, names an entry before it")
    names = tuple(parts.split('\\",\\"'))
    check_names(names)
    return Erasure(int(target), names)


def check_piece(task: Task) -> Piece:
    """Every line of a piece, checked; runs in a process of its own when the export is large."""
    piece, hashes, done = Piece(), list[bytes](), 0
    lines = lines_of(task.path, task.begin, task.end)
    try:
        for begin in range(0, len(lines), BATCH):
            check_lines(lines[begin : begin + BATCH], task, piece, hashes)
    except (ValueError, StopIteration, RecursionError) as error:
        why = error if isinstance(error, Invalid) else f"it is not the JSON of an entry ({type(error).__name__})"
        raise Invalid(f"entries.jsonl, about entry {piece.indexes[-1] if piece.indexes else 0}: {why}") from None
    while task.root is None and done < len(hashes):
        number, place = divmod(piece.indexes[done], BLOCK)
        run = hashes[done : done + BLOCK - place]
        if len(run) == BLOCK and number not in task.split:
            piece.blocks[number] = folded(run)
        else:
            piece.leaves[number] = b"".join(run)
        done += len(run)
    return piece


def check_lines(lines: Sequence[str], task: Task, piece: Piece, hashes: list[bytes]) -> None:
    """Some entries: each line must be exactly what is written for the values it holds."""
    literals, bodies, values = list[str](), list[str](), list[object]()
    indexes, times = list[int](), [piece.ends]
    for line in lines:
        match = ENTRY.match(line) or refuse("a line is not an entry with a leaf of the format")
        number, escaped, commitments, kind, time, target, gone = match.groups()
        index, leaf, at, shown = int(number), escaped.replace('\\"', '"'), match.end(), list[str]()
        indexes.append(index)
        times.append(time)
        while line.startswith('"', at):
            part = PART.match(line, at) or refuse("a line is not laid out as an entry")
            name, at = part[1], part.end()
            body, end = READ_JSON(line, at)
            salt = SALT.match(line, end) or refuse(f"part {name} has no salt of 32 bytes")
            encoded, value = body.encode(), read_json(body)
            opened = b"goodoffices/part/1\n%b\n%b%b" % (name.encode(), bytes.fromhex(salt[1]), encoded)
            if f'"{name}\\":\\"{sha256(opened).hexdigest()}' not in commitments:
                refuse(f"part {name} of entry {index} does not open its commitment")
            literals.append(line[at:end])
            bodies.append(body)
            values.append(value)
            if len(encoded) > LARGEST_BODY:
                refuse(f"part {name} of entry {index} is larger than 1 MiB")
            if encoded.count(b"[") + encoded.count(b"{") > DEEPEST:
                check_value(value)
            shown.append(name)
            at = salt.end()
        hashes.append(sha256(b"\x00" + leaf.encode()).digest())
        if line[at:] != "}}":
            check_proof(line[at:], hashes[-1], index, task)
        elif task.root:
            refuse("an entry of a partial export has no proof")
        if "," in commitments or not shown:
            piece.hide(index, NAME_OF_PART.findall(commitments), shown)
        if kind == "erase" or target:
            piece.erasures.append(read_erasure(index, kind, target, gone))
        if index in task.receipts:
            piece.asked[index] = leaf
    check_written(bodies, literals)
    check_canonical(values, bodies)
    check_order(indexes, times, task, piece)
    piece.disclosed += len(bodies)


def check_proof(rest: str, value: bytes, index: int, task: Task) -> None:
    """What follows the parts in the line of a partial export."""
    match = PROOF.fullmatch(rest)
    if task.root is None or match is None:
        refuse("a line is not laid out as an entry")
    proof = [unb64(item, 32) for item in match[1].split('","')] if match[1] else []
    if not included(value, index, task.size, proof, task.root):
        refuse(f"the inclusion proof of entry {index} does not hold")


def check_order(indexes: Sequence[int], times: Sequence[str], task: Task, piece: Piece) -> None:
    """Indexes rise, by one in full exports; times never go back."""
    first, last = indexes[0], piece.indexes[-1] if piece.indexes else -1
    run = list(range(first, first + len(indexes)))
    rising = run if task.root is None else sorted(set(indexes))
    joined = task.root is not None or not piece.indexes or first == last + 1
    if indexes != rising or not last < first or not joined or indexes[-1] >= task.size or times != sorted(times):
        refuse("an index or a time goes back, or an entry is left out")
    for day in {time[:10] for time in times[1:]}:
        date.fromisoformat(day)
    piece.indexes.extend(indexes)
    piece.begins, piece.ends = piece.begins or times[1], times[-1]


# --- Files ---

FILE_NAME = r"checkpoint|entries\.jsonl|history\.jsonl|blobs/[0-9a-f]{64}"
FILE = re.compile(rf"file ({FILE_NAME}) ({NUMBER}) ([0-9a-f]{{64}})\n")
MANIFEST = re.compile(
    rf"{TITLE}\norigin ({ORIGIN})\ntype (full|partial)\nsize ({NUMBER})\nroot ([A-Za-z0-9+/=]{{44}})\ncreated "
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?(?:Z|\+00:00)\n"
    rf"audience [^\n]*\n((?:file (?:{FILE_NAME}) {NUMBER} [0-9a-f]{{64}}\n)+)"
)
RECEIPT = re.compile(
    rf"c2sp\.org/tlog-proof@v1\nextra ([A-Za-z0-9+/=]+)\nindex ({NUMBER})\n"
    r"((?:[A-Za-z0-9+/=]{44}\n){0,64})\n([\s\S]+)"
)
LARGEST_TEXT, LONGEST_LINE = 64 << 20, 40 << 20  # 400,000 blobs; 16 bodies of 1 MiB with every character escaped
PIECE = 8 << 20  # bytes of entries.jsonl that one process checks at a time


def pieces_of(path: Path) -> Iterator[tuple[int, int]]:
    """Runs of whole lines (first byte, byte after the last) that can be checked by themselves."""
    with path.open("rb") as file:
        size, begin = file.seek(0, os.SEEK_END), 0
        while begin < size:
            file.seek(min(begin + PIECE, size - 1))
            if not file.readline(LONGEST_LINE).endswith(b"\n"):
                refuse(f"{path.name} has a line that is too long or does not end")
            yield begin, file.tell()
            begin = file.tell()


def lines_of(path: Path, begin: int, end: int) -> list[str]:
    """The lines of one run, without their ends."""
    with path.open("rb") as file:
        file.seek(begin)
        return file.read(end - begin).decode().split("\n")[:-1]


def read_text(path: Path) -> str:
    """A file that is read at once."""
    with path.open("rb") as file:
        return file.read(LARGEST_TEXT).decode()


class Manifest(NamedTuple):
    """What the export key signed."""

    full: bool
    size: int
    root: bytes
    files: dict[str, tuple[int, str]]  # bytes and hash by name


def read_manifest(folder: Path, trust: Trust) -> Manifest:
    """The manifest; its one signature is the export key's."""
    text, signed, lines = open_note(read_text(folder / "manifest"), [trust.export])
    match = MANIFEST.fullmatch(text) or refuse("it is not laid out as a manifest")
    if match[1] != trust.log.name or lines != 1 or not signed:
        refuse(f"it is not signed by {trust.export.name} alone")
    date.fromisoformat(match[5])
    files = {name: (int(length), digest) for name, length, digest in FILE.findall(match[6])}
    if len(files) != match[6].count("\n") or not files.keys() >= {"checkpoint", "entries.jsonl", "history.jsonl"}:
        refuse("it names a file twice, or does not name checkpoint, entries.jsonl and history.jsonl")
    if any(name[6:] != files[name][1] for name in files if name.startswith("blobs/")):
        refuse("it names a blob by another hash than its own")
    return Manifest(match[2] == "full", int(match[3]), unb64(match[4], 32), files)


def check_files(folder: Path, files: dict[str, tuple[int, str]]) -> None:
    """The folder holds the manifest and what it lists: plain files of those lengths and hashes, and nothing else."""
    plain = set[str]()
    for path in [*folder.iterdir(), *(folder / "blobs").glob("*")]:
        name, mode = path.relative_to(folder).as_posix(), path.lstat().st_mode
        if stat.S_ISREG(mode):
            plain.add(name)
        elif name != "blobs" or not stat.S_ISDIR(mode):
            refuse(f"{name!r} is neither a plain file nor the folder of blobs")
    if plain != files.keys() | {"manifest"}:
        refuse("the files of the folder are not those of the manifest")
    for name, (length, digest) in files.items():
        with (folder / name).open("rb") as file:
            if os.fstat(file.fileno()).st_size != length or file_digest(file, "sha256").hexdigest() != digest:
                refuse(f"{name} is not the file that the manifest lists")


# --- The steps of a verification ---


class Receipt(NamedTuple):
    """A receipt that holds by itself: entry, its leaf, and the checkpoint it leads to."""

    entry: int
    leaf: str
    head: Head


def read_receipt(text: str, trust: Trust) -> Receipt:
    """C2SP tlog-proof@v1: title, leaf, index, hashes, an empty line, a checkpoint."""
    match = RECEIPT.fullmatch(text) or refuse("it is not a title, a leaf, an index, hashes and a checkpoint")
    leaf, index, head = unb64(match[1]).decode(), int(match[2]), trust.head(match[4])
    parsed = LONE_LEAF.fullmatch(leaf.replace('"', '\\"')) or refuse("its leaf does not follow the format")
    commitments, kind, time, target, gone = parsed.groups()
    date.fromisoformat(time[:10])
    check_names(NAME_OF_PART.findall(commitments))
    if kind == "erase" or target:
        read_erasure(index, kind, target, gone)
    proof = [unb64(line, 32) for line in match[3].split("\n")[:-1]]
    if not included(leaf_hash(leaf), index, head.size, proof, head.root):
        refuse("its proof does not lead to the root of its checkpoint")
    return Receipt(index, leaf, head)


def read_history(path: Path, trust: Trust, now: Head) -> dict[int, bytes]:
    """Root by size of every earlier checkpoint; each is signed, and the tree of now begins with each."""
    known, last = dict[int, bytes](), -1
    for line in (line for begin, end in pieces_of(path) for line in lines_of(path, begin, end)):
        earlier = read_json(line)
        check_canonical([earlier], [line])
        if earlier.keys() != {"checkpoint", "proof"} or not isinstance(earlier["proof"], list):
            refuse("a line is not a checkpoint and its proof")
        head = trust.head(earlier["checkpoint"])
        if not last < head.size <= now.size:
            refuse("the checkpoints are not in ascending order of size, up to that of the export")
        if not consistent(head.size, head.root, now.size, now.root, [unb64(item, 32) for item in earlier["proof"]]):
            refuse(f"the log does not go on from its checkpoint of size {head.size}")
        last, known[head.size] = head.size, head.root
    return known


def roots_at(sizes: frozenset[int], pieces: Sequence[Piece]) -> dict[int, bytes]:
    """The roots of a full export at the given sizes, in one walk over its blocks."""
    steps, edge, size, roots = dict[int, tuple[int, bytes]](), list[tuple[int, bytes]](), 0, {0: EMPTY_ROOT}
    for piece in pieces:
        steps |= {number: (BLOCK, value) for number, value in piece.blocks.items()}
        for number, leaves in piece.leaves.items():
            steps[number] = (1, steps.get(number, (1, b""))[1] + leaves)
    for _, (count, values) in sorted(steps.items()):
        for at in range(0, len(values), 32):
            width, value, size = count, values[at : at + 32], size + count
            while edge and edge[-1][0] == width:  # the complete subtrees so far, each wider than the next
                width, value = 2 * width, node(edge.pop()[1], value)
            edge.append((width, value))
            if size in sizes:
                roots[size] = edge[-1][1]
                for _, left in edge[-2::-1]:
                    roots[size] = node(left, roots[size])
    return roots


def check_erasures(pieces: Sequence[Piece]) -> int:
    """How many parts of the entries here are erased. What is erased was there, is erased once, and is not shown."""
    erased = [(target, name) for piece in pieces for target, names in piece.erasures for name in names]
    if len(set(erased)) != len(erased):
        refuse("a part is erased twice")
    targets = {target for target, _ in erased}
    hidden: dict[int, tuple[str, ...]] = {index: () for piece in pieces for index in piece.indexes if index in targets}
    for piece in pieces:
        for names, indexes in piece.hidden.items():
            hidden.update((index, names) for index in indexes if index in targets)
    here = [(target, name) for target, name in erased if target in hidden]
    for target, name in here:
        if name not in hidden[target]:
            refuse(f"part {name} of entry {target} is erased, but is shown or never was")
    return len(here)


def check_entries(task: Task, jobs: int) -> list[Piece]:
    """Every entry, by pieces, in one process or several; then what only shows between the pieces."""
    tasks = [task._replace(begin=begin, end=end) for begin, end in pieces_of(task.path)]
    jobs = min(jobs or os.cpu_count() or 1, len(tasks) // 2)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            pieces = list(pool.map(check_piece, tasks))
    else:
        pieces = [check_piece(task) for task in tasks]
    expected, time = 0, ""
    for piece in pieces:
        if piece.begins < time or piece.indexes[0] < expected or (task.root is None and piece.indexes[0] > expected):
            refuse(f"entry {piece.indexes[0]}: an index or a time goes back, or an entry is left out")
        expected, time = piece.indexes[-1] + 1, piece.ends
    if task.root is None and expected != task.size:
        refuse(f"a full export of {task.size} entries ends after {expected}")
    return pieces


def compare(
    roots: dict[int, bytes],
    own: dict[int, bytes],
    pins: Sequence[Head],
    receipts: Sequence[Receipt],
    leaves: dict[int, str],
) -> None:
    """The export's own checkpoints, and what the caller kept from earlier, against the roots that the entries give."""
    if any(roots[size] != root for size, root in own.items()):
        refuse("the entries do not give the root of a checkpoint")
    if any(roots.get(head.size, head.root) != head.root for head in [*pins, *[receipt.head for receipt in receipts]]):
        refuse("fork: a pinned checkpoint or a receipt has another root at its size")
    if any(pin.size not in roots for pin in pins):
        refuse("a pinned checkpoint is not in the history of this partial export; ask for one that holds it")
    for receipt in receipts:
        if leaves.get(receipt.entry, receipt.leaf) != receipt.leaf:
            refuse(f"fork: entry {receipt.entry} is not the one of its receipt")
        if receipt.head.size not in roots and receipt.entry not in leaves:
            refuse(f"nothing in this partial export can be compared with the receipt of entry {receipt.entry}")


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
        own = {**read_history(folder / "history.jsonl", trust, head), head.size: head.root}
    with about("pinned checkpoint"):
        pins = [trust.head(read_text(path)) for path in pinned]
    with about("receipt"):
        given = [read_receipt(read_text(path), trust) for path in receipts]
    sizes = frozenset([*own, *[pin.size for pin in pins], *[receipt.head.size for receipt in given]])
    if max(sizes) > head.size:
        refuse(f"rollback: a pinned checkpoint or a receipt is of a log larger than {head.size}")
    with about("entries"):
        split = frozenset(size // BLOCK for size in sizes if size % BLOCK)
        root, asked = None if manifest.full else head.root, frozenset(receipt.entry for receipt in given)
        pieces = check_entries(Task(folder / "entries.jsonl", 0, 0, head.size, root, split, asked), jobs)
        roots = roots_at(sizes, pieces) if manifest.full else {0: EMPTY_ROOT, **own}
        compare(roots, own, pins, given, {index: leaf for piece in pieces for index, leaf in piece.asked.items()})
        erased = check_erasures(pieces)
    hidden = sum(len(names) * len(indexes) for piece in pieces for names, indexes in piece.hidden.items())
    counts = {
        "size": head.size,
        "entries": sum(len(piece.indexes) for piece in pieces),
        "disclosed": sum(piece.disclosed for piece in pieces),
        "erased": erased,
        "withheld": hidden - erased,
    }
    return {"ok": True, "root": base64.b64encode(head.root).decode(), **counts}


@contextmanager
def about(what: str) -> Iterator[None]:
    """Says of what a refusal is; what cannot even be read is refused too."""
    try:
        yield
    except Invalid as error:
        raise Invalid(f"{what}: {error}") from None
    except (ValueError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise Invalid(f"{what}: it cannot be read ({type(error).__name__})") from None


def verdict(*arguments: Any) -> dict[str, object]:
    """As verify, but a refusal is an answer too: {"ok": False, "why": ...}; whatever goes wrong is a refusal."""
    try:
        return verify(*arguments)
    except Invalid as error:
        return {"ok": False, "why": str(error)}
    except OSError as error:
        return {"ok": False, "why": f"{Path(str(error.filename)).name} cannot be read: {error.strerror}"}
    except Exception as error:  # a stranger's bytes end in a verdict, whatever they do
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
