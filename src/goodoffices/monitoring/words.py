"""The words of commitments and incidents: acts, classes of target, classes of weapon (words.yaml), with what they
include.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

KINDS = ("acts", "targets", "weapons")


@cache
def words(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The words of one of KINDS, by id."""
    text = files("goodoffices.monitoring").joinpath("words.yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, Any]]", yaml.safe_load(text)[kind])


def including(kind: str, chosen: Iterable[str]) -> tuple[str, ...]:
    """The words chosen and all that are kinds of them; ValueError names one that is no word."""
    known = words(kind)
    wanted = set(chosen)
    for word in sorted(wanted):
        if word not in known:
            raise ValueError(f"{word!r} is none of the {kind}; known: {', '.join(known)}")
    grown = True
    while grown:
        more = {word for word, entry in known.items() if entry.get("part_of") in wanted} - wanted
        wanted |= more
        grown = bool(more)
    return tuple(sorted(wanted))


def unseen(act: str) -> bool:
    """Whether no report of an incident can show the act."""
    return bool(words("acts")[act].get("unseen"))
