"""A filter of system calls (seccomp, Linux 3.5): no network, no other process, no change to any file or limit.

Norm: classic BPF as in McCanne & Jacobson 1993, over `struct seccomp_data`. Calls are refused with EPERM, so that a
library that tries fails like any program without the right; what is not listed stays allowed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# x86_64, aarch64; -1 where an architecture has no such call.
REFUSED = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242), "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269),
    "fork": (57, -1), "vfork": (58, -1), "clone": (56, 220), "clone3": (435, 435), "execve": (59, 221),
    "execveat": (322, 281), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "setpriority": (141, 140),
    "setrlimit": (160, 164), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "move_mount": (429, 429), "open_tree": (428, 428),
    "fsopen": (430, 430), "fsmount": (432, 432), "mount_setattr": (442, 442), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "open_by_handle_at": (304, 265), "openat2": (437, 437), "creat": (85, -1), "link": (86, -1), "linkat": (265, 37),
    "symlink": (88, -1), "symlinkat": (266, 36), "unlink": (87, -1), "unlinkat": (263, 35), "rename": (82, -1),
    "renameat": (264, 38), "renameat2": (316, 276), "rmdir": (84, -1), "mkdir": (83, -1), "mkdirat": (258, 34),
    "mknod": (133, -1), "mknodat": (259, 33), "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53),
    "fchmodat2": (452, 452), "chown": (92, -1), "lchown": (94, -1), "fchown": (93, 55), "fchownat": (260, 54),
    "truncate": (76, 45), "utime": (132, -1), "utimes": (235, -1), "utimensat": (280, 88), "futimesat": (261, -1),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14),
    "lremovexattr": (198, 15), "personality": (135, 92), "acct": (163, 89), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "sethostname": (170, 161), "shmget": (29, 194), "msgget": (68, 186),
    "mq_open": (240, 180), "memfd_create": (319, 279),
}  # fmt: skip
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _NOT_PERMITTED = 0x7FFF0000, 0x80000000, 0x00050001
_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16  # places in struct seccomp_data; arguments are 8 bytes each
_X32 = 0x40000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

Instruction = tuple[int, int, int, int]


def filter_calls() -> tuple[str, ...]:
    """Refuse the listed calls to this process from now on; returns what holds, () where the kernel has no filters."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in ARCHITECTURES:
        return ()
    program = b"".join(struct.pack("=HBBI", *step) for step in instructions(machine, os.getpid()))
    buffer = ctypes.create_string_buffer(program, len(program))
    wanted = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SECCOMP, _FILTER, ctypes.c_char_p(wanted), 0, 0):
        return ()
    return ("seccomp",)


def instructions(machine: str, own: int) -> list[Instruction]:
    """The filter as (code, jump if true, jump if false, operand). `own`: the process that may signal itself."""
    column = list(ARCHITECTURES).index(machine)
    found: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        found += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL)]
    for numbers in REFUSED.values():
        if numbers[column] >= 0:
            found += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _NOT_PERMITTED)]
    # Opening for writing, limits of others, signals to others: refused by their arguments.
    found += _when((257, 56)[column], 2, (_ANY_BIT, 0, 1, _WRITING))
    if machine == "x86_64":
        found += _when(2, 1, (_ANY_BIT, 0, 1, _WRITING))
    found += _when((302, 261)[column], 0, (_EQUAL, 1, 0, 0))
    found += _when((234, 131)[column], 0, (_EQUAL, 1, 0, own))
    return [*found, (_RETURN, 0, 0, _ALLOW)]


def _when(call: int, argument: int, test: Instruction) -> list[Instruction]:
    """Refuse a call when the test on the low half of an argument falls through to the refusal."""
    return [
        (_EQUAL, 0, 4, call),
        (_LOAD, 0, 0, _FIRST + 8 * argument),
        test,
        (_RETURN, 0, 0, _NOT_PERMITTED),
        (_RETURN, 0, 0, _ALLOW),
    ]
