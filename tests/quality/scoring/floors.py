"""The pinned floors: what is measured for them, and raising them to what is reached."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

from .gold import pages_below
from .page import score_page
from .report import COUNTS, figure
from .runs import story_tallies
from .tally import Tally

PINNED = tuple(
    "lines.dropped lines.lost lines.class quotes speakers indirect times people people.joined people.merged quantities".split()
)
STORY = ("disputes", "not-disputes", "agreed", "copies")


def sums(folder: Path, *, strict: bool = False) -> dict[str, Tally]:
    """Everything measured below a folder: by language, `all` pages, and the `stories`."""
    found = {name: Tally(name, name) for name in ("en", "uk", "ru", "all", "stories")}
    for page in pages_below(folder):
        tally = score_page(page, strict=strict)
        found[page.language].add(tally)
        found["all"].add(tally)
    for tally in story_tallies(folder):
        found["stories"].add(tally)
    return found


def holds(measure: str, value: float, floor: float) -> bool:
    """Whether a figure is as good as its floor; of counts, less is better."""
    return value <= floor if measure in COUNTS else value >= floor


def raised(text: str, measured: dict[str, Tally]) -> str:
    """The text of floors.toml with floors raised to what is reached, rounded down; none is lowered.

    A target that has been reached leaves the `open` list.
    """
    table = tomllib.loads(text)
    arrived = {
        f'"{group}.{measure}"'
        for group, targets in table["targets"].items()
        for measure, target in targets.items()
        if holds(measure, figure(measure, measured[group].of(measure)), target)
    }
    out = []
    section = ""
    for line in text.split("\n"):
        if line.startswith("["):
            section = line
            if line.startswith("[floors."):
                group = line[len("[floors.") : -1]
                names = STORY if group == "stories" else PINNED
                out += [line, *_section(measured[group], table["floors"][group], names), ""]
        closed = section == "[open]" and line.split(" = ")[0] in arrived
        if not section.startswith("[floors.") and not closed:
            out.append(line)
    return "\n".join(out)


def _section(tally: Tally, pinned: dict[str, float], measures: tuple[str, ...]) -> list[str]:
    lines = []
    for measure in measures:
        reached = figure(measure, tally.of(measure))
        value = reached if measure in COUNTS else math.floor(reached * 100 + 1e-9) / 100
        if measure in pinned and not holds(measure, value, pinned[measure]):
            value = pinned[measure]
        lines.append(f'"{measure}" = {value}')
    return lines
