"""The private keys of a log, kept apart from its data: two signing seeds and the keys under which bodies are sealed.

Where they are kept is a setting (GOODOFFICES_KEYS or an argument): a folder (the default, under XDG config), `keyring:`
for the keyring of the operating system, or the keys themselves as JSON for machines that hand secrets over in the
environment. A key's name is the hash of the log's public key: a copy of a store finds its keys wherever it lies.
Nothing here prints a key.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from ..errors import LedgerRefused, LedgerTrouble
from .checkpoints import export_signer, log_signer
from .encoding import b64, canonical_text, parse_canonical, unb64
from .marks import make_folder, sync_folder
from .notes import Signer

SETTING = "GOODOFFICES_KEYS"
KEYRING = "keyring:"
SERVICE = "goodoffices"


class LogKeys(NamedTuple):
    """The private keys of one log; body keys by their number, the newest seals."""

    origin: str
    log_seed: bytes
    export_seed: bytes
    bodies: dict[int, bytes]

    def __repr__(self) -> str:
        return f"LogKeys(origin={self.origin!r})"

    def log_signer(self) -> Signer:
        """Signs checkpoints."""
        return log_signer(self.origin, self.log_seed)

    def export_signer(self) -> Signer:
        """Signs manifests."""
        return export_signer(self.origin, self.export_seed)

    def name(self) -> str:
        """Under what name these keys are kept."""
        return name_of(self.log_signer().verifier.text)

    def text(self) -> str:
        """The keys as canonical JSON."""
        return canonical_text(
            {
                "bodies": {str(number): b64(key) for number, key in self.bodies.items()},
                "export": b64(self.export_seed),
                "log": b64(self.log_seed),
                "origin": self.origin,
                "v": 1,
            }
        )

    @classmethod
    def parse(cls, text: str) -> LogKeys:
        """Keys as `text` wrote them. Raises LedgerTrouble for anything else."""
        try:
            value = parse_canonical(text.strip())
            bodies = {int(number): unb64(key) for number, key in value["bodies"].items()}
            keys = cls(value["origin"], unb64(value["log"]), unb64(value["export"]), bodies)
        except (LedgerRefused, ValueError, KeyError, TypeError, AttributeError) as error:
            raise LedgerTrouble("the keys of the log are damaged") from error
        if not bodies or any(len(key) != 32 for key in (keys.log_seed, keys.export_seed, *bodies.values())):
            raise LedgerTrouble("the keys of the log are damaged")
        return keys


def name_of(log_key: str) -> str:
    """The name under which the keys of a log are kept, from its vkey."""
    return sha256(log_key.encode()).hexdigest()[:32]


class KeyStore(Protocol):
    """A place for keys."""

    def read(self, name: str) -> LogKeys | None:
        """The keys of that name, None when there are none. Raises LedgerTrouble when they cannot be read."""

    def write(self, name: str, keys: LogKeys) -> None:
        """Keeps keys durably, in the place of earlier ones, of which nothing is left."""


class KeyFolder:
    """Keys as files that only their owner can read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> LogKeys | None:
        """See KeyStore."""
        path = self.folder / f"{name}.json"
        try:
            if path.stat().st_mode & 0o077:
                raise LedgerTrouble(f"others may read {path}; allow its owner only (mode 600)")
            return LogKeys.parse(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerTrouble(f"the keys {path} cannot be read: {error}") from error

    def write(self, name: str, keys: LogKeys) -> None:
        """See KeyStore."""
        path = self.folder / f"{name}.json"
        fresh = self.folder / f"{name}.new"
        try:
            make_folder(self.folder)
            _write_synced(fresh, keys.text().encode(), os.O_TRUNC)
            old = os.open(path, os.O_WRONLY) if path.exists() else -1
            fresh.replace(path)
            sync_folder(self.folder)
            if old >= 0:
                with os.fdopen(old, "wb") as file:
                    file.write(b"\0" * os.fstat(old).st_size)
                    file.flush()
                    os.fsync(old)
        except OSError as error:
            raise LedgerTrouble(f"the keys {path} cannot be written: {error.strerror}") from error


def _write_synced(path: Path, data: bytes, flags: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)


class KeyText:
    """Keys handed over as text, read only: canonical JSON of one log's keys, or several, one a line."""

    def __init__(self, text: str) -> None:
        given = [LogKeys.parse(line) for line in text.split("\n") if line.strip()]
        self._keys = {keys.name(): keys for keys in given}

    def read(self, name: str) -> LogKeys | None:
        """See KeyStore."""
        return self._keys.get(name)

    def write(self, name: str, keys: LogKeys) -> None:
        """See KeyStore."""
        raise LedgerRefused(f"keys given in {SETTING} cannot be changed; keep them in a folder while you do this")


class KeyRing:
    """Keys in the keyring of the operating system (needs the extra `keyring`)."""

    def __init__(self) -> None:
        try:
            import keyring
        except ImportError as error:
            raise LedgerRefused("the keyring needs one more library: install goodoffices[keyring]") from error
        self._ring = keyring

    def read(self, name: str) -> LogKeys | None:
        """See KeyStore."""
        text = self._ring.get_password(SERVICE, name)
        return LogKeys.parse(text) if text else None

    def write(self, name: str, keys: LogKeys) -> None:
        """See KeyStore."""
        self._ring.set_password(SERVICE, name, keys.text())


def key_store(setting: str | None = None) -> KeyStore:
    """The place that a setting names; without one, what the environment says."""
    setting = setting or os.environ.get(SETTING, "")
    if setting.startswith("{"):
        return KeyText(setting)
    if setting == KEYRING:
        return KeyRing()
    if setting:
        return KeyFolder(Path(setting))
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return KeyFolder((Path(config) if config else Path.home() / ".config") / "goodoffices" / "keys")
