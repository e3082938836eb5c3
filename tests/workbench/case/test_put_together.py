"""What a server has at hand when it starts, and how a telling process makes way for those who answer."""

from __future__ import annotations

import gc
import os

import pytest

from goodoffices.web import server
from goodoffices.web.cases import close_all, opened
from goodoffices.web.site import Site
from goodoffices.workbench import Intake
from goodoffices.workbench.case.behind import NICE, Teller
from goodoffices.workbench.reading import catalogue


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_member_opens_lists_and_things_that_were_put_together(made, pages, monkeypatch):
    made.add(Intake.of([pages]))
    made.member("ada", "reader")
    made.put_together("uk")
    reader = made.as_member("ada").reader("uk")
    (document, *_), (person, *_) = (made.desk.standing(kind) for kind in ("reading", "person"))

    def never(*_):
        raise AssertionError("made while somebody waits")

    monkeypatch.setattr(catalogue, "Narrowed", never)
    monkeypatch.setattr(catalogue, "Index", never)
    assert reader.findings({}).rows and reader.documents({}).rows and reader.people().page({}, 1).rows
    assert reader.document(document.id).claims and reader.people().one(person.id).line.name
    with pytest.raises(AssertionError, match="while somebody waits"):
        reader.findings({"status": ("disputed",)})


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_a_server_begins_with_is_not_looked_through_again(made, pages, place):
    made.add(Intake.of([pages]))
    before = gc.get_freeze_count()
    try:
        server._ahead(Site(place, "x" * 50))
        assert gc.get_freeze_count() > before
        assert opened(place).as_member(None).reader().findings({}).rows
    finally:
        gc.unfreeze()
        close_all()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_telling_process_has_its_turn_after_those_who_answer(made, pages, place):
    teller = Teller(place, lambda answer: None)
    try:
        made.add(Intake.of([pages]))
        teller.ask(made.desk.room("press").key)
        assert teller.settle(60)
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, teller._child.pid) == min(own + NICE, 19)
    finally:
        teller.close()
