"""News times against a dateline, in English, Ukrainian and Russian."""

from .anchor import Anchor
from .finder import find_times
from .layouts import absolute_dates, clock_line

__all__ = ["Anchor", "absolute_dates", "clock_line", "find_times"]
