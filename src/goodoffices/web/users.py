"""Accounts as `goodoffices users` keeps them: made, listed, put out of use; roles are the case's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.contrib.auth import get_user_model
from django.db import transaction

from ..errors import UsageError
from .setup import ValidationError, made


class Account(msgspec.Struct, frozen=True):
    """An account: `last` when it last signed in, ISO 8601 or empty."""

    name: str
    active: bool
    second: bool
    last: str


def add(name: str, password: str | None) -> str:
    """Make an account; its password, where none is given one that its owner has to change within a day.

    Raises UsageError for one that will not do.
    """
    from .firsts.keeping import give, made_up

    word = password or made_up()
    try:
        user = made(name, word)
    except ValidationError as error:
        raise UsageError(" ".join(error.messages)) from error
    if not password:
        give(user)
    return word


def reset(name: str, *, factors: bool) -> str:
    """Give an account another password, that its owner has to change within a day, and end its sessions.

    With `factors` its second factors go as well.
    """
    from allauth.mfa.models import Authenticator

    from .firsts.keeping import give, made_up

    user, word = _known(name), made_up()
    user.set_password(word)
    with transaction.atomic():
        user.save(update_fields=["password"])
        give(user)
        if factors:
            Authenticator.objects.filter(user=user).delete()
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
    found = _known(name)
    found.is_active = active
    found.save(update_fields=["is_active"])


def _known(name: str) -> Any:
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise UsageError(f"there is no account {name!r}; `goodoffices users list CASE` shows them")
    return found
