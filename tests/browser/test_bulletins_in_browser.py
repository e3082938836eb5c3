"""Bulletins in Chromium: office, rival lines and regions are drawn, a copy is checked, the daily one is signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import chromium_started, follow, visitor

WENT_OUT = "/bulletins/day-2031-02-12T00:00:00Z"


@pytest.fixture(scope="module")
def home(chromium: str, demo_site: Any) -> Iterator[tuple[str, Any]]:
    origin, cookies = demo_site
    with chromium_started(chromium) as opened, visitor(opened, accept_downloads=True) as context:
        context.add_cookies(cookies)
        assert context.request.get(f"{origin}/today?lang=en").ok
        yield origin, context


@pytest.mark.parametrize(
    ("language", "age", "by"),
    [
        ("en", "13 days old", "Regions as drawn by Atlas of the mission."),
        ("uk", "давність 13 днів", "Регіони за поділом: Atlas of the mission."),
        ("ru", "давность 13 дней", "Регионы по делению: Atlas of the mission."),
    ],
)
def test_office_rival_lines_and_regions_stand_on_the_page(home: Any, language: str, age: str, by: str) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(f"{origin}{WENT_OUT}?lang={language}")
    page.wait_for_selector(".drawn svg")
    assert page.locator(".drawn svg path[stroke-dasharray]").count() == 2
    drawing = page.text_content(".drawn svg")
    assert "Arda's staff" in drawing and "Brend's staff" in drawing and age in drawing
    said = page.inner_text("main")
    assert "Duty desk" in said and by in said and "High Ford" in said
    page.goto(f"{origin}{WENT_OUT}?lang=en")
    page.close()


def test_a_copy_that_one_was_given_is_held_against_the_signature(home: Any, tmp_path: Path) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(f"{origin}{WENT_OUT}?lang=en")
    with page.expect_download() as coming:
        page.click("p.files-of a:text-is('incidents.csv')")
    copy = tmp_path / coming.value.suggested_filename
    coming.value.save_as(copy)
    for changed, said in (("", "as it was signed"), ("one more line\n", "not the file that was signed")):
        copy.write_text(copy.read_text("utf-8") + changed, "utf-8")
        page.set_input_files("form.giving input[type=file]", str(copy))
        follow(page, "form.giving button")
        page.wait_for_selector("#copy")
        assert said in page.inner_text("section[aria-labelledby=signature]")
    page.close()


def test_the_daily_bulletin_is_read_and_signed_by_keyboard(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(f"{origin}/bulletins/draft?ends=2031-02-14T00:00&lang=en")
    assert "not over yet" in page.inner_text("main [role=alert]")
    page.goto(f"{origin}/bulletins/draft?ends=2026-02-19T06:00&lang=en")
    page.wait_for_selector("article.bulletin")
    page.focus("form[method=post] button")
    with page.expect_navigation(timeout=90_000):
        page.keyboard.press("Enter")
    assert page.url.startswith(f"{origin}/bulletins/day-2026-02-19T06")
    assert "The signature holds" in page.inner_text("main")
    assert {"bulletin.en.pdf", "bulletin.uk.pdf", "bulletin.ru.pdf"} <= {
        one.inner_text() for one in page.query_selector_all("p.files-of a")
    }
    page.close()
