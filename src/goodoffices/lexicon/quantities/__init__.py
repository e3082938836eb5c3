"""Measured and counted numbers: found in a text, converted, compared."""

from .compare import comparable, convert, same
from .finder import find_quantities

__all__ = ["comparable", "convert", "find_quantities", "same"]
