"""Guards of every request: its host, its size; and the headers that no answer goes without."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from ..actors import site
from ..refusals import refusal

Next = Callable[[HttpRequest], HttpResponseBase]


class Guarded:
    """A request under another host's name never reaches a page (DNS rebinding), nor one that is too large."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.get_host()  # raises what becomes a 400
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > site().largest:
            # Unread: a body of any size must not be taken in for the sake of a polite answer.
            answer: HttpResponseBase = refusal(request, 413, most=site().largest // 1_048_576)
            answer["Connection"] = "close"
        else:
            answer = self._next(request)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        answer.headers.setdefault("X-Frame-Options", "DENY")
        answer.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        # What a room holds stays out of every cache; files of the interface say otherwise themselves.
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer
