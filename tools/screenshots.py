"""Draws every page of the workbench in three widths, from the bundled case, into docs/workbench: `make screenshots`.

A contact sheet for whoever changes a page: nothing is compared with them, they are looked at. Needs Chromium.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "browser"))

from serving import watched_demo

WIDTHS = (360, 800, 1280)
HEIGHT = 900
MAP = 1_500
"""Milliseconds in which a map is drawn."""
MORE = (
    "/jump?q=Umerov",
    "/documents/new",
    "/talks/positions",
    "/talks/enter?kind=position",
    "/moves",
    "/rights",
    "/erase",
    "/bulletins/draft?ends=2026-02-19T06:00",
)
SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage",
    "--enable-unsafe-swiftshader",
]  # fmt: skip
OUT = Path(__file__).resolve().parent.parent / "docs" / "workbench"


@contextmanager
def served() -> Iterator[str]:
    """The address of the bundled case with a monitoring room, served from a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        watched_demo(Path(folder))
        environment = {**os.environ, "GOODOFFICES_KEYS": f"{folder}/keys", "XDG_STATE_HOME": f"{folder}/state"}
        running = subprocess.Popen(
            [sys.executable, "-m", "goodoffices.cli", "serve", "case", "--port", "0", "--no-open"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=folder,
        )  # fmt: skip
        try:
            assert running.stdout is not None
            for line in running.stdout:
                if "/arrive?token=" in line:
                    yield line.strip()
                    break
        finally:
            running.kill()
            running.wait()


def paths(page: Any, origin: str) -> dict[str, str]:
    """Name and path of every page of the menu, of one page behind each list, and of the forms; each page once."""
    begin_a_brief(page, origin)
    page.goto(f"{origin}/today")
    menu = [link.get_attribute("href") for link in page.query_selector_all("nav.pages a")]
    found = {name_of(path): path for path in (*menu, *MORE)}
    for path in menu:
        page.goto(origin + path)
        link = page.query_selector("main [data-rows] a") or page.query_selector("main table a, main ul a")
        behind = link.get_attribute("href") if link else ""
        if behind.startswith("/") and behind.partition("?")[0] not in (*menu, *found.values()):
            found.setdefault(f"{behind.split('/')[1]}-one", behind)
    return found


def begin_a_brief(page: Any, origin: str) -> None:
    """The bundled case has none."""
    page.goto(f"{origin}/briefs")
    page.fill("form.begin input[name=title]", "Morning brief")
    with page.expect_navigation():
        page.click("form.begin button")


def name_of(path: str) -> str:
    """A name for the files of a page."""
    return re.sub(r"[^a-z]+", "-", path.split("?", maxsplit=1)[0]).strip("-")


def drawn(page: Any, address: str, width: int) -> bytes:
    """The first screen of a page as WebP, once its map, if it has one, stands still."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(address)
    if page.locator("[data-spots]").count():
        page.wait_for_selector("[data-spots] canvas")
        page.wait_for_timeout(MAP)
    out = io.BytesIO()
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        shot.convert("RGB").save(out, "WEBP", quality=40, method=6)
    return out.getvalue()


def main() -> int:
    """Draw them all."""
    parser = argparse.ArgumentParser(prog="python tools/screenshots.py")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument(
        "--only", nargs="*", default=(), metavar="NAME", help="Pages whose name begins like one of these."
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.chromium, args=SWITCHES)
        page = browser.new_page()
        page.goto(address)
        origin = address.split("/arrive")[0]
        for name, path in paths(page, origin).items():
            if options.only and not name.startswith(tuple(options.only)):
                continue
            for width in WIDTHS:
                (options.out / f"{name}-{width}.webp").write_bytes(drawn(page, origin + path, width))
            print(name)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
