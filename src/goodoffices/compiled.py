"""Modules that `make compile` turned into machine code, taken in place of their Python sources while both agree.

`__compiled__` beside this file holds what mypyc made of the folders that every page passes (tools/compiled.py), and
a list of the sources it was made from, each with its hash as in hash-based .pyc files (PEP 552). Where the list is
absent, written by another Python, or one source has changed since, the sources run: the same answers, more slowly.
GOODOFFICES_COMPILED=no leaves the compiled modules aside; GOODOFFICES_COMPILED=required refuses to go on without.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import source_hash, spec_from_loader
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).parent
FOLDER = PACKAGE / "__compiled__"
SUFFIX = EXTENSION_SUFFIXES[0]
LIST = FOLDER / f"sources{SUFFIX}.txt"
LIBRARY = "goodoffices__mypyc"
"""The one library that holds the code of all modules; each module's own file only points into it."""
SETTING = "GOODOFFICES_COMPILED"


def module_name(source: str) -> str:
    """The module that a source, a path below the package, is: `claims/times.py` is `goodoffices.claims.times`."""
    return "goodoffices." + source.removesuffix(".py").replace("/", ".")


def listed(sources: Iterable[str]) -> str:
    """The list of sources with their hashes as they stand now, a line each."""
    return "".join(f"{source_hash((PACKAGE / source).read_bytes()).hex()} {source}\n" for source in sources)


class _Loader(ExtensionFileLoader):
    """Loads a compiled module, which stands where its source does: data files are looked for beside it."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.__file__ = self.source


class CompiledModules(MetaPathFinder):
    """Finds the compiled file of a module."""

    @cached_property
    def sources(self) -> dict[str, str]:
        """Module name -> its source, as the list says; empty where no list is."""
        try:
            places = [line.partition(" ")[2] for line in LIST.read_text(encoding="utf-8").splitlines()]
        except OSError:
            return {}
        return {module_name(place): place for place in places} | {LIBRARY: ""}

    @cached_property
    def agreed(self) -> bool:
        """Whether every source is what was compiled. Looked at once, when the first of them is imported."""
        try:
            return listed(place for place in self.sources.values() if place) == LIST.read_text(encoding="utf-8")
        except OSError:
            return False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The compiled file for a module of the list, None for all others."""
        if not fullname.startswith("goodoffices") or fullname not in self.sources or not self.agreed:
            return None
        file = str(FOLDER / (fullname + SUFFIX))
        return spec_from_loader(fullname, _Loader(fullname, file, str(PACKAGE / self.sources[fullname])))


def prefer_compiled() -> None:
    """Take compiled modules from here on, as the setting says."""
    setting = os.environ.get(SETTING, "")
    if setting == "no":
        return
    finder = CompiledModules()
    if setting == "required" and not (finder.sources and finder.agreed):
        raise ImportError(f"{SETTING}=required, and {FOLDER} does not hold these sources compiled: make compile")
    if finder.sources:
        sys.meta_path.insert(0, finder)


def taken() -> bool:
    """Whether compiled modules are at work in this process."""
    return LIBRARY in sys.modules
