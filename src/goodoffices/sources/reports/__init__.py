"""Reports of incidents from tables of many makes: one form, every refused row named with its reason."""

from .mapping import Mapping, mapping_from, ready_mappings
from .reading import Refusal, ReportTable, read_file, read_reports

__all__ = ["Mapping", "Refusal", "ReportTable", "mapping_from", "read_file", "read_reports", "ready_mappings"]
