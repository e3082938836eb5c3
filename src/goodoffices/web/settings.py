"""Django as a site needs it: made from a Site, from nothing else."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF

from .actors import Door
from .site import Site

POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
"""What a page may do: nothing from elsewhere, no script or style of its own."""

MIDDLEWARE = [
    "goodoffices.web.middleware.logging.Logged",
    "goodoffices.web.middleware.guarding.Guarded",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


def settings_of(site: Site) -> dict[str, Any]:
    """The settings of Django for a site."""
    found: dict[str, Any] = {
        "SITE": site,
        "DOOR": Door(),
        "SECRET_KEY": site.secret,
        "DEBUG": False,
        "ALLOWED_HOSTS": list(site.hosts),
        "ROOT_URLCONF": "goodoffices.web.urls",
        "MIDDLEWARE": MIDDLEWARE,
        "INSTALLED_APPS": ["goodoffices.web"],
        "DATABASES": {},
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": site.mark}},
        "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
        "LANGUAGE_CODE": site.language,
        "LANGUAGES": [("en", "English"), ("uk", "Українська"), ("ru", "Русский")],
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LOGGING_CONFIG": None,
        "APPEND_SLASH": False,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * 1024 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 500,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
    }
    found |= _security(site)
    if not site.laptop:
        from .accounts import account_settings

        found |= account_settings(site, MIDDLEWARE)
    return found


def _security(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = {
        "SESSION_COOKIE_NAME": site.cookie(f"goodoffices-{site.mark}"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict" if site.laptop else "Lax",
        "SESSION_COOKIE_SECURE": site.secure,
        "SESSION_COOKIE_AGE": 12 * 3600,
        "CSRF_USE_SESSIONS": True,
        "CSRF_FAILURE_VIEW": "goodoffices.web.refusals.forged",
        "CSRF_COOKIE_SECURE": site.secure,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 31_536_000 if site.secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "X_FRAME_OPTIONS": "DENY",
        "CONTENT_SECURITY_POLICY": POLICY,
    }
    if site.trusted:
        found["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
        found["CSRF_TRUSTED_ORIGINS"] = [f"https://{host}" for host in site.hosts if host != "*"]
    return found


def prepare(site: Site) -> None:
    """Set Django up for a site; once in a process."""
    import django
    from django.conf import settings

    settings.configure(**settings_of(site))
    django.setup()
    if not site.laptop:
        from .happenings import listen

        listen()
