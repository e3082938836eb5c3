"""The talks room on both databases: entries, corrections, times, rooms, and that nothing of a closed room shows."""

from __future__ import annotations

import json
import time

import msgspec
import pytest
from talks_case import OFFICES, ROOMS, talks_case

from goodoffices.errors import GoodOfficesError, NotAllowed, UsageError
from goodoffices.records import plain
from goodoffices.store.rights import allowed
from goodoffices.workbench import Workbench
from goodoffices.workbench.case.desk import visitor
from goodoffices.workbench.case.moving import confirm, move, moves, preview


@pytest.fixture
def bench(place, tmp_path):
    with talks_case(place, tmp_path / "talks") as made:
        yield made


@pytest.fixture
def key(bench):
    (one,) = [each for each in bench.talks().rounds() if each.place == "Geneva"]
    return one.key


def enter(bench, who, kind, room="", private=False, **fields):
    named = {name.replace("_", "-"): text for name, text in fields.items()}
    return bench.as_member(who).talks().enter(kind, named, room=room, private=private, round_key="geneva-2031-04-09")


def test_the_press_record_and_the_rapporteur_stand_side_by_side(bench, key):
    assert key == "geneva-2031-04-09"
    enter(bench, "rae", "sitting", day="2031-04-09", opened="10:00", closed="15:30")
    one = bench.as_member("rae").talks().round(key)
    (first,) = [each for each in one.sittings if each.day == "2031-04-09"]
    assert {(bar.shortest, bar.saying.basis) for bar in first.lengths} >= {(330, "entered"), (360, "press")}
    assert one.zone == "Europe/Zurich"
    held = bench.as_member("rae").talks()
    cell = held.grid().cell("south", "withdrawal")
    assert cell.press.stance == "rejects" and cell.entered is None
    saying = cell.press.sayings[0]
    assert "rejects the withdrawal" in saying.quote and saying.path == "herald.txt" and saying.line


def test_the_records_of_things_and_those_worked_out_anew_tell_the_same_rounds(bench):
    quick = bench.talks().rounds()
    anew = bench.talks(as_of="2031-12-31").rounds()
    assert [msgspec.structs.replace(one, events=()) for one in quick] == [
        msgspec.structs.replace(one, events=()) for one in anew
    ]
    assert bench.talks(as_of="2031-04-08").rounds() == ()


def test_corrections_leave_a_history_and_views_as_of_a_time_know_what_was_entered_then(bench, key):
    made = enter(bench, "rae", "note", text="the sides met at ten")
    known = time.time_ns() // 1000
    talks = bench.as_member("rae").talks()
    fresh = talks.correct(made.entry.id, {"text": "the sides met at eleven"}, why="misheard")
    talks = bench.as_member("rae").talks()
    now, earlier = talks.entry(fresh.entry.id)
    assert [one.entry.id for one in earlier] == [made.entry.id] and now.by == "rae"
    assert [note.text for note in talks.round(key).notes] == ["the sides met at eleven"]
    then = bench.as_member("rae").talks(at=known).round(key)
    assert [note.text for note in then.notes] == ["the sides met at ten"]
    assert [hit.id for hit in bench.as_member("rae").search("eleven")] == [fresh.entry.id]
    assert bench.as_member("rae").search("ten") == []
    bench.as_member("rae").talks().withdraw(fresh.entry.id, why="not for the record")
    assert bench.as_member("rae").talks().round(key).notes == ()
    assert bench.as_member("rae").search("eleven") == []


def test_a_rebuild_shows_the_same(bench, key, place):
    made = enter(
        bench, "rae", "position", party="north", issue="ceasefire", stance="wants", text="a ceasefire in the bay"
    )
    bench.as_member("rae").talks().correct(made.entry.id, {"text": "a ceasefire at sea"}, why="heard better")
    enter(bench, "rae", "note", private=True, text="a note of my own")

    def shown():
        held = bench.as_member("rae")
        return plain(held.talks().rounds()), plain(held.talks().grid()), plain(held.search("ceasefire"))

    before = shown()
    Workbench.rebuilt(place).close()
    assert shown() == before


