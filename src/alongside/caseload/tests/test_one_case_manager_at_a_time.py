from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.caseload import errors
from alongside.caseload.events import CourseBegan
from alongside.caseload.models import Assignment
from alongside.caseload.operations import begin_course, change_case_manager
from alongside.enrolments.errors import AnotherCourseOpen, RhythmOutOfBounds
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course, reopen_course
from alongside.kernel import events
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.people.operations import register_person
from alongside.referrals.errors import NotDecidedYet, ReferralCannotMove
from alongside.referrals.models import Referral
from alongside.referrals.operations import decide, receive_referral
from tests.people_of_the_house import NOW, House, writing

TODAY = date(2026, 11, 24)


def a_referral(ilse, person=None) -> Referral:
    person = person or register_person(by=ilse, given_name="Ea", family_name="Winther")
    return receive_referral(by=ilse, person=person, source="outreach", received_at=NOW)


def accepted(ilse, referral: Referral) -> Referral:
    decide(
        by=ilse,
        referral=referral,
        outcome="yes",
        reason="You need one person who stays.",
        legal_basis="sel-85a",
        provider_wish="none",
        decided_on=TODAY,
    )
    return referral


@pytest.fixture
def ea(ilse) -> Referral:
    """Ea Winther waits for a case manager."""
    return accepted(ilse, a_referral(ilse))


def begin(by, referral: Referral, house: House, worker: str = "maja", **other) -> Enrolment:
    said = {"worker": house.workers[worker], "team": house.team, "starts_on": TODAY}
    return begin_course(by=by, referral=referral, **{**said, **other})


def test_a_course_begins_with_its_case_manager(ea: Referral, ilse, house: House, monkeypatch) -> None:
    heard: list[CourseBegan] = []
    monkeypatch.setitem(
        events._subscribers, CourseBegan, [*events._subscribers[CourseBegan], (heard.append, False)]
    )
    enrolment = begin(ilse, ea, house, reason="knew her in 2024", income_basis="social_assistance")
    assert (enrolment.person, enrolment.legal_basis, enrolment.rhythm_days, enrolment.ends_on) == (
        ea.person,
        "sel-85a",
        5,
        None,
    )
    assignment = Assignment.objects.unscoped().get()
    assert (assignment.worker.name, assignment.starts_on, assignment.reason) == (
        "Maja Toft",
        TODAY,
        "knew her in 2024",
    )
    assert ea.status == "assigned"
    assert heard == [CourseBegan(enrolment.pk, TODAY)]
    maja = house.actor("maja")
    assert Enrolment.objects.visible_to(maja).get() == enrolment


def test_a_course_taken_over_keeps_its_beginning_and_is_reviewed_from_now_on(
    ea: Referral, ilse, house: House, monkeypatch
) -> None:
    heard: list[CourseBegan] = []
    monkeypatch.setitem(events._subscribers, CourseBegan, [(heard.append, False)])
    before, came, today = TODAY + timedelta(days=1), TODAY + timedelta(days=5), TODAY + timedelta(days=9)
    with pytest.raises(errors.ChangeBeforeStart):
        begin(ilse, ea, house, starts_on=came, walks_from=before)
    enrolment = begin(ilse, ea, house, starts_on=before, walks_from=came, taken_over_on=today)
    assert enrolment.starts_on == before
    assert Assignment.objects.unscoped().get().starts_on == came
    assert heard == [CourseBegan(enrolment.pk, today)]


def test_no_course_without_a_yes(ilse, house: House) -> None:
    referral = a_referral(ilse)
    with pytest.raises(NotDecidedYet):
        begin(ilse, referral, house)


def test_one_referral_is_one_course(ea: Referral, ilse, house: House) -> None:
    key = new_id()
    assert begin(ilse, ea, house, key=key) == begin(ilse, ea, house, key=key)
    with pytest.raises(ReferralCannotMove):
        begin(ilse, ea, house)
    assert Enrolment.objects.unscoped().count() == 1


def test_one_person_has_one_open_course(ea: Referral, ilse, house: House) -> None:
    begin(ilse, ea, house)
    again = accepted(ilse, a_referral(ilse, ea.person))
    with pytest.raises(AnotherCourseOpen):
        begin(ilse, again, house)
    again.refresh_from_db()
    assert again.status == "waiting"


def test_only_a_case_manager_of_the_team_walks_along(ea: Referral, ilse, house: House) -> None:
    for name in ("omar", "karin", "vagn"):
        with pytest.raises(errors.WorkerNotInTeam):
            begin(ilse, ea, house, name)


def test_a_start_that_is_a_slip_of_the_pen_is_asked_about(ea: Referral, ilse, house: House) -> None:
    with pytest.raises(errors.StartsTooFarAhead):
        begin(ilse, ea, house, starts_on=date(2062, 11, 24))
    with pytest.raises(errors.StartsBeforeReferral) as refused:
        begin(ilse, ea, house, starts_on=date(2016, 11, 24))
    assert refused.value.field == "starts_on"
    for days in (0, 61):
        with pytest.raises(RhythmOutOfBounds):
            begin(ilse, ea, house, rhythm_days=days)
    with pytest.raises(errors.UnknownIncomeBasis):
        begin(ilse, ea, house, income_basis="lottery")


