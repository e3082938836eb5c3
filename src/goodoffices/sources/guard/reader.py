"""The parent's side: files given to a child one after the other, its answers checked before they are believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec

from ...errors import InputRefused
from ...records import Document
from ..arrival import Saying
from ..media import MIB
from .answers import ANSWERS, ENCODER, Answer, Done, Inspected, Job, Opening, Refused, Terms
from .checking import believed, checked_document, tamed
from .frames import LARGEST, ChannelTrouble, Deadline
from .inspection import Inspection, refused
from .opening import Opened, opened
from .process import WALL_SECONDS, GuardedProcess, started, why_ended

if TYPE_CHECKING:
    from .spares import Spares

PROGRAM = ("-m", "goodoffices.documents.guarded")
"""What runs in the child. It stands above this package, which is why it is named and not imported."""
MOST_FILES = 1_000
"""Files a child reads before a fresh one takes over: starting one costs as much as reading some dozens of pages."""
MOST_DEATHS = 8
MOST_ANSWERS = 200_000
MOST_BYTES = 1 << 30
LARGEST_INSPECTION = 4 * MIB


class GuardedReader:
    """Reads any number of files in a child process, replaced whenever a file ended it or wore it out.

    One thread at a time, the one that asks first until it is closed: a child ends with the thread that started it.
    Use it in a `with`. `once`: one file, with exactly one file's processor time. `spares`: where a child that was
    started ahead may be had.
    """

    def __init__(
        self,
        terms: Terms | None = None,
        *,
        once: bool = False,
        program: Sequence[str] = PROGRAM,
        seconds: float = WALL_SECONDS,
        spares: Spares | None = None,
    ) -> None:
        self._terms, self._once, self._seconds, self._spares = terms or Terms(), once, seconds, spares
        self._program = (*program, *(("--once",) if once else ()))
        self._child: GuardedProcess | None = None
        self._files = 0
        self._more = False
        self.started = 0

    def __enter__(self) -> GuardedReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> int:
        """End the child, if there is one; returns the status it had ended with by itself."""
        child, self._child, self._files = self._child, None, 0
        return child.end() if child else 0

    @property
    def enforced(self) -> tuple[str, ...]:
        """The locks the running child reports; () when none runs."""
        return self._child.enforced if self._child else ()

    @property
    def running(self) -> int:
        """The process number of the running child; 0 when none runs."""
        return self._child.pid if self._child else 0

    def inspection(self, file: Opened) -> Inspection:
        """What the file holds, read whole, in part or refused; never raises for anything in it."""
        said: Inspection | None = None
        try:
            for answer in self._answers(Job(file.path, "inspection", file.sha256), file.raw):
                if isinstance(answer, Refused):
                    said = refused(_refused(answer, file))
                elif isinstance(answer, Inspected):
                    said = answer.found
        except InputRefused as refusal:
            said = refused(refusal)
        if said is None:
            said = refused(InputRefused(file.path, "its reader gave no answer"))
        return msgspec.structs.replace(believed(said), path=file.path, sha256=file.sha256, bytes=len(file.raw))

    def documents(
        self, file: Opened, saying: Saying | None = None, days: dict[str, date] | None = None
    ) -> Iterator[tuple[Document, bytes] | InputRefused]:
        """Each document in the file (one, or one a member or entry) with the bytes it was read from, or the refusal.

        `saying`: of this file, in place of what the terms say of all. `days`: only the documents it names, as published
        on that day. A member that ends its reader is refused, and the next ones are read by a fresh child.
        """
        told = deaths = 0
        before = -1
        while told > before:  # a child that asks to go on without having told anything is not believed
            before, self._more = told, False
            try:
                job = Job(file.path, "documents", file.sha256, file.media_type, file.url, told, saying, days)
                for answer in self._answers(job, file.raw):
                    told += 1
                    yield checked_document(answer, file) if isinstance(answer, Opening) else _refused(answer, file)
            except InputRefused as refusal:
                yield refusal
                told, deaths, self._more = told + 1, deaths + 1, deaths < MOST_DEATHS and file.raw[:2] == b"PK"
            if not self._more:
                return

    def _answers(self, job: Job, raw: bytes) -> Iterator[Answer]:
        """The answers to one job up to its end; raises InputRefused when the child cannot give them all."""
        finished = False
        try:
            deadline = Deadline(self._seconds)
            child = self._ready()
            child.ask(ENCODER.encode(job), raw, deadline=deadline)
            size, largest = 0, LARGEST_INSPECTION if job.want == "inspection" else LARGEST
            for _ in range(MOST_ANSWERS):
                message = child.hear(deadline, largest)
                size += len(message)
                answer = ANSWERS.decode(message)
                if isinstance(answer, Done):
                    finished, self._more = not answer.worn, answer.more
                    return
                if size > MOST_BYTES:
                    break
                yield answer
                deadline = Deadline(self._seconds)  # whoever takes the answer may take time of its own
            raise ChannelTrouble("too long")
        except ChannelTrouble as trouble:
            status = self.close()
            raise InputRefused(job.path, why_ended(status, trouble, self._seconds), remedy=_REMEDY) from trouble
        except msgspec.MsgspecError as error:
            raise InputRefused(job.path, "its reader gave an answer that is none", remedy=_REMEDY) from error
        except OSError as error:
            raise InputRefused(job.path, f"its reader could not be started ({error.strerror})") from error
        finally:
            if not finished:
                self.close()

    def _ready(self) -> GuardedProcess:
        if self._child is not None and self._files >= MOST_FILES:
            self.close()
        if self._child is None:
            ahead = self._spares.take() if self._spares is not None else None
            self._child = GuardedProcess(ahead or started(self._program), self._terms)
            self.started += 1
        self._files += 1
        return self._child


_REMEDY = "It may be made to exhaust or attack a machine; leave it out"


def _refused(answer: Answer, file: Opened) -> InputRefused:
    """The refusal a child gives; named as the file, or as something in it."""
    if not isinstance(answer, Refused):
        return InputRefused(file.path, "its reader gave an answer that was not asked for")
    path = answer.path if answer.path.startswith(f"{file.path}!") else file.path
    return InputRefused(tamed(path), tamed(answer.reason), place=tamed(answer.place), remedy=tamed(answer.remedy))


def read_guarded(path: str | Path, reader: GuardedReader | None = None) -> Inspection:
    """What a file holds, by a reader given or by one of its own; never raises for anything in or about the file."""
    try:
        file = opened(path)
    except InputRefused as refusal:
        return refused(refusal)
    if reader is not None:
        return reader.inspection(file)
    with GuardedReader(once=True) as own:
        return own.inspection(file)
