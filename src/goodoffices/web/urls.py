"""Addresses, made from the routes of every page group; no page is reached in another way."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from .pages import every_route
from .serving import served


class Ident:
    """The id of a thing: `fnd_...`, `sha256:...`. It holds no dot, so that a twin is told from its page."""

    regex = r"[A-Za-z0-9_:-]{1,120}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Ident, "ident")


def patterns() -> Iterator[URLPattern | URLResolver]:
    """A pattern for each page and each of its twins."""
    if not settings.SITE.laptop:
        yield path("accounts/", include("allauth.urls"))
    for route in every_route():
        yield path(route.path, served(route), name=route.name)
        for twin in route.twins:
            yield path(f"{route.path}.{twin}", served(route, twin), name=f"{route.name}.{twin}")


urlpatterns = list(patterns())
handler400 = "goodoffices.web.refusals.bad_request"
handler403 = "goodoffices.web.refusals.permission_denied"
handler404 = "goodoffices.web.refusals.page_not_found"
handler500 = "goodoffices.web.refusals.server_error"
