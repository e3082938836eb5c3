"""Corrections: any order of arrival gives the same record; nothing is edited, and rivals are shown side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from talks_made import made

from goodoffices.talks.entries import Kept, standing


@st.composite
def histories(draw):
    """Entries and corrections of them, corrections of corrections, withdrawals, copies in further rooms."""
    kept = [made("note", number, text=f"note {number}") for number in range(draw(st.integers(1, 4)))]
    for number in range(draw(st.integers(0, 8))):
        about = draw(st.sampled_from(kept))
        withdrawn = draw(st.booleans())
        text = f"better {draw(st.integers(0, 3))}"
        kept.append(made("note", 10 + number, text=text, corrects=about.entry.id, withdrawn=withdrawn, why="x"))
    for one in draw(st.lists(st.sampled_from(kept), max_size=3)):
        kept.append(Kept(one.entry, (draw(st.sampled_from(["mediator", "joint"])),), one.recorded + 5))
    return kept


@given(histories(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_record(kept, random):
    before = standing(kept)
    again = list(kept)
    random.shuffle(again)
    assert standing(again) == before
    replaced = {one.entry.corrects for one in kept}
    assert all(one.entry.id not in replaced and not one.entry.withdrawn for one in before.current)
    assert {one.entry.id for one in before.current} == {
        one.entry.id for one in kept if one.entry.id not in replaced and not one.entry.withdrawn
    }


def test_a_correction_takes_the_place_and_the_history_keeps_what_was():
    first = made("sitting", 1, day="2031-04-09", closed="16:00")
    second = made("sitting", 2, day="2031-04-09", closed="16:30", corrects=first.entry.id, why="misheard")
    third = made("sitting", 3, day="2031-04-09", closed="16:40", corrects=second.entry.id, why="misheard again")
    held = standing([third, first, second])
    assert [one.entry.id for one in held.current] == [third.entry.id]
    assert [one.entry.id for one in held.earlier[third.entry.id]] == [second.entry.id, first.entry.id]
    assert not held.rivals


def test_two_corrections_of_one_entry_both_stand_until_somebody_corrects_them():
    first = made("note", 1, text="at ten")
    left = made("note", 2, text="at eleven", corrects=first.entry.id, why="a")
    right = made("note", 3, text="at twelve", corrects=first.entry.id, why="b")
    held = standing([right, left, first])
    assert {one.entry.id for one in held.current} == {left.entry.id, right.entry.id} == held.rivals


def test_a_withdrawn_entry_leaves_nothing_in_its_place():
    first = made("note", 1, text="said nothing")
    gone = made("note", 2, text="said nothing", corrects=first.entry.id, withdrawn=True, why="wrong round")
    assert standing([gone, first]).current == ()


def test_the_same_words_sent_twice_are_one_entry():
    one, again = made("note", 1, text="a pause"), made("note", 9, text="a pause")
    assert one.entry == again.entry
    (held,) = standing([again, one]).current
    assert held.recorded == 1


def test_who_does_not_see_a_correction_has_the_entry_as_it_was():
    first = made("note", 1, text="open")
    other = made("note", 2, text="closed", corrects=first.entry.id, why="x", room="mediator")
    assert [one.entry.id for one in standing([first]).current] == [first.entry.id]
    assert [one.entry.id for one in standing([first, other]).current] == [other.entry.id]
