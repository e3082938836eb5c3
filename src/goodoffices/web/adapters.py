"""How accounts are made: by whoever runs the site, never by who comes along; how their second factors are kept."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.utils import user_username
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from .actors import site
from .refusals import refusal


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Local accounts: `goodoffices users add` makes them, nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """A password that was made up more than a day ago opens nothing; other answers are those of allauth."""
        from .firsts.keeping import is_over

        if is_over(user):
            return refusal(request, 403, "error-first-over")
        found: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return found


class Providers(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts that another service vouches for: the first visit makes one, rooms are given to it like to any other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the configured service lets in; without a room they see nothing of the case."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Rooms go by names: whose name is taken, or was not given, gets no account under another one.

        Raises ImmediateHttpResponse.
        """
        if sociallogin.is_existing:
            return
        try:
            get_account_adapter(request).clean_username(user_username(sociallogin.user) or "")
        except ValidationError as error:
            provider = sociallogin.account.get_provider(request)
            answer = render_authentication_error(request, provider, exception=error)
            raise ImmediateHttpResponse(answer) from error


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Seeds of one-time codes and of recovery codes, sealed with the secret of the site: a copy of the database of
    accounts gives none."""

    def encrypt(self, text: str) -> str:
        """The seed as it is kept."""
        return _seal(site().secret).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The seed. Raises InvalidToken under another secret."""
        return _seal(site().secret).decrypt(encrypted_text.encode()).decode()


@cache
def _seal(secret: str) -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"goodoffices/second-factors/1").derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
