"""The program of the guarded child: `python -I -m goodoffices.documents.guarded`, started by `sources.guard`.

It reads with the readers that everything else reads with; what is special is only where it runs.
"""

from __future__ import annotations

import mimetypes
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec.structs import replace

from ..errors import InputRefused
from ..records import CaseSettings, Document
from ..sources import Arrival, Saying
from ..sources.arrivals import unpacked
from ..sources.guard.answers import Answer, Done, Inspected, Job, Opening, Terms
from ..sources.guard.child import answers, serve, worn
from ..sources.guard.limits import renew_time
from ..sources.media import PAPERS
from ..sources.papers import paper_of
from .inspecting import inspected
from .papers import page_of
from .reader import document_of

SECONDS = 3.5
"""After so much processor time a reader stops of itself, so that what it has read is kept."""


def answering(terms: Terms, job: Job, raw: bytes) -> Iterator[Answer]:
    """The answers to a job; raises InputRefused."""
    if job.want == "inspection":
        yield Inspected(inspected(job.path, raw, terms, stop_after(SECONDS)))
    else:
        yield from _documents(terms, job, raw)


def stop_after(seconds: float) -> Callable[[], bool]:
    """A question that is answered with yes once so much more processor time is spent."""
    until = time.process_time() + seconds
    return lambda: time.process_time() > until


def _documents(terms: Terms, job: Job, raw: bytes) -> Iterator[Answer]:
    """One answer for each document or refusal in the file, so that a fresh child can go on after any of them."""
    saying = job.saying or terms.saying
    for arrival in islice(_arrivals(job, raw), job.skip, None):
        said = replace(saying, published=job.days[arrival.path]) if job.days else saying
        for answer in answers(arrival.path, _document(terms.settings, said, arrival, raw)):
            if isinstance(answer, Done):
                yield Done(worn=True, more=True)
                return
            yield answer
        if worn():
            yield Done(worn=True, more=True)
            return
        renew_time()


def _arrivals(job: Job, raw: bytes) -> Iterator[Arrival | InputRefused]:
    if job.media_type:
        found: Iterator[Arrival | InputRefused] = iter((Arrival(job.path, raw, job.media_type, job.url),))
    else:
        found = unpacked(job.path, raw)
    return found if job.days is None else (arrival for arrival in found if arrival.path in job.days)


def _document(settings: CaseSettings, saying: Saying, arrival: Arrival | InputRefused, raw: bytes) -> Iterator[Answer]:
    if isinstance(arrival, InputRefused):
        raise arrival
    yield Opening(read(settings, saying, arrival), b"" if arrival.raw is raw else arrival.raw)


def read(settings: CaseSettings, saying: Saying, arrival: Arrival) -> Document:
    """The document of one arrival, paper or page; raises InputRefused."""
    if arrival.media_type in PAPERS:
        arrival = page_of(arrival, paper_of(arrival, stop_after(SECONDS)))
    return document_of(arrival, settings, saying)


if __name__ == "__main__":
    # A reader of tables loads it when it is there, for numbers no file holds; it would ask for processors and memory.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    mimetypes.init(())  # a library asks for the types of files, which would be read from the system's own files
    serve(answering, once="--once" in sys.argv)
