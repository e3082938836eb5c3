"""Talks that are kept at hand: what each reader sees is what would be put together for them now."""

from __future__ import annotations

from goodoffices.talks.rounds import rounds
from goodoffices.workbench import Intake
from goodoffices.workbench.remembered import Remembered


def anew(bench):
    held = bench.talks("en")
    return rounds(held.presses(), held.standing().current, held.table)


def test_what_is_kept_follows_every_write_and_shows_nobody_more_than_their_rooms(made, pages):
    made.add(Intake.of([pages]))
    made.add_room("closed", open_to_all=False)
    made.member("ann", "reader")
    made.member("ben", "member")
    made.member("ben", "member", room="closed")
    ann, ben = made.as_member("ann"), made.as_member("ben")
    before = ann.talks("en").rounds()
    assert before == anew(ann) == ben.talks("en").rounds()
    key = before[0].key
    ben.talks("en").enter("note", {"text": "said behind the door"}, round_key=key, room="closed")
    assert [one.entries for one in ben.talks("en").rounds() if one.key == key] == [1]
    assert ben.talks("en").rounds() == anew(ben)
    # The very same object: for who may not read the closed room nothing was made anew, so not even the time tells.
    assert made.as_member("ann").talks("en").rounds() is before
    made.member("ann", "reader", room="closed")
    now = made.as_member("ann")
    assert now.talks("en").rounds() == anew(now) != before
    made.member("ann", "", room="closed")
    assert made.as_member("ann").talks("en").rounds() == before


def test_rounds_that_did_not_change_are_taken_over(made, pages):
    made.add(Intake.of([pages]))
    made.add_room("joint", open_to_all=False)
    bench = made.as_member(None)
    before = {one.key: one for one in bench.talks("en").rounds()}
    bench.talks("en").enter("round", {"place": "Muscat", "dates": "2031-02-17"}, room="joint")
    after = {one.key: one for one in bench.talks("en").rounds()}
    assert after.keys() > before.keys()
    assert tuple(after.values()) == anew(bench)


def test_those_not_asked_for_are_forgotten_first():
    kept: Remembered[int] = Remembered(16)
    for asker in range(40):
        assert kept.get(asker, "state", lambda _, asker=asker: asker) == asker
    assert kept.get(39, "state", lambda _: -1) == 39
    assert kept.get(0, "state", lambda _: -1) == -1
    assert kept.get(39, "later", lambda before: before + 1) == 40
