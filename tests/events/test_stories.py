"""Pages of different stories go apart; pages of one story come together."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from handmade import DOHA, GENEVA, JUBA, Page, day, when

from goodoffices.events import stories
from goodoffices.events.days import Days, days_of
from goodoffices.events.geography import Geography, metres_apart
from goodoffices.records import Amount, Annotated, Moment, Quantity, Subject


def page(
    name: str,
    published: str | None,
    parties: tuple[str, ...],
    place: str = "",
    days: str = "",
    people: tuple[str, ...] = (),
) -> Annotated:
    made = Page(name, published, parties=parties, people=people)
    if days:
        made.say("occurrence", Subject("round", parties[:2], place, day(days)), when(day(days)))
    return made.done()


def telling(name: str, parties: tuple[str, ...], number: int, people: tuple[str, ...] = ()) -> Annotated:
    """A page that counts so many trucks."""
    made = Page(name, "2026-02-17", parties=parties, people=people)
    quantity = Quantity(Decimal(number), Decimal(number), "item", "exact", "truck")
    return made.say("count", Subject("conflict", name="truck entered"), Amount(quantity, str(number), "en")).done()


def names(groups: tuple[tuple[Annotated, ...], ...]) -> list[list[str]]:
    return sorted(sorted(one.document.title for one in group) for group in groups)


def test_a_common_broker_and_a_common_town_do_not_join_two_conflicts() -> None:
    pages = [
        page("a1", "2026-02-17", ("aa", "bb", "us"), GENEVA.id, "2026-02-17"),
        page("a2", "2026-02-18", ("aa", "bb", "us"), GENEVA.id, "2026-02-17"),
        page("c1", "2026-02-17", ("cc", "us"), GENEVA.id, "2026-02-17"),
        page("d1", "2026-02-18", ("dd", "ee"), GENEVA.id, "2026-02-18"),
    ]
    assert names(stories(pages)) == [["a1", "a2"], ["c1"], ["d1"]]


def test_one_conflict_in_two_towns_at_two_times_is_two_stories() -> None:
    pages = [
        page("g1", "2026-02-17", ("aa", "bb"), GENEVA.id, "2026-02-17"),
        page("d1", "2026-03-10", ("aa", "bb"), DOHA.id, "2026-03-10"),
        page("g2", "2026-02-19", ("aa", "bb"), GENEVA.id, "2026-02-17"),
        page("d2", "2026-03-11", ("aa", "bb"), DOHA.id, "2026-03-10"),
    ]
    assert names(stories(pages)) == [["d1", "d2"], ["g1", "g2"]]


@pytest.mark.parametrize(("number", "together"), [(1260, True), (1259, False), (600, False)])
def test_a_particular_figure_and_a_person_in_common_join_pages_that_name_other_parties(
    number: int, together: bool
) -> None:
    people = ("Anna Korn", "Jon Hale")
    known = 600 if number == 600 else 1260
    groups = stories([telling("a", ("aa", "bb"), known, people), telling("b", ("cc",), number, people)])
    assert (len(groups) == 1) is together


def test_an_announcement_belongs_to_the_talks_announced() -> None:
    pages = [
        page("before", "2026-02-13", ("aa", "bb", "us"), GENEVA.id, "2026-02-17"),
        page("after", "2026-02-18", ("aa", "bb"), GENEVA.id, "2026-02-17"),
    ]
    assert len(stories(pages)) == 1


def test_months_apart_is_another_story() -> None:
    assert len(stories([page("x", "2025-06-02", ("aa", "bb")), page("y", "2026-02-02", ("aa", "bb"))])) == 2


def test_pages_without_a_date_or_a_party_still_find_their_story_or_stand_alone() -> None:
    people = ("Ada Moss", "Ben Ray", "Cleo Stone")
    pages = [
        page("dated", "2026-02-17", ("aa", "bb"), JUBA.id, "2026-02-17", people),
        page("undated", None, ("aa", "bb"), people=people),
        page("nobody", None, ()),
    ]
    assert names(stories(pages)) == [["dated", "undated"], ["nobody"]]


def test_order_does_not_matter_and_a_story_is_one_story_again() -> None:
    pages = [
        page(
            f"s{story}p{number}",
            f"2026-02-{10 + number:02d}",
            (f"x{story}", f"y{story}", "us"),
            GENEVA.id,
            "2026-02-10",
        )
        for story in range(5)
        for number in range(6)
    ]
    groups = stories(pages)
    assert len(groups) == 5
    random.Random(3).shuffle(pages)
    assert stories(pages) == groups
    for group in groups:
        assert stories(group) == (group,)


def test_days_of_a_moment() -> None:
    assert days_of(day("2026-02-17", "2026-02-18")) == Days(739664, 739665)
    assert days_of(None) is None
    assert days_of(Moment(0, None, "day")) is None
    assert Days(1, 3).gap(Days(5, 6)) == 2
    assert Days(1, 3).gap(Days(3, 6)) == 0


def test_places_hold_one_another_by_distance_and_country() -> None:
    geography = Geography.of_pages([Page("p", None, place=place).done() for place in (GENEVA, DOHA, JUBA)])
    assert geography.relation(GENEVA.id, DOHA.id) == "apart"
    assert geography.relation(GENEVA.id, GENEVA.id) == "same"
    assert geography.relation(GENEVA.id, "nowhere") == "unknown"
    assert 4_500_000 < metres_apart(GENEVA, DOHA) < 5_500_000
