"""A line a request: when, which page, how it ended, how long it took, who asked; never what was asked for."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseBase

from ...workbench.mistakes import places
from ..clock import now

LOG = logging.getLogger("goodoffices.web")
Next = Callable[[HttpRequest], HttpResponseBase]


class Logged:
    """Logs the name of the route in the place of its address, and no query: both may name what is confidential."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begin = time.perf_counter()
        answer = self._next(request)
        match = getattr(request, "resolver_match", None)
        user = getattr(request, "user", None)
        line = {
            "at": _moment(),
            "page": match.url_name if match else None,
            "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
            "status": answer.status_code,
            "ms": round((time.perf_counter() - begin) * 1000),
            "actor": user.pk if user is not None and user.is_authenticated else None,
        }
        _write(line)
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Where a mistake of ours was made and of which kind it is; its words may hold what is confidential."""
        if isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation):
            return
        mistaken("mistake", type(exception).__name__, places(exception))


def mistaken(event: str, kind: str, where: Sequence[str]) -> None:
    """A line about a mistake of ours: of which kind it is, and in which places of the program it was made."""
    _write({"at": _moment(), "event": event, "kind": kind, "where": [*where]})


def told(event: str, actor: int | None) -> None:
    """A line about something that happened to an account; `actor` its number."""
    _write({"at": _moment(), "event": event, "actor": actor})


def _moment() -> str:
    return datetime.fromtimestamp(now() / 1_000_000, UTC).isoformat(timespec="milliseconds")


def _write(line: dict[str, object]) -> None:
    LOG.info(json.dumps(line, separators=(",", ":")))
