"""A file opened and its bytes taken, by the parent, which looks at none of them."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import msgspec

from ...errors import InputRefused
from ..arrival import Saying
from ..media import LARGEST, MIB

_KINDS = (
    (stat.S_ISDIR, "a folder, not a file"), (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"), (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)  # fmt: skip


class Opened(msgspec.Struct, frozen=True):
    """A file's name as it is shown, its bytes and their SHA-256 (hexadecimal).

    `media_type`, `url`: what a server said of a page from the network, and where it was found in the end. `saying`:
    what is said of this page alone.
    """

    path: str
    raw: bytes
    sha256: str
    media_type: str = ""
    url: str = ""
    saying: Saying | None = None


def opened(path: str | Path) -> Opened:
    """The bytes of a regular file; raises InputRefused for anything else, without ever waiting for it.

    A symbolic link is followed inside its own folder only: an inbox must not lead to files outside of it.
    """
    name = shown_name(path)
    try:
        number = os.open(_followed(path, name), os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except ValueError as error:
        raise InputRefused(name, "no name of a file", remedy="Check the spelling") from error
    except OSError as error:
        said = "no such file" if isinstance(error, FileNotFoundError) else f"cannot be opened ({error.strerror})"
        raise InputRefused(name, said, remedy="Check the spelling and that you may read it") from error
    try:
        _check(name, os.fstat(number))
        raw = _whole(number, os.fstat(number).st_size)
    except OSError as error:
        raise InputRefused(name, f"cannot be read ({error.strerror})") from error
    finally:
        os.close(number)
    if len(raw) > LARGEST:
        raise _too_large(name, len(raw))
    return taken(name, raw)


def taken(name: str, raw: bytes, media_type: str = "", url: str = "") -> Opened:
    """Bytes that are at hand already, as a file of that name."""
    return Opened(name, raw, hashlib.sha256(raw).hexdigest(), media_type, url)


def shown_name(path: str | Path) -> str:
    """A path as text that any program can show: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _followed(path: str | Path, name: str) -> str:
    text = os.fspath(path)
    if not os.path.islink(text):  # noqa: PTH114 - Path() would tidy names that are meant to be odd
        return text
    real, home = os.path.realpath(text), os.path.realpath(os.path.dirname(text) or ".")  # noqa: PTH120
    if os.path.commonpath([real, home]) != home:
        raise InputRefused(
            name, "a symbolic link that leads out of its folder", remedy="Name the file it leads to, or copy it"
        )
    return real


def _check(name: str, found: os.stat_result) -> None:
    for is_kind, said in _KINDS:
        if is_kind(found.st_mode):
            raise InputRefused(name, said, remedy="Give a file")
    if found.st_size > LARGEST:
        raise _too_large(name, found.st_size)


def _too_large(name: str, size: int) -> InputRefused:
    said = f"{size / MIB:.0f} MiB; inputs over {LARGEST // MIB} MiB are not read"
    return InputRefused(name, said, remedy="Split it")


def _whole(number: int, size: int) -> bytes:
    """All bytes, at most one more than are read: a file may grow meanwhile, or claim a size it has not."""
    parts: list[bytes] = []
    left = LARGEST + 1
    while left and (part := os.read(number, min(left, size + 1 if not parts else MIB))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
