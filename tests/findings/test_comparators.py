"""Grades, lists, positions, concepts, places, polarity: what contradicts and what does not."""

from __future__ import annotations

from itertools import product
from time import process_time

import pytest
from handmade import DOHA, GENEVA, SWITZERLAND, Page, amount, concept, day, grade, hours, members, position
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.events.geography import Geography
from goodoffices.findings.comparators import compare_voices
from goodoffices.findings.concepts import compare_concepts
from goodoffices.findings.grades import compare_grades
from goodoffices.findings.membership import whole_list
from goodoffices.findings.relation import Ground, Relation, Voice
from goodoffices.findings.stances import compare_positions
from goodoffices.lexicon.concepts import vocabulary
from goodoffices.records import Grade, Members, Subject, Value, Where

PLACED = [Page("p", None, place=place).done() for place in (GENEVA, SWITZERLAND, DOHA)]
GROUND = Ground(Geography.of_pages(PLACED), {}, {}, ())


def graded(word: str) -> Grade:
    return grade(word, int(vocabulary("assessments")[word]["rank"]))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("progress", "deadlock"), ("significant-progress", "deadlock"), ("significant-progress", "no-progress"),
        ("breakthrough", "no-breakthrough"), ("breakthrough", "failed"), ("progress", "failed"), ("progress", "no-progress"),
        ("constructive", "unproductive"), ("significant-progress", "little-progress"),
    ],
)  # fmt: skip
def test_opposite_grades(one: str, two: str) -> None:
    assert compare_grades(graded(one), graded(two)) is Relation.DISPUTED
    assert compare_grades(graded(two), graded(one)) is Relation.DISPUTED


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("difficult", "progress"), ("difficult", "businesslike"), ("tense", "constructive"), ("progress", "no-breakthrough"),
        ("progress", "significant-progress"), ("progress", "no-result"), ("little-progress", "progress"), ("deadlock", "no-progress"),
        ("intensive", "deadlock"), ("substantive", "no-breakthrough"), ("frank", "progress"), ("mixed", "progress"), ("mixed", "deadlock"),
    ],
)  # fmt: skip
def test_grades_that_go_together(one: str, two: str) -> None:
    assert compare_grades(graded(one), graded(two)) <= Relation.COMPATIBLE


def test_grades_compare_alike_either_way_and_with_themselves() -> None:
    words = sorted(vocabulary("assessments"))
    for one, two in product(words, words):
        assert compare_grades(graded(one), graded(two)) is compare_grades(graded(two), graded(one))
    assert all(compare_grades(graded(word), graded(word)) is Relation.SAME for word in words)


def voice(kind: str, value: Value, owner: str = "A", published: str | None = "2026-02-18", **more: object) -> Voice:
    subject = Subject("delegation", ("aa",)) if kind in ("head", "attendance") else Subject("round")
    page = Page(f"{owner} {published}", published).say(kind, subject, value, **more).done()
    side = more.get("speaker")
    return Voice(page.claims[0], owner, str(side) if side else None, page.document.published, page.document.id)


def compared(kind: str, one: Value, two: Value, **more: object) -> Relation:
    left, right = voice(kind, one, "A", **more), voice(kind, two, "B", **more)
    relation = compare_voices(left, right, GROUND)
    assert compare_voices(right, left, GROUND) is relation
    return relation


def test_lists_of_members() -> None:
    full, other = members("per_a", "per_b"), members("per_a", "per_b", "per_c")
    assert compared("attendance", full, other) is Relation.DISPUTED
    assert compared("attendance", members("per_a", "per_b", more=True), other) is Relation.REFINES
    assert compared("attendance", full, members("per_c", more=True)) is Relation.COMPATIBLE
    assert compared("attendance", members("per_a"), other) is Relation.REFINES, "one name is no full list"
    assert compared("attendance", full, members("per_b", "per_a")) is Relation.SAME
    assert compared("attendance", members("per_a", more=True), members("per_b", more=True)) is Relation.COMPATIBLE


def test_heads_of_one_delegation() -> None:
    assert compared("head", members("per_a"), members("per_b")) is Relation.DISPUTED
    assert compared("head", members("per_a"), members("per_a", "per_b")) is Relation.SAME
    spelled = Ground(GROUND.geography, {}, {"per_a": frozenset({"moss"}), "per_b": frozenset({"moss", "мосс"})}, ())
    left, right = voice("head", members("per_a"), "A"), voice("head", members("per_b"), "B")
    assert compare_voices(left, right, spelled) is Relation.SAME, "spellings that nobody has parted yet"


