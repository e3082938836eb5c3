"""The models of truth: baselines against a slow reference, the joint model against the baselines."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.accusations import Settings, made
from benchmarks.truth import accuracy, calibration_error, votes_of
from hypothesis import given
from hypothesis import strategies as st
from reference_em import reference_em

from goodoffices.findings.reliability import MODELS, Standing, Votes, consensus

SMALL = Settings(items=1_200, sources=15, coverage=0.5)
ROWS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 1)), min_size=3, max_size=60)


def votes_from(rows, **more):
    return Votes.of(
        {
            "item": pa.array([f"i{row[0]}" for row in rows]),
            "source": pa.array([f"s{row[1]}" for row in rows]),
            "label": np.array([row[2] for row in rows]),
            **more,
        }
    )


def chances(result):
    return dict(zip(result.votes.items.to_pylist(), result.probability.tolist(), strict=True))


def drawn(seed):
    """Rows without ties: from an even split EM leaves by the last bit of a sum."""
    draw = np.random.default_rng(seed)
    truth, skill = draw.integers(0, 2, 30), draw.uniform(0.55, 0.95, 7)
    heard = [(item, source) for item in range(30) for source in draw.permutation(7)[: draw.choice((3, 5, 7))].tolist()]
    return [(item, source, int(truth[item] ^ (draw.random() > skill[source]))) for item, source in heard]


@pytest.mark.parametrize(("model", "one_coin"), [("dawid-skene", False), ("one-coin", True)])
@pytest.mark.parametrize("seed", range(8))
def test_expectation_maximisation_equals_the_written_out_one(model, one_coin, seed):
    rows = drawn(seed)
    expected = reference_em([(f"i{item}", f"s{source}", label) for item, source, label in rows], one_coin=one_coin)
    assert chances(consensus(votes_from(rows), model)) == pytest.approx(expected, abs=1e-6)


@given(rows=ROWS)
def test_probabilities_are_probabilities_whatever_is_said(rows):
    for model in MODELS:
        result = consensus(votes_from(rows), model)
        assert ((result.probability >= 0) & (result.probability <= 1)).all()
        assert (result.confidence >= 0.5).all()


@pytest.mark.parametrize("model", sorted(MODELS))
def test_no_order_of_the_rows_changes_a_byte(model):
    columns = made(SMALL._replace(items=150), 3).columns
    shuffled = np.random.default_rng(0).permutation(len(columns["label"]))
    first = consensus(votes_of(columns), model)
    second = consensus(votes_of({name: values[shuffled] for name, values in columns.items()}), model)
    assert first.probability.tobytes() == second.probability.tobytes()
    assert first.sources == second.sources


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
@pytest.mark.parametrize("timed", [True, False])
def test_copied_labels_count_once(share, timed):
    case = made(SMALL._replace(share=share, timed=timed), 11)
    votes = votes_of(case.columns)
    joint = consensus(votes)
    rivals = [accuracy(consensus(votes, name), case.truth) for name in ("majority", "dawid-skene", "one-coin")]
    assert accuracy(joint, case.truth) >= max(rivals) + 0.02
    assert calibration_error(joint, case.truth) <= 0.05


def test_whom_a_source_copies_is_named():
    case = made(SMALL._replace(share=0.4), 2)
    found = {row.source: row.copies_of for row in consensus(votes_of(case.columns)).sources}
    assert found == case.copies_of


def test_independent_sources_leave_copies_and_common_owners_out():
    rows = [(0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 0), (1, 2, 0)]
    owners = pa.array(["agency", "agency", "mission", "agency", "mission"])
    result = consensus(votes_from(rows, owner=owners), "majority")
    assert result.independent_sources.tolist() == [2, 2]


def test_an_admission_against_interest_weighs_more_than_an_accusation():
    rows = [(0, 0, 1), (1, 1, 1), (2, 2, 1)]
    more = {"accused": pa.array(["north"] * 3), "side": pa.array(["north", "south", ""])}
    admitted, accused, neutral = consensus(votes_from(rows, **more)).probability
    assert admitted > neutral > accused


def test_a_party_that_never_admits_is_believed_less_when_it_denies():
    case = made(SMALL._replace(share=0.0), 5)
    rows = consensus(votes_of(case.columns)).sources
    sides = dict(zip(case.columns["source"].tolist(), case.columns["side"].tolist(), strict=True))
    own = [row.sensitivity for row in rows if sides[row.source] == row.accused_side]
    other = [row.sensitivity for row in rows if sides[row.source] not in ("", row.accused_side)]
    assert np.mean(own) < np.mean(other) - 0.2


def test_a_source_that_corrects_itself_counts_once_with_its_last_word():
    rows = [(0, 0, 1), (0, 0, 0), (0, 1, 0), (1, 0, 1), (1, 1, 1)]
    votes = votes_from(rows, time=pa.array([1, 2, 1, 1, 1]))
    assert votes.latest().label.tolist() == [0, 0, 1, 1]


def test_one_vote_a_side():
    rows = [(0, 0, 1), (0, 1, 1), (0, 2, 1), (0, 3, 0), (0, 4, 0)]
    sides = pa.array(["north", "north", "north", "south", ""])
    assert consensus(votes_from(rows, side=sides), "one-vote-per-side").probability == pytest.approx([1 / 3])
    assert consensus(votes_from(rows, side=sides), "majority").probability == pytest.approx([3 / 5])


def test_a_label_is_0_or_1():
    with pytest.raises(ValueError, match="0 or 1"):
        votes_from([(0, 0, 2)])


def test_copying_is_looked_for_among_the_most_talkative_where_sources_are_many(monkeypatch):
    monkeypatch.setattr("goodoffices.findings.reliability.copying.MOST_SOURCES", 8)
    case = made(SMALL._replace(share=0.4), 2)
    result = consensus(votes_of(case.columns))
    named = {row.source for row in result.sources if row.copies_of}
    assert named
    assert len(named) < 8
    assert accuracy(result, case.truth) > 0.6


def parted(case, taken):
    rows = np.arange(len(case.columns["label"]))
    new = np.random.default_rng(1).choice(rows, taken, replace=False)
    part = np.isin(rows, new)
    return [{name: values[chosen] for name, values in case.columns.items()} for chosen in (~part, part)]


def test_adding_labels_comes_near_to_learning_all_anew():
    case = made(SMALL, 7)
    old, new = parted(case, 200)
    standing = Standing.learned(votes_of(old))
    changes = standing.add(votes_columns(new))
    whole = chances(consensus(votes_of(case.columns)))
    added = chances(standing.consensus())
    assert added.keys() == whole.keys()
    assert np.mean([abs(added[item] - whole[item]) for item in whole]) < 0.01
    assert {change.item for change in changes} == set(new["item"].tolist())
    assert all(change.after == pytest.approx(added[change.item]) for change in changes)


def votes_columns(columns):
    return {**columns, "time": pa.array(columns["time"]).cast(pa.timestamp("us"))}


def test_adding_touches_no_other_item_and_keeps_the_last_word():
    case = made(SMALL, 8)
    standing = Standing.learned(votes_of(case.columns))
    before = chances(standing.consensus())
    row = {name: values[:1].copy() for name, values in case.columns.items()}
    row["label"] = 1 - row["label"]
    row["time"] = row["time"] + np.timedelta64(900, "D")
    (change,) = standing.add(votes_columns(row))
    after = chances(standing.consensus())
    assert {item for item in before if before[item] != after[item]} == {change.item}
    assert len(standing.votes) == len(case.columns["label"])


def test_a_new_source_makes_all_be_learned_anew():
    case = made(SMALL._replace(items=200), 9)
    standing = Standing.learned(votes_of(case.columns))
    row = {name: values[:1].copy() for name, values in case.columns.items()}
    row["source"] = row["owner"] = np.array(["s999"])
    standing.add(votes_columns(row))
    assert "s999" in standing.votes.sources
    whole = {name: np.concatenate([values, row[name]]) for name, values in case.columns.items()}
    assert chances(standing.consensus()) == pytest.approx(chances(consensus(votes_of(whole))))
