"""The gazetteer: names of places in many spellings, and where they are."""

from .finder import find_places
from .labels import place_label

__all__ = ["find_places", "place_label"]
