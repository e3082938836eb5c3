"""Run a pure block function over a partitioned table: the same function in process or on a cluster."""

from .local import mapped
from .partition import Cell, Partition

__all__ = ["Cell", "Partition", "mapped"]
