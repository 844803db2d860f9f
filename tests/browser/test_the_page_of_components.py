"""Every component at once: no accessibility fault, nothing the policy refuses, no sideways scrolling."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import path
from playwright.sync_api import Browser, Page

from alongside.config.urls import urlpatterns as all_routes
from alongside.web.design.views import design

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Routes:
    """The house, and the page of components."""

    urlpatterns = [*all_routes, path("design/", design)]


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    settings.ROOT_URLCONF = Routes
    return f"{live_server.url}/design/"


@pytest.mark.parametrize(
    ("width", "height", "scheme", "state"),
    [
        (320, 640, "light", "?errors"),
        (390, 844, "dark", ""),
        (1360, 900, "light", ""),
        (1360, 900, "dark", "?errors"),
    ],
)
def test_no_accessibility_fault_and_no_sideways_scrolling(
    browser: Browser, address: str, width: int, height: int, scheme: Any, state: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(address + state)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]

    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()


def test_everything_needed_is_loaded_and_comes_from_here(page: Page, address: str) -> None:
    answers: dict[str, int] = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.goto(address, wait_until="networkidle")

    here = address.removesuffix("design/")
    assert [url for url in answers if not url.startswith(here)] == []
    assert [url for url, status in answers.items() if status != 200] == []
    names = {url.rsplit("/", 1)[-1] for url in answers}
    assert {"app.css", "app.js", "htmx-2.min.js", "icons.svg"} <= names
    assert page.evaluate("document.fonts.check('1rem \"IBM Plex Sans\"')")


def test_what_is_loaded_first_stays_small(page: Page, address: str) -> None:
    """Under 100 KB compressed without fonts, so that it opens on a slow phone."""
    sizes: list[int] = []
    page.on(
        "response",
        lambda answer: sizes.append(len(gzip.compress(answer.body()))) if _weighs(answer.url) else None,
    )
    page.goto(address, wait_until="networkidle")

    assert len(sizes) >= 4
    assert sum(sizes) < 100_000


def _weighs(url: str) -> bool:
    return not url.endswith(".woff2")
