"""Quality of bulletins on made-up sectors: every planted correction is found and nothing else is called one; levels
follow from owners, copies and sensors; counts are those of the truth.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from goodoffices.monitoring.bulletin import Ground, compose
from goodoffices.monitoring.bulletin_settings import PLAIN
from goodoffices.monitoring.confirming import Confirming, confirm
from goodoffices.monitoring.incidents import LEVELS, Incidents
from goodoffices.monitoring.telling import Teller
from goodoffices.publications.bulletins.content import bulletin_json, bulletin_of

START = datetime(2031, 2, 1, tzinfo=UTC)
DAY = 86_400_000_000
FIRST_END = int(START.timestamp()) * 1_000_000 + DAY
ACTS, TARGETS, SIDES = ("shelling", "strike", "explosion"), ("", "energy", "homes"), ("north", "south", "")
PLANTED = 8
"""Of each kind of change."""

Row = dict[str, Any]


def sector(seed: int, number: int = 300) -> list[Row]:
    draw = random.Random(seed)
    rows = []
    for place in range(number):
        begin = START + timedelta(seconds=draw.randrange(2 * 86_400 - 900))
        rows.append({
            "incident": f"inc_{place:04d}", "members": [f"r{place:04d}-{each}" for each in range(draw.randint(1, 4))],
            "time_begin": begin, "time_end": begin + timedelta(minutes=draw.choice((0, 0, 15))),
            "lat": round(47.5 + draw.random(), 5), "lon": round(36 + 2 * draw.random(), 5),
            "radius_90_m": draw.choice((300.0, 1500.0)), "act": draw.choice(ACTS), "target": draw.choice(TARGETS),
            "accused": draw.choice(SIDES), "level": draw.choice(("alleged", "corroborated")),
        })  # fmt: skip
    return rows


def first_day(row: Row) -> bool:
    middle = row["time_begin"] + (row["time_end"] - row["time_begin"]) / 2
    return bool(middle < START + timedelta(days=1))


def changed(rows: list[Row], seed: int) -> tuple[list[Row], dict[str, str]]:
    """The sector as it is known a day later, and what of its first day is other than it was."""
    draw = random.Random(seed)
    mine = [row["incident"] for row in rows if first_day(row)]
    picked = iter(draw.sample(mine, 6 * PLANTED))
    planted: dict[str, str] = {}
    later = [dict(row) for row in rows]
    by_id = {row["incident"]: row for row in later}
    for _ in range(PLANTED):
        one = by_id[next(picked)]
        one["act"] = next(act for act in ACTS if act != one["act"])
        planted[one["incident"]] = "changed"
        one = by_id[next(picked)]
        one["lat"] += 0.01
        planted[one["incident"]] = "changed"
        one = by_id[next(picked)]
        one["level"] = "withdrawn"
        planted[one["incident"]] = "withdrawn"
        later.remove(by_id[ident := next(picked)])
        planted[ident] = "withdrawn"
        one = by_id[was := next(picked)]
        one["incident"], one["members"] = f"{was}-earlier", [f"{was}-new", *one["members"]]
        planted[was] = "joined"
        # What is no correction: an estimate that moves by metres and seconds.
        one = by_id[next(picked)]
        one["lat"] += 0.0004
        one["time_end"] += timedelta(seconds=40)
    for number in range(PLANTED):
        late = dict(draw.choice([row for row in rows if first_day(row)]))
        late |= {"incident": f"inc_late{number}", "members": [f"late{number}"]}
        later.append(late)
        planted[late["incident"]] = "added"
    return later, planted


def incidents(rows: list[Row]) -> Incidents:
    return Incidents(Path("made"), pa.Table.from_pylist(rows))


@pytest.mark.parametrize("seed", range(6))
def test_every_planted_correction_is_found_and_nothing_else_is_one(seed: int) -> None:
    rows = sector(seed)
    first = compose(Ground(Teller(incidents(rows), None), None, None), PLAIN, FIRST_END)
    assert len(first.incidents) == sum(map(first_day, rows))
    later, planted = changed(rows, seed + 100)
    earlier = (bulletin_of(bulletin_json(first), "first"),)
    second = compose(Ground(Teller(incidents(later), None), None, None, earlier), PLAIN, FIRST_END + DAY)
    assert {one.about: one.what for one in second.corrections} == planted


@pytest.mark.parametrize("seed", range(6))
def test_counts_are_those_of_the_truth(seed: int) -> None:
    rows = sector(seed)
    made = compose(Ground(Teller(incidents(rows), None), None, None), PLAIN, FIRST_END + DAY)
    for tally in made.tallies:
        for row in tally.rows:
            held = [one for one in rows if one.get(tally.by, "") == row.key]
            assert row.before == sum(map(first_day, held)), tally.by
            assert row.now == len(held) - row.before, tally.by


@pytest.mark.parametrize("seed", range(6))
def test_levels_follow_from_independent_owners_copies_and_sensors(seed: int) -> None:
    draw = random.Random(seed)
    rows, reports, truth = sector(seed, 120), [], {}
    for row in rows:
        heard: set[str] = set()
        voices = []
        for member in row["members"]:
            kind, owner = draw.choice((("patrol", "mission"), ("camera", "mission"), ("", "paper"), ("", "radio")))
            polarity = draw.choice(("asserted", "asserted", "asserted", "denied"))
            text = f"what was seen by the ford that morning, {draw.randint(1, 3)} {row['incident']}"
            reports.append({"id": member, "owner": owner, "kind": kind, "polarity": polarity, "text": text})
            if polarity == "asserted" and text not in heard:
                heard.add(text)
                voices.append((owner, kind == "camera"))
        sure = len({owner for owner, _ in voices}) > 1 or len({sensed for _, sensed in voices}) > 1
        truth[row["incident"]] = "corroborated" if sure else "alleged"
    held = incidents(rows)
    confirm(held, Confirming.of(pa.Table.from_pylist(reports)))
    assert {ident: LEVELS[int(held.level[at])] for at, ident in enumerate(held.ids)} == truth
