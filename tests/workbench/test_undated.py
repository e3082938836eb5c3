"""Pages without a date: inferred from the others, the same in any order."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from goodoffices.claims import annotated
from goodoffices.documents import document_of
from goodoffices.records import CaseSettings
from goodoffices.sources import Arrival, Saying
from goodoffices.workbench.undated import inferred_days


def page(name: str, text: str, published: date | None = None):
    settings = CaseSettings()
    return annotated(document_of(Arrival(name, text.encode(), "text/plain"), settings, Saying(published)), settings)


DATED = page("a.txt", "The delegations met in Muscat for two hours.", date(2025, 4, 12))
UNDATED = page("b.txt", "The delegations met in Muscat on April 12. An earlier round was held on March 3.")
FAR = page("c.txt", "The delegations met in Muscat on September 12.")


def test_the_newest_near_day_is_taken_in_any_order():
    for order in permutations([DATED, UNDATED, FAR]):
        assert inferred_days(order) == {"b.txt": date(2025, 4, 12)}


def test_without_a_dated_page_nothing_is_inferred():
    assert inferred_days([UNDATED, FAR]) == {}
