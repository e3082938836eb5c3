"""The only place where the pure steps meet files and processes.

`workbench.briefing` stands apart: reading pages never pays for loading the templates of a brief.
"""

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
    "read_case_file",
    "read_pages",
]
