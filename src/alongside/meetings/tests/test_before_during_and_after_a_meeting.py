"""A meeting with others: what they want of it, what was decided, and what it meant; each fact written once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.contacts.models import Contact, ContactStatus
from alongside.contacts.operations import call_off_contact, plan_contact, record_contact
from alongside.documents.models import Document
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.meetings import errors, rules
from alongside.meetings.models import Attendee, Line, Meeting
from alongside.meetings.operations import (
    hold_meeting,
    letter_came,
    make_step,
    pack_paper,
    prepare_meeting,
    say_what_it_meant,
    write_line,
)
from alongside.meetings.queries import around_meeting, next_about_plans, unprepared
from alongside.network.models import OtherPlan
from alongside.network.operations import add_member, add_plan, change_member
from alongside.plans.models import Step
from alongside.plans.operations import add_goal, change_step, write_plan
from tests.people_of_the_house import NOW, writing

TODAY = date(2026, 11, 24)


@pytest.fixture
def planned(sofie, jonas) -> Contact:
    """A meeting at the job centre tomorrow at ten."""
    return plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="meeting",
        occurred_at=NOW + timedelta(days=1),
        place_text="Job centre, room 4",
        text="The job plan",
    )


@pytest.fixture
def goal(sofie, jonas):
    write_plan(by=sofie, enrolment=jonas, wishes="A job with animals.", purpose="")
    return add_goal(by=sofie, enrolment=jonas, title="Work with animals")


def _later(sofie, **by):
    from dataclasses import replace

    return replace(sofie, now=NOW + timedelta(**by))


def test_what_they_want_papers_and_who_comes_are_written_before(sofie, jonas, planned) -> None:
    rikke = add_member(by=sofie, person=jonas.person, name="Rikke", relation="sister")
    wish = {
        "wish": "Half days, not whole ones.",
        "speaks": "I do, Rikke helps",
        "way": "Bus 4A with Sofie, 9.30",
    }
    meeting = prepare_meeting(
        by=sofie,
        contact=planned,
        papers=["The letter of 3 November", " ", "The letter of 3 November", "Health card"],
        members=[rikke.pk],
        names=["Mona Bæk, job centre"],
        **wish,
    )
    found = around_meeting(sofie, planned)
    assert found.is_prepared
    assert [paper.text for paper in found.papers] == ["The letter of 3 November", "Health card"]
    assert [one.name for one in found.comes] == ["Rikke", "Mona Bæk, job centre"]
    pack_paper(by=sofie, paper=found.papers[1], packed=True)
    prepare_meeting(
        by=sofie,
        contact=planned,
        papers=["Health card", "Pass"],
        names=["Mona"],
        version=meeting.version,
        **wish,
    )
    found = around_meeting(sofie, planned)
    assert [(paper.text, paper.packed) for paper in found.papers] == [("Health card", True), ("Pass", False)]
    assert [one.name for one in found.comes] == ["Mona"]
    assert found.meeting is not None
    assert found.meeting.way == "Bus 4A with Sofie, 9.30"


def test_the_name_of_who_comes_is_the_one_in_the_network_today(sofie, jonas, planned) -> None:
    rikke = add_member(by=sofie, person=jonas.person, name="Rikke", relation="sister")
    prepare_meeting(by=sofie, contact=planned, members=[rikke.pk])
    change_member(by=sofie, member=rikke, name="Rikke Krogh")
    assert [one.name for one in around_meeting(sofie, planned).comes] == ["Rikke Krogh"]


def test_somebody_around_another_person_does_not_come(sofie, jonas, planned, scene) -> None:
    other = scene.course("Palle Frandsen")
    stranger = add_member(by=sofie, person=other.person, name="Asta")
    with pytest.raises(errors.ComesNotAround):
        prepare_meeting(by=sofie, contact=planned, members=[stranger.pk])
    theirs = add_plan(by=sofie, person=other.person, kind="job_plan")
    with pytest.raises(errors.PlanOfSomebodyElse):
        prepare_meeting(by=sofie, contact=planned, about=theirs)
    assert not Meeting.objects.visible_to(sofie).exists()


def test_two_who_prepare_at_once_do_not_overwrite_each_other(sofie, amina, planned) -> None:
    first = prepare_meeting(by=sofie, contact=planned, wish="Half days.")
    prepare_meeting(by=amina, contact=planned, wish="Three days.", version=first.version)
    with pytest.raises(StaleRecord):
        prepare_meeting(by=sofie, contact=planned, wish="Two days.", version=1)


def test_a_visit_is_not_prepared_and_what_was_called_off_has_no_minutes(sofie, jonas, planned) -> None:
    visit = plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(hours=1))
    with pytest.raises(errors.NotAMeeting):
        prepare_meeting(by=sofie, contact=visit, wish="Coffee.")
    call_off_contact(by=sofie, contact=planned)
    with pytest.raises(errors.MeetingDidNotTakePlace):
        write_line(by=sofie, contact=planned, kind="said", text="Nothing.")


def test_holding_it_is_the_ordinary_note_and_updates_everything_at_once(sofie, jonas, planned) -> None:
    plan = add_plan(
        by=sofie,
        person=jonas.person,
        kind="job_plan",
        next_on=TODAY + timedelta(days=1),
        next_text="Meeting at the job centre",
    )
    prepare_meeting(by=sofie, contact=planned, wish="Half days.", about=plan, names=["Mona Bæk"])
    assert next_about_plans(sofie, jonas.person)[plan.pk].contact_id == planned.pk
    then = _later(sofie, days=1, hours=2)
    held = hold_meeting(
        by=then,
        contact=planned,
        text="They agreed on half days.",
        there=["Mona Bæk", "Rikke"],
        meant="I was heard.",
    )
    note = Contact.objects.visible_to(then).get(pk=planned.pk)
    assert held.pk == note.pk
    assert (note.status, note.kind, note.others_present) == (ContactStatus.HELD, "meeting", "Mona Bæk, Rikke")
    assert note.occurred_at == planned.occurred_at
    assert note.place_text == "Job centre, room 4"
    assert _kept(then, note).meant == "I was heard."
    # What was to come in the other plan has been; what comes next is asked for anew.
    after = OtherPlan.objects.visible_to(then).get(pk=plan.pk)
    assert (after.next_on, after.next_text) == (None, "")
    assert next_about_plans(then, jonas.person) == {}
    with pytest.raises(errors.MeetingOver):
        prepare_meeting(by=then, contact=note, wish="Too late.")


def test_what_comes_later_in_the_other_plan_stays(sofie, jonas, planned) -> None:
    plan = add_plan(
        by=sofie, person=jonas.person, kind="job_plan", next_on=TODAY + timedelta(days=20), next_text="Trial"
    )
    prepare_meeting(by=sofie, contact=planned, about=plan)
    then = _later(sofie, days=1, hours=2)
    record_contact(
        by=then, enrolment=jonas, kind="meeting", occurred_at=then.now, text="We met.", planned=planned
    )
    assert OtherPlan.objects.visible_to(sofie).get(pk=plan.pk).next_text == "Trial"


def test_a_decision_becomes_a_step_once_and_the_plan_says_when_it_is_done(
    sofie, jonas, planned, goal
) -> None:
    line = write_line(
        by=sofie,
        contact=planned,
        kind="decided",
        who="jon",
        text="Visit the kennel",
        due_on=date(2026, 12, 1),
    )
    make_step(by=sofie, line=line, goal=goal)
    step = Step.objects.visible_to(sofie).get()
    assert (step.title, step.owner, step.due_on) == ("Visit the kennel", "person", date(2026, 12, 1))
    with pytest.raises(errors.StepThereAlready):
        make_step(by=sofie, line=line, goal=goal)
    change_step(by=sofie, step=step, done_on=TODAY)
    found = around_meeting(sofie, planned)
    assert found.steps[step.pk].done_on == TODAY
    said = write_line(by=sofie, contact=planned, kind="said", who="Mona", text="We have room.")
    with pytest.raises(errors.NotDecided):
        make_step(by=sofie, line=said, goal=goal)


@pytest.mark.parametrize(
    ("who", "owner"),
    [
        ("", ("together", "")),
        ("Jon", ("person", "")),
        (" sofie ", ("worker", "")),
        ("Mona Bæk", ("other", "Mona Bæk")),
    ],
)
def test_whose_step_it_is_follows_from_who_was_named(who, owner) -> None:
    assert rules.owner_of(who, person=("Jon", "Jonas Krogh"), worker="Sofie Lindholm") == owner


def test_a_step_lies_under_a_goal_of_the_same_course(sofie, planned, scene) -> None:
    other = scene.course("Palle Frandsen")
    write_plan(by=sofie, enrolment=other, wishes="", purpose="")
    theirs = add_goal(by=sofie, enrolment=other, title="A home")
    line = write_line(by=sofie, contact=planned, kind="decided", text="Call them")
    with pytest.raises(errors.GoalOfSomebodyElse):
        make_step(by=sofie, line=line, goal=theirs)


def test_a_line_says_something_and_words_are_not_due(sofie, planned) -> None:
    with pytest.raises(errors.LineMissing):
        write_line(by=sofie, contact=planned, kind="said", text="  ")
    with pytest.raises(errors.SaidIsNotDue):
        write_line(by=sofie, contact=planned, kind="said", text="Soon.", due_on=TODAY)
    assert not Line.objects.visible_to(sofie).exists()


def _kept(viewer, contact) -> Meeting:
    """What was written around a meeting somebody has prepared or written a line of."""
    meeting = around_meeting(viewer, contact).meeting
    assert meeting is not None
    return meeting


def _document(house, person) -> Document:
    with writing(house.agency):
        document = Document(person=person, title="Decision on half days", kind="decision", dated_on=TODAY)
        document.save()
    return document


def test_the_letter_that_was_to_come_is_found_again_from_the_meeting(
    house, sofie, jonas, planned, scene
) -> None:
    line = write_line(by=sofie, contact=planned, kind="letter", who="Job centre", text="The decision")
    stranger = _document(house, scene.course("Palle Frandsen").person)
    with pytest.raises(errors.DocumentOfSomebodyElse):
        letter_came(by=sofie, line=line, document=stranger)
    letter_came(by=sofie, line=line, document=_document(house, jonas.person))
    came = around_meeting(sofie, planned).lines[0].document
    assert came is not None
    assert came.title == "Decision on half days"


def test_it_waits_to_be_prepared_until_somebody_has_asked_the_person(sofie, jonas, planned) -> None:
    waiting = Contact.objects.visible_to(sofie).filter(unprepared())
    assert list(waiting) == [planned]
    prepare_meeting(by=sofie, contact=planned, speaks="I do")
    assert list(waiting.all()) == [planned]
    prepare_meeting(by=sofie, contact=planned, wish="Half days.", version=1)
    assert not waiting.all().exists()


def test_what_it_meant_can_be_written_later_also_of_a_meeting_nobody_prepared(sofie, jonas) -> None:
    note = record_contact(
        by=sofie, enrolment=jonas, kind="meeting", occurred_at=NOW, text="A meeting that came by itself."
    )
    say_what_it_meant(by=sofie, contact=note, meant="Nobody listened.")
    assert _kept(sofie, note).meant == "Nobody listened."


def test_more_names_than_the_note_holds_are_not_cut_off(sofie, planned) -> None:
    then = _later(sofie, days=1, hours=2)
    with pytest.raises(errors.TooManyNames):
        hold_meeting(by=then, contact=planned, text="We met.", there=["N" * 160, "M" * 160])


@pytest.mark.parametrize("who", ["omar", "vagn", "ilse", "eva", "per", "ada"])
def test_others_neither_read_nor_write_it(house, sofie, planned, who) -> None:
    prepare_meeting(by=sofie, contact=planned, wish="Half days.", names=["Mona"])
    other = house.actor(who)
    assert not Meeting.objects.visible_to(other).exists()
    assert not Attendee.objects.visible_to(other).exists()
    with pytest.raises(NotAllowed):
        write_line(by=other, contact=planned, kind="said", text="I was there.")


def test_the_authority_does_not_read_what_the_person_wants_to_say(house, sofie, planned) -> None:
    prepare_meeting(by=sofie, contact=planned, wish="Half days.", says="Karin does not listen.")
    assert not Meeting.objects.visible_to(house.actor("karin")).exists()
    with pytest.raises(NotAllowed):
        prepare_meeting(by=house.actor("karin"), contact=planned, wish="Whole days.")
