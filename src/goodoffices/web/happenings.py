"""What happens to accounts, as lines of the log: who signed in, out, or failed to; which factors came and went."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa import signals as factors
from django.contrib.auth import signals as signing

from .firsts import keeping as firsts
from .middleware.logging import told


def _signed_in(sender: Any, user: Any, **_: Any) -> None:
    told("signed in", user.pk)


def _signed_out(sender: Any, user: Any, **_: Any) -> None:
    told("signed out", user.pk if user is not None else None)


def _failed(sender: Any, **_: Any) -> None:
    # Not the name that was typed: people type their password there.
    told("sign-in failed", None)


def _added(sender: Any, user: Any, **_: Any) -> None:
    told("factor added", user.pk)


def _removed(sender: Any, user: Any, **_: Any) -> None:
    told("factor removed", user.pk)


def listen() -> None:
    """Write such lines from here on, and follow whose password was made up for them."""
    for signal, heard in (
        (signing.user_logged_in, _signed_in),
        (signing.user_logged_out, _signed_out),
        (signing.user_login_failed, _failed),
        (factors.authenticator_added, _added),
        (factors.authenticator_removed, _removed),
        (signing.user_logged_in, firsts.mark),
        (password_changed, firsts.chosen),
        (password_set, firsts.chosen),
    ):
        signal.connect(heard, dispatch_uid=f"goodoffices {heard.__name__}")
