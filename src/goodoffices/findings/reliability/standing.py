"""A consensus that goes on: new labels change their own items and, a little, what is known of the sources.

Incremental EM (Neal & Hinton 1998): the expected counts of the touched items are taken out, worked out anew and put
back. Whom sources copy and the other items stay until the whole is fitted again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from .copying import precedence, sightings, standing_of
from .joint import Ground, Joint, Model, Sums, joint
from .models import Consensus, told
from .votes import Codes, Floats, Labels, Votes


class Change(NamedTuple):
    """An item that new labels touched: its probability before (None when it is new) and after."""

    item: Any
    before: float | None
    after: float


class Standing:
    """Labels with their joint model, to which labels can be added; `votes` holds each source's last word."""

    def __init__(self, votes: Votes, result: Joint, standing: Codes) -> None:
        self.votes, self.result, self.standing = votes, result, standing
        self._sums: Sums = self._counted(votes, result.model)[0]
        self._place = {name: number for number, name in enumerate(votes.items.to_pylist())}
        self._sources = {name: number for number, name in enumerate(votes.sources)}
        self._sides = {name: number for number, name in enumerate(votes.accused_names)}

    @classmethod
    def learned(cls, votes: Votes) -> Standing:
        """From labels alone."""
        votes = votes.latest()
        return cls(votes, joint(votes), standing_of(votes))

    @classmethod
    def resumed(cls, votes: Votes, model: Model, parents: Codes, standing: Codes) -> Standing:
        """From labels and what was learned of them; ValueError when the two do not belong together."""
        votes = votes.latest()
        sources = len(votes.sources)
        if model.says.shape != (sources * len(votes.accused_names), 2) or len(parents) != sources:
            raise ValueError("the model is of other sources than the labels")
        seen = Joint(np.zeros(len(votes.items)), model, parents, np.zeros(len(votes)), 0.0)
        found = cls(votes, seen, standing)
        _, probability, copied = found._counted(votes, model)
        found.result = seen._replace(probability=probability, copied=copied)
        return found

    def consensus(self) -> Consensus:
        """The whole as it stands."""
        return told(self.votes, self.result)

    def add(self, columns: Mapping[str, Any]) -> list[Change]:
        """Take in more labels (columns as for Votes.of); the items they touch, with their chances before and after.

        A source or an accused side never met before has no place in the model, so all is learned anew.
        """
        new = Votes.of(columns).latest()
        names = new.items.to_pylist()
        before = [self._probability(name) for name in names]
        if set(new.sources) <= self._sources.keys() and set(new.accused_names) <= self._sides.keys():
            self._retell(new)
        else:
            again = Standing.learned(together(self.votes, new))
            self.__dict__.update(again.__dict__)
        after = self.result.probability
        return [Change(name, was, float(after[self._place[name]])) for name, was in zip(names, before, strict=True)]

    def _probability(self, name: Any) -> float | None:
        place = self._place.get(name)
        return None if place is None else float(self.result.probability[place])

    def _counted(self, votes: Votes, model: Model) -> tuple[Sums, Floats, Floats]:
        """Expected counts over some labels, the probability of their items, how surely each is a copy."""
        parents = self.result.parents
        seen = None
        if (parents >= 0).any():
            seen = sightings(votes, parents, precedence(votes, self.standing))
        ground = Ground(votes, seen)
        probability, untrue, true, copied, _ = ground.expectation(model)
        rows = np.zeros(len(votes))
        if seen is not None:
            rows[seen.rows] = copied.sum(axis=1)
        return ground.sums(probability, untrue, true, copied), probability, rows

    def _placed(self, new: Votes) -> tuple[Rows, pa.Array, Codes]:
        """The new rows by our codes, all items' names, and the touched items that were there before."""
        names = new.items.to_pylist()
        old = sorted(self._place[name] for name in names if name in self._place)
        fresh = [name for name in names if name not in self._place]
        for name in fresh:
            self._place[name] = len(self._place)
        item = np.array([self._place[name] for name in names], dtype=np.int64)[new.item]
        source = np.array([self._sources[name] for name in new.sources], dtype=np.int64)[new.source]
        accused = np.array([self._sides[name] for name in new.accused_names], dtype=np.int64)[new.accused]
        items = self.votes.items
        if fresh:
            items = pa.concat_arrays([items, pa.array(fresh, type=items.type)])
        return Rows(item, source, accused, new.label, new.time), items, np.array(old, dtype=np.int64)

    def _retell(self, new: Votes) -> None:
        added, items, old = self._placed(new)
        merged, taken = added.into(self.votes, self.result.copied, items)
        touched = np.unique(added.item)
        model = self.result.model
        before = self._counted(self.votes.only(old)[0], model)[0]
        part, rows = merged.only(touched)
        after = self._counted(part, model)[0]
        sums = self._sums.changed(before, after)
        model = Ground(part, None).learned(sums)
        settled, probability, copied = self._counted(part, model)
        self._sums = sums.changed(after, settled)
        whole = np.concatenate([self.result.probability, np.zeros(len(items) - len(self.result.probability))])
        whole[touched], taken[rows] = probability, copied
        self.votes, self.result = merged, self.result._replace(probability=whole, model=model, copied=taken)


