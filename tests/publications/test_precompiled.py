"""The kept code of the templates is current, and nothing depends on its being so."""

from __future__ import annotations

import msgspec
import pytest

from goodoffices.publications.html import asset, environment
from goodoffices.publications.precompiled import KEPT, Compiled, Precompiled, compiled, digest


def test_the_kept_code_is_current() -> None:
    assert asset(KEPT).encode() == compiled(environment(), asset), "run python -m goodoffices.publications.precompiled"


def said(files: dict[str, str]) -> str:
    def read(name: str) -> str:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    return environment().overlay(loader=Precompiled(read)).get_template("a").render(who="you & me")


def test_a_changed_template_counts_at_once() -> None:
    kept = Compiled(digest("Old {{ who }}"), environment().compile("Old {{ who }}", "a", raw=True))
    table = msgspec.json.encode({"a": kept}).decode()
    assert said({"a": "Old {{ who }}", KEPT: table}) == "Old you &amp; me"
    assert said({"a": "New {{ who }}", KEPT: table}) == "New you &amp; me"


@pytest.mark.parametrize("table", [None, "", "{", "[]", '{"a": {"sha256": 1}}'])
def test_without_kept_code_templates_are_compiled(table: str | None) -> None:
    files = {"a": "New {{ who }}"} | ({} if table is None else {KEPT: table})
    assert said(files) == "New you &amp; me"


def test_a_missing_template_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="a"):
        said({})
