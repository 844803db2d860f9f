"""The team: caseload against the norm, who is out of touch, what is late, who waits, what needs a second person."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.attention.queries import team_overview
from alongside.caseload.models import Assignment
from alongside.enrolments.models import ClosureProposal
from alongside.organisation.models import Worker
from alongside.people.models import Person
from alongside.referrals.models import Referral
from alongside.reviews.models import Review
from tests.people_of_the_house import NOW, writing


def overview(viewer):
    found = team_overview(viewer)
    assert found is not None
    return found


def line(found, name):
    return next(one for one in found.workers if one.load.name == name)


def test_each_workers_people_against_the_norm_for_their_share_of_a_post(scene, house, amina) -> None:
    Worker.objects.filter(pk=house.workers["maja"].pk).update(fte=Decimal("0.50"))
    for number in range(5):
        scene.course(f"Person {number}", worker="maja")
    scene.course("Jonas Krogh")
    scene.course("Wahid Noor", worker="omar", team="other")

    found = overview(amina)

    assert (found.team.name, found.norm, found.people) == ("Team Havn", 8.0, 6)
    assert [one.load.name for one in found.workers] == ["Amina Yilmaz", "Maja Toft", "Sofie Lindholm"]
    maja = line(found, "Maja Toft")
    assert (maja.load.people, maja.load.places, maja.load.free) == (5, 4, -1)
    assert [who.name for who in line(found, "Sofie Lindholm").people] == ["Jonas Krogh"]


def test_the_silent_and_the_quiet_furthest_from_their_rhythm_first(scene, amina) -> None:
    for name, days, rhythm in (("Palle F", 8, 7), ("Rosa A", 20, 7), ("Jonas K", 12, 2), ("Line S", 6, 14)):
        course = scene.course(name, rhythm_days=rhythm)
        scene.happened(course, days=days)

    found = overview(amina)

    assert [walk.who.name for walk in found.out_of_touch] == ["Jonas K", "Rosa A", "Palle F"]
    assert found.silent == 2
    sofie = line(found, "Sofie Lindholm")
    assert (sofie.silent, sofie.quiet) == (2, 1)


def test_reviews_late_and_reviews_held_on_time_in_the_last_quarter(scene, house, amina) -> None:
    late, on_time, too_late = (scene.course(name) for name in ("Late L", "Held O", "Held T"))
    scene.review(late, due_in=-4)
    with writing(house.agency):
        for course, held in ((on_time, -11), (too_late, -9)):
            Review(
                enrolment=course,
                due_on=scene.today - timedelta(days=10),
                period_from=scene.today - timedelta(days=100),
                held_on=scene.today + timedelta(days=held),
            ).save()

    found = overview(amina)

    assert [who.name for who, _ in found.reviews_late] == ["Late L"]
    assert (found.held, found.held_on_time) == (2, 1)
    assert line(found, "Sofie Lindholm").reviews_late == 1


def test_the_lead_sees_who_waits_and_a_case_manager_does_not(scene, house, amina, sofie) -> None:
    with writing(house.agency):
        person = Person(agency=house.agency, given_name="Tove", family_name="Lund")
        person.save()
        for status, days in (("waiting", 19), ("declined", 40)):
            Referral(
                agency=house.agency,
                person=person,
                source="outreach",
                status=status,
                received_at=NOW - timedelta(days=days),
            ).save()

    waiting = overview(amina).waiting

    assert [(one.name, one.days, one.late) for one in waiting] == [("Tove Lund", 19, True)]
    assert overview(sofie).waiting == ()


def test_those_who_have_waited_longest_are_shown_and_all_are_counted(scene, house, amina) -> None:
    with writing(house.agency):
        for days in range(1, 15):
            person = Person(agency=house.agency, called_name=f"Waits {days}")
            person.save()
            Referral(
                agency=house.agency,
                person=person,
                source="outreach",
                status="new",
                received_at=NOW - timedelta(days=days),
            ).save()

    found = overview(amina)

    assert [one.name for one in found.waiting] == [f"Waits {days}" for days in range(14, 2, -1)]
    assert found.waiting_count == 14


def test_a_closure_that_needs_a_second_person_is_seen_by_those_who_can_be_it(
    scene, house, amina, sofie
) -> None:
    course = scene.course("Jonas Krogh")
    with writing(house.agency):
        ClosureProposal(
            enrolment=course,
            proposed_on=scene.today,
            proposed_by=house.workers["sofie"],
            closed_on=scene.today,
            reason="not_reached",
            explanation="We looked everywhere for a year.",
            destination="unknown",
            housing_at_exit="unknown",
        ).save()

    assert [(one.name, one.mine) for one in overview(amina).proposals] == [("Jonas Krogh", False)]
    assert [one.mine for one in overview(sofie).proposals] == [True]


def test_somebody_with_whom_nobody_walks_is_named(scene, house, amina) -> None:
    course = scene.course("Jonas Krogh")
    with writing(house.agency):
        Assignment.objects.filter(enrolment=course).update(ends_on=scene.today)

    assert [who.name for who in overview(amina).nobodys] == ["Jonas Krogh"]


def test_a_team_of_others_is_not_shown(house, sofie, ilse) -> None:
    assert team_overview(sofie, house.other_team.pk) is None
    assert team_overview(ilse) is None


def test_forty_people_take_as_many_queries_as_eight(scene, amina) -> None:
    def asked_with(count: int) -> int:
        for number in range(count):
            course = scene.course(f"Person {number}")
            scene.happened(course, days=number)
            scene.review(course, due_in=number - 4)
        with CaptureQueriesContext(connection) as asked:
            team_overview(amina)
        return len(asked)

    assert asked_with(8) == asked_with(32) <= 13
