"""A log: entries appended durably, proven, read, erased; one tree, one signed head, one mark.

A commit is: hold the mark, begin, verify the head, insert, sign, commit, write the mark. Only then is anything
acknowledged. Several threads and processes may append to one log; each begins from what the others have committed.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from itertools import repeat
from types import TracebackType
from typing import Self, TypeVar

from ..errors import LedgerRefused, LedgerTrouble
from .checkpoints import Checkpoint, checked_origin
from .encoding import b64, canonical_text, unb64
from .entries import Appended, Checked, Draft, Entry, checked
from .heads import Head, check_mark, nodes_of, note_text, read_head
from .keys import KeyStore, LogKeys, key_store, name_of
from .leaves import ERASE, Erased, checked_erasure, leaf_hash, leaf_hashes, parse_leaf, time_text
from .marks import NOTHING
from .notes import Signer, VerifierKey
from .parts import SALT_BYTES, checked_parts, commitment, prefix
from .receipts import receipt_text
from .runs import committed, runs_of
from .storage import HASH, LogRow, Run, Storage, open_storage
from .tree import (
    EMPTY_ROOT,
    consistency_proof,
    folded,
    inclusion_holds,
    inclusion_ranges,
    subtrees,
)
from .vault import NONCE_BYTES, Part, Vault

Clock = Callable[[], int]
Randomness = Callable[[int], bytes]
Made = TypeVar("Made")
Opening = Callable[[int, Sequence[str], Iterable[Sequence[Part]]], list[Made]]
"""What is made of a run: from its first index, its leaves and what is kept of their parts."""
WHY = "why"
TOGETHER = 320
"""Entries that go through all steps while the processor still has them at hand; a multiple of a run's."""


def now() -> int:
    """Microseconds since 1970, UTC, as the machine's clock says."""
    return time.time_ns() // 1000


