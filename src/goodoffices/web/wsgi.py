"""The entry for any WSGI server: `goodoffices.web.wsgi:application`, its settings from the environment."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler

from .server import from_environment, log_requests
from .settings import prepare

prepare(from_environment())
log_requests()
application = WSGIHandler()
