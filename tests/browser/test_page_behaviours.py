"""What the pages do beyond plain HTML: drafts, one sending, keys, parts that depend on an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, engines
from django.urls import path
from django_cotton.compiler_regex import CottonCompiler
from playwright.sync_api import Browser, Page, Route, expect

from alongside.config.urls import urlpatterns as all_routes

DESK = """
{% extends "base_bare.html" %}
{% block content %}
<h1 data-keys>Desk</h1>
<c-find url="/find"/>
<a href="/note" data-key="n">Note</a> <a href="/today" data-key="g t">Today</a>
{% include "web/keys.html" %}
<c-form draft="/kept" action="/signed">
  <input type="radio" name="how" value="met" aria-label="Met" checked>
  <input type="radio" name="how" value="tried" aria-label="Tried">
  <p id="where" data-when="how=tried"><input name="where" aria-label="Where" required></p>
  <p id="minutes" data-when="how!=tried"><input name="minutes" aria-label="Minutes"></p>
  <textarea name="note" aria-label="What happened"></textarea>
  <c-saved/>
  <c-button kind="primary">Sign the note</c-button>
</c-form>
{% endblock %}
"""


def desk(request: HttpRequest) -> HttpResponse:
    template = engines["django"].engine.from_string(CottonCompiler().process(DESK))  # type: ignore[attr-defined]
    return HttpResponse(template.render(RequestContext(request)))


class Routes:
    """The house, and a desk with one of everything that behaves."""

    urlpatterns = [*all_routes, path("desk/", desk), path("note", desk), path("today", desk)]


class Server:
    """Answers one address in the server's place, and remembers what it was sent."""

    def __init__(self, page: Page, address: str, answer: Callable[[Route], None]) -> None:
        self.sent: list[dict[str, list[str]]] = []
        self.headers: list[dict[str, str]] = []
        self.answer = answer
        page.route(address, self._take)

    def _take(self, route: Route) -> None:
        self.sent.append(parse_qs(route.request.post_data or "", keep_blank_values=True))
        self.headers.append(route.request.headers)
        self.answer(route)


def kept(route: Route) -> None:
    route.fulfill(status=200, content_type="application/json", body='{"saved": true, "time": "14:02"}')


@pytest.fixture
def at_desk(page: Page, live_server: Any, settings: Any) -> Page:
    settings.ROOT_URLCONF = Routes
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    page.clock.install()
    page.goto(f"{live_server.url}/desk/")
    return page


def write(page: Page, text: str) -> None:
    page.get_by_label("What happened").press_sequentially(text)


def test_a_draft_is_kept_after_a_pause_and_the_page_says_when(at_desk: Page) -> None:
    server = Server(at_desk, "**/kept", kept)
    saved = at_desk.locator("[data-saved]")
    expect(saved).to_be_hidden()

    write(at_desk, "We walked")
    assert server.sent == []
    at_desk.clock.fast_forward(2_000)

    expect(saved).to_have_text("Saved 14:02")
    assert server.sent[0]["note"] == ["We walked"]
    assert server.headers[0]["x-draft"] == "1"
    assert server.headers[0]["x-csrftoken"]
    assert "csrfmiddlewaretoken" not in server.sent[0]


def test_leaving_the_field_keeps_it_at_once(at_desk: Page) -> None:
    server = Server(at_desk, "**/kept", kept)

    write(at_desk, "We walked")
    at_desk.get_by_label("What happened").blur()

    expect(at_desk.locator("[data-saved]")).to_have_text("Saved 14:02")
    assert len(server.sent) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda route: route.abort(), "No network"),
        (lambda route: route.fulfill(status=401), "You are signed out"),
        (lambda route: route.fulfill(status=500), "Not saved yet"),
    ],
)
def test_what_is_not_kept_is_said_and_tried_again(at_desk: Page, answer: Any, said: str) -> None:
    server = Server(at_desk, "**/kept", answer)
    write(at_desk, "We walked")
    at_desk.clock.fast_forward(2_000)
    expect(at_desk.locator("[data-saved]")).to_contain_text(said)

    server.answer = kept
    at_desk.clock.fast_forward(5_000)

    expect(at_desk.locator("[data-saved]")).to_have_text("Saved 14:02")
    assert server.sent[-1]["note"] == ["We walked"]
    assert at_desk.get_by_label("What happened").input_value() == "We walked"


def test_after_signing_in_again_in_another_tab_the_draft_goes_through(at_desk: Page) -> None:
    def refuse_once(route: Route) -> None:
        server.answer = kept
        route.fulfill(status=403)

    server = Server(at_desk, "**/kept", refuse_once)
    write(at_desk, "We walked")
    at_desk.clock.fast_forward(2_000)

    expect(at_desk.locator("[data-saved]")).to_have_text("Saved 14:02")
    tokens = [headers["x-csrftoken"] for headers in server.headers]
    assert len(set(tokens)) == 2
    assert at_desk.locator("form[data-draft] input[name=csrfmiddlewaretoken]").input_value() == tokens[-1]


