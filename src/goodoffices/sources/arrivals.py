"""What the given paths hold, one input at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from ..errors import InputRefused
from .archives import Budget, members
from .arrival import Arrival
from .media import FEED, LARGEST, MIB, PAGES, ZIP, is_no_page, media_type_of


def arrivals(paths: Sequence[Path]) -> Iterator[Arrival | InputRefused]:
    """Every input below the paths in name order; what cannot be read comes as the refusal, the rest goes on.

    Folders are walked; in them hidden files, licences, SOURCE.txt and the parts of saved pages (scripts, pictures)
    are no inputs. Archives and feeds give an arrival a member. A second input with the same bytes carries a note.
    """
    seen: dict[bytes, str] = {}
    for path in files(paths):
        for found in (path,) if isinstance(path, InputRefused) else _file(path):
            if isinstance(found, InputRefused):
                yield found
                continue
            digest = hashlib.sha256(found.raw).digest()
            first = seen.setdefault(digest, found.path)
            if first != found.path:
                said = f"same bytes as {first}: one document under two names, no second source"
                found = replace(found, note="; ".join(filter(None, (found.note, said))))  # noqa: PLW2901
            yield found


def files(paths: Sequence[Path]) -> Iterator[Path | InputRefused]:
    """Every file below the paths in name order, unopened; folders are walked as for `arrivals`."""
    for path in paths:
        try:
            if path.is_dir():
                for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
                    if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith("."):
                        yield from files([entry])
                    elif not entry.is_dir() and not is_no_page(entry.name):
                        yield entry
            elif path.exists():
                yield path
            else:
                yield InputRefused(str(path), "no such file or folder", remedy="Check the spelling")
        except OSError as error:
            yield InputRefused(str(path), f"cannot be opened ({error.strerror})", remedy="Check that you may read it")


def _file(path: Path) -> Iterator[Arrival | InputRefused]:
    name = str(path)
    try:
        if not path.is_file():
            yield InputRefused(name, "neither a file nor a folder", remedy="Leave it out")
            return
        size = path.stat().st_size
        if size > LARGEST:
            yield InputRefused(
                name,
                f"{size / MIB:.0f} MiB; inputs over {LARGEST // MIB} MiB are not read",
                remedy="Split it into pages",
            )
            return
        raw = path.read_bytes()
    except OSError as error:
        yield InputRefused(name, f"cannot be read ({error.strerror})", remedy="Check that you may read it")
        return
    yield from unpacked(name, raw)


def unpacked(name: str, raw: bytes, read: frozenset[str] = PAGES) -> Iterator[Arrival | InputRefused]:
    """The arrivals in the bytes of one file: itself, its members or its entries, as far as their kind is `read`."""
    try:
        kind = media_type_of(name, raw, read)
    except InputRefused as refusal:
        yield refusal
        return
    if kind == ZIP:
        for member in members(name, raw, Budget()):
            if isinstance(member, InputRefused):
                yield member
            else:
                yield from unpacked(*member, read)
    elif kind == FEED:
        from .feeds import feed_entries  # its parser takes 40 ms to load; pages of text do without

        yield from feed_entries(name, raw)
    else:
        yield Arrival(name, raw, kind)
