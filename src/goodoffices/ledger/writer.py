"""One writer for many hands: entries that wait together are committed together, each answered when it is durable."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from .entries import Appended, Checked, Draft, checked
from .log import Ledger

MOST = 1000

_Waiting = tuple[Checked, "Future[Appended]"]


class Writer:
    """A thread that drains a queue into a log. An error of the store reaches everyone whose entry it kept out."""

    def __init__(self, log: Ledger) -> None:
        self._log = log
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._drain, name=f"writer of {log.origin}", daemon=True)
        self._thread.start()

    def submit(self, draft: Draft) -> Future[Appended]:
        """Hands an entry over. Raises LedgerRefused at once for a draft that breaks a rule."""
        answer: Future[Appended] = Future()
        self._queue.put((checked(draft), answer))
        return answer

    def close(self) -> None:
        """Commits what waits and ends the thread; the log stays open."""
        self._queue.put(None)
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _drain(self) -> None:
        while (first := self._queue.get()) is not None:
            waiting = [first]
            ended = False
            while len(waiting) < MOST and not self._queue.empty():
                following = self._queue.get()
                if following is None:
                    ended = True
                    break
                waiting.append(following)
            self._commit([item for item in waiting if item[1].set_running_or_notify_cancel()])
            if ended:
                return

    def _commit(self, waiting: list[_Waiting]) -> None:
        try:
            appended = self._log.append_checked([draft for draft, _ in waiting])
        except Exception as error:  # whatever it is, those who wait must learn of it
            for _, answer in waiting:
                answer.set_exception(error)
            return
        for (_, answer), entry in zip(waiting, appended, strict=True):
            answer.set_result(entry)
