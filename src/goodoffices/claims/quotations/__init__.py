"""Quotations: whose words, said where, and on what ground we think so."""

from .finder import find_quotes

__all__ = ["find_quotes"]
