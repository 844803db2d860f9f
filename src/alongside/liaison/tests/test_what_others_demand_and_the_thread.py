"""What other plans demand, whether anybody supports it, and the thread with the authority caseworker."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.attention.queries import Kind, Mine, lately, my_people
from alongside.consents.models import Disclosure
from alongside.corrections.operations import strike_record
from alongside.enrolments.errors import CourseClosed
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.kernel.ids import new_id
from alongside.liaison import errors
from alongside.liaison.models import Demand, Entry, Touches
from alongside.liaison.operations import add_demand, change_demand, write_entry
from alongside.liaison.queries import demands_of, thread, unanswered, waiting_for_authority
from alongside.network.operations import add_plan
from alongside.plans.operations import add_goal, change_goal, write_plan
from alongside.restrictions.models import Evidence
from alongside.restrictions.operations import close_category, refuse_worker
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)


@pytest.fixture
def job_plan(sofie, jonas):
    return add_plan(by=sofie, person=jonas.person, kind="job_plan")


@pytest.fixture
def goal(sofie, jonas):
    write_plan(by=sofie, enrolment=jonas, wishes="", purpose="")
    return add_goal(by=sofie, enrolment=jonas, title="Get up in the morning", dimension="mental_health")


@pytest.fixture
def palle(scene):
    """Somebody whose authority has no account in the house."""
    course = scene.course("Palle Frandsen")
    course.referral.authority_name = "Solby Kommune"
    with writing(scene.house.agency):
        course.referral.save()
    return course


def _only(viewer, jonas):
    [[found]] = demands_of(viewer, jonas.person).values()
    return found


def _news(viewer):
    return lately(viewer, Mine(my_people(viewer), viewer.now - timedelta(days=1), viewer.now))


def test_a_demand_nobody_supports_is_one_the_person_is_alone_with(sofie, jonas, job_plan, goal) -> None:
    demand = add_demand(by=sofie, plan=job_plan, text="Eight applications a month")
    assert _only(sofie, jonas).alone
    change_demand(by=sofie, demand=demand, text=demand.text, goals=[goal.pk], version=1)
    found = _only(sofie, jonas)
    assert found.goals == ("Get up in the morning",)
    assert not found.alone
    change_goal(by=sofie, goal=goal, status="resting")
    assert _only(sofie, jonas).alone
    change_demand(by=sofie, demand=demand, text=demand.text, support="The job coach")
    assert not _only(sofie, jonas).alone
    change_demand(by=sofie, demand=demand, text=demand.text, ended_on=TODAY)
    assert not _only(sofie, jonas).alone


def test_a_demand_is_late_while_it_is_asked(sofie, jonas, job_plan) -> None:
    yesterday = TODAY - timedelta(days=1)
    demand = add_demand(by=sofie, plan=job_plan, text="The letter", due_on=yesterday, support="Rikke")
    assert _only(sofie, jonas).late
    change_demand(by=sofie, demand=demand, text="The letter", due_on=TODAY)
    assert not _only(sofie, jonas).late
    change_demand(by=sofie, demand=demand, text="The letter", due_on=yesterday, ended_on=TODAY)
    assert not _only(sofie, jonas).late


def test_what_is_due_first_stands_first_and_what_is_met_last(sofie, jonas, job_plan) -> None:
    for text, days in (("Whenever", None), ("In a week", 7), ("Tomorrow", 1)):
        day = TODAY + timedelta(days=days) if days is not None else None
        add_demand(by=sofie, plan=job_plan, text=text, due_on=day)
    met = add_demand(by=sofie, plan=job_plan, text="Met", due_on=TODAY)
    change_demand(by=sofie, demand=met, text="Met", due_on=TODAY, ended_on=TODAY)
    [found] = demands_of(sofie, jonas.person).values()
    assert [one.text for one in found] == ["Tomorrow", "In a week", "Whenever", "Met"]


def test_a_demand_is_worked_on_in_goals_of_the_same_person(sofie, jonas, job_plan, scene) -> None:
    other = scene.course("Palle Frandsen")
    write_plan(by=sofie, enrolment=other, wishes="", purpose="")
    theirs = add_goal(by=sofie, enrolment=other, title="A home")
    with pytest.raises(errors.GoalOfSomebodyElse):
        add_demand(by=sofie, plan=job_plan, text="Come", goals=[theirs.pk])
    with pytest.raises(errors.DemandMissing):
        add_demand(by=sofie, plan=job_plan, text=" ")
    demand = add_demand(by=sofie, plan=job_plan, text="Come")
    with pytest.raises(errors.MetInTheFuture):
        change_demand(by=sofie, demand=demand, text="Come", ended_on=TODAY + timedelta(days=1))
    with pytest.raises(StaleRecord):
        change_demand(by=sofie, demand=demand, text="Come", version=7)


def test_what_was_entered_in_error_asks_nothing_and_helps_nobody(sofie, jonas, job_plan, goal) -> None:
    add_demand(by=sofie, plan=job_plan, text="Come", goals=[goal.pk])
    strike_record(by=sofie, record=goal, why="Another person's.")
    assert (_only(sofie, jonas).goals, _only(sofie, jonas).alone) == ((), True)
    strike_record(by=sofie, record=job_plan, why="Another person's.")
    assert demands_of(sofie, jonas.person) == {}


def test_a_closed_goal_is_not_told_and_is_not_lost_when_the_lead_writes(
    sofie, amina, jonas, job_plan, goal
) -> None:
    demand = add_demand(by=sofie, plan=job_plan, text="Come", goals=[goal.pk])
    close_category(by=sofie, person=jonas.person, category="mental_health", evidence=Evidence.SIGNED)
    assert _only(amina, jonas).goals == ()
    with pytest.raises(errors.GoalOfSomebodyElse):
        change_demand(by=amina, demand=demand, text="Come", goals=[goal.pk])
    change_demand(by=amina, demand=demand, text="Come on Tuesdays")
    assert _only(sofie, jonas).goals == ("Get up in the morning",)
    change_demand(by=sofie, demand=demand, text="Come on Tuesdays")
    assert not Touches.objects.visible_to(sofie).exists()


def test_what_a_closed_plan_asks_is_closed_too(sofie, amina, jonas, job_plan) -> None:
    demand = add_demand(by=sofie, plan=job_plan, text="Eight applications a month")
    close_category(by=sofie, person=jonas.person, category="education_work", evidence=Evidence.SIGNED)
    assert _only(sofie, jonas).id == demand.pk
    assert demands_of(amina, jonas.person) == {}
    with pytest.raises(NotAllowed):
        change_demand(by=amina, demand=demand, text="Nine applications a month")


def test_a_question_waits_until_the_other_side_has_answered(sofie, karin, jonas) -> None:
    asked = write_entry(
        by=karin, enrolment=jonas, kind="question", text="Is the goal about work still right?"
    )
    assert asked.from_authority
    [waits] = _news(sofie).waits
    assert (waits.kind, waits.by) == (Kind.ASKED_US, "Karin Holst")
    with pytest.raises(errors.OwnQuestion):
        write_entry(by=karin, enrolment=jonas, kind="answer", text="Yes.", answers=asked)
    answer = write_entry(by=sofie, enrolment=jonas, kind="answer", text="Yes, in spring.", answers=asked)
    assert _news(sofie).waits == ()
    [one] = thread(karin, jonas)
    assert [(reply.text, reply.by) for reply in one.answers] == [("Yes, in spring.", "Sofie Lindholm")]
    # An answer that was entered in error leaves the question open, and is read by nobody.
    strike_record(by=sofie, record=answer, why="Another person's.")
    assert unanswered(sofie, from_authority=True).get() == asked
    [one] = thread(karin, jonas)
    assert one.waits


def test_our_question_waits_on_the_page_of_the_authority_and_its_answer_is_news(sofie, karin, jonas) -> None:
    asked = write_entry(by=sofie, enrolment=jonas, kind="question", text="May the review wait a week?")
    assert waiting_for_authority(karin) == {jonas.pk: 1}
    assert Kind.WROTE_US not in {one.kind for one in _news(sofie).news}
    write_entry(by=karin, enrolment=jonas, kind="answer", text="Yes.", answers=asked)
    assert waiting_for_authority(karin) == {}
    [told] = [one for one in _news(sofie).news if one.kind is Kind.WROTE_US]
    assert (told.how, told.by) == ("answer", "Karin Holst")


def test_what_we_write_stands_in_the_ledger_and_what_they_write_does_not(sofie, karin, jonas) -> None:
    write_entry(by=karin, enrolment=jonas, kind="decision", text="The course goes on for half a year.")
    assert not Disclosure.objects.visible_to(sofie).exists()
    write_entry(by=sofie, enrolment=jonas, kind="change", text="We meet every second week from now on.")
    told = Disclosure.objects.visible_to(sofie).get()
    assert (told.to, told.to_name, told.basis, told.how) == ("authority", "Karin Holst", "order", "written")
    assert "second week" not in told.what


def test_an_answer_has_its_question_and_an_entry_its_words(sofie, karin, jonas, palle) -> None:
    with pytest.raises(errors.QuestionMissing):
        write_entry(by=sofie, enrolment=jonas, kind="answer", text="Yes.")
    said = write_entry(by=karin, enrolment=jonas, kind="decision", text="It goes on.")
    with pytest.raises(errors.QuestionMissing):
        write_entry(by=sofie, enrolment=jonas, kind="answer", text="Yes.", answers=said)
    asked = write_entry(by=karin, enrolment=jonas, kind="question", text="Does it go on?")
    with pytest.raises(errors.QuestionMissing):
        write_entry(by=sofie, enrolment=palle, kind="answer", text="Yes.", answers=asked)
    with pytest.raises(errors.NothingWritten):
        write_entry(by=sofie, enrolment=jonas, kind="question", text="  ")


def test_a_double_tap_is_one_entry_and_one_line_of_the_ledger(sofie, jonas) -> None:
    key = new_id()
    for _ in range(2):
        write_entry(by=sofie, enrolment=jonas, kind="question", text="May it wait?", key=key)
    assert Entry.objects.visible_to(sofie).count() == 1
    assert Disclosure.objects.visible_to(sofie).count() == 1


def test_nobody_writes_where_nobody_ordered_or_the_course_has_ended(sofie, scene, palle) -> None:
    with pytest.raises(errors.NobodyOrderedIt):
        write_entry(by=sofie, enrolment=scene.course("Line Holm"), kind="question", text="Hello?")
    palle.ends_on = TODAY
    with pytest.raises(CourseClosed):
        write_entry(by=sofie, enrolment=palle, kind="question", text="Hello?")


def test_where_the_authority_has_no_account_we_write_for_both(sofie, palle) -> None:
    asked = write_entry(by=sofie, enrolment=palle, kind="question", text="May it wait?", for_them=True)
    [waits] = _news(sofie).waits
    assert (waits.kind, waits.by) == (Kind.ASKED_US, "Solby Kommune")
    assert not Disclosure.objects.visible_to(sofie).exists()
    write_entry(by=sofie, enrolment=palle, kind="answer", text="Yes.", answers=asked)
    assert Disclosure.objects.visible_to(sofie).get().how == "spoken"
    [one] = thread(sofie, palle)
    assert (one.by, one.noted_by, one.answers[0].by) == ("Solby Kommune", "Sofie Lindholm", "Sofie Lindholm")


def test_nobody_puts_words_into_the_mouth_of_a_caseworker_who_can_write(sofie, jonas) -> None:
    with pytest.raises(errors.TheyWriteThemselves):
        write_entry(by=sofie, enrolment=jonas, kind="decision", text="It goes on.", for_them=True)


def test_the_authority_reads_the_thread_of_its_own_cases_and_no_demand(
    sofie, karin, jonas, job_plan, palle
) -> None:
    add_demand(by=sofie, plan=job_plan, text="Eight applications a month")
    write_entry(by=sofie, enrolment=jonas, kind="question", text="May it wait?")
    write_entry(by=sofie, enrolment=palle, kind="question", text="And he?")
    assert Entry.objects.visible_to(karin).get().text == "May it wait?"
    assert not Demand.objects.visible_to(karin).exists()
    assert not Touches.objects.visible_to(karin).exists()
    with pytest.raises(NotAllowed):
        add_demand(by=karin, plan=job_plan, text="Nine applications")
    with pytest.raises(NotAllowed):
        write_entry(by=karin, enrolment=palle, kind="question", text="And he?")


def test_a_caseworker_the_person_refuses_reads_and_writes_nothing(house, sofie, karin, jonas) -> None:
    write_entry(by=sofie, enrolment=jonas, kind="question", text="May it wait?")
    refuse_worker(by=sofie, person=jonas.person, worker=house.workers["karin"], evidence=Evidence.SIGNED)
    assert not Entry.objects.visible_to(karin).exists()
    assert waiting_for_authority(karin) == {}
    with pytest.raises(NotAllowed):
        write_entry(by=karin, enrolment=jonas, kind="question", text="Why?")


def test_who_took_the_case_over_reads_on_and_who_gave_it_away_does_not(house, sofie, karin, jonas) -> None:
    write_entry(by=karin, enrolment=jonas, kind="question", text="May it wait?")
    jonas.referral.authority_worker = None
    with writing(house.agency):
        jonas.referral.save()
    assert not Entry.objects.visible_to(karin).exists()
    assert [one.by for one in thread(sofie, jonas)] == ["Karin Holst"]


@pytest.mark.parametrize("who", ["omar", "vagn", "ilse", "eva", "per", "ada"])
def test_others_read_neither(house, sofie, jonas, job_plan, who) -> None:
    add_demand(by=sofie, plan=job_plan, text="Eight applications a month")
    write_entry(by=sofie, enrolment=jonas, kind="question", text="May it wait?")
    other = house.actor(who)
    assert not Entry.objects.visible_to(other).exists()
    assert not Demand.objects.visible_to(other).exists()
    with pytest.raises(NotAllowed):
        write_entry(by=other, enrolment=jonas, kind="question", text="May it wait?")
