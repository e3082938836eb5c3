"""Where a case is kept: a folder of its own, or a PostgreSQL database and a folder for its files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from ...errors import UsageError
from ...ledger.marks import state_folder
from ...ledger.storage import is_address

DATABASE = "case.db"


class CasePlace(msgspec.Struct, frozen=True):
    """`store` is what the ledger and the tables open; `blobs` the folder of sealed files."""

    store: str
    blobs: Path

    @classmethod
    def of(cls, case: str) -> CasePlace:
        """The place that a command's CASE names."""
        if is_address(case):
            name = hashlib.sha256(case.encode()).hexdigest()[:32]
            return cls(case, state_folder() / name / "blobs")
        folder = Path(case)
        return cls(str(folder / DATABASE), folder / "blobs")

    @property
    def postgres(self) -> bool:
        """Whether the case is in a PostgreSQL database."""
        return is_address(self.store)

    @property
    def exists(self) -> bool:
        """Whether a case may be there; a database is asked only when it is opened."""
        return self.postgres or os.path.isfile(self.store)  # noqa: PTH113 - false for names that can be none

    def prepare(self) -> None:
        """Make the folders. Raises UsageError where a folder in use is in the way."""
        if self.exists and not self.postgres:
            raise UsageError(f"{self.store} is there already; `goodoffices add` puts pages into it")
        try:
            if not self.postgres:
                folder = Path(self.store).parent
                if folder.exists() and any(folder.iterdir()):
                    raise UsageError(f"{folder} is not empty; give a new folder")
            self.blobs.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{error.filename} cannot be a case: {error.strerror}; give a new folder") from error


def is_case(path: str) -> bool:
    """Whether this names a case rather than pages."""
    return is_address(path) or (Path(path) / DATABASE).is_file()
