"""Good Offices: one verifiable record of talks and of the ground."""

from .compiled import prefer_compiled

__version__ = "0.1.0"

prefer_compiled()
