"""A case of talks between two invented neighbours, with every room and somebody in every office."""

from __future__ import annotations

from pathlib import Path

from goodoffices.workbench import Intake, Workbench

CASE_FILE = """
name = "Port Sable"
zone = "Europe/Zurich"
{four_eyes}
[[party]]
id = "north"
name = "Norland"
[[party]]
id = "south"
name = "Sudland"
[[party]]
id = "east"
name = "Ostland"
role = "mediator"
"""
PAGES = {
    "courier.txt": (
        "Sable Courier\n10 April 2031\n\nTalks between Norland and Sudland in Geneva end\n\n"
        "The talks between Norland and Sudland in Geneva on 9-10 April ended on Thursday. "
        "The first day of talks on April 9 lasted about four hours. Norland wants a ceasefire.\n"
    ),
    "herald.txt": (
        "Bay Herald\n10 April 2031\n\nTwo days in Geneva\n\n"
        "Talks between Norland and Sudland in Geneva closed on Thursday, 10 April. "
        "On April 9 the delegations had met for six hours. Sudland rejects the withdrawal of its forces.\n"
    ),
}
ROOMS = ("joint", "mediator", "party:north", "party:south", "centre")
OFFICES = {
    "lea": "lead",
    "stan": "staff",
    "rae": "rapporteur",
    "nora": "delegation:north",
    "nils": "delegation:north",
    "sam": "delegation:south",
    "moe": "monitor",
    "ona": "observer",
    "pub": "public",
}


def talks_case(place: str, folder: Path, *, four_eyes: bool = False) -> Workbench:
    """A new case, open for whoever holds its keys."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "case.toml"
    settings.write_text(CASE_FILE.format(four_eyes='four_eyes = ["move"]' if four_eyes else ""), encoding="utf-8")
    bench = Workbench.create(place, Intake.of((), settings))
    pages = folder / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, encoding="utf-8")
    bench.add(Intake.of([pages], published="2031-04-10"))
    for room in ROOMS:
        bench.add_room(room, open_to_all=False)
    for name, office in OFFICES.items():
        bench.seat(name, office)
    return bench
