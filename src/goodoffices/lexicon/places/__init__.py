"""The gazetteer: names of places in many spellings, and where they are."""

from .finder import find_places

__all__ = ["find_places"]
