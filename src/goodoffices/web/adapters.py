"""How accounts are made: by whoever runs the site, never by who comes along."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Local accounts: `goodoffices users add` makes them, nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class Providers(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts that another service vouches for: the first visit makes one, rooms are given to it like to any other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the configured service lets in; without a room they see nothing of the case."""
        return True
