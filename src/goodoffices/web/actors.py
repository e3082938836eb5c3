"""Who asks: the one place where a session becomes an actor of the case."""

from __future__ import annotations

import hmac
import secrets
import threading

import msgspec
from django.conf import settings
from django.http import HttpRequest

from .site import Site

ARRIVED = "arrived"


class Actor(msgspec.Struct, frozen=True):
    """Who asks. `member` is the name by which rooms know them; None stands for whoever holds the keys."""

    member: str | None
    shown: str


class Door:
    """The one-time token of a laptop: whoever brings it first is let in, and nobody after."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token: str | None = secrets.token_urlsafe(32)

    @property
    def token(self) -> str | None:
        """The token while nobody has used it."""
        return self._token

    def open(self, brought: str) -> bool:
        """Whether this is the token, which it is no more afterwards."""
        with self._lock:
            held = self._token
            if held is None or not hmac.compare_digest(held.encode(), brought.encode()):
                return False
            self._token = None
            return True


def site() -> Site:
    """The site that this process serves."""
    found: Site = settings.SITE
    return found


def enter(request: HttpRequest, brought: str) -> bool:
    """Exchange the token of a laptop for a session; the session that was there before is gone."""
    if not site().laptop or not settings.DOOR.open(brought):
        return False
    request.session.flush()
    request.session[ARRIVED] = True
    return True


def stranger_key() -> str:
    """What a stranger is told to do."""
    return "error-arrive" if site().laptop else "error-sign-in"


def lacks_second(request: HttpRequest) -> bool:
    """Whether somebody signed in with a password alone, or by a service of which no strength of sign-in is asked."""
    from allauth.account.internal.flows.login import get_authentication_records
    from allauth.mfa.utils import is_mfa_enabled

    strong = {one["provider_id"] for one in site().oidc if {"acr", "amr"} & set(one.get("settings", {}))}
    used = {record.get("provider") for record in get_authentication_records(request, request.user)}
    return not strong & used and not is_mfa_enabled(request.user)


def has_first(request: HttpRequest) -> bool:
    """Whether somebody signed in with a password that was made up for them."""
    return request.session.get("first") is True


def actor_of(request: HttpRequest) -> Actor | None:
    """Who asks, or None."""
    if site().laptop:
        if request.session.get(ARRIVED) is not True:
            return None
        return Actor(site().actor, site().actor or "")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    return Actor(user.get_username(), user.get_username())
