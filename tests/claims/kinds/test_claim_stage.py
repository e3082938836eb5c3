"""Which talks a page is about: their days by beginning, end and length, their town, the first of several days."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.claims import annotated
from goodoffices.documents import document_of
from goodoffices.records import CaseSettings, Claim
from goodoffices.sources import Arrival, Saying


def claims(published: str, *lines: str) -> list[Claim]:
    arrival = Arrival("page.txt", "\n".join(lines).encode(), "text/plain")
    document = document_of(arrival, CaseSettings(), Saying(date.fromisoformat(published)))
    return list(annotated(document, CaseSettings()).claims)


def days(found: list[Claim], kind: str) -> tuple[str, str]:
    moment = next(claim.subject.time for claim in found if claim.kind == kind)
    assert moment is not None
    return str(moment.first_day), str(moment.last_day)


@pytest.mark.parametrize(
    "lines",
    [
        ("The round opened in Geneva on May 2.", "The talks ended on Friday.", "The talks were fruitful."),
        ("Negotiators wrapped up four days of talks in Geneva on Friday.", "The talks were fruitful."),
    ],
)
def test_the_days_of_a_round_by_what_is_told_of_it(lines: tuple[str, ...]) -> None:
    found = claims("2023-05-06", "Talks in Geneva end", "", *lines)
    assert days(found, "assessment") == ("2023-05-02", "2023-05-05")


def test_the_beginning_of_a_second_day_is_none_of_the_round() -> None:
    found = claims("2023-05-03", "Talks in Geneva", "", "The second day of the two-day talks began on Wednesday.",
                   "The talks were fruitful.")  # fmt: skip
    assert all(claim.subject.time is None or claim.subject.time.last_day <= date(2023, 5, 3) for claim in found)


def test_the_day_on_which_talks_wrapped_up_is_the_one_reported() -> None:
    found = claims("2023-05-04", "Talks in Geneva end", "",
                   "- Following the conclusion of this round on Thursday, both teams will now report to their capitals.",
                   "An envoy spoke of progress after a two-day meeting in Geneva wrapped up Thursday.",
                   "The talks ended well before lunchtime, much shorter than the six hours of meetings on Wednesday.")  # fmt: skip
    told = [claim for claim in found if claim.kind == "end" and "lunchtime" in claim.value.text]
    assert days(told, "end") == ("2023-05-04", "2023-05-04")
    assert days(found, "duration")[1] == "2023-05-04"
    assert any(c.kind == "duration" and days([c], "duration")[0] == "2023-05-03" for c in found)


def test_the_first_day_is_the_earliest_that_is_dated() -> None:
    found = claims("2025-10-07", "Talks go on in Geneva", "", "Monday's session in Geneva lasted four hours.",
                   "The talks will resume on Tuesday.", "The first day was a failure.")  # fmt: skip
    assert days(found, "assessment") == ("2025-10-06", "2025-10-06")


def test_the_town_is_not_that_of_the_next_round_nor_of_what_was_settled() -> None:
    found = claims("2020-11-04", "Officers meet", "", "The talks in the desert town of Ghadames were fruitful.",
                   "The sides agreed to meet again in Sirte.", "Visits to prisons in Sirte and Tobruk were agreed.")  # fmt: skip
    place = next(claim.subject.place for claim in found if claim.kind == "assessment")
    assert place == "goodoffices:ghadames"
    visits = next(claim for claim in found if claim.kind == "agreement" and "prison-visits" in claim.value.ids)  # type: ignore[union-attr]
    assert visits.subject.place == place


def test_a_noun_takes_up_the_day_it_was_given() -> None:
    found = claims("2023-05-04", "Talks in Geneva", "", "On Monday the ministers began with a dinner in Geneva.",
                   "The ministers came back for Thursday's plenary.", "That plenary ran for 90 minutes.")  # fmt: skip
    assert days(found, "duration") == ("2023-05-04", "2023-05-04")


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_pages_dated_at_either_end_of_the_calendar_are_read(published: str) -> None:
    found = claims(published, "Talks in Geneva end", "", "The talks in Geneva ended on 3 March 2023 after three days.",
                   "The two presidents met in Ohrid on Saturday.", "The second day of the talks began on 2 March 2023.",
                   "The next round is to be held on Monday.", "Over the past month 40 people were killed in Taiz.")  # fmt: skip
    assert {"end", "place"} & {claim.kind for claim in found}
