"""The bundled case: accounts of the Geneva round of February 2026, restated in our own words in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path


@contextmanager
def demo_folder() -> Iterator[Path]:
    """The folder with the pages and their case.toml, unpacked for the while where the package is zipped."""
    with resources.as_file(resources.files(__name__).joinpath("pages")) as folder:
        yield folder