def test_the_same_entry_sent_twice_is_one(bench, key):
    first = enter(bench, "rae", "note", text="a pause")
    size = {room.key: room.ledger.size for room in bench.rooms()}
    again = enter(bench, "rae", "note", text="a pause")
    assert (first.known, again.known, again.entry.id) == (False, True, first.entry.id)
    assert {room.key: room.ledger.size for room in bench.rooms()} == size


def test_entries_need_a_round_a_reason_and_words_that_fit(bench):
    talks = bench.as_member("rae").talks()
    with pytest.raises(UsageError, match="no round 'oslo-2031-01-01'; one of geneva-2031-04-09"):
        talks.enter("note", {"text": "x"}, round_key="oslo-2031-01-01")
    with pytest.raises(UsageError, match="say why"):
        talks.correct("ent_x", {}, why=" ")
    with pytest.raises(UsageError, match="no entry"):
        talks.correct("ent_x", {}, why="x")
    with pytest.raises(UsageError, match="no source"):
        talks.enter("note", {"text": "x"}, source="waiter")
    made = talks.enter("round", {"place": "Oslo", "dates": "2031-05-02"})
    assert made.entry.round.key == "oslo-2031-05-02"
    assert [one.zone for one in bench.as_member("rae").talks().rounds() if one.place == "Oslo"] == ["Europe/Oslo"]


def test_a_delegation_enters_for_itself_and_corrects_only_what_is_its_own(bench):
    made = enter(bench, "nora", "note", text="we came in good faith")
    assert made.entry.source == "delegation:north" and made.room == "joint"
    with pytest.raises(NotAllowed, match="own delegation"):
        bench.as_member("nora").talks().enter("note", {"text": "x"}, source="delegation:south")
    with pytest.raises(NotAllowed, match="may not correct"):
        bench.as_member("sam").talks().correct(made.entry.id, {"text": "y"}, why="no")
    assert bench.as_member("nora").talks().correct(made.entry.id, {"text": "in good faith"}, why="shorter")
    with pytest.raises(NotAllowed):
        bench.as_member("ona").talks().enter("note", {"text": "x"})
    with pytest.raises(NotAllowed):
        bench.as_member("nora").talks().enter("note", {"text": "x"}, room="party:south")


def test_nothing_said_at_the_table_goes_into_an_open_room_by_default(tmp_path, pages):
    from goodoffices.workbench import Intake

    with Workbench.create(str(tmp_path / "bare"), Intake.of((), pages / "case.toml")) as bare:
        with pytest.raises(UsageError, match="no joint room"):
            bare.talks().enter("round", {"place": "Geneva", "dates": "2031-04-09"})
        assert bare.talks().enter("round", {"place": "Geneva"}, room="press").entry.round.key == "geneva-undated"


def test_what_everybody_reads_and_adds_is_what_the_matrix_says(bench):
    """Every office against every room, by doing it: the rights of the table are those of the verbs."""
    texts = {room: f"word{number} kept here" for number, room in enumerate(ROOMS)}
    for room, text in texts.items():
        bench.talks().enter("note", {"text": text}, room=room, round_key="geneva-2031-04-09")
    keys = {room.name: room.key for room in bench.rooms()}
    for who in (*OFFICES, "stranger"):
        actor = bench.as_member(who)
        notes = {note.text for one in _rounds(actor) for note in one.notes}
        for number, (room, text) in enumerate(texts.items()):
            sees = allowed(actor.desk.actor, keys[room], "read")
            assert bool(actor.search(f"word{number}")) is sees, (who, room)
            assert (text in notes) is sees, (who, room)
            try:
                actor.talks().enter("note", {"text": f"{who} in {room}"}, room=room, round_key="geneva-2031-04-09")
                added = True
            except GoodOfficesError:
                added = False
            assert added is (sees and allowed(actor.desk.actor, keys[room], "add")), (who, room)


