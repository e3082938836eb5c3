"""Scores of the package's own functions against annotated pages; run `python -m tests.quality.scoring`."""

from .gold import GoldError, GoldPage, GoldStory, pages_below, stories_below
from .page import score_page
from .report import listing, table
from .story import score_story
from .tally import Miss, Ratio, Tally

__all__ = [
    "GoldError",
    "GoldPage",
    "GoldStory",
    "Miss",
    "Ratio",
    "Tally",
    "listing",
    "pages_below",
    "score_page",
    "score_story",
    "stories_below",
    "table",
]
