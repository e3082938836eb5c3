"""Rounds: press record and entries side by side, each value with who says it, in any order of entries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from talks_made import SABLE, SETTINGS, made

from goodoffices.talks.entries import Anchor
from goodoffices.talks.grid import firmness_of, grid, stands_of
from goodoffices.talks.rounds import rounds
from goodoffices.talks.sayings import Table
from goodoffices.talks.tracks import tracks_in, tracks_of

ENTRIES = [
    made(
        "round",
        1,
        place="Port Sable",
        dates="2031-04-09/2031-04-10",
        formats="trilateral",
        mediators="Ostland",
        parties="north, south",
    ),
    made("sitting", 2, day="2031-04-09", opened="10:00", closed="15:20"),
    made("delegation", 3, party="Norland", head="Ada Brenn (envoy), present", members="Ole Rask, excused", size="7"),
    made("position", 4, party="north", issue="withdrawal", stance="rejects", text="no withdrawal", firmness="firm"),
    made("track", 5, track="military", mandate="draw the line", state="meets again"),
    made("agenda", 6, number="1", title="The line", issue="withdrawal"),
    made("speech", 7, speaker="Ada Brenn", text="We can wait.", party="north", sitting="2031-04-09", exact="yes"),
    made("statement", 8, name="communique", text="The sides met.", statement_state="draft"),
    made("statement", 9, name="communique", text="Both sides met.", statement_state="agreed", agreed_by="north, south"),
    made("step", 10, what="send maps", who="north", due="2031-04-20"),
    made("undertaking", 11, party="north", text="no flights over the bay"),
    made("note", 12, text="The room was cold.", room="own:ann"),
]


def the_round(press, table, entries=ENTRIES):
    (found,) = [one for one in rounds([press], entries, table) if one.first == "2031-04-09"]
    return found


@given(st.permutations(ENTRIES))
def test_any_order_of_arrival_gives_the_same_round(order):
    table = Table(SETTINGS, "en")
    assert rounds([], order, table) == rounds([], ENTRIES, table)


def test_press_record_and_entries_meet_in_one_round(press, table):
    one = the_round(press, table)
    assert (one.key, one.place, one.days) == ("port-sable-2031-04-09", "Port Sable", "9–10 April 2031")
    assert one.events and one.entries == len(ENTRIES)
    assert [(stated.value, stated.bases) for stated in one.mediators] == [("east", ("entered",))]


def test_each_account_of_a_length_is_a_bar_of_its_own(press, table):
    one = the_round(press, table)
    lengths = {
        (bar.shortest, bar.longest, bar.saying.basis, bar.worked_out) for held in one.sittings for bar in held.lengths
    }
    assert (320, 320, "entered", True) in lengths
    assert {basis for _, _, basis, _ in lengths} == {"entered", "press"}
    (first,) = [held for held in one.sittings if held.day == "2031-04-09"]
    assert all(bar.saying.quote for bar in first.lengths)


def test_what_nobody_stated_stays_unstated(press, table):
    one = the_round(press, table)
    north = next(each for each in one.delegations if each.party == "north")
    assert [(each.name, each.role, each.presence, each.head) for each in north.members][:1] == [
        ("Ada Brenn", "envoy", "present", True)
    ]
    assert next(each for each in north.members if each.name == "Ole Rask").role == ""
    south = next(each for each in one.delegations if each.party == "south")
    assert south.silent and not south.size and not south.members


def test_delegations_are_held_against_those_of_the_round_before(table):
    later = Anchor("port-sable-2031-05-02", "Port Sable", "2031-05-02", "2031-05-03")
    entries = [
        made("delegation", 1, party="north", head="Ada Brenn", members="Ole Rask; Iva Holm", size="7"),
        made("note", 2, anchor=Anchor("port-sable-2031-04-20", "Port Sable", "2031-04-20", "2031-04-20"), text="x"),
        made("delegation", 3, anchor=later, party="north", head="Iva Holm", members="O. Rask; Per Lund", size="9"),
    ]
    first, _, third = rounds([], entries, table)
    (held,) = third.delegations
    assert held.since == first.key
    assert {(change.kind, change.before, change.after) for change in held.changes} == {
        ("head", "Ada Brenn", "Iva Holm"),
        ("new", "", "Per Lund"),
        ("not-named", "Ada Brenn", ""),
        ("size", "seven people", "nine people"),
    }
    assert (first.later, third.earlier) == ("port-sable-2031-04-20", "port-sable-2031-04-20")


def test_a_round_keeps_the_keys_it_was_known_by(table):
    old = Anchor("port-sable-2031-04-08", "Port Sable", "2031-04-08", "2031-04-09")
    entries = [made("note", 1, anchor=old, text="x"), *ENTRIES]
    (one,) = rounds([], entries, table)
    assert (one.key, one.aliases) == ("port-sable-2031-04-09", ("port-sable-2031-04-08",))


def test_another_place_or_other_days_make_another_round(table):
    entries = [
        made("note", 1, text="x"),
        made("note", 2, anchor=Anchor("geneva-2031-04-09", "Geneva", "2031-04-09", "2031-04-10"), text="y"),
        made("note", 3, anchor=Anchor("port-sable-2031-04-11", "Port Sable", "2031-04-11", "2031-04-11"), text="z"),
    ]
    assert len(rounds([], entries, table)) == 3


def test_the_grid_has_both_records_side_by_side_and_never_mixes_them(press, table):
    found = grid(stands_of(press), [ENTRIES[3]], table)
    cell = found.cell("north", "withdrawal")
    assert cell.entered.stance == "rejects" and cell.entered.firmness == "firm"
    assert cell.press is None or cell.press.basis == "press"
    told = [one for one in found.cells if one.press]
    assert told and all(one.press.sayings and one.press.independent >= 1 for one in told)
    assert all(saying.quote for one in told for saying in one.press.sayings)


def test_the_newest_position_stands_and_the_older_ones_are_its_history(table):
    texts = ("first", "second", "third")
    held = [
        made("position", number, party="south", issue="territory", stance="wants", text=text)
        for number, text in enumerate(texts)
    ]
    cell = grid([], reversed(held), table).cell("south", "territory")
    assert cell.entered.text == "third" and [one.text for one in cell.history] == ["third", "second", "first"]
    assert (cell.issue.pax, cell.issue.fit) == ("Terps", "broader")


def test_how_firm_is_read_from_the_words_and_left_open_without_any():
    assert firmness_of([("This is a red line for us.", "en")]) == "red-line"
    assert firmness_of([("Ми готові обговорювати це.", "uk")]) == "open"
    assert firmness_of([("Мы настаиваем на этом.", "ru"), ("только если", "ru")]) == "conditional"
    assert firmness_of([("They want a line.", "en")]) == ""


def test_statements_steps_and_words_at_the_table(press, table):
    one = the_round(press, table)
    (statement,) = one.statements
    assert [version.state for version in statement.versions] == ["draft", "agreed"]
    assert [party.id for party in statement.versions[-1].agreed_by] == ["north", "south"]
    assert one.steps[0].what == "send maps" and one.steps[0].who == ("Norland",) and one.steps[0].due == "2031-04-20"
    assert one.speeches[0].exact and one.notes[0].private
    assert one.agenda[0].number == "1" and one.tracks[0].mandate[0].label == "draw the line"


def test_rounds_read_in_three_languages(press):
    for language, noun in (("uk", "квітня"), ("ru", "апреля")):
        (one,) = [each for each in rounds([], ENTRIES, Table(SETTINGS, language)) if each.first == "2031-04-09"]
        assert noun in one.days


def test_a_track_is_known_by_the_words_of_accounts(table):
    assert tracks_in("The military working group met", "en") == ("military",)
    assert tracks_in("робота у політичній підгрупі", "uk") == ("political",)
    assert not tracks_of_nothing(table)


def tracks_of_nothing(table):
    from goodoffices.talks.gathering import gathered

    (one,) = gathered([], [made("note", 1, text="x", anchor=SABLE)])
    return tracks_of(one, table)
