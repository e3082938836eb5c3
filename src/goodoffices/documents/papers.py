"""A paper as a page: its text arrives under the paper's own name and digest."""

from __future__ import annotations

from msgspec.structs import replace

from ..records import digest_of
from ..sources import Arrival
from ..sources.papers import Paper


def page_of(arrival: Arrival, paper: Paper) -> Arrival:
    """The arrival of a paper's text."""
    return replace(
        arrival,
        raw=paper.text.encode("utf-8", "replace"),
        media_type="text/plain; charset=utf-8",
        title=arrival.title or paper.title,
        note="; ".join(filter(None, (arrival.note, paper.note()))),
        digest=arrival.digest or digest_of(arrival.raw),
        taken_from=arrival.media_type,
    )
