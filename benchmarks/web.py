"""Every page of the workbench over a case of many documents, and its twins, at the server: part of `make bench`.

    python -m benchmarks.web [CASE] [--pages N] [--postgres]

Without CASE one is made of N written pages, with --postgres in a PostgreSQL server of its own. Prints for each page of
the table of routes p50 and p95 and the processor time that it takes; for twins what they take as a whole. Pages are
asked for one after another in one process, so nobody waits for anybody. Ends by itself: after making the case (some
minutes for 10,000 pages) in about three minutes.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from goodoffices.ledger.storage import is_address
from goodoffices.workbench import Intake, Workbench

from .pages import write_pages
from .tables import keep

PAGE, SEARCH = 150, 100
ROUNDS = 20
QUERIES = ("gen", "talks", "Umerov", "ceasefire")
KINDS = {
    "finding": "finding",
    "document": "reading",
    "person": "person",
    "event": "event",
    "pair": "judgement",
    "brief": "draft",
    "entry": "talks",
    "opening": "talks",
}
"""Route -> what stands in the case under the ids it takes."""
BESIDE = ("start", "arrive", "static", "setup", "leave")
"""Routes that are asked for by themselves, not while one reads."""


def made(pages: int, base: Path, address: str = "", say: Callable[[str], None] = lambda said: None) -> str:
    """A case of written pages, in a folder unless an address of a database is given; `say` hears how far it is."""
    folder, case = base / "pages", address or str(base / "case")
    written = sum(1 for _ in write_pages(folder, pages, stories=max(1, pages // 100)))

    def read(number: int, _: str) -> None:
        if number % max(written // 10, 1) < 1:
            say(f"{number} of {written} pages read")

    with Workbench.create(case, Intake.of(())) as bench:
        intake = Intake.of([folder], jobs=os.cpu_count() or 1)
        assert bench.add(intake, progress=read, tick=lambda number, _: say(f"story {number} told")).done == written
    return case


@contextmanager
def stored(postgres: bool) -> Iterator[str]:
    """The address of a new database of a PostgreSQL server of our own; "" without one."""
    if not postgres:
        yield ""
        return
    from tests.postgres import fresh_database, server

    with server() as address:
        yield fresh_database(address)


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


class Took(NamedTuple):
    """What an answer took: milliseconds by the clock and of processor time; its size in bytes."""

    wall: float
    used: float
    size: int


def asked(client: Any, path: str) -> Took:
    """The answer to a path, read to its end."""
    begin, spent = time.perf_counter(), time.process_time()
    answer = client.get(path)
    size = sum(map(len, answer.streaming_content)) if answer.streaming else len(answer.content)
    took = Took(1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - spent), size)
    assert answer.status_code == 200, (path, answer.status_code)
    return took


def paths(bench: Workbench) -> dict[str, list[str]]:
    """Route -> addresses to ask for, some for each that shows one of many things; none where the case has none."""
    from goodoffices.web.asking import address
    from goodoffices.web.pages import every_route

    found: dict[str, list[str]] = {}
    for route in every_route():
        if "GET" not in route.methods or route.name in BESIDE:
            continue
        for name in (route.name, *(f"{route.name}.{twin}" for twin in route.twins)):
            found[name] = [address(name, filled, {}) for filled in _filled(bench, route)]
    found["jump"] = [f"{found['jump'][0]}?q={query}" for query in QUERIES]
    found["findings, second page of the disputed"] = [f"{found['findings'][0]}?status=disputed&page=2"]
    found["timeline by outlet"] = [f"{found['timeline'][0]}?by=source"]
    found["timeline by track"] = [f"{found['timeline'][0]}?by=track"]
    found["review, all pairs"] = [f"{found['review'][0]}?state=settled"]
    return found


def _filled(bench: Workbench, route: Any) -> list[dict[str, str]]:
    """What to fill into the path of a route."""
    if "<" not in route.path:
        return [{}]
    if route.name in KINDS:
        idents = [one.id for one in bench.desk.standing(KINDS[route.name])]
    elif route.name in ("round", "round-file"):
        idents = [one.key for one in bench.talks().rounds()]
    elif route.name == "place":
        idents = [one.id for one in bench.reader().places().every({})]
    elif route.home == "logs":
        idents = [one.ident for one in bench.reader().logs().list()]
    else:
        idents = []
    idents.sort()
    filled = [{"ident": ident} for ident in idents[:: max(1, len(idents) // ROUNDS)][:ROUNDS]]
    return [{**one, "index": "0"} for one in filled] if "index" in route.path else filled


def bound_of(name: str) -> int | None:
    """Milliseconds that a page may take; None for twins and files, which are as long as the case is."""
    if name == "jump":
        return SEARCH
    return None if "." in name or name in ("calendar", "picture", "round-file") else PAGE


def timed(client: Any, addresses: Sequence[str], rounds: int) -> list[Took]:
    """What each of so many askings took, the fastest first."""
    return sorted(asked(client, addresses[number % len(addresses)]) for number in range(rounds))


def measured(case: str, rounds: int = ROUNDS) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Rows of the table, and the pages that are too slow."""
    begin, spent = time.perf_counter(), time.process_time()
    client = visitor(case)
    asked(client, "/today")
    wall, used = 1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - spent)
    rows = [("first page after the start", f"{wall:,.0f} ms, of processor time {used:,.0f} ms", "")]
    slow: list[str] = []
    from goodoffices.web.cases import opened

    bench = opened(case).as_member(None)
    for name, addresses in paths(bench).items():
        bound = bound_of(name)
        if not addresses:
            rows.append((name, "the case has none", ""))
            continue
        times = timed(client, addresses, rounds if bound else 1)
        p95 = times[int(0.95 * len(times)) - 1].wall if bound else times[-1].wall
        cpu = statistics.fmean(one.used for one in times)
        if bound and p95 > bound:
            slow.append(f"{name}: {p95:.0f} ms of {bound}")
        p50 = statistics.median(one.wall for one in times)
        told = f"p50 {p50:.0f} ms, p95 {p95:.0f} ms" if bound else f"{p95:,.0f} ms, {times[-1].size:,} bytes"
        rows.append((name, f"{told}, processor {cpu:.0f} ms", f"{bound} ms" if bound else ""))
        print(*rows[-1], sep=" | ", file=sys.stderr, flush=True)
    rows.append(("most memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB", ""))
    return rows, slow


def main() -> int:
    """Print and keep the table; 1 where a page is slower than it may be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", nargs="?")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, stored(given.postgres) as address:
        os.environ.setdefault("GOODOFFICES_KEYS", f"{scratch}/keys")
        os.environ.setdefault("XDG_STATE_HOME", f"{scratch}/state")
        say = partial(print, file=sys.stderr, flush=True)
        case = given.case or made(given.pages, Path(scratch), address, say)
        rows, slow = measured(case)
        rows.append(("all of it, with making the case", f"{time.monotonic() - begin:.0f} s", ""))
        keep("web-postgres" if is_address(case) else "web", rows)
        from goodoffices.web.cases import close_all

        close_all()
    for one in slow:
        print(f"too slow: {one}", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
