"""The page of who is around someone, and of other plans."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.contacts.operations import record_contact
from alongside.network.models import NetworkMember, OtherPlan
from alongside.network.operations import add_member
from alongside.people.models import Flag
from tests.people_of_the_house import NOW, writing

TODAY = date(2026, 11, 24)


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_someone_is_written_down_and_put_right(sign_in, jonas, sofie) -> None:
    browser, new = sign_in("sofie"), reverse("member_new", args=[jonas.pk])
    key = browser.get(new).context["form"].slot.key
    typed = {
        "kind": "private",
        "name": "Rikke Krogh",
        "relation": "sister",
        "phone": "55 50 01 70",
        "may_speak": "yes",
        "key": key,
    }
    for _ in range(2):
        said = _text(browser.post(new, typed, follow=True))
    assert "Rikke Krogh" in said
    assert "we may speak with them" in said
    rikke = NetworkMember.objects.visible_to(sofie).get()
    change = reverse("member_change", args=[jonas.pk, rikke.pk])
    said = _text(browser.post(change, {**typed, "key": "", "may_speak": "no", "version": 1}, follow=True))
    assert "we may not speak with them" in said
    answer = browser.post(change, {**typed, "key": "", "may_speak": "ask", "version": 1})
    assert [one.theirs for one in answer.context["form"].together.clashes] == ["No"]


def test_it_says_when_we_last_met_together_and_where_that_is_written(sign_in, jonas, sofie) -> None:
    for name in ("Rikke Krogh", "Rik"):
        add_member(by=sofie, person=jonas.person, kind="private", name=name, may_speak="yes")
    noted = [
        record_contact(
            by=sofie,
            enrolment=jonas,
            kind="meeting",
            occurred_at=NOW - timedelta(days=days),
            text="We talked about Sunday.",
            others_present=others,
        )
        for days, others in ((9, "rikke krogh"), (4, "Ole, Rikke Krogh and the nurse"), (1, "Rikkers"))
    ]
    said = _text(sign_in("sofie").get(reverse("network", args=[jonas.pk])))
    assert said.count("We last met together") == 1
    assert reverse("contact", args=[noted[1].pk]) in said


def test_building_a_tie_can_be_a_goal(sign_in, jonas, sofie, scene) -> None:
    rikke = add_member(by=sofie, person=jonas.person, kind="private", name="Rikke Krogh", may_speak="yes")
    browser, new = sign_in("sofie"), reverse("goal_new", args=[jonas.pk])
    address = f"{new}?tie={rikke.pk}"
    assert address in browser.get(reverse("network", args=[jonas.pk])).content.decode()
    form = browser.get(address).context["form"]
    assert (form["title"].value(), form["dimension"].value()) == ("The tie with Rikke Krogh", "network")
    kim = scene.course("Kim Thorsen")
    other = reverse("goal_new", args=[kim.pk])
    assert browser.get(f"{other}?tie={rikke.pk}").context["form"]["title"].value() is None
    assert browser.get(f"{new}?tie=x").context["form"]["title"].value() is None


def test_a_form_that_names_nobody_says_so(sign_in, jonas) -> None:
    new = reverse("member_new", args=[jonas.pk])
    said = _text(sign_in("sofie").post(new, {"kind": "private", "may_speak": "unasked", "phone": "1234"}))
    assert "Write a name" in said
    assert "1234" in said


def test_another_plan_says_what_comes_next(sign_in, jonas, sofie) -> None:
    browser, new = sign_in("sofie"), reverse("other_plan_new", args=[jonas.pk])
    typed = {
        "kind": "job_plan",
        "organisation": "Job centre",
        "next_text": "Meeting with Jens",
        "next_on": "2026-11-30",
    }
    said = _text(browser.post(new, typed, follow=True))
    assert "Job plan" in said
    assert "Meeting with Jens Mon 30 Nov" in said
    plan = OtherPlan.objects.visible_to(sofie).get()
    change = reverse("other_plan_change", args=[jonas.pk, plan.pk])
    browser.post(change, {**typed, "next_on": "2026-11-20", "version": 1})
    assert "due--late" in _text(browser.get(reverse("network", args=[jonas.pk])))


def test_what_does_not_fit_between_plans_is_said_on_the_page(sign_in, jonas, scene) -> None:
    browser, page = sign_in("sofie"), reverse("network", args=[jonas.pk])
    assert "Worth a look" not in _text(browser.get(page))
    for kind in ("job_plan", "treatment_plan"):
        new = reverse("other_plan_new", args=[jonas.pk])
        typed = {"kind": kind, "next_text": "Meeting", "next_on": "2026-11-30", "ends_on": "2026-12-10"}
        browser.post(new, {**typed, "key": browser.get(new).context["form"].slot.key})
    said = _text(browser.get(page))
    assert "something in each of them on Mon 30 Nov. Do the times fit?" in said
    assert said.count("What follows it?") == 2
    assert "we have planned a visit" not in said
    scene.planned(jonas, scene.house.now + timedelta(days=6))
    assert "we have planned a visit on Mon 30 Nov too" in _text(browser.get(page))


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_who_has_no_tie_finds_nothing(sign_in, jonas, stranger) -> None:
    assert sign_in(stranger).get(reverse("network", args=[jonas.pk])).status_code == 404


def test_nobody_reaches_the_records_of_another_by_their_id(sign_in, jonas, scene, sofie) -> None:
    other = scene.course("Palle Frandsen")
    browser = sign_in("sofie")
    browser.post(reverse("member_new", args=[other.pk]), {"kind": "private", "may_speak": "no", "name": "Bo"})
    bo = NetworkMember.objects.visible_to(sofie).get()
    assert browser.get(reverse("member_change", args=[jonas.pk, bo.pk])).status_code == 404


def test_what_one_has_to_know_is_written_looked_at_again_and_taken_down(house, sign_in, jonas, sofie) -> None:
    browser, flags = sign_in("sofie"), reverse("flags", args=[jonas.person_id])
    typed = {"text": "Two of you after dark.", "until": "2026-12-03"}
    browser.post(flags, {**typed, "key": browser.get(flags).context["slot"].key})
    raised = Flag.objects.visible_to(sofie).get()
    assert "Sofie Lindholm, Tue 24 Nov, looked at again Thu 3 Dec" in _text(browser.get(flags))
    one = reverse("flag", args=[raised.pk])
    browser.post(one, {"text": "Two of you, always.", "until": "2026-12-20", "version": 1})
    assert "Two of you after dark." in _text(browser.get(one))
    browser.post(one, {"down": "1", "reason": "Paid.", "version": 2})
    said = _text(browser.get(flags))
    assert said.index("No longer holds") < said.index("Two of you, always.")


def test_a_warning_does_not_vanish_by_itself(house, sign_in, jonas, sofie) -> None:
    with writing(house.agency):
        Flag(
            person=jonas.person,
            text="Two of you.",
            said_on=TODAY - timedelta(days=30),
            until=TODAY - timedelta(days=4),
        ).save()
    said = _text(sign_in("sofie").get(reverse("flags", args=[jonas.person_id])))
    assert "To be looked at again Fri 20 Nov. Does it still hold?" in said


def test_intake_reads_what_to_know_and_writes_nothing(sign_in, jonas) -> None:
    browser, flags = sign_in("ilse"), reverse("flags", args=[jonas.person_id])
    assert "Write what one has to know" not in _text(browser.get(flags))
    assert browser.post(flags, {"text": "x", "until": "2026-12-03"}).status_code == 404
