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
from functools import lru_cache
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


DECODER = json.JSONDecoder(parse_float=refuse, parse_constant=refuse)
# What DECODER.raw_decode calls: (text, begin) -> (value, end); it raises StopIteration where there is no JSON.
READ_JSON: Callable[[str, int], tuple[Any, int]] = vars(DECODER)["scan_once"]
RARE = bytes.maketrans(b"123456789\xf1\xf2\xf3\xf4", b"000000000\xf0\xf0\xf0\xf0")  # digits; characters above U+FFFF
LONG_NUMBER = re.compile(r"[\[,:]-?(?:[0-9]{17}|9[0-9]{15})")


def unb64(text: str, length: int | None = None) -> bytes:
    """The bytes of a base64 text that is the one encoding of them."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text or length not in (None, len(data)):
        refuse(f"{text[:50]!r} is not the base64 it should be")
    return data


def unescaped(text: str) -> str:
    """The canonical JSON that stands in a JSON string, without its marks; of all escapes it needs but \\" and \\\\."""
    marked = text.replace("\\\\", "\0")
    if "\0" in text or marked.count("\\") != marked.count('\\"') or marked.count('"') != marked.count('\\"'):
        refuse("the JSON is not canonical")
    return marked.replace('\\"', '"').replace("\0", "\\")


def check_canonical(values: Sequence[object], texts: Sequence[str]) -> None:
    """Each text, which was read as its value, is what is written for it, and the values are within the limits.

    They are compared together, which is much faster: texts that are one value each cannot make up for each other. Few
    hold what makes a look at the values necessary.
    """
    joined = f"[{','.join(texts)}]"
    if WRITE_JSON(values) != joined:
        refuse("the JSON is not canonical")
    marks = joined.encode().translate(RARE)
    if b"\xf0" in marks or (b"0" * 16 in marks and LONG_NUMBER.search(joined)):
        for value in values:
            check_value(value)


def check_value(value: object, depth: int = 1) -> None:
    """Integers within 2^53 - 1, keys without characters above U+FFFF, lists and objects at most 64 deep."""
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        refuse("the JSON has an integer beyond 2^53 - 1")
    if isinstance(value, dict | list) and depth > DEEPEST:
        refuse(f"the JSON is nested more than {DEEPEST} deep")
    if isinstance(value, dict) and max("".join(value), default="") > "\uffff":
        refuse("the JSON has a key with a character above U+FFFF")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_value(item, depth + 1)


# --- Trees (RFC 9162 section 2.1) ---

EMPTY_ROOT = sha256(b"").digest()
BLOCK = 256  # leaves that are folded to one hash in the process that read them


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def folded(hashes: list[bytes]) -> bytes:
    """The root over a power of two of hashes."""
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2], strict=True)
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
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


