"""Visitors of a running server, as their browsers would ask: a session of its own for each, forms with their token."""

from __future__ import annotations

import http.client
import re
import time
import uuid
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SETTLING = 2
"""Times that a connection which the server let go is opened anew; a form is never sent twice."""


class FormGone(Exception):
    """The page holds no form, as what it was about is settled or gone since."""


class Answered(NamedTuple):
    """An answer: status, seconds from the question to its last byte, where it leads, text."""

    status: int
    took: float
    place: str
    text: str


class Visitor:
    """One person with one connection that stays open. Used by one thread."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def get(self, path: str) -> Answered:
        """A page."""
        for _ in range(SETTLING):
            try:
                return self._ask("GET", path, None, {})
            except (http.client.RemoteDisconnected, ConnectionError):
                self._connection.close()
        return self._ask("GET", path, None, {})

    def post(
        self,
        form: str,
        path: str,
        fields: Mapping[str, str],
        file: tuple[str, bytes] | None = None,
        filled_in: float = 0.0,
    ) -> Answered:
        """A form that was shown and is `filled_in` (seconds); `form` is the page that carries its token.

        Raises FormGone where it carries none.
        """
        shown = self.get(form)
        found = TOKEN.search(shown.text)
        if found is None:
            raise FormGone(f"{form} answered {shown.status} without a form")
        time.sleep(filled_in)
        typed = {**fields, "csrfmiddlewaretoken": found[1]}
        # A connection that was idle for long may be gone; a question that fails after it was sent is not put again.
        self._connection.close()
        if file is None:
            return self._ask(
                "POST", path, urlencode(typed).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
            )
        edge = uuid.uuid4().hex
        return self._ask(
            "POST", path, _parts(typed, file, edge), {"Content-Type": f"multipart/form-data; boundary={edge}"}
        )

    def sign_in(self, name: str, word: str) -> None:
        """Begin a session."""
        answer = self.post("/accounts/login/", "/accounts/login/", {"login": name, "password": word})
        assert answer.status == 302, f"{name} was not let in: {answer.status}"

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answered:
        sent = dict(headers)
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            sent["Origin"] = f"http://127.0.0.1:{self.port}"
        begin = time.perf_counter()
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        took = time.perf_counter() - begin
        for one in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answered(answer.status, took, answer.headers.get("Location", ""), text)


def _parts(fields: Mapping[str, str], file: tuple[str, bytes], edge: str) -> bytes:
    found = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{file[0]}"\r\n'
    found.append(f"{head}Content-Type: text/plain\r\n\r\n".encode() + file[1] + b"\r\n")
    return b"".join(found) + f"--{edge}--\r\n".encode()
