"""A team's server in processes of its own, over PostgreSQL: accounts by command, readiness, a log without content."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from oidc_service import SECRET
from requests import Session
from small_case import small_case

from goodoffices.workbench import Workbench

SERVICE = Path(__file__).with_name("oidc_service.py")
COMMAND = [sys.executable, "-m", "goodoffices.cli"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answered(address: str) -> int:
    try:
        with urlopen(address, timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        return int(error.code)
    except (URLError, ConnectionError):
        return 0


def test_a_team_signs_in_over_postgresql(postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    small_case(postgres, tmp_path)
    with Workbench.open(postgres) as bench:
        bench.member("olena", "reader")
    done = subprocess.run(
        [*COMMAND, "users", "add", postgres, "press-reader"], capture_output=True, text=True, check=True
    )
    word = done.stdout.strip()
    listed = subprocess.run([*COMMAND, "users", "list", postgres, "--json"], capture_output=True, text=True, check=True)
    assert json.loads(listed.stdout)["name"] == "press-reader"
    port, other = free_port(), free_port()
    origin, log, service = f"http://127.0.0.1:{port}", tmp_path / "log", f"http://127.0.0.1:{other}"
    entry = {"provider_id": "mission", "name": "Mission", "client_id": "goodoffices", "secret": SECRET}
    (tmp_path / "oidc.json").write_text(json.dumps([{**entry, "settings": {"server_url": service}}]), "utf-8")
    back = f"{origin}/accounts/oidc/mission/login/callback/"
    with log.open("wb") as out, provider(tmp_path, other, back):
        running = subprocess.Popen(
            [*COMMAND, "serve", postgres, "--server", "--host", "127.0.0.1", "--insecure", "--workers", "1",
             "--bind", f"127.0.0.1:{port}", "--secret-file", str(tmp_path / "secret"),
             "--oidc-file", str(tmp_path / "oidc.json")],
            stdout=out, stderr=subprocess.STDOUT, env=dict(os.environ),
        )  # fmt: skip
        try:
            until = time.monotonic() + 90
            while answered(f"{origin}/readyz") != 200:
                assert time.monotonic() < until and running.poll() is None, log.read_text()
                time.sleep(0.3)
            assert answered(f"{origin}/setup") == 404
            assert answered(f"{origin}/today") == 200  # led to the page on which one signs in
            assert "Port Sable" in signed_in(origin, word)
            assert "Port Sable" in vouched_for(origin, service)
            listed = subprocess.run(
                [*COMMAND, "users", "list", postgres, "--json"], capture_output=True, text=True, check=True
            )
            assert {json.loads(line)["name"] for line in listed.stdout.splitlines()} == {"press-reader", "olena"}
        finally:
            running.terminate()
            assert running.wait(timeout=30) == 0
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    told = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert {"today", "account_login", "readyz"} <= {line["page"] for line in told if "page" in line}
    assert "signed in" in {line.get("event") for line in told}
    assert "press-reader" not in log.read_text() and word not in log.read_text()


@contextmanager
def provider(folder: Path, port: int, back: str) -> Iterator[None]:
    """An OpenID Connect provider that runs until the test is done."""
    running = subprocess.Popen([sys.executable, str(SERVICE), str(folder), str(port), back])
    try:
        until = time.monotonic() + 60
        while answered(f"http://127.0.0.1:{port}/.well-known/openid-configuration") != 200:
            assert time.monotonic() < until and running.poll() is None
            time.sleep(0.2)
        yield
    finally:
        running.terminate()
        running.wait(timeout=20)


def vouched_for(origin: str, service: str) -> str:
    """The page that somebody sees whom the service vouches for, who has a role and had no account here."""
    with Session() as browser:
        sent = {"csrfmiddlewaretoken": token_of(browser.get(f"{origin}/accounts/login/", timeout=30).text)}
        asked = browser.post(f"{origin}/accounts/oidc/mission/login/", sent, timeout=30)
        assert asked.url.startswith(f"{service}/accounts/login/"), asked.text
        typed = {"login": "olena", "password": SECRET, "csrfmiddlewaretoken": token_of(asked.text)}
        arrived = browser.post(asked.url, typed, timeout=30)
        trail = [one.url for one in arrived.history]
        assert any("nonce=" in one and "code_challenge=" in one for one in trail), trail
        assert arrived.url.startswith(origin), arrived.url
        return arrived.text


def token_of(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None, page
    return found[1]


def signed_in(origin: str, word: str) -> str:
    """The first page after signing in with a password that was made up, and choosing one's own."""
    mine = "a word of one's own, and long"
    with Session() as browser:

        def typed(page: str, **fields: str) -> str:
            sent = {"csrfmiddlewaretoken": token_of(browser.get(origin + page, timeout=30).text), **fields}
            return browser.post(origin + page, sent, timeout=30).text

        assert 'name="oldpassword"' in typed("/accounts/login/?next=/findings", login="press-reader", password=word)
        typed("/accounts/password/change/", oldpassword=word, password1=mine, password2=mine)
        return typed("/accounts/login/?next=/findings", login="press-reader", password=mine)
