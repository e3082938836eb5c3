"""Answers that are no page: what is wrong and what to do, in the reader's language, and nothing of what there is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from .drawing import drawn
from .words import preferred


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
    value = {"status": status, "key": key or f"error-{status}", "fields": fields}
    return HttpResponse(drawn(request, "errors/refusal.html", language, {"v": value}), status=status)


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
