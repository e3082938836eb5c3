"""Answers that are no page: what is wrong and what to do, in the reader's language, and nothing of what there is."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from .drawing import drawn
from .words import preferred

UNREAD = 413
"""The status of a request whose body must not be read."""
NOT_TYPED = frozenset({
    "csrfmiddlewaretoken", "password", "code", "kind", "room", "source", "round", "entry", "verdict", "claim", "to",
    "refuse", "withdraw", "sure", "private", "exact", "whole", "what",
})  # fmt: skip
"""Fields that are chosen, hidden or secret: nobody would miss them on the page of a refusal."""
MADE = ("order-", "drop-", "finding-")


class BadRequest(Exception):
    """What was asked cannot be understood; `key` names the sentence that says what to do."""

    def __init__(self, key: str, **fields: object) -> None:
        self.key, self.fields = key, fields
        super().__init__(key)


def refusal(request: HttpRequest, status: int, key: str = "", **fields: object) -> HttpResponse:
    """A page that says what went wrong. It names neither the address nor anything of the case: no answer of one
    status differs from another by what was asked for."""
    language = getattr(request, "language", "") or preferred(request.headers.get("Accept-Language", ""), "en")
    if request.path.endswith((".json", ".csv")):
        return HttpResponse(f'{{"status":{status}}}\n', status=status, content_type="application/json")
    typed = () if status == UNREAD else typed_in(request)
    value = {"status": status, "key": key or f"error-{status}", "fields": fields, "typed": typed}
    return HttpResponse(drawn(request, "errors/refusal.html", language, {"v": value}), status=status)


def typed_in(request: HttpRequest) -> tuple[str, ...]:
    """What somebody typed into the form of this site that is refused: it is given back, whatever the refusal."""
    if request.method != "POST" or not _from_here(request):
        return ()
    try:
        sent = [(name, request.POST[name]) for name in request.POST]
    except (SuspiciousOperation, UnreadablePostError):
        return ()
    return tuple(text for name, text in sent if text.strip() and name not in NOT_TYPED and not name.startswith(MADE))


def _from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form: what another site wrote is not shown as somebody's own words."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, for what Django itself refuses."""
    return refusal(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return refusal(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such thing, or none for this reader."""
    return refusal(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return refusal(request, 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 where a form did not come from a page of this site."""
    return refusal(request, 403, "error-forged")
