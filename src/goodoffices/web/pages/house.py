"""What belongs to no page: the way in, the files of the interface, whether the site is well."""

from __future__ import annotations

import mimetypes

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ...errors import GoodOfficesError
from ...workbench import Workbench
from ..actors import enter, site, stranger_key
from ..asking import Ask
from ..cases import opened
from ..drawing import static_files
from ..refusals import refusal
from ..routes import Goto, Route
from ..setup import is_open


def start(ask: Ask, request: HttpRequest) -> Goto:
    """The first page; of a server without accounts, where the first is made."""
    return Goto("today" if site().laptop or not is_open() else "setup")


def arrive(ask: Ask, request: HttpRequest) -> Goto | HttpResponseBase:
    """The address that a laptop prints: its token is exchanged for a session and is dead from then on."""
    return Goto("today") if enter(request, ask.one("token")) else refusal(request, 403, stranger_key())


def static_file(ask: Ask, request: HttpRequest) -> HttpResponse | None:
    """A file of the interface; its address changes with its content, so that it is kept for ever."""
    kept = static_files().get(ask.found["name"])
    if kept is None:
        return None
    media_type = mimetypes.guess_type(ask.found["name"])[0] or "application/octet-stream"
    answer = HttpResponse(kept[0], content_type=f"{media_type}; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def healthy(ask: Ask, request: HttpRequest) -> HttpResponse:
    """Whether the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def ready(ask: Ask, request: HttpRequest) -> HttpResponse:
    """Whether the case can be read, and its cards are at hand: the first page after a start would wait for them."""
    try:
        opened(site().case).as_member(None).reader()
    except GoodOfficesError:
        return HttpResponse("not ready\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


def described(ask: Ask, bench: Workbench) -> HttpResponse:
    """The twins of all pages, for programs that read them."""
    from ..described import description

    return HttpResponse(msgspec.json.encode(description()), content_type="application/json")


ROUTES = (
    Route("described", "openapi.json", described, "read"),
    Route("start", "", start, "anyone"),
    Route("arrive", "arrive", arrive, "anyone", filters=("token",)),
    Route("static", "static/<path:name>", static_file, "anyone", filters=("v",)),
    Route("healthz", "healthz", healthy, "anyone"),
    Route("readyz", "readyz", ready, "anyone"),
)
