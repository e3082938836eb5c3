"""The workbench in Chromium: from the printed address to cited words, with scripts and without, by keyboard, by eye."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPError, Request, urlopen

import pytest
from serving import chromium_started, follow, visitor

WIDTHS = (360, 800, 1280)
LIST = "/bulletins/six-hours-2026-02-18T12:00:00Z"


@pytest.fixture(scope="module")
def home(chromium: str, demo_site: Any) -> Iterator[tuple[str, Any]]:
    """The origin of the site, and a browser context that has been let in."""
    origin, cookies = demo_site
    with chromium_started(chromium) as opened, visitor(opened) as context:
        context.add_cookies(cookies)
        # The session is that of other tests as well, and keeps the language they chose last.
        assert context.request.get(f"{origin}/today?lang=en").ok
        yield origin, context


def menu(page: Any) -> list[str]:
    return [one.get_attribute("href") for one in page.query_selector_all("nav.pages a")]


@cache
def pages(home: str, context: Any) -> list[str]:
    """Every page of the menu, and one page behind each list."""
    page = context.new_page()
    page.goto(home + "/today")
    found = [*menu(page), "/jump?q=Umerov", "/documents/new", "/bulletins/draft", LIST]
    for path in list(found):
        page.goto(home + path)
        link = page.query_selector("main [data-rows] a, main table a, main ul a")
        if link is not None:
            found.append(link.get_attribute("href"))
    page.close()
    return list(dict.fromkeys(one for one in found if one.startswith("/")))


def status(address: str, **headers: str) -> int:
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        return int(error.code)


def test_from_the_first_page_to_the_words_behind_a_number(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(origin + "/today")
    follow(page, "text=3 disputed questions")
    follow(page, "a.ask >> nth=0")
    assert page.locator(".account").count() >= 2
    quote = page.inner_text("figure.cited mark >> nth=0")
    follow(page, "figure.cited figcaption a >> nth=0")
    marked = page.locator("mark:target")
    assert quote.split()[0] in marked.inner_text()
    follow(page, ".taken li a[href^='/findings/'] >> nth=0")
    assert "/findings/fnd_" in page.url
    page.close()


def test_the_printed_address_works_once_and_strangers_are_told_what_to_do(home: Any) -> None:
    origin, _ = home
    assert status(f"{origin}/arrive?token=wrong") == 403
    assert status(f"{origin}/today") == 403
    assert status(f"{origin}/findings.json") == 403
    assert status(f"{origin}/today", Host="evil.example") == 400
    assert status(f"{origin}/healthz") == 200


def test_no_page_complains_and_each_fits_every_width(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: None if "GL Driver" in one.text else said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    for path in pages(origin, context):
        for language in ("uk", "ru", "en"):
            page.goto(f"{origin}{path}{'&' if '?' in path else '?'}lang={language}")
            assert page.get_attribute("html", "lang") == language
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(TOO_WIDE, width) == [], (path, language, width)
            assert said == [], path
    page.close()


TOO_WIDE = """width => [
    ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
    ...[...document.querySelectorAll(width < 400 ? ".scroll:has(table)" : "none")]
        .filter(one => one.scrollWidth > one.clientWidth).map(one => one.ariaLabel || one.textContent.slice(0, 60)),
]"""
"""What reaches over the edge of the window: the page; on a telephone also any table, which has to stand in rows there."""

VIOLATIONS = {"resultTypes": ["violations"]}
OF_COLOURS = {**VIOLATIONS, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe that another scheme of colours can break: all else of a page is the same in it."""


