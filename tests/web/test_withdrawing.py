"""Retracting, rejecting and erasing on pages: with a ground, signed, open to being taken back while it can be."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from small_case import PAGES, pages

from goodoffices.records import CaseSettings
from goodoffices.workbench import Intake, Workbench


@pytest.fixture
def office(case: str, tmp_path: Path, serving: Any, client_of: Any) -> Any:
    """An officer at a case of one room, and a member who may decide but not erase."""
    assert os.environ["GOODOFFICES_KEYS"]
    with Workbench.create(str(tmp_path / "case"), Intake((), CaseSettings(name="Sable"))) as bench:
        bench.add(Intake.of([pages(tmp_path / "pages", PAGES)]))
        bench.member("ola", "officer")
        bench.member("mia", "member")
    serving(str(tmp_path / "case"))
    return client_of


def first_document(client: Any) -> str:
    (address, *_) = re.findall(r'href="(/documents/sha256:[0-9a-f]{64})"', client.get("/documents").content.decode())
    return address


def test_a_document_is_retracted_with_a_ground_and_counts_again(office: Any) -> None:
    mia = office("mia")
    address = first_document(mia)
    assert mia.post(f"{address}/retract", {"verdict": "retracted", "why": " "}).status_code == 400
    assert mia.post(f"{address}/retract", {"verdict": "retracted", "why": "withdrawn"})["Location"] == address
    shown = mia.get(address).content.decode()
    assert 'class="warning">retracted' in shown and "withdrawn" in shown and "Let it count again" in shown
    mia.post(f"{address}/retract", {"verdict": "restored", "why": "stands"})
    assert 'class="warning">retracted' not in mia.get(address).content.decode()


def test_a_claim_that_was_read_wrongly_leaves_the_findings(office: Any) -> None:
    mia = office("mia")
    address = first_document(mia)
    page = mia.get(address).content.decode()
    (claim, *_) = re.findall(r'name="claim" value="(clm_[a-z2-7]{26})"', page)
    assert mia.post(f"{address}/reject", {"claim": claim, "why": "a slip", "verdict": "rejected"}).status_code == 302
    assert 'class="rejected"' in mia.get(address).content.decode()
    assert mia.post(f"{address}/reject", {"claim": "clm_none", "why": "a slip"}).status_code == 400


def test_erasing_asks_for_ground_and_certainty_and_keeps_what_was_typed(office: Any) -> None:
    ola, mia = office("ola"), office("mia")
    address = first_document(ola)
    ident = address.rpartition("/")[2]
    assert mia.get("/erase").status_code == 403 and mia.post("/erase/now", {}).status_code == 403
    assert "erase" not in mia.get(address).content.decode()
    form = ola.get(f"/erase?what=document&which={ident}&room=press").content.decode()
    assert f'value="{ident}"' in form
    typed = {"what": "document", "which": ident, "room": "press", "why": "on request"}
    again = ola.post("/erase/now", typed)
    assert again.status_code == 400 and 'value="on request"' in again.content.decode()
    wrong = ola.post("/erase/now", typed | {"which": "sha256:" + "0" * 64, "sure": "yes"})
    assert wrong.status_code == 400 and "Nothing was erased" in wrong.content.decode()
    assert ola.get(address).status_code == 200
    assert ola.post("/erase/now", typed | {"sure": "yes"}).status_code == 200
    assert ola.get(address).status_code == 404


def test_a_person_is_blackened_in_every_page(office: Any) -> None:
    ola = office("ola")
    done = ola.post(
        "/erase/now", {"what": "person", "which": "Rustem Umerov", "room": "press", "why": "on request", "sure": "yes"}
    )
    assert done.status_code == 200
    (instead, *_) = re.findall(r'href="(/documents/sha256:[0-9a-f]{64})"', done.content.decode())
    assert "█" in ola.get(instead).content.decode()
    assert "Umerov" not in "".join(ola.get(path).content.decode() for path in ("/people", "/findings", instead))