class Ledger:
    """One log in a store (an SQLite path or a postgresql:// address), open for reading and writing.

    `clock` gives microseconds since 1970, `random` fresh bytes. `notices` collects what an operator should know and
    nothing failed by. Methods raise LedgerRefused when the question is wrong, LedgerTrouble when the store is.
    """

    def __init__(self, storage: Storage, row: LogRow, keys: KeyStore, clock: Clock, random: Randomness) -> None:
        self.origin = row.origin
        try:
            self.log_key, self.export_key = VerifierKey.parse(row.log_key), VerifierKey.parse(row.export_key)
        except LedgerRefused as error:
            raise LedgerTrouble(f"the store is damaged: a key of {row.origin} in it is none") from error
        self.notices: list[str] = []
        self.storage, self._row, self._keys = storage, row, keys
        self._clock, self._random = clock, random
        self._lock = threading.RLock()
        self.mark = storage.mark(row)
        self._reading = NOTHING
        self._head: Head | None = None
        self._load_keys()
        self._settled()

    @classmethod
    def create(
        cls,
        store: str,
        origin: str,
        *,
        keys: KeyStore | None = None,
        clock: Clock = now,
        random: Randomness = os.urandom,
    ) -> Self:
        """Makes a log with fresh keys. Raises LedgerRefused when the store has one of that origin."""
        place = keys or key_store()
        secret = LogKeys(checked_origin(origin), random(32), random(32), {1: random(32)})
        signer = secret.log_signer()
        key, export_key = signer.verifier.text, secret.export_signer().verifier.text
        start = _signature(signer, Checkpoint(origin, 0, EMPTY_ROOT))
        row = LogRow(0, origin, key, export_key, start, 1, 0)
        storage = open_storage(store, create=True)
        try:
            with storage.mark(row).held():
                _refuse_twice(storage, origin)
                # The keys come first: a log without its keys could not be used, keys without a log harm nobody.
                place.write(secret.name(), secret)
                with storage.writing(0):
                    _refuse_twice(storage, origin)
                    row = storage.add_log(row)
                mark = storage.mark(row)
            with mark.held():
                head = read_head(storage, row, signer.verifier)
                mark.write(head.point(), mark.read())
            return cls(storage, row, place, clock, random)
        except BaseException:
            storage.close()
            raise

    @classmethod
    def open(
        cls,
        store: str,
        origin: str,
        *,
        keys: KeyStore | None = None,
        clock: Clock = now,
        random: Randomness = os.urandom,
    ) -> Self:
        """A log that is there. Raises LedgerTrouble when it is damaged at its head or behind its mark."""
        storage = open_storage(store)
        try:
            row = storage.log(origin)
            if row is None:
                raise LedgerRefused(f"{store} has no log {origin[:200]!r}")
            return cls(storage, row, keys or key_store(), clock, random)
        except BaseException:
            storage.close()
            raise

    def close(self) -> None:
        """Ends the connection to the store."""
        self.storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def size(self) -> int:
        """Number of entries now."""
        return self._settled().frontier.size

    def append(self, drafts: Iterable[Draft]) -> list[Appended]:
        """Commits entries together, all or none; returns when they are durable."""
        return self.append_checked([checked(draft) for draft in drafts])

    def append_checked(self, drafts: Sequence[Checked]) -> list[Appended]:
        """Commits entries whose drafts were checked before."""
        if not drafts:
            return []
        leaves: list[str] = []

        def change(head: Head) -> Head:
            return self._extend(head, drafts, leaves)

        after = self.commit(change)
        note = self._note_at_head(after)
        first = after.frontier.size - len(leaves)
        return list(map(Appended, range(first, after.frontier.size), leaves, repeat(note)))

    def erase(self, index: int, parts: Sequence[str], reason: str) -> Appended:
        """Destroys salts and bodies of an entry's parts and says so in a new entry; returns when that is durable."""
        why = Checked(ERASE, checked_parts({WHY: canonical_text({"reason": reason})}))
        leaves: list[str] = []

        def change(head: Head) -> Head:
            if not 0 <= index < head.frontier.size:
                raise LedgerRefused(f"there is no entry {index}")
            run = self.storage.run(self.number, index)
            erased = checked_erasure(parse_leaf(run.leaf(index), index), index, parts)
            place, count = index - run.first, run.last - run.first + 1
            kept = self.vault.open(run.sealed, count)
            gone = set(erased.parts) - {name for name, _, _ in kept[place]}
            if gone:
                raise LedgerRefused(f"part {min(gone)} of entry {index} was erased before")
            kept[place] = [part for part in kept[place] if part[0] not in erased.parts]
            sealed = self.vault.seal(kept, self._random(NONCE_BYTES), len(run.sealed))
            self.storage.reseal(self.number, run.last, sealed)
            return self._extend(head, [why], leaves, erased)

        after = self.commit(change)
        try:
            self.storage.scrub(self.number)
        except LedgerTrouble as trouble:
            self.notices.append(str(trouble))
        return Appended(after.frontier.size - 1, leaves[0], self._note_at_head(after))

    def _extend(self, head: Head, drafts: Sequence[Checked], leaves: list[str], erased: Erased | None = None) -> Head:
        frontier, moment = head.frontier.copy(), max(self._clock(), head.time)
        stamp = time_text(moment)
        runs: list[Run] = []
        for begin in range(0, len(drafts), TOGETHER):
            self.storage.insert(self.number, runs)
            some = drafts[begin : begin + TOGETHER]
            salts = self._random(SALT_BYTES * sum([len(draft[1]) for draft in some]))
            fresh, kept = committed(some, salts, stamp, erased)
            leaves += fresh
            runs = runs_of(fresh, kept, frontier, self.vault, self._random)
        root = frontier.root()
        signature = self.signature(frontier.size, root)
        self.storage.insert(self.number, [*runs[:-1], runs[-1]._replace(signed=signature)])
        return Head(frontier, root, signature, moment, head.generation, head.body_key)

    def commit(self, change: Callable[[Head], Head]) -> Head:
        """Runs `change` in a transaction: it takes the head and gives the next. Durable on return."""
        with self._lock, self.mark.held():
            try:
                with self.storage.writing(self.number):
                    after = change(self._unchanged() or self._current())
                self._reading = self.mark.write(after.point(), self._reading)
            except BaseException:
                # What is durable now is known only to the store: the next call reads it from there.
                self._head = None
                raise
            self._change_row(self._row._replace(body_key=after.body_key, generation=after.generation))
            self._head = after
            return after

    def _unchanged(self) -> Head | None:
        # What was verified once and nobody else has written to since need not be read again.
        if self._head is not None and self.storage.unchanged() and self.mark.read() == self._reading:
            return self._head
        return None

    def _current(self) -> Head:
        # The mark is read first: whatever it says was committed before.
        reading = self.mark.read()
        row = self.storage.log(self.origin)
        if row is None:
            raise LedgerTrouble(f"the log {self.origin} is gone from its store")
        size, signature = self.storage.head(row.number)
        head = self._head
        if head is None or row != self._row or head.frontier.size != size or (size and head.signature != signature):
            self._change_row(row)
            head = read_head(self.storage, row, self.log_key)
        if head is not self._head or reading != self._reading:
            check_mark(self.storage, row, head, reading, self.storage.keeps_mark)
        if reading.damaged and reading != self._reading:
            self.notices.append(f"one slot of the mark {self.mark.path} does not hold; the next entry writes it anew")
        self._head, self._reading = head, reading
        return head

    def _change_row(self, row: LogRow) -> None:
        if row[:5] != self._row[:5]:
            raise LedgerTrouble(f"the store no longer names the keys that {self.origin} was opened with")
        changed, self._row = row.body_key != self._row.body_key, row
        if changed:
            self._load_keys()

    def _settled(self) -> Head:
        with self._lock:
            head = self._head
            if head is not None and head.point() == self._reading.point and self.storage.unchanged():
                return head
            try:
                head = self._current()
            except BaseException:
                self._head = None
                raise
            if head.point() != self._reading.point:
                # A writer ended between its commit and its mark, or is there now. Nothing is shown to anyone before
                # it is certain to survive a loss of power.
                with self.mark.held():
                    head = self._current()
                    if head.point() != self._reading.point:
                        self.storage.sync()
                        self._reading = self.mark.write(head.point(), self._reading)
            return head

    def line(self, text: str) -> str:
        """The log's signature line under a checkpoint's text."""
        return self._signer.line(text)

    def signature(self, size: int, root: bytes) -> bytes:
        """The log's signature over a checkpoint; the same each time it is made."""
        return _signature(self._signer, Checkpoint(self.origin, size, root))

    def time(self) -> int:
        """The log's clock: microseconds since 1970."""
        return self._clock()

    @property
    def number(self) -> int:
        """The number of the log in its store."""
        return self._row.number

    def changed(self, head: Head, body_key: int | None = None) -> Head:
        """Records, within a commit, a change beside the tree; the head after it."""
        body_key = head.body_key if body_key is None else body_key
        self.storage.change(self.number, body_key, head.generation + 1)
        return head._replace(generation=head.generation + 1, body_key=body_key)

    def keep_keys(self, keys: LogKeys) -> None:
        """Puts other keys in the place of the log's, durably, and uses them from now on."""
        self._keys.write(keys.name(), keys)
        self._load_keys()

    def _load_keys(self) -> None:
        keys = self._keys.read(name_of(self._row.log_key))
        if keys is None:
            raise LedgerTrouble(
                f"the keys of {self.origin} are not where keys are kept; set GOODOFFICES_KEYS to their place"
            )
        self._signer, self.keys = keys.log_signer(), keys
        if (
            self._signer.verifier.text != self._row.log_key
            or keys.export_signer().verifier.text != self._row.export_key
            or self._row.body_key not in keys.bodies
        ):
            raise LedgerTrouble(f"the keys kept for {self.origin} are not its keys, or the store is damaged")
        self.vault = Vault(self.origin, keys.bodies, self._row.body_key)

    def _note_at_head(self, head: Head) -> str:
        return note_text(Checkpoint(self.origin, head.frontier.size, head.root), self.log_key, head.signature)

    def node_at(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree, as tree.py asks for it."""
        return nodes_of(self.storage, self.number)(level, index)

    def checkpoint(self) -> str:
        """The newest checkpoint with its cosignatures."""
        return self.note(self._settled().frontier.size)

    def note(self, size: int) -> str:
        """The checkpoint of a size that the log has signed, with its cosignatures."""
        head = self._settled()
        if size == head.frontier.size:
            root, signature = head.root, head.signature
        else:
            found = self.storage.signature(self.number, size) if size else self._row.start
            if found is None or not 0 <= size < head.frontier.size:
                raise LedgerRefused(f"the log has signed no checkpoint of size {size}")
            root, signature = folded(self.storage.nodes(self.number, list(subtrees(0, size)))), found
        return note_text(Checkpoint(self.origin, size, root), self.log_key, signature, self._cosignatures(size))

    def _cosignatures(self, size: int) -> str:
        return "".join([line for at, _, line in self.storage.cosignatures(self.number, size, size)])

    def signed_sizes(self, end: int, limit: int) -> list[int]:
        """The newest sizes up to `end` that the log has signed, the largest first."""
        return [size for size, _ in self.storage.signed_sizes(self.number, end, limit)]

    def cosigned_sizes(self, end: int) -> list[int]:
        """The sizes up to `end` that a witness has cosigned."""
        return [size for size, _, _ in self.storage.cosignatures(self.number, 0, end)]

    def cosigned_by(self, vkey: str) -> int:
        """The largest size that a witness has cosigned; 0 when there is none."""
        lines = self.storage.cosignatures(self.number, 0, self.size)
        return max([size for size, witness, _ in lines if witness == vkey], default=0)

    def inclusion(self, index: int) -> list[bytes]:
        """The proof that an entry is in the tree of now; it holds, or LedgerTrouble."""
        with self._lock:
            return self._inclusion(self._settled(), index)[1]

    def _inclusion(self, head: Head, index: int) -> tuple[str, list[bytes]]:
        size = head.frontier.size
        parts = [list(subtrees(begin, end)) for begin, end in inclusion_ranges(index, size)]
        # Read together, which is several times as fast as one by one.
        nodes = iter(self.storage.nodes(self.number, [node for part in parts for node in part]))
        proof = [folded([next(nodes) for _ in part]) for part in parts]
        leaf = self.leaf(index)
        if not inclusion_holds(leaf_hash(leaf), index, size, proof, head.root):
            raise LedgerTrouble(f"the store is damaged: entry {index} does not lead to the root")
        return leaf, proof

    def prove(self, index: int) -> str:
        """A receipt for an entry; it holds, or LedgerTrouble."""
        with self._lock:
            head = self._settled()
            leaf, proof = self._inclusion(head, index)
            note = self._note_at_head(head) + self._cosignatures(head.frontier.size)
            return receipt_text(leaf, index, proof, note)

    def consistency(self, size: int) -> str:
        """The body of a C2SP add-checkpoint request: from a smaller tree to the newest checkpoint."""
        with self._lock:
            head = self._settled()
            new = head.frontier.size
            proof = consistency_proof(self.node_at, size, new)
            return "\n".join([f"old {size}", *[b64(node) for node in proof], "", self._note_at_head(head)])

    def leaf(self, index: int) -> str:
        """The text of an entry's leaf."""
        return self.storage.run(self.number, index).leaf(index)

    def read(self, begin: int = 0, end: int | None = None) -> Iterator[Entry]:
        """Entries in order with all their parts; writers may go on meanwhile.

        Each is checked against its leaf hash, each part against its commitment.
        """
        for run, these in self._runs(begin, end):
            yield from self.opened(run)[these]

    def bodies(self, name: str, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, str, bytes | None]]:
        """As read, of one part alone: index, leaf and body of each entry; None where there is no such part."""
        for run, these in self._runs(begin, end):
            yield from self._opened(run, partial(_bodies, name), name)[these]

    def bodies_of(self, name: str, numbers: Sequence[int]) -> Iterator[tuple[int, str, bytes | None]]:
        """The same of entries strewn over the log, given in order; those it does not have are left out."""
        size = self._settled().frontier.size
        for run, these in self.storage.runs_holding(self.number, [one for one in numbers if 0 <= one < size]):
            opened = self._opened(run, partial(_bodies, name), name)
            yield from (opened[number - run.first] for number in these)

    def _runs(self, begin: int, end: int | None) -> Iterator[tuple[Run, slice]]:
        size = self._settled().frontier.size
        end = size if end is None else min(end, size)
        for run in self.storage.runs(self.number, begin, end):
            yield run, slice(max(begin - run.first, 0), end - run.first)

    def opened(self, run: Run) -> list[Entry]:
        """The entries of a run. Raises LedgerTrouble when a byte of them is not as it was."""
        return self._opened(run, _entries)

    def _opened(self, run: Run, made: Opening[Made], only: str | None = None) -> list[Made]:
        if not self.vault.knows(run.sealed):
            # Sealed under a new key since the keys, or since the run, was read.
            with self._lock:
                self._current()
            run = self.storage.run(self.number, run.last)
        leaves = run.leaves.split("\n")
        first = run.last - len(leaves) + 1
        try:
            _check_leaves(run, first)
            return made(first, leaves, self.vault.open(run.sealed, len(leaves), only))
        except LedgerTrouble as error:
            raise LedgerTrouble(f"the store is damaged between entries {first} and {run.last}: {error}") from error


