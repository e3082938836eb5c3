"""Addresses outlive what they name: a finding or event that later pages made another leads to what it became."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from goodoffices.records import CaseParty, CaseSettings
from goodoffices.workbench import Intake, Workbench

SETTINGS = CaseSettings(name="Port Sable", parties=(CaseParty("ua", "Ukraine"), CaseParty("ru", "Russia")))
FIRST = (
    "The Harbour Post\nTalks in Geneva end on second day\n18 February 2026\n\nThe talks between Ukraine and Russia in Geneva "
    "ended on 18 February after two hours, said Rustem Umerov. The session on 17 February lasted six hours.\n"
)
LATER = (
    "Evening Wire\nGeneva round closes\n18 February 2026\n\nThe talks in Geneva between Russia and Ukraine on 17 February "
    "lasted about four hours. The next round of talks opens in Geneva on 5 March 2026.\n"
)


@pytest.fixture
def grown(case: str, tmp_path: Path, serving: Any) -> tuple[list[str], list[str]]:
    """Findings and events that the first page of a case gave and the second one took away."""
    place, found = str(tmp_path / "case"), []
    with Workbench.create(place, Intake((), SETTINGS, zone="Europe/Kyiv")) as bench:
        bench.member("rita", "reader", room="press")
        bench.add_room("talks", open_to_all=False)
        bench.member("tom", "reader", room="talks")
        for number, text in enumerate((FIRST, LATER)):
            (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
            bench.add(Intake.of([tmp_path / f"{number}.txt"]))
            reader = bench.reader("en")
            events = {one.id for one in reader.timeline().every({}, None, None)}
            found.append(({one.id for one in reader.every_finding({})}, events))
    serving(place)
    (findings, events), (findings_now, events_now) = found
    return sorted(findings - findings_now), sorted(events - events_now)


def test_an_old_address_leads_to_what_took_its_place(grown: Any, client_of: Any) -> None:
    findings, events = grown
    assert findings and events
    rita, tom = client_of("rita"), client_of("tom")
    for kind, idents in (("findings", findings[:5]), ("events", events[:3])):
        for ident in idents:
            led = rita.get(f"/{kind}/{ident}?lang=uk")
            assert led.status_code == 302, (kind, ident)
            assert rita.get(led["Location"]).status_code == 200 and "lang=uk" in led["Location"]
            twin = rita.get(f"/{kind}/{ident}.json")
            assert twin.status_code == 302 and ".json" in twin["Location"]
            assert json.loads(rita.get(twin["Location"]).content)
            assert tom.get(f"/{kind}/{ident}").status_code == 404
    assert rita.get(f"/findings/fnd_{'a' * 26}").status_code == 404
