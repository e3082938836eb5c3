"""A mediator and two parties in three browsers at once: what each enters, who sees it, and who never learns of it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from serving import chromium_started, follow, visitor

from goodoffices.workbench import Intake, Workbench

CASE = """
name = "Port Sable"
four_eyes = ["move"]
[[party]]
id = "north"
name = "Norland"
[[party]]
id = "south"
name = "Sudland"
"""
PAGE = (
    "Sable Courier\n10 April 2031\n\nTalks between Norland and Sudland in Geneva end\n\n"
    "The talks between Norland and Sudland in Geneva on 9-10 April ended on Thursday. Norland wants a ceasefire.\n"
)
KEY = "geneva-2031-04-09"
SEATS = {"lea": "lead", "stan": "staff", "nora": "delegation:north", "sam": "delegation:south"}


def command(*words: str, folder: Path) -> str:
    environment = {**os.environ, "GOODOFFICES_KEYS": str(folder / "keys"), "XDG_STATE_HOME": str(folder / "state")}
    done = subprocess.run(
        [sys.executable, "-m", "goodoffices.cli", *words], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@contextmanager
def server(case: str, folder: Path) -> Iterator[str]:
    """A server of one case until the test is done; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "GOODOFFICES_KEYS": str(folder / "keys"), "XDG_STATE_HOME": str(folder / "state")}
    running = subprocess.Popen(
        [sys.executable, "-m", "goodoffices.cli", "serve", case, "--server", "--host", "127.0.0.1", "--insecure",
         "--workers", "1", "--bind", f"127.0.0.1:{port}", "--secret-file", str(folder / "secret")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    try:
        until = time.monotonic() + 90
        while not ready(f"http://127.0.0.1:{port}/readyz"):
            assert time.monotonic() < until and running.poll() is None
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=30)


def ready(address: str) -> bool:
    try:
        with urlopen(address, timeout=10) as answer:
            return answer.status == 200
    except (URLError, ConnectionError):
        return False


def signed_in(context: Any, origin: str, name: str, word: str) -> Any:
    page = context.new_page()
    page.goto(f"{origin}/talks")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", word)
    follow(page, "button[type=submit]")
    assert page.url.endswith("/talks")
    return page


def noted(page: Any, origin: str, room: str, text: str) -> str:
    """Enter a note in a room; the id of its entry."""
    page.goto(f"{origin}/talks/enter?kind=note&round={KEY}")
    page.select_option("#f-room", room)
    page.fill("#f-text", text)
    page.click("main form button[type=submit]")
    page.wait_for_url("**#ent_*")
    return page.url.partition("#")[2]


def seen(page: Any, origin: str) -> str:
    page.goto(f"{origin}/talks/rounds/{KEY}")
    return page.inner_text("main")


def answer(page: Any, address: str) -> tuple[int, str]:
    return page.goto(address).status, page.inner_text("body")


@pytest.fixture
def team(chromium: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, Any]]]:
    """The origin of the site, and a page for each of four people, every one in a browser context of their own."""
    monkeypatch.setenv("GOODOFFICES_KEYS", str(tmp_path / "keys"))
    case = str(tmp_path / "case")
    (tmp_path / "case.toml").write_text(CASE, encoding="utf-8")
    (tmp_path / "courier.txt").write_text(PAGE, encoding="utf-8")
    with Workbench.create(case, Intake.of((), tmp_path / "case.toml")) as bench:
        bench.add(Intake.of([tmp_path / "courier.txt"]))
        for room in ("joint", "mediator", "party:north", "party:south"):
            bench.add_room(room, open_to_all=False)
        for name, office in SEATS.items():
            bench.seat(name, office)
    words = {name: f"a long word for {name}" for name in SEATS}
    for name, word in words.items():
        (tmp_path / name).write_text(word, encoding="utf-8")
        command("users", "add", case, name, "--password-file", str(tmp_path / name), folder=tmp_path)
    with server(case, tmp_path) as origin, chromium_started(chromium) as opened, ExitStack() as contexts:
        yield (
            origin,
            {
                name: signed_in(contexts.enter_context(visitor(opened)), origin, name, word)
                for name, word in words.items()
            },
        )


def test_each_room_keeps_what_is_its_own_and_opens_by_two(team: Any) -> None:
    origin, people = team
    ours = noted(people["nora"], origin, "party:north", "our last word on the pass")
    theirs = noted(people["sam"], origin, "party:south", "the southern reserve")
    bridge = noted(people["lea"], origin, "mediator", "a bridge text for both")
    assert "our last word" in seen(people["nora"], origin)
    for name, hidden in (
        ("nora", ("southern reserve", "bridge text")),
        ("sam", ("our last word", "bridge text")),
        ("lea", ("our last word", "southern reserve")),
    ):
        shown = seen(people[name], origin)
        assert not any(one in shown for one in hidden), name
        people[name].goto(f"{origin}/jump?q=reserve")
        assert ("southern reserve" in people[name].inner_text("main")) == (name == "sam")
    for name, ident in (("nora", theirs), ("sam", ours), ("nora", bridge)):
        closed = answer(people[name], f"{origin}/talks/entries/{ident}")
        assert closed[0] == 404 and closed == answer(people[name], f"{origin}/talks/entries/ent_{'a' * 26}")

    lea, stan = people["lea"], people["stan"]
    lea.goto(f"{origin}/talks/entries/{bridge}/open?to=joint")
    assert {"nora", "sam"} <= set(re.findall(r"\w+", lea.inner_text("main")))
    lea.fill("#f-why", "both asked for it")
    follow(lea, "main form button[type=submit]")
    assert lea.url.endswith("/moves")
    follow(lea, "main form button:not(.quiet)")
    assert "somebody else confirms" in lea.inner_text("main")
    assert "bridge text" not in seen(people["nora"], origin)
    stan.goto(f"{origin}/moves")
    follow(stan, "main form button:not(.quiet)")
    for name in ("nora", "sam"):
        assert "a bridge text for both" in seen(people[name], origin)