def _check_leaves(run: Run, first: int) -> None:
    place, nodes = 0, run.nodes
    for number, found in enumerate(leaf_hashes(run.leaves), first):
        if found != nodes[place : place + HASH]:
            raise LedgerTrouble(f"the leaf of entry {number} is not as it was")
        # Its own hash, and that of every subtree which it completes.
        place += HASH * (number ^ number + 1).bit_length()


def _entries(first: int, leaves: Sequence[str], kept: Iterable[Sequence[Part]]) -> list[Entry]:
    entries = []
    for number, (leaf, parts) in enumerate(zip(leaves, kept, strict=True), first):
        opened = {}
        for name, salt, body in parts:
            # The leaf is the one that was hashed, so what it says of a part is where its writer has put it.
            if f'"{name}":"{commitment(name, salt, body)}"' not in leaf:
                raise _not_opening(name, number)
            opened[name] = (salt, body.decode())
        entries.append(Entry(number, leaf, opened))
    return entries


def _bodies(
    name: str, first: int, leaves: Sequence[str], kept: Iterable[Sequence[Part]]
) -> list[tuple[int, str, bytes | None]]:
    found: list[tuple[int, str, bytes | None]] = []
    tag, said = prefix(name), f'"{name}":"'
    for number, (leaf, parts) in enumerate(zip(leaves, kept, strict=True), first):
        body = None
        for _, salt, body in parts:
            if f'{said}{sha256(tag + salt + body).hexdigest()}"' not in leaf:
                raise _not_opening(name, number)
        found.append((number, leaf, body))
    return found


def _not_opening(name: str, number: int) -> LedgerTrouble:
    return LedgerTrouble(f"part {name} of entry {number} does not open its commitment")


def _signature(signer: Signer, checkpoint: Checkpoint) -> bytes:
    # The last word of a signature line: the key's id (4 bytes) and the signature.
    return unb64(signer.line(checkpoint.text).split()[-1])[4:]


def _refuse_twice(storage: Storage, origin: str) -> None:
    known = storage.log(origin)
    if known is not None:
        raise LedgerRefused(f"the store has a log {origin}; its keys are {known.log_key} and {known.export_key}")
