"""Readers: from paths, archives, feeds and addresses to the bytes that arrived."""

from .arrivals import Arrival, arrivals

__all__ = ["Arrival", "arrivals"]
