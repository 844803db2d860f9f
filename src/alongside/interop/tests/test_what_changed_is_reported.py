"""Everyone whose case changed gets a report: what we were told, with our work on it, and nothing twice."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from alongside.access.actor import Role, system_actor
from alongside.caseload.operations import begin_course
from alongside.enrolments.operations import close_course
from alongside.interop.ffb.exporting import export_ffb
from alongside.interop.ffb.importing import import_ffb
from alongside.interop.ffb.reading import read_delivery
from alongside.interop.ffb.records import DeliveryReport
from alongside.interop.models import Delivery
from alongside.interop.results import LeftOut, Outcome, Sent
from alongside.interop.tests import later_reports
from alongside.interop.tests.deliveries import as_bytes, find, report, uid
from alongside.interop.tests.official_files import ORDER, REPORTS, needs_official_files, official
from alongside.interop.tests.ordered import order
from alongside.kernel.errors import NotAllowed
from alongside.kernel.models import Change
from alongside.organisation.models import Agency
from alongside.people.operations import register_person
from alongside.plans.models import Goal
from alongside.plans.operations import change_goal
from alongside.referrals import codes
from alongside.referrals.models import CommissionedGoal, Order, OrderFollowUp, Referral
from alongside.referrals.operations import change_referral, decide
from alongside.reviews.models import Review
from alongside.reviews.operations import finish_review, write_review
from tests.people_of_the_house import NOW, House, writing

YESTERDAY = NOW - timedelta(days=1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def all_of(model: Any) -> list[Any]:
    return list(model.objects.unscoped())


def sent(by: Any, since: datetime = YESTERDAY) -> list[Sent]:
    found = list(export_ffb(by=by, since=since))
    assert not [str(problem) for left_out in found for problem in getattr(left_out, "problems", ())]
    return [report for report in found if isinstance(report, Sent)]


def read(content: bytes) -> DeliveryReport:
    found = read_delivery(content)
    assert isinstance(found, DeliveryReport)
    return found


def resources(content: bytes) -> dict[str, Any]:
    """Every resource but the citizen, without the time it was said."""
    found = {}
    for entry in json.loads(content)["entry"]:
        entry["resource"].get("meta", {}).pop("lastUpdated", None)
        if entry["resource"]["resourceType"] != "Patient":
            found[entry["resource"]["id"]] = entry["resource"]
    return found


def bare(resource: Any) -> Any:
    """Without names of codes, which the guide leaves out, and the use of identifiers, which it prescribes."""
    if isinstance(resource, dict):
        return {name: bare(part) for name, part in resource.items() if name not in {"display", "use"}}
    return [bare(part) for part in resource] if isinstance(resource, list) else resource


@pytest.fixture
def with_sts_id(house: House) -> House:
    """The agency has its id in the municipal register, as it must to report."""
    with writing(house.agency):
        agency = Agency.objects.get(pk=house.agency.pk)
        agency.sts_id = UUID(uid("Solby"))
        agency.save()
    return house


@pytest.fixture
def course(with_sts_id: House) -> Any:
    """A course that came of our order: decided on, with Sofie, since the day of the tests."""
    house = with_sts_id
    ilse, amina = house.actor("ilse"), house.actor("amina")
    import_ffb(by=ilse, content=as_bytes(order()))
    (referral,) = all_of(Referral)
    decide(
        by=ilse,
        referral=referral,
        outcome="yes",  # type: ignore[arg-type]
        reason="He has nowhere to live.",
        legal_basis="sel-85",
        provider_wish="none",  # type: ignore[arg-type]
        decided_on=NOW.date(),
    )
    return begin_course(
        by=amina,
        referral=Referral.objects.unscoped().get(),
        worker=house.workers["sofie"],
        team=house.team,
        starts_on=NOW.date(),
    )


@needs_official_files
class TestKLsReports:
    def test_come_out_as_they_went_in(self, house, ilse):
        latest: dict[str, Any] = {}
        for name in REPORTS:
            import_ffb(by=ilse, content=official(name))
            latest |= resources(official(name))
        (ours,) = sent(ilse)
        assert {key: bare(found) for key, found in resources(ours.content).items()} == {
            key: bare(found) for key, found in latest.items()
        }

    def test_come_out_even_at_the_end_of_the_story(self, house, ilse):
        for content in (*map(official, REPORTS), later_reports.sixth(), later_reports.seventh()):
            import_ffb(by=ilse, content=content)
        (ours,) = sent(ilse)
        told = read(ours.content)
        assert sorted(plan.status for plan in told.plans) == ["active", "completed", "completed"]
        assert len(told.follow_ups) == 2

    def test_taken_in_again_change_nothing(self, house, ilse):
        for name in REPORTS:
            import_ffb(by=ilse, content=official(name))
        (ours,) = sent(ilse)
        assert import_ffb(by=ilse, content=ours.content).outcome is Outcome.UNCHANGED
        (again,) = sent(ilse)
        assert again.content == ours.content

    def test_tell_another_house_the_same(self, house, ilse):
        for name in REPORTS:
            import_ffb(by=ilse, content=official(name))
        (ours,) = sent(ilse)
        other = Agency(name="Nordby Kommune", profile_key="dk-icm", language="da")
        with writing(house.agency):
            other.save()
        there = system_actor(other.pk, NOW)
        import_ffb(by=there, content=ours.content)
        (theirs,) = sent(there)
        assert resources(theirs.content) == resources(ours.content)

    def test_an_order_is_reported_once_its_case_number_is_known(self, with_sts_id, ilse):
        import_ffb(by=ilse, content=official(ORDER))
        (left_out,) = export_ffb(by=ilse, since=YESTERDAY)
        assert isinstance(left_out, LeftOut)
        assert {problem.rule for problem in left_out.problems} == {"case-number"}
        change_referral(by=ilse, referral=Referral.objects.unscoped().get(), case_number="27.36.04-G01-9-21")
        (ours,) = sent(ilse)
        told = read(ours.content)
        assert told.case_numbers == ("27.36.04-G01-9-21",)
        assert (len(told.themes), len(told.target_groups), len(told.goals), len(told.services)) == (
            4,
            5,
            1,
            4,
        )
        assert import_ffb(by=ilse, content=ours.content).outcome is not Outcome.NEW


def test_no_word_of_the_person_leaves_the_house(with_sts_id, ilse):
    import_ffb(by=ilse, content=as_bytes(order()))
    (ours,) = sent(ilse)
    for word in ("Peter", "nøgle", "aftensmad", "gaden", "Holst", "Vibeke", "Team Havn"):
        assert word not in ours.content.decode()
    assert "text" not in ours.content.decode().replace("context", "")


def test_only_who_changed_since_then_is_reported(with_sts_id, ilse):
    import_ffb(by=ilse, content=as_bytes(report()))
    assert len(sent(ilse, NOW)) == 1
    assert sent(ilse, NOW + timedelta(minutes=1)) == []
    register_person(by=ilse, called_name="Basse")
    assert len(sent(ilse, NOW)) == 1


def test_sending_is_no_change(house, ilse):
    import_ffb(by=ilse, content=as_bytes(report()))
    later = house.at(NOW + timedelta(days=1)).actor("ilse")
    assert len(sent(later)) == 1
    assert sent(later, NOW + timedelta(hours=1)) == []


def test_what_was_sent_is_kept_as_a_receipt(house, ilse):
    import_ffb(by=ilse, content=as_bytes(report()))
    (ours,) = sent(ilse)
    receipt = Delivery.objects.unscoped().get(direction="sent")
    assert (receipt.bundle_id, receipt.kind, receipt.worker_name) == (ours.bundle_id, "report", "Ilse Madsen")
    assert Change.objects.filter(operation="delivery.send").exists()


def test_goals_are_told_as_the_plan_has_them(course, ilse, sofie):
    goal = Goal.objects.unscoped().get()
    assert goal.commissioned == CommissionedGoal.objects.unscoped().get()
    (before,) = sent(ilse)
    assert read(before.content).goals[0].status == "active"
    change_goal(by=sofie, goal=goal, status="reached")
    (after,) = sent(ilse)
    assert read(after.content).goals[0].status == "completed"


def test_the_coming_review_is_the_next_follow_up(course, ilse):
    (ours,) = sent(ilse)
    told = read(ours.content)
    review = Review.objects.unscoped().get()
    assert told.plans[0].follow_up == str(review.pk)
    assert {found.on for found in told.encounters if found.id == str(review.pk)} == {review.due_on}


def test_a_finished_review_is_a_result_of_follow_up(house, course, ilse):
    review = Review.objects.unscoped().get()
    later = house.at(NOW + timedelta(days=80))
    sofie = later.actor("sofie")
    write_review(by=sofie, review=review, summary="It goes forward.", follow_up_result="continue")
    finish_review(by=sofie, review=Review.objects.unscoped().get(pk=review.pk), held_on=sofie.today)
    by = later.actor("ilse")
    (ours,) = sent(by, LONG_AGO)
    told = read(ours.content)
    (result,) = told.follow_ups
    assert (result.id, result.result, result.at) == (
        str(review.pk),
        codes.FollowUpResult.CONTINUE,
        sofie.today,
    )
    assert result.plans == (told.plans[0].id,)
    coming = Review.objects.unscoped().get(held_on__isnull=True)
    assert told.plans[0].follow_up == str(coming.pk)
    assert import_ffb(by=by, content=ours.content).outcome is Outcome.UNCHANGED
    assert all_of(OrderFollowUp) == []


def test_a_closed_course_ends_plan_and_services(house, course, ilse):
    later = house.at(NOW + timedelta(days=100))
    amina = later.actor("amina")
    close_course(
        by=amina,
        enrolment=course,
        closed_on=date(2027, 3, 1),
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    (ours,) = sent(later.actor("ilse"), LONG_AGO)
    told = read(ours.content)
    assert (told.plans[0].status, told.plans[0].end) == ("completed", date(2027, 3, 1))
    assert {(found.activity_status, found.end) for found in told.services} == {
        ("completed", date(2027, 3, 1))
    }


def test_goals_ordered_later_join_the_plan_of_the_running_course(house, course, ilse):
    newer = order()
    newer["timestamp"] = "2026-11-22T12:00:00+01:00"
    goal = {
        **find(newer, "Goal", "goal"),
        "id": uid("second goal"),
        "description": {"text": "Jeg åbner min post."},
    }
    newer["entry"].append({"resource": goal})
    import_ffb(by=ilse, content=as_bytes(newer))
    titles = set(Goal.objects.unscoped().values_list("title", flat=True))
    assert titles == {"Jeg laver aftensmad to gange om ugen.", "Jeg åbner min post."}


def test_what_was_withdrawn_is_told_once_and_then_left_out(house, ilse):
    import_ffb(by=ilse, content=as_bytes(report()))
    newer = report("2026-11-21T12:00:00+01:00")
    find(newer, "Observation", "result")["status"] = "entered-in-error"
    import_ffb(by=ilse, content=as_bytes(newer))
    (ours,) = sent(ilse)
    told = read(ours.content)
    assert [(found.resource_type, found.id) for found in told.withdrawn] == [("Observation", uid("result"))]
    later = house.at(NOW + timedelta(days=2)).actor("ilse")
    change_referral(by=later, referral=Referral.objects.unscoped().get(), source_text="By post")
    (after,) = sent(later, NOW + timedelta(days=1))
    assert read(after.content).withdrawn == ()
    assert uid("result") not in after.content.decode()


def test_without_the_id_of_who_reports_the_report_is_left_out_with_the_reason(house, ilse):
    import_ffb(by=ilse, content=as_bytes(order()))
    (left_out,) = export_ffb(by=ilse, since=YESTERDAY)
    assert isinstance(left_out, LeftOut)
    assert "citizen-organisation" in {problem.rule for problem in left_out.problems}
    assert not Delivery.objects.unscoped().filter(direction="sent").exists()


def test_only_intake_sends_reports(house, ilse, sofie):
    import_ffb(by=ilse, content=as_bytes(report()))
    with pytest.raises(NotAllowed):
        list(export_ffb(by=sofie, since=YESTERDAY))


def test_the_program_itself_may(house, ilse):
    import_ffb(by=ilse, content=as_bytes(report()))
    by = system_actor(house.agency.pk, NOW)
    assert Role.SYSTEM in by.roles
    assert len(sent(by)) == 1
    assert {found.status for found in all_of(Order)} == {"active"}
