"""Readers and writers at once at a server of two processes: nothing acknowledged is lost, nothing fails."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.load import accounts, lost, prepared, serving, visited
from benchmarks.visits import Answered, Visitor
from small_case import small_case


@pytest.mark.clock  # two processes of a server and eleven visitors: other tests beside them would only make them wait
@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_nothing_that_was_acknowledged_is_lost(
    store: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODOFFICES_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    case = str(tmp_path / "case") if store == "sqlite" else request.getfixturevalue("postgres")
    small_case(case, tmp_path)
    plan = prepared(case)
    given = Namespace(readers=8, writers=3, seconds=600.0, pause=0.1, writer_pause=0.0, acts=4)
    words = accounts(case, {"writer": "member", "reader": "reader"})
    with serving(case, tmp_path, workers=2, threads=4) as port:
        tally = visited(port, plan, words, given)
        # Every process shows at once what another has taken in.
        shown = Visitor(port)
        shown.sign_in("reader", words["reader"])
        entered = [one.mark for one in tally.written if one.act == "entry"]
        for _ in range(4):
            page = shown.get(f"/talks/rounds/{plan.round}").text
            assert entered and all(mark in page for mark in entered)
        shown.close()
    assert tally.broken == []
    assert {status for status in tally.statuses if status >= 400} <= {404, 429}
    made = Counter(one.act for one in tally.written)
    # An upload may have a pair weighed anew, under another id, before a writer comes to judge it.
    assert made.pop("decision", 0) <= 2
    assert made == {"entry": 9, "upload": 1}
    assert len(tally.waited["read"]) >= 8
    assert lost(case, tally) == []
    assert tally.used.serving > 0 and tally.used.clock > 0
    # A write that was never made is missed: the check can fail.
    tally.note("entry", Answered(302, 0.0, "", ""), "never entered")
    assert len(lost(case, tally)) == 1
