"""Canonical JSON (RFC 8785, narrowed: no floats, integers within 2^53 - 1), the bytes that ids are made of."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import msgspec

from ..errors import RecordError

LARGEST = 2**53 - 1
ENCODER = msgspec.json.Encoder(order="sorted")
_LISTS = (list, tuple)
_WRITTEN_ALONE = (msgspec.Struct, str, bool)
LONG_NUMBER = re.compile(rb"[:,\[]-?(?:\d{17}|9\d{15})")
_DIGITS = bytes(48 if 48 <= code < 58 else 32 for code in range(256))  # every digit a zero, all else a space
_SIXTEEN, _SEVENTEEN = b"0" * 16, b"0" * 17


def plain(value: object) -> Any:
    """A record as JSON values: structs become objects, decimals become strings."""
    return msgspec.to_builtins(value, str_keys=True)


def canonical(value: object) -> bytes:
    """Canonical JSON of a record or of plain values, UTF-8.

    Raises RecordError for floats, integers beyond 2^53 - 1 and lone surrogates, which no two JSON libraries write
    alike. Records hold no floats by their types; a time before 1685 or after 2255, which is beyond that range in
    microseconds, is written as a string.
    """
    try:
        if isinstance(value, msgspec.Struct) or _safe(value):
            encoded = ENCODER.encode(value)
            if not _long(encoded):
                return encoded
        return _written(value)
    except UnicodeEncodeError as error:
        raise RecordError(f"text has a lone surrogate at {error.start}; decode it before keeping it") from error


def _safe(value: object) -> bool:
    """Whether the encoder alone writes it canonically, but for long numbers: records, texts and lists of them."""
    for item in value if isinstance(value, _LISTS) else (value,):
        kind = type(item)
        if kind is str or item is None:
            continue
        if kind is int:
            if not -LARGEST <= item <= LARGEST:
                return False
        elif kind is list or kind is tuple:
            if not _safe(item):
                return False
        elif not isinstance(item, _WRITTEN_ALONE):
            return False
    return True


def _long(encoded: bytes) -> bool:
    """Whether a number beyond LARGEST may stand there; sixteen digits in a row are looked for first."""
    digits = encoded.translate(_DIGITS)
    if _SIXTEEN not in digits:
        return False
    nines = b":9" in encoded or b",9" in encoded or b"[9" in encoded or b"-9" in encoded
    return (nines or _SEVENTEEN in digits) and LONG_NUMBER.search(encoded) is not None


def _written(value: object) -> bytes:
    if isinstance(value, msgspec.Struct):
        encoded = ENCODER.encode(value)
        return _dumped(_shortened(plain(value))) if _long(encoded) else encoded
    if isinstance(value, list | tuple):
        return b"[" + b",".join([_written(item) for item in value]) + b"]"
    if isinstance(value, str) or (isinstance(value, int) and -LARGEST <= value <= LARGEST):
        return ENCODER.encode(value)
    ready = plain(value)
    _check(ready)
    return _dumped(ready)


def _dumped(ready: Any) -> bytes:
    text = json.dumps(ready, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shortened(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shortened(item) for item in value]
    if isinstance(value, int) and abs(value) > LARGEST:
        return str(value)
    return value


def _check(value: Any) -> None:
    if isinstance(value, float):
        raise RecordError(f"{value!r} is a float; keep measured numbers as decimal strings")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST:
        raise RecordError(f"{value} does not survive every JSON reader; keep it as a string")
    if isinstance(value, dict):
        for key, item in value.items():
            if any(ord(mark) > 0xFFFF for mark in key):
                raise RecordError(f"key {key!r} sorts differently in UTF-8 and UTF-16; keep it a value")
            _check(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)


def number(value: Decimal) -> int | float:
    """A decimal as the JSON number that people expect: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
