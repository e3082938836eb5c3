"""Days set for what was agreed, terms of truces, and who asked for them."""

from __future__ import annotations

import pytest
from marked import claims_of


def dues(source: str, language: str = "en") -> list[tuple[str, str, str]]:
    """(what is set, its words, polarity) of every date set."""
    return [
        (claim.subject.name, claim.value.text, claim.polarity)
        for claim in claims_of(source, language)
        if claim.kind == "due"
    ]


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        ("The ceasefire takes effect on {t:2026-03-03|3 March}.", "en", ("ceasefire", "3 March", "planned")),
        ("Перемир'я набуде чинності {t:2026-03-03|3 березня}.", "uk", ("ceasefire", "3 березня", "planned")),
        ("Прекращение огня вступает в силу {t:2026-03-03|3 марта}.", "ru", ("ceasefire", "3 марта", "planned")),
        ("The truce came into force on {t:2026-02-17|Tuesday}.", "en", ("ceasefire", "Tuesday", "asserted")),
        ("The corridors are to open on {t:2026-02-22|Sunday}.", "en", ("corridor", "Sunday", "planned")),
        ("КПП откроют {t:2026-02-22|22 февраля}.", "ru", ("crossing", "22 февраля", "planned")),
        ("Prisoners must be free by {t:2026-02-28|28 February}.", "en", ("release", "28 February", "planned")),
        ("Вибори відбудуться {t:2026-05-31|31 травня}.", "uk", ("election", "31 травня", "planned")),
        ("Disarmament is to start on {t:2026-02-22|22 February}.", "en", ("disarmament", "22 February", "planned")),
        ("The ceasefire, as the ministry specified, was to begin on {t:2026-02-22|Sunday}.", "en", ("ceasefire", "Sunday", "planned")),
    ],
)  # fmt: skip
def test_days_are_set(source: str, language: str, expected: tuple[str, str, str]) -> None:
    assert dues(source, language) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "Ceasefire talks begin on {t:2026-03-03|3 March}.",
        "The president demanded that a ceasefire begin on {t:2026-03-03|3 March}.",
        "The second phase of the ceasefire begins on {t:2026-03-03|3 March}.",
        "The ceasefire began on {t:2025-01-19|19 January 2025}.",
        "They agreed in Doha on {t:2026-02-17|Tuesday} to open the crossing.",
        "The soldiers held since {t:2026-02-01|1 February} are to be released.",
        "Will the crossing open on {t:2026-03-03|3 March}?",
    ],
)
def test_other_days_are_not_set(source: str) -> None:
    assert dues(source) == []


@pytest.mark.parametrize(
    ("source", "language", "name"),
    [
        ("The ceasefire is to run for {d:180 day|180 days}.", "en", "ceasefire"),
        ("Перемир'я триватиме {d:6 week|шість тижнів}.", "uk", "ceasefire"),
        ("Соглашение продлено на {d:1 year|год}.", "ru", "arrangement"),
        ("They signed a {d:30 day|30-day} truce.", "en", "ceasefire"),
    ],
)
def test_terms_of_truces(source: str, language: str, name: str) -> None:
    assert [claim.subject.name for claim in claims_of(source, language) if claim.kind == "term"] == [name]


@pytest.mark.parametrize(
    "source",
    [
        "After {d:6 week|six weeks} of truce the guns were heard again.",
        "The ceasefire lasted {d:3 day|three days}.",
        "The talks are to run for {d:3 day|three days}.",
    ],
)
def test_what_has_passed_is_no_term(source: str) -> None:
    assert [claim for claim in claims_of(source) if claim.kind == "term"] == []


@pytest.mark.parametrize(
    ("source", "language", "party", "polarity"),
    [
        ("{a:pk|Pakistan} asked for a halt of all firing.", "en", "pk", "asserted"),
        ("The ceasefire came at the request of {a:in|India}.", "en", "in", "asserted"),
        ("Зустріч відбулася на прохання {a:eg|Єгипту}.", "uk", "eg", "asserted"),
        ("{a:in|Индия} попросила о прекращении огня.", "ru", "in", "asserted"),
    ],
)
def test_who_asked(source: str, language: str, party: str, polarity: str) -> None:
    found = [claim for claim in claims_of(source, language) if claim.kind == "initiative"]
    assert [(claim.value.ids, claim.polarity) for claim in found] == [((party,), polarity)]
