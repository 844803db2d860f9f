"""The timeline on the page: chosen in the address, searched with the hits marked, each thing with its own address."""

from __future__ import annotations

import html
import logging
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.contacts.operations import record_attempt, record_contact
from alongside.people.operations import record_quote
from alongside.people.telling import _kinds
from alongside.web.logs import OpaqueOnly
from alongside.web.people.timeline import SHOWS
from alongside.web.turns import _TURNS
from tests.people_of_the_house import NOW


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def story(jonas) -> str:
    return reverse("story", args=[jonas.pk])


@pytest.fixture
def told(jonas, sofie):
    """A note in the park, a try, and something he said."""
    note = record_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW - timedelta(days=30),
        place_text="Åparken",
        text="On the bench. <b>Bella</b> & he were happy.",
    )
    record_attempt(by=sofie, enrolment=jonas, how="not_found", occurred_at=NOW - timedelta(days=2))
    record_quote(by=sofie, person=jonas.person, text="I want Bella back.", said_on=date(2026, 11, 3))
    return note


def test_every_kind_has_words_and_every_group_a_label() -> None:
    assert set(_kinds) == set(_TURNS)
    assert {kind.shows for kind in _kinds.values()} <= {name for name, _label in SHOWS}


def test_entries_stand_under_their_month(sign_in, story, told) -> None:
    said = _text(sign_in("sofie").get(story))
    months = re.findall(r'<h2 class="story__when">([^<]+)</h2>', said)
    assert months == ["November 2026", "October 2026", "September 2025", "August 2025"]


def test_hits_are_marked_and_nothing_is_taken_for_markup(sign_in, story, told) -> None:
    said = _text(sign_in("sofie").get(story, {"q": "béLLA"}))
    assert "&lt;b&gt;<mark>Bella</mark>&lt;/b&gt; &amp; he were happy." in said
    assert "I want <mark>Bella</mark> back." in said
    assert "We tried" not in said
    assert 'value="béLLA"' in said


def test_words_that_stand_nowhere_say_so_and_stay_in_the_box(sign_in, story, told) -> None:
    said = _text(sign_in("sofie").get(story, {"q": "giraffe"}))
    assert "These words stand in nothing that is written." in said
    assert 'value="giraffe"' in said


def test_what_was_sought_is_in_no_log(sign_in, story, told, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_in("sofie").get(story, {"q": "giraffe"})
    record = logging.LogRecord(
        "gunicorn", logging.WARNING, "", 0, "slow: GET %s", (f"{story}?q=giraffe",), None
    )
    OpaqueOnly().filter(record)
    assert "giraffe" not in record.getMessage()
    assert not [
        one for one in caplog.records if one.name != "django.db.backends" and "giraffe" in one.getMessage()
    ]


def test_up_to_a_day(sign_in, story, told) -> None:
    said = _text(sign_in("sofie").get(story, {"until": "2026-11-03"}))
    assert "I want Bella back." in said
    assert "We tried" not in said
    assert "Later" in said


def test_what_was_chosen_stays_chosen_on_the_way_earlier(sign_in, jonas, sofie, story) -> None:
    for days in range(25):
        record_contact(
            by=sofie,
            enrolment=jonas,
            kind="phone",
            occurred_at=NOW - timedelta(days=days),
            text=f"Call {days}.",
        )
    browser = sign_in("sofie")
    first = browser.get(story, {"show": "talked", "q": "call"})
    (earlier,) = re.findall(r'href="(\?[^"]*before=[^"]+)"', first.content.decode())
    assert "show=talked&amp;q=call" in earlier
    second = _text(browser.get(story + html.unescape(earlier)))
    assert "<mark>Call</mark> 24." in second
    (later,) = re.findall(r'href="(\?[^"]*after=[^"]+)"', second)
    assert "<mark>Call</mark> 0." in _text(browser.get(story + html.unescape(later)))


@pytest.mark.parametrize(
    "choice", [{"show": "x"}, {"goal": "x"}, {"before": "x"}, {"until": "x"}, {"after": "x"}]
)
def test_an_address_that_was_cut_shows_everything(sign_in, story, told, choice) -> None:
    assert "We tried" in _text(sign_in("sofie").get(story, choice))


def test_each_entry_has_an_address_of_its_own(sign_in, story, told) -> None:
    said = _text(sign_in("sofie").get(story))
    anchors = re.findall(r'<article class="entry" id="([^"]+)"', said)
    assert f"note-{told.pk}" in anchors
    assert len(set(anchors)) == len(anchors) == said.count('class="entry"')


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_an_address_that_was_pasted_asks_again_who_one_is(sign_in, story, told, stranger) -> None:
    browser = sign_in(stranger)
    for address in (story, reverse("contact", args=[told.pk])):
        assert browser.get(address).status_code == 404
