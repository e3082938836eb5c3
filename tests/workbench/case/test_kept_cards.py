"""Cards that are kept aside for the next start: the same as those made of the things, sealed, gone with an erasure."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from goodoffices.store.tables import CARDS, OUTLINES
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.case.desk import Desk
from goodoffices.workbench.reading import catalogue


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(catalogue, "WORTH", 1)


def cards(bench):
    shelves = bench.as_member(None).reader().catalogue.shelves
    return {
        kind: [(one.room, one.id, one.entry, one.seen, one.story, one.face) for one in shelf.cards]
        for kind, shelf in shelves.items()
    }


def rows(bench, table=CARDS):
    with bench.desk.database.reading(bench.desk.actor) as connection:
        return dict(connection.execute(select(table.c.entry, table.c.sealed)).all())


def test_a_second_start_opens_no_thing_and_has_the_same_cards(made, pages, place, monkeypatch):
    made.add(Intake.of([pages]))
    first = cards(made)
    assert {kind for kind, found in first.items() if found} >= {"reading", "finding", "person", "event"}
    kept = rows(made)
    assert set(kept) == {entry for found in first.values() for _, _, entry, *_ in found}
    names = [face.name.encode() for *_, face in first["person"]]
    assert names and not any(name in sealed for sealed in kept.values() for name in names)
    opened = []
    bodies = Desk.bodies
    monkeypatch.setattr(
        Desk, "bodies", lambda desk, held: (opened.extend(one.what for one in held), bodies(desk, held))[1]
    )
    with Workbench.open(place) as again:
        assert cards(again) == first
    assert not {"reading", "finding", "person", "event", "judgement"} & set(opened)


def test_a_card_that_cannot_be_opened_is_made_again(made, pages, place):
    made.add(Intake.of([pages]))
    first = cards(made)
    with made.desk.database.writing() as connection:
        connection.execute(CARDS.update().values(sealed=b"\0" * 40))
    with Workbench.open(place) as again:
        assert cards(again) == first
        assert b"\0" * 40 not in rows(again).values()


def test_nothing_kept_aside_outlives_an_erasure(made, pages, place):
    made.add(Intake.of([pages]))
    cards(made)
    held = made.desk.standing("document")[0]
    (reading,) = made.desk.standing("reading", ident=held.id)
    assert reading.entry in rows(made) and reading.entry in rows(made, OUTLINES)
    made.erase("document", held.id, "a court's order")
    assert reading.entry not in rows(made) and reading.entry not in rows(made, OUTLINES)
    stand = {one.entry for what in catalogue.KINDS for one in made.desk.standing(what)}
    now = cards(made)
    assert {entry for found in now.values() for _, _, entry, *_ in found} >= stand
    with Workbench.open(place) as again:
        assert cards(again) == now
        assert all(one[1] != held.id for one in cards(again)["reading"])
