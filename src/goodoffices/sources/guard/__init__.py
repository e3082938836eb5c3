"""Reading what comes from outside in a child process that can do nothing but read it.

The child gets bytes on a pipe and gives answers on another; it has no network, no other file, little memory and little
time. Nothing it says is believed before it is checked. `docs/decisions/intake.md` says what enforces what.
"""

from .inspection import Inspection
from .opening import Opened, opened, taken
from .reader import GuardedReader, read_guarded
from .spares import Spares

__all__ = ["GuardedReader", "Inspection", "Opened", "Spares", "opened", "read_guarded", "taken"]
