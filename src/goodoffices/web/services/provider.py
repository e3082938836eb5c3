"""What is asked of an OpenID Connect service and checked of its answer (OpenID Connect Core 1.0, section 3.1.3.7).

django-allauth takes an ID token that came over a direct connection without looking at its signature, asks for no
nonce and believes whatever issuer the metadata name. Here the token counts only when its signature, issuer, audience,
times, nonce and, where the site says so, the strength of the sign-in (acr, amr) are as they should be, and when the
service's other answers are about the same person.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponseBase
from requests import RequestException

WELL_KNOWN = "/.well-known/"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a key that only the service has."""
LEEWAY = 60
"""Seconds by which clocks may differ."""


class Checked(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One exchange with a service. `nonce` is the one that was asked for; empty, no answer fits."""

    nonce = ""

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """The service's metadata. Raises OAuth2Error where they are those of another issuer than the one set."""
        provider = self.get_provider()
        found = _fetched(provider.server_url)
        found |= provider.app.settings.get("openid_configuration_overrides", {})
        expected = provider.server_url.partition(WELL_KNOWN)[0]
        if str(found.get("issuer", "")).rstrip("/") != expected.rstrip("/"):
            raise OAuth2Error("the metadata name another issuer")
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who came back. Raises OAuth2Error where the answer of the service does not hold."""
        claims = self._claims(app, kwargs["response"].get("id_token"))
        data = {"id_token": claims}
        if app.settings.get("fetch_userinfo", True):
            data["userinfo"] = self._fetch_user_info(token.token)
            if data["userinfo"].get("sub") != claims["sub"]:
                raise OAuth2Error("the service tells of somebody else")
        return self.get_provider().sociallogin_from_response(request, data)

    def _claims(self, app: SocialApp, token: object) -> dict[str, Any]:
        if not isinstance(token, str):
            raise OAuth2Error("the service gave no ID token")
        try:
            wanted = jwt.get_unverified_header(token).get("kid")
            keys = jwt.PyJWKSet.from_dict(_fetched(self.openid_config["jwks_uri"])).keys
            key = next(one for one in keys if wanted in (None, one.key_id))
            claims: dict[str, Any] = jwt.decode(
                token, key, algorithms=ALGORITHMS, audience=app.client_id, issuer=self.openid_config["issuer"],
                leeway=LEEWAY, options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )  # fmt: skip
        except (jwt.PyJWTError, StopIteration, KeyError) as error:
            raise OAuth2Error("the ID token does not hold") from error
        if not self.nonce or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), self.nonce.encode()):
            raise OAuth2Error("the ID token answers another question")
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("the ID token was given to somebody else")
        if not strong_enough(app.settings, claims):
            raise OAuth2Error("the service did not ask for what the site wants")
        return claims


class Returned(OAuth2CallbackView):  # type: ignore[misc]
    """Coming back from a service with the answer to what was asked."""

    def _get_state(self, request: HttpRequest, provider: object) -> tuple[Any, Any]:
        state, refused = super()._get_state(request, provider)
        self.adapter.nonce = str((state or {}).get("nonce", ""))
        return state, refused


class Service(OpenIDConnectProvider):  # type: ignore[misc]
    """A service of `--oidc-file`. Besides what django-allauth knows its settings may hold `acr` and `amr`, lists of
    the kinds of sign-in and of the methods of which the service has to have used one."""

    package = __package__
    oauth2_adapter_class = Checked
    pkce_enabled_default = True

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        """What the site asks for, whatever the address says that led here."""
        return dict(self.get_auth_params())

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """The same."""
        return list(self.get_scope())

    def redirect(self, request: HttpRequest, process: str, *rest: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead to the service with a nonce of this sign-in; where it cannot be reached, say so."""
        nonce = secrets.token_urlsafe(24)
        asked = {**(kwargs.pop("auth_params", None) or self.get_auth_params()), "nonce": nonce}
        if wanted := self.app.settings.get("acr"):
            asked["acr_values"] = " ".join(wanted)
        try:
            found: HttpResponseBase = super().redirect(
                request, process, *rest, auth_params=asked, nonce=nonce, **kwargs
            )
        except (OAuth2Error, RequestException) as error:
            found = render_authentication_error(request, self, exception=error)
        return found


def strong_enough(settings: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
    """Whether the service signed somebody in as its entry asks; an entry that asks for nothing takes any sign-in."""
    kinds, methods = settings.get("acr", ()), settings.get("amr", ())
    used = claims.get("amr")
    by_methods = bool(set(methods) & {str(one) for one in used}) if isinstance(used, list) else False
    return (not kinds or claims.get("acr") in kinds) and (not methods or by_methods)


def _fetched(address: str) -> dict[str, Any]:
    """A JSON object of the service. Raises RequestException, OAuth2Error where there is none."""
    with get_adapter().get_requests_session() as session:
        answer = session.get(address)
        answer.raise_for_status()
        found = answer.json()
    if not isinstance(found, dict):
        raise OAuth2Error("the service gave no object")
    return found


provider_classes = [Service]
