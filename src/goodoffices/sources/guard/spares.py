"""Children started ahead: loading their program takes many times as long as most files take to be read."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence

from .process import started
from .reader import PROGRAM

AFTER = 1.0
"""Seconds after which another one follows one that was taken: it would be in the way of what that one is read for."""
LIFE = 300.0
"""Seconds after the last sign that files may come, for which one is kept: an idle server keeps none."""


class Spares:
    """A child that has loaded its program and has seen nothing yet; who takes it gives it terms, and uses it up.

    A thread of its own starts them from the first sign that files may come (one is asked for, or expected): a child
    ends with the thread that started it. One that nobody took for `LIFE` seconds is let go of until the next sign.
    """

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self._program = tuple(program)
        self._ready: subprocess.Popen[bytes] | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._until = 0.0
        self._closed = False

    def expect(self) -> None:
        """Files may come soon: have one ready by then. Does not wait for it."""
        with self._changed:
            self._begin()

    def take(self) -> subprocess.Popen[bytes] | None:
        """The child that is ready; None where there is none."""
        with self._changed:
            self._begin()
            child, self._ready = self._ready, None
            self._changed.notify_all()
        if child is not None and child.poll() is not None:
            _end(child)
            return None
        return child

    def wait(self, seconds: float) -> bool:
        """Wait until one is ready; whether one is in time."""
        with self._changed:
            self._begin()
            return self._changed.wait_for(lambda: self._ready is not None, seconds)

    def close(self) -> None:
        """End the one that nobody took; those that are in use end with it."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        self._until = time.monotonic() + LIFE
        self._changed.notify_all()
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="guarded readers", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        with self._changed:
            while not self._closed:
                self._ready = started(self._program)
                self._changed.notify_all()
                if self._taken():
                    self._changed.wait_for(lambda: self._closed, AFTER)
                self._changed.wait_for(lambda: self._closed or self._left() > 0)
            self._let_go()

    def _taken(self) -> bool:
        """Wait until somebody takes the one that is ready, or its life is over, or all of them are closed."""
        while not self._closed and (left := self._left()) > 0:
            if self._changed.wait_for(lambda: self._closed or self._ready is None, left):
                return not self._closed
        self._let_go()
        return False

    def _left(self) -> float:
        return self._until - time.monotonic()

    def _let_go(self) -> None:
        if self._ready is not None:
            _end(self._ready)
            self._ready = None


def _end(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None and child.stdout is not None
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
