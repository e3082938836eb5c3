"""Templates as the Python code that Jinja makes of them, kept beside them: a brief need not wait for the compiler.

`templates/compiled.json` holds each template's code beside a digest of its text and of Jinja's version. A template that
has changed since, or another Jinja, is compiled from the text, so an edit takes effect at once and
`python -m goodoffices.publications.precompiled` only brings the speed back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, MutableMapping
from importlib import resources
from typing import Any

import jinja2
import msgspec
from jinja2 import BaseLoader, Environment, Template

NAMES = ("brief.html", "findings.html", "timeline.svg")
KEPT = "compiled.json"


class Compiled(msgspec.Struct):
    """One template's code and what it was made from."""

    sha256: str
    code: str


class Precompiled(BaseLoader):
    """Loads a template from its kept code when that is current, else from its text."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        try:
            self._kept = msgspec.json.decode(read(KEPT), type=dict[str, Compiled])
        except (OSError, msgspec.DecodeError):
            self._kept = {}

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """The template of that name; raises OSError when there is none."""
        text = self._read(name)
        kept = self._kept.get(name)
        current = kept is not None and kept.sha256 == digest(text)
        source = kept.code if kept is not None and current else environment.compile(text, name, raw=True)
        code = compile(source, f"<template {name}>", "exec")
        return environment.template_class.from_code(environment, code, environment.make_globals(globals), None)


def digest(text: str) -> str:
    """Of a template's text and the version of Jinja that reads it."""
    return hashlib.sha256(f"{jinja2.__version__}\n{text}".encode()).hexdigest()


def compiled(environment: Environment, read: Callable[[str], str]) -> bytes:
    """The content that `compiled.json` should have."""
    made = {name: Compiled(digest(read(name)), environment.compile(read(name), name, raw=True)) for name in NAMES}
    return msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=1) + b"\n"


if __name__ == "__main__":
    from .html import asset, environment

    with resources.as_file(resources.files("goodoffices.publications").joinpath("templates")) as folder:
        (folder / KEPT).write_bytes(compiled(environment(), asset))
