"""The page of components shows every component, and each is what a browser and a screen reader expect."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from django.test import RequestFactory

from alongside.web.design.views import design, icon_names
from alongside.web.tests.markup import Page, render

pytestmark = pytest.mark.usefixtures("in_english")

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FRAME = [
    "base.html",
    "base_bare.html",
    "account/login.html",
    *(f"web/{n}.html" for n in ("rail", "thumb_bar")),
]


@pytest.fixture
def page() -> Page:
    return Page(design(RequestFactory().get("/design/")).content.decode())


@pytest.fixture
def page_with_errors() -> Page:
    return Page(design(RequestFactory().get("/design/?errors")).content.decode())


def test_every_component_is_shown_somewhere() -> None:
    shown = "".join((TEMPLATES / name).read_text() for name in ["design.html", *FRAME])
    parts = "".join(path.read_text() for path in (TEMPLATES / "cotton").glob("*.html"))
    for path in (TEMPLATES / "cotton").glob("*.html"):
        tag = f"<c-{path.stem.replace('_', '-')}"
        assert re.search(rf"{tag}[\s/>]", shown + parts), f"{path.name} is used nowhere"


def test_no_component_leaves_a_tag_of_its_own_behind(page: Page) -> None:
    assert [element.tag for element in page.elements if element.tag.startswith("c-")] == []


def test_ids_are_unique_and_every_reference_has_its_target(page_with_errors: Page) -> None:
    ids = Counter(element.attrs["id"] for element in page_with_errors.elements if "id" in element.attrs)
    assert [name for name, times in ids.items() if times > 1] == []
    for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for element in page_with_errors.elements:
            for target in element.attrs.get(name, "").split():
                assert target in ids, f"{name}={target}"


def test_nothing_rendered_carries_a_style_or_a_handler(page: Page) -> None:
    for element in page.elements:
        assert "style" not in element.attrs
        assert not [name for name in element.attrs if re.fullmatch(r"on[a-z]+", name)]


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    silent = render('<c-icon name="note"/>').one("svg")
    spoken = render('<c-icon name="note" label="Note"/>').one("svg")
    assert silent.attrs["aria-hidden"] == "true"
    assert (spoken.attrs["role"], spoken.attrs["aria-label"]) == ("img", "Note")


@pytest.mark.skipif(not icon_names(), reason="the frontend is not built")
def test_every_icon_named_in_a_template_exists() -> None:
    named = set()
    for path in TEMPLATES.rglob("*.html"):
        named |= set(re.findall(r'<c-icon name="([a-z]+)"|\b(?:icon|place)="([a-z]+)"', path.read_text()))
    assert {name for pair in named for name in pair if name} <= set(icon_names())


def test_a_person_is_a_circle_and_a_worker_a_square() -> None:
    assert render('<c-avatar initials="JK"/>').one("span").classes == {"avatar"}
    assert "avatar--worker" in render('<c-avatar initials="SL" kind="worker"/>').one("span").classes


def test_a_button_with_an_address_is_a_link_and_without_one_sends_the_form() -> None:
    link = render('<c-button href="/note" kind="primary">Write</c-button>').one("a")
    button = render('<c-button name="act" value="sign">Sign</c-button>').one("button")
    assert (link.attrs["href"], link.text) == ("/note", "Write")
    assert (button.attrs["type"], button.attrs["name"], button.attrs["value"]) == ("submit", "act", "sign")


def test_a_button_that_is_only_an_icon_says_its_name() -> None:
    button = render('<c-button icon="phone" label="Call Jonas"></c-button>').one("button")
    assert button.attrs["aria-label"] == "Call Jonas"


def test_a_late_date_has_more_than_its_colour(page: Page) -> None:
    late = page.all("span", having="due--late")
    assert late
    assert all(element.text for element in late)


def test_what_people_wrote_is_escaped() -> None:
    page = render('<c-voice :who="who">{{ words }}</c-voice>', who="<b>J</b>", words="<script>x</script>")
    assert [element.tag for element in page.elements] == ["blockquote", "p", "cite"]
    assert page.one("p").text == "<script>x</script>"
    assert page.one("cite").text == "<b>J</b>"


def test_the_rung_that_is_now_is_said_to_be_so(page: Page) -> None:
    rung = page.one("li", having="now")
    assert rung.attrs["aria-current"] == "step"


def test_steps_done_are_counted_in_words_and_marks() -> None:
    path = render('<c-path :done="3" :of="5"/>')
    assert "3 of 5 steps" in path.one("span", having="path").text
    assert len(path.all("i")) == 5
    assert len(path.all("i", having="done")) == 3


@pytest.mark.parametrize(
    ("on", "of", "free", "over"), [(2, 4, 2, 0), (8, 8, 0, 0), (9, 8, 0, 1), (0, 8, 8, 0)]
)
def test_places_taken_free_and_over_the_norm(on: int, of: int, free: int, over: int) -> None:
    marks = render('<c-slots :on="on" :of="of"/>', on=on, of=of).all("i")
    assert len([mark for mark in marks if "on" in mark.classes]) == min(on, of)
    assert len([mark for mark in marks if "over" in mark.classes]) == over
    assert len(marks) == max(on, of)
    assert len(marks) - min(on, of) - over == free


def test_a_stay_takes_its_share_of_the_width(page: Page) -> None:
    strip = page.one("ul", having="strip")
    assert strip.attrs["aria-label"] == "Where he has lived"
    assert [sorted(li.classes) for li in page.all("li") if "out" in li.classes] == [["out", "span-3"]]
