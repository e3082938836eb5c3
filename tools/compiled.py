"""Compiles the modules that every page passes into machine code with mypyc: `make compile`.

Needs a C compiler and Python's headers, and takes some minutes the first time. Writes C files and objects under
build/compiled, the compiled modules to src/goodoffices/__compiled__ (see src/goodoffices/compiled.py). After a change
of a source, run it again; until then the sources run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mypyc.build import mypycify

from distutils import ccompiler, sysconfig  # isort: skip  # behind mypyc, which brings the distutils of setuptools

os.environ["GOODOFFICES_COMPILED"] = "no"

from goodoffices import compiled

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "compiled"
FOLDERS = ("lexicon", "documents", "claims")
# Of the records those without a class: mypyc makes a struct without what stands beside its base, as frozen=True.
RECORDS = ("records/claiming.py", "records/codec.py", "records/ids.py")
LEFT_OUT = ("lexicon/vocabulary.py", "documents/guarded.py")  # run as programs, for which Python needs the source
# The library's calls of its own functions go straight to them, not through a table that others could change.
LINKING = {"linux": ["-Wl,-Bsymbolic-functions"]}
# Four tenths of the code are paths to exceptions. Laid apart they leave the caches of the processor to the others.
RARE_PATHS = ROOT / "tools" / "rare_paths.h"
LAYOUT = {"linux": ["-freorder-blocks-and-partition", "-include", str(RARE_PATHS)]}
LEVEL = "1"  # most time goes by in Python's own C; higher levels take twice as long to compile and gain nothing


def sources() -> Iterator[str]:
    """Paths below the package of the modules to compile; a package's own file stays, for what lies beside it."""
    for folder in FOLDERS:
        for path in sorted((compiled.PACKAGE / folder).rglob("*.py")):
            place = path.relative_to(compiled.PACKAGE).as_posix()
            if path.name != "__init__.py" and place not in LEFT_OUT:
                yield place
    yield from RECORDS


class Compiler:
    """The C compiler of this machine, as Python's own build calls it."""

    def __init__(self) -> None:
        self.compiler = ccompiler.new_compiler()
        sysconfig.customize_compiler(self.compiler)
        self.newest = max(header.stat().st_mtime_ns for header in (RARE_PATHS, *BUILD.rglob("*.h")))

    def objects(self, extension: Any, source: str) -> list[str]:
        """The object files of one C source, those from before where nothing that they are made of has changed."""
        made = self.compiler.object_filenames([source], output_dir=str(BUILD))
        changed = max(self.newest, Path(source).stat().st_mtime_ns)
        if all(Path(file).exists() and Path(file).stat().st_mtime_ns > changed for file in made):
            return made
        # A compiler that mypyc was not tried with may warn of more, which is no reason to stop.
        flags = [flag for flag in extension.extra_compile_args if flag != "-Werror"]
        if Path(source).name.startswith("__native_"):  # ours, not the library of mypyc, which defines these paths
            flags += LAYOUT.get(sys.platform, [])
        folders = [*extension.include_dirs, sysconfig.get_python_inc()]
        return self.compiler.compile([source], str(BUILD), include_dirs=folders, extra_postargs=flags)

    def link(self, objects: list[str], name: str) -> None:
        """The compiled module of this name, or the library behind them all."""
        self.compiler.link_shared_object(
            objects, str(compiled.FOLDER / (name + compiled.SUFFIX)), extra_preargs=LINKING.get(sys.platform, [])
        )


def main() -> None:
    """Translate, compile, link; the list of sources comes last, for without it nothing compiled is taken."""
    places = list(sources())
    wanted = compiled.listed(places)
    if compiled.LIST.exists() and compiled.LIST.read_text(encoding="utf-8") == wanted:
        print("compiled already")
        return
    compiled.LIST.unlink(missing_ok=True)
    compiled.FOLDER.mkdir(exist_ok=True)
    extensions = mypycify(
        ["--config-file", str(ROOT / "pyproject.toml"), *(str(compiled.PACKAGE / place) for place in places)],
        opt_level=LEVEL, debug_level="0", multi_file=True, target_dir=str(BUILD),
        group_name=compiled.LIBRARY.removesuffix("__mypyc"),
    )  # fmt: skip
    compiler = Compiler()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        started = {
            extension.name: [pool.submit(compiler.objects, extension, source) for source in extension.sources]
            for extension in extensions
        }
        for name, parts in started.items():
            compiler.link([file for part in parts for file in part.result()], name)
    compiled.LIST.write_text(wanted, encoding="utf-8")
    print(f"{len(places)} modules compiled")


if __name__ == "__main__":
    main()
