"""Leaves: what the tree is made of. Commitments, a kind, a time and, for an erasure, what it erased; never content."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from ..errors import LedgerRefused
from .parts import MOST_PARTS, NAME

KIND = re.compile(r"[a-z][a-z0-9._-]{0,31}")
ERASE = "erase"
LONGEST_LEAF = 4096
_NAME = "[a-z][a-z0-9_]{0,31}"
_COMMITMENT = f'"{_NAME}":"[0-9a-f]{{64}}"'
_LEAF = re.compile(
    rf'\{{"c":\{{({_COMMITMENT}(?:,{_COMMITMENT}){{0,15}})\}},"k":"({KIND.pattern})"'
    r',"t":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)","v":1'
    rf'(?:,"x":\{{"i":(0|[1-9][0-9]{{0,15}}),"p":\["({_NAME}(?:","{_NAME}){{0,15}})"\]\}})?\}}'
)
_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Erased:
    """What a leaf of kind erase names: the index of an earlier entry, and parts of it in ascending order."""

    index: int
    parts: tuple[str, ...]


class Leaf(NamedTuple):
    """A leaf as values: commitments by part, kind, time (microseconds UTC), and what it erased if it is an erasure."""

    commitments: dict[str, str]
    kind: str
    time: int
    erased: Erased | None = None


def time_text(microseconds: int) -> str:
    """A time as leaves write it: 2026-02-18T09:31:22.123456Z. Microseconds since 1970, UTC."""
    try:
        return (_EPOCH + timedelta(microseconds=microseconds)).isoformat(timespec="microseconds") + "Z"
    except OverflowError as error:
        raise LedgerRefused(f"{microseconds} microseconds from 1970 is beyond the calendar") from error


# All entries of one commit have one time.
@lru_cache(maxsize=256)
def time_of(text: str) -> int:
    """Microseconds since 1970 of a time as leaves write it. Raises LedgerRefused for a day that no calendar has."""
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError as error:
        raise LedgerRefused(f"{text[:40]!r} is not a time of the calendar") from error
    return (moment - _EPOCH) // _MICROSECOND


def leaf_text(commitments: Mapping[str, str], kind: str, time: str, erased: Erased | None = None) -> str:
    """The text of a leaf; `commitments` in ascending order of names, `time` as time_text writes it.

    Nothing is checked here that the caller has made itself: names by checked_parts, commitments by commitment.
    """
    inner = ",".join([f'"{name}":"{value}"' for name, value in commitments.items()])
    return f'{{"c":{{{inner}{leaf_end(kind, time, erased)}'


def leaf_end(kind: str, time: str, erased: Erased | None = None) -> str:
    """What follows the commitments in a leaf: the same for all of one kind that one commit takes in."""
    if erased is None:
        return f'}},"k":"{kind}","t":"{time}","v":1}}'
    names = '","'.join(erased.parts)
    return f'}},"k":"{kind}","t":"{time}","v":1,"x":{{"i":{erased.index},"p":["{names}"]}}}}'


def leaf_hash(text: str) -> bytes:
    """RFC 9162 leaf hash: SHA-256 over 0x00 and the leaf's bytes."""
    return sha256(b"\x00" + text.encode()).digest()


def leaf_hashes(texts: str) -> list[bytes]:
    """As leaf_hash for several leaves, a line each; no leaf has a line break in it."""
    # Marked and encoded all at once, which is faster than one by one.
    return [sha256(leaf).digest() for leaf in ("\0" + texts.replace("\n", "\n\0")).encode().split(b"\n")]


def parse_leaf(text: str, index: int) -> Leaf:
    """The values of the leaf at `index`. Raises LedgerRefused for any text that is not a leaf."""
    match = _LEAF.fullmatch(text) if len(text) <= LONGEST_LEAF else None
    if match is None:
        raise LedgerRefused(f"entry {index} has no leaf of the format")
    inner, kind, time, target, erased = match.groups()
    commitments = {pair[1 : pair.index('"', 1)]: pair[-65:-1] for pair in inner.split(",")}
    _ascending(list(commitments), inner.count(",") + 1, index)
    if (kind == ERASE) is not (target is not None):
        raise LedgerRefused(f"entry {index}: kind erase and only kind erase says what it erased")
    if target is None:
        return Leaf(commitments, kind, time_of(time))
    names = erased.split('","')
    _ascending(names, len(names), index)
    if int(target) >= index:
        raise LedgerRefused(f"entry {index} erases entry {target}, which is not before it")
    return Leaf(commitments, kind, time_of(time), Erased(int(target), tuple(names)))


def told(text: str) -> tuple[str, int, Erased | None]:
    """Kind, time and erasure of a leaf that is known to be one, as its hash is in the tree."""
    # All leaves of one commit and kind end alike: what follows their commitments is read once.
    return _told(text[text.index("}") :])


@lru_cache(maxsize=1024)
def _told(rest: str) -> tuple[str, int, Erased | None]:
    leaf = parse_leaf(f'{{"c":{{"main":"{"0" * 64}"{rest}', sys.maxsize)
    return leaf.kind, leaf.time, leaf.erased


def _ascending(names: Sequence[str], count: int, index: int) -> None:
    if len(names) != count or any(left >= right for left, right in pairwise(names)):
        raise LedgerRefused(f"entry {index} does not name its parts in strictly ascending order")


@lru_cache(maxsize=256)
def checked_kind(kind: str) -> str:
    """A kind that entries may have. Raises LedgerRefused for erase, which only an erasure writes, and for bad names."""
    if kind == ERASE:
        raise LedgerRefused("entries of kind erase are made by erasing")
    if KIND.fullmatch(kind) is None:
        raise LedgerRefused(f"{kind[:40]!r} is not a kind; use a-z, 0-9 and ._-, at most 32, a letter first")
    return kind


def checked_erasure(leaf: Leaf, index: int, parts: Sequence[str]) -> Erased:
    """What an erasure of `parts` of the entry at `index` names. Raises LedgerRefused for parts it never had."""
    names = tuple(sorted(parts))
    if not 1 <= len(names) <= MOST_PARTS or len(set(names)) != len(names):
        raise LedgerRefused(f"name 1 to {MOST_PARTS} different parts to erase")
    for name in names:
        if NAME.fullmatch(name) is None or name not in leaf.commitments:
            raise LedgerRefused(f"entry {index} has no part {name[:40]!r}")
    return Erased(index, names)
