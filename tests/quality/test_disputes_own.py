"""Planted disputes found, nothing else disputed: small stories of other conflicts through the whole flow."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from goodoffices.claims import annotated
from goodoffices.documents import document_of
from goodoffices.events import join_events, stories
from goodoffices.events.people import join_people
from goodoffices.findings import compare
from goodoffices.records import Annotated, Answer, CaseSettings, Finding
from goodoffices.sources import Arrival, Saying

FOLDER = Path(__file__).parent / "disputes"
STORIES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SETTINGS = CaseSettings()


class Told:
    """A story read and compared; `quotes` gives the words each claim rests on."""

    def __init__(self, name: str) -> None:
        self.gold: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        self.pages: list[Annotated] = [_page(entry) for entry in self.gold["pages"]]
        people, known, _ = join_people([(page.document.id, page.mentions.people) for page in self.pages], SETTINGS)
        self.events, of_claim, _ = join_events(self.pages, known, SETTINGS)
        self.findings = compare(self.pages, self.events, of_claim, people, known, SETTINGS)
        self.quotes = {c.id: " … ".join(s.quote for s in c.evidence) for page in self.pages for c in page.claims}

    def holds(self, answer: Answer, words: str | list[str]) -> bool:
        known = [words] if isinstance(words, str) else words
        return any(one in self.quotes[claim] for claim in answer.claims for one in known)

    def parts(self, finding: Finding, one: str | list[str], two: str | list[str]) -> bool:
        """Whether the finding has the two accounts in answers of their own."""
        left = {n for n, answer in enumerate(finding.values) if self.holds(answer, one)}
        right = {n for n, answer in enumerate(finding.values) if self.holds(answer, two)}
        return bool(left and right and left != right)


def _page(entry: dict[str, Any]) -> Annotated:
    arrival = Arrival(f"{entry['name']}.txt", entry["text"].encode(), "text/plain")
    published = entry["published"]
    assert isinstance(published, date)
    return annotated(document_of(arrival, SETTINGS, Saying(published)), SETTINGS)


def test_the_five_real_pages_hold_three_disputes_and_three_rounds(shared: Path) -> None:
    folder = shared / "press" / "geneva-2026-02"
    raws = {path.name: path.read_bytes() for path in sorted(folder.glob("0*.txt"))}
    pages = [annotated(document_of(Arrival(name, raw, "text/plain"), SETTINGS), SETTINGS) for name, raw in raws.items()]
    people, known, _ = join_people([(page.document.id, page.mentions.people) for page in pages], SETTINGS)
    events, of_claim, _ = join_events(pages, known, SETTINGS)
    findings = compare(pages, events, of_claim, people, known, SETTINGS)
    disputed = sorted(finding.question for finding in findings if finding.status == "disputed")
    assert disputed == ["assessment", "attendance", "duration"]
    assert sum(event.kind == "round" for event in events) == 3
    assert len(stories(pages)) == 1


@cache
def told(name: str) -> Told:
    return Told(name)


@pytest.mark.parametrize("name", STORIES)
def test_every_planted_dispute_is_found_and_no_other(name: str) -> None:
    story = told(name)
    disputed = [finding for finding in story.findings if finding.status == "disputed"]
    explained: set[str] = set()
    for planted in story.gold["disputes"]:
        hits = [f for f in disputed if f.question == planted["question"] and story.parts(f, *planted["accounts"])]
        explained.update(finding.id for finding in hits)
        assert hits, (planted, [(f.question, f.status, [a.label for a in f.values]) for f in story.findings])
    surplus = [(f.question, [a.label for a in f.values], f.reasons) for f in disputed if f.id not in explained]
    assert not surplus


@pytest.mark.parametrize("name", STORIES)
def test_accounts_that_only_look_different_are_not_set_against_each_other(name: str) -> None:
    story = told(name)
    for accounts in story.gold.get("near", []):
        found = [f for f in story.findings if any(story.holds(a, accounts[0]) for a in f.values)]
        assert found, accounts
        assert all(
            f.status != "disputed" or not story.parts(f, one, two)
            for f in found
            for one in accounts
            for two in accounts
            if one != two
        )


@pytest.mark.parametrize("name", STORIES)
def test_each_story_is_one_story(name: str) -> None:
    assert len(stories(told(name).pages)) == 1


def test_all_stories_together_stay_apart() -> None:
    everything = [page for name in STORIES for page in told(name).pages]
    groups = stories(everything)
    names = [sorted(page.document.path for page in group) for group in groups]
    assert sorted(names) == sorted(sorted(page.document.path for page in told(name).pages) for name in STORIES)
