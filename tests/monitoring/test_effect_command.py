"""The command `goodoffices effect`: windows and tables in, lines out, bad input named."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
from benchmarks.effect import DAY, made_up
from click.testing import CliRunner

from goodoffices.cli import main

COLUMNS = [
    "id", "observed", "expected", "rate_ratio", "low", "high", "p", "p_calibrated", "onset_lag_s", "end_lag_s",
    "verdict", "effort",
]  # fmt: skip


def run(*words):
    return CliRunner().invoke(main, ["effect", *map(str, words)])


@pytest.fixture(scope="module")
def alerts(tmp_path_factory):
    path = tmp_path_factory.mktemp("alerts") / "alerts.parquet"
    starts = made_up(lull=(900 * DAY, 902 * DAY)).starts
    table = pa.table(
        {
            "started_at": pa.array(starts).cast(pa.timestamp("us", tz="UTC")),
            "region": pa.array(np.where(np.arange(len(starts)) % 3 == 0, "east", "west")),
        }
    )
    pyarrow.parquet.write_table(table, path)
    return path


def windows(tmp_path, text):
    path = tmp_path / "windows.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lull_and_an_ordinary_day(alerts, tmp_path):
    file = windows(
        tmp_path,
        '[[window]]\nid = "lull"\nbegin = 1972-06-19\nend = 1972-06-21\n'
        '[[window]]\nid = "ordinary"\nbegin = "1972-09-01T00:00:00Z"\nend = "1972-09-02T00:00:00Z"\nsources = ["east"]\n',
    )
    result = run(alerts, "--window", file)
    assert result.exit_code == 0, result.stderr
    lull, ordinary = map(json.loads, result.stdout.splitlines())
    assert list(lull)[: len(COLUMNS)] == COLUMNS
    assert (lull["id"], lull["verdict"]) == ("lull", "shows")
    assert ordinary["effort"]["sources_before"] == 1
    assert run(alerts, "--window", file).stdout == result.stdout


def test_recorded_effort_is_added_up(alerts, tmp_path):
    file = windows(tmp_path, '[[window]]\nid = "lull"\nbegin = 1972-06-19\nend = 1972-06-21\n')
    effort = tmp_path / "effort.csv"
    effort.write_text(
        "time_begin,time_end,kind,hours\n1972-06-18T12:00:00Z,1972-06-19T12:00:00Z,patrol,48\n"
        "1972-06-20T00:00:00Z,1972-06-20T06:00:00Z,camera,\n1972-06-20T06:00:00Z,1972-06-21T00:00:00Z,denied,\n",
        encoding="utf-8",
    )
    out = tmp_path / "out.jsonl"
    assert run(alerts, "--window", file, "--effort", effort, "--out", out).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["effort"]["recorded_hours"] == 30


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense", "no TOML"),
        ("", "it has no [[window]]"),
        ('[[window]]\nid = "a"\nbegin = 1972-06-19\n', "window 1: end is missing"),
        ('[[window]]\nid = "a"\nbegin = 1972-06-19\nend = 1972-06-18\n', "end is not after begin"),
        ('[[window]]\nid = "a"\nbegin = 1972-06-19\nend = "soon"\n', "window 1"),
        ('[[window]]\nid = "a"\nbegin = 1972-06-19\nend = 1972-06-20\nzone = "Mars"\n', "no time zone"),
        ('[[window]]\nid = "a"\nbegin = 1972-06-19\nend = 1972-06-20\ncolour = "red"\n', "colour is no setting"),
        ('[[window]]\nid = "a"\nbegin = 1972-06-19\nend = 1972-06-20\nbaseline_days = 1\n', "from 7 to 366"),
        (
            '[[window]]\nid = "a"\nbegin = 1972-06-19\nend = 1972-06-20\nsources = ["north"]\n',
            "no start has the source",
        ),
        (2 * '[[window]]\nid = "a"\nbegin = 1972-06-19\nend = 1972-06-20\n', "used twice"),
        (
            '[[window]]\nid = "a"\nbegin = 2025-10-26T03:30:00\nend = 2025-10-27\nzone = "Europe/Kyiv"\n',
            "twice or never",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(alerts, tmp_path, text, says):
    result = run(alerts, "--window", windows(tmp_path, text))
    assert result.exit_code == 1
    assert says in result.stderr
    assert "windows.toml" in result.stderr or "alerts.parquet" in result.stderr


REAL = """
[[window]]
id = "easter"
begin = "2025-04-19T15:00:00Z"
end = "2025-04-20T21:00:00Z"
[[window]]
id = "may"
begin = "2025-05-07T21:00:00Z"
end = "2025-05-10T21:00:00Z"
[[window]]
id = "december"
begin = "2023-12-24T12:00:00Z"
end = "2023-12-26T00:00:00Z"
[[window]]
id = "january"
begin = "2023-01-06T09:00:00Z"
end = "2023-01-07T21:00:00Z"
"""


def test_known_truces_on_real_alerts(shared, tmp_path):
    alerts = shared / "data/ua-air-alerts/alerts_events_labeled.parquet"
    if not alerts.exists():
        pytest.skip("needs the real alerts beside the checkout")
    result = run(alerts, "--window", windows(tmp_path, REAL))
    found = {line["id"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert [found[name]["verdict"] for name in ("easter", "may", "december")] == ["shows", "shows", "not-shown"]
    assert found["easter"]["rate_ratio"] < 0.2
    assert found["may"]["high"] < 1


@pytest.mark.parametrize(
    ("shift", "verdicts"),
    [
        (timedelta(hours=-4), ["shows", "shows", "not-shown", "not-shown"]),
        (timedelta(hours=2), ["shows", "shows", "not-shown", "not-shown"]),
        (timedelta(days=-7), ["not-shown"] * 4),
        (timedelta(days=4), ["not-shown"] * 4),
        (timedelta(days=17), ["not-shown"] * 4),
    ],
)
def test_shifted_windows_say_the_same(shared, tmp_path, shift, verdicts):
    """A few hours off a truce still shows; days off there is none to show."""
    alerts = shared / "data/ua-air-alerts/alerts_events_labeled.parquet"
    if not alerts.exists():
        pytest.skip("needs the real alerts beside the checkout")
    shifted = re.sub(r'"(.*Z)"', lambda held: f'"{datetime.fromisoformat(held[1]) + shift:%Y-%m-%dT%H:%M:%SZ}"', REAL)
    result = run(alerts, "--window", windows(tmp_path, shifted))
    assert [json.loads(line)["verdict"] for line in result.stdout.splitlines()] == verdicts


PAUSE = """
[[window]]
id = "one-side"
begin = 2026-01-29
end = 2026-02-01
zone = "Europe/Kyiv"
[[window]]
id = "broker"
begin = 2026-01-25
end = 2026-02-01
zone = "Europe/Kyiv"
[[window]]
id = "other-side"
begin = 2026-01-30
end = 2026-02-06
zone = "Europe/Kyiv"
"""


def test_a_pause_that_was_read_in_several_ways_on_real_alerts(shared, tmp_path):
    alerts = shared / "data/ua-air-alerts/alerts_events_labeled.parquet"
    if not alerts.exists():
        pytest.skip("needs the real alerts beside the checkout")
    lines = map(json.loads, run(alerts, "--window", windows(tmp_path, PAUSE)).stdout.splitlines())
    ratio = {line["id"]: line["rate_ratio"] for line in lines}
    assert ratio["one-side"] < ratio["broker"] - 0.1 < ratio["other-side"]
