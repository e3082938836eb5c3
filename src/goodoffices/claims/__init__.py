"""From renditions to claims: one extractor a file."""

from .annotation import annotated

__all__ = ["annotated"]
