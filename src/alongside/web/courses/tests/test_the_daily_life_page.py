"""Daily life on the pages: written in a line, changed, made a step, over."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.daily.models import Matter
from alongside.daily.operations import write_matter
from alongside.plans.models import Step
from alongside.plans.operations import add_goal

TODAY = date(2026, 11, 24)


def said(response) -> str:
    return " ".join(response.content.decode().split())


def typed(**other):
    return {
        "kind": "debt",
        "text": "Owes the power company.",
        "told_by": "person",
        "said_on": "2026-11-24",
        **other,
    }


@pytest.fixture
def matter(sofie, jonas) -> Matter:
    return write_matter(
        by=sofie, person=jonas.person, kind="debt", text="Owes 12,400.", told_by="paper", said_on=TODAY
    )


def test_an_empty_page_says_what_is_kept_here(sign_in, jonas) -> None:
    assert "Nothing is written yet" in said(sign_in("sofie").get(reverse("daily", args=[jonas.pk])))


def test_a_line_is_written_once_however_often_it_is_sent(sign_in, jonas) -> None:
    browser, new = sign_in("sofie"), reverse("matter_new", args=[jonas.pk])
    page = browser.get(new)
    key = page.context["slot"].key
    for _again in range(2):
        shown = browser.post(new, typed(key=str(key)), follow=True)
    assert Matter.objects.unscoped().count() == 1
    assert "Owes the power company." in said(shown)
    assert "Debts" in said(shown)


def test_it_becomes_a_step_of_the_plan(sign_in, sofie, jonas, matter) -> None:
    browser, address = sign_in("sofie"), reverse("matter_step", args=[matter.pk])
    assert "There is no goal yet" in said(browser.get(address))
    goal = add_goal(by=sofie, enrolment=jonas, title="Order in the money", person_view="Peace.")
    shown = browser.post(
        address, {"goal": str(goal.pk), "title": "Ring them", "due_on": "2026-12-01"}, follow=True
    )
    assert Step.objects.unscoped().get().title == "Ring them"
    assert "Ring them" in said(shown)
    assert "Make it a step" not in said(shown)


def test_how_it_is_now_and_that_it_is_over(sign_in, jonas, matter) -> None:
    browser, address = sign_in("sofie"), reverse("matter_change", args=[jonas.pk, matter.pk])
    assert browser.get(reverse("matter", args=[matter.pk])).url == address
    browser.post(address, typed(text="Pays 300 a month.", version=str(matter.version)))
    matter.refresh_from_db()
    assert matter.text == "Pays 300 a month."
    shown = browser.post(address, {"end": "1", "ended_on": "2026-11-24"}, follow=True)
    assert "What is over" in said(shown)


def test_only_who_reads_the_course_finds_the_page(sign_in, jonas, matter) -> None:
    for name in ("omar", "vagn", "karin", "ilse", "eva", "ada"):
        browser = sign_in(name)
        for address in (
            reverse("daily", args=[jonas.pk]),
            reverse("matter", args=[matter.pk]),
            reverse("matter_step", args=[matter.pk]),
            reverse("matter_change", args=[jonas.pk, matter.pk]),
        ):
            assert browser.get(address).status_code == 404


def test_the_queries_do_not_grow_with_the_lines(sign_in, sofie, jonas, django_assert_max_num_queries) -> None:
    for number in range(12):
        write_matter(
            by=sofie, person=jonas.person, kind="debt", text=f"Line {number}", told_by="person", said_on=TODAY
        )
    browser = sign_in("sofie")
    browser.get(reverse("daily", args=[jonas.pk]))
    with django_assert_max_num_queries(14):
        browser.get(reverse("daily", args=[jonas.pk]))