def test_places() -> None:
    town, land = Where(GENEVA.id, "Geneva", "Geneva", "en"), Where(SWITZERLAND.id, "Switzerland", "Switzerland", "en")
    assert compared("place", town, land) is Relation.REFINES
    assert compared("place", town, Where(DOHA.id, "Doha", "Doha", "en")) is Relation.DISPUTED
    assert compared("place", town, Where(GENEVA.id, "Genf", "у Женеві", "uk")) is Relation.SAME
    assert compared("place", town, Where("x", "Nowhere", "Nowhere", "en")) is Relation.INCOMPARABLE


def test_denial_contradicts_assertion_of_the_same_only() -> None:
    yes, no = (
        voice("agreement", concept("prisoner-exchange"), "A"),
        voice("agreement", concept("prisoner-exchange"), "B", polarity="denied"),
    )
    assert compare_voices(yes, no, GROUND) is Relation.DISPUTED
    other = voice("agreement", concept("ceasefire"), "B", polarity="denied")
    assert compare_voices(yes, other, GROUND) is Relation.COMPATIBLE
    assert compare_voices(no, other, GROUND) is Relation.COMPATIBLE


def test_a_plan_is_never_at_odds_with_what_happened() -> None:
    plan = voice("duration", amount(hours("6")), "A", polarity="planned")
    fact = voice("duration", amount(hours("2")), "B")
    assert compare_voices(plan, fact, GROUND) is Relation.COMPATIBLE


def test_a_toll_that_rises_from_day_to_day_is_news() -> None:
    def toll(number: str, owner: str, published: str, **more: object) -> Voice:
        return voice("casualties", amount(hours(number, unit="person", of="person/killed")), owner, published, **more)

    assert compare_voices(toll("12", "A", "2026-02-17"), toll("15", "B", "2026-02-18"), GROUND) is Relation.COMPATIBLE
    assert compare_voices(toll("12", "A", "2026-02-17"), toll("30", "B", "2026-02-18"), GROUND) is Relation.DISPUTED
    assert compare_voices(toll("15", "A", "2026-02-17"), toll("12", "B", "2026-02-18"), GROUND) is Relation.DISPUTED
    assert compare_voices(toll("12", "A", "2026-02-18"), toll("15", "B", "2026-02-18"), GROUND) is Relation.DISPUTED
    sides = toll("12", "A", "2026-02-17", speaker="aa"), toll("40", "B", "2026-02-18", speaker="bb")
    assert compare_voices(*sides, GROUND) is Relation.DISPUTED


def test_groups_counted_together_and_apart_cannot_be_compared() -> None:
    one = voice("casualties", amount(hours("20000", unit="person", of="soldier+civilian/killed")), "A")
    two = voice("casualties", amount(hours("200000", unit="person", of="soldier/killed")), "B")
    assert compare_voices(one, two, GROUND) is Relation.INCOMPARABLE


def test_one_judge_may_change_his_mind_and_two_may_differ() -> None:
    first = voice("assessment", graded("deadlock"), "A", "2026-02-17")
    assert (
        compare_voices(first, voice("assessment", graded("progress"), "A", "2026-02-18"), GROUND) is Relation.COMPATIBLE
    )
    assert (
        compare_voices(first, voice("assessment", graded("progress"), "B", "2026-02-18"), GROUND) is Relation.DISPUTED
    )


def test_positions() -> None:
    wants = position("territory", "aa", "wants", "withdrawal of troops from the northern valley")
    rejects = position("territory", "aa", "rejects", "any withdrawal of troops from the northern valley")
    assert compare_positions(wants, rejects) is Relation.DISPUTED
    assert (
        compare_positions(wants, position("territory", "aa", "rejects", "recognition of the border line"))
        is Relation.COMPATIBLE
    )
    assert compare_positions(wants, position("territory", "aa", "wants", "something else")) is Relation.REFINES
    assert compare_positions(wants, position("territory", "aa", "conditions", "a referendum")) is Relation.COMPATIBLE


def test_a_position_told_by_the_other_side_may_differ_and_one_that_changed_does_not() -> None:
    own = voice("position", position("ceasefire", "aa", "wants", "an unconditional truce"), "aa", speaker="aa")
    told = voice("position", position("ceasefire", "aa", "rejects", "перемир'я", "uk"), "bb", speaker="bb")
    assert compare_voices(own, told, GROUND) is Relation.DISPUTED
    later = voice(
        "position", position("ceasefire", "aa", "rejects", "перемир'я", "uk"), "bb", "2026-02-25", speaker="bb"
    )
    assert compare_voices(own, later, GROUND) is Relation.COMPATIBLE
    paper = voice("position", position("ceasefire", "aa", "rejects", "those terms"), "Outlet")
    other = voice("position", position("ceasefire", "aa", "wants", "a truce"), "Other")
    assert compare_voices(paper, other, GROUND) is Relation.COMPATIBLE


