"""The interpreter's own gate: audit events (PEP 578) of reaching out are refused, whatever library tries.

It stops libraries that follow a document's wishes; code that runs outside the interpreter passes it by, which is what
the kernel's locks are for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

REFUSED = (
    "socket.", "subprocess.", "ctypes.", "pty.", "shutil.", "ftplib.", "http.", "urllib.", "smtplib.", "imaplib.",
    "poplib.", "nntplib.", "telnetlib.", "webbrowser.", "sqlite3.", "syslog.", "tempfile.", "fcntl.",
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.kill", "os.remove", "os.rename", "os.rmdir",
    "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.chflags", "os.truncate", "os.utime", "os.chdir",
    "os.setxattr", "os.removexattr", "os.getxattr", "os.listxattr", "os.putenv", "os.unsetenv", "os.startfile",
    "os.add_dll_directory", "os.walk", "signal.pthread_kill", "sys.addaudithook", "resource.prlimit",
)  # fmt: skip
LOOKED_INTO = frozenset({"open", "os.listdir", "os.scandir"})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def shut_gate(roots: Sequence[str]) -> None:
    """Refuse the events of reaching out; files may be opened for reading below `roots`, the code's own folders."""
    inside = tuple(os.path.join(os.path.realpath(root), "") for root in roots)  # noqa: PTH118

    def gate(event: str, values: tuple[object, ...]) -> None:
        if event in LOOKED_INTO:
            if not allowed(values, inside):
                raise PermissionError(f"{event} is not for the reader of a document")
        elif event.startswith(REFUSED):
            raise PermissionError(f"{event} is not for the reader of a document")

    sys.addaudithook(gate)


def allowed(values: Sequence[object], inside: tuple[str, ...]) -> bool:
    """Whether the arguments of an `open` or listing event stay within reading the code's own folders."""
    name = values[0] if values else None
    if isinstance(name, int):
        return True
    if len(values) > 2 and isinstance(values[2], int) and values[2] & WRITING:
        return False
    if not isinstance(name, str | bytes | os.PathLike):
        return False
    return os.path.join(os.path.realpath(os.fsdecode(name)), "").startswith(inside)  # noqa: PTH118
