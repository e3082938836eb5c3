"""The only place where the pure steps meet files, processes and, in a case, store and ledger."""

from .briefing import brief_to_folder, demo_to_folder, records_of
from .case_file import read_case_file
from .intake import Intake, read_pages
from .pages import annotate_stream, annotate_to_file
from .progress import Outcome, Progress

__all__ = [
    "Intake",
    "Outcome",
    "Progress",
    "annotate_stream",
    "annotate_to_file",
    "brief_to_folder",
    "demo_to_folder",
    "read_case_file",
    "read_pages",
    "records_of",
]
