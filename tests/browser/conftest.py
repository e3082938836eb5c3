"""A real browser without a window, for what only a browser can tell: that the page draws, runs and prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from serving import served, watched_demo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "publications"))

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-extensions",
    "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars", "--enable-logging=stderr", "--v=0",
)  # fmt: skip

Cookies = list[dict[str, str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; tests skip where none is installed, and fail there when CI says one must be."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("GOODOFFICES_BROWSER") == "required":
            pytest.fail("GOODOFFICES_BROWSER=required, but no Chromium is on the path")
        pytest.skip("needs Chromium on the path")
    return found


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Cookies]]:
    """The origin of the bundled case as it is served, for all tests of a process, and the session of who was let in.

    That a browser is let in by the address that `demo` prints is tried in test_talks_in_browser.py.
    """
    folder = tmp_path_factory.mktemp("served")
    watched_demo(folder)
    with served(["serve", "case", "--port", "0", "--no-open"], folder) as address:
        jar, origin = CookieJar(), address.split("/arrive")[0]
        with build_opener(HTTPCookieProcessor(jar)).open(address, timeout=60) as arrived:
            assert arrived.url.endswith("/today")
        yield origin, [{"name": one.name, "value": one.value or "", "url": origin} for one in jar]


@pytest.fixture
def browse(chromium: str, tmp_path: Path) -> Run:
    """Runs the browser on a file with further switches; its errors and console messages stand in stderr."""

    def run(page: Path, *switches: str, fragment: str = "") -> subprocess.CompletedProcess[str]:
        address = page.resolve().as_uri() + (f"#{fragment}" if fragment else "")
        return subprocess.run(
            [chromium, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", *switches, address],
            capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=90, check=True,
        )  # fmt: skip

    return run
