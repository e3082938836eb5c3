"""A site in server mode over a small case with a closed room, and clients that act as each role."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from small_case import small_case

from goodoffices.web.settings import prepare
from goodoffices.web.site import Site


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the small case; read by many tests, written by none."""
    base = tmp_path_factory.mktemp("web")
    os.environ["GOODOFFICES_KEYS"] = str(base / "keys")
    small_case(str(base / "case"), base)
    return str(base / "case")


@pytest.fixture(scope="session", autouse=True)
def django(case: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Django set up once, as a server; the laptop is tried in a process of its own."""
    accounts = tmp_path_factory.mktemp("accounts") / "accounts.db"
    prepare(Site(case, "x" * 50, "server", hosts=("testserver",), accounts=f"sqlite:///{accounts}"))
    from django.conf import settings

    from goodoffices.web.schema import prepare_accounts

    # A sign-in costs a quarter of a second on purpose; test_team_server signs in at that price.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    prepare_accounts()


@pytest.fixture
def serving(case: str) -> Iterator[Callable[[str], None]]:
    """Serve another case for the length of a test."""
    import msgspec
    from django.test import override_settings

    from goodoffices.web.actors import site
    from goodoffices.web.cases import close_all

    changed: list[Any] = []

    def serve(place: str) -> None:
        changed.append(override_settings(SITE=msgspec.structs.replace(site(), case=place)))
        changed[-1].enable()

    yield serve
    for one in changed:
        one.disable()
    close_all()


@pytest.fixture
def client_of() -> Callable[..., Any]:
    """A client that is signed in under a name; without one, a stranger."""

    def made(name: str | None = None) -> Any:
        from django.contrib.auth import get_user_model
        from django.test import Client

        client = Client(raise_request_exception=False)
        if name is not None:
            user, _ = get_user_model().objects.get_or_create(username=name)
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return made
