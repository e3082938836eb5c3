"""Did a truce show? Counts in its window against the same clock windows on other days of the same series."""

from .measure import ALPHA, MOST_DECLARED, Effect, measure
from .series import Series
from .windows import Window

__all__ = ["ALPHA", "MOST_DECLARED", "Effect", "Series", "Window", "measure"]
