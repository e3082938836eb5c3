"""The joint model: truth of every item, reliability of every source towards every accused side, and who copies whom.

A label is either copied from an earlier one of the same item or said of oneself:
    P(label | truth, earlier labels) =
        (1 - sum of c) * says(source, accused side, truth) + sum of c over parents with that label.
All labels are seen, so truth is the only hidden value and EM is exact, as in Dawid & Skene (1979), which is the case
without copying and sides. Chances shrink towards those of the source's relation to the accused (own side, other
side, neutral): a side's word against itself is rare and weighs more, its word against the other weighs less, as far
as the labels bear that out. No side has a prior of guilt.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import expit

from .copying import (
    PARENTS,
    Meetings,
    Sightings,
    agreement,
    likely_parents,
    pairs_of,
    precedence,
    sample,
    sightings,
    standing_of,
)
from .starts import guesses
from .votes import Codes, Floats, Votes

OWN, OTHER, NEUTRAL = range(3)
# What is supposed of a source before anything is known of it: chance of saying 1 when untrue, when true.
SUPPOSED = np.array([[0.06, 0.45], [0.35, 0.85], [0.20, 0.75]])
SUPPOSED_WEIGHT = 4.0
GROUP_WEIGHT = 10.0
STEPS = 40
ROUNDS = 4
SHORT_STEPS, SHORT_ROUNDS = 10, 2
# Fits whose items differ by less on average are one; so many of the best are climbed from.
ALIKE, LONG = 0.01, 3
STEADY = 1e-4
COPY_PRIOR = (0.5, 4.0)
FIRST_COPIED = 0.3
# Nobody copies without fail, and nobody is sure: a chance of one would make a single slip impossible.
MOST_COPIED = 0.98
LEAST_CHANCE = 1e-3


class Model(NamedTuple):
    """What was learned: chance of saying 1 by (source x accused side, truth 0/1), chance of copying by (source,
    slot), prior of 1.
    """

    says: Floats
    copies: Floats
    prior: float


class Sums(NamedTuple):
    """Expected counts: said (truth, source x accused x label), met and taken (source, slot), true items, items."""

    said: Floats
    met: Floats
    taken: Floats
    true: float
    items: int

    def changed(self, before: Sums, after: Sums) -> Sums:
        """These with the part `before` replaced by `after`."""
        return Sums(
            self.said - before.said + after.said,
            self.met - before.met + after.met,
            self.taken - before.taken + after.taken,
            self.true - before.true + after.true,
            self.items - before.items + after.items,
        )


class Joint(NamedTuple):
    """The result: probability of 1 by item, the model, the parents of every source, how surely each row is a copy,
    its score.
    """

    probability: Floats
    model: Model
    parents: Codes
    copied: Floats
    score: float


class Ground:
    """What does not change while a model is fitted: groups of rows, relations, parents' labels."""

    def __init__(self, votes: Votes, seen: Sightings | None) -> None:
        self.votes = votes
        sides = len(votes.accused_names)
        self.group = votes.source * sides + votes.accused
        self.groups = len(votes.sources) * sides
        self.relation = relations(votes)
        self.said = self.group * 2 + votes.label
        self.counts = np.diff(votes.begins, append=len(votes))
        self.seen = seen

    def expectation(self, model: Model) -> tuple[Floats, Floats, Floats, Floats, float]:
        """Probability by item; own weights of the rows for truth 0 and 1; copied weights (rows seen, slot); log
        likelihood.
        """
        votes, seen = self.votes, self.seen
        chances = model.says[self.group]
        own = np.where(votes.label[:, None] == 1, chances, 1 - chances)
        mixed = own
        if seen is not None:
            there = seen.same >= 0
            part = model.copies[seen.source] * there
            alone = own[seen.rows] * (1 - part.sum(axis=1))[:, None]
            mixed = own.copy()
            mixed[seen.rows] = alone + (part * (seen.same == 1)).sum(axis=1)[:, None]
        log = np.log(mixed)
        untrue = votes.total(log[:, 0]) + np.log(1 - model.prior)
        true = votes.total(log[:, 1]) + np.log(model.prior)
        probability = expit(true - untrue)
        likelihood = float(np.logaddexp(true, untrue).sum())
        weight = np.repeat(probability, self.counts)
        weights = np.stack([1 - weight, weight], axis=1)
        copied = np.zeros((0, PARENTS))
        if seen is not None:
            at = weights[seen.rows] / mixed[seen.rows]
            copied = part * (seen.same == 1) * at.sum(axis=1)[:, None]
            weights[seen.rows] = at * alone
        return probability, weights[:, 0], weights[:, 1], copied, likelihood

    def sums(self, probability: Floats, untrue: Floats, true: Floats, copied: Floats) -> Sums:
        """What the model is learned from: expected counts over these rows."""
        size = len(self.votes.sources)
        weighted = [np.bincount(self.said, weights=weight, minlength=2 * self.groups) for weight in (untrue, true)]
        said = np.stack(weighted).astype(np.float64)
        met, taken = np.zeros((size, PARENTS)), np.zeros((size, PARENTS))
        if self.seen is not None:
            for slot in range(PARENTS):
                there = self.seen.same[:, slot] >= 0
                met[:, slot] = np.bincount(self.seen.source[there], minlength=size)
                taken[:, slot] = np.bincount(self.seen.source, weights=copied[:, slot], minlength=size)
        return Sums(said, met, taken, float(probability.sum()), len(probability))

    def learned(self, sums: Sums) -> Model:
        """The most likely model, with shrinkage."""
        says = np.empty((self.groups, 2))
        for truth in (0, 1):
            says[:, truth] = _shrunk(sums.said[truth].reshape(-1, 2), self.relation, SUPPOSED[:, truth])
        copies = (sums.taken + COPY_PRIOR[0]) / (sums.met + sum(COPY_PRIOR)) * (sums.met > 0)
        copies /= np.maximum(copies.sum(axis=1, keepdims=True) / MOST_COPIED, 1)
        return Model(np.clip(says, LEAST_CHANCE, 1 - LEAST_CHANCE), copies, (sums.true + 2) / (sums.items + 4))

    def fit(self, probability: Floats, steps: int = STEPS) -> tuple[Floats, Model, Floats, float]:
        """EM from a first guess at the items."""
        weight = np.repeat(probability, self.counts)
        rows = 0 if self.seen is None else len(self.seen.rows)
        model = self.learned(self.sums(probability, 1 - weight, weight, np.zeros((rows, PARENTS))))
        if self.seen is not None:
            model = model._replace(copies=np.where(self.seen.parents >= 0, FIRST_COPIED, 0.0))
        for _ in range(steps):
            before = probability
            probability, untrue, true, copied, likelihood = self.expectation(model)
            if np.abs(probability - before).mean() < STEADY:
                break
            model = self.learned(self.sums(probability, untrue, true, copied))
        return probability, model, copied, likelihood


