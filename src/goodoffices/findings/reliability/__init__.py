"""How far sources can be relied on, and what they say together: from labels of items to consensus."""

from .models import DEFAULT_MODEL, MODELS, Consensus, SourceRow, consensus
from .standing import Standing
from .votes import NO_TIME, Votes

__all__ = ["DEFAULT_MODEL", "MODELS", "NO_TIME", "Consensus", "SourceRow", "Standing", "Votes", "consensus"]
