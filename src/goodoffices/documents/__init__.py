"""From bytes to renditions: main text, line classes, dateline, language, duplicates, wire copies."""

from .copies import SharedPassage, copied_share, shared_passages
from .datelines import dateline_of
from .offsets import raw_range
from .reader import document_of

__all__ = ["SharedPassage", "copied_share", "dateline_of", "document_of", "raw_range", "shared_passages"]
