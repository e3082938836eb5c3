"""Talks that are kept at hand: what each reader sees is what would be put together for them now."""

from __future__ import annotations

from sqlalchemy import update

from goodoffices.store.tables import TALKS
from goodoffices.talks.rounds import rounds
from goodoffices.workbench import Intake, Workbench

FIELDS = ("parties", "mediators", "sittings", "agenda", "statements", "speeches", "events")


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
    # Put together once: what such a round holds are the very same objects.
    held = [(getattr(one, name), getattr(after[key], name)) for key, one in before.items() for name in FIELDS]
    assert any(value for value, _ in held)
    assert all(value is taken for value, taken in held)


def rows(bench):
    """What is kept aside of the talks: the names of the rooms whose readers the database lets at each row."""
    names = {key: room.name for key, room in bench.desk.rooms.items()}
    with bench.desk.database.reading(bench.desk.actor) as connection:
        return sorted(names[room] for (room,) in connection.exec_driver_sql("SELECT room FROM talks"))


def test_after_a_start_no_page_is_read_for_the_talks(made, place, pages):
    made.add(Intake.of([pages]))
    rounds, grid = made.talks("en").rounds(), made.talks("en").grid()
    assert rows(made)
    with Workbench.open(place) as again:
        held = again.talks("en")
        assert (held.rounds(), held.grid()) == (rounds, grid)
        assert not any(press.was_read for press in held.presses())
        assert held.rounds() == anew(again)
        # In another language nothing was made yet.
        assert again.talks("uk").rounds() != rounds
        assert again.talks("uk").rounds() == made.talks("uk").rounds()


def test_what_is_kept_of_a_closed_room_is_let_at_by_its_readers_alone(made, place, pages):
    made.add(Intake.of([pages]))
    made.add_room("closed", open_to_all=False)
    made.member("ann", "reader")
    bench = made.as_member(None)
    key = made.as_member("ann").talks("en").rounds()[0].key
    assert set(rows(bench)) == {"press"}
    with Workbench.open(place) as again:
        again.as_member(None).talks("en").enter("note", {"text": "said behind the door"}, round_key=key, room="closed")
        open_, closed = again.as_member("ann").talks("en").rounds(), again.as_member(None).talks("en").rounds()
        assert open_ != closed
        # Pages had to be read for the round with the entry.
        assert rows(again).count("closed") == 1
    with Workbench.open(place) as again:
        assert again.as_member(None).talks("en").rounds() == closed
        assert again.as_member("ann").talks("en").rounds() == open_
        assert not any(press.was_read for press in again.as_member(None).talks("en").presses())


def test_an_erasure_takes_all_that_was_kept(made, place, pages):
    made.add(Intake.of([pages]))
    made.talks("en").rounds()
    assert rows(made)
    (first, *_) = made.desk.standing("document")
    made.erase("document", first.id, "asked for")
    assert not rows(made)
    with Workbench.open(place) as again:
        assert again.talks("en").rounds() == anew(again)


def test_what_was_spoilt_is_made_again(made, place, pages):
    made.add(Intake.of([pages]))
    rounds = made.talks("en").rounds()
    with made.desk.database.writing() as connection:
        connection.execute(update(TALKS).values(sealed=b"spoilt and long enough to hold a nonce"))
    with Workbench.open(place) as again:
        assert again.talks("en").rounds() == rounds
