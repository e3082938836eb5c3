"""A reader: one actor, one language, one time; everything that pages show is asked of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..case.desk import Desk
from .catalogue import Catalogue
from .findings import FindingLine, FindingList, every_finding, finding_list
from .sought import Chosen


class Reader:
    """Answers in words, within the actor's rights. `at`: as the case stood then (microseconds UTC)."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str = "en", at: int | None = None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at

    def findings(self, chosen: Chosen, page: int = 1) -> FindingList:
        """A page of the findings that the filters leave."""
        return finding_list(self.desk, self.catalogue, self.language, self.at, chosen, page)

    def every_finding(self, chosen: Chosen) -> Iterator[FindingLine]:
        """All findings that the filters leave."""
        return every_finding(self.desk, self.catalogue, self.language, self.at, chosen)
