"""From bytes to renditions: main text, line classes, dateline, language, duplicates, wire copies."""

from .reader import document_of

__all__ = ["document_of"]
