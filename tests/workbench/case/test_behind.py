"""Telling behind the answer: what stands in the end is what a full run gives, and nothing is lost where it stops."""

from __future__ import annotations

import io
import os
import signal
import time
from collections import Counter

import msgspec
import pytest
from test_case import ELSEWHERE, texts, things

from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.case import behind
from goodoffices.workbench.case.behind import Answer, Teller, answers, main
from goodoffices.workbench.case.bodies import ThingBody, read
from goodoffices.workbench.case.press_told import press_of
from goodoffices.workbench.case.retelling import retell_some, untold


def pairs(bench):
    return sorted(one.id for one in bench.desk.standing("judgement"))


def until(true):
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not come to pass in a minute"
        time.sleep(0.02)


def served(place):
    mistakes = []
    return Workbench.served(place, mistakes.append), mistakes


def test_what_is_told_behind_is_what_a_full_run_tells(made, place, pages, tmp_path):
    first, *rest = texts(pages)
    made.add(Intake.of([first]))
    bench, mistakes = served(place)
    with bench:
        for path in rest:
            assert bench.add(Intake.of([path])).told == 0
        # A page and the end of one before it came; no matter how often they were told meanwhile.
        until(lambda: bench.desk.teller.settle(60) and not bench.as_member(None).untold())
        bench = bench.as_member(None)
        (pair, *_) = pairs(bench)
        bench.decide("judgement", pair, "unsure", "both are named")
        until(lambda: bench.desk.teller.settle(60) and not bench.as_member(None).untold())
        assert mistakes == []
        with Workbench.create(str(tmp_path / "whole"), Intake.of((), pages / "case.toml")) as whole:
            whole.add(Intake.of(texts(pages)))
            whole.decide("judgement", pair, "unsure", "both are named")
            assert things(bench) == things(whole)


class Forgetful:
    """Nobody tells: what comes stays untold."""

    def ask(self, room):
        pass

    def untold(self, desk):
        return 0

    def close(self):
        pass


@pytest.fixture
def two_stories(made, pages, tmp_path):
    """A case of two stories with a new page in one of them and a rejected claim in the other, which nobody has told."""
    for hours in ("two", "five", "nine"):
        (tmp_path / f"{hours}.txt").write_text(ELSEWHERE.format(hours=hours))
    made.add(Intake.of(texts(pages)))
    made.add(Intake.of([tmp_path / "two.txt", tmp_path / "five.txt"]))
    made.desk.teller = Forgetful()
    made.add(Intake.of([tmp_path / "nine.txt"]))
    claim = findings(made)[0].values[0].claims[0]
    made.decide("claim", claim, "rejected", "read wrongly")
    return made, claim


def findings(bench):
    """The findings of the bundled story, which alone has several."""
    held = bench.desk.bodies(bench.desk.standing("finding"))
    found = [read(text, ThingBody) for _, text in held]
    largest = Counter(one.story for one in found).most_common(1)[0][0]
    return [one.finding for one in found if one.story == largest and one.finding is not None]


def test_stories_told_one_at_a_time_come_to_what_a_full_run_tells(two_stories, pages, tmp_path):
    bench, claim = two_stories
    room = bench.desk.room("press")
    left = untold(bench.desk, room).left
    assert left == 2
    assert not retell_some(bench.desk, room, lambda: True)
    # Nobody notes that the room is told before the last story is.
    assert untold(bench.desk, room).left == left
    assert retell_some(bench.desk, room, lambda: True)
    assert untold(bench.desk, room).left == 0
    with Workbench.create(str(tmp_path / "whole"), Intake.of((), pages / "case.toml")) as whole:
        whole.add(Intake.of([*texts(pages), *sorted(tmp_path.glob("*.txt"))]))
        whole.decide("claim", claim, "rejected", "read wrongly")
        assert things(bench) == things(whole)


def test_the_talks_rest_on_the_decisions_that_their_story_was_told_with(two_stories):
    bench, claim = two_stories
    desk, room = bench.desk, bench.desk.room("press")

    def rejected_is_told():
        return any(claim in press.claims for press in press_of(desk, room, "en"))

    assert rejected_is_told()
    # The story that was told longest ago comes first; the other one is left.
    assert not retell_some(desk, room, lambda: True)
    assert untold(desk, room).left == 2 and not rejected_is_told()
    assert not any(claim in answer.claims for one in findings(bench) for answer in one.values)


