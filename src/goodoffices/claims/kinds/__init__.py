"""Claim extractors, one kind of claim a file."""

from .extraction import EXTRACTORS, LEFTOVERS, extract

__all__ = ["EXTRACTORS", "LEFTOVERS", "extract"]
