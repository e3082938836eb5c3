"""A mini-story taken the whole way: texts to annotated pages to the record of the brief, and its score."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from goodoffices.errors import InputRefused
from goodoffices.records import Annotated, Answer, CaseSettings, Claim, Finding
from goodoffices.sources import Arrival
from goodoffices.workbench import Intake, read_case_file
from goodoffices.workbench.briefing import records_of
from goodoffices.workbench.intake import read_page

MEASURES = ("disputed", "agreed", "corroborated", "near", "met")


class Told:
    """One story read and compared."""

    def __init__(self, path: Path) -> None:
        self.name = f"{path.parent.name}/{path.stem}"
        self.gold: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        intake = Intake((), self._settings())
        self.texts = {f"{page['name']}.txt": page["text"] for page in self.gold["pages"]}
        read = [read_page(intake, Arrival(name, text.encode(), "text/plain")) for name, text in self.texts.items()]
        self.pages: list[Annotated] = [page for page in read if not isinstance(page, InputRefused)]
        self.records = records_of(self.pages, intake)

    def _settings(self) -> CaseSettings:
        if "case" not in self.gold:
            return CaseSettings()
        with TemporaryDirectory() as folder:
            file = Path(folder) / "case.toml"
            file.write_text(self.gold["case"], encoding="utf-8")
            return read_case_file(file)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {claim.id: claim for record in self.records for claim in record.claims}

    @property
    def findings(self) -> list[Finding]:
        return [finding for record in self.records for finding in record.findings]

    def holds(self, answer: Answer, words: str) -> bool:
        """Whether a claim of the answer rests on characters of the words."""
        return any(self._rests(self.claims[claim], words) for claim in answer.claims)

    def _rests(self, claim: Claim, words: str) -> bool:
        page = next(page for page in self.pages if page.document.id == claim.document)
        text = page.document.rendition.text
        first = text.find(words)
        return first >= 0 and any(s.start < first + len(words) and first < s.end for s in claim.evidence)

    def answers(self, finding: Finding, words: str) -> set[int]:
        return {n for n, answer in enumerate(finding.values) if self.holds(answer, words)}

    def apart(self, finding: Finding, accounts: Iterable[str]) -> bool:
        """Whether any two of the accounts stand in answers of their own, in a finding that is disputed."""
        sets = [found for found in (self.answers(finding, one) for one in accounts) if found]
        return finding.status == "disputed" and any(one.isdisjoint(two) for one in sets for two in sets)

    def together(self, finding: Finding, accounts: Iterable[str]) -> bool:
        return all(self.answers(finding, one) for one in accounts)

    def meets(self, planted: dict[str, Any]) -> list[Finding]:
        """The findings that answer what is expected."""
        asked = [
            one for one in self.findings if one.question == planted["question"] and one.status == planted["status"]
        ]
        tell = self.apart if planted["status"] == "disputed" else self.together
        return [one for one in asked if tell(one, planted["accounts"])]

    def near(self, accounts: list[str]) -> bool:
        """Whether every account is found, and none is set against another."""
        found = all(any(self.answers(finding, words) for finding in self.findings) for words in accounts)
        return found and not any(self.apart(one, accounts) for one in self.findings)

    def met(self, names: list[str]) -> bool:
        for record in self.records:
            known = {person.id: " ".join((person.name, *person.variants)) for person in record.people}
            for event in record.events:
                seated = [known.get(one, "") for one in event.participants]
                if event.kind in ("round", "sitting", "meeting") and all(any(n in s for s in seated) for n in names):
                    return True
        return False

    def score(self) -> tuple[dict[str, tuple[int, int]], list[str], list[str]]:
        """(right, all) by measure; what was missed; disputes that nobody planted."""
        marks: dict[str, list[bool]] = {measure: [] for measure in MEASURES}
        missed, explained = [], set()
        for planted in self.gold.get("expect", []):
            hits = self.meets(planted)
            explained.update(one.id for one in hits)
            marks[planted["status"]].append(bool(hits))
            missed += [] if hits else [f"{planted['question']} {planted['status']} {planted['accounts']}"]
        for measure, right in (("near", self.near), ("met", self.met)):
            for accounts in self.gold.get(measure, []):
                marks[measure].append(right(accounts))
                missed += [] if marks[measure][-1] else [f"{measure} {accounts}"]
        surplus = [
            f"{one.question}: {[a.label for a in one.values]} {one.reasons}"
            for one in self.findings
            if one.status == "disputed" and one.id not in explained
        ]
        return {measure: (sum(right), len(right)) for measure, right in marks.items()}, missed, surplus
