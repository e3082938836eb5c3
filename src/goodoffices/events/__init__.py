"""Claims to events: blocking, explainable features, judgements, clusters; and people across documents."""

from .joined import join_events
from .stories import stories

__all__ = ["join_events", "stories"]
