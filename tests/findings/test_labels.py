"""Values in words, in three languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from handmade import clock, concept, day, grade, hours, members, position

from goodoffices.findings import label, owner_name
from goodoffices.findings.labels import amount_label
from goodoffices.lexicon.concepts import vocabulary
from goodoffices.records import Amount, Moment, Quantity, When


@pytest.mark.parametrize(
    ("quantity", "language", "words"),
    [
        (hours("6"), "en", "six hours"), (hours("6"), "uk", "шість годин"), (hours("6"), "ru", "шесть часов"),
        (hours("1"), "en", "one hour"), (hours("2"), "uk", "дві години"), (hours("2"), "ru", "два часа"),
        (hours("4", modifier="about"), "en", "about four hours"), (hours("4", modifier="about"), "uk", "близько 4 годин"),
        (hours("12", modifier="at-least", unit="person"), "en", "at least 12 people"), (hours("12", modifier="at-least", unit="person"), "ru", "не менее 12 человек"),
        (hours("21", unit="person"), "ru", "21 человек"), (hours("1200", unit="item", of="prisoner"), "en", "1,200 prisoners"),
        (hours("3", "5", "between", "kilometre"), "en", "3 to five kilometres"), (hours("1.5"), "en", "1.5 hours"),
        (hours("20", unit="percent"), "en", "20 per cent"), (hours("5", unit="launcher"), "en", "5 launcher"),
    ],
)  # fmt: skip
def test_amounts(quantity: Quantity, language: str, words: str) -> None:
    assert amount_label(quantity, language) == words


def test_an_upper_bound_reads_as_one() -> None:
    assert label(Amount(Quantity(None, Decimal(6), "hour", "at-most"), "under six hours", "en")) == "at most six hours"


def test_times() -> None:
    assert label(When(day("2026-02-17", "2026-02-18"), "x", "en")) == "17–18 February 2026"
    assert label(When(day("2026-01-31", "2026-02-01"), "x", "en")) == "31 January – 1 February 2026"
    assert (
        label(When(clock("2026-02-17T10:00", "Europe/Kyiv"), "x", "en"), "ru") == "10:00 (UTC+02:00), 17 февраля 2026"
    )


def test_open_times() -> None:
    stamp = clock("2026-02-18T11:51", "Europe/Kyiv")
    latest = Moment(None, (stamp.begins or 0) + 60_000_000, "minute", zone="Europe/Kyiv")
    assert label(When(latest, "11:51", "en")) == "by 11:51 (UTC+02:00), 18 February 2026"
    assert label(When(Moment(day("2026-02-18").begins, None, "day"), "since", "en"), "ru") == "с 18 февраля 2026"


def test_everything_else() -> None:
    names = {"per_a": "Ada Moss", "us": "United States"}
    assert label(members("per_a", "per_b", more=True), "en", names) == "Ada Moss, per_b and others"
    assert label(grade("progress", 1), "uk") == "прогрес"
    assert label(concept("mediated-by:us"), "en", names) == "mediated (United States)"
    assert label(concept("unheard-of"), "en") == "unheard of"
    assert label(position("territory", "aa", "wants", "the valley")) == "wants: the valley"
    assert owner_name("unnamed:us:official", "en", names) == "an official (United States)"
    assert owner_name("per_a", "en", names) == "Ada Moss"


def test_every_template_exists_in_three_languages_with_the_same_gaps() -> None:
    for ident, entry in vocabulary("findings").items():
        labels = entry.get("labels")
        if labels is None:
            continue
        gaps = {
            language: {
                gap
                for gap in ("{left}", "{right}", "{value}", "{who}", "{other}", "{count}", "{event}", "{what}")
                if gap in text
            }
            for language, text in labels.items()
        }
        assert set(labels) == {"en", "uk", "ru"}, ident
        assert len({frozenset(found) for found in gaps.values()}) == 1, ident
