"""What is one event across accounts, and what is not."""

from __future__ import annotations

import random

from handmade import (
    DOHA,
    GENEVA,
    JUBA,
    PLACES,
    SWITZERLAND,
    TADAMON,
    Page,
    amount,
    clock,
    concept,
    day,
    grade,
    hours,
    members,
    when,
)

from goodoffices.events import join_events
from goodoffices.records import CaseSettings, Event, Place, Subject, canonical

TWO = ("aa", "bb")


def joined(*pages: Page) -> tuple[list[Event], dict[str, str], dict[str, str]]:
    """Events, the event of each claim, and the event of each page's n-th claim as `page/n`."""
    done = [page.done() for page in pages]
    events, of_claim, _ = join_events(done, {}, CaseSettings())
    places = {
        f"{page.name}/{number}": of_claim.get(claim.id, "")
        for page, annotated in zip(pages, done, strict=True)
        for number, claim in enumerate(annotated.claims)
    }
    return list(events), of_claim, places


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def test_the_second_day_is_counted_from_the_first_and_from_publication() -> None:
    morning = Page("morning", "2026-02-18", parties=TWO).say(
        "start", Subject("sitting", ordinal=2), when(day("2026-02-18"))
    )
    noon = Page("noon", "2026-02-18", parties=TWO).say(
        "end", Subject("sitting", (), GENEVA.id, day("2026-02-18")), when(clock("2026-02-18T11:50"))
    )
    whole = Page("whole", "2026-02-19", parties=TWO).say(
        "occurrence",
        Subject("round", TWO, GENEVA.id, day("2026-02-17", "2026-02-18")),
        when(day("2026-02-17", "2026-02-18")),
    )
    events, _, at = joined(morning, noon, whole)
    assert at["morning/0"] == at["noon/0"] != at["whole/0"]
    assert kinds(events) == ["round", "sitting"]
    assert events[1].part_of == events[0].id
    assert events[0].name == "Geneva talks, 17–18 February 2026"


def test_day_two_alone_tells_when_the_round_began() -> None:
    page = Page("p", "2026-02-18", parties=TWO).say(
        "duration", Subject("sitting", (), GENEVA.id, day("2026-02-18"), 2), amount(hours("2"))
    ).say("duration", Subject("sitting", (), GENEVA.id, None, 1), amount(hours("4")))  # fmt: skip
    events, _, at = joined(page)
    assert at["p/0"] != at["p/1"]
    assert [event.name for event in events if event.kind == "round"] == ["Geneva talks, 17–18 February 2026"]


def test_earlier_rounds_are_events_of_their_own() -> None:
    now = Subject("round", TWO, GENEVA.id, day("2026-02-17", "2026-02-18"))
    page = Page("p", "2026-02-18", parties=TWO).say("occurrence", now, when(day("2026-02-17", "2026-02-18")))
    for first, last in (("2026-01-23", "2026-01-24"), ("2026-02-04", "2026-02-05")):
        page.say("assessment", Subject("round", (), DOHA.id, day(first, last), -1), grade("no-breakthrough", 0))
    other = Page("q", "2026-02-18", parties=TWO).say(
        "assessment", Subject("round", TWO, DOHA.id, None, -1), grade("no-breakthrough", 0)
    ).say("assessment", Subject("round", TWO, "", None), grade("difficult", -1))  # fmt: skip
    events, _, at = joined(page, other)
    assert kinds(events) == ["round"] * 3
    assert at["q/0"] == at["p/2"], "an earlier round without days is the latest that fits"
    assert at["q/1"] == at["p/0"], "the talks of the page are the present ones"


def test_days_and_towns_apart_are_never_chained() -> None:
    pages = [
        Page(f"p{number}", f"2026-03-{number:02d}", parties=TWO).say(
            "occurrence", Subject("round", TWO, place, day(f"2026-03-{number:02d}")), when(day(f"2026-03-{number:02d}"))
        )
        for number, place in ((2, GENEVA.id), (6, ""), (10, GENEVA.id), (11, DOHA.id))
    ]
    events, _, at = joined(*pages)
    assert len({at[f"p{n}/0"] for n in (2, 6, 10, 11)}) == 4
    assert len(events) == 4


def test_a_country_and_its_town_are_one_place() -> None:
    days = day("2026-02-17", "2026-02-18")
    town = Page("town", "2026-02-18", parties=TWO).say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
    land = Page("land", "2026-02-18", parties=TWO).say(
        "occurrence", Subject("round", TWO, SWITZERLAND.id, days), when(days)
    )
    events, _, _ = joined(town, land)
    assert len(events) == 1
    assert events[0].place == GENEVA


def test_two_conflicts_in_one_town_on_one_day_stay_apart() -> None:
    days = day("2026-02-17")
    one = Page("one", "2026-02-17", parties=TWO).say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
    two = Page("two", "2026-02-17", parties=("cc", "dd")).say(
        "occurrence", Subject("round", ("cc", "dd"), GENEVA.id, days), when(days)
    )
    events, _, at = joined(one, two)
    assert at["one/0"] != at["two/0"]
    assert len(events) == 2


