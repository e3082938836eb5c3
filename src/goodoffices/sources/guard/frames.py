"""Frames on a pipe: four bytes of length, then the message. The parent's side waits no longer than it is told."""

from __future__ import annotations

import os
import select
import struct
import time

from ..media import MIB

LENGTH = struct.Struct("!I")
LARGEST = 160 * MIB
"""The largest input with all that is said of it."""
_STEP = MIB


class ChannelTrouble(Exception):
    """The other side ended, kept silent too long or said more than it may. `reason`: ended, silent or too long."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Deadline:
    """A moment on the monotonic clock after which waiting ends."""

    def __init__(self, allowed: float) -> None:
        self._until = time.monotonic() + allowed

    def left(self) -> float:
        """Seconds left; raises ChannelTrouble when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise ChannelTrouble("silent")
        return left


def send(stream: int, message: bytes, deadline: Deadline) -> None:
    """Write a frame to a pipe that does not block."""
    for part in (memoryview(LENGTH.pack(len(message))), memoryview(message)):
        rest = part
        while rest:
            _await(stream, select.POLLOUT, deadline)
            try:
                rest = rest[os.write(stream, rest[:_STEP]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelTrouble("ended") from error


def receive(stream: int, deadline: Deadline, largest: int = LARGEST) -> bytearray:
    """Read a frame from a pipe; raises ChannelTrouble at its end, after the deadline and for one too long."""
    (size,) = LENGTH.unpack(_exactly(stream, LENGTH.size, deadline))
    if size > largest:
        raise ChannelTrouble("too long")
    return _exactly(stream, size, deadline)


def _exactly(stream: int, size: int, deadline: Deadline) -> bytearray:
    found = bytearray()
    while len(found) < size:
        _await(stream, select.POLLIN, deadline)
        part = os.read(stream, min(_STEP, size - len(found)))
        if not part:
            raise ChannelTrouble("ended")
        found += part
    return found


def _await(stream: int, event: int, deadline: Deadline) -> None:
    waiting = select.poll()
    waiting.register(stream, event)
    while not waiting.poll(deadline.left() * 1000):
        pass
