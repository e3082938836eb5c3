"""The side of people who sit in a delegation."""

from __future__ import annotations

from datetime import date

from goodoffices.claims.people.seated import seated
from goodoffices.records import Claim, Members, Person, Subject, claim_of, day_moment, span_of


def seat(party: tuple[str, ...], *people: str, polarity: str = "asserted") -> Claim:
    """A delegation's list."""
    subject = Subject("delegation", party, "", day_moment(date(2026, 2, 17)))
    value = Members(people, True, "text", "en")
    evidence = (span_of("rnd_1", "some text", 0, 4),)
    return claim_of(
        "attendance", subject, value, evidence, document="sha256:1", source="src_1", extractor="t/1", polarity=polarity
    )


def sides(people: tuple[Person, ...]) -> dict[str, str | None]:
    return {person.id: person.side for person in people}


PEOPLE = (Person("p1", "Budanov", ()), Person("p2", "Driscoll", (), side="us"), Person("p3", "Kostyukov", ()))


def test_a_member_without_a_side_has_the_party_s():
    assert sides(seated(PEOPLE, [seat(("ua",), "p1", "p2")])) == {"p1": "ua", "p2": "us", "p3": None}


def test_who_sits_in_two_delegations_or_in_none_that_is_named_keeps_none():
    lists = [seat(("ua",), "p1"), seat(("ru",), "p1"), seat((), "p3"), seat(("ru", "ua"), "p3")]
    assert sides(seated(PEOPLE, lists)) == {"p1": None, "p2": "us", "p3": None}


def test_who_is_said_not_to_sit_there_keeps_none():
    assert sides(seated(PEOPLE, [seat(("ua",), "p1", polarity="denied")])) == {"p1": None, "p2": "us", "p3": None}