def test_a_round_of_one_day_and_its_sitting_are_one_event() -> None:
    one = Page("one", "2026-02-17", parties=TWO).say(
        "occurrence", Subject("round", TWO, GENEVA.id, day("2026-02-17")), when(day("2026-02-17"))
    )
    two = Page("two", "2026-02-17", parties=TWO).say("duration", Subject("sitting"), amount(hours("3")))
    events, _, at = joined(one, two)
    assert at["one/0"] == at["two/0"]
    assert kinds(events) == ["round"]


def test_hours_said_of_a_long_round_belong_to_the_day_the_page_appeared() -> None:
    days = day("2026-02-17", "2026-02-18")
    page = Page("p", "2026-02-18", parties=TWO).say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
    page.say("duration", Subject("round", TWO, GENEVA.id, days), amount(hours("2")))
    page.say("duration", Subject("round", TWO, GENEVA.id, days), amount(hours("2", unit="day")))
    events, _, at = joined(page)
    assert at["p/0"] == at["p/2"] != at["p/1"]
    assert [e.name for e in events if e.kind == "sitting"] == ["Geneva session, 18 February 2026"]


def test_a_judgement_spoken_while_a_round_goes_on_is_of_that_day() -> None:
    days = day("2026-02-17", "2026-02-18")
    subject = Subject("round", TWO, GENEVA.id, days)
    early = Page("early", "2026-02-17", parties=TWO).say("assessment", subject, grade("deadlock", -2))
    late = Page("late", "2026-02-18", parties=TWO).say("assessment", subject, grade("progress", 1))
    _, _, at = joined(early, late)
    assert at["early/0"] != at["late/0"]


def test_a_delegation_belongs_to_the_talks_of_its_page() -> None:
    days = day("2026-02-17", "2026-02-18")
    page = Page("p", "2026-02-18", parties=TWO, people=("Ada Moss", "Ben Ray"))
    page.say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
    page.say("attendance", Subject("delegation", ("aa",)), members("p1", "p2"))
    events, _, at = joined(page)
    assert at["p/1"] == at["p/0"]
    assert set(events[0].participants) == {"aa", "bb", "p1", "p2"}


def test_bilateral_meetings_beside_a_round_are_told_apart_and_belong_to_it() -> None:
    days = day("2026-02-17", "2026-02-18")
    page = Page("p", "2026-02-18", parties=("aa", "bb", "cc", "dd"))
    page.say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
    page.say("occurrence", Subject("meeting", ("aa", "cc"), GENEVA.id, day("2026-02-17")), concept("held"))
    page.say("occurrence", Subject("meeting", ("aa", "dd"), GENEVA.id, day("2026-02-17")), concept("held"))
    events, _, at = joined(page)
    assert at["p/1"] != at["p/2"]
    assert {event.part_of for event in events if event.kind == "meeting"} == {at["p/0"]}


def test_strikes_join_by_place_and_day_alone() -> None:
    page = Page("p", "2026-02-18", parties=TWO)
    page.say("strike", Subject("strike", ("aa",), JUBA.id, day("2026-02-17")), concept("missile"))
    page.say("strike", Subject("strike", ("aa",), JUBA.id, day("2026-02-18")), concept("missile"))
    page.say("strike", Subject("strike", ("aa",), GENEVA.id, day("2026-02-17")), concept("missile"))
    other = Page("q", "2026-02-18", parties=TWO)
    other.say("casualties", Subject("strike", ("aa",), JUBA.id, day("2026-02-17")), amount(hours("12", unit="person")))
    other.say("strike", Subject("strike", (), TADAMON.id, day("2026-02-17")), concept("missile"))
    events, _, at = joined(page, other)
    assert at["p/0"] == at["q/0"]
    assert len({at["p/0"], at["p/1"], at["p/2"]}) == 3
    assert at["q/1"] == at["p/0"], "a quarter of the town, on the same day"
    assert len(events) == 3


def test_plans_join_what_came_of_them() -> None:
    days = day("2026-02-17", "2026-02-18")
    before = Page("before", "2026-02-13", parties=TWO).say(
        "occurrence", Subject("round", TWO, GENEVA.id, days), when(days), polarity="planned"
    )
    after = Page("after", "2026-02-18", parties=TWO).say(
        "end", Subject("round", TWO, GENEVA.id), when(day("2026-02-18"))
    )
    events, _, at = joined(before, after)
    assert at["before/0"] == at["after/0"]
    assert len(events) == 1


def test_a_step_to_come_is_no_part_of_the_present_round() -> None:
    days = day("2026-02-17", "2026-02-18")
    page = Page("p", "2026-02-18", parties=TWO).say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
    page.say("next-step", Subject("round"), concept("further-talks"), polarity="planned")
    events, _, at = joined(page)
    assert kinds(events).count("announcement") == 1
    assert at["p/0"] != at["p/1"]


