"""The language of pages that are not ours, those of accounts."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from ..actors import site
from ..asking import language_of
from ..words import LANGUAGES

Next = Callable[[HttpRequest], HttpResponseBase]


class Spoken:
    """Speaks the language that was chosen, for the length of a request."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.get("lang", "")
        if asked in LANGUAGES and request.session.get("language") != asked:
            request.session["language"] = asked
        with translation.override(language_of(request, site().language)):
            return self._next(request)
