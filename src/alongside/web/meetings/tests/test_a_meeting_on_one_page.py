"""A meeting over HTTP: prepared on the phone, written down while it runs, signed, and followed up."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from alongside.contacts.models import Contact
from alongside.contacts.operations import plan_contact
from alongside.meetings.models import Line, Meeting, Paper
from alongside.meetings.operations import prepare_meeting, write_line
from alongside.network.operations import add_member, add_plan
from alongside.plans.models import Step
from alongside.plans.operations import add_goal, write_plan
from tests.people_of_the_house import NOW


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def planned(sofie, jonas) -> Contact:
    return plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="meeting",
        occurred_at=NOW + timedelta(hours=3),
        place_text="Job centre, room 4",
        text="The job plan",
        minutes=60,
    )


@pytest.fixture
def page(planned) -> str:
    return reverse("meeting", args=[planned.pk])


def test_it_is_prepared_together_and_a_double_tap_is_one_preparation(
    sign_in, jonas, sofie, planned, page
) -> None:
    rikke = add_member(by=sofie, person=jonas.person, name="Rikke Krogh", relation="sister")
    plan = add_plan(by=sofie, person=jonas.person, kind="job_plan", organisation="Jobcenter Solby")
    browser, write = sign_in("sofie"), reverse("meeting_prepare", args=[planned.pk])
    key = browser.get(write).context["form"].slot.key
    said = {
        "wish": "Half days.",
        "papers": "The letter\nHealth card",
        "names": "Mona Bæk",
        "members": [str(rikke.pk)],
        "about": str(plan.pk),
        "way": "Bus 4A, I meet you at nine",
        "key": key,
    }
    for _ in range(2):
        text = _text(browser.post(write, said, follow=True))
    for words in (
        "Half days.",
        "Health card",
        "Mona Bæk",
        "Rikke Krogh (sister)",
        "Jobcenter Solby",
        "Bus 4A",
    ):
        assert words in text
    assert Meeting.objects.visible_to(sofie).count() == 1
    assert "We meet about it" in _text(browser.get(reverse("network", args=[jonas.pk])))
    paper = Paper.objects.visible_to(sofie).get(text="Health card")
    assert "Not packed after all" in _text(
        browser.post(reverse("meeting_pack", args=[paper.pk]), {"packed": "1"}, follow=True)
    )


def test_what_a_colleague_added_to_the_lists_meanwhile_stays(sign_in, sofie, planned) -> None:
    prepare_meeting(by=sofie, contact=planned, wish="Half days.", papers=["Pass"])
    write = reverse("meeting_prepare", args=[planned.pk])
    first, second = sign_in("sofie"), sign_in("amina")
    shown = {"wish": "Half days.", "papers_read": "Pass", "version": "1"}
    second.post(write, {**shown, "papers": "Pass\nHealth card"})
    first.post(write, {**shown, "papers": "The letter"})
    papers = Paper.objects.visible_to(sofie).order_by("place").values_list("text", flat=True)
    assert list(papers) == ["The letter", "Health card"]


def test_a_line_is_one_form_and_the_kind_stays_for_the_next(sign_in, sofie, planned, page) -> None:
    browser = sign_in("sofie")
    form = browser.get(page).context["form"]
    key = str(form["key"].value())
    said = {
        "kind": "decided",
        "who": "Mona Bæk",
        "text": "Half days from March",
        "due_on": "1.12.2026",
        "key": key,
    }
    browser.post(page, said)
    answer = browser.post(page, said, follow=True)
    assert "Half days from March" in _text(answer)
    assert answer.context["form"]["kind"].value() == "decided"
    assert Line.objects.visible_to(sofie).count() == 1
    again = browser.post(page, {**said, "kind": "said", "key": str(planned.pk)})
    assert again.status_code == 422
    assert "A day belongs to what was decided" in _text(again)


def test_it_becomes_the_note_with_the_lines_in_it_and_a_decision_becomes_a_step(
    sign_in, sofie, jonas, planned, page
) -> None:
    write_plan(by=sofie, enrolment=jonas, wishes="", purpose="")
    goal = add_goal(by=sofie, enrolment=jonas, title="Work with animals")
    prepare_meeting(by=sofie, contact=planned, wish="Half days.", names=["Mona Bæk"])
    line = write_line(by=sofie, contact=planned, kind="decided", who="Jon", text="Visit the kennel")
    held = reverse("meeting_held", args=[planned.pk])
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        browser = sign_in("sofie")
        form = browser.get(held).context["form"]
        assert form["there"].value() == ["person", "Mona Bæk"]
        assert "Decided: Jon: Visit the kennel" in form["text"].value()
        said = {"there": ["person", "Mona Bæk"], "text": form["text"].value(), "meant": "I was heard."}
        text = _text(browser.post(held, {**said, "minutes": "60", "key": form.slot.key}, follow=True))
        assert "I was heard." in text
        assert "Make it a step" in text
        note = Contact.objects.visible_to(sofie).get(pk=planned.pk)
        assert (note.status, note.others_present, note.minutes) == ("held", "Mona Bæk", 60)
        assert "Visit the kennel" in _text(browser.get(reverse("story", args=[jonas.pk])))
        step = reverse("meeting_step", args=[line.pk])
        assert "A step of the plan" in _text(browser.post(step, {"goal": str(goal.pk)}, follow=True))
        assert "This is a step of the plan already" in _text(
            browser.post(step, {"goal": str(goal.pk)}, follow=True)
        )
    assert Step.objects.visible_to(sofie).get().title == "Visit the kennel"


def test_the_note_that_is_begun_elsewhere_knows_who_comes_and_what_was_said(
    sign_in, sofie, jonas, planned
) -> None:
    prepare_meeting(by=sofie, contact=planned, wish="Half days.", names=["Mona Bæk"])
    write_line(by=sofie, contact=planned, kind="said", who="Mona Bæk", text="There is room.")
    form = (
        sign_in("sofie").get(reverse("contact_new", args=[jonas.pk]), {"planned": planned.pk}).context["form"]
    )
    assert form["there"].value() == ["person", "Mona Bæk"]
    assert form["text"].value() == "Mona Bæk: There is room."


def test_today_asks_for_the_preparation_until_it_is_made(sign_in, sofie, jonas, planned, page) -> None:
    far = plan_contact(by=sofie, enrolment=jonas, kind="meeting", occurred_at=NOW + timedelta(days=10))
    browser = sign_in("sofie")
    asked = _text(browser.get("/"))
    assert "Meetings to prepare" in asked
    assert page in asked
    assert reverse("meeting", args=[far.pk]) not in asked
    assert "Prepare the meeting" in _text(browser.get(reverse("person", args=[jonas.person_id])))
    prepare_meeting(by=sofie, contact=planned, wish="Half days.")
    now = _text(browser.get("/"))
    assert "Meetings to prepare" not in now
    assert "Before, during and after" in now


def test_the_sheet_is_in_the_language_of_the_person_and_the_invitation_tells_nobody_whom(
    sign_in, sofie, jonas, planned
) -> None:
    prepare_meeting(by=sofie, contact=planned, wish="Halve dage.", papers=["Sygesikringskort"], way="Bus 4A")
    browser = sign_in("sofie")
    sheet = _text(
        browser.post(reverse("paper_meeting", args=[planned.pk]), {"language": "da", "act": "show"})
    )
    for words in ('lang="da"', "Halve dage.", "Sygesikringskort", "Bus 4A", "Job centre, room 4"):
        assert words in sheet
    invitation = browser.get(reverse("contact_file", args=[planned.pk])).content.decode()
    assert "BEGIN:VEVENT" in invitation
    for words in ("Jonas", "Krogh", "Job centre", "Halve"):
        assert words not in invitation


def test_a_protected_address_stands_on_no_sheet(sign_in, sofie, jonas, planned, house) -> None:
    from tests.people_of_the_house import writing

    prepare_meeting(by=sofie, contact=planned, wish="Half days.", way="From the shelter at Havnely")
    with writing(house.agency):
        jonas.person.address_protected = True
        jonas.person.save()
    sheet = _text(sign_in("sofie").get(reverse("paper_meeting", args=[planned.pk])))
    assert "Half days." in sheet
    assert "Havnely" not in sheet
    assert "room 4" not in sheet


@pytest.mark.parametrize("who", ["omar", "ilse", "vagn", "eva", "per", "ada", "karin"])
def test_for_others_there_is_no_meeting(sign_in, sofie, planned, page, who) -> None:
    prepare_meeting(by=sofie, contact=planned, wish="Half days.")
    line = write_line(by=sofie, contact=planned, kind="decided", text="Call")
    browser = sign_in(who)
    for route in ("meeting", "meeting_prepare", "meeting_held", "meeting_meant", "paper_meeting"):
        assert browser.get(reverse(route, args=[planned.pk])).status_code == 404
    said = {"kind": "said", "text": "I was there.", "key": str(planned.pk)}
    assert browser.post(page, said).status_code == 404
    assert browser.post(reverse("meeting_step", args=[line.pk]), {"goal": str(line.pk)}).status_code == 404


def test_a_visit_has_no_such_page(sign_in, sofie, jonas) -> None:
    visit = plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(hours=1))
    assert sign_in("sofie").get(reverse("meeting", args=[visit.pk])).status_code == 404
