"""What of an entry one may see: who entered it is kept from readers on every page and twin."""

from __future__ import annotations

from typing import Any

import pytest
from examples import example
from small_case import PAGES, SETTINGS, pages
from test_route_rights import addresses, body, every_route

from goodoffices.workbench import Intake, Workbench

KEY = "geneva-2026-02-17"
CLERK = b"zenobia"


@pytest.fixture(scope="module")
def place(case: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case in which one officer entered everything."""
    base = tmp_path_factory.mktemp("fields")
    with Workbench.create(str(base / "case"), Intake((), SETTINGS, zone="Europe/Vienna")) as bench:
        bench.member(CLERK.decode(), "officer", room="press")
        for role in ("reader", "contributor"):
            bench.member(role, role, room="press")
        own = bench.as_member(CLERK.decode())
        own.add(Intake.of([pages(base / "open", PAGES)]))
        own.talks().enter("step", {"what": "a next round"}, round_key=KEY, room="press")
        own.talks().enter("note", {"text": "a note"}, round_key=KEY, room="press")
        made = own.reader("en").briefs()
        room = own.desk.room("press")
        made.drafts.begin(room, "Morning brief", "en", made.proposed(room))
    return str(base / "case")


def test_who_entered_something_is_seen_by_those_alone_who_may(place: str, serving: Any, client_of: Any) -> None:
    serving(place)
    told: dict[str, set[str]] = {"reader": set(), "contributor": set()}
    with Workbench.open(place) as bench:
        for who, found in told.items():
            client = client_of(who)
            for route in every_route():
                if "GET" not in route.methods or route.rule != "read":
                    continue
                filled = example(bench, route, "press")
                if filled is None:
                    continue
                for address in addresses(route, filled):
                    if CLERK in body(client.get(address)):
                        found.add(route.name)
    assert told["reader"] == set()
    assert told["contributor"]
