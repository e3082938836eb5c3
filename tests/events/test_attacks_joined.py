"""Which accounts tell of one attack or one exchange: by figure, by spot, by day."""

from __future__ import annotations

from decimal import Decimal

from handmade import Page, amount, concept, day

from goodoffices.events import join_events
from goodoffices.records import CaseSettings, Event, Quantity, Subject

TWO = ("aa", "bb")


def people(number: int, of: str = "person") -> Quantity:
    return Quantity(Decimal(number), Decimal(number), "person", of=of)


def joined(*pages: Page) -> tuple[tuple[Event, ...], list[list[str]]]:
    """The events, and for each page the events of its claims."""
    done = [page.done() for page in pages]
    events, of_claim, _ = join_events(done, {}, CaseSettings())
    return events, [[of_claim.get(claim.id, "") for claim in page.claims] for page in done]


def toll(name: str, published: str, number: int, spot: str = "", on: str | None = None) -> Page:
    subject = Subject("strike", (), "", day(on) if on else None, name="killed", text=spot)
    return Page(name, published, parties=TWO).say("casualties", subject, amount(people(number)))


def test_one_figure_is_one_attack_however_its_place_is_spelled() -> None:
    events, (one, two) = joined(
        toll("one", "2026-02-10", 24, "Ohn Taw", "2026-02-09"), toll("two", "2026-02-10", 24, "Сикайн", "2026-02-09")
    )
    assert one == two
    assert [event.kind for event in events] == ["strike"]


def test_other_figures_of_other_spots_are_other_attacks() -> None:
    _, (one, two) = joined(
        toll("one", "2026-02-10", 24, "Ohn Taw", "2026-02-09"), toll("two", "2026-02-10", 31, "Сикайн", "2026-02-09")
    )
    assert one != two


def test_small_figures_tell_no_attack_from_another() -> None:
    _, (one, two) = joined(
        toll("one", "2026-02-10", 2, "Ohn Taw", "2026-02-09"), toll("two", "2026-02-10", 2, "Сикайн", "2026-02-09")
    )
    assert one != two


def test_pages_of_later_days_still_mean_the_attack_on_their_spot() -> None:
    _, (one, two, three) = joined(
        toll("one", "2026-02-10", 114, "Kalogi", "2026-02-09"),
        toll("two", "2026-02-13", 79, "Калоги"),
        toll("three", "2026-02-26", 79, "Калоги"),
    )
    assert one == two != three


def test_an_undated_exchange_is_todays_rather_than_yesterdays() -> None:
    def swap(name: str, number: int, on: str | None) -> Page:
        subject = Subject("exchange", (), "", day(on) if on else None)
        return Page(name, "2026-03-06", parties=TWO).say("exchange", subject, amount(people(number, "prisoner")))

    _, (yesterday, today, bare) = joined(
        swap("one", 500, "2026-03-05"), swap("two", 157, "2026-03-06"), swap("three", 185, None)
    )
    assert yesterday != today == bare


def test_who_broke_a_truce_is_told_of_the_conflict() -> None:
    page = Page("one", "2026-02-10", parties=TWO).say("strike", Subject("conflict", TWO, name="breach"), concept("aa"))
    events, (claims,) = joined(page)
    assert events == ()
    assert claims == [""]
