"""The locked requirements, as far as they can be judged without asking anybody: hashes, sources, licences."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("base", "dev", "bench")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.M)
STRONG = re.compile(r"(?<!L)(?:A)?GPL|Affero|(?<!Lesser )General Public License|SSPL|BUSL|Commons Clause")
"""Licences that would bind the whole. The lesser one binds only what it covers."""


def text_of(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall(text_of(lock)))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_none_names_where_it_is_to_come_from(lock: str) -> None:
    found = text_of(lock)
    blocks = re.split(r"^(?=[a-z0-9])", found, flags=re.M)[1:]
    assert {block.partition("==")[0] for block in blocks} == set(pins(lock)) and len(blocks) > 40
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.partition("\n")[0]
    assert not re.search(r"https?:|git\+|--index|--extra-index|--find-links|--trusted|file:|@ ", found)


def test_locks_agree_with_each_other_and_hold_all_that_is_asked_for() -> None:
    base, dev, bench = (pins(lock) for lock in LOCKS)
    assert base.items() <= dev.items() <= bench.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["web"]
    names = {re.split(r"[\[<>=;! ]", one, maxsplit=1)[0].lower() for one in asked}
    assert names <= set(base)


def licence_of(name: str) -> str:
    found = metadata(name)
    said = [found.get("License-Expression") or "", *(found.get_all("Classifier") or ())]
    short = (found.get("License") or "").strip().partition("\n")[0]
    return " | ".join([one for one in said if "icense" in one or one == said[0]] + [short])


def test_nothing_of_the_base_binds_the_whole_by_its_licence() -> None:
    judged = 0
    for name in pins("base"):
        try:
            said = licence_of(name)
        except PackageNotFoundError:
            continue  # of another system or version of Python
        # A choice between licences binds by the one that is chosen.
        choices = re.split(r" OR |\bor\b", said.partition(" | ")[0]) if " OR " in said else [said]
        assert any(not STRONG.search(one) for one in choices), (name, said)
        judged += 1
    assert judged > 40
