"""The first account of a server: made by whoever reads the console, with a code that dies with its use."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from .site import Site


def code_of(site: Site) -> str:
    """The code of a site: made from its secret, so that every process knows the same."""
    digest = hmac.digest(site.secret.encode(), b"goodoffices/first-account/1", hashlib.sha256)
    text = b32encode(digest).decode()[:20]
    return "-".join(text[at : at + 5] for at in range(0, 20, 5))


def is_open() -> bool:
    """Whether there is no account yet."""
    return not get_user_model().objects.exists()


def right_code(site: Site, brought: str) -> bool:
    """Whether this is the code."""
    return hmac.compare_digest(code_of(site).encode(), brought.strip().upper().encode())


def made(name: str, password: str) -> AbstractBaseUser:
    """A new account. Raises ValidationError, in the reader's language, for a name or password that will not do."""
    users = get_user_model()
    user = users(username=name.strip())
    user.full_clean(exclude=["password"])
    validate_password(password, user)
    user.set_password(password)
    with transaction.atomic():
        user.save()
    return user


__all__ = ["ValidationError", "code_of", "is_open", "made", "right_code"]
