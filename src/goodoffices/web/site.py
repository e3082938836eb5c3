"""A site: one case, opened in a browser, and how it is reached."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec

LARGEST_UPLOAD = 64 * 1024 * 1024
"""Bytes that one request may bring."""


class Site(msgspec.Struct, frozen=True):
    """What a site is made from; nothing of it is read from elsewhere.

    `case`: a folder or a postgresql:// address. `actor`: on a laptop the member as whom one works; without one, whoever
    holds the keys. `accounts`: on a server the database of accounts, `sqlite:///path` or postgresql://; without one
    that of the case. `secure`: reached by https alone. `trusted`: proxies in front, whose X-Forwarded-* are believed.
    `largest`: bytes that a request may bring. `public`: without an account one reads the rooms that are open to all.
    `second`: nobody with a password alone comes further than to the page where a second factor is set up.
    `scanner`: the command to which every file that is sent is shown before it is read.
    """

    case: str
    secret: str
    mode: Literal["laptop", "server"] = "laptop"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    language: str = "en"
    actor: str | None = None
    accounts: str = ""
    secure: bool = False
    trusted: int = 0
    largest: int = LARGEST_UPLOAD
    oidc: tuple[dict[str, Any], ...] = ()
    public: bool = False
    second: bool = False
    scanner: str = ""

    @property
    def laptop(self) -> bool:
        """Whether one person works here, without accounts."""
        return self.mode == "laptop"

    def cookie(self, name: str) -> str:
        """The name of a cookie, with the prefix by which browsers hold it to this host and to https (RFC 6265bis)."""
        return f"__Host-{name}" if self.secure else name

    @property
    def mark(self) -> str:
        """Tells the cookies of this case from those of another on the same machine."""
        return hashlib.sha256(self.case.encode()).hexdigest()[:10]
