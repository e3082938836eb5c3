"""Cosignatures by witnesses (C2SP tlog-witness), who sign only a checkpoint that goes on from what they saw before."""

from __future__ import annotations

import http.client
import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from ..errors import LedgerRefused
from .checkpoints import open_checkpoint, parse_checkpoint
from .heads import Head
from .log import Ledger
from .notes import VerifierKey, parse_note

TIMEOUT = 30.0
LARGEST_ANSWER = 1 << 16
CONFLICT = 409

Post = Callable[[str, bytes], tuple[int, bytes]]


def cosign(log: Ledger, url: str, vkey: str, post: Post | None = None) -> str:
    """Submits the newest checkpoint to a witness and keeps its signature; the checkpoint with its cosignatures.

    Raises LedgerRefused when the witness does not answer, does not agree, or signs with another key than `vkey`.
    """
    witness = VerifierKey.parse(vkey)
    send = post or post_to
    address = url.rstrip("/").removesuffix("/add-checkpoint") + "/add-checkpoint"
    seen = log.cosigned_by(vkey)
    body = log.consistency(seen)
    status, answer = send(address, body.encode())
    if status == CONFLICT:
        # The witness says which size it saw last: from there the log must go on.
        body = log.consistency(_size(answer))
        status, answer = send(address, body.encode())
    if status != 200:
        said = answer[:200].decode("utf-8", "replace").strip()
        raise LedgerRefused(f"the witness {witness.name} refused with {status}: {said}")
    note = body.partition("\n\n")[2]
    lines = _text(answer)
    if not open_checkpoint(note + lines, log.log_key, [witness]).witnesses:
        raise LedgerRefused(f"the answer of the witness holds no signature by {witness.name}")
    own = [line + "\n" for line in lines.splitlines() if line.startswith(f"— {witness.name} ")]
    size = parse_checkpoint(parse_note(note).text).size

    def change(head: Head) -> Head:
        log.storage.cosign(log.number, size, vkey, own[0])
        return log.changed(head)

    log.commit(change)
    return log.note(size)


def _text(answer: bytes) -> str:
    try:
        return answer.decode()
    except UnicodeDecodeError as error:
        raise LedgerRefused("the answer of the witness is not UTF-8") from error


def _size(answer: bytes) -> int:
    text = _text(answer).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 16):
        raise LedgerRefused("the witness did not say which size it saw last")
    return int(text)


def post_to(url: str, body: bytes) -> tuple[int, bytes]:
    """Status and body of what an https address, or http on this machine, answers. Follows no redirection."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise LedgerRefused(f"{url!r} is not an address") from error
    if parts.scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT)
    elif parts.scheme == "http" and _is_loopback(host):
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    else:
        raise LedgerRefused(f"{url!r} is neither https nor http on this machine")
    try:
        connection.request("POST", parts.path, body, {"Content-Type": "text/plain; charset=utf-8"})
        response = connection.getresponse()
        return response.status, response.read(LARGEST_ANSWER)
    except (OSError, http.client.HTTPException) as error:
        raise LedgerRefused(f"the witness at {url} does not answer: {error}") from error
    finally:
        connection.close()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