def _rounds(bench):
    try:
        return bench.talks().rounds()
    except NotAllowed:
        return ()


def test_anybody_sees_what_is_open_to_all_and_no_more(bench, key):
    enter(bench, "rae", "note", text="behind zugzwang doors")
    anybody = Workbench(bench.desk.seen_by(visitor(bench.desk)))
    one = anybody.talks().round(key)
    assert one.notes == () and one.sittings
    assert anybody.search("zugzwang") == []
    assert [room.name for room in anybody.rooms()] == ["press"]


def test_the_private_notes_of_one_are_nobody_elses(bench, key):
    made = enter(bench, "rae", "note", private=True, text="he looked zugzwang")
    assert made.room == "own:rae"
    assert [note.private for note in bench.as_member("rae").talks().round(key).notes] == [True]
    for who in ("lea", "stan", "nora"):
        assert bench.as_member(who).search("zugzwang") == []
        assert bench.as_member(who).talks().round(key).notes == ()
    again = enter(bench, "rae", "note", private=True, text="he yawned")
    assert again.room == "own:rae"
    assert len([room for room in bench.as_member(None).rooms() if room.name == "own:rae"]) == 1
    with pytest.raises(UsageError, match="made by its owner"):
        bench.add_room("own:lea", open_to_all=False)


def everything(bench, who, hidden):
    """All that the verbs answer to somebody, as bytes; of ids and errors too."""
    held = bench.as_member(who)
    answers = [
        plain(held.status()),
        plain(held.findings()),
        plain(held.changes(0)),
        [plain(held.search(query)) for query in ("bay", "talks", "ceasefire", "in:talks", "secret", "Norland")],
        [room.name for room in held.rooms()],
        plain(held.talks().rounds()),
        plain(held.talks().grid()),
        plain(held.talks("uk").rounds()),
        [held.talks().export("geneva-2031-04-09", form).hex() for form in ("json", "akn", "docx", "ics")],
        plain(moves(held.desk)),
        plain(held.reader().findings({})),
    ]
    tries = (
        lambda: held.talks().entry(hidden),
        lambda: held.talks().correct(hidden, {"text": "x"}, why="x"),
        lambda: held.talks().withdraw(hidden, why="x"),
        lambda: move(held.desk, hidden, "joint", "x"),
        lambda: preview(held.desk, hidden, "joint"),
        lambda: held.talks(only="party:south"),
        lambda: held.talks().enter("note", {"text": "x"}, room="party:south", round_key="geneva-2031-04-09"),
        lambda: held.talks().enter("note", {"text": "x"}, round_key="helsinki-2031-06-01"),
        lambda: held.erase("document", hidden, "x"),
    )
    for attempt in tries:
        with pytest.raises(GoodOfficesError) as refused:
            attempt()
        answers.append([type(refused.value).__name__, str(refused.value)])
    return json.dumps(answers, ensure_ascii=False, sort_keys=True).encode()


def fill_the_other_room(bench, hidden_text):
    other = bench.as_member("sam").talks()
    made = other.enter("note", {"text": hidden_text}, room="party:south", round_key="geneva-2031-04-09")
    for number in range(3):
        fields = {
            "party": "south",
            "issue": "ceasefire",
            "stance": "offers",
            "text": f"secret offer {number} of the bay",
        }
        other.enter("position", fields, room="party:south", round_key="geneva-2031-04-09")
    # A round, a head and a mediator that only the other side knows of must change nothing either.
    other.enter("round", {"place": "Helsinki", "dates": "2031-06-01"}, room="party:south")
    other.enter(
        "round", {"place": "Geneva", "dates": "2031-04-08/2031-04-11", "name": "Secret round"}, room="party:south"
    )
    other.enter(
        "delegation", {"party": "north", "head": "Somebody Else"}, room="party:south", round_key="geneva-2031-04-09"
    )
    other.correct(made.entry.id, {"text": "secret and corrected"}, why="x")
    bench.as_member("lea").talks().enter(
        "note", {"text": "secret of the mediator in the bay"}, room="mediator", round_key="geneva-2031-04-09"
    )
    enter(bench, "sam", "note", private=True, text="secret of my own")
    return made.entry.id


