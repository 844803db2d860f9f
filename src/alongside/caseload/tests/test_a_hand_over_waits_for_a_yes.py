from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import get_default_timezone

from alongside.caseload import errors, rules
from alongside.caseload.models import Assignment, HandOver, HandOverTick
from alongside.caseload.operations import (
    accept_hand_over,
    ask_hand_over,
    change_case_manager,
    decline_hand_over,
    finish_hand_over,
    tick_hand_over,
    withdraw_hand_over,
)
from alongside.contacts.models import Contact
from alongside.contacts.operations import plan_contact, record_contact
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course
from alongside.kernel.errors import NotAllowed
from alongside.organisation.models import Membership
from alongside.organisation.operations import end_membership
from alongside.organisation.queries import profile_of
from tests.people_of_the_house import NOW, House

TODAY = date(2026, 11, 24)
DECEMBER = date(2026, 12, 1)


def asked(by, jonas: Enrolment, house: House, to: str = "maja", **other) -> HandOver:
    said = {"planned_on": DECEMBER, "reason": "Sofie goes on leave", "note": "He likes to walk."}
    return ask_hand_over(by=by, enrolment=jonas, worker=house.workers[to], **{**said, **other})


def walks(jonas: Enrolment) -> list[tuple[str, date, date | None]]:
    found = Assignment.objects.unscoped().filter(enrolment=jonas).order_by("starts_on")
    return [(one.worker.name.split()[0], one.starts_on, one.ends_on) for one in found]


def test_nothing_moves_before_the_receiver_says_yes(jonas, sofie, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    assert walks(jonas) == [("Sofie", date(2025, 9, 2), None)]
    accept_hand_over(by=house.actor("maja"), hand_over=hand_over)
    assert walks(jonas) == [("Sofie", date(2025, 9, 2), DECEMBER), ("Maja", DECEMBER, None)]
    new = Assignment.objects.unscoped().get(worker=house.workers["maja"])
    assert new.reason == "Sofie goes on leave"


def test_only_the_one_who_is_asked_answers(jonas, sofie, amina, omar, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    for other in (sofie, amina, omar):
        with pytest.raises(NotAllowed):
            accept_hand_over(by=other, hand_over=hand_over)
        with pytest.raises(NotAllowed):
            decline_hand_over(by=other, hand_over=hand_over, answer="No.")


def test_a_no_says_why_and_changes_nothing(jonas, sofie, house: House) -> None:
    hand_over, maja = asked(sofie, jonas, house), house.actor("maja")
    with pytest.raises(errors.AnswerMissing):
        decline_hand_over(by=maja, hand_over=hand_over, answer=" ")
    decline_hand_over(by=maja, hand_over=hand_over, answer="I know his brother.")
    assert len(walks(jonas)) == 1
    with pytest.raises(errors.HandOverAnswered):
        accept_hand_over(by=maja, hand_over=hand_over)
    assert asked(sofie, jonas, house, to="amina").status == "asked"


def test_one_is_asked_at_a_time_and_can_be_asked_no_longer(jonas, sofie, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    with pytest.raises(errors.HandOverAsked):
        asked(sofie, jonas, house, to="amina")
    withdraw_hand_over(by=sofie, hand_over=hand_over)
    asked(sofie, jonas, house, to="amina")


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"reason": " "}, errors.ChangeReasonMissing),
        ({"to": "sofie"}, errors.SameCaseManager),
        ({"to": "omar"}, errors.WorkerNotInTeam),
        ({"planned_on": TODAY - timedelta(days=1)}, errors.HandOverPast),
        ({"planned_on": TODAY + timedelta(days=800)}, errors.StartsTooFarAhead),
    ],
)
def test_asking_is_not_done_lightly(jonas, sofie, house: House, said, refused) -> None:
    with pytest.raises(refused):
        asked(sofie, jonas, house, **said)


def test_the_case_manager_and_the_lead_ask(jonas, amina, omar, ilse, house: House) -> None:
    for other in (omar, ilse, house.actor("maja")):
        with pytest.raises(NotAllowed):
            asked(other, jonas, house, to="amina")
    asked(amina, jonas, house)


def test_a_yes_that_comes_late_moves_from_today(jonas, sofie, house: House) -> None:
    hand_over = asked(sofie, jonas, house, planned_on=TODAY)
    late = house.at(NOW + timedelta(days=3)).actor("maja")
    accept_hand_over(by=late, hand_over=hand_over)
    assert walks(jonas)[1] == ("Maja", TODAY + timedelta(days=3), None)


