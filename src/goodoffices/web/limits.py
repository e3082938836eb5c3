"""How often one actor may do what costs much: a count a minute, shared by the processes of a site."""

from __future__ import annotations

import hashlib

from django.core.cache import cache

MINUTE = 60


def spent(what: str, who: str, most: int, now: int) -> bool:
    """Count one more; whether that is more than `most` in this minute. `now` in microseconds UTC."""
    named = hashlib.sha256(f"{what} {who}".encode()).hexdigest()
    key = f"limit-{named}-{now // 1_000_000 // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return int(cache.incr(key)) > most
    except ValueError:
        return False