def test_one_that_tells_rests_and_is_not_asked_in_vain(two_stories, place, monkeypatch):
    bench, _ = two_stories
    key = bench.desk.room("press").key
    rests = []
    monkeypatch.setattr(behind, "SHORT", 0.0)
    monkeypatch.setattr(behind, "SPELL", 0.0)
    monkeypatch.setattr(behind.time, "sleep", rests.append)
    asked = (msgspec.json.encode(one) for one in (place, key, key))
    found = answers(asked)
    assert next(found) == Answer()
    assert len(rests) == 2 and min(rests) > 0
    size = bench.desk.room("press").ledger.size
    # There is nothing to tell any more.
    assert next(found) == Answer()
    assert len(rests) == 2 and bench.desk.room("press").ledger.size == size
    found.close()


def test_what_was_not_told_when_the_server_stopped_is_told_when_it_starts(made, place, pages):
    bench, _ = served(place)
    with bench:
        bench.add(Intake.of(texts(pages)))
        assert bench.as_member(None).untold() == len(texts(pages))
    # Let go of before it began: the pages are there, what follows from them is not.
    assert made.as_member(None).untold() == len(texts(pages))
    assert not made.desk.standing("finding") and len(made.desk.standing("reading")) == len(texts(pages))
    bench, mistakes = served(place)
    with bench:
        until(lambda: not bench.as_member(None).untold())
        assert bench.desk.standing("finding") and mistakes == []


def test_a_command_tells_what_a_server_left(made, place, pages):
    bench, _ = served(place)
    with bench:
        bench.add(Intake.of(texts(pages)))
    made.as_member(None)
    assert not made.findings()
    assert made.finish() > 0
    assert made.findings() and made.untold() == 0
    assert made.finish() == 0


def test_a_teller_that_was_killed_is_missed_and_another_one_tells(made, place, pages, monkeypatch):
    monkeypatch.setattr(behind, "STALE", 0.5)
    bench, mistakes = served(place)
    with bench:
        bench.add(Intake.of(texts(pages)))
        until(lambda: bench.desk.teller._child is not None)
        os.kill(bench.desk.teller._child.pid, signal.SIGKILL)
        until(lambda: mistakes)
        assert mistakes[0] == Answer("Ended")
        # Whoever reads sees that something is left, and after a while has it told.
        until(lambda: not bench.as_member(None).untold())
        assert bench.desk.standing("finding")


def test_only_those_who_may_read_a_room_learn_that_something_in_it_is_left(made, place, pages):
    made.add_room("talks", open_to_all=False)
    made.member("inside", "reader", room="talks")
    made.member("outside", "reader", room="press")
    bench, _ = served(place)
    with bench:
        bench.as_member(None).add(Intake.of(texts(pages)[:1]), room="talks")
        seen = {name: bench.as_member(name).untold() for name in ("inside", "outside")}
        assert seen == {"inside": 1, "outside": 0}
        assert bench.as_visitor().untold() == 0


def test_what_was_read_for_the_talks_room_does_not_pile_up(made, pages, monkeypatch):
    made.add(Intake.of(texts(pages)))
    desk, room = made.desk, made.desk.room("press")
    monkeypatch.setattr(behind, "STORIES", 0)
    behind._prepare(desk)
    told = press_of(desk, room, "uk")
    assert told and not any(press.was_read for press in told)
    assert any(press.claims for press in told)


def test_mistakes_are_named_without_their_words(tmp_path):
    asked = b"".join(msgspec.json.encode(one) + b"\n" for one in (str(tmp_path / "secret name"), "a room"))
    told = io.BytesIO()
    held = signal.getsignal(signal.SIGINT)
    try:
        main(io.BytesIO(asked), told)
    finally:
        signal.signal(signal.SIGINT, held)
    answer = msgspec.json.decode(told.getvalue(), type=Answer)
    assert answer.kind == "UsageError" and answer.where
    assert b"secret" not in told.getvalue()


def test_nothing_is_asked_of_one_that_is_closed(tmp_path):
    teller = Teller(str(tmp_path), pytest.fail)
    teller.close()
    teller.ask("a room")
    assert teller._thread is None
