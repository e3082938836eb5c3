"""New body keys for a log: every body sealed again, then the old key destroyed, which reaches copies of the store.

Backups, replicas and dead rows keep what was sealed under the old key; without it they say nothing. Interrupted, it
goes on where it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from .heads import Head
from .log import Ledger
from .storage import Run
from .vault import NONCE_BYTES, Vault

RUNS_AT_ONCE = 200


def rotate(log: Ledger, random: Callable[[int], bytes] = os.urandom) -> int:
    """Puts a fresh body key in the place of the log's; gives its number."""
    keys = log.keys
    if len(keys.bodies) == 1:
        keys = keys._replace(bodies={**keys.bodies, max(keys.bodies) + 1: random(32)})
        log.keep_keys(keys)
    number = max(keys.bodies)

    def begin(head: Head) -> Head:
        if head.body_key == number:
            return head
        return log.changed(head, number)

    log.commit(begin)
    fresh = Vault(log.origin, keys.bodies, number)
    size, done = log.size, 0
    while done < size:
        done = _seal_again(log, fresh, done, random)
    log.storage.scrub(log.number)
    log.keep_keys(keys._replace(bodies={number: keys.bodies[number]}))
    return number


def _seal_again(log: Ledger, vault: Vault, begin: int, random: Callable[[int], bytes]) -> int:
    runs: list[Run] = []

    def change(head: Head) -> Head:
        for run in log.storage.runs(log.number, begin, head.frontier.size):
            runs.append(run)
            if vault.number(run.sealed) != vault.newest:
                entries = vault.open(run.sealed, run.last - run.first + 1)
                log.storage.reseal(log.number, run.last, vault.seal(entries, random(NONCE_BYTES), len(run.sealed)))
            if len(runs) == RUNS_AT_ONCE:
                break
        return head

    log.commit(change)
    return runs[-1].last + 1
