"""Identifiers: content ids (same content, same id) and minted ids (ULID, for things that change).

Norms: FIPS 180-4 (SHA-256), RFC 4648 section 6 (base32, here in lower case), ULID specification.
"""

from __future__ import annotations

import hashlib

from ..errors import RecordError
from .codec import canonical

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
PAIRS = [high + low for high in BASE32 for low in BASE32]
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CONTENT_PREFIXES = frozenset({"doc", "rnd", "clm", "fnd", "jdg", "src", "sty", "ent"})
MINTED_PREFIXES = frozenset({"evt", "per", "pty", "ses", "inc", "cas"})


def content_id(prefix: str, *parts: object) -> str:
    """`prefix_` and 26 base32 characters (130 bits of SHA-256) over the canonical JSON of (prefix, parts)."""
    if prefix not in CONTENT_PREFIXES:
        raise RecordError(f"{prefix!r} is no prefix of a content id; one of {sorted(CONTENT_PREFIXES)}")
    return named(prefix, canonical([prefix, *parts]))


def named(prefix: str, written: bytes) -> str:
    """`prefix_` and 26 base32 characters of the SHA-256 of what is written."""
    digest = hashlib.sha256(written).digest()
    bits = int.from_bytes(digest[:17], "big") >> 6
    return f"{prefix}_" + "".join([PAIRS[bits >> shift & 1023] for shift in range(120, -1, -10)])


def digest_of(raw: bytes) -> str:
    """`sha256:` and 64 hex digits: the id of bytes as they arrived."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def minted_id(prefix: str, milliseconds: int, entropy: bytes) -> str:
    """`prefix_` and a ULID: 48 bits of Unix time in milliseconds, 80 bits of entropy, Crockford base32.

    Both are arguments, so that a pure step mints the same id from the same input; times before 1970
    or after 10889 count as the nearest end. Entropy shorter than 10 bytes is refused.
    """
    if prefix not in MINTED_PREFIXES:
        raise RecordError(f"{prefix!r} is no prefix of a minted id; one of {sorted(MINTED_PREFIXES)}")
    if len(entropy) < 10:
        raise RecordError("a ULID needs 10 bytes of entropy")
    clock = min(max(milliseconds, 0), 2**48 - 1)
    value = clock << 80 | int.from_bytes(entropy[:10], "big")
    return f"{prefix}_" + "".join(CROCKFORD[value >> shift & 31] for shift in range(125, -1, -5))
