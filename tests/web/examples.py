"""Ids to ask for: of things of the open room and of the closed one, for every route that wants one."""

from __future__ import annotations

from typing import Any

from goodoffices.workbench import Workbench

ROUTES_OF = {
    "finding": "finding", "document": "reading", "person": "person", "event": "event", "pair": "judgement",
    "judge": "judgement", "brief": "draft", "save": "draft", "approve": "draft", "brief-again": "draft", "handed": "draft", "decision": "judgement", "retract": "reading", "reject": "reading",
    "entry": "talks", "amend": "talks", "incident": "incident", "level": "incident", "opening": "talks", "open-to": "talks", "confirm": "move", "bulletin": "bulletin", "bulletin-file": "bulletin", "bulletin-check": "bulletin",
}  # fmt: skip
OF_ROUNDS = ("round", "round-file")
OF_ROOMS = ("log", "checkpoint", "receipt", "check", "bundle")


def ids(bench: Workbench, room: str, kind: str) -> list[str]:
    """The ids of the things of a kind that stand in a room."""
    place = next(one for one in bench.rooms() if one.name == room)
    return [held.id.replace(" ", "-") for held in bench.desk.standing(kind, room=place)]


def rounds(bench: Workbench, room: str) -> list[str]:
    """The keys of the rounds that the press record of a room tells."""
    from goodoffices.talks.gathering import gathered
    from goodoffices.workbench.case.press_told import press_of

    place = next(one for one in bench.rooms() if one.name == room)
    return [one.key for one in gathered(press_of(bench.desk, place, "en"), ())]


def example(bench: Workbench, route: Any, room: str) -> dict[str, str] | None:
    """What to fill into the path of a route so that it shows something of a room; None when the room has none."""
    if "<" not in route.path:
        return {}
    if route.name == "static":
        return {"name": "site.css"}
    if route.name in OF_ROOMS:
        from goodoffices.workbench.reading.logs import ident_of

        place = next(one for one in bench.rooms() if one.name == room)
        return {"ident": ident_of(place)} | ({"index": "0"} if "index" in route.path else {})
    if route.name in OF_ROUNDS:
        elsewhere = {key for other in bench.rooms() if other.name != room for key in rounds(bench, other.name)}
        keys = [key for key in rounds(bench, room) if key not in elsewhere]
        return {"ident": keys[0]} if keys else None
    if route.name == "place":
        return _place(bench, room)
    kind = ROUTES_OF.get(route.name)
    assert kind, f"tests/web/examples.py knows no example for the route {route.name}; add one"
    # The same person may be known in both rooms; what is asked for must be of this room alone.
    elsewhere = {ident for other in bench.rooms() if other.name != room for ident in ids(bench, other.name, kind)}
    found = [ident for ident in ids(bench, room, kind) if ident not in elsewhere]
    return {"ident": found[0]} if found else None


def _place(bench: Workbench, room: str) -> dict[str, str] | None:
    """A place of which only this room tells."""
    told: dict[str, set[str]] = {}
    for line in bench.reader("en").places().every({}):
        shown = bench.reader("en").places().one(line.id)
        told[line.id] = {event.room for event in shown.events} if shown else set()
    found = [ident for ident, rooms in sorted(told.items()) if rooms == {room}]
    return {"ident": found[0]} if found else None


def absent(route: Any) -> dict[str, str]:
    """What to fill in so that there is nothing."""
    if "<" not in route.path:
        return {}
    if route.name == "static":
        return {"name": "nothing.css"}
    filled = {"ident": "sha256:" + "0" * 64 if route.name == "document" else "fnd_" + "a" * 26}
    return filled | ({"index": "0"} if "index" in route.path else {})
