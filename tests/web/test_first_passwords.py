"""Passwords that were made up for somebody: for a day, and for choosing one's own; lost ones and lost factors."""

from __future__ import annotations

from typing import Any

import pytest

OWN = "a word of one's own, and long"
LOGIN, CHANGE = "/accounts/login/", "/accounts/password/change/"


@pytest.fixture
def word() -> Any:
    from django.contrib.auth import get_user_model

    from goodoffices.web import users

    yield users.add("talks-member", None)
    get_user_model().objects.filter(username="talks-member").delete()


def signs_in(client: Any, word: str) -> Any:
    return client.post(LOGIN, {"login": "talks-member", "password": word})


def test_it_opens_nothing_but_the_choice_of_ones_own(word: str, client_of: Any) -> None:
    client = client_of()
    assert signs_in(client, word).status_code == 302
    for path in ("/today", "/findings", "/talks"):
        assert client.get(path)["Location"] == CHANGE, path
    assert client.get("/findings.json").status_code == 403
    refused = client.post("/talks/keep", {"kind": "note"}, HTTP_ACCEPT_LANGUAGE="uk")
    assert refused.status_code == 403 and "Виберіть власний" in refused.content.decode()
    typed = {"oldpassword": word, "password1": OWN, "password2": OWN}
    assert client.post(CHANGE, typed).status_code == 302
    other = client_of()
    assert "_auth_user_id" not in (signs_in(other, word).wsgi_request.session)
    assert signs_in(other, OWN).status_code == 302 and other.get("/findings").status_code == 200


def test_it_dies_after_a_day(word: str, client_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from goodoffices.web.firsts import keeping

    later = keeping.now() + (keeping.DAY + 1) * 1_000_000
    monkeypatch.setattr(keeping, "now", lambda: later)
    client = client_of()
    refused = signs_in(client, word)
    assert refused.status_code == 403 and b"good for a day" in refused.content
    assert "_auth_user_id" not in client.session


def test_whoever_lost_a_password_or_every_factor_gets_a_first_one_again(word: str, client_of: Any) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth import get_user_model

    from goodoffices.errors import UsageError
    from goodoffices.web import users

    user = get_user_model().objects.get(username="talks-member")
    client = client_of("talks-member")
    TOTP.activate(user, generate_totp_secret())
    fresh = users.reset("talks-member", factors=False)
    assert client.get("/findings").status_code == 302  # the session of before is over
    asked = signs_in(client_of(), fresh)
    assert asked["Location"].startswith("/accounts/2fa/authenticate/")  # the factor is asked for as before
    fresh = users.reset("talks-member", factors=True)
    assert not Authenticator.objects.filter(user=user).exists()
    client = client_of()
    signs_in(client, fresh)
    assert client.get("/today")["Location"] == CHANGE
    with pytest.raises(UsageError, match="no account"):
        users.reset("nobody at all", factors=False)


def test_a_password_that_was_given_with_its_account_is_no_first_one(client_of: Any) -> None:
    from django.contrib.auth import get_user_model

    from goodoffices.web import users

    assert users.add("oksana", OWN) == OWN
    client = client_of()
    assert client.post(LOGIN, {"login": "oksana", "password": OWN}).status_code == 302
    assert client.get("/today").status_code == 403  # signed in, without a room
    get_user_model().objects.filter(username="oksana").delete()