def included(leaf: str, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a leaf stands at an index of the tree."""
    value = sha256(b"\x00" + leaf.encode()).digest()
    ends = climb(proof, index, size - 1, value, value) if index < size else None
    return ends is not None and ends[1] == root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with the tree of `old`."""
    if old in (0, new) or not proof:
        return old in (0, new) and not proof and old_root == (new_root if old else EMPTY_ROOT)
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    level = (old & -old).bit_length() - 1
    return climb(path[1:], old - 1 >> level, new - 1 >> level, path[0], path[0]) == (old_root, new_root)


# --- Signed notes and keys (C2SP signed-note, tlog-checkpoint, tlog-cosignature) ---

ED25519, COSIGNATURE = 1, 4
ORIGIN, NUMBER, TITLE = "[A-Za-z0-9._/-]{1,200}", "(?:0|[1-9][0-9]{0,15})", "goodoffices-ledger-export/1"
VKEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")
SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")
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


def check_signature(key: Key, text: bytes, data: bytes) -> None:
    """A witness signs the text with its time before it; everyone else signs the text."""
    if key.type == COSIGNATURE:
        text = b"cosignature/v1\ntime %d\n%b" % (int.from_bytes(data[:8], "big"), text)
        data = data[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(data, text)
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
        for key in known if len(data) > 4 else refuse("it has a signature of no bytes"):
            if (key.name, key.id) == (match[1], data[:4]):
                check_signature(key, text.encode() + b"\n", data[4:])
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
ENTRY = re.compile(rf'\{{"i":({NUMBER}),"leaf":"({LEAF})","parts":\{{(?:"({NAME})":\{{"body":")?')
BEFORE_SALT, AFTER_SALT = '","salt":"', re.compile(rf'"\}}(?:,"({NAME})":\{{"body":")?')  # and the next part's name
PROOF = re.compile(r'\},"proof":\[(?:"([A-Za-z0-9+/=]{44}(?:","[A-Za-z0-9+/=]{44}){0,63})")?\]\}')
BATCH = 64  # lines whose canonical form is compared at once


@lru_cache
def label(name: str) -> bytes:
    """What comes before salt and body in a commitment."""
    return f"goodoffices/part/1\n{name}\n".encode()


def check_names(names: Sequence[str]) -> None:
    """Names of parts, each after the one before."""
    if any(left >= right for left, right in pairwise(names)):
        refuse("names of parts are not in strictly ascending order")


def read_erasure(index: int, kind: str, target: str | None, parts: str | None) -> tuple[int, tuple[str, ...]]:
    """The entry and the parts that a leaf of kind erase names; no other kind names anything."""
    if kind != "erase" or target is None or parts is None or int(target) >= index:
        refuse("kind erase, and only kind erase, names an entry before it")
    names = tuple(parts.split('\\",\\"'))
    check_names(names)
    return int(target), names


@dataclass
class Piece:
    """A run of lines of entries.jsonl: what to check it against, and what is left of it once it is checked."""

    path: Path
    begin: int  # the first byte, and the byte after the last
    end: int
    size: int  # of the log
    root: bytes | None  # for partial exports, whose entries have a proof each
    split: frozenset[int]  # blocks in which a root is asked for
    receipts: frozenset[int]  # indexes of receipts
    indexes: array[int] = field(default_factory=lambda: array("Q"))
    times: list[str] = field(default_factory=list)  # of the first entry and of the last
    disclosed: int = 0
    hidden: dict[tuple[str, ...], array[int]] = field(default_factory=dict)  # parts not shown: indexes
    erasures: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    blocks: dict[int, bytes] = field(default_factory=dict)  # whole blocks: their hash
    leaves: dict[int, bytes] = field(default_factory=dict)  # other blocks, and those in `split`: their leaf hashes
    asked: dict[int, str] = field(default_factory=dict)  # the leaves at `receipts`

    def check(self) -> Piece:
        """Checks every line; runs in a process of its own when the export is large."""
        hashes, done, lines = list[bytes](), 0, read(self.path, self.begin, self.end).split("\n")[:-1]
        try:
            for begin in range(0, len(lines), BATCH):
                self.check_lines(lines[begin : begin + BATCH], hashes)
        except (ValueError, StopIteration, RecursionError) as error:
            why = error if isinstance(error, Invalid) else f"it is not the JSON of an entry ({type(error).__name__})"
            raise Invalid(f"about entry {self.indexes[-1] if self.indexes else 0}: {why}") from None
        while self.root is None and done < len(hashes):
            number, place = divmod(self.indexes[done], BLOCK)
            run = hashes[done : done + BLOCK - place]
            if len(run) == BLOCK and number not in self.split:
                self.blocks[number] = folded(run)
            else:
                self.leaves[number] = b"".join(run)
            done += len(run)
        return self

    def check_lines(self, lines: Sequence[str], hashes: list[bytes]) -> None:
        """Some entries: each line must be exactly what is written for the values it holds."""
        numbers, leaves, times = list[str](), list[str](), list[str]()
        bodies, salts, names, owners = list[str](), list[str](), list[str](), list[str]()
        for line in lines:
            match = ENTRY.match(line) or refuse("a line is not an entry with a leaf of the format")
            number, leaf, time, name = match.group(1, 2, 5, 8)
            at, first = match.end(), len(names)
            while name:
                end = line.index(BEFORE_SALT, at)
                bodies.append(line[at:end])
                at = end + len(BEFORE_SALT) + 64
                salts.append(line[at - 64 : at])
                names.append(name)
                owners.append(leaf)
                follows = AFTER_SALT.match(line, at) or refuse(f"entry {number} has a part without body or salt")
                name, at = follows[1], follows.end()
            numbers.append(number)
            leaves.append(leaf)
            times.append(time)
            if line[at:] != "}}" or self.root is not None:
                self.check_proof(int(number), leaf.replace('\\"', '"'), line[at:])
            if leaf.count(",") != 3 or len(names) != first + 1 or '\\"erase' in leaf:  # not simply one part, shown
                self.note(int(number), match, names[first:])
        self.check_parts(bodies, salts, names, owners)
        # All at once, which is much faster; a leaf has no line break in it.
        plain = "\n\0".join(leaves).replace('\\"', '"')
        hashes += [sha256(leaf).digest() for leaf in f"\0{plain}".encode().split(b"\n")]
        indexes = list(map(int, numbers))
        if not self.receipts.isdisjoint(indexes):
            found = zip(indexes, plain.split("\n\0"), strict=True)
            self.asked |= {index: leaf for index, leaf in found if index in self.receipts}
        self.check_order(indexes, times)

    def check_parts(self, escaped: list[str], salts: list[str], names: list[str], owners: list[str]) -> None:
        """Bodies, as they stand between quotation marks in lines, open the commitments of their leaves, canonically."""
        joined, salt = unescaped("\n".join(escaped)), bytes.fromhex("".join(salts))
        bodies, encoded = joined.split("\n")[: len(names)], joined.encode().split(b"\n")
        if salt.hex() != "".join(salts):
            refuse("a salt is not written in lower case")
        for at, (name, body, leaf) in enumerate(zip(names, encoded, owners, strict=False)):
            opened = sha256(label(name) + salt[32 * at : 32 * at + 32] + body).hexdigest()
            if f'"{name}\\":\\"{opened}' not in leaf:
                refuse(f"part {name} does not open its commitment")
            if len(body) > 2 * DEEPEST and body.count(b"[") + body.count(b"{") > DEEPEST:
                check_value(READ_JSON(bodies[at], 0)[0])
        values = [READ_JSON(body, 0) for body in bodies]
        if [end for _, end in values] != list(map(len, bodies)) or max(map(len, encoded), default=0) > LARGEST_BODY:
            refuse("a body is larger than 1 MiB, or more than one value")
        check_canonical([value for value, _ in values], bodies)
        self.disclosed += len(bodies)

    def note(self, index: int, match: re.Match[str], shown: list[str]) -> None:
        """Notes which parts of an entry are not shown, and which parts of another it erases."""
        commitments, kind, target, gone = match.group(3, 4, 6, 7)
        names = NAME_OF_PART.findall(commitments)
        check_names(names)
        check_names(shown)
        if missing := tuple([name for name in names if name not in shown]):
            self.hidden.setdefault(missing, array("Q")).append(index)
        if kind == "erase" or target:
            self.erasures.append(read_erasure(index, kind, target, gone))

    def check_proof(self, index: int, leaf: str, rest: str) -> None:
        """What follows the parts in the line of a partial export."""
        match = PROOF.fullmatch(rest) if self.root else None
        proof = [unb64(item, 32) for item in match[1].split('","')] if match and match[1] else []
        if self.root is None or match is None or not included(leaf, index, self.size, proof, self.root):
            refuse(f"entry {index} is not laid out as one, or its inclusion proof does not hold")

    def check_order(self, indexes: list[int], times: list[str]) -> None:
        """Indexes rise, by one in full exports; times are of the calendar and never go back."""
        last, latest = (self.indexes[-1], self.times[1]) if self.indexes else (indexes[0] - 1, times[0])
        run = list(range(last + 1, last + 1 + len(indexes))) if self.root is None else sorted(set(indexes))
        ordered = indexes == run and last < indexes[0] and [latest, *times] == sorted([latest, *times])
        if not ordered or indexes[-1] >= self.size:
            refuse("an index or a time goes back, or an entry is left out")
        for day in {time[:10] for time in times}:
            date.fromisoformat(day)
        self.indexes.extend(indexes)
        self.times = [*self.times[:1], times[0]][:1] + times[-1:]


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
PIECE = 2 << 20  # bytes of entries.jsonl that one process checks at a time


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


def read(path: Path, begin: int = 0, end: int = LARGEST_TEXT) -> str:
    """Some of a file, as text."""
    with path.open("rb") as file:
        file.seek(begin)
        return file.read(end - begin).decode()


def read_manifest(folder: Path, trust: Trust) -> tuple[bool, Head]:
    """Whether the export is full, and its size and root. The folder holds what the export key signed, and no more."""
    found = set[str]()
    for path in [*folder.iterdir(), *(folder / "blobs").glob("*")]:
        name, mode = path.relative_to(folder).as_posix(), path.lstat().st_mode
        if stat.S_ISREG(mode):
            found.add(name)
        elif name != "blobs" or not stat.S_ISDIR(mode):
            refuse(f"{name!r} is neither a plain file nor the folder of blobs")
    text, signed, lines = open_note(read(folder / "manifest"), [trust.export])
    match = MANIFEST.fullmatch(text) or refuse("it is not laid out as a manifest")
    if match[1] != trust.log.name or lines != 1 or not signed:
        refuse(f"it is not signed by {trust.export.name} alone")
    date.fromisoformat(match[5])
    files = {name: (int(length), digest) for name, length, digest in FILE.findall(match[6])}
    if len(files) != match[6].count("\n") or not files.keys() >= {"checkpoint", "entries.jsonl", "history.jsonl"}:
        refuse("it names a file twice, or does not name checkpoint, entries.jsonl and history.jsonl")
    if found != files.keys() | {"manifest"}:
        refuse("the files of the folder are not those of the manifest")
    for name, (length, digest) in files.items():
        with (folder / name).open("rb") as file:
            if file.seek(0, os.SEEK_END) != length or file.seek(0) or file_digest(file, "sha256").hexdigest() != digest:
                refuse(f"{name} is not the file that the manifest lists")
        if name.startswith("blobs/") and name != f"blobs/{digest}":
            refuse("it names a blob by another hash than its own")
    return match[2] == "full", Head(int(match[3]), unb64(match[4], 32), frozenset())


# --- The steps of a verification ---


def read_receipt(text: str, trust: Trust) -> tuple[int, str, Head]:
    """The entry, its leaf and the checkpoint of a receipt (C2SP tlog-proof@v1) that holds by itself."""
    match = RECEIPT.fullmatch(text) or refuse("it is not a title, a leaf, an index, hashes and a checkpoint")
    leaf, index, head = unb64(match[1]).decode(), int(match[2]), trust.head(match[4])
    parsed = LONE_LEAF.fullmatch(leaf.replace('"', '\\"')) or refuse("its leaf does not follow the format")
    commitments, kind, time, target, gone = parsed.groups()
    date.fromisoformat(time[:10])
    check_names(NAME_OF_PART.findall(commitments))
    if kind == "erase" or target:
        read_erasure(index, kind, target, gone)
    proof = [unb64(line, 32) for line in match[3].split("\n")[:-1]]
    if not included(leaf, index, head.size, proof, head.root):
        refuse("its proof does not lead to the root of its checkpoint")
    return index, leaf, head


def read_history(path: Path, trust: Trust, now: Head) -> dict[int, bytes]:
    """Root by size of every earlier checkpoint; each is signed, and the tree of now begins with each."""
    known, last = dict[int, bytes](), -1
    for line in (line for begin, end in pieces_of(path) for line in read(path, begin, end).split("\n")[:-1]):
        earlier, _ = READ_JSON(line, 0)
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


def check_entries(pieces: list[Piece], jobs: int) -> list[Piece]:
    """Every entry, by pieces, in one process or several; then what only shows between the pieces."""
    jobs = min(jobs or os.cpu_count() or 1, len(pieces) // 2)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            pieces = list(pool.map(Piece.check, pieces))
    else:
        pieces = [piece.check() for piece in pieces]
    for before, after in pairwise(pieces):
        last, first = before.indexes[-1], after.indexes[0]
        if before.times[1] > after.times[0] or first <= last or (after.root is None and first != last + 1):
            refuse(f"entry {first}: an index or a time goes back, or an entry is left out")
    return pieces


def check_kept(
    roots: dict[int, bytes], pins: Sequence[Head], receipts: Sequence[tuple[int, str, Head]], leaves: dict[int, str]
) -> None:
    """What the caller kept from earlier, against the roots and the leaves of the export."""
    if any(roots.get(head.size, head.root) != head.root for head in [*pins, *[head for _, _, head in receipts]]):
        refuse("fork: a pinned checkpoint or a receipt has another root at its size")
    if any(pin.size not in roots for pin in pins):
        refuse("a pinned checkpoint is not in the history of this partial export; ask for one that holds it")
    for index, leaf, head in receipts:
        if leaves.get(index, leaf) != leaf:
            refuse(f"fork: entry {index} is not the one of its receipt")
        if head.size not in roots and index not in leaves:
            refuse(f"nothing in this partial export can be compared with the receipt of entry {index}")


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
        full, named = read_manifest(folder, trust)
    with about("checkpoint"):
        head = trust.head(read(folder / "checkpoint"))
        if head[:2] != named[:2] or len({key.public for key in head.witnesses}) < quorum:
            refuse(f"it is not the one that the manifest names, or fewer than {quorum} known witnesses cosigned it")
    with about("history.jsonl"):
        own = {**read_history(folder / "history.jsonl", trust, head), head.size: head.root}
    with about("pinned checkpoint"):
        pins = [trust.head(read(path)) for path in pinned]
    with about("receipt"):
        given = [read_receipt(read(path), trust) for path in receipts]
    with about("entries.jsonl"):
        sizes = frozenset([*own, *[kept.size for kept in [*pins, *[kept for _, _, kept in given]]]])
        if max(sizes) > head.size:
            refuse(f"rollback: a pinned checkpoint or a receipt is of a log larger than {head.size}")
        split = frozenset(size // BLOCK for size in sizes if size % BLOCK)
        asked = frozenset(index for index, _, _ in given)
        path, root = folder / "entries.jsonl", None if full else head.root
        runs = [Piece(path, begin, end, head.size, root, split, asked) for begin, end in pieces_of(path)]
        pieces = check_entries(runs, jobs)
        roots = roots_at(sizes, pieces) if full else {0: EMPTY_ROOT, **own}
        if any(roots.get(size) != value for size, value in own.items()):
            refuse("the entries do not give the root of a checkpoint, or some are left out")
        check_kept(roots, pins, given, {index: leaf for piece in pieces for index, leaf in piece.asked.items()})
        erased = check_erasures(pieces)
    hidden = sum(len(names) * len(indexes) for piece in pieces for names, indexes in piece.hidden.items())
    counts = {
        "entries": sum(len(piece.indexes) for piece in pieces),
        "disclosed": sum(piece.disclosed for piece in pieces),
    }
    whole = {"ok": True, "size": head.size, "root": base64.b64encode(head.root).decode()}
    return {**whole, **counts, "erased": erased, "withheld": hidden - erased}


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
        why = str(error)
    except OSError as error:
        why = f"{Path(str(error.filename)).name} cannot be read: {error.strerror}"
    except Exception as error:  # a stranger's bytes end in a verdict, whatever they do
        why = f"it cannot be read as an export: {type(error).__name__}"
    return {"ok": False, "why": why.encode("utf-8", "backslashreplace").decode()}


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
