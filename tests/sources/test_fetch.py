"""Fetching from a real server on this machine; addresses that are not public are never asked."""

from __future__ import annotations

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from goodoffices.errors import InputRefused
from goodoffices.sources import fetch as fetching
from goodoffices.sources.addresses import is_public
from goodoffices.sources.fetch import fetch

PAGE = "<html><body><p>The truce holds, officials said.</p></body></html>".encode("cp1251")
asked: list[str] = []


class Pages(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, raw, kind, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        with contextlib.suppress(OSError):  # a client that had enough
            self.wfile.write(raw)

    def do_GET(self):  # the name that http.server asks for
        asked.append(self.path)
        if self.path == "/slow":
            self.drip()
            return
        status, raw, kind, headers = ANSWERS.get(self.path, (200, PAGE, "text/html; charset=windows-1251", {}))
        self.answer(status, raw, kind, **headers)

    def drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"drip ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)


ANSWERS = {
    "/robots.txt": (200, b"User-agent: *\nDisallow: /private/\n", "text/plain", {}),
    "/moved": (302, b"", "text/html", {"Location": "/page"}),
    "/around": (302, b"", "text/html", {"Location": "/around"}),
    "/inside": (302, b"", "text/html", {"Location": "http://169.254.169.254/latest"}),
    "/elsewhere": (302, b"", "text/html", {"Location": "file:///etc/hosts"}),
    "/large": (200, b"x" * (fetching.LARGEST + 10), "text/html", {}),
    "/half": (200, b"half a page", "text/html", {"Content_Length": "500"}),
    "/picture": (200, b"\x89PNG", "image/png", {}),
    "/gone": (404, b"", "text/html", {}),
}


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refusal(url, **options):
    with pytest.raises(InputRefused) as refused:
        fetch(url, **options)
    assert refused.value.path == url
    return refused.value.reason


def test_a_page_arrives_byte_for_byte(site):
    page = fetch(f"{site}/page", allow_loopback=True)
    assert page.raw == PAGE
    assert page.media_type == "text/html; charset=windows-1251"
    assert page.url == f"{site}/page"


def test_redirects_are_followed_and_checked(site):
    assert fetch(f"{site}/moved", allow_loopback=True).url == f"{site}/page"
    assert "redirects" in refusal(f"{site}/around", allow_loopback=True)
    assert "no public address" in refusal(f"{site}/inside", allow_loopback=True)
    assert "only http" in refusal(f"{site}/elsewhere", allow_loopback=True)


def test_robots_are_respected(site):
    asked.clear()
    assert "robots.txt" in refusal(f"{site}/private/page", allow_loopback=True)
    assert asked == ["/robots.txt"]


def test_limits_of_size_and_time(site):
    assert "MiB" in refusal(f"{site}/large", allow_loopback=True)
    start = time.monotonic()
    assert "in time" in refusal(f"{site}/slow", allow_loopback=True, seconds=0.8)
    assert time.monotonic() - start < 5


def test_what_is_no_page(site):
    assert "image/png" in refusal(f"{site}/picture", allow_loopback=True)
    assert "404" in refusal(f"{site}/gone", allow_loopback=True)
    assert "broke off" in refusal(f"{site}/half", allow_loopback=True)


def test_this_machine_is_not_asked_unless_allowed(site):
    asked.clear()
    assert "no public address" in refusal(f"{site}/page")
    assert "no public address" in refusal(site.replace("127.0.0.1", "localhost") + "/page")
    assert asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://coast.example/x", "file:///etc/hosts", "coast.example", "http://", "http://user:secret@8.8.8.8/", "http://8.8.8.8:99999/", "http://a b/", "javascript:alert(1)"],
)  # fmt: skip
def test_odd_addresses_are_refused(url):
    assert refusal(url)


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "::1", "::", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1", "2001:db8::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(number):
    assert not is_public(number)


def test_public_addresses():
    assert is_public("8.8.8.8")
    assert is_public("2001:4860:4860::8888")