def test_every_page_is_open_to_all_senses(home: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    origin, context = home
    page = context.new_page()
    found: list[tuple[str, str, str, list[str]]] = []
    for path in pages(origin, context):
        page.emulate_media(color_scheme="light")
        page.goto(origin + path)
        for scheme, rules in (("light", VIOLATIONS), ("dark", OF_COLOURS)):
            page.emulate_media(color_scheme=scheme)
            for one in Axe().run(page, options=rules).response["violations"]:
                found.append((path, scheme, one["id"], [node["html"][:160] for node in one["nodes"][:3]]))
    page.close()
    assert found == []


def test_the_language_is_switched_on_every_page(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(origin + "/findings")
    for code, word in (("uk", "Висновки"), ("ru", "Выводы"), ("en", "Findings")):
        follow(page, f"nav.languages a[lang={code}]")
        assert page.get_attribute("html", "lang") == code
        assert page.inner_text("h1").startswith(word)
    page.close()


def test_one_click_copies_a_citation(home: Any) -> None:
    origin, context = home
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    page = context.new_page()
    page.goto(origin + "/findings")
    follow(page, "a.ask >> nth=0")
    quote = page.inner_text("figure.cited mark >> nth=0")
    page.click("figure.cited button >> nth=0")
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert quote in copied and "[clm_" in copied
    page.close()


def test_the_timeline_is_zoomed_from_months_to_minutes_of_a_day(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(origin + "/timeline")
    follow(page, "nav.windows a[data-window=wider]")
    spans = [span_of(page)]
    while page.locator("nav.windows a[data-window=nearer]").count():
        follow(page, "nav.windows a[data-window=nearer]")
        spans.append(span_of(page))
    assert spans[0] > timedelta(days=50) and spans[-1] <= timedelta(minutes=30), spans
    assert spans == sorted(spans, reverse=True)
    page.close()


def span_of(page: Any) -> timedelta:
    """How much time the address of a timeline shows."""
    sought = parse_qs(urlsplit(page.url).query)
    begins, ends = (datetime.fromisoformat(sought[key][0]) for key in ("from", "to"))
    return ends - begins


def test_the_slash_opens_the_search_and_enter_goes_there(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(origin + "/today")
    page.keyboard.press("/")
    page.keyboard.type("sess")
    page.wait_for_selector("#jump-found a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#jump-found') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(findings|events|documents|people|timeline)"))
    page.close()


def test_rows_are_walked_by_keyboard(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(origin + "/findings")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-rows] > li a").nth(1).get_attribute("href")
    assert page.evaluate("document.activeElement.getAttribute('href')") == second
    page.close()


def test_files_are_sent_and_what_is_refused_is_named(home: Any, tmp_path: Path) -> None:
    origin, context = home
    good, bad = tmp_path / "note.txt", tmp_path / "broken.pdf"
    good.write_text("The Sable Post\nA note\n19 February 2026\n\nThe talks in Geneva ended, the post said.\n", "utf-8")
    bad.write_bytes(b"%PDF-1.7 and nothing more")
    page = context.new_page()
    page.goto(origin + "/documents/new")
    assert page.input_value("#room") == "press"
    page.set_input_files("#files", [str(good), str(bad)])
    assert page.locator("ul.files li").count() == 2
    page.click("form[data-send] button[type=submit]")
    page.wait_for_selector("ul.files li.refused", timeout=60_000)
    assert "broken.pdf" in page.inner_text("ul.files li.refused")
    assert "note.txt" in page.inner_text("ul.files li.read")
    assert page.is_enabled("form[data-send] button[type=submit]")
    page.click("details summary")
    page.fill("#zone", "Moon/Sea")
    page.set_input_files("#files", [str(good)])
    page.click("form[data-send] button[type=submit]")
    page.wait_for_selector("[data-said]:has-text('Write the day')")
    assert page.locator("ul.files li").count() == 1
    page.close()


def test_everything_works_without_scripts(home: Any) -> None:
    origin, context = home
    with visitor(context.browser, java_script_enabled=False) as still:
        still.add_cookies(context.cookies())
        page = still.new_page()
        page.goto(origin + "/findings")
        page.click("details.facets summary")
        follow(page, ".facet a >> nth=0")
        assert "status=" in page.url
        follow(page, "a.ask >> nth=0")
        assert page.locator("figure.cited mark").count() >= 1
        follow(page, "a[data-jump]")
        page.fill("#jump-q", "Umerov")
        follow(page, "form[role=search] button")
        assert page.locator(".found li").count() >= 1
        page.goto(origin + "/today")
        follow(page, "form.since button")
        assert page.url.endswith("/today")


def test_pages_print(home: Any, tmp_path: Path) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(origin + "/findings")
    page.pdf(path=tmp_path / "findings.pdf", format="A4")
    assert (tmp_path / "findings.pdf").read_bytes().startswith(b"%PDF")
    page.close()


HOSTILE = (
    'The <script>alert(1)</script> Post\n"><img src=x onerror=alert(2)> talks\n19 February 2026\n\n'
    "The talks in Geneva ended on 18 February, javascript:alert(3) said Rustem <b onclick=alert(4)>Umerov</b>. "
    "The session on 17 February lasted '\"><svg onload=alert(5)> nine hours. {{ 7 * 7 }} ${alert(6)} </textarea><script>alert(7)</script>\n"
)
"""A page that attacks whoever reads it."""


def test_hostile_pages_and_names_of_files_run_nothing(home: Any, tmp_path: Path) -> None:
    origin, context = home
    names = ['"><img src=x onerror=alert(1)>.txt', "'-alert(1)-'.txt", "<svg onload=alert(1)>.html"]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(HOSTILE.replace("nine", str(number + 11)), "utf-8")
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda one: (said.append(one.message), one.dismiss()))
    page.on("console", lambda one: None if "GL Driver" in one.text else said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(origin + "/documents/new")
    page.set_input_files("#files", [str(tmp_path / name) for name in names])
    page.click("form[data-send] button[type=submit]")
    page.wait_for_selector("ul.files li:nth-child(3):is(.read, .refused)", timeout=60_000)
    page.goto(origin + "/documents")
    hostile = [
        one.get_attribute("href") for one in page.query_selector_all("main a.title") if "img src" in one.inner_text()
    ]
    assert hostile
    for path in [
        *pages(origin, context),
        *hostile,
        "/today?since=2020-01-01",
        "/jump?q=alert",
        "/timeline/picture",
    ]:
        if path == "/timeline/picture":
            shown = context.request.get(origin + path).text()
            assert "<script" not in shown and "onload" not in shown
            continue
        opened = page.goto(origin + path)
        assert opened.ok, path
        assert (
            page.evaluate(
                "document.querySelectorAll('main script, main [onerror], main [onclick], main [onload]').length"
            )
            == 0
        )
    page.close()
    assert said == []
