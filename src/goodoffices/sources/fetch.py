"""A page from the network: the one place of the package that opens a connection.

Only http and https; never an address that is not public, also after a redirect; the connection goes to the very
address that was checked, so a name that changes its answer gains nothing. robots.txt is respected (RFC 9309).
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import time
import zlib
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import msgspec

from ..errors import InputRefused
from .addresses import public_addresses
from .arrival import Arrival
from .media import MIB, media_type_of

AGENT = "goodoffices"
LARGEST = 16 * MIB
SECONDS = 30.0
MOST_REDIRECTS = 5
_ROBOTS_LARGEST = 512 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)


class _Answer(msgspec.Struct):
    status: int
    headers: dict[str, str]
    raw: bytes


def fetch(url: str, *, seconds: float = SECONDS, allow_loopback: bool = False) -> Arrival:
    """The page behind an address, byte for byte; raises InputRefused with the reason.

    `seconds`: for the whole of it, redirects and robots.txt included. `allow_loopback` is for tests that serve
    pages from the same machine.
    """
    deadline = time.monotonic() + seconds
    address = url
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(address, url)
        _ask_robots(parts, url, deadline, allow_loopback)
        answer = _get(parts, url, deadline, LARGEST, allow_loopback)
        if answer.status not in _REDIRECTS:
            return _arrival(url, address, answer)
        if "location" not in answer.headers:
            raise InputRefused(url, f"redirect {answer.status} that leads nowhere")
        address = urljoin(address, answer.headers["location"])
    raise InputRefused(url, f"more than {MOST_REDIRECTS} redirects", remedy="Give the address it ends at")


def _arrival(url: str, address: str, answer: _Answer) -> Arrival:
    if answer.status != 200:
        raise InputRefused(url, f"the server answers {answer.status}", remedy="Check the address in a browser")
    stated = answer.headers.get("content-type", "").lower()
    kind = stated.partition(";")[0].strip()
    if kind and not kind.startswith("text/") and kind not in ("application/xhtml+xml", "application/octet-stream"):
        raise InputRefused(url, f"{kind}, not a page", remedy="Download it and give the file")
    media_type = media_type_of(address, answer.raw)
    if media_type not in ("text/html", "text/plain"):
        raise InputRefused(url, "a feed or archive", remedy="Download it and give the file")
    charset = stated.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Arrival(url, answer.raw, f"{media_type}; charset={charset}" if charset else media_type, url=address)


def _checked(address: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InputRefused(url, f"no valid address ({error})") from error
    if parts.scheme not in ("http", "https"):
        raise InputRefused(url, f"only http and https are fetched, not {parts.scheme or 'a bare word'!r}")
    if not parts.hostname or port == 0:
        raise InputRefused(url, "the address names no host")
    if parts.username is not None or any(mark <= " " or mark == "\x7f" for mark in address):
        raise InputRefused(url, "the address holds a user name or white space", remedy="Give the bare address")
    return parts


def _ask_robots(parts: SplitResult, url: str, deadline: float, allow_loopback: bool) -> None:
    """Refuse what robots.txt forbids; a server that fails to show it is left alone, one without it is free."""
    robots = urlsplit(f"{parts.scheme}://{parts.netloc}/robots.txt")
    for _ in range(MOST_REDIRECTS):
        answer = _get(robots, url, deadline, _ROBOTS_LARGEST, allow_loopback)
        if answer.status not in _REDIRECTS or "location" not in answer.headers:
            break
        robots = _checked(urljoin(robots.geturl(), answer.headers["location"]), url)
    if answer.status >= 500:
        raise InputRefused(url, f"robots.txt cannot be read ({answer.status})", remedy="Try again later")
    if answer.status != 200:
        return
    rules = RobotFileParser()
    rules.parse(answer.raw.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(AGENT, parts.geturl()):
        raise InputRefused(url, "the site's robots.txt forbids it", remedy="Save the page by hand and give the file")


def _get(parts: SplitResult, url: str, deadline: float, largest: int, allow_loopback: bool) -> _Answer:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with contextlib.closing(_connected(parts.scheme, host, port, url, deadline, allow_loopback)) as connection:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.9", "Accept-Encoding": "identity"}
            connection.request("GET", _quoted(path), headers=headers)
            with connection.getresponse() as response:
                found = {name.lower(): value for name, value in response.getheaders()}
                return _Answer(response.status, found, _body(response, found, url, deadline, largest, connection))
    except InputRefused:
        raise
    except TimeoutError as error:
        raise InputRefused(url, "the server is too slow", remedy="Try again later") from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        reason = str(error) or type(error).__name__
        raise InputRefused(url, f"the connection failed ({reason})", remedy="Try again later") from error


def _quoted(path: str) -> str:
    return quote(path, safe="/%:=&?~#+!$,;'@()*[]")


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise InputRefused(url, "the page did not arrive in time", remedy="Try again later")
    return min(left, 10.0)


def _connected(
    scheme: str, host: str, port: int, url: str, deadline: float, allow_loopback: bool
) -> http.client.HTTPConnection:
    """A connection to an address that was checked; the name is not resolved a second time."""
    failure: OSError | None = None
    for number in public_addresses(host, port, url, allow_loopback=allow_loopback):
        try:
            plain = socket.create_connection((number, port), timeout=_left(url, deadline))
        except OSError as error:
            failure = error
            continue
        connection = http.client.HTTPConnection(host, port, timeout=_left(url, deadline))
        if scheme == "https":
            try:
                connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            except BaseException:
                plain.close()
                raise
        else:
            connection.sock = plain
        return connection
    raise failure or OSError("no address answers")


def _body(
    response: http.client.HTTPResponse,
    headers: dict[str, str],
    url: str,
    deadline: float,
    largest: int,
    connection: http.client.HTTPConnection,
) -> bytes:
    packed = headers.get("content-encoding", "").lower()
    if packed not in ("", "identity", "gzip", "deflate"):
        raise InputRefused(url, f"the server packs the page as {packed}, though asked not to")
    unpack = zlib.decompressobj(47) if packed in ("gzip", "deflate") else None
    parts, size = [], 0
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(url, deadline))
        chunk = response.read1(65536)
        _left(url, deadline)
        if not chunk:
            break
        part = unpack.decompress(chunk, largest + 1) if unpack else chunk
        size += len(part)
        if size > largest or (unpack and unpack.unconsumed_tail):
            raise InputRefused(url, f"more than {largest / MIB:g} MiB", remedy="Download it and give the file")
        parts.append(part)
    if response.length:
        raise InputRefused(url, "the connection broke off in the middle of the page", remedy="Try again")
    return b"".join(parts)
