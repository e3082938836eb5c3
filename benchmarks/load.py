"""Many readers and a few writers at a server that really runs: what they waited, and whether anything was lost.

    python -m benchmarks.load [CASE] [--pages N] [--postgres] [--seconds S] [--readers 50] [--writers 5] [--pause 5]
        [--writer-pause 2] [--acts N] [--workers 2] [--threads 8] [--no-paint]

Without CASE one of N written pages is made, with --postgres in a PostgreSQL server of its own. Every reader opens pages
of a server that was started by `goodoffices serve --server` with a pause between them, as one who reads does; every
writer enters, decides and uploads, with a shorter one. With --pause 0 everybody asks again as soon as one is answered.
At the end each acknowledged write is looked for in the logs.

Readers, writers and browser run on the machine of the server: the table says which share of its processors each took.
Ends by itself: after making the case (some minutes for 10,000 pages) in about two minutes more than --seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from goodoffices.ledger.storage import is_address
from goodoffices.store.rights import Role
from goodoffices.workbench import Workbench
from goodoffices.workbench.case.bodies import DecisionBody, DocumentBody, read
from goodoffices.workbench.case.talks_bodies import TalksBody

from .pages import page_text
from .processes import used_below
from .tables import keep
from .visits import Answered, FormGone, Visitor
from .web import made, stored

BOUND = 500
PAINT = 1_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
COMMAND = [sys.executable, "-m", "goodoffices.cli"]
LISTS = (
    "/today",
    "/findings",
    "/timeline",
    "/documents",
    "/people",
    "/places",
    "/sources",
    "/review",
    "/briefs",
    "/talks",
)
QUERIES = ("gen", "talks", "Umerov", "ceasefire")
ENTER, DECIDE, SEND = "entry", "decision", "upload"
Going = Callable[[], bool]
ACTS = (ENTER, ENTER, ENTER, DECIDE, ENTER, ENTER, DECIDE, ENTER, ENTER, SEND)
"""What a writer does in turn: uploads are the rarest, as they are in a team."""


class Written(NamedTuple):
    """A write that the server acknowledged: what it was, and by what it is found in the log."""

    act: str
    mark: str


class Tally:
    """What happened to everybody, gathered from many threads."""

    def __init__(self) -> None:
        self.waited: dict[str, list[float]] = {"read": [], ENTER: [], DECIDE: [], SEND: []}
        self.statuses: Counter[int] = Counter()
        self.written: list[Written] = []
        self.broken: list[str] = []
        self.begun = self.used = Used(0, 0, 0, 0)
        self._lock = threading.Lock()

    def note(self, what: str, answer: Answered, mark: str = "") -> None:
        """An answer; with a mark, a write that is acknowledged by it if it went well."""
        with self._lock:
            self.waited[what].append(1000 * answer.took)
            self.statuses[answer.status] += 1
            if mark and answer.status in (200, 302):
                self.written.append(Written(what, mark))

    def fail(self, error: BaseException) -> None:
        """Somebody could not go on."""
        with self._lock:
            self.broken.append(repr(error))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not pass."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] if values else 0.0


@contextmanager
def serving(case: str, base: Path, workers: int, threads: int) -> Iterator[int]:
    """The port of a server of a case."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        *COMMAND, "serve", case, "--server", "--host", "127.0.0.1", "--insecure", "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--threads", str(threads), "--secret-file", str(base / "secret"),
    ]  # fmt: skip
    with (base / "server.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            _await(port, running, base / "server.log")
            yield port
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(timeout=60)


def _await(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until:
        assert running.poll() is None, log.read_text()
        visitor = Visitor(port)
        try:
            if visitor.get("/readyz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            visitor.close()
    raise AssertionError("the server was not ready in ten minutes")


def accounts(case: str, roles: Mapping[str, Role]) -> dict[str, str]:
    """Make accounts with a role in the rooms press and joint; their passwords."""
    with Workbench.open(case) as bench:
        for name, role in roles.items():
            for room in ("press", "joint"):
                bench.member(name, role, room=room)
    words = {name: secrets.token_urlsafe(15) for name in roles}
    with tempfile.TemporaryDirectory() as folder:
        for name, word in words.items():
            file = Path(folder) / "password"
            file.write_text(word, encoding="utf-8")
            command = [*COMMAND, "users", "add", case, name, "--password-file", str(file)]
            subprocess.run(command, capture_output=True, check=True)
    return words


class Used(NamedTuple):
    """Seconds by the clock, and of processor time: the visitors', the server's, and what told behind the answers."""

    clock: float
    visitors: float
    serving: float
    telling: float

    @classmethod
    def now(cls) -> Used:
        """Up to now."""
        below = {one: used for one, used in used_below(os.getpid()).items() if one != os.getpid()}
        telling = sum(used for used, words in below.values() if "case.behind" in words)
        serving = sum(used for used, words in below.values() if "goodoffices.cli serve" in words)
        return cls(time.monotonic(), time.process_time(), serving, telling)

    def since(self, before: Used) -> Used:
        """What was used from an earlier time on."""
        return Used(*(now - then for now, then in zip(self, before, strict=True)))


def progress(said: str) -> None:
    """Say how far it has come."""
    print(f"{time.strftime('%H:%M:%S')} {said}", file=sys.stderr, flush=True)


class Plan(NamedTuple):
    """What there is to visit: pages, pairs to decide about, the round that entries are made for.

    `run` marks what is written and by whom: a case may be visited more than once.
    """

    pages: tuple[str, ...]
    pairs: tuple[str, ...]
    round: str
    run: str


def prepared(case: str) -> Plan:
    """A case with a room for entries and a round, and what of it is visited."""
    with Workbench.open(case) as held:
        if all(room.name != "joint" for room in held.rooms()):
            held.add_room("joint", open_to_all=False)
        bench = held.as_member(None)
        entered = bench.talks().enter("round", {"place": "Geneva", "dates": "2031-02-17/2031-02-18"}, room="joint")
        draw = random.Random("visits")
        homes = {"finding": "findings", "reading": "documents", "person": "people", "event": "events"}
        things = [f"/{home}/{one}" for kind, home in homes.items() for one in _some(bench, kind, 200, draw)]
        pairs = _some(bench, "judgement", 100, draw)
        searches = [f"/jump?q={query}" for query in QUERIES]
        return Plan((*LISTS, *things, *(searches * 5)), tuple(pairs), entered.entry.round.key, secrets.token_hex(4))


def _some(bench: Workbench, kind: str, most: int, draw: random.Random) -> list[str]:
    """The ids of a few things of a kind."""
    idents = sorted(one.id for one in bench.desk.standing(kind))
    return draw.sample(idents, min(most, len(idents)))


def reading(visitor: Visitor, plan: Plan, number: int, going: Going, pause: float, tally: Tally) -> None:
    """One reader."""
    draw = random.Random(number)
    time.sleep(draw.random() * pause)
    try:
        while going():
            # Lists are opened as often as what they lead to.
            path = draw.choice(LISTS if draw.random() < 0.5 else plan.pages)
            answer = visitor.get(path)
            # A finding may be gone or have moved once a page or a decision came; a list never is.
            assert answer.status == 200 or (answer.status in (302, 404) and path not in LISTS), (path, answer.status)
            tally.note("read", answer)
            time.sleep(pause * draw.uniform(0.5, 1.5))
    except Exception as error:
        tally.fail(error)


def writing(visitor: Visitor, plan: Plan, number: int, going: Going, acts: int, pause: float, tally: Tally) -> None:
    """One writer; `acts`: how many times it writes at most."""
    done, draw = 0, random.Random(-1 - number)
    try:
        while going() and done < acts:
            act, mark = ACTS[(done + 4 * number) % len(ACTS)], f"{plan.run} writer {number} act {done}"
            # Whoever writes sees the form first: that is what the time between two acts goes to.
            typing = pause * draw.uniform(0.5, 1.5)
            done += 1
            if act == ENTER:
                fields = {"kind": "note", "round": plan.round, "room": "joint", "source": "rapporteur", "text": mark}
                answer = visitor.post("/talks/enter?kind=note", "/talks/keep", fields, filled_in=typing)
            elif act == DECIDE:
                pair = plan.pairs[(done * 5 + number) % len(plan.pairs)]
                verdict = ("same", "different", "unsure")[done % 3]
                try:
                    judged = {"verdict": verdict, "why": mark}
                    answer = visitor.post(f"/review/{pair}", f"/review/{pair}/judge", judged, filled_in=typing)
                except FormGone:
                    continue  # weighed anew since, under another id
                if answer.status == 404:
                    continue  # the same, between the page and the form
            else:
                text = page_text(10**6 + 1000 * number + done, story=number).replace("Skip to", f"{mark}. Skip to")
                file = (f"{mark.replace(' ', '-')}.txt", text.encode())
                answer = visitor.post("/documents/new", "/documents/send", {"room": "press"}, file, typing)
                mark = file[0]
            tally.note(act, answer, mark)
    except Exception as error:
        tally.fail(error)


def visited(port: int, plan: Plan, words: dict[str, str], given: argparse.Namespace) -> Tally:
    """Everybody at once, for the time given or until the writers have done what they were to do."""
    tally = Tally()
    readers = [Visitor(port) for _ in range(given.readers)]
    writers = [Visitor(port) for _ in range(given.writers)]
    *writing_names, reading_name = words
    for number, one in enumerate(writers):
        one.sign_in(name := writing_names[number % len(writing_names)], words[name])
    readers[0].sign_in(reading_name, words[reading_name])
    for one in readers[1:]:
        one.cookies = dict(readers[0].cookies)
    for path in LISTS:
        readers[0].get(path)
    tally.begun = Used.now()
    until, ended = time.monotonic() + given.seconds, threading.Event()

    def going() -> bool:
        return time.monotonic() < until and not ended.is_set()

    readings = [
        threading.Thread(target=reading, args=(one, plan, number, going, given.pause, tally), daemon=True)
        for number, one in enumerate(readers)
    ]
    writings = [
        threading.Thread(
            target=writing, args=(one, plan, number, going, given.acts, given.writer_pause, tally), daemon=True
        )
        for number, one in enumerate(writers)
    ]
    for thread in (*readings, *writings):
        thread.start()
    try:
        for thread in writings:
            while thread.is_alive():
                thread.join(10)
                progress(f"{len(tally.waited['read'])} pages read, {len(tally.written)} writes acknowledged")
    finally:
        ended.set()
    for thread in readings:
        thread.join()
    tally.used = Used.now().since(tally.begun)
    for one in (*readers, *writers):
        one.close()
    return tally


def lost(case: str, tally: Tally) -> list[str]:
    """What was acknowledged and is not in the logs exactly once, or stands at an index that two entries share."""
    found: Counter[Written] = Counter()
    wrong: list[str] = []
    with Workbench.open(case) as bench:
        for room in bench.rooms():
            indexes = []
            for said in room.said(0):
                indexes.append(said.index)
                if said.body is None:
                    continue
                if said.kind == "talks":
                    found[Written(ENTER, str(getattr(read(said.body, TalksBody).entry.said, "text", "")))] += 1
                elif said.kind == "decision":
                    found[Written(DECIDE, read(said.body, DecisionBody).why)] += 1
                elif said.kind == "document":
                    found[Written(SEND, read(said.body, DocumentBody).path)] += 1
            if indexes != [*range(room.ledger.size)]:
                wrong.append(f"the log of {room.name} does not count its entries one by one")
    wrong.extend(f"{one.act} {one.mark!r} is there {found[one]} times" for one in tally.written if found[one] != 1)
    return wrong


def painted(port: int, name: str, word: str, rounds: int = 5) -> list[float]:
    """Milliseconds until a headless Chromium first paints something of each list."""
    from playwright.sync_api import sync_playwright

    program = next(path for one in BROWSERS if (path := shutil.which(one)))
    times: list[float] = []
    asks = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0] || 0"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/accounts/login/")
        page.fill("input[name=login]", name)
        page.fill("input[name=password]", word)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state()
        for path in LISTS * rounds:
            page.goto(f"http://127.0.0.1:{port}{path}", wait_until="load")
            page.wait_for_function(f"() => {asks} > 0", timeout=30_000)
            times.append(float(page.evaluate(f"() => {asks}")))
        browser.close()
    return times


def measured(case: str, base: Path, given: argparse.Namespace) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Rows of the table, and what went wrong."""
    plan = prepared(case)
    reader = f"reader-{plan.run}"
    roles: dict[str, Role] = {f"writer-{plan.run}-{number}": "member" for number in range(given.writers)}
    words = accounts(case, {**roles, reader: "reader"})
    begin = time.perf_counter()
    with serving(case, base, given.workers, given.threads) as port:
        ready = time.perf_counter() - begin
        progress(f"the server is ready after {ready:.1f} s")
        paints = painted(port, reader, words[reader]) if given.paint else []
        progress(f"{len(paints)} pages were painted")
        tally = visited(port, plan, words, given)
    progress("looking for every acknowledged write")
    wrong = [*tally.broken, *lost(case, tally)]
    wrong.extend(f"{count} answers with status {status}" for status, count in tally.statuses.items() if status >= 500)
    acknowledged = Counter(one.act for one in tally.written)
    counted = ", ".join(f"{count} of {act}" for act, count in sorted(acknowledged.items()))
    read = tally.waited.pop("read")
    rows = [
        ("ready after the start", f"{ready:.1f} s", ""),
        (
            f"{given.readers} readers, a page every {given.pause:g} s each, {len(read)} pages, p50",
            f"{percentile(read, 0.5):.0f} ms",
            "",
        ),
        ("the same, p99", f"{percentile(read, 0.99):.0f} ms", f"{BOUND} ms"),
    ]
    for act, times in tally.waited.items():
        took = f"{percentile(times, 0.5):.0f} and {percentile(times, 0.99):.0f} ms"
        who = f"{given.writers} writers, a form every {given.writer_pause:g} s each"
        rows.append((f"{who}, {len(times)} times {act}, p50 and p99", took, f"{BOUND} ms"))
    rows.append((f"acknowledged: {counted}; lost, doubled or out of count", str(len(wrong)), "0"))
    rows.extend(_shares(tally))
    if paints:
        rows.append((f"first paint, {len(paints)} pages, p95", f"{percentile(paints, 0.95):.0f} ms", f"{PAINT} ms"))
    return rows, wrong


def _shares(tally: Tally) -> Iterator[tuple[str, str, str]]:
    """Who had how much of the machine: where visitors and server want more than there is, all of them wait."""
    whole = max(tally.used.clock, 0.001) * (os.cpu_count() or 1)
    for who, seconds in (
        ("the server", tally.used.serving),
        ("telling behind the answers", tally.used.telling),
        ("the visitors themselves", tally.used.visitors),
    ):
        yield f"share of the machine's processors: {who}", f"{seconds / whole:.0%}, {seconds:.1f} s", ""
    each = 1000 * tally.used.serving / max(sum(tally.statuses.values()), 1)
    yield "processor time of the server for each answer", f"{each:.0f} ms", ""


def main() -> int:
    """Print and keep the table; 1 where a write was lost or an answer failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", nargs="?")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=5)
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--pause", type=float, default=5.0)
    parser.add_argument("--writer-pause", type=float, default=2.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--no-paint", dest="paint", action="store_false")
    given = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, stored(given.postgres) as address:
        base = Path(scratch)
        os.environ.setdefault("GOODOFFICES_KEYS", f"{scratch}/keys")
        os.environ.setdefault("XDG_STATE_HOME", f"{scratch}/state")
        case = given.case or made(given.pages, base, address, progress)
        progress("the case is there")
        rows, wrong = measured(case, base, given)
        rows.append(("all of it, with making the case", f"{time.monotonic() - begin:.0f} s", ""))
        keep("load-postgres" if is_address(case) else "load", rows)
    for one in wrong:
        print(one, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
