"""A child that is not what it should be: run by the guarded reader's tests in place of the real one.

`python stranger.py MODE`: tells which attempts to reach out succeeded (`escape`, `kernel`), or lies in one of the ways a
child that was taken over could.
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from goodoffices.documents.guarded import answering as honest
from goodoffices.sources.guard import child
from goodoffices.sources.guard.answers import ENCODER, Done, Inspected, Opening, Ready
from goodoffices.sources.guard.frames import LENGTH
from goodoffices.sources.guard.inspection import Inspection

ATTEMPTS = {
    "socket": lambda: socket.socket().close(),
    "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
    "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "resolve": lambda: socket.getaddrinfo("localhost", 80, socket.AF_INET, socket.SOCK_STREAM) and socket.socket(),
    "read": lambda: Path("/etc/passwd").read_bytes(),
    "read-parent": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "list": lambda: list(Path("/").iterdir()),
    "write": lambda: Path("/var/tmp/goodoffices-was-here").write_text("x"),
    "append": lambda: os.open(__file__, os.O_WRONLY | os.O_APPEND),
    "remove": lambda: Path("/var/tmp/goodoffices-was-not-here").unlink(),
    "fork": lambda: os.fork() or os._exit(0),
    "spawn": lambda: subprocess.run(["true"], check=False),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "signal": lambda: os.kill(os.getppid(), 0),
    "memory": lambda: bytearray(1 << 30),
    "mode": lambda: Path(__file__).chmod(0o644),
}


def escapes(terms, job, raw):
    """The names of the attempts that were not refused."""
    succeeded = []
    for name, attempt in ATTEMPTS.items():
        try:
            attempt()
        except (OSError, MemoryError):
            continue
        succeeded.append(name)
    secrets = [name for name in os.environ if name not in ("LC_ALL", "PATH", "LC_CTYPE")]
    yield Inspected(Inspection("read", title=" ".join(secrets), warnings=tuple(succeeded)))


def other_document(terms, job, raw):
    for answer in honest(terms, job, raw):
        yield Opening(replace(answer.document, id="sha256:" + "0" * 64))


def other_text(terms, job, raw):
    for answer in honest(terms, job, raw):
        yield Opening(replace(answer.document, rendition=replace(answer.document.rendition, text="Peace was signed.")))


def shouting(terms, job, raw):
    yield Inspected(Inspection("read", title="\x1b[2J\u202e" + "x" * 100_000, warnings=("\x00",) * 5_000))


def never_done(terms, job, raw):
    yield Done(worn=True, more=True)


def raw_answers(mode: str) -> None:
    """Answers that are none, on the pipe itself."""
    ready = ENCODER.encode(Ready(()))
    os.write(1, LENGTH.pack(len(ready)) + ready)
    if mode == "garbage":
        os.write(1, LENGTH.pack(9) + b"not an an")
    elif mode == "endless":
        os.write(1, struct.pack("!I", 0xFFFFFFFF) + b"x" * 1000)
    elif mode == "half":
        os.write(1, LENGTH.pack(100) + b"x")
        return
    elif mode == "death":
        os.kill(os.getpid(), 11)
    time.sleep(30)


if __name__ == "__main__":
    mode = sys.argv[1]
    answering = {
        "escape": escapes,
        "kernel": escapes,
        "other": other_document,
        "text": other_text,
        "shout": shouting,
        "more": never_done,
    }
    if mode == "kernel":
        child.shut_gate = lambda roots: None  # what holds when code runs past the interpreter's own gate
    if mode in answering:
        child.serve(answering[mode], once=True)
    raw_answers(mode)
