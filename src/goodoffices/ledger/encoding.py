"""Bytes as text, the one way each: canonical JSON (RFC 8785, narrowed), base64 (RFC 4648 section 4), lower-case hex.

The profile of JSON: integers within 2^53 - 1, no floats, no duplicate keys, no lone surrogates, keys without characters
above U+FFFF, nesting of at most 64. Text is never normalised. Every reader here refuses what a writer would not write.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from typing import Any

import orjson

from ..errors import LedgerRefused

LARGEST = 2**53 - 1
DEEPEST = 64
_read, _written, _SORTED = orjson.loads, orjson.dumps, orjson.OPT_SORT_KEYS
HASH_HEX = re.compile(r"[0-9a-f]{64}")


def canonical_text(value: object) -> str:
    """Canonical JSON of plain values. Raises LedgerRefused for values outside the profile."""
    try:
        _check_value(value, 0)
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except (TypeError, ValueError) as error:
        raise LedgerRefused(f"the value cannot be written as canonical JSON: {error}") from error


def parse_canonical(text: str | bytes) -> Any:
    """The value of a canonical JSON text. Raises LedgerRefused for any other text."""
    try:
        given = text if isinstance(text, bytes) else text.encode()
        value = _read(given)
        if _written(value, None, _SORTED) != given:
            raise LedgerRefused("the JSON is not canonical: write it sorted, without spaces, escapes only where needed")
    except (TypeError, ValueError) as error:
        raise LedgerRefused(f"this is not JSON: {error}") from error
    if type(value) is not dict:
        _check_value(value, 0)
        return value
    # Most bodies are flat and hold nothing that needs a second look; this runs for every one of them.
    for key, item in value.items():
        kind = type(item)
        if not (kind is str or (kind is int and -LARGEST <= item <= LARGEST)) or not key.isascii():
            _check_value(value, 0)
            break
    return value


def is_canonical(text: str | bytes) -> bool:
    """Whether a text is canonical JSON of the profile."""
    try:
        parse_canonical(text)
    except LedgerRefused:
        return False
    return True


def _check_value(value: object, depth: int) -> None:
    # The common kinds first: this runs for every body, and calls itself only for what is nested.
    items: Iterable[object]
    if isinstance(value, dict):
        _check_depth(depth)
        for key in value:
            if not (isinstance(key, str) and key.isascii()) and max(str(key), default="") > "\uffff":
                raise LedgerRefused(f"the key {key!r} sorts differently in UTF-8 and UTF-16; make it a value")
        items = value.values()
    elif isinstance(value, list | tuple):
        _check_depth(depth)
        items = value
    else:
        items = (value,)
    for item in items:
        kind = type(item)
        if kind is str or kind is bool or item is None:
            continue
        if isinstance(item, int):
            if not -LARGEST <= item <= LARGEST:
                raise LedgerRefused(f"{item} does not survive every JSON reader; write it as a string")
        elif isinstance(item, dict | list | tuple):
            _check_value(item, depth + 1)
        elif not isinstance(item, str):
            raise LedgerRefused(f"{item!r} is not text, whole number, list or object; write decimal values as strings")


def _check_depth(depth: int) -> None:
    if depth == DEEPEST:
        raise LedgerRefused(f"the JSON is nested more than {DEEPEST} deep")


def b64(data: bytes) -> str:
    """Base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str) -> bytes:
    """Bytes of a base64 text. Raises LedgerRefused unless the text is the one encoding of its bytes."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise LedgerRefused("this is not base64") from error
    if b64(data) != text:
        raise LedgerRefused("this base64 is not the one encoding of its bytes")
    return data


def unhash(text: str) -> bytes:
    """The 32 bytes of a lower-case hexadecimal SHA-256. Raises LedgerRefused for any other text."""
    if HASH_HEX.fullmatch(text) is None:
        raise LedgerRefused("this is not a hash of 64 lower-case hexadecimal digits")
    return bytes.fromhex(text)
