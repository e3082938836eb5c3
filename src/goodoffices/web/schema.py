"""The tables of accounts: made and brought up to date before a server begins to serve."""

from __future__ import annotations

from typing import Any

SCHEMA = "goodoffices_accounts"
"""Of the accounts in a PostgreSQL database, which may be that of the case."""


def prepare_accounts() -> None:
    """Make what is missing; several processes may ask at once."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


CACHE: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "goodoffices_cache"}
}
"""Counts of attempts, shared by all processes of a site."""
