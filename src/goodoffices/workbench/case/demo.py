"""The bundled case as a case of its own, to be opened in a browser."""

from __future__ import annotations

from pathlib import Path

from ...demo import demo_folder
from ..intake import Intake
from ..progress import Progress
from .place import is_case
from .workbench import Workbench


def demo_case(folder: Path, progress: Progress) -> str:
    """The folder of a case that holds the bundled pages; made when it is not there."""
    if not is_case(str(folder)):
        with demo_folder() as pages:
            intake = Intake.of((pages,), pages / "case.toml")
            with Workbench.create(str(folder), intake) as bench:
                bench.add(intake, progress=progress)
    return str(folder)
