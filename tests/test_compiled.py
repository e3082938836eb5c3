"""Compiled modules: taken only while their sources are what was compiled, and the same bytes out as from those."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices import compiled
from goodoffices.compiled import CompiledModules, listed, module_name, prefer_compiled

PAGES = [Path(__file__).parent / "quality" / name for name in ("corpus/pages", "pages_blind", "pages_unseen", "opened")]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two sources, with the list that a compilation of them would leave."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "times.py").write_text("ANSWER = 1\n", encoding="utf-8")
    (tmp_path / "reading.py").write_text("ANSWER = 2\n", encoding="utf-8")
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "__compiled__")
    monkeypatch.setattr(compiled, "LIST", tmp_path / "sources.txt")
    (tmp_path / "sources.txt").write_text(listed(["claims/times.py", "reading.py"]), encoding="utf-8")
    return tmp_path


def test_a_source_below_the_package_is_the_module_of_that_name():
    assert module_name("claims/kinds/strike.py") == "goodoffices.claims.kinds.strike"


def test_modules_of_the_list_and_their_library_are_found_compiled(package):
    finder = CompiledModules()
    for name in ("goodoffices.claims.times", "goodoffices.reading", compiled.LIBRARY):
        spec = finder.find_spec(name, None)
        assert spec is not None
        assert spec.loader is not None
        assert spec.loader.path == str(package / "__compiled__" / (name + compiled.SUFFIX))


def test_modules_that_are_not_on_the_list_are_left_to_others(package):
    finder = CompiledModules()
    assert finder.find_spec("goodoffices.claims", None) is None
    assert finder.find_spec("goodoffices.errors", None) is None
    assert finder.find_spec("json", None) is None


@pytest.mark.parametrize("change", ["ANSWER = 3\n", "", None])
def test_one_changed_or_missing_source_leaves_all_modules_to_their_sources(package, change):
    source = package / "reading.py"
    if change is None:
        source.unlink()
    else:
        source.write_text(change, encoding="utf-8")
    assert CompiledModules().find_spec("goodoffices.claims.times", None) is None


def test_without_a_list_nothing_is_found_and_nothing_is_asked(package, monkeypatch):
    compiled.LIST.unlink()
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.delenv("GOODOFFICES_COMPILED", raising=False)
    prefer_compiled()
    assert not any(isinstance(finder, CompiledModules) for finder in sys.meta_path)
    assert CompiledModules().find_spec("goodoffices.reading", None) is None


@pytest.mark.parametrize(("setting", "taken"), [("", True), ("required", True), ("no", False)])
def test_the_setting_says_whether_compiled_modules_are_taken(package, monkeypatch, setting, taken):
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setenv("GOODOFFICES_COMPILED", setting)
    prefer_compiled()
    assert isinstance(sys.meta_path[0], CompiledModules) is taken


def test_required_without_them_says_what_to_do(package, monkeypatch):
    monkeypatch.setenv("GOODOFFICES_COMPILED", "required")
    (package / "reading.py").write_text("ANSWER = 3\n", encoding="utf-8")
    with pytest.raises(ImportError, match="make compile"):
        prefer_compiled()


@pytest.mark.parametrize("folder", ["lexicon", "documents", "claims"])
def test_no_starred_tuple_stands_behind_in_which_mypyc_does_not_take(folder):
    found = []
    for path in sorted((compiled.PACKAGE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            behind = node.comparators if isinstance(node, ast.Compare) else ()
            starred = [part for right in behind for part in getattr(right, "elts", ()) if isinstance(part, ast.Starred)]
            found += [f"{path.name}:{part.lineno}" for part in starred]
    assert not found, "name the set instead (docs/decisions/compiled.md)"


def annotated(setting: str) -> bytes:
    """The JSON Lines of all pages, in a process of its own."""
    call = [sys.executable, "-m", "goodoffices.cli", "annotate", *map(str, PAGES)]
    environment = {**os.environ, "GOODOFFICES_COMPILED": setting}
    return subprocess.run(call, capture_output=True, check=True, timeout=300, env=environment).stdout


def test_compiled_modules_write_the_same_bytes_as_their_sources():
    if not CompiledModules().agreed:
        assert os.environ.get("GOODOFFICES_COMPILER") != "required", "the sources are not compiled: make compile"
        pytest.skip("the sources as they stand are not compiled (make compile)")
    from_sources = annotated("no")
    assert from_sources.count(b"\n") > 100
    assert annotated("required") == from_sources
