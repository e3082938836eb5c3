"""A model as JSON and back, so that what was learned can be read, kept beside its result and used again."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from .model import VERSION, Confusion, Duplicates, Model

DUPLICATES = ("share", "sigma", "same")


def model_json(model: Model) -> bytes:
    """The model as JSON; numbers are written whole, so that it comes back the same."""
    plain: dict[str, Any] = {"version": VERSION}
    for name in Model.__dataclass_fields__:
        value = getattr(model, name)
        if name == "categories":
            value = {key: {"words": held.words, "share": held.share.tolist(), "said": held.said.tolist()}
                     for key, held in value.items()}  # fmt: skip
        elif name == "duplicates":
            value = {part: getattr(value, part).tolist() for part in DUPLICATES}
        plain[name] = value.tolist() if isinstance(value, np.ndarray) else value
    return msgspec.json.encode(plain)


def model_of(text: bytes) -> Model:
    """The model in such JSON; ValueError when it is of another version."""
    plain = msgspec.json.decode(text)
    if plain.pop("version", None) != VERSION:
        raise ValueError("a model of another version; learn it anew")
    for name in ("sigma", "delay", "coverage", "text", "nearness"):
        plain[name] = np.array(plain[name], float)
    plain["sources"], plain["precisions"] = tuple(plain["sources"]), tuple(plain["precisions"])
    plain["categories"] = {
        name: Confusion(tuple(held["words"]), np.array(held["share"], float), np.array(held["said"], float))
        for name, held in plain["categories"].items()
    }
    plain["duplicates"] = Duplicates(*(np.array(plain["duplicates"][name], float) for name in DUPLICATES))
    return Model(**plain)
