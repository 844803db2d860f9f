"""What has to be ready on the day somebody comes out ticks itself from the record, or is ticked by somebody."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.assessments.models import Assessment
from alongside.checklists import errors
from alongside.checklists.facts import FACTS
from alongside.checklists.models import Tick
from alongside.checklists.occasions import Occasion, occasions_of
from alongside.checklists.operations import leave_out_line, tick_line
from alongside.checklists.queries import items_for, lists_for
from alongside.consents.models import Consent, Disclosure
from alongside.contacts.operations import plan_contact, record_contact
from alongside.crisis.models import CrisisPlan
from alongside.daily.models import Matter
from alongside.enrolments.coming_out import say_day_out
from alongside.enrolments.errors import CourseClosed, DayToCome
from alongside.enrolments.operations import (
    change_course,
    close_course,
    propose_closure,
    reopen_course,
    resume_course,
)
from alongside.housing.keeping import end_road, walk_road
from alongside.housing.models import HousingStay
from alongside.housing.operations import record_stay
from alongside.kernel.errors import NotAllowed
from alongside.network.models import NetworkMap, OtherPlan
from alongside.organisation.profile import PROFILE_KEYS, load_profile
from alongside.organisation.profile_checklists import EVENTS
from alongside.organisation.profile_checklists import FACTS as NAMED
from alongside.outreach.models import FoundAt
from alongside.plans.models import Plan, PlanVersion
from alongside.restrictions.operations import close_category
from alongside.reviews.models import Review
from tests.people_of_the_house import NOW, writing

TODAY = NOW.date()
DANISH = load_profile("dk-icm")


@pytest.fixture
def inside(scene, jonas):
    """Jonas has been in prison for ten days."""
    return scene.pause(jonas, days=10, place="Vestre")


def stays(viewer, course):
    """The stays that somebody comes out of."""
    return [one for one in occasions_of(viewer, course, DANISH) if one.event == "coming_out"]


def ready(viewer, course):
    """The list of what has to be ready, by line."""
    (found,) = lists_for(viewer, course, stays(viewer, course), profile=DANISH)
    return {line.item.key: line for line in found.lines}


def line(course, pause, item, **more):
    return {"enrolment": course, "checklist": "discharge", "occasion_id": pause.pk, "item": item, **more}


def test_the_list_begins_with_the_stay_and_shows_what_is_for_it(sofie, scene, jonas) -> None:
    assert stays(sofie, jonas) == []
    scene.pause(jonas, days=1, kind="prison")
    assert "release_plan" in ready(sofie, jonas)
    assert "plan" not in ready(sofie, jonas)


def test_a_journey_has_no_list(sofie, scene, jonas) -> None:
    scene.pause(jonas, days=1, kind="travelling")
    assert stays(sofie, jonas) == []


def test_a_visit_inside_ticks_it_and_one_before_does_not(sofie, scene, jonas, inside) -> None:
    scene.happened(jonas, days=12)
    assert ready(sofie, jonas)["visited"].is_open
    inside_visit = record_contact(
        by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW - timedelta(days=3), text="Saw him there."
    )
    found = ready(sofie, jonas)["visited"]
    assert (found.done_on, found.record_id) == (TODAY - timedelta(days=3), inside_visit.pk)


def test_a_visit_that_was_tried_ticks_nothing(sofie, scene, jonas, inside) -> None:
    scene.tried(jonas, days=2)
    assert ready(sofie, jonas)["visited"].is_open


def test_a_meeting_about_them_ticks_the_meeting_and_not_the_visit(sofie, scene, jonas, inside) -> None:
    scene.happened(jonas, days=2, kind="meeting", person_present=False)
    found = ready(sofie, jonas)
    assert found["visited"].is_open
    assert not found["meeting"].is_open


def test_somebody_who_meets_them_is_planned_for_the_day_itself(sofie, jonas, inside) -> None:
    day = TODAY + timedelta(days=7)
    say_day_out(by=sofie, pause=inside, out_on=day, said_by="Vestre")
    plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(days=6))
    assert ready(sofie, jonas)["meets"].is_open
    at_the_gate = plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(days=7))
    assert ready(sofie, jonas)["meets"].record_id == at_the_gate.pk
    say_day_out(by=sofie, pause=inside, out_on=day + timedelta(days=1), said_by="Vestre")
    assert ready(sofie, jonas)["meets"].is_open


def test_what_is_told_of_daily_life_and_the_plans_of_others_tick_it(house, sofie, jonas, inside) -> None:
    person = jonas.person
    with writing(house.agency):
        Matter(person=person, kind="income", text="Asked for anew", told_by="person", said_on=TODAY).save()
        Matter(
            person=person,
            kind="medicine",
            text="Methadone",
            told_by="person",
            said_on=TODAY - timedelta(days=60),
        ).save()
        OtherPlan(person=person, kind="release_plan", organisation="Kriminalforsorgen").save()
        plan = CrisisPlan(
            person=person, agreed_on=TODAY - timedelta(days=90), review_on=TODAY + timedelta(days=9)
        )
        plan.save()
    found = ready(sofie, jonas)
    assert [found[key].is_open for key in ("money", "medicine", "release_plan", "crisis_plan")] == [
        False,
        True,
        False,
        True,
    ]
    with writing(house.agency):
        plan.looked_on, plan.looked_by = TODAY, house.workers["sofie"]
        plan.save()
    assert ready(sofie, jonas)["crisis_plan"].done_on == TODAY


def test_what_is_closed_to_somebody_ticks_nothing_for_them(house, sofie, jonas, inside) -> None:
    with writing(house.agency):
        Matter(
            person=jonas.person, kind="income", text="Asked for anew", told_by="person", said_on=TODAY
        ).save()
    close_category(by=sofie, person=jonas.person, category="economy", evidence="signed")
    assert not ready(sofie, jonas)["money"].is_open
    assert ready(house.actor("maja"), jonas)["money"].is_open


def test_a_line_is_ticked_unticked_and_left_out_by_somebody(sofie, jonas, inside) -> None:
    for _ in range(2):
        tick_line(by=sofie, **line(jonas, inside, "bed", done_on=TODAY))
    found = ready(sofie, jonas)["bed"]
    assert (found.done_on, found.by, found.record_id) == (TODAY, "Sofie Lindholm", None)
    assert Tick.objects.visible_to(sofie).count() == 1
    tick_line(by=sofie, **line(jonas, inside, "bed", done_on=None))
    assert ready(sofie, jonas)["bed"].is_open
    leave_out_line(by=sofie, **line(jonas, inside, "bed", because="His sister waits for him"))
    found = ready(sofie, jonas)["bed"]
    assert (found.is_open, found.because) == (False, "His sister waits for him")
    tick_line(by=sofie, **line(jonas, inside, "bed", done_on=TODAY))
    assert ready(sofie, jonas)["bed"].because == ""


def test_what_the_record_ticks_can_be_left_out_and_not_ticked(sofie, jonas, inside) -> None:
    with pytest.raises(errors.TicksItself):
        tick_line(by=sofie, **line(jonas, inside, "medicine", done_on=TODAY))
    leave_out_line(by=sofie, **line(jonas, inside, "medicine", because="He takes none"))
    assert not ready(sofie, jonas)["medicine"].is_open
    tick_line(by=sofie, **line(jonas, inside, "medicine", done_on=None))
    assert ready(sofie, jonas)["medicine"].is_open


def test_every_no_says_what_to_do(sofie, scene, jonas, inside) -> None:
    with pytest.raises(errors.WhyMissing):
        leave_out_line(by=sofie, **line(jonas, inside, "bed", because=" "))
    with pytest.raises(errors.WhyTooLong):
        leave_out_line(by=sofie, **line(jonas, inside, "bed", because="x" * 201))
    with pytest.raises(DayToCome):
        tick_line(by=sofie, **line(jonas, inside, "bed", done_on=TODAY + timedelta(days=1)))
    with pytest.raises(errors.UnknownLine):
        tick_line(by=sofie, **line(jonas, inside, "nothing", done_on=TODAY))
    with pytest.raises(errors.UnknownLine):
        tick_line(by=sofie, **line(jonas, inside, "plan", done_on=TODAY))
    for wrong in ({"occasion_id": uuid4()}, {"checklist": "nothing"}):
        with pytest.raises(errors.UnknownList):
            tick_line(by=sofie, **{**line(jonas, inside, "bed", done_on=TODAY), **wrong})


def test_nobody_ticks_the_list_of_another_course(sofie, scene, jonas, inside) -> None:
    rosa = scene.course("Rosa Abild")
    with pytest.raises(errors.UnknownList):
        tick_line(by=sofie, **line(rosa, inside, "bed", done_on=TODAY))


def test_another_team_and_the_authority_neither_tick_nor_read(house, jonas, inside) -> None:
    for name in ("omar", "karin"):
        with pytest.raises(NotAllowed):
            tick_line(by=house.actor(name), **line(jonas, inside, "bed", done_on=TODAY))
        assert not Tick.objects.visible_to(house.actor(name)).exists()


def test_the_list_of_a_stay_that_is_over_stays_readable(sofie, jonas, inside) -> None:
    tick_line(by=sofie, **line(jonas, inside, "bed", done_on=TODAY))
    resume_course(by=sofie, enrolment=jonas, resumed_on=TODAY)
    (occasion,) = stays(sofie, jonas)
    assert occasion.over
    assert not ready(sofie, jonas)["bed"].is_open
    tick_line(by=sofie, **line(jonas, inside, "key", done_on=TODAY))
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=TODAY,
        reason="moved_away",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    jonas.refresh_from_db()
    with pytest.raises(CourseClosed):
        tick_line(by=sofie, **line(jonas, inside, "wishes", done_on=TODAY))


def test_every_fact_a_profile_may_name_can_be_read() -> None:
    assert set(FACTS) == set(NAMED)


def course_lists(viewer, course, key):
    """The lists of that key, those that go on first."""
    found = lists_for(viewer, course, occasions_of(viewer, course, DANISH), profile=DANISH)
    return [one for one in found if one.checklist.key == key]


def test_every_course_has_its_first_weeks_and_what_came_just_before_counts(sofie, scene) -> None:
    rosa = scene.course("Rosa Abild", starts_on=TODAY - timedelta(days=10))
    (first,) = course_lists(sofie, rosa, "start")
    assert (first.occasion.id, first.occasion.begun) == (rosa.pk, True)
    scene.happened(rosa, days=71)
    (first,) = course_lists(sofie, rosa, "start")
    assert first.lines[0].is_open
    scene.happened(rosa, days=30)
    (first,) = course_lists(sofie, rosa, "start")
    assert first.lines[0].done_on == TODAY - timedelta(days=30)


def test_what_is_written_in_the_first_weeks_ticks_each_line(house, sofie, scene) -> None:
    rosa = scene.course("Rosa Abild", starts_on=TODAY - timedelta(days=10))
    person = rosa.person
    scene.happened(rosa, days=5)
    with writing(house.agency):
        for row in (
            Consent(
                person=person, answer="no", to="authority", to_name="Solby", starts_on=TODAY, said_on=TODAY
            ),
            FoundAt(person=person, place="The library", said_on=TODAY),
            HousingStay(person=person, kind="street", starts_on=TODAY - timedelta(days=90)),
            Assessment(enrolment=rosa, assessed_on=TODAY),
            NetworkMap(person=person, drawn_on=TODAY),
            OtherPlan(person=person, kind="job_plan"),
            Matter(person=person, kind="papers", text="Has a passport", told_by="person", said_on=TODAY),
            Matter(person=person, kind="income", text="Kontanthjælp", told_by="person", said_on=TODAY),
            CrisisPlan(person=person, agreed_on=TODAY, review_on=TODAY + timedelta(days=90)),
        ):
            row.save()
        plan = Plan(enrolment=rosa)
        plan.save()
        PlanVersion(plan=plan, number=1, agreed_on=TODAY, how="met", content={}).save()
    (first,) = course_lists(sofie, rosa, "start")
    assert [line.item.key for line in first.lines if line.is_open] == ["told"]
    assert all(line.record_id for line in first.lines if not line.is_open)


def test_moving_in_begins_with_the_contract_and_reads_the_road(sofie, jonas) -> None:
    assert course_lists(sofie, jonas, "moving_in") == []
    step = walk_road(by=sofie, person=jonas.person, kind="contract", done_on=TODAY)
    walk_road(by=sofie, person=jonas.person, kind="deposit", done_on=TODAY)
    (found,) = course_lists(sofie, jonas, "moving_in")
    assert found.occasion.id == step.pk
    lines = {line.item.key: line for line in found.lines}
    assert not lines["deposit"].is_open
    assert lines["meter"].is_open
    assert lines["lives"].is_open
    record_stay(by=sofie, person=jonas.person, kind="own_tenancy", starts_on=TODAY)
    end_road(by=sofie, person=jonas.person)
    (found,) = course_lists(sofie, jonas, "moving_in")
    lines = {line.item.key: line for line in found.lines}
    assert found.occasion.over
    assert [lines[key].is_open for key in ("deposit", "lives", "meter")] == [False, False, True]


def test_a_line_about_what_the_profile_does_not_know_is_not_there() -> None:
    """In Quebec nobody may ask for a deposit."""
    for key, known in (("generic", ["deposit"]), ("qc-siv", ["first_rent"])):
        profile = load_profile(key)
        found = items_for(profile.checklists["moving_in"], Occasion("moving_in", uuid4(), TODAY), profile)
        assert [one.key for one in found if one.key in ("deposit", "first_rent")] == known


def test_a_contract_that_is_not_signed_after_all_has_no_list(sofie, jonas) -> None:
    walk_road(by=sofie, person=jonas.person, kind="contract", done_on=TODAY)
    walk_road(by=sofie, person=jonas.person, kind="contract", done_on=None)
    assert course_lists(sofie, jonas, "moving_in") == []


def test_closing_can_be_looked_at_before_and_begins_when_it_is_talked_about(house, sofie, jonas) -> None:
    (before,) = course_lists(sofie, jonas, "closing")
    assert not before.occasion.begun
    assert propose_closure(
        by=sofie,
        enrolment=jonas,
        closed_on=TODAY,
        reason="not_reached",
        destination="no_support",
        housing_at_exit="own_tenancy",
        explanation="He wants to go on alone.",
    )
    (begun,) = course_lists(sofie, jonas, "closing")
    assert (begun.occasion.begun, begun.occasion.since) == (True, TODAY)


def test_the_first_tick_begins_closing_too_and_stepping_down(sofie, jonas) -> None:
    change_course(by=sofie, enrolment=jonas, intensity="stepping_down")
    (found,) = course_lists(sofie, jonas, "closing")
    assert found.occasion.begun
    change_course(by=sofie, enrolment=jonas, intensity="standard")
    where = {"enrolment": jonas, "checklist": "closing", "occasion_id": jonas.pk, "item": "keep"}
    tick_line(by=sofie, done_on=TODAY, **where)
    (found,) = course_lists(sofie, jonas, "closing")
    assert found.occasion.begun


def test_a_course_that_was_reopened_closes_anew(sofie, amina, jonas) -> None:
    where = {"enrolment": jonas, "checklist": "closing", "occasion_id": jonas.pk, "item": "keep"}
    tick_line(by=sofie, done_on=TODAY, **where)
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=TODAY,
        reason="moved_away",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    jonas.refresh_from_db()
    (over,) = course_lists(amina, jonas, "closing")
    assert over.occasion.over
    assert not {line.item.key: line for line in over.lines}["keep"].is_open
    reopen_course(by=amina, enrolment=jonas, reopened_on=TODAY, reason="He rang.")
    jonas.refresh_from_db()
    (anew,) = course_lists(amina, jonas, "closing")
    assert not anew.occasion.begun
    assert {line.item.key: line for line in anew.lines}["keep"].is_open


@pytest.mark.parametrize(("days", "counts"), [(90, True), (91, False)])
def test_only_a_review_of_the_last_months_counts_for_closing(house, sofie, jonas, days, counts) -> None:
    with writing(house.agency):
        Review(
            enrolment=jonas,
            due_on=TODAY,
            period_from=jonas.starts_on,
            held_on=TODAY - timedelta(days=days),
            worker=house.workers["sofie"],
        ).save()
    (found,) = course_lists(sofie, jonas, "closing")
    assert found.lines[0].is_open is not counts


def test_telling_whoever_goes_on_is_read_from_the_ledger(house, sofie, jonas) -> None:
    with writing(house.agency):
        Disclosure(
            person=jonas.person,
            told_at=NOW,
            how="spoken",
            what="What helps",
            to="authority",
            to_name="Solby",
            purpose="coordination",
            basis="consent",
            categories="plan",
        ).save()
    (found,) = course_lists(sofie, jonas, "closing")
    assert not {line.item.key: line for line in found.lines}["receiving"].is_open


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_every_country_has_the_four_lists(key) -> None:
    assert {one.begins for one in load_profile(key).checklists} == set(EVENTS)
