"""The child's side: it locks itself in and answers jobs until its pipe ends."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import zoneinfo
from collections.abc import Callable, Iterator

from ...errors import InputRefused
from ..media import MIB
from .answers import ENCODER, JOBS, TERMS, Answer, Done, Job, Ready, Refused, Terms
from .frames import LENGTH
from .hooks import shut_gate
from .landlock import fence
from .limits import CPU_SECONDS, MEMORY, memory_held, renew_time, set_limits
from .syscalls import filter_calls

Answering = Callable[[Terms, Job, bytes], Iterator[Answer]]
WORN_MEMORY = 320 * MIB
WORN_SECONDS = 45.0
LIFE_SECONDS = 90
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_PDEATHSIG = 1


def serve(answering: Answering, *, once: bool) -> None:
    """Lock this process in, then answer jobs from standard input on standard output. `once`: one job and no more."""
    incoming, outgoing = _channels()
    end_with_parent()
    terms = TERMS.decode(_frame(incoming))
    # Values are frozen and hold no cycles, and what is loaded stays: the collector would find next to nothing.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    enforced = lock_in(CPU_SECONDS if once else LIFE_SECONDS)
    _say(outgoing, ENCODER.encode(Ready(enforced)))
    while (message := _frame(incoming)) != b"":
        job, raw = JOBS.decode(message), _frame(incoming)
        if not once:
            renew_time()
        done = Done()
        for answer in answers(job.path, answering(terms, job, raw)):
            if isinstance(answer, Done):
                done = answer
            else:
                _say(outgoing, encoded(answer, job.path))
        _say(outgoing, ENCODER.encode(Done(done.worn or once or worn(), done.more)))
    os._exit(0)  # the parent waits: nothing here is worth tidying up


def lock_in(life_seconds: int) -> tuple[str, ...]:
    """Give up everything that reading needs not; returns the names of the locks that hold."""
    memory_held()
    code = [entry for entry in sys.path if entry]
    enforced = fence([*code, *zoneinfo.TZPATH, *_LIBRARIES])
    enforced += filter_calls()
    enforced += set_limits(life_seconds)
    shut_gate([*code, *zoneinfo.TZPATH])
    return (*enforced, "audit-hook")


def answers(path: str, found: Iterator[Answer]) -> Iterator[Answer]:
    """The answers about one input; whatever its reader trips over becomes the refusal of this one."""
    try:
        yield from found
    except InputRefused as refusal:
        yield Refused(refusal.path, refusal.reason, refusal.place, refusal.remedy)
    except MemoryError:
        said = f"takes more memory than the {MEMORY // MIB} MiB a file may take"
        yield Refused(path, said, remedy="It may be made to exhaust a machine; leave it out")
        yield Done(worn=True)
    except RecursionError:
        yield Refused(path, "nested too deep", remedy="It may be made to exhaust a machine; leave it out")
    except Exception as error:  # libraries raise anything on damaged files; none of it may end the reader
        kind = type(error).__name__
        yield Refused(path, f"damaged: its reader gave up ({kind})", remedy="It may be half a download")


def encoded(answer: Answer, path: str) -> bytes:
    """An answer as a message; one that cannot be written as UTF-8 becomes a refusal."""
    try:
        return ENCODER.encode(answer)
    except UnicodeEncodeError:
        return ENCODER.encode(Refused(path, "holds characters that are none (lone surrogates)"))


def worn() -> bool:
    """Whether this child has worked so long, or grown so large, that a fresh one should take over."""
    return time.process_time() > WORN_SECONDS or memory_held() > WORN_MEMORY


def end_with_parent() -> None:
    """Have the kernel end this process when its parent is gone (Linux); its core never becomes a file."""
    import ctypes

    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: no other process of the user looks into it


def _channels() -> tuple[int, int]:
    """The two pipes under numbers of their own; what libraries print goes nowhere."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return incoming, outgoing


def _frame(stream: int) -> bytes:
    """The next frame; b"" at the end of the pipe."""
    head = _exactly(stream, LENGTH.size)
    return _exactly(stream, LENGTH.unpack(head)[0]) if head else b""


def _exactly(stream: int, size: int) -> bytes:
    found = bytearray()
    while len(found) < size:
        part = os.read(stream, min(MIB, size - len(found)))
        if not part:
            return b""
        found += part
    return bytes(found)


def _say(stream: int, message: bytes) -> None:
    for part in (LENGTH.pack(len(message)), message):
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(stream, rest) :]
