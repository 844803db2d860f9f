"""Four weeks as a footpath: one mark a day, a line under the days since the last meeting, and a sentence."""

from __future__ import annotations

import pytest

from alongside.web.rhythm import DayKind, rhythm
from alongside.web.tests.markup import render

pytestmark = pytest.mark.usefixtures("in_english")

QUIET: list[DayKind] = ["quiet"] * 28


def test_marks_stand_in_the_middle_of_their_day() -> None:
    strip = rhythm(QUIET, state="", lead="")
    assert [mark.x for mark in strip.marks][:3] == [4, 12, 20]
    assert strip.marks[-1].x == 220


@pytest.mark.parametrize(("last_met", "gap_from"), [(0, 9), (15, 129), (26, 217), (27, None)])
def test_the_line_starts_the_day_after_the_last_meeting(last_met: int, gap_from: int | None) -> None:
    days = [*QUIET]
    days[last_met] = "met"
    assert rhythm(days, state="silent", lead="").gap_from == gap_from


def test_without_a_meeting_there_is_no_line() -> None:
    assert rhythm(QUIET, state="silent", lead="").gap_from is None


def test_the_summary_counts_what_is_drawn() -> None:
    days: list[DayKind] = [*QUIET[:22], "met", "met", "phone", "tried", "tried", "tried"]
    assert rhythm(days, state="", lead="").summary == (
        "Last 28 days: met 2, phone 1, tried without meeting 3."
    )


def test_the_drawing_is_one_picture_with_its_sentence_beside_it() -> None:
    strip = rhythm([*QUIET[:27], "met"], state="quiet", lead="Quiet: 8 days", rest="since we met")
    page = render('<c-silence :rhythm="strip"/>', strip=strip)
    assert page.one("svg").attrs["role"] == "img"
    assert page.one("svg").attrs["aria-label"] == strip.summary
    assert page.one("p").text == "Quiet: 8 days since we met"
    assert "silence--quiet" in page.one("div").classes
    assert len(page.all("circle", having="n")) == 27
    assert len(page.all("path", having="m")) == 1
