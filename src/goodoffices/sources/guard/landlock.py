"""Landlock: the kernel's own gate for files, TCP and signals, open to any process without privileges (Linux 5.13)."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Sequence

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_NO_NEW_PRIVILEGES = 38
# Rights over files known to each version of the interface; a kernel refuses rights it does not know.
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP = 0b11
_SCOPES = 0b11


def fence(roots: Sequence[str]) -> tuple[str, ...]:
    """Leave this process nothing but reading below `roots`; returns what holds from now on, () without Landlock."""
    if sys.platform != "linux":
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if version < 1:
        return ()
    files, tcp, scopes = _FILES[min(version, 5)], _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0
    wanted = struct.pack("=QQQ", files, tcp, scopes)[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = libc.syscall(_CREATE, ctypes.c_char_p(wanted), ctypes.c_size_t(len(wanted)), ctypes.c_uint32(0))
    if rules < 0:
        return ()
    for root in roots:
        _allow(libc, rules, root)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    held = libc.syscall(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0
    os.close(rules)
    if not held:
        return ()
    return ("landlock", *(("landlock-tcp",) if tcp else ()), *(("landlock-signals",) if scopes else ()))


def _allow(libc: ctypes.CDLL, rules: int, root: str) -> None:
    try:
        number = os.open(root, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not every system has every folder
    rights = _READ_FILE | (_READ_DIR if stat.S_ISDIR(os.fstat(number).st_mode) else 0)
    rule = struct.pack("=Qi", rights, number)
    libc.syscall(_ADD, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), ctypes.c_char_p(rule), ctypes.c_uint32(0))
    os.close(number)
