"""News times against a dateline, in English, Ukrainian and Russian."""

from .anchor import Anchor
from .finder import find_times

__all__ = ["Anchor", "find_times"]