def test_it_holds_no_longer_when_somebody_else_walks_with_them(jonas, sofie, amina, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    change_case_manager(
        by=amina, enrolment=jonas, worker=house.workers["amina"], reason="At once", starts_on=TODAY
    )
    with pytest.raises(errors.MovedMeanwhile):
        accept_hand_over(by=house.actor("maja"), hand_over=hand_over)


def test_planned_visits_follow_from_the_day_on(jonas, sofie, house: House) -> None:
    def plan(day: date) -> Contact:
        at = datetime(day.year, day.month, day.day, 0, 30, tzinfo=get_default_timezone())
        return plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=at)

    before, after = plan(date(2026, 11, 30)), plan(DECEMBER)
    colleague = plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW + timedelta(days=20),
        worker=house.workers["amina"],
    )
    accept_hand_over(by=house.actor("maja"), hand_over=asked(sofie, jonas, house))
    goes = {
        contact.pk: contact.worker.name.split()[0]
        for contact in Contact.objects.unscoped().select_related("worker")
    }
    assert (goes[before.pk], goes[after.pk], goes[colleague.pk]) == ("Sofie", "Maja", "Amina")


def test_a_course_moves_to_another_team_with_the_person(jonas, sofie, amina, omar, house: House) -> None:
    hand_over = asked(sofie, jonas, house, to="omar", team=house.other_team)
    assert HandOver.objects.visible_to(omar).get() == hand_over
    assert not Enrolment.objects.visible_to(omar).exists()
    accept_hand_over(by=omar, hand_over=hand_over)
    jonas.refresh_from_db()
    assert jonas.team == house.other_team
    assert Enrolment.objects.visible_to(omar).exists()
    assert not Enrolment.objects.visible_to(amina).exists()
    assert Enrolment.objects.visible_to(sofie).exists()
    assert not Enrolment.objects.visible_to(house.at(NOW + timedelta(days=7)).actor("sofie")).exists()


def test_a_course_that_closes_asks_nobody_any_more(jonas, sofie, amina, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    close_course(
        by=amina,
        enrolment=jonas,
        closed_on=TODAY,
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    hand_over.refresh_from_db()
    assert hand_over.status == "withdrawn"


def test_whoever_is_asked_does_not_leave_before_the_answer(jonas, sofie, ada, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    role = Membership.objects.get(worker=house.workers["maja"])
    with pytest.raises(errors.StillHandsOver):
        end_membership(by=ada, membership=role, ends_on=DECEMBER)
    decline_hand_over(by=house.actor("maja"), hand_over=hand_over, answer="I leave.")
    end_membership(by=ada, membership=role, ends_on=DECEMBER)


def test_the_checklist_is_ticked_by_either_and_is_finished_with_the_last_line(
    jonas, sofie, omar, house: House
) -> None:
    hand_over = asked(sofie, jonas, house)
    steps = [step.key for step in profile_of(house.agency.pk).hand_over_steps]
    with pytest.raises(NotAllowed):
        tick_hand_over(by=omar, hand_over=hand_over, step=steps[0])
    with pytest.raises(errors.UnknownHandOverStep):
        tick_hand_over(by=sofie, hand_over=hand_over, step="cake")
    for number, step in enumerate(steps):
        assert hand_over.finished_on is None
        tick_hand_over(by=sofie if number % 2 else house.actor("maja"), hand_over=hand_over, step=step)
    assert hand_over.finished_on == TODAY
    again = HandOverTick.objects.unscoped().filter(hand_over=hand_over).count()
    assert again == len(steps)


def test_a_line_ticked_by_mistake_and_a_rest_that_is_not_needed(jonas, sofie, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    tick_hand_over(by=sofie, hand_over=hand_over, step="plan")
    tick_hand_over(by=sofie, hand_over=hand_over, step="plan", done=False)
    assert HandOverTick.objects.unscoped().get().done_on is None
    finish_hand_over(by=sofie, hand_over=hand_over)
    assert hand_over.finished_on == TODAY


def test_a_note_that_names_both_ticks_that_they_met(jonas, sofie, house: House) -> None:
    hand_over = asked(sofie, jonas, house)
    said = {"by": sofie, "enrolment": jonas, "kind": "visit", "occurred_at": NOW, "text": "We walked."}
    record_contact(**said, others_present="his sister")
    assert not HandOverTick.objects.unscoped().exists()
    record_contact(**said, others_present="Maja Toft, his sister")
    line = HandOverTick.objects.unscoped().get(hand_over=hand_over)
    assert (line.step, line.done_on, line.worker.name) == ("met_together", TODAY, "Sofie Lindholm")


@pytest.mark.parametrize(
    ("worker", "others", "both"),
    [
        ("Sofie Lindholm", "Maja", True),
        ("Maja Toft", "mor, sofie.", True),
        ("Sofie Lindholm", "Majas bror", False),
        ("Omar Bilal", "Maja, Sofie", False),
        ("Sofie Lindholm", "", False),
    ],
)
def test_who_was_there_is_read_from_the_note(worker: str, others: str, both: bool) -> None:
    assert rules.were_both_there(worker, others, giver="Sofie Lindholm", receiver="Maja Toft") is both
