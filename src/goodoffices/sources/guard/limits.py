"""What the child may use of the machine, set by itself before it sees the first byte (POSIX setrlimit)."""

from __future__ import annotations

import math
import os
import resource
import time
from functools import cache

from ..media import MIB

CPU_SECONDS = 8
"""For one file. With the parent's own work a file stays below ten."""
MEMORY = 768 * MIB
"""Address space of the child; with the parent's copy of the largest input the two stay below 1 GiB."""
FILES = 24


def set_limits(life_seconds: int) -> tuple[str, ...]:
    """Limit memory, processes, open files and written bytes; returns the names of the limits that hold."""
    held = []
    wanted = (
        ("RLIMIT_AS", MEMORY), ("RLIMIT_DATA", MEMORY), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0), ("RLIMIT_NOFILE", FILES), ("RLIMIT_MEMLOCK", 0), ("RLIMIT_MSGQUEUE", 0),
    )  # fmt: skip
    for name, most in wanted:
        number = getattr(resource, name, None)
        if number is not None and _set(number, most, most):
            held.append(name.removeprefix("RLIMIT_").lower())
    if _set(resource.RLIMIT_CPU, life_seconds, life_seconds + 1):
        held.append("cpu")
    return tuple(held)


def renew_time() -> None:
    """Give the next file its processor time, within what the whole life of the child was given."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(time.process_time()) + CPU_SECONDS
    if hard != resource.RLIM_INFINITY:  # without an end to its life this is no child
        _set(resource.RLIMIT_CPU, min(soft, hard - 1), hard)


def memory_held() -> int:
    """Bytes of memory the process holds; asked once before the locks close, since it reads a file of the system.

    Elsewhere than on Linux the most it ever held; on Linux that figure would be the parent's until it is passed.
    """
    try:
        return int(os.pread(_own_sizes(), 200, 0).split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@cache
def _own_sizes() -> int:
    return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)


def _set(number: int, soft: int, hard: int) -> bool:
    _, most = resource.getrlimit(number)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    try:
        resource.setrlimit(number, (soft, hard))
    except (ValueError, OSError):
        return False
    return True
