"""The logs: what was entered when and by whom, and how anyone can check it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...errors import NotAllowed
from ...workbench import Workbench
from ...workbench.reading.entitled import Entitled
from ...workbench.reading.logs import Checked, EntryLine, LogLine, LogShown
from ..asking import Ask
from ..routes import File, Route

PLAIN = "text/plain; charset=utf-8"


class LogList(msgspec.Struct, frozen=True):
    """The logs one may read."""

    rows: tuple[LogLine, ...]


def logs(ask: Ask, bench: Workbench) -> LogList:
    """Every log one may read."""
    return LogList(bench.reader(ask.language).logs().list())


def every_log(ask: Ask, bench: Workbench) -> Iterator[LogLine]:
    """The same as rows."""
    return iter(logs(ask, bench).rows)


class RightsList(msgspec.Struct, frozen=True):
    """Who may do what in the rooms that one may read."""

    rows: tuple[Entitled, ...]


def rights(ask: Ask, bench: Workbench) -> RightsList:
    """Who may see and do what in each room that one may read."""
    return RightsList(tuple(every_right(ask, bench)))


def every_right(ask: Ask, bench: Workbench) -> Iterator[Entitled]:
    """The same as rows."""
    return bench.reader(ask.language).logs().rights()


def log(ask: Ask, bench: Workbench) -> LogShown | None:
    """One log, the newest entries first."""
    return bench.reader(ask.language).logs().log(ask.found["ident"], ask.page)


def every_entry(ask: Ask, bench: Workbench) -> Iterator[EntryLine]:
    """All entries of a log, the oldest first."""
    found = bench.reader(ask.language).logs().entries(ask.found["ident"])
    if found is None:
        raise NotAllowed("there is no such log")
    return found


def checkpoint(ask: Ask, bench: Workbench) -> File | None:
    """The newest checkpoint as a file to keep."""
    text = bench.reader(ask.language).logs().checkpoint(ask.found["ident"])
    return File("checkpoint.txt", text.encode(), PLAIN) if text else None


def receipt(ask: Ask, bench: Workbench) -> File | None:
    """The receipt of an entry."""
    index = int(ask.found["index"])
    text = bench.reader(ask.language).logs().receipt(ask.found["ident"], index)
    return File(f"receipt-{index}.txt", text.encode(), PLAIN) if text else None


def check(ask: Ask, bench: Workbench) -> Checked | None:
    """What a check of a log comes to."""
    return bench.reader(ask.language).logs().check(ask.found["ident"])


def bundle(ask: Ask, bench: Workbench) -> File | None:
    """A log as a bundle that anyone can verify."""
    content = bench.reader(ask.language).logs().bundle(ask.found["ident"], ask.form.get("audience", "").strip())
    return File("export.zip", content, "application/zip") if content else None


ROUTES = (
    Route("logs", "logs", logs, "read", "logs/list.html", ("json", "csv"), every_log),
    Route("rights", "rights", rights, "read", "logs/rights.html", ("json", "csv"), every_right, home="logs"),
    Route("log", "logs/<ident:ident>", log, "read", "logs/one.html", ("json", "csv"), every_entry, home="logs"),
    Route("checkpoint", "logs/<ident:ident>/checkpoint", checkpoint, "read", home="logs"),
    Route("receipt", "logs/<ident:ident>/receipt/<int:index>", receipt, "read", home="logs"),
    Route("check", "logs/<ident:ident>/check", check, "manage", "logs/checked.html", methods=("POST",), home="logs"),
    Route("bundle", "logs/<ident:ident>/export", bundle, "manage", methods=("POST",), home="logs"),
)