def relations(votes: Votes) -> Codes:
    """OWN, OTHER or NEUTRAL by (source x accused side)."""
    side = np.array(votes.side_of)[:, None]
    accused = np.array(votes.accused_names)[None, :]
    found = np.where(side == accused, OWN, OTHER)
    return np.where((side == "") | (accused == ""), NEUTRAL, found).ravel()


def _shrunk(counts: Floats, relation: Codes, supposed: Floats) -> Floats:
    """Chance of 1 by group, drawn towards the mean of its relation, which is drawn towards what is supposed."""
    whole = np.stack([np.bincount(relation, weights=counts[:, said], minlength=3) for said in (0, 1)], axis=1)
    mean = (whole[:, 1] + SUPPOSED_WEIGHT * supposed) / (whole.sum(axis=1) + SUPPOSED_WEIGHT)
    return np.asarray((counts[:, 1] + GROUP_WEIGHT * mean[relation]) / (counts.sum(axis=1) + GROUP_WEIGHT))


def plausibility(ground: Ground, model: Model) -> Floats:
    """By accused side, how well the learned chances fit what is supposed of sources; log scale, (accused, as it is /
    turned round).
    """
    sides = len(ground.votes.accused_names)
    rows = np.bincount(ground.group, minlength=ground.groups)
    alone = np.repeat(1 - model.copies.sum(axis=1), sides)
    weight = np.minimum(rows * alone, GROUP_WEIGHT)
    supposed = SUPPOSED[ground.relation]
    scores = [
        (supposed * np.log(says / supposed) + (1 - supposed) * np.log((1 - says) / (1 - supposed))).sum(axis=1) * weight
        for says in (model.says, model.says[:, ::-1])
    ]
    return np.stack([score.reshape(-1, sides).sum(axis=0) for score in scores], axis=1)


