"""A line a request: which page, how it ended, how long it took, who asked; never what was asked for."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

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
            "page": match.url_name if match else None,
            "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
            "status": answer.status_code,
            "ms": round((time.perf_counter() - begin) * 1000),
            "actor": user.pk if user is not None and user.is_authenticated else None,
        }
        LOG.info(json.dumps(line, separators=(",", ":")))
        return answer