def test_judgements_say_why() -> None:
    days = day("2026-02-17", "2026-02-18")
    pages = [
        Page(name, "2026-02-18", parties=TWO)
        .say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
        .done()
        for name in ("one", "two")
    ]
    later = (
        Page("three", "2026-02-20", parties=TWO)
        .say("end", Subject("round", TWO, GENEVA.id), when(day("2026-02-18")))
        .done()
    )
    _, _, judgements = join_events([*pages, later], {}, CaseSettings())
    same = [judgement for judgement in judgements if judgement.verdict == "same"]
    assert len(same) == 1
    assert {reason.feature for reason in same[0].reasons} == {"days", "place", "parties"}
    assert all(reason.seen for reason in same[0].reasons)


def story(seed: int) -> list[Page]:
    rng = random.Random(seed)
    pages = []
    for number in range(12):
        page = Page(f"p{number}", f"2026-02-{rng.choice([17, 18, 19])}", parties=TWO)
        page.say("duration", Subject("sitting", ordinal=rng.choice([1, 2])), amount(hours(str(rng.randint(2, 6)))))
        page.say(
            "occurrence",
            Subject("round", TWO, rng.choice([GENEVA.id, SWITZERLAND.id]), day("2026-02-17", "2026-02-18")),
            when(day("2026-02-17")),
        )
        page.say("assessment", Subject("round", (), DOHA.id, None, -1), grade("no-breakthrough", 0))
        page.say(
            "strike",
            Subject("strike", ("aa",), rng.choice([JUBA.id, TADAMON.id, ""]), day("2026-02-16")),
            concept("drone"),
        )
        pages.append(page)
    return pages


def test_the_order_of_the_pages_changes_nothing() -> None:
    pages = [page.done() for page in story(1)]
    first = canonical(join_events(pages, {}, CaseSettings()))
    for seed in range(4):
        random.Random(seed).shuffle(pages)
        assert canonical(join_events(pages, {}, CaseSettings())) == first


def test_a_country_that_is_talked_about_is_no_place_of_the_talks() -> None:
    topic = Place("geo:9", "Xland", 0, 0, 100_000, "country", "AA")
    PLACES[topic.id] = topic
    days = day("2026-02-17")
    here = Page("here", "2026-02-17", parties=TWO).say("occurrence", Subject("round", TWO, GENEVA.id, days), when(days))
    about = Page("about", "2026-02-17", parties=TWO).say(
        "duration", Subject("sitting", (), topic.id, days), amount(hours("3"))
    )
    _, _, at = joined(here, about)
    assert at["here/0"] == at["about/0"]


def test_a_toll_in_a_town_is_that_of_the_attack_there() -> None:
    strike = Subject("strike", ("aa",), JUBA.id, day("2026-02-17"))
    one = Page("one", "2026-02-18", parties=TWO).say("strike", strike, concept("missile"))
    two = Page("two", "2026-02-18", parties=TWO).say(
        "casualties", Subject("conflict", TWO, JUBA.id, name="killed"), amount(hours("9", unit="person"))
    )
    three = Page("three", "2026-02-18", parties=TWO).say(
        "casualties", Subject("conflict", TWO, GENEVA.id, name="killed"), amount(hours("9", unit="person"))
    )
    _, _, at = joined(one, two, three)
    assert at["two/0"] == at["one/0"]
    assert at["three/0"] == ""


def test_a_round_that_began_on_a_day_goes_on_until_it_ends() -> None:
    start = Page("start", "2026-02-16", parties=TWO).say(
        "start", Subject("round", TWO, GENEVA.id), when(day("2026-02-16"))
    )
    later = Page("later", "2026-02-19", parties=TWO).say(
        "duration", Subject("sitting", TWO, GENEVA.id, day("2026-02-19")), amount(hours("3"))
    )
    events, _, _ = joined(start, later)
    assert [event.name for event in events if event.kind == "round"] == ["Geneva talks, 16–19 February 2026"]


def test_a_page_that_announces_talks_judges_earlier_ones() -> None:
    ahead = Subject("round", TWO, GENEVA.id, day("2026-02-17", "2026-02-18"))
    past = Subject("round", TWO, DOHA.id, day("2026-02-04", "2026-02-05"), -1)
    page = Page("p", "2026-02-13", parties=TWO).say(
        "occurrence", ahead, when(day("2026-02-17", "2026-02-18")), polarity="planned"
    )
    page.say("occurrence", past, when(day("2026-02-04", "2026-02-05")))
    page.say("assessment", Subject("sitting", (), GENEVA.id, day("2026-02-13")), grade("productive", 1))
    events, _, at = joined(page)
    assert at["p/2"] == at["p/1"]
    assert len(events) == 2
