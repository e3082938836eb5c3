"""First passwords: given, found at a sign-in, gone when their owner chooses another."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from ..clock import now
from .models import FirstPassword

DAY = 86_400
MARK = "first"
"""In a session: its owner has to choose a password before anything else."""


def made_up() -> str:
    """A password of 120 random bits."""
    return secrets.token_urlsafe(15)


def give(user: AbstractBaseUser) -> None:
    """Note that the password of an account is one that was made up, from now on for a day."""
    FirstPassword.objects.update_or_create(user=user, defaults={"until": now() // 1_000_000 + DAY})


def is_over(user: AbstractBaseUser) -> bool:
    """Whether the password was made up more than a day ago."""
    held = FirstPassword.objects.filter(user=user).first()
    return held is not None and held.until < now() // 1_000_000


def mark(sender: Any, request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    """Note in a new session whether its owner has to choose a password."""
    if FirstPassword.objects.filter(user=user).exists():
        request.session[MARK] = True


def chosen(sender: Any, request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    """Its owner has a password of their own."""
    FirstPassword.objects.filter(user=user).delete()
    request.session.pop(MARK, None)
