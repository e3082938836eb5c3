"""The members of a .zip archive, with limits against archives made to exhaust a machine."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from ..errors import InputRefused
from .media import LARGEST, MIB, is_no_page, office_type

MOST_MEMBERS = 100_000
MOST_BYTES = 1024 * MIB
MOST_DEPTH = 3
_ENTRY = b"PK\x01\x02"
LARGEST_RATIO = 250
"""Text packs 3 to 10 times; a member that packs hundreds of times is filler."""


class Budget:
    """What one archive, with the archives in it, may still unpack to."""

    def __init__(self) -> None:
        self.bytes = MOST_BYTES
        self.members = MOST_MEMBERS


def members(path: str, raw: bytes, budget: Budget, depth: int = 1) -> Iterator[tuple[str, bytes] | InputRefused]:
    """(`path!name`, bytes) of every page in the archive in name order; what is refused comes as the refusal.

    Nothing is written to disk. Names that point outside the archive are refused all the same: they show that it was
    made to do harm.
    """
    if depth > MOST_DEPTH:
        yield InputRefused(path, f"archives packed more than {MOST_DEPTH} deep", remedy="Unpack it first")
        return
    if raw.count(_ENTRY) > 2 * MOST_MEMBERS:
        yield InputRefused(path, f"more than {MOST_MEMBERS:,} members", remedy="Split it")
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        yield InputRefused(path, f"damaged archive ({error})", remedy="It may be half a download; fetch it again")
        return
    with archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.is_dir() or is_no_page(info.filename):
                continue
            name = f"{path}!{info.filename}"
            budget.members -= 1
            if budget.members < 0:
                yield InputRefused(path, f"more than {MOST_MEMBERS:,} members", remedy="Split it")
                return
            found = _member(archive, info, name, budget)
            if isinstance(found, InputRefused):
                yield found
                if budget.bytes <= 0:
                    return
            elif found.startswith(b"PK\x03\x04") and not office_type(found):
                yield from members(name, found, budget, depth + 1)
            else:
                yield name, found


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> bytes | InputRefused:
    refusal = _refused_name(info, name) or _refused_size(info, name)
    if refusal:
        return refusal
    limit = min(LARGEST, budget.bytes)
    try:
        with archive.open(info) as member:
            found = member.read(limit + 1)
    except RuntimeError:
        return InputRefused(name, "locked with a password", remedy="Unpack it first")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        return InputRefused(name, f"damaged member ({error})", remedy="It may be half a download; fetch it again")
    budget.bytes -= len(found)
    if len(found) > limit:
        return InputRefused(
            name,
            f"unpacks to more than {limit // MIB} MiB, whatever the archive says",
            remedy="It looks like a zip bomb",
        )
    return found


def _refused_name(info: zipfile.ZipInfo, name: str) -> InputRefused | None:
    parts = info.filename.replace("\\", "/").split("/")
    if info.filename.startswith(("/", "\\")) or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":"):
        return InputRefused(name, "its name points outside the archive", remedy="Pack it anew with plain names")
    if stat.S_ISLNK(info.external_attr >> 16):
        return InputRefused(name, "a symbolic link, not a file", remedy="Pack the file it leads to")
    return None


def _refused_size(info: zipfile.ZipInfo, name: str) -> InputRefused | None:
    if info.flag_bits & 1:
        return InputRefused(name, "locked with a password", remedy="Unpack it first")
    if info.file_size > LARGEST:
        return InputRefused(
            name, f"{info.file_size / MIB:.0f} MiB unpacked; inputs over {LARGEST // MIB} MiB are not read"
        )
    if info.file_size > MIB and info.file_size > LARGEST_RATIO * max(1, info.compress_size):
        ratio = info.file_size // max(1, info.compress_size)
        return InputRefused(name, f"unpacks to {ratio} times its size", remedy="It looks like a zip bomb; leave it out")
    return None