def turned(ground: Ground, probability: Floats, model: Model) -> tuple[Floats, bool]:
    """The probabilities with true and untrue exchanged for those accused whose sources would else all be worse than
    chance.

    The likelihood cannot tell a world from its mirror image; that a source knows more than nothing can.
    """
    score = plausibility(ground, model)
    wrong = score[:, 1] > score[:, 0]
    if not wrong.any():
        return probability, False
    of_item = ground.votes.accused[ground.votes.begins]
    return np.where(wrong[of_item], 1 - probability, probability), True


class Learner:
    """Fits the model to the labels of one sample: looks for copying, fits, looks again."""

    def __init__(self, votes: Votes, came: Codes, meetings: Meetings) -> None:
        self.votes, self.came, self.meetings = votes, came, meetings

    def search(self) -> Joint:
        """The best fit from all first guesses: a short climb from each, a long one from the highest places reached."""
        short = [
            self.fit(guess, SHORT_ROUNDS, SHORT_STEPS)
            for guess in guesses(self.votes, self.meetings.sources, agreement(self.meetings))
        ]
        short.sort(key=lambda fit: -fit.score)
        best: list[Joint] = []
        for fit in short:
            if all(np.abs(fit.probability - other.probability).mean() > ALIKE for other in best):
                best.append(fit)
        return max((self.fit(fit.probability, parents=fit.parents) for fit in best[:LONG]), key=lambda fit: fit.score)

    def fit(self, probability: Floats, rounds: int = ROUNDS, steps: int = STEPS, parents: Codes | None = None) -> Joint:
        """From a first guess at the items, and at who copies whom."""
        parents = np.full((len(self.votes.sources), PARENTS), -1) if parents is None else parents
        for left in reversed(range(rounds)):
            ground = Ground(self.votes, sightings(self.votes, parents, self.came) if (parents >= 0).any() else None)
            probability, model, copied, likelihood = ground.fit(probability, steps)
            probability, changed = turned(ground, probability, model)
            if changed:
                probability, model, copied, likelihood = ground.fit(probability, steps)
            found = (
                likely_parents(self.votes, self.meetings, probability, model.says[ground.group]) if left else parents
            )
            if (found == parents).all():
                break
            parents = found
        rows = np.zeros(len(self.votes))
        if ground.seen is not None:
            rows[ground.seen.rows] = copied.sum(axis=1)
        return Joint(probability, model, parents, rows, likelihood + float(plausibility(ground, model)[:, 0].sum()))


def joint(votes: Votes) -> Joint:
    """The joint model of each source's last word on every item; who copies whom is sought on a sample of the items."""
    votes = votes.latest()
    came = precedence(votes, standing_of(votes))
    items = sample(votes)
    if len(items) == len(votes.begins):
        return Learner(votes, came, Meetings(votes, pairs_of(votes, came))).search()
    part, rows = votes.only(items)
    learner = Learner(part, came[rows], Meetings(part, pairs_of(part, came[rows])))
    best = learner.search()
    whole = Ground(votes, sightings(votes, best.parents, came) if (best.parents >= 0).any() else None)
    first = whole.expectation(best.model)[0]
    return Learner(votes, came, learner.meetings).fit(first, rounds=1, parents=best.parents)
