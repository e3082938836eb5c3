"""The map of places in Chromium: it is drawn, led by hand and by keyboard, and the drawing is there where it cannot be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from serving import chromium_started, follow, visitor

SOFTWARE = "--enable-unsafe-swiftshader"
"""WebGL without a graphics card."""
PLAIN = "HTMLCanvasElement.prototype.getContext = () => null"
"""What a browser without WebGL answers."""


@pytest.fixture(scope="module")
def home(chromium: str, demo_site: Any) -> Iterator[tuple[str, Any]]:
    """The origin of the site, and a browser context that has been let in."""
    origin, cookies = demo_site
    with chromium_started(chromium, SOFTWARE) as opened, visitor(opened) as context:
        context.add_cookies(cookies)
        # The session is that of other tests as well, and keeps the language they chose last.
        assert context.request.get(f"{origin}/today?lang=en").ok
        yield origin, context


def shot(page: Any) -> Image.Image:
    page.wait_for_timeout(400)
    return Image.open(io.BytesIO(page.locator(".ground .view").screenshot())).convert("RGB")


def dot(picture: Image.Image) -> tuple[int, int]:
    """The first spot of the picture that lies within a dot: the one colour of the page that is strongly blue."""
    pixels = picture.load()
    assert pixels is not None
    near = range(4)
    for y in range(60, picture.height - 4, 2):
        for x in range(4, picture.width - 4, 2):
            if all(pixels[x + step, y + step][2] - pixels[x + step, y + step][0] > 60 for step in near):
                return x + 2, y + 2
    raise AssertionError("no dot is drawn")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_drawn_and_a_click_opens_a_place(home: Any, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    origin, context = home
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    said: list[str] = []
    # The driver without a card complains of its own speed whenever the window is drawn.
    page.on("console", lambda one: None if "ReadPixels" in one.text else said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(origin + "/places?lang=uk")
    page.wait_for_selector(".atlas.live", timeout=60_000)
    assert not page.locator(".drawing").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert Axe().run(page).response["violations"] == []
    seen = shot(page)
    at = dot(seen)
    page.focus(".maplibregl-canvas")
    page.keyboard.press("+")
    assert shot(page).tobytes() != seen.tobytes()
    page.click("[data-act=all]")
    page.click(".ground .view", position={"x": at[0], "y": at[1]})
    page.wait_for_url("**/places/*lang=uk")
    assert said == []
    page.close()


def test_the_row_with_the_focus_is_ringed(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    page.goto(origin + "/places")
    page.wait_for_selector(".atlas.live", timeout=60_000)
    before = shot(page).tobytes()
    page.focus("[data-spot] a >> nth=0")
    assert shot(page).tobytes() != before
    page.close()


def test_the_drawing_stays_without_webgl_without_scripts_and_on_paper(home: Any) -> None:
    origin, context = home
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.add_init_script(PLAIN)
    page.goto(origin + "/places", wait_until="networkidle")
    assert page.locator(".drawing").is_visible() and not page.locator(".ground").is_visible()
    assert not [one for one in asked if "maplibre" in one]
    page.close()
    with visitor(context.browser, java_script_enabled=False) as still:
        still.add_cookies(context.cookies())
        page = still.new_page()
        page.goto(origin + "/places")
        assert page.locator(".drawing").is_visible() and not page.locator(".ground").is_visible()
        follow(page, ".drawing a >> nth=0")
        assert "/places/" in page.url
    page = context.new_page()
    page.goto(origin + "/places")
    page.wait_for_selector(".atlas.live", timeout=60_000)
    page.emulate_media(media="print")
    assert page.locator(".drawing").is_visible() and not page.locator(".ground").is_visible()
    page.close()
