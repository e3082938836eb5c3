"""Readers: from paths, archives, feeds and addresses to the bytes that arrived."""

from .arrival import Arrival, Saying
from .arrivals import files

__all__ = ["Arrival", "Saying", "files"]
