"""Good Offices: one verifiable record of talks and of the ground."""

__version__ = "0.1.0"