class Rows(NamedTuple):
    """New labels by the codes of a standing table."""

    item: Codes
    source: Codes
    accused: Codes
    label: Labels
    time: Codes

    def into(self, votes: Votes, copied: Floats, items: pa.Array) -> tuple[Votes, Floats]:
        """The table with these rows in their places, and a value of its rows likewise (0 for new ones).

        Of two words of one source on one item the later stays.
        """
        size = len(votes.sources)
        key, mine = votes.item * size + votes.source, self.item * size + self.source
        order = np.argsort(mine)
        at = np.searchsorted(key, mine[order])
        place = np.minimum(at, len(key) - 1)
        same = key[place] == mine[order]
        stale = same & (self.time[order] < votes.time[place])
        order, at, replaced = order[~stale], at[~stale], same[~stale]
        olds: tuple[Any, ...] = (votes.item, votes.source, votes.accused, votes.label, votes.time, copied)
        news: tuple[Any, ...] = (*self, np.zeros(len(self.item)))
        item, source, accused, label, time, taken = (
            _inserted(old, at, replaced, added[order]) for old, added in zip(olds, news, strict=True)
        )
        begins = np.flatnonzero(np.diff(item, prepend=-1))
        merged = Votes(
            items, votes.sources, votes.accused_names, votes.owner_of, votes.side_of, item, source, accused, label,
            time, begins,
        )  # fmt: skip
        return merged, taken


def _inserted(old: Any, at: Codes, replaced: Any, new: Any) -> Any:
    """New values before places of the old; where `replaced`, instead of the value there."""
    pieces: list[Any] = []
    last = 0
    for number, (place, instead) in enumerate(zip(at.tolist(), replaced.tolist(), strict=True)):
        pieces += (old[last:place], new[number : number + 1])
        last = place + instead
    return np.concatenate([*pieces, old[last:]])


def together(old: Votes, new: Votes) -> Votes:
    """Two tables in one, coded anew."""
    return Votes.of({name: pa.concat_arrays([columns_of(old)[name], columns_of(new)[name]]) for name in COLUMNS})


COLUMNS = ("item", "source", "owner", "side", "accused", "label", "time")


def columns_of(votes: Votes) -> dict[str, pa.Array]:
    """The table as it came, by column."""
    names = {"source": votes.sources, "owner": votes.owner_of, "side": votes.side_of}
    columns = {name: pa.array(values).take(pa.array(votes.source)) for name, values in names.items()}
    columns["item"] = votes.items.take(pa.array(votes.item))
    columns["accused"] = pa.array(votes.accused_names).take(pa.array(votes.accused))
    columns["label"], columns["time"] = pa.array(votes.label), pa.array(votes.time)
    return columns
