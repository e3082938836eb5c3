"""How long one stays signed in: an hour without a request, half a day in all (NIST SP 800-63B-4, AAL2, has a day)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from ..clock import now

IDLE = 3600
LONGEST = 12 * 3600
"""Seconds."""
NOTED = 300
"""How old the note of the last request may become: a session is not written anew for every page."""
BEGUN, SEEN = "begun", "seen"
Next = Callable[[HttpRequest], HttpResponseBase]


class Lasting:
    """Ends a session that is too old; a form that was open meanwhile comes back with what was typed into it."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _hold(request, now() // 1_000_000)
        begun = request.user.is_authenticated
        answer = self._next(request)
        if begun and not request.user.is_authenticated:
            # Signed out by one's own wish: what was typed and not kept goes as well.
            answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


def _hold(request: HttpRequest, at: int) -> None:
    begun, seen = request.session.get(BEGUN), request.session.get(SEEN)
    if begun is None or seen is None:
        request.session[BEGUN] = request.session[SEEN] = at
    elif at - begun > LONGEST or at - seen > IDLE:
        logout(request)
    elif at - seen > NOTED:
        request.session[SEEN] = at
