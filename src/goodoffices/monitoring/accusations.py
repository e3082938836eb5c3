"""`goodoffices truth`: a table of labels to consensus and reliability, or more labels added to a state that was
kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import InputRefused, NothingUsable
from ..findings.reliability import Consensus, Standing, Votes, consensus
from ..findings.reliability.joint import Model
from ..findings.reliability.standing import columns_of
from .tables import moments, read_table, row_of, texts, write_table

REQUIRED = ("item", "source", "label")
LABELS_FILE, MODEL_FILE = "labels.parquet", "model.npz"


class Told(NamedTuple):
    """What a run did: labels taken, what was refused and why, files written, items whose consensus turned."""

    labels: int
    refused: list[InputRefused]
    written: list[Path]
    turned: list[str]


def tell(labels: Path, out: Path, model: str, state: Path | None) -> Told:
    """Read labels, write the consensus to `out` and the sources beside it."""
    columns, refused = read_labels(labels)
    turned: list[str] = []
    if state is None:
        result = consensus(Votes.of(columns), model)
    else:
        result, turned = _kept(state, columns)
    beside = out.with_name(f"{out.stem}.sources{out.suffix}")
    write_table(consensus_columns(result), out)
    write_table(source_columns(result), beside)
    return Told(len(columns["label"]), refused, [out, beside], turned)


def read_labels(path: Path) -> tuple[dict[str, Any], list[InputRefused]]:
    """The columns of a label table, and its unusable rows by number."""
    table = read_table(path, REQUIRED)
    label, wrong = _labels(table["label"])
    empty = np.asarray(pc.is_null(table["item"])) | (
        np.asarray(texts(table, "source").to_numpy(zero_copy_only=False)) == ""
    )
    if pa.types.is_string(table["item"].type):
        empty |= np.asarray(texts(table, "item").to_numpy(zero_copy_only=False)) == ""
    bad = wrong | empty
    refused = [
        InputRefused(
            str(path), "a label is 0 or 1" if wrong[row] else "item or source is empty", place=row_of(path, row)
        )
        for row in np.flatnonzero(bad).tolist()
    ]
    if bad.all():
        raise NothingUsable(f"{path}: no row holds an item, a source and a label of 0 or 1")
    keep = pa.array(~bad)
    columns: dict[str, Any] = {"item": table["item"].combine_chunks().filter(keep), "label": label[~bad]}
    for name in ("source", "owner", "side", "accused"):
        columns[name] = texts(table, name).filter(keep)
    columns["time"] = pa.array(moments(table, "time", path)).filter(keep)
    return columns, refused


def _labels(column: pa.ChunkedArray) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The labels as 0/1 and which rows hold something else."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        texts_ = np.array([(text or "").strip() for text in column.to_pylist()])
        return (texts_ == "1").astype(np.int8), ~np.isin(texts_, ("0", "1"))
    values = np.asarray(pc.fill_null(column.cast(pa.float64()), -1.0))
    return (values == 1).astype(np.int8), ~np.isin(values, (0.0, 1.0))


def consensus_columns(result: Consensus) -> dict[str, Any]:
    """The consensus table, in order of the items' names."""
    items = result.votes.items
    order = pc.sort_indices(items)
    place = order.to_numpy()
    return {
        "item": items.take(order),
        "consensus": result.labels[place],
        "probability": result.probability[place],
        "confidence": result.confidence[place],
        "independent_sources": result.independent_sources[place],
    }


def source_columns(result: Consensus) -> dict[str, Any]:
    """The table of sources."""
    names = ("source", "accused_side", "sensitivity", "specificity", "copies_of", "share")
    return {name: [getattr(row, name) for row in result.sources] for name in names}


def _kept(state: Path, columns: dict[str, Any]) -> tuple[Consensus, list[str]]:
    """Add to the state in a folder, or begin one; the items whose consensus turned."""
    turned: list[str] = []
    if (state / LABELS_FILE).exists():
        standing = _resumed(state)
        for change in standing.add(columns):
            if change.before is not None and (change.before > 0.5) != (change.after > 0.5):
                turned.append(f"{change.item}: {change.before:.3f} -> {change.after:.3f}")
    else:
        standing = Standing.learned(Votes.of(columns))
    state.mkdir(parents=True, exist_ok=True)
    write_table(columns_of(standing.votes), state / LABELS_FILE)
    part = state / f".{MODEL_FILE}.part"
    with part.open("wb") as file:
        model = standing.result.model
        np.savez(
            file, says=model.says, copies=model.copies, prior=np.array(model.prior),
            parents=standing.result.parents, standing=standing.standing,
        )  # fmt: skip
    part.replace(state / MODEL_FILE)
    return standing.consensus(), turned


def _resumed(state: Path) -> Standing:
    votes = Votes.of(read_labels(state / LABELS_FILE)[0])
    try:
        with np.load(state / MODEL_FILE, allow_pickle=False) as kept:
            model = Model(kept["says"], kept["copies"], float(kept["prior"]))
            return Standing.resumed(votes, model, kept["parents"], kept["standing"])
    except (OSError, KeyError, ValueError) as error:
        raise InputRefused(
            str(state), f"the kept state cannot be used: {error}", remedy="Remove the folder and begin anew"
        ) from error
