"""Papers among the inputs: their text is taken out by the guarded reader, and read like a page from there on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..errors import InputRefused
from ..records import digest_of
from ..sources import Arrival
from ..sources.media import PAPERS

if TYPE_CHECKING:
    from ..sources.guard import GuardedReader


def papers_read(arrivals: Iterable[Arrival | InputRefused]) -> Iterator[Arrival | InputRefused]:
    """The arrivals in order, each PDF and DOCX as the page of its text or as its refusal."""
    waiting = iter(arrivals)
    for arrival in waiting:
        if not _is_paper(arrival):
            yield arrival
            continue
        from ..sources.guard import GuardedReader  # runs without papers never load it

        with GuardedReader() as reader:
            yield _read(reader, arrival)
            for later in waiting:
                yield _read(reader, later)


def _is_paper(arrival: Arrival | InputRefused) -> bool:
    return isinstance(arrival, Arrival) and arrival.media_type in PAPERS


def _read(reader: GuardedReader, arrival: Arrival | InputRefused) -> Arrival | InputRefused:
    if not isinstance(arrival, Arrival) or not _is_paper(arrival):
        return arrival
    try:
        return reader.page(arrival, digest_of(arrival.raw))
    except InputRefused as refusal:
        return refusal
