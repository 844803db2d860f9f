"""The note: what happened, signed once, never lost."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.contacts.models import Contact, GoalTouch
from alongside.contacts.operations import call_off_contact, plan_contact
from alongside.enrolments.operations import pause_course
from alongside.kernel import drafts
from alongside.kernel.ids import new_id
from alongside.people.operations import change_person
from alongside.plans.models import Goal, Plan, Step, SubGoal
from alongside.referrals.models import Participant
from tests.people_of_the_house import NOW, PASSWORD, writing


def _fields(**said: Any) -> dict[str, Any]:
    return {
        "key": str(new_id()),
        "how": "met",
        "when": "now",
        "there": ["person"],
        "text": "Walked around the park. “If the dog may come I will sleep inside.”",
        **said,
    }


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _only() -> Contact:
    found: Contact = Contact.objects.unscoped().get()
    return found


@pytest.fixture
def note(jonas):
    return reverse("contact_new", args=[jonas.pk])


@pytest.fixture
def door(house, jonas):
    """A goal with a sub-goal and a step, and Rikke, whom the order names."""
    with writing(house.agency):
        plan = Plan(enrolment=jonas)
        plan.save()
        goal = Goal(plan=plan, title="A door I can lock", place=1)
        goal.save()
        SubGoal(goal=goal, title="See two flats", place=1).save()
        Step(goal=goal, title="Ask the landlord about the dog", place=1).save()
        Participant(referral=jonas.referral, kind="relative", name="Rikke Krogh").save()
    return goal


def test_the_form_offers_what_belongs_to_jonas(sign_in, note, door) -> None:
    said = _text(sign_in("sofie").get(note))
    for words in (
        "Jonas Krogh",
        "Met",
        "Tried",
        "A door I can lock",
        "See two flats",
        "Rikke Krogh",
        "Ask the landlord",
    ):
        assert words in said
    assert "Sign the note" in said


def test_a_note_is_signed_with_everything_in_it(sign_in, note, jonas, door) -> None:
    sub_goal, step = SubGoal.objects.unscoped().get(), Step.objects.unscoped().get()
    answer = sign_in("sofie").post(
        note,
        _fields(
            place="street",
            place_text="Åparken",
            length="50",
            there=["person", "Rikke Krogh"],
            others="Ole from the café",
            steps_done=[str(step.pk)],
            step_title="Bring the lease",
            step_goal=str(door.pk),
            step_due="3.12.2026",
            next_day="26.11.2026",
            next_clock="10.00",
            next_about="Viewing at Møllevej",
            **{f"goal_{door.pk.hex}": "same", f"sub_goal_{sub_goal.pk.hex}": "forward"},
        ),
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("person", args=[jonas.person_id])
    held = Contact.objects.unscoped().get(status="held")
    assert (held.minutes, held.place, held.place_text, held.occurred_at) == (50, "street", "Åparken", NOW)
    assert held.others_present == "Rikke Krogh, Ole from the café"
    assert set(GoalTouch.objects.unscoped().values_list("sub_goal_id", "movement")) == {
        (None, "same"),
        (sub_goal.pk, "forward"),
    }
    assert Step.objects.unscoped().get(pk=step.pk).done_on.isoformat() == "2026-11-24"
    assert Step.objects.unscoped().get(title="Bring the lease").due_on.isoformat() == "2026-12-03"
    planned = Contact.objects.unscoped().get(status="planned")
    assert (planned.text, planned.occurred_at.isoformat()) == (
        "Viewing at Møllevej",
        "2026-11-26T09:00:00+00:00",
    )


def test_a_step_that_was_written_is_kept_when_we_only_tried(sign_in, note, door) -> None:
    fields = _fields(how="tried", tried_how="not_found", there=[], step_title="Bring the lease")
    browser = sign_in("sofie")
    assert "Choose the goal it belongs to." in _text(browser.post(note, fields))
    assert not Contact.objects.unscoped().exists()
    assert browser.post(note, fields | {"step_goal": str(door.pk)}).status_code == 302
    assert _only().status == "tried"
    assert Step.objects.unscoped().get(title="Bring the lease").goal == door


def test_sent_twice_it_is_one_note_one_step_and_one_plan(sign_in, note, door) -> None:
    browser = sign_in("sofie")
    fields = _fields(
        step_title="Bring the lease",
        step_goal=str(door.pk),
        next_day="26.11.2026",
        next_clock="10:00",
    )
    for _twice in range(2):
        assert browser.post(note, fields).status_code == 302
    assert Contact.objects.unscoped().count() == 2
    assert Step.objects.unscoped().filter(title="Bring the lease").count() == 1


def test_what_was_changed_after_signing_is_kept_to_be_added(sign_in, note) -> None:
    browser = sign_in("sofie")
    fields = _fields()
    browser.post(note, fields)
    answer = browser.post(note, {**fields, "text": "He said it twice."})
    contact = _only()
    assert answer["Location"] == reverse("contact", args=[contact.pk]) + "#add"
    assert contact.text != "He said it twice."
    assert "He said it twice." in _text(browser.get(reverse("contact", args=[contact.pk])))


def test_earlier_needs_its_day_and_time(sign_in, note) -> None:
    browser = sign_in("sofie")
    said = _text(browser.post(note, _fields(when="earlier", day="", clock="")))
    assert "Say on which day." in said
    assert "Say at what time." in said
    browser.post(note, _fields(when="earlier", day="23-11-2026", clock="1430"))
    assert _only().occurred_at.isoformat() == "2026-11-23T13:30:00+00:00"


def test_a_rule_answers_at_its_field_and_the_text_stays(sign_in, note, jonas, sofie) -> None:
    browser = sign_in("sofie")
    said = _text(browser.post(note, _fields(when="earlier", day="1.9.2025", clock="12:00")))
    assert "The course began on" in said
    assert "Walked around the park." in said
    assert not Contact.objects.unscoped().exists()
    assert drafts.kept(user_id=sofie.user_id, form="contact", subject_id=jonas.pk) is not None


def test_nothing_is_written_when_the_next_time_cannot_be_planned(sign_in, note) -> None:
    said = _text(sign_in("sofie").post(note, _fields(next_day="1.11.2026", next_clock="10:00")))
    assert "This time has passed." in said
    assert not Contact.objects.unscoped().exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": " "}, "Write a few words about what happened."),
        ({"there": []}, "Say who was there."),
        ({"length": "other", "minutes": ""}, "Write how many minutes."),
        ({"how": "danced"}, "Choose one"),
        ({"next_about": "The flat at Møllevej"}, "Say on which day."),
    ],
)
def test_what_is_missing_is_said(sign_in, note, wrong, says) -> None:
    assert says in _text(sign_in("sofie").post(note, _fields(**wrong)))
    assert not Contact.objects.unscoped().exists()


def test_trying_asks_three_things_and_ignores_the_rest(sign_in, note, door) -> None:
    answer = sign_in("sofie").post(
        note,
        _fields(
            how="tried",
            tried_how="not_found",
            place="street",
            text="",
            there=[],
            length="other",
            minutes="many",
            **{f"goal_{door.pk.hex}": "forward"},
        ),
    )
    assert answer.status_code == 302
    contact = _only()
    assert (contact.status, contact.tried_how, contact.minutes) == ("tried", "not_found", None)
    assert not GoalTouch.objects.unscoped().exists()


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ({"length": "30", "minutes": "45"}, 30),
        ({"length": "other", "minutes": "45"}, 45),
        ({"minutes": "45"}, 45),
        ({}, None),
    ],
)
def test_how_long_is_tapped_or_typed(sign_in, note, said, minutes) -> None:
    sign_in("sofie").post(note, _fields(**said))
    assert _only().minutes == minutes


def test_trying_says_what_happened(sign_in, note) -> None:
    said = _text(sign_in("sofie").post(note, _fields(how="tried")))
    assert "Choose what happened when you tried." in said


def test_we_tried_opens_at_tried_and_says_the_rule_of_the_method(sign_in, note) -> None:
    said = _text(sign_in("sofie").get(note + "?how=tried"))
    assert "Non-attendance never closes a course." in said
    assert re.search(r'name="how" value="tried"[^>]* checked', said)


def test_a_phone_call_has_no_place(sign_in, note) -> None:
    sign_in("sofie").post(note, _fields(how="phone", place="street", place_text="Åparken"))
    assert (_only().kind, _only().place, _only().place_text) == ("phone", "remote", "")


def test_on_a_ward_or_in_prison_the_place_stands_there_already(sign_in, note, jonas, sofie) -> None:
    pause_course(by=sofie, enrolment=jonas, kind="hospital", place="Ward P3", starts_on=NOW.date())
    browser, plan = sign_in("sofie"), reverse("contact_plan", args=[jonas.pk])
    for address in (note, plan):
        form = browser.get(address).context["form"]
        assert (form["place"].value(), form["place_text"].value()) == ("ward", "Ward P3")
    type(jonas.person)._base_manager.filter(pk=jonas.person_id).update(address_protected=True)
    form = browser.get(note).context["form"]
    assert (form["place"].value(), form["place_text"].value()) == ("ward", "")


def test_what_was_planned_happened(sign_in, note, jonas, sofie) -> None:
    planned = plan_contact(
        by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW, place="home", text="Coffee at his"
    )
    browser = sign_in("sofie")
    assert "Coffee at his" in _text(browser.get(note))
    assert "Coffee at his" in _text(browser.get(f"{note}?planned={planned.pk}"))
    fields = _fields(planned=str(planned.pk), when="planned", place="home")
    for _twice in range(2):
        assert browser.post(note, fields).status_code == 302
    assert (_only().pk, _only().status) == (planned.pk, "held")


def test_what_was_called_off_meanwhile_does_not_hold_the_note_back(
    sign_in, note, jonas, sofie, amina
) -> None:
    planned = plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(minutes=30))
    call_off_contact(by=amina, contact=planned)
    browser = sign_in("sofie")
    typed = _fields(planned=str(planned.pk), text="He was at home all the same.")
    again = browser.post(note, typed)
    assert "He was at home all the same." in _text(again)
    assert again.context["form"]["planned"].value() == ""
    assert browser.get(note).context["form"]["planned"].value() == ""
    assert browser.post(note, {**typed, "planned": ""}).status_code == 302
    assert Contact.objects.unscoped().filter(status="held").count() == 1


def test_a_draft_is_offered_and_can_be_thrown_away(sign_in, note, jonas) -> None:
    browser = sign_in("sofie")
    key = str(new_id())
    kept = browser.post(
        reverse("draft", args=["contact", jonas.pk]), {**_fields(text="Half a sent"), "key": key}
    )
    assert kept.json()["saved"]
    said = _text(browser.get(note))
    assert "Half a sent" in said
    assert key in said
    assert "Write a few words" not in said
    browser.post(note, {"discard": "1", "key": key})
    assert "Half a sent" not in _text(browser.get(note))


def test_a_draft_is_its_writers_alone(sign_in, note, jonas) -> None:
    sign_in("sofie").post(reverse("draft", args=["contact", jonas.pk]), _fields(text="Half a sent"))
    assert "Half a sent" not in _text(sign_in("amina").get(note))


def test_signing_takes_the_draft_away(sign_in, note, jonas, sofie) -> None:
    browser = sign_in("sofie")
    fields = _fields()
    browser.post(reverse("draft", args=["contact", jonas.pk]), fields)
    browser.post(note, fields)
    assert drafts.kept(user_id=sofie.user_id, form="contact", subject_id=jonas.pk) is None


def test_a_note_sent_after_the_session_ended_is_there_after_signing_in(sign_in, note, house) -> None:
    browser = sign_in("sofie")
    seal = _seal_in(browser.get(note))
    browser.logout()
    answer = browser.post(note, {**_fields(text="Written while the session ran out"), "draft_of": seal})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert not Contact.objects.unscoped().exists()
    signed_in = browser.post(answer["Location"], {"login": "sofie", "password": PASSWORD, "next": note})
    assert signed_in["Location"] == note
    said = _text(browser.get(note))
    assert "Written while the session ran out" in said
    assert "Your text is here" in said


def test_someone_elses_sign_in_does_not_show_it(sign_in, note) -> None:
    browser = sign_in("sofie")
    seal = _seal_in(browser.get(note))
    browser.logout()
    browser.post(note, {**_fields(text="Only for Sofie's eyes"), "draft_of": seal})
    assert "Only for Sofie" not in _text(sign_in("amina").get(note))


def test_a_forged_seal_keeps_nothing(sign_in, note, jonas, sofie) -> None:
    browser = sign_in("sofie")
    seal = _seal_in(browser.get(note))
    browser.logout()
    browser.post(note, {**_fields(text="Planted"), "draft_of": seal[:-2] + "xx"})
    assert drafts.kept(user_id=sofie.user_id, form="contact", subject_id=jonas.pk) is None


def test_a_form_from_before_signing_in_anew_keeps_its_text(house, sign_in, note) -> None:
    sign_in("sofie")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(house.workers["sofie"].user)
    seal = _seal_in(browser.get(note))
    answer = browser.post(note, {**_fields(text="From the tab before"), "draft_of": seal})
    assert answer.status_code == 302
    assert "From the tab before" in _text(browser.get(answer["Location"]))
    kept = browser.post(note, {**_fields(), "draft_of": seal}, headers={"X-Draft": "1"})
    assert kept.status_code == 403
    assert not Contact.objects.unscoped().exists()


@pytest.mark.parametrize("stranger", ["omar", "maja", "ilse", "karin", "ada"])
def test_who_does_not_walk_with_jonas_finds_no_form(sign_in, note, stranger) -> None:
    browser = sign_in(stranger)
    assert browser.get(note).status_code == 404
    assert browser.post(note, _fields()).status_code == 404
    assert not Contact.objects.unscoped().exists()


def test_choosing_whom_to_write_about(sign_in, note, jonas, sofie) -> None:
    change_person(by=sofie, person=jonas.person, phone="55 50 01 40")
    choose = reverse("note")
    assert note in _text(sign_in("sofie").get(choose))
    assert note not in _text(sign_in("amina").get(choose))
    assert note in _text(sign_in("amina").post(choose, {"q": "krogh"}, follow=True))
    assert note not in _text(sign_in("maja").post(choose, {"q": "krogh"}, follow=True))
    assert sign_in("ilse").get(choose).status_code == 404


def test_writing_takes_few_queries(sign_in, note, door, django_assert_max_num_queries) -> None:
    browser = sign_in("sofie")
    with django_assert_max_num_queries(30):
        browser.get(note)


def _seal_in(answer) -> str:
    page: str = answer.content.decode()
    start = page.index('name="draft_of" value="') + len('name="draft_of" value="')
    return page[start : page.index('"', start)]


def test_late_is_said_with_both_times(sign_in, note, jonas) -> None:
    browser = sign_in("sofie")
    at = NOW - timedelta(days=2)
    browser.post(note, _fields(when="earlier", day=at.date().isoformat(), clock="10:00"))
    said = _text(browser.get(reverse("contact", args=[_only().pk])))
    assert "Happened Sun 22 Nov 10:00, written today 10:00." in said
