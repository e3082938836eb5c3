"""Names by which parties go: their own, their capital's, their people's."""

from .finder import find_parties
from .labels import party_labels
from .standing import stands_as_place

__all__ = ["find_parties", "party_labels", "stands_as_place"]
