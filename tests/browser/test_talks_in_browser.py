"""A form of the talks in Chromium: what is typed outlives a broken line, and is one entry however often it is sent."""

from __future__ import annotations

import re
from typing import Any

from serving import chromium_started, served, visitor


def test_what_is_typed_outlives_a_broken_line(chromium: str, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("served")
    with (
        served(["demo", "--out", "out", "--serve"], folder) as address,
        chromium_started(chromium) as opened,
        visitor(opened) as context,
    ):
        origin = address.split("/arrive")[0]
        page = context.new_page()
        page.goto(address)
        assert page.url == f"{origin}/today"
        form = f"{origin}/talks/enter?kind=note&round=geneva-2026-02-17"
        page.goto(form)
        page.fill("#f-text", "typed on a bad line")
        context.set_offline(True)
        page.click("button[type=submit]")
        page.wait_for_timeout(300)
        context.set_offline(False)
        page.goto(form)
        assert page.input_value("#f-text") == "typed on a bad line"
        page.click("button[type=submit]")
        page.wait_for_url("**/talks/rounds/geneva-2026-02-17#ent_*")
        assert "typed on a bad line" in page.inner_text("main")
        page.goto(form)
        assert page.input_value("#f-text") == ""
        page.fill("#f-text", "typed on a bad line")
        page.click("button[type=submit]")
        page.wait_for_url("**#ent_*")
        assert len(re.findall("typed on a bad line", page.inner_text("main"))) == 1