def test_a_form_that_was_already_carried_out_stops_asking(at_desk: Page) -> None:
    server = Server(at_desk, "**/kept", lambda route: route.fulfill(status=409))
    write(at_desk, "We walked")
    at_desk.clock.fast_forward(2_000)
    expect(at_desk.locator("[data-saved]")).to_contain_text("already sent")

    at_desk.clock.fast_forward(60_000)

    assert len(server.sent) == 1


def test_signing_does_not_bring_the_draft_back(at_desk: Page) -> None:
    drafts = Server(at_desk, "**/kept", kept)
    Server(at_desk, "**/signed", lambda route: route.fulfill(status=204))

    write(at_desk, "We walked")
    at_desk.get_by_label("What happened").press("Tab")
    expect(at_desk.locator("[data-saved]")).to_have_text("Saved 14:02")
    at_desk.get_by_role("button", name="Sign the note").click()
    at_desk.clock.fast_forward(10_000)

    assert len(drafts.sent) == 1


def test_a_second_tap_is_dropped_and_a_later_one_is_sent(at_desk: Page) -> None:
    server = Server(at_desk, "**/signed", lambda route: route.fulfill(status=204))
    button = at_desk.get_by_role("button", name="Sign the note")

    button.dblclick()
    expect(button).to_have_attribute("aria-disabled", "true")
    assert len(server.sent) == 1

    at_desk.clock.fast_forward(3_000)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    at_desk.wait_for_function("() => true")
    assert len(server.sent) == 2


def test_nothing_is_written_to_the_browsers_own_storage(at_desk: Page) -> None:
    Server(at_desk, "**/kept", lambda route: route.abort())
    write(at_desk, "We walked")
    at_desk.clock.fast_forward(2_000)
    expect(at_desk.locator("[data-saved]")).to_contain_text("No network")

    assert at_desk.evaluate("Object.keys(localStorage)") == []
    # htmx notes the address of the page; addresses are opaque.
    assert at_desk.evaluate("Object.keys(sessionStorage)") == ["htmx-current-path-for-history"]


def test_a_part_is_shown_only_after_its_answer_and_keeps_what_was_typed(at_desk: Page) -> None:
    where = at_desk.locator("#where")
    expect(where).to_be_hidden()
    expect(at_desk.locator("#minutes")).to_be_visible()
    assert at_desk.locator("[name=where]").evaluate("field => field.required") is False

    at_desk.get_by_label("Tried").check()
    expect(where).to_be_visible()
    expect(at_desk.locator("#minutes")).to_be_hidden()
    assert at_desk.locator("[name=where]").evaluate("field => field.required") is True

    at_desk.get_by_label("Where").fill("The station")
    at_desk.get_by_label("Met", exact=True).check()
    at_desk.get_by_label("Tried").check()
    expect(at_desk.get_by_label("Where")).to_have_value("The station")


def test_without_javascript_every_part_is_shown(browser: Browser, live_server: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = Routes
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/")

    expect(page.locator("#where")).to_be_visible()
    expect(page.locator("#minutes")).to_be_visible()
    expect(page.locator("[data-saved]")).to_be_hidden()
    context.close()


def test_keys_work_outside_fields_only(at_desk: Page) -> None:
    at_desk.get_by_label("What happened").press_sequentially("n?/")
    assert at_desk.get_by_label("What happened").input_value() == "n?/"
    assert at_desk.url.endswith("/desk/")
    at_desk.get_by_label("What happened").blur()

    at_desk.keyboard.press("/")
    expect(at_desk.get_by_role("searchbox")).to_be_focused()
    at_desk.get_by_role("searchbox").blur()

    at_desk.keyboard.press("?")
    expect(at_desk.get_by_role("dialog")).to_be_visible()
    at_desk.keyboard.press("n")
    at_desk.keyboard.press("Escape")
    expect(at_desk.get_by_role("dialog")).to_be_hidden()
    assert at_desk.url.endswith("/desk/")


@pytest.mark.parametrize(("keys", "address"), [("n", "/note"), ("gt", "/today")])
def test_a_key_opens_its_page(at_desk: Page, keys: str, address: str) -> None:
    for key in keys:
        at_desk.keyboard.press(key)
    expect(at_desk).to_have_url(re.compile(f"{address}$"))


def test_g_alone_and_much_later_t_opens_nothing(at_desk: Page) -> None:
    at_desk.keyboard.press("g")
    at_desk.clock.fast_forward(1_500)
    at_desk.keyboard.press("t")
    assert at_desk.url.endswith("/desk/")


def test_names_are_found_while_typing(at_desk: Page) -> None:
    asked: list[str] = []
    typed: list[list[str]] = []

    def answer(route: Route) -> None:
        asked.append(f"{route.request.method} {route.request.url}")
        typed.append(parse_qs(route.request.post_data or "")["q"])
        route.fulfill(status=200, content_type="text/html", body='<a href="/p">Jonas Krogh</a>')

    at_desk.route("**/find", answer)
    # The clock stands still while it is typed, however long the machine takes between two keys.
    at_desk.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    at_desk.get_by_role("searchbox").press_sequentially("jon")
    at_desk.clock.fast_forward(300)

    expect(at_desk.locator("#find-results")).to_have_text("Jonas Krogh")
    assert asked == [f"POST {at_desk.url.replace('/desk/', '/find')}"]
    assert typed == [["jon"]]
