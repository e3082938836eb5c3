"""One exception tree.

GoodOfficesError
|-- UsageError            the call is wrong: exit code 2
|   `-- CaseFileError     a setting in the case file cannot be used
|-- InputRefused          one input cannot be read; the others go on: exit code 1
|-- NothingUsable         no input could be read: exit code 3
|-- NotAllowed            the actor has no right to it: exit code 1
|   `-- SecondPersonNeeded  who proposed an act would confirm it as well
|-- StoreTrouble          the database or blobs of a case are full, damaged or missing: exit code 3
|-- RecordError           a value breaks an invariant of the record
|   `-- SpanMismatch      a quotation is not at the place it claims
`-- LedgerError           a log cannot do what was asked
    |-- LedgerRefused     an entry, a note, a proof or a key does not follow the format: exit code 1
    `-- LedgerTrouble     the store of a log is full, damaged or behind its mark: exit code 3
"""

from __future__ import annotations

from typing import Literal


class GoodOfficesError(Exception):
    """Anything this package raises on purpose; its text says what to do next."""


class UsageError(GoodOfficesError):
    """The call is wrong."""


class CaseFileError(UsageError):
    """A setting in the case file cannot be used."""


class InputRefused(GoodOfficesError):
    """One input cannot be read.

    `path` names the file (or the member of an archive, `archive.zip!member`), `reason` what is wrong,
    `place` where in it (a line, a byte) when known, `remedy` what the reader can do.
    """

    def __init__(self, path: str, reason: str, *, place: str = "", remedy: str = "") -> None:
        self.path, self.reason, self.place, self.remedy = path, reason, place, remedy
        where = f"{path}, {place}" if place else path
        super().__init__(f"{where}: {reason}" + (f". {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[object, tuple[str, str], dict[str, str]]:
        # Worker processes hand refusals back; the default would rebuild them from the message alone.
        return type(self), (self.path, self.reason), {"place": self.place, "remedy": self.remedy, "args": self.args}  # type: ignore[dict-item]

    def __setstate__(self, state: dict[str, object] | None) -> None:
        for name, value in (state or {}).items():
            setattr(self, name, value)


class NothingUsable(GoodOfficesError):
    """No input could be read."""


class NotAllowed(GoodOfficesError):
    """The actor has no right to it; says nothing of what there is."""


class SecondPersonNeeded(NotAllowed):
    """Who proposed an act (`move`, `decide`) would confirm it as well, where the case asks for four eyes."""

    def __init__(self, act: Literal["move", "decide"]) -> None:
        self.act = act
        noun = "move" if act == "move" else "decision"
        super().__init__(f"a second person confirms a {noun}; you proposed this one")


class StoreTrouble(GoodOfficesError):
    """The database or the blobs of a case are full, damaged or missing."""


class RecordError(GoodOfficesError):
    """A value breaks an invariant of the record."""


class SpanMismatch(RecordError):
    """A quotation is not at the place it claims."""


class LedgerError(GoodOfficesError):
    """A log cannot do what was asked."""


class LedgerRefused(LedgerError):
    """An entry, a note, a proof or a key does not follow the format; nothing was changed."""


class LedgerTrouble(LedgerError):
    """The store of a log is full, damaged or behind its mark; nothing more is written to it."""
