"""The addresses of services: where one sets out for a service, and where it sends one back to."""

from __future__ import annotations

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount import app_settings
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path

from .provider import Checked, Returned


@login_not_required  # type: ignore[untyped-decorator]
def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Set out for a service."""
    return _answered(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from it."""
    return _answered(Returned, request, provider_id)


def _answered(view: type, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        found: HttpResponseBase = view.adapter_view(Checked(request, provider_id))(request)  # type: ignore[attr-defined]
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return found


HERE = f"{app_settings.OPENID_CONNECT_URL_PREFIX}/<str:provider_id>/login/"
urlpatterns = [
    path(HERE, login, name="openid_connect_login"),
    path(f"{HERE}callback/", callback, name="openid_connect_callback"),
]
