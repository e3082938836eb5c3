"""What the given paths hold, one input at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import InputRefused
from .archives import Budget, members
from .arrival import Arrival
from .media import FEED, PAGES, ZIP, is_no_page, media_type_of


def files(paths: Sequence[Path]) -> Iterator[Path | InputRefused]:
    """Every file below the paths in name order, unopened; what is not there comes as the refusal, the rest goes on.

    Folders are walked; in them hidden files, licences, SOURCE.txt and the parts of saved pages (scripts, pictures)
    are no inputs.
    """
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


def unpacked(name: str, raw: bytes, read: frozenset[str] = PAGES) -> Iterator[Arrival | InputRefused]:
    """The arrivals in the bytes of one file: itself, its members or its entries, as far as their kind is `read`.

    What cannot be read comes as the refusal.
    """
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
