"""Accounts as `goodoffices users` keeps them: made, listed, put out of use; roles are the case's own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import msgspec
from django.contrib.auth import get_user_model

from ..errors import UsageError
from .setup import ValidationError, made


class Account(msgspec.Struct, frozen=True):
    """An account: `last` when it last signed in, ISO 8601 or empty."""

    name: str
    active: bool
    second: bool
    last: str


def add(name: str, password: str | None) -> str:
    """Make an account; its password, made up where none is given. Raises UsageError for one that will not do."""
    word = password or secrets.token_urlsafe(15)
    try:
        made(name, word)
    except ValidationError as error:
        raise UsageError(" ".join(error.messages)) from error
    return word


def every() -> Iterator[Account]:
    """All accounts by name."""
    from allauth.mfa.models import Authenticator

    for user in get_user_model().objects.order_by("username"):
        second = Authenticator.objects.filter(user=user).exists()
        last = user.last_login.isoformat(timespec="seconds") if user.last_login else ""
        yield Account(user.get_username(), user.is_active, second, last)


def enable(name: str, active: bool) -> None:
    """Put an account out of use, or back; whoever is signed in with it is signed out."""
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise UsageError(f"there is no account {name!r}; `goodoffices users CASE list` shows them")
    found.is_active = active
    found.save(update_fields=["is_active"])
