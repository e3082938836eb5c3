"""The bundled case behind `goodoffices serve`, in a process of its own, and a browser of our own to open it in."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "web"))

from small_case import BULLETIN_ENDS, watch

from goodoffices.monitoring.bulletin_settings import Settings, read_settings
from goodoffices.workbench import Workbench
from goodoffices.workbench.case.demo import demo_case
from goodoffices.workbench.progress import quiet

SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-dev-shm-usage",
]  # fmt: skip


@contextmanager
def served(command: list[str], folder: Path) -> Iterator[str]:
    """The address that a serving command prints; the command is told to stop, and must, when the test is done."""
    environment = {**os.environ, "GOODOFFICES_KEYS": str(folder / "keys"), "XDG_STATE_HOME": str(folder / "state")}
    running = subprocess.Popen(
        [sys.executable, "-m", "goodoffices.cli", *command],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=folder,
    )  # fmt: skip
    try:
        yield address_of(running)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 0
    finally:
        if running.poll() is None:
            running.kill()
        running.wait()
        assert running.stdout is not None
        running.stdout.close()


def address_of(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    until = time.monotonic() + 120
    while time.monotonic() < until:
        ready, _, _ = select.select([running.stdout], [], [], 1)
        line = running.stdout.readline() if ready else ""
        if found := re.search(r"http://127\.0\.0\.1:\d+/arrive\?token=\S+", line):
            return found[0]
        assert running.poll() is None, "serving ended before it began"
    raise AssertionError("no address was printed")


@contextmanager
def chromium_started(program: str, *switches: str) -> Iterator[Any]:
    """A running browser; one process of ours can hold one at a time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program, args=[*SWITCHES, *switches])
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def visitor(opened: Any, **wishes: Any) -> Iterator[Any]:
    """Somebody with a fresh browser; whatever it asks of another host fails the test."""
    context = opened.new_context(**wishes)
    outside: list[str] = []
    context.on("request", lambda one: None if "//127.0.0.1:" in one.url else outside.append(one.url))
    try:
        yield context
    finally:
        context.close()
    assert outside == []


SETTINGS = """
name = {en = "Sector desk", uk = "Пост сектору", ru = "Пост сектора"}
office = "Duty desk"
zone = "Europe/Kyiv"
[parties]
aa = {en = "Arda", uk = "Арда", ru = "Арда"}
[[layer]]
name = "line of contact"
source = "Arda's staff"
day = 2031-02-11
file = "arda.geojson"
[[layer]]
name = "line of contact"
source = "Brend's staff"
day = 2031-01-30
file = "brend.geojson"
[regions]
source = "Atlas of the mission"
file = "regions.geojson"
"""


def drawn_settings(folder: Path) -> Settings:
    """Settings of a bulletin with an office, a line as each of two sides draws it, and a map of regions."""
    shapes = {
        "arda": {"type": "LineString", "coordinates": [[36.5, 47.8], [38.5, 48.6]]},
        "brend": {"type": "LineString", "coordinates": [[36.0, 47.6], [39.0, 48.9]]},
        "regions": {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]]]},
    }
    for name, shape in shapes.items():
        feature = {"type": "Feature", "properties": {"name": "Kalyna"}, "geometry": shape}
        text = json.dumps({"type": "FeatureCollection", "features": [feature]})
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    (folder / "bulletin.toml").write_text(SETTINGS, encoding="utf-8")
    return read_settings(folder / "bulletin.toml", BULLETIN_ENDS)


def watched_demo(folder: Path) -> None:
    """The bundled case with a monitoring room: what `goodoffices demo` makes, and a bulletin that went out."""
    before = os.environ.get("GOODOFFICES_KEYS")
    os.environ["GOODOFFICES_KEYS"] = str(folder / "keys")
    try:
        with Workbench.open(demo_case(folder / "case", quiet)) as bench:
            bench.add_room("centre", open_to_all=False)
            watch(bench, folder, drawn_settings(folder))
    finally:
        os.environ.pop("GOODOFFICES_KEYS")
        if before is not None:
            os.environ["GOODOFFICES_KEYS"] = before


def follow(page: Any, selector: str) -> None:
    """Click what leads to another page, and wait until that page is read: on a busy machine it may stand half parsed."""
    with page.expect_navigation():
        page.click(selector)
