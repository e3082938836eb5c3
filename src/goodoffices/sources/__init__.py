"""Readers: from paths, archives, feeds and addresses to the bytes that arrived."""

from .arrival import Arrival
from .arrivals import arrivals, files

__all__ = ["Arrival", "arrivals", "files"]