def test_what_a_party_is_answered_is_the_same_byte_for_byte_with_and_without_the_others_rooms(bench):
    enter(bench, "rae", "note", text="both sides saw the bay")
    enter(
        bench,
        "nora",
        "position",
        party="north",
        issue="ceasefire",
        stance="wants",
        text="calm in the bay",
        room="party:north",
    )
    ghost = "ent_" + "a" * 26
    before = {who: everything(bench, who, ghost) for who in ("nora", "ona", "pub")}
    hidden = fill_the_other_room(bench, "secret of the south")
    after = {who: everything(bench, who, hidden) for who in before}
    for who, answer in before.items():
        assert after[who].replace(hidden.encode(), ghost.encode()) == answer, who
    assert [hit.room for hit in bench.as_member("sam").search("in:talks secret")].count("party:south") == 5


def test_opening_to_another_room_is_an_act_with_a_name_and_a_preview(bench, key):
    made = enter(bench, "lea", "note", room="mediator", text="a bridge text")
    seen = preview(bench.as_member("lea").desk, made.entry.id, "joint")
    assert (seen.source, seen.target, seen.text, seen.everybody) == ("mediator", "joint", "a bridge text", False)
    assert set(seen.names) == {"nora", "nils", "sam", "ona"} and not seen.four_eyes
    assert bench.as_member("nora").search("bridge") == []
    done = move(bench.as_member("lea").desk, made.entry.id, "joint", "agreed with both")
    assert (done.state, done.who, done.why) == ("done", "lea", "agreed with both")
    (hit,) = bench.as_member("nora").search("bridge")
    assert (hit.room, hit.id) == ("joint", made.entry.id)
    assert moves(bench.as_member("nora").desk) == []
    assert [one.id for one in moves(bench.as_member("stan").desk)] == [done.id]
    assert preview(bench.as_member("lea").desk, made.entry.id, "press", "mediator").everybody
    (note,) = bench.as_member("lea").talks().round(key).notes
    assert note.saying.rooms == ("joint", "mediator")


def test_a_correction_goes_to_every_room_that_has_the_entry(bench, key):
    made = enter(bench, "lea", "note", room="mediator", text="a bridge text")
    move(bench.as_member("lea").desk, made.entry.id, "joint", "agreed")
    bench.as_member("lea").talks().correct(made.entry.id, {"text": "a better text"}, why="agreed again")
    assert [note.text for note in bench.as_member("nora").talks().round(key).notes] == ["a better text"]


def test_a_party_hands_in_what_it_cannot_see_there(bench, key):
    made = enter(bench, "nora", "note", room="party:north", text="for the mediator alone")
    desk = bench.as_member("nora").desk
    seen = preview(desk, made.entry.id, "mediator")
    assert seen.names == () and seen.offices == ("lead", "staff", "rapporteur")
    done = move(desk, made.entry.id, "mediator", "an offer")
    assert not any(name in plain(done) for name in ("entry", "index"))
    assert [hit.room for hit in bench.as_member("lea").search("alone")] == ["mediator"]
    assert [hit.room for hit in bench.as_member("nora").search("alone")] == ["party:north"]
    with pytest.raises(NotAllowed, match="a room of that name"):
        move(desk, made.entry.id, "party:south", "a slip")
    with pytest.raises(NotAllowed, match="a room of that name"):
        move(desk, made.entry.id, "no such room", "a slip")
    with pytest.raises(NotAllowed):
        move(bench.as_member("rae").desk, enter(bench, "rae", "note", text="x").entry.id, "press", "x")


