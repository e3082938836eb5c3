"""The parent's hold on one child: started with nothing, spoken to with a deadline, ended with its whole group."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from ..media import MIB
from .answers import ENCODER, READY, Terms
from .frames import ChannelTrouble, Deadline, receive, send
from .limits import CPU_SECONDS, MEMORY

WALL_SECONDS = 60.0
"""Longer than the processor time allowed, since a busy machine gives a process only a share of its time."""


def started(program: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process that loads a program and waits for its terms."""
    return subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        cwd="/",
        start_new_session=True,
    )


class GuardedProcess:
    """A process that was started, given its terms and locked in; `enforced` names the locks it reports."""

    def __init__(self, process: subprocess.Popen[bytes], terms: Terms) -> None:
        self._process = process
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        self.pid = self._process.pid
        try:
            deadline = Deadline(WALL_SECONDS)
            send(self._to, ENCODER.encode(terms), deadline)
            self.enforced = READY.decode(receive(self._from, deadline, largest=MIB)).enforced
        except BaseException:
            self.end()
            raise

    def ask(self, *messages: bytes, deadline: Deadline) -> None:
        """Send a job."""
        for message in messages:
            send(self._to, message, deadline)

    def hear(self, deadline: Deadline, largest: int) -> bytearray:
        """The next message of the child."""
        return receive(self._from, deadline, largest)

    def end(self) -> int:
        """End the child and all it may have started; returns the status it had ended with by itself, or 0."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        status = 0
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(timeout=0.2)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        return status


def why_ended(status: int, trouble: ChannelTrouble, seconds: float) -> str:
    """Why a child gave no whole answer, for the person who gave the file."""
    if trouble.reason == "silent":
        return f"took more than {seconds:.0f} s"
    if trouble.reason == "too long":
        return "its reader said more than it may"
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"took more than {CPU_SECONDS} s of processor time"
    if status in (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS):
        return f"ended its reader ({signal.Signals(-status).name}; it had {MEMORY // MIB} MiB)"
    return f"ended its reader (status {status})"
