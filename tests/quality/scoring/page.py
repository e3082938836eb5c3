"""One page run through the package's own functions and scored against its annotation."""

from __future__ import annotations

import traceback
from datetime import date
from functools import partial

from goodoffices.claims import annotated
from goodoffices.documents import document_of
from goodoffices.errors import InputRefused
from goodoffices.records import Annotated, CaseSettings
from goodoffices.sources import Saying
from goodoffices.sources.arrivals import unpacked

from .gold import GoldPage
from .lines import score_lines
from .located import Located
from .people import score_people
from .quantities import score_quantities
from .quotes import score_quotes
from .tally import Tally
from .times import score_times


def annotate(page: GoldPage) -> Annotated:
    """What the package makes of the page; raises what it raises."""
    [arrival] = unpacked(str(page.path), page.path.read_bytes())
    if isinstance(arrival, InputRefused):
        raise arrival
    settings = CaseSettings()
    zone = page.given.get("zone")
    published = date.fromisoformat(page.given["published"]) if "published" in page.given else None
    document = document_of(arrival, settings, Saying(published, zone, page.given.get("lang")))
    return annotated(document, settings, zone=zone)


def score_page(page: GoldPage, *, strict: bool = False) -> Tally:
    """The tally of one page. A failure of the package is a miss of everything, or raised when `strict`."""
    tally = Tally(page.path.name, page.language)
    try:
        result = annotate(page)
    except Exception:
        if strict:
            raise
        tally.miss(0, "failed", "a document", traceback.format_exc(limit=-3))
        tally.count("failed", found=1)
        return tally
    _score_document(tally, page, result)
    located = Located(page, result)
    score_lines(tally, located)
    parts = {
        "quotes": partial(score_quotes, tally, located),
        "people": partial(score_people, tally, located),
        "times": partial(score_times, tally, located),
        "quantities": partial(score_quantities, tally, located),
    }
    for key, score in parts.items():
        if key in page.measured:
            score()
    return tally


def _score_document(tally: Tally, page: GoldPage, result: Annotated) -> None:
    found = result.document.rendition.language
    tally.count("language", int(found == page.language), 1, 1)
    if found != page.language:
        tally.miss(0, "language", page.language, found)
    if page.published:
        when = result.document.published
        got = when.edtf() if when else "none"
        tally.count("published", int(got == page.published), 1, int(when is not None))
        if got != page.published:
            tally.miss(0, "published", page.published, got)
