"""Accounts of a server: Django's users and allauth, in a database of their own; nothing of a case is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..errors import UsageError
from .schema import CACHE, SCHEMA
from .site import Site

APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "goodoffices.web.services",
    "goodoffices.web.firsts",
]
VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "goodoffices.web.passwords.OtherNames"},
]


def account_settings(site: Site, middleware: list[str]) -> dict[str, Any]:
    """What a server needs beside the settings of every site."""
    return {
        "INSTALLED_APPS": [*APPS, "goodoffices.web"],
        "MIDDLEWARE": [
            *middleware,
            "goodoffices.web.middleware.speaking.Spoken",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "goodoffices.web.middleware.lasting.Lasting",
            "allauth.account.middleware.AccountMiddleware",
        ],
        "DATABASES": {"default": database_of(site.accounts or site.case)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "CACHES": CACHE,
        "AUTHENTICATION_BACKENDS": [
            "django.contrib.auth.backends.ModelBackend",
            "allauth.account.auth_backends.AuthenticationBackend",
        ],
        "AUTH_PASSWORD_VALIDATORS": VALIDATORS,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(Path(__file__).parent / "account_templates")],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "goodoffices.web.account_pages.words",
                    ]
                },
            }
        ],
        "STATIC_URL": "/static/",
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "today",
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_ADAPTER": "goodoffices.web.adapters.Accounts",
        "SOCIALACCOUNT_ADAPTER": "goodoffices.web.adapters.Providers",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": True,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_RATE_LIMITS": {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"},
        "ALLAUTH_TRUSTED_PROXY_COUNT": site.trusted,
        "MFA_ADAPTER": "goodoffices.web.adapters.Factors",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Good Offices",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [dict(one) for one in site.oidc]}},
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_ONLY": False,
    }


def database_of(address: str) -> dict[str, Any]:
    """Django's description of a database. Raises UsageError for an address of another kind."""
    if address.startswith("sqlite:///"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address.removeprefix("sqlite:///"),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;"},
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise UsageError("accounts need a database: give --accounts sqlite:///path or a postgresql:// address")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": f"-c search_path={SCHEMA}"},
    }
