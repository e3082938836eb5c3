"""Telling behind the answer: who writes is answered once the entry is durable, what follows from it is told after that.

A server has a Teller in each of its processes. It names the rooms that something came into to a process of its own,
one after another; rooms that are named again meanwhile are told once more. What was not told when either ended is told
when the case is served again: the tables say up to which entry a room was told.

Whoever reads shares the machine with this. One process of a case tells at a time, a few stories in a row; after a spell
that is worth it, it rests for twice as long, and what comes meanwhile is told together.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO

import msgspec

from ...lexicon.concepts import LANGUAGES
from ...store.rights import operator, rooms_for
from ..mistakes import places
from .desk import Desk
from .place import CasePlace
from .retelling import retell_some, untold
from .room import Room
from .talks_room import TalksRoom

IDLE = 300.0
"""Seconds after which a process that has nothing to tell is let go of."""
TOGETHER = 0.2
"""Seconds that a room waits for more to come into it: what comes together is told together."""
STALE = 10.0
"""Seconds after which this process tells what another one, that may be gone, has not."""
SPELL = 1.0
"""Seconds after which the story that is being told is the last one before a rest."""
SHORT = 0.5
"""Seconds of telling after which nobody need rest."""
REST = 2.0
"""Seconds of rest for each second of telling."""
LONGEST = 20.0
"""Seconds that a rest lasts at most."""
STORIES = 16
"""Stories, by language, that stay at hand as they were read for the talks room."""
NICE = 5
"""How much later than those who answer a telling process has its turn, where processors are short; see nice(2)."""
COLLECTED = 100_000
"""Objects that are made between two looks for cycles: a telling makes many that live long and hold none."""
COMMAND = (sys.executable, "-m", __name__)


class Answer(msgspec.Struct, frozen=True):
    """What became of a telling: nothing went wrong, or which kind of mistake was made, and where; never its words."""

    kind: str = ""
    where: tuple[str, ...] = ()


Failed = Callable[[Answer], None]


class Teller:
    """Tells the rooms of one case anew, in the order in which they were named. `failed` hears of what went wrong."""

    def __init__(self, case: str, failed: Failed) -> None:
        self._case, self._failed = case, failed
        self._waiting: dict[str, None] = {}
        self._busy = self._closed = False
        self._changed = threading.Condition()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._settled: dict[str, int] = {}
        self._since: dict[str, tuple[int, float]] = {}

    def ask(self, room: str) -> None:
        """Have a room told, by its key."""
        with self._changed:
            if self._closed:
                return
            self._waiting[room] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="telling", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def ask_where_untold(self, desk: Desk) -> None:
        """Have those rooms told that were not when the case was served last."""
        keeper = desk.seen_by(operator(desk.rooms))
        for key, room in keeper.rooms.items():
            found = untold(keeper, room)
            if found.left or not found.noted:
                self.ask(key)

    def untold(self, desk: Desk) -> int:
        """How many pages and decisions, in the rooms that the actor may read, nothing follows from yet."""
        # Not by the sizes of the logs: what another process has just committed may not be in the tables yet.
        shown = desk.reached()
        return sum(self._untold(desk, room, shown.get(room, 0)) for room in rooms_for(desk.actor))

    def _untold(self, desk: Desk, room: str, shown: int) -> int:
        if self._settled.get(room) == shown:
            return 0
        told, count, _ = untold(desk, desk.rooms[room])
        if not count:
            self._settled[room] = shown
            self._since.pop(room, None)
            return 0
        since = self._since.get(room)
        if since is None or since[0] != told:
            self._since[room] = (told, time.monotonic())
        elif time.monotonic() - since[1] > STALE:
            self.ask(room)
        return count

    def settle(self, seconds: float) -> bool:
        """Wait until nothing is left to tell here; whether that came to pass in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._busy, seconds)

    def close(self) -> None:
        """Let go; what is not told yet is told when the case is served again."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        while self._thread is not None and self._thread.is_alive():
            # It may be about to start one.
            if self._child is not None:
                self._child.terminate()
            self._thread.join(0.1)
        self._let_go()

    def _run(self) -> None:
        while (room := self._next()) is not None:
            answer = self._told(room)
            if answer.kind and not self._closed:
                self._failed(answer)
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _next(self) -> str | None:
        """The next room to tell; None when this is closed."""
        with self._changed:
            while not self._closed:
                if self._waiting:
                    if self._changed.wait_for(lambda: self._closed, TOGETHER):
                        return None
                    room = next(iter(self._waiting))
                    del self._waiting[room]
                    self._busy = True
                    return room
                if not self._changed.wait(IDLE):
                    self._let_go()
        return None

    def _told(self, room: str) -> Answer:
        """Have the other process tell a room."""
        try:
            child = self._child
            if child is None or child.poll() is not None:
                self._let_go()
                child = self._child = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                _say(child, self._case)
            _say(child, room)
            assert child.stdout is not None
            line = child.stdout.readline()
        except OSError as error:
            return Answer(type(error).__name__)
        return msgspec.json.decode(line, type=Answer) if line else Answer("Ended")

    def _let_go(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            assert child.stdin is not None and child.stdout is not None
            with suppress(OSError):  # of what it was not told before it ended
                child.stdin.close()
            child.wait()
            child.stdout.close()


def _say(child: subprocess.Popen[bytes], what: str) -> None:
    assert child.stdin is not None
    child.stdin.write(msgspec.json.encode(what) + b"\n")
    child.stdin.flush()


def answers(asked: Iterable[bytes]) -> Iterator[Answer]:
    """What becomes of each telling: the first line names a case, each after it a room of the case."""
    lines = (msgspec.json.decode(line, type=str) for line in asked)
    case, desk = next(lines), None
    try:
        for room in lines:
            try:
                desk = desk or Desk(CasePlace.of(case))
                desk.follow()
                while not _tell_some(desk, desk.rooms[room]):
                    pass
                yield Answer()
            except Exception as error:
                yield Answer(type(error).__name__, places(error))
    finally:
        if desk is not None:
            desk.close()


def _tell_some(desk: Desk, room: Room) -> bool:
    """Tell a few stories of a room and rest; whether none is left. Others that tell wait for the end of the rest."""
    with desk.database.alone("telling behind the answer"):
        if not _left(desk, room):
            return True
        begin = time.monotonic()
        whole = retell_some(desk, room, lambda: time.monotonic() - begin > SPELL)
        if whole:
            _prepare(desk)
        took = time.monotonic() - begin
        if took > SHORT:
            time.sleep(min(REST * took, LONGEST))
        return whole


def _left(desk: Desk, room: Room) -> bool:
    """Whether something of a room may be untold: another process may have been asked for the same."""
    found = untold(desk, room)
    changed = any(held.entry >= found.begin for held in desk.standing("settings", room=room))
    return not found.noted or found.left > 0 or changed


def _prepare(desk: Desk) -> None:
    """Put together for the talks room what was told anew: it is kept aside, and no reader waits for it."""
    for language in LANGUAGES:
        talks = TalksRoom(desk, language)
        talks.rounds()
        talks.grid()
        for press in [one for one in talks.presses() if one.was_read][STORIES:]:
            press.let_go()


def main(asked: IO[bytes], told: IO[bytes]) -> None:
    """Answer line by line until nothing more is asked; an interruption is for the server, which ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICE)
    gc.set_threshold(COLLECTED)
    with suppress(BrokenPipeError):  # whoever asked is gone
        for answer in answers(asked):
            told.write(msgspec.json.encode(answer) + b"\n")
            told.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
