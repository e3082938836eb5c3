"""Events to findings: comparison of typed values, independence of sources, positions, the timeline."""

from .comparison import compare
from .labels import label
from .positions import positions
from .sources import sources
from .timeline import timeline
from .wording import explain, owner_name

__all__ = ["compare", "explain", "label", "owner_name", "positions", "sources", "timeline"]
