"""The rows that stand for a page about one thing in its table: what one would copy out of the page by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import asdict

Row = dict[str, Any]


def today(v: Any) -> Iterator[Row]:
    """What is new, changed, settled, disputed and due, a row each."""
    for one in v.documents:
        yield _line("new", one.id, one.title or one.path, one.outlet, when=one.appeared)
    findings = {"changed": [one.line for one in v.changed], "settled": v.settled, "disputed": v.disputed}
    for part, lines in findings.items():
        for one in lines:
            yield _line(part, one.id, one.subject, one.asked, one.status)
    for one in v.due.events:
        yield _line("due", one.id, one.name, when=one.when)
    for one in v.due.steps:
        yield _line("due", one.id, one.what, ", ".join(one.who), when=one.when)
    for one in v.due.announced:
        yield _line("due", one.id, one.subject, "; ".join(one.values), one.status)


def _line(part: str, ident: str, name: str, about: str = "", status: str = "", when: str = "") -> Row:
    return {"part": part, "id": ident, "name": name, "about": about, "status": status, "when": when}


def finding(v: Any) -> Iterator[Row]:
    """A row for each place in which a value is given."""
    for account in v.accounts:
        given = {"value": account.text, "owners": account.owners, "sides": account.sides, "beside": account.beside}
        for one in account.cited:
            yield given | asdict(one)


def person(v: Any) -> Iterator[Row]:
    """A row for each page that names them."""
    return _plain(v.mentions)


def place(v: Any) -> Iterator[Row]:
    """A row for each event there."""
    return _plain(v.events)


def event(v: Any) -> Iterator[Row]:
    """A row for each question about it."""
    return _plain(v.findings)


def document(v: Any) -> Iterator[Row]:
    """A row for each claim that was taken from it."""
    return _plain(v.claims)


def brief(v: Any) -> Iterator[Row]:
    """A row for each line."""
    return _plain(v.brief.lines)


def pair(v: Any) -> Iterator[Row]:
    """A row for each feature that was weighed."""
    right = f"{v.read.asked}: {v.read.value}" if v.read else v.right.name
    sides = {"left": v.left.name, "right": right, "verdict": v.verdict, "score": v.score, "state": v.state}
    return (sides | asdict(one) for one in v.features)


def rounds(v: Any) -> Iterator[Row]:
    """A row for each round."""
    for one in v.rounds:
        yield {
            "round": one.key, "name": one.name, "place": one.place, "first": one.first, "last": one.last,
            "parties": [party.label for party in one.parties], "sittings": len(one.sittings), "entries": one.entries,
        }  # fmt: skip


def round_(v: Any) -> Iterator[Row]:
    """A row for each account of how long a sitting or side consultation took; one without any has a row as well."""
    for one in (*v.sittings, *v.consultations):
        about = {"sitting": one.key, "name": one.name, "day": one.day, "side": one.side, "disputed": one.disputed}
        lengths = [(bar.label, bar.shortest, bar.longest, bar.modifier) for bar in one.lengths]
        for told in lengths or [("", None, None, "")]:
            yield about | dict(zip(("label", "shortest", "longest", "modifier"), told, strict=True))


def entry(v: Any) -> Iterator[Row]:
    """A row for each version, the newest first."""
    return _plain((v.now, *v.earlier))


def incident(v: Any) -> Iterator[Row]:
    """A row for each report of it."""
    for source in v.sources:
        for one in source.reports:
            yield asdict(one) | {"side": source.side, "retracted": one.id in source.retracted}


def bulletin(v: Any) -> Iterator[Row]:
    """A row for each incident of the period."""
    return _plain(v.bulletin.incidents)


def jump(v: Any) -> Iterator[Row]:
    """A row for each thing that goes by the words."""
    return _plain(v.found)


def _plain(rows: Iterable[Any]) -> Iterator[Row]:
    return map(asdict, rows)
