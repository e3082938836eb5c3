"""Pages to JSON Lines, on a stream or in a file that an interrupted run can take up again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..errors import InputRefused
from ..publications.page import page_object
from ..records import content_id
from .intake import Given, Intake, given, read_page
from .parallel import in_order
from .progress import Outcome, Progress

ENCODER = msgspec.json.Encoder()


class _PathOnly(msgspec.Struct):
    path: str


def page_line(intake: Intake, found: Given) -> tuple[str, bytes] | InputRefused:
    """The path and the JSON line of one page."""
    page = read_page(intake, found)
    if isinstance(page, InputRefused):
        return page
    return page.document.path, ENCODER.encode(page_object(page)) + b"\n"


def page_lines(intake: Intake, skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, bytes] | InputRefused]:
    """The JSON line of every page whose path is not in `skip`."""
    shared = msgspec.structs.replace(intake, paths=(), addresses=())
    yield from in_order(partial(page_line, shared), given(intake, skip=skip), intake.jobs)


def annotate_stream(intake: Intake, stream: BinaryIO, progress: Progress) -> Outcome:
    """Write a line a page to the stream, each as soon as it is ready."""
    return _write(page_lines(intake), stream, progress, Outcome())


def annotate_to_file(intake: Intake, target: Path, progress: Progress) -> Outcome:
    """Write a line a page to `target`, by way of a part file that the same call takes up after an interruption.

    The part file carries a digest of the settings in its name, so that a run with other settings starts anew.
    """
    digest = content_id("doc", msgspec.structs.replace(intake, jobs=1, paths=tuple(map(str, intake.paths))))
    part = target.with_name(f"{target.name}.{digest[-8:]}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    before = _done_before(part)
    outcome = Outcome(done=len(before))
    with part.open("ab") as stream:
        _write(page_lines(intake, before), stream, progress, outcome)
        stream.flush()
        os.fsync(stream.fileno())
    return finished(part, target, outcome)


def finished(part: Path, target: Path, outcome: Outcome) -> Outcome:
    """Give a part file its name, which the outcome then tells of; one without a page goes."""
    if outcome.done:
        part.replace(target)
        outcome.written.append(target)
    else:
        part.unlink()
    return outcome


def _done_before(part: Path) -> frozenset[str]:
    """Paths whose whole line the part file holds; a line cut off by the interruption is taken out."""
    if not part.exists():
        return frozenset()
    done: set[str] = set()
    whole = 0
    with part.open("rb") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                break
            done.add(msgspec.json.decode(line, type=_PathOnly).path)
            whole += len(line)
    os.truncate(part, whole)
    return frozenset(done)


def _write(
    lines: Iterator[tuple[str, bytes] | InputRefused], stream: BinaryIO, progress: Progress, outcome: Outcome
) -> Outcome:
    for line in lines:
        if isinstance(line, InputRefused):
            outcome.refused.append(line)
            continue
        path, encoded = line
        stream.write(encoded)
        outcome.done += 1
        progress(outcome.done, path)
    stream.flush()
    return outcome
