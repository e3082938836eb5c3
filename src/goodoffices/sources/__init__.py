"""Readers: from paths, archives, feeds and addresses to the bytes that arrived."""

from .arrival import Arrival
from .arrivals import arrivals

__all__ = ["Arrival", "arrivals"]
