"""Figures and days of several accounts: which are put to one question, which are left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from goodoffices.events.geography import Geography
from goodoffices.findings.comparators import compare_voices
from goodoffices.findings.dates import by_day
from goodoffices.findings.figures import by_matter
from goodoffices.findings.gist import Gists
from goodoffices.findings.loose import settled
from goodoffices.findings.questions import Question
from goodoffices.findings.relation import Ground, Relation, Voice
from goodoffices.records import Amount, Claim, Quantity, Span, Subject, When, day_moment

GROUND = Ground(Geography(()), {}, {}, ())
NO_TEXT = Gists((), {})
WAR = "conflict:aa+bb"


def told(
    page: str,
    kind: str,
    value: Amount | When,
    name: str,
    *,
    event: str = "conflict",
    parties: tuple[str, ...] = (),
    planned: bool = False,
) -> Voice:
    subject = Subject(event, parties, "", None, name=name)  # type: ignore[arg-type]
    claim = Claim(
        f"clm_{page}_{name}_{value.text}", kind, subject, value, (Span("rnd", 0, len(value.text), value.text),), page,
        "src", "x/1", "planned" if planned else "asserted",
    )  # fmt: skip
    return Voice(claim, page, None, day_moment(date(2026, 2, 18)), page)


def figure(page: str, number: int, name: str, *, parties: tuple[str, ...] = (), planned: bool = False) -> Voice:
    quantity = Quantity(Decimal(number), Decimal(number), "item", "exact", name.partition(" ")[0])
    return told(page, "figure", Amount(quantity, str(number), "en"), name, parties=parties, planned=planned)


def toll(page: str, number: int, event: str) -> Voice:
    quantity = Quantity(Decimal(number), Decimal(number), "person", "exact", "person")
    return told(page, "casualties", Amount(quantity, str(number), "en"), "killed", event=event)


def day(page: str, on: str, name: str) -> Voice:
    return told(page, "dated", When(day_moment(date.fromisoformat(on)), on, "en"), name, planned=True)


def met(*voices: Voice) -> list[list[str]]:
    return sorted(sorted(one.page for one in held) for held in by_matter({}, voices, WAR, GROUND, NO_TEXT).values())


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        (figure("a", 63, "balloon sends"), figure("b", 48, "balloon sends"), True),
        (figure("a", 63, "balloon sends"), figure("b", 63, "balloon finds"), True),  # a number that is no round one
        (figure("a", 6, "balloon sends"), figure("b", 6, "balloon finds"), False),
        (figure("a", 63, "balloon sends"), figure("b", 48, "balloon finds"), False),
        (figure("a", 63, "balloon sends"), figure("b", 48, "tunnel sends"), False),
        (figure("a", 63, "balloon sends"), figure("b", 48, "balloon daily sends"), False),
        (figure("a", 63, "balloon sends"), figure("b", 400, "balloon sends"), False),  # of another scale
        (figure("a", 63, "balloon sends"), figure("b", 48, "balloon sends", planned=True), False),
        (figure("a", 63, "soldier joins"), figure("b", 48, "fighter joins"), True),  # people of one kind
        (figure("a", 63, "soldier joins"), figure("b", 48, "teacher joins"), False),
        (figure("a", 9, "delegate sends", parties=("aa",)), figure("b", 7, "delegate sends", parties=("bb",)), False),
        (figure("a", 63, "soldier kills"), figure("b", 48, "soldier kills"), False),  # for tolls of their own kind
        (figure("a", 63, "~en:windmill sends"), figure("b", 48, "~en:windmill sends"), False),
        (figure("a", 63, "~en:windmill sends"), figure("b", 63, "~en:windmill sends"), True),
    ],
)
def test_figures_are_of_one_matter(one: Voice, two: Voice, together: bool) -> None:
    assert met(one, two) == met(two, one) == ([["a", "b"]] if together else [])


def test_figures_that_differ_contradict_each_other() -> None:
    ((left, right),) = by_matter(
        {}, [figure("a", 63, "balloon sends"), figure("b", 48, "balloon sends")], WAR, GROUND, NO_TEXT
    ).values()
    assert compare_voices(left, right, GROUND) is Relation.DISPUTED


@pytest.mark.parametrize("more", [48, 12])
def test_a_page_with_two_figures_of_the_thing_contradicts_nobody(more: int) -> None:
    voices = [figure("a", 63, "balloon sends"), figure("a", more, "balloon sends"), figure("b", 48, "balloon sends")]
    assert met(*voices) == ([["a", "b"]] if more == 48 else [])


def test_one_page_alone_is_no_question() -> None:
    assert met(figure("a", 63, "balloon sends"), figure("a", 48, "balloon sends")) == []


def test_a_figure_joins_the_count_that_it_belongs_to() -> None:
    quantity = Quantity(Decimal(41), Decimal(41), "item", "exact", "truck")
    count = told("a", "count", Amount(quantity, "41", "en"), "truck entered")
    asked = {Question(WAR, "count", "truck entered"): [count]}
    ((asking, held),) = by_matter(asked, [count, figure("b", 60, "truck let-in")], WAR, GROUND, NO_TEXT).items()
    assert asking.kind == "count"
    assert [voice.claim.kind for voice in held] == ["count", "count"]


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        (day("a", "2026-03-03", "convoy"), day("b", "2026-03-03", "convoy sends"), True),
        (day("a", "2026-03-03", "convoy"), day("b", "2026-03-03", "talks"), False),
        (day("a", "2026-03-03", "convoy sends"), day("b", "2026-03-05", "convoy sends"), False),
        (day("a", "2026-03-03", "aid convoy sends"), day("b", "2026-03-05", "aid convoy sends"), True),
    ],
)
def test_days_are_of_one_matter(one: Voice, two: Voice, together: bool) -> None:
    found = by_day({}, [one, two], WAR, GROUND, NO_TEXT)
    assert [sorted(voice.page for voice in held) for held in found.values()] == ([["a", "b"]] if together else [])


@pytest.mark.parametrize(
    ("number", "dated", "moved"),
    [(11, False, True), (11, True, False), (400, False, False)],
)
def test_loose_dead_are_those_of_the_one_attack(number: int, dated: bool, moved: bool) -> None:
    attack, loose = toll("a", 4, "strike"), toll("b", number, "conflict")
    asked = {Question("evt_1", "casualties", "killed"): [attack], Question(WAR, "casualties", "killed"): [loose]}
    found = settled(asked, GROUND, frozenset({loose.claim.id} if dated else ()))
    assert (loose in found[Question("evt_1", "casualties", "killed")]) is moved


@pytest.mark.parametrize(("other", "stays"), [(6, True), (4, False)])
def test_loose_dead_beside_two_attacks_stay_loose_unless_both_have_one_figure(other: int, stays: bool) -> None:
    loose = toll("c", 5, "conflict")
    asked = {
        Question("evt_1", "casualties", "killed"): [toll("a", 4, "strike")],
        Question("evt_2", "casualties", "killed"): [toll("b", other, "strike")],
        Question(WAR, "casualties", "killed"): [loose],
    }
    assert (settled(asked, GROUND, frozenset()) == asked) is stays


def test_delegates_sent_and_delegates_seated_are_asked_of_as_attendance() -> None:
    held = by_matter({}, [figure("a", 30, "delegate attends"), figure("b", 18, "delegate sends")], WAR, GROUND, NO_TEXT)
    assert [asking.kind for asking in held] == ["attendance"]
