"""Every role asks for every page and twin of things in every room: made from the routes, so that none is left out."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from examples import absent, example

from goodoffices.workbench import Workbench

SECRET = re.compile(rb"(?<!Europe/)Zurich|Closed Note|closed-note|three hours")
WATCHED = re.compile(rb"Ostrel|inc_w|village watch|Low Ford|shelling")
"""Words of the monitoring room alone."""
ROOMS = ("press", "talks", "centre")
PEOPLE = {
    None: (),
    "nobody": (),
    "press-reader": ("press",),
    "press-member": ("press",),
    "press-officer": ("press",),
    "talks-reader": ("talks",),
    "talks-officer": ("talks",),
    "centre-reader": ("centre",),
    "centre-officer": ("centre",),
}
OUTSIDE = {"static", "arrive", "start", "healthz", "readyz", "setup", "first"}
"""Routes that show nothing of a case: each has tests of its own."""


def every_route() -> list[Any]:
    from goodoffices.web.pages import every_route

    return list(every_route())


def addresses(route: Any, found: dict[str, str]) -> list[str]:
    from django.urls import reverse

    return [reverse(name, kwargs=found) for name in (route.name, *(f"{route.name}.{twin}" for twin in route.twins))]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def headers(answer: Any) -> dict[str, str]:
    return {key: value for key, value in answer.headers.items() if key != "Set-Cookie"}


@pytest.fixture(scope="module")
def bench(case: str) -> Any:
    with Workbench.open(case) as opened:
        yield opened


def test_every_route_has_a_rule_and_only_the_house_is_open_to_all():
    from goodoffices.web.routes import Rule

    routes = every_route()
    assert {route.rule for route in routes} <= set(get_args(Rule))
    assert {route.name for route in routes if route.rule == "anyone"} == OUTSIDE
    assert len({route.name for route in routes}) == len(routes)


@pytest.mark.parametrize("who", sorted(PEOPLE, key=str))
def test_nobody_is_shown_more_than_their_rooms_hold(who: str | None, client_of: Any, bench: Workbench) -> None:
    rooms = PEOPLE[who]
    client = client_of(who)
    acting = bench.as_member(who) if who else None
    for route in every_route():
        if route.name in OUTSIDE or "GET" not in route.methods:
            continue
        for room in ROOMS:
            found = example(bench, route, room)
            if found is None:
                continue
            for address in addresses(route, found):
                answer = client.get(address)
                shown = body(answer)
                where = (who, address, answer.status_code)
                if who is None:
                    assert answer.status_code in (302, 403), where
                elif not acting.rooms(route.rule):  # type: ignore[union-attr]
                    assert answer.status_code == 403, where
                elif found:
                    assert answer.status_code == (200 if room in rooms else 404), where
                else:
                    assert answer.status_code == 200, where
                if "talks" not in rooms:
                    assert not SECRET.search(shown), where
                if "centre" not in rooms:
                    assert not WATCHED.search(shown), where


def test_what_is_closed_and_what_is_not_there_answer_with_the_same_bytes(client_of: Any, bench: Workbench) -> None:
    client = client_of("press-officer")
    asked = 0
    for route in every_route():
        if "<ident:ident>" not in route.path or "GET" not in route.methods:
            continue
        found = example(bench, route, "talks") or example(bench, route, "centre")
        if not found:
            continue
        for closed, nothing in zip(addresses(route, found), addresses(route, absent(route)), strict=True):
            first, second = client.get(closed), client.get(nothing)
            assert first.status_code == second.status_code == 404, closed
            assert first.content == second.content, closed
            assert headers(first) == headers(second), closed
            asked += 1
    assert asked >= 4


def test_lists_counts_and_searches_leave_out_the_closed_room(client_of: Any) -> None:
    inside, outside = client_of("talks-reader"), client_of("press-officer")
    assert SECRET.search(inside.get("/documents").content)
    for path in ("/today?since=2020-01-01", "/findings", "/documents", "/jump?q=zuri", "/jump?q=close"):
        assert not SECRET.search(outside.get(path).content), path
    assert b"0" in re.findall(rb"<h1>[^<]*<small>(\d+)</small>", outside.get("/documents?outlet=Closed+Note").content)


def test_a_page_that_only_takes_forms_takes_nothing_else_and_no_forged_form(client_of: Any, bench: Workbench) -> None:
    from django.test import Client

    client = client_of("press-officer")
    forged = Client(enforce_csrf_checks=True, raise_request_exception=False)
    forged.cookies = client.cookies
    forms = [route for route in every_route() if route.methods == ("POST",)]
    assert forms
    for route in forms:
        found = example(bench, route, "press") or example(bench, route, "centre")
        if found is None:
            continue
        (address,) = addresses(route, found)
        assert client.get(address).status_code == 405, address
        assert forged.post(address, {}).status_code == 403, address
        assert client.delete(address).status_code == 405, address


@pytest.mark.parametrize("who", [None, "nobody", "press-reader", "talks-officer"])
def test_whoever_may_not_write_writes_nothing(who: str | None, client_of: Any, bench: Workbench) -> None:
    client = client_of(who)
    sizes = [room.ledger.size for room in bench.rooms()]
    for route in every_route():
        if "POST" not in route.methods or route.name in OUTSIDE | {"seen"}:
            continue
        found = example(bench, route, "press") or example(bench, route, "centre")
        if found is None:
            continue
        (address,) = addresses(route, found)
        answer = client.post(address, {"verdict": "same", "level": "verified", "why": "because", "room": "press"})
        assert answer.status_code in (302, 400, 403, 404), (who, address)
        if answer.status_code == 302:
            assert who is None, address
            assert answer.headers["Location"].startswith("/accounts/login/"), address
    assert [room.ledger.size for room in bench.rooms()] == sizes


def test_a_public_site_shows_strangers_the_open_rooms_and_takes_nothing(client_of: Any, bench: Workbench) -> None:
    import msgspec
    from django.test import override_settings

    from goodoffices.web.actors import site

    client = client_of(None)
    sizes = [room.ledger.size for room in bench.rooms()]
    with override_settings(SITE=msgspec.structs.replace(site(), public=True)):
        for route in every_route():
            if route.name in OUTSIDE:
                continue
            for room in ROOMS:
                found = example(bench, route, room)
                if found is None:
                    continue
                for address in addresses(route, found):
                    answer = client.get(address) if "GET" in route.methods else client.post(address, {"why": "x"})
                    if route.rule != "read":
                        assert answer.status_code in (302, 403), address
                    elif "GET" in route.methods:
                        assert answer.status_code == (200 if room == "press" or not found else 404), address
                    assert not SECRET.search(body(answer)) and not WATCHED.search(body(answer)), address
        assert b"/accounts/login/" in client.get("/findings").content
    assert [room.ledger.size for room in bench.rooms()] == sizes
    assert client.get("/findings").status_code == 302
