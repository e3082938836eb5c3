"""The review queue: pairs and claims to judge, each decision signed and open to being taken back."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.case.deciding import VERDICTS
from ...workbench.reading.review import ReviewLine, ReviewList, Weighed
from .. import tables
from ..asking import Ask
from ..refusals import BadRequest
from ..routes import Goto, Route

FILTERS = ("state", "pair", "verdict")


def review(ask: Ask, bench: Workbench) -> ReviewList:
    """A page of the queue: what waits, unless the filters say otherwise."""
    return bench.reader(ask.language, ask.at).review().page(ask.chosen, ask.page)


def every_pair(ask: Ask, bench: Workbench) -> Iterator[ReviewLine]:
    """All pairs and claims that the filters leave."""
    return bench.reader(ask.language, ask.at).review().lines(ask.chosen)


def pair(ask: Ask, bench: Workbench) -> Weighed | None:
    """One pair or claim."""
    return bench.reader(ask.language, ask.at).review().one(ask.found["ident"])


def judge(ask: Ask, bench: Workbench) -> Goto | None:
    """Keep what somebody decided about a pair or a claim, and go on in the queue as it was narrowed."""
    held = bench.reader(ask.language).review().one(ask.found["ident"])
    if held is None:
        return None
    what = "claim" if held.read else "judgement"
    verdict = next((one for one in VERDICTS[what] if one == ask.form.get("verdict")), None)
    if verdict is None:
        raise BadRequest("error-verdict")
    bench.decide(what, held.id, verdict, ask.form.get("why", "").strip(), room=held.room)
    return Goto("review", query=ask.chosen)


ROUTES = (
    Route("review", "review", review, "read", "review/list.html", ("json", "csv"), every_pair, None, FILTERS),
    Route(
        "pair",
        "review/<ident:ident>",
        pair,
        "read",
        "review/one.html",
        ("json", "csv"),
        home="review",
        table=tables.pair,
    ),
    Route("judge", "review/<ident:ident>/judge", judge, "decide", filters=FILTERS, methods=("POST",)),
)