def test_where_the_case_asks_for_four_eyes_a_second_person_confirms(place, tmp_path):
    with talks_case(place, tmp_path / "four", four_eyes=True) as bench:
        made = enter(bench, "stan", "note", room="mediator", text="a bridge text")
        asked = move(bench.as_member("stan").desk, made.entry.id, "joint", "both asked for it")
        assert asked.state == "proposed" and bench.as_member("nora").search("bridge") == []
        with pytest.raises(NotAllowed, match="second person"):
            confirm(bench.as_member("stan").desk, asked.id)
        with pytest.raises(NotAllowed):
            confirm(bench.as_member("rae").desk, asked.id)
        assert [one.id for one in moves(bench.as_member("lea").desk, pending=True)] == [asked.id]
        done = confirm(bench.as_member("lea").desk, asked.id)
        assert (done.state, done.who, done.second) == ("done", "stan", "lea")
        assert bench.as_member("nora").search("bridge")
        with pytest.raises(UsageError, match="waits"):
            confirm(bench.as_member("lea").desk, asked.id)
        other = move(bench.as_member("stan").desk, made.entry.id, "press", "to all")
        assert confirm(bench.as_member("lea").desk, other.id, refuse=True).state == "refused"
        assert moves(bench.as_member("lea").desk, pending=True) == []


def test_a_document_is_opened_with_all_that_was_read_in_it(bench):
    (held, *_) = bench.desk.standing("document")
    move(bench.desk, held.id, "joint", "for the table")
    room = bench.desk.room("joint")
    assert bench.desk.standing("document", room=room) and bench.desk.standing("claim", room=room)
    assert bench.desk.standing("finding", room=room)
    assert list(bench.problems()) == []


def test_offices_are_given_by_those_who_lead_and_taken_back(bench):
    with pytest.raises(NotAllowed):
        bench.as_member("rae").seat("eve", "lead")
    with pytest.raises(UsageError, match="no party of the case"):
        bench.seat("eve", "delegation:west")
    with pytest.raises(UsageError, match="no party of the case"):
        bench.add_room("party:west", open_to_all=False)
    bench.as_member("lea").seat("eve", "observer")
    assert bench.as_member("eve").talks().rounds()
    bench.seat("eve", "")
    assert bench.as_member("eve").rooms() == []
    bench.member("sam", "officer", room="party:north")
    assert bench.as_member("sam").search("room") == []
    assert "party:north" not in [room.name for room in bench.as_member("sam").rooms()]


def test_where_there_is_no_mediators_room_there_are_no_offices(tmp_path, pages):
    from goodoffices.workbench import Intake

    with (
        Workbench.create(str(tmp_path / "bare"), Intake.of((), pages / "case.toml")) as bare,
        pytest.raises(UsageError, match="room add CASE mediator"),
    ):
        bare.seat("eve", "lead")


def test_a_calendar_of_others_is_entered(bench, key):
    raw = bench.talks().export(key, "ics")
    talks = bench.as_member("rae").talks()
    made, left_out = talks.enter_calendar(raw, "talks.ics", round_key=key)
    assert {one.entry.kind for one in made} >= {"round", "sitting"} and left_out == ()
    assert all(one.entry.round.key == key for one in made)


def test_an_entry_that_was_erased_is_nowhere_and_its_log_holds(bench, key, place):
    made = enter(bench, "rae", "note", text="zugzwang at the table")
    with pytest.raises(NotAllowed):
        bench.as_member("rae").erase("talks", made.entry.id, "asked for", room="joint")
    with pytest.raises(UsageError, match="no entry"):
        bench.as_member("lea").erase("talks", "ent_x", "asked for", room="joint")
    assert bench.as_member("lea").erase("talks", made.entry.id, "asked for", room="joint").entries == 1
    assert bench.as_member("rae").search("zugzwang") == []
    assert bench.as_member("rae").talks().round(key).notes == ()
    assert list(bench.problems()) == []
    Workbench.rebuilt(place).close()
    assert bench.as_member("rae").talks().kept() == []
