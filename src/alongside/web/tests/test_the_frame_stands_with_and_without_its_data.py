"""The frame shows who is signed in and everyone they walk with; without that data the page still stands."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from alongside.web.tests.markup import Page

pytestmark = pytest.mark.usefixtures("in_english")


def person(name: str, days: int | None, state: str = "") -> SimpleNamespace:
    return SimpleNamespace(url="/p", name=name, initials="XX", days=days, state=state, current=False)


def item(icon: str, *, current: bool = False, note: bool = False) -> SimpleNamespace:
    return SimpleNamespace(url=f"/{icon}", icon=icon, label=icon.title(), current=current, note=note)


CHROME = SimpleNamespace(
    name="Sofie Lindholm",
    initials="SL",
    role_label="Case manager",
    nav=[item("today", current=True), item("note"), item("team")],
    tabs=[item("today", current=True), item("note", note=True)],
    people=[person("Jonas", 12, "silent"), person("Kim", 1), person("Palle", 8, "quiet"), person("Ea", None)],
    people_of="4 of 8",
    search_url="/find",
    demo=True,
)


def frame(**context: object) -> Page:
    request = RequestFactory().get("/today")
    return Page(render_to_string("base.html", {"chrome": None, **context}, request))


def test_the_page_stands_without_the_frames_data() -> None:
    page = frame()
    assert page.one("main")
    assert page.all("nav") == []
    assert page.all("dialog") == []


def test_everyone_i_walk_with_is_in_the_rail_with_the_days_in_words() -> None:
    rows = [a.text for a in frame(chrome=CHROME).all("a", href="/p")]
    assert "silent, last met 12 days ago" in rows[0]
    assert "last met 1 day ago" in rows[1]
    assert "quiet, last met 8 days ago" in rows[2]
    assert "not met yet" in rows[3]


def test_one_page_is_the_current_one_in_each_navigation() -> None:
    page = frame(chrome=CHROME)
    assert len(page.all("a", aria_current="page")) == 2
    assert {a.attrs["href"] for a in page.all("a", aria_current="page")} == {"/today"}


def test_signing_out_choosing_a_language_and_searching_are_posts() -> None:
    page = frame(chrome=CHROME)
    actions = {
        form.attrs["action"]: form.attrs["method"] for form in page.all("form") if "action" in form.attrs
    }
    assert actions["/account/logout/"] == "post"
    assert actions["/language/"] == "post"
    assert actions["/find"] == "post"


def test_a_try_out_says_so_on_every_page() -> None:
    assert "Everyone here is invented" in frame(chrome=CHROME).one("aside", having="demo").text


def test_messages_are_said_once_and_aloud() -> None:
    page = frame(messages=[Message(constants.SUCCESS, "Kept."), Message(constants.ERROR, "Not kept.")])
    assert page.one("div", having="toasts").attrs["role"] == "status"
    assert [toast.text for toast in page.all("div", having="toast")] == ["Kept.", "Not kept."]
    assert "toast--late" in page.all("div", having="toast")[1].classes


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_pages_for_when_all_fails_need_nothing(name: str) -> None:
    page = Page(get_template(name).render())
    assert page.one("h1").text
    assert [form for form in page.all("form")] == []


def test_nothing_of_a_page_is_kept_in_the_browsers_storage_by_htmx() -> None:
    config = frame().one("meta", name="htmx-config").attrs["content"]
    assert '"historyCacheSize":0' in config
    assert '"allowEval":false' in config
    assert '"includeIndicatorStyles":false' in config