def test_the_database_itself_refuses_a_second_case_manager(jonas: Enrolment, house: House) -> None:
    """Two leads, at the same moment: both have looked, none has seen the other's."""
    second = Assignment(enrolment=jonas, worker=house.workers["maja"], starts_on=TODAY)
    with writing(house.agency), pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    assert Assignment.objects.unscoped().filter(ends_on__isnull=True).count() == 1


def test_the_database_itself_refuses_a_second_open_course(jonas: Enrolment, house: House) -> None:
    second = Enrolment(
        person=jonas.person, referral=jonas.referral, team=house.team, starts_on=TODAY, rhythm_days=5
    )
    with writing(house.agency), pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_passing_on_ends_one_and_begins_the_other_the_same_day(jonas: Enrolment, amina, house: House) -> None:
    new = change_case_manager(
        by=amina,
        enrolment=jonas,
        worker=house.workers["maja"],
        reason="Sofie moves to Aarhus",
        starts_on=date(2026, 12, 1),
    )
    old = Assignment.objects.unscoped().exclude(pk=new.pk).get()
    assert (old.worker.name, old.ends_on, old.end_reason) == (
        "Sofie Lindholm",
        date(2026, 12, 1),
        "Sofie moves to Aarhus",
    )
    assert (new.worker.name, new.starts_on, new.ends_on) == ("Maja Toft", date(2026, 12, 1), None)
    assert Enrolment.objects.visible_to(house.actor("sofie")).exists()


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"reason": " "}, errors.ChangeReasonMissing),
        ({"worker": "sofie"}, errors.SameCaseManager),
        ({"worker": "omar"}, errors.WorkerNotInTeam),
        ({"starts_on": date(2025, 9, 1)}, errors.ChangeBeforeStart),
        ({"starts_on": TODAY + timedelta(days=800)}, errors.StartsTooFarAhead),
    ],
)
def test_passing_on_is_not_done_lightly(jonas: Enrolment, amina, house: House, said, refused) -> None:
    fields = {"worker": "maja", "reason": "Sofie moves", "starts_on": TODAY, **said}
    with pytest.raises(refused):
        change_case_manager(
            by=amina, enrolment=jonas, **{**fields, "worker": house.workers[fields["worker"]]}
        )
    assert Assignment.objects.unscoped().get().ends_on is None


def test_only_the_lead_passes_on(jonas: Enrolment, sofie, omar, ilse, karin, ada, house: House) -> None:
    for other in (sofie, omar, ilse, karin, ada):
        with pytest.raises(NotAllowed):
            change_case_manager(
                by=other, enrolment=jonas, worker=house.workers["maja"], reason="…", starts_on=TODAY
            )


def test_closing_ends_the_assignment_and_reopening_begins_another(
    jonas: Enrolment, amina, house: House
) -> None:
    close_course(
        by=amina,
        enrolment=jonas,
        closed_on=date(2026, 11, 20),
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    first = Assignment.objects.unscoped().get()
    assert first.ends_on == date(2026, 11, 21)
    with pytest.raises(errors.CourseNotOpen):
        change_case_manager(
            by=amina, enrolment=jonas, worker=house.workers["maja"], reason="…", starts_on=TODAY
        )
    reopen_course(
        by=amina,
        enrolment=jonas,
        reopened_on=TODAY,
        reason="He rang and asked",
        worker=house.workers["sofie"],
    )
    second = Assignment.objects.unscoped().get(ends_on__isnull=True)
    assert (second.worker.name, second.starts_on, second.reason) == (
        "Sofie Lindholm",
        TODAY,
        "He rang and asked",
    )


def test_a_change_planned_for_later_leaves_nobody_walking_in_a_course_that_was_closed(
    jonas: Enrolment, amina, house: House
) -> None:
    change_case_manager(
        by=amina,
        enrolment=jonas,
        worker=house.workers["maja"],
        reason="Sofie goes on leave",
        starts_on=date(2027, 1, 4),
    )
    close_course(
        by=amina,
        enrolment=jonas,
        closed_on=TODAY,
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    ends = dict(Assignment.objects.unscoped().values_list("worker__name", "ends_on"))
    assert ends["Sofie Lindholm"] == TODAY + timedelta(days=1)
    assert ends["Maja Toft"] == date(2027, 1, 4)


def test_a_course_reopened_on_its_last_day_has_one_case_manager_that_day(
    jonas: Enrolment, sofie, amina, house: House
) -> None:
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=TODAY,
        reason="moved_away",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    reopen_course(
        by=amina,
        enrolment=Enrolment.objects.unscoped().get(pk=jonas.pk),
        reopened_on=TODAY,
        reason="He stays after all.",
        worker=house.workers["maja"],
    )
    first, second = Assignment.objects.unscoped().filter(enrolment=jonas).order_by("starts_on")
    assert first.ends_on == second.starts_on == TODAY + timedelta(days=1)
    assert (first.worker.name, second.worker.name) == ("Sofie Lindholm", "Maja Toft")
