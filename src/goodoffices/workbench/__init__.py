"""The only place where the pure steps meet files, processes, stores and the ledger.

`workbench.briefing` stands apart: reading pages never pays for loading the templates of a brief; and a case is loaded
when one is asked for: reading pages never pays for loading databases either.
"""

from typing import TYPE_CHECKING

from .case_file import read_case_file
from .intake import Intake, read_pages
from .pages import annotate_stream, annotate_to_file
from .progress import Outcome, Progress

if TYPE_CHECKING:
    from .case.workbench import Workbench

__all__ = [
    "Intake",
    "Outcome",
    "Progress",
    "Workbench",
    "annotate_stream",
    "annotate_to_file",
    "read_case_file",
    "read_pages",
]


def __getattr__(name: str) -> object:
    if name == "Workbench":
        from .case.workbench import Workbench

        return Workbench
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
