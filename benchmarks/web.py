"""Pages of the workbench over a case of many documents, at the server: part of `make bench`.

    python -m benchmarks.web [CASE] [--pages N]

Without CASE one is made of N written pages. Prints p50 and p95 of each page of the menu and of pages behind the lists.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from goodoffices.workbench import Intake, Workbench

from .pages import write_pages

TARGET = 150
ROUNDS = 20
QUERIES = ("gen", "talks", "Umerov", "ceasefire")


def made(pages: int, base: Path) -> str:
    """A case of written pages."""
    folder, case = base / "pages", str(base / "case")
    written = sum(1 for _ in write_pages(folder, pages, stories=max(1, pages // 100)))
    with Workbench.create(case, Intake.of(())) as bench:
        assert bench.add(Intake.of([folder])).done == written
    return case


def visitor(case: str) -> Any:
    """A client that has been let in, as on a laptop."""
    from goodoffices.web.settings import prepare
    from goodoffices.web.site import Site

    prepare(Site(case, "x" * 50, hosts=("testserver",)))
    from django.conf import settings
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.get(f"/arrive?token={settings.DOOR.token}")
    return client


def asked(client: Any, path: str) -> tuple[float, bytes]:
    """Milliseconds and the page."""
    begin = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - begin) * 1000
    assert answer.status_code == 200, (path, answer.status_code)
    return took, answer.content


def paths(client: Any) -> dict[str, list[str]]:
    """What is asked for, by name: pages of the menu, pages behind lists, searches."""
    _, today = asked(client, "/today")
    menu = re.search(rb'<nav class="pages".*?</nav>', today, re.S)
    assert menu is not None
    found = {path: [path] for path in re.findall(r'href="(/\w+)"', menu[0].decode())}
    findings = [*{*re.findall(r'href="(/findings/fnd_\w+)"', asked(client, "/findings")[1].decode())}]
    documents = [*{*re.findall(r'href="(/documents/sha256:\w+)"', asked(client, "/documents")[1].decode())}]
    found["/findings?status=disputed&page=2"] = ["/findings?status=disputed&page=2"]
    found["a finding"], found["a document"] = sorted(findings)[:ROUNDS], sorted(documents)[:ROUNDS]
    found["/jump?q="] = [f"/jump?q={query}" for query in QUERIES]
    return found


def main() -> int:
    """Print the table; 1 where a page is slower than it may be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", nargs="?")
    parser.add_argument("--pages", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        os.environ.setdefault("GOODOFFICES_KEYS", f"{base}/keys")
        case = given.case or made(given.pages, Path(base))
        begin = time.perf_counter()
        client = visitor(case)
        asked(client, "/today")
        print(f"| first page after the start | {(time.perf_counter() - begin) * 1000:,.0f} ms | | |")
        slow = 0
        for name, every in paths(client).items():
            times = sorted(asked(client, every[number % len(every)])[0] for number in range(ROUNDS))
            p95 = times[int(0.95 * len(times)) - 1]
            slow += p95 > TARGET
            print(f"| {name} | p50 {statistics.median(times):.0f} ms | p95 {p95:.0f} ms | {TARGET} ms |", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
