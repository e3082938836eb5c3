"""An OpenID Connect service that lies: of its answers only the one that holds in every point signs anybody in."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

KEY, FOREIGN = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
CLIENT = "goodoffices"
MFA = {"amr": ["mfa"]}


class Liar:
    """A service whose every answer can be another than it should be."""

    def __init__(self, origin: str) -> None:
        self.origin, self.nonce = origin, ""
        self.meta: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.about, self.name = "somebody", "nina"
        self.sign: Callable[[dict[str, Any]], str] = lambda claims: jwt.encode(claims, KEY, "ES256", {"kid": "one"})

    def answer(self, path: str) -> dict[str, Any]:
        """What stands under a path."""
        if path == "/.well-known/openid-configuration":
            places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            ends = {f"{name}_endpoint": f"{self.origin}/{place}" for name, place in places.items()}
            return {"issuer": self.origin, "jwks_uri": f"{self.origin}/keys", **ends, **self.meta}
        if path == "/keys":
            held = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [held | {"kid": "one", "alg": "ES256", "use": "sig"}]}
        if path == "/userinfo":
            return {"sub": self.about, "preferred_username": self.name, "given_name": "Zoe"}
        now = int(time.time())
        claims = {"iss": self.origin, "sub": "somebody", "aud": CLIENT, "iat": now, "exp": now + 60}
        token = self.sign(claims | {"nonce": self.nonce} | self.claims)
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": token}


@pytest.fixture
def liar() -> Iterator[Liar]:
    held: list[Liar] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(held[0].answer(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        held.append(Liar(f"http://127.0.0.1:{server.server_port}"))
        running = threading.Thread(target=server.serve_forever, args=(0.01,))
        running.start()
        yield held[0]
        server.shutdown()
        running.join()


@pytest.fixture
def arrives(liar: Liar, client_of: Any) -> Iterator[Callable[..., Any]]:
    """Sets out for the service and comes back with a code; the page one lands on, and whether one is signed in."""
    import msgspec
    from django.test import override_settings

    from goodoffices.web.actors import site

    def arrive(settings: dict[str, Any] | None = None, back: dict[str, str] | None = None, second: bool = False) -> Any:
        entry = {"provider_id": "mission", "name": "Mission", "client_id": CLIENT, "secret": "s",
                 "settings": {"server_url": liar.origin, **(settings or {})}}  # fmt: skip
        changed = msgspec.structs.replace(site(), oidc=(entry,), second=second)
        with override_settings(SITE=changed, SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [entry]}}):
            client = client_of()
            led = client.post("/accounts/oidc/mission/login/")
            if led.status_code != 302:
                return client, led
            asked = {name: values[0] for name, values in parse_qs(urlsplit(led["Location"]).query).items()}
            liar.nonce = asked["nonce"]
            arrive.asked = asked  # type: ignore[attr-defined]
            landed = client.get(
                "/accounts/oidc/mission/login/callback/", {"code": "c", "state": asked["state"]} | (back or {})
            )
            if second:
                landed = client.get("/today")
            return client, landed

    yield arrive


def signed_in(client: Any) -> bool:
    return "_auth_user_id" in client.session


def test_an_answer_that_holds_signs_in_once(liar: Liar, arrives: Any) -> None:
    client, landed = arrives()
    assert landed.status_code == 302 and signed_in(client)
    assert arrives.asked["code_challenge_method"] == "S256" and len(arrives.asked["nonce"]) >= 32
    again = client.get("/accounts/oidc/mission/login/callback/", {"code": "c", "state": arrives.asked["state"]})
    assert again.status_code in (200, 401, 404) and "Location" not in again


LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": {"nonce": "of another sign-in"}},
    "no nonce": {"claims": {"nonce": None}},
    "another audience": {"claims": {"aud": "another"}},
    "given to another": {"claims": {"aud": [CLIENT, "another"], "azp": "another"}},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "over": {"claims": {"exp": 1_700_000_000}},
    "not yet": {"claims": {"iat": 4_000_000_000}},
    "no subject": {"claims": {"sub": None}},
    "another key": {"sign": lambda claims: jwt.encode(claims, FOREIGN, "ES256", {"kid": "one"})},
    "unknown key": {"sign": lambda claims: jwt.encode(claims, KEY, "ES256", {"kid": "two"})},
    "no signature": {"sign": lambda claims: jwt.encode(claims, None, "none", {"kid": "one"})},
    "signed by what everybody knows": {
        "sign": lambda claims: jwt.encode(claims, "a key that the public key might be taken for", "HS256", {"kid": "one"})
    },
    "no token": {"sign": lambda _: ""},
    "userinfo of another": {"about": "somebody else"},
    "metadata of another": {"meta": {"issuer": "https://evil.example"}},
    "too weak": {"settings": {"amr": ["mfa"]}, "claims": {"amr": ["pwd"]}},
    "no word of strength": {"settings": {"acr": ["urn:mission:high"]}},
    "another state": {"back": {"state": "forged"}},
}  # fmt: skip


@pytest.mark.parametrize("lie", sorted(LIES))
def test_a_service_that_lies_signs_nobody_in_and_the_page_says_what_to_do(liar: Liar, arrives: Any, lie: str) -> None:
    told = dict(LIES[lie])
    settings, back = told.pop("settings", None), told.pop("back", None)
    for name, value in told.items():
        setattr(liar, name, value)
    client, landed = arrives(settings, back)
    assert not signed_in(client)
    assert landed.status_code in (200, 401) and "ask whoever runs this site" in landed.content.decode()


def test_a_service_that_is_not_there_is_said_to_be(liar: Liar, arrives: Any) -> None:
    client, landed = arrives({"server_url": "http://127.0.0.1:9"})
    assert not signed_in(client) and "ask whoever runs this site" in landed.content.decode()


def test_a_service_counts_as_a_second_factor_where_its_strength_is_asked_for(liar: Liar, arrives: Any) -> None:
    _, landed = arrives(second=True)
    assert landed["Location"] == "/accounts/2fa/"
    liar.claims = dict(MFA)
    _, landed = arrives(dict(MFA), second=True)
    assert landed.status_code == 403  # signed in, without a room


@pytest.mark.parametrize("name", ["nina", "NINA", "", " ", "a name\nof two lines"])
def test_nobody_gets_an_account_under_another_name_than_the_service_gives(liar: Liar, arrives: Any, name: str) -> None:
    from django.contrib.auth import get_user_model

    client, _ = arrives()
    assert signed_in(client)
    known = sorted(get_user_model().objects.values_list("username", flat=True))
    liar.about, liar.claims, liar.name = "another person", {"sub": "another person"}, name
    client, landed = arrives()
    assert not signed_in(client) and landed.status_code == 401
    assert "ask whoever runs this site" in landed.content.decode()
    assert sorted(get_user_model().objects.values_list("username", flat=True)) == known
    # Who has an account comes in again, whatever name the service gives by now.
    liar.about, liar.claims = "somebody", {}
    client, landed = arrives()
    assert signed_in(client)