def test_lists_from_the_vocabulary_are_open_and_few_pairs_exclude_each_other() -> None:
    assert compare_concepts(concept("direct"), concept("indirect")) is Relation.DISPUTED
    assert compare_concepts(concept("direct", "indirect"), concept("indirect")) is Relation.REFINES
    assert compare_concepts(concept("trilateral"), concept("bilateral")) is Relation.COMPATIBLE


values = st.one_of(
    st.sampled_from(sorted(vocabulary("assessments"))).map(graded),
    st.lists(st.sampled_from(["per_a", "per_b", "per_c"]), min_size=1, max_size=3, unique=True).map(
        lambda p: members(*p)
    ),
    st.sampled_from(["wants", "rejects", "offers", "refuses", "conditions"]).map(
        lambda s: position("ceasefire", "aa", s, "a truce now")
    ),
    st.integers(1, 60).map(lambda n: amount(hours(str(n), unit="person", of="person/killed"))),
)
kinds = st.sampled_from(["assessment", "attendance", "head", "position", "casualties", "duration"])
polarities = st.sampled_from(["asserted", "denied", "planned", "demanded"])
dates = st.sampled_from(["2026-02-17", "2026-02-18", None])


@given(kinds, values, values, polarities, polarities, dates, dates)
def test_comparing_voices_is_symmetric_and_nothing_contradicts_itself(
    kind: str, one: Value, two: Value, first: str, second: str, early: str | None, late: str | None
) -> None:
    left, right = voice(kind, one, "A", early, polarity=first), voice(kind, two, "B", late, polarity=second)
    assert compare_voices(left, right, GROUND) is compare_voices(right, left, GROUND)
    assert compare_voices(left, left, GROUND) is Relation.SAME


def test_published_day_is_known() -> None:
    assert voice("duration", amount(hours("6"))).published == day("2026-02-18")


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Ada Moss and Ben Ray", "Aa is represented by Ada Moss and Ben Ray.", True),
        ("Ada Moss, Ben Ray", "Aa is represented by Ada Moss, Ben Ray and Cleo Stone.", False),
        ("Ada Moss, Ben Ray", "Aa is represented by Ada Moss, Ben Ray, and the army chief Cleo Stone.", False),
        ("Ben Ray and Cleo Stone", "Aa is represented by Ada Moss, Ben Ray and Cleo Stone.", False),
        ("Ada Moss and Ben Ray", "Aa is represented by Foreign Minister Ada Moss and Ben Ray.", True),
        ("Ada Moss and Ben Ray", "Aa is represented by Ada Moss and Ben Ray, Cleo Stone said.", True),
        ("Ada Moss and Ben Ray", "Aa is represented by Ada Moss and Ben Ray, according to Reuters.", True),
        ("Ada Moss and Ben Ray", "Aa is represented by Ada Moss and Ben Ray and has its seat in Geneva.", True),
        ("Ада Мосс и Бен Рэй", "Сторону представляют Ада Мосс и Бен Рэй, сообщил представитель.", True),
        ("Ада Мосс, Бен Рей", "До складу увійшли Ада Мосс, Бен Рей та Клео Стоун.", False),
    ],
)
def test_a_list_with_a_name_that_nobody_knew_is_not_whole(text: str, words: str, whole: bool) -> None:
    value = Members(("p1", "p2"), False, text, "en")
    page = Page("p", "2026-02-18").say("attendance", Subject("delegation", ("aa",)), value, words=words).done()
    assert whole_list(page.claims[0], value) is whole


def test_long_hostile_lists_take_no_time() -> None:
    for words in ("Aa, " * 12_000, "and " * 12_000, "A" * 50_000, ", a" * 16_000):
        page = (
            Page("p", "2026-02-18")
            .say("attendance", Subject("delegation", ("aa",)), members("p1", "p2"), words=words)
            .done()
        )
        started = process_time()
        whole_list(page.claims[0], Members(("p1", "p2"), False, words[:3], "en"))
        assert process_time() - started < 0.5


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("Hernando Villamizar", "Ернандо Вільямісара", Relation.SAME),  # another scheme, another case
        ("Gloria Quiceno", "Глория Кисено", Relation.SAME),
        ("Hernando Villamizar", "Gloria Quiceno", Relation.DISPUTED),
        ("Hernando Villamizar", "Pablo Villamizar", Relation.DISPUTED),
    ],
)
def test_a_spelling_is_no_other_head(one: str, two: str, relation: Relation) -> None:
    first, second = (Members((f"p{number}",), False, name, "en", (name,)) for number, name in enumerate((one, two)))
    assert compared("head", first, second) is relation
