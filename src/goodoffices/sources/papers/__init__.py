"""Readers of papers: the text of PDF and Word files, whole or as far as it can be had."""

from .paper import Paper, paper_of

__all__ = ["Paper", "paper_of"]
