from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.enrolments import rules
from alongside.enrolments.errors import (
    AlreadyAnswered,
    AlreadyProposed,
    NeedsSecondPerson,
    ReasonMissing,
    SecondPersonIsTheSame,
)
from alongside.enrolments.models import Closure, Enrolment
from alongside.enrolments.operations import answer_closure, close_course, pause_course, propose_closure
from alongside.kernel.errors import NotAllowed
from tests.people_of_the_house import writing

STAYED_AWAY: dict[str, Any] = {
    "closed_on": date(2026, 11, 24),
    "reason": "not_reached",
    "destination": "unknown",
    "housing_at_exit": "unknown",
}


@pytest.fixture
def proposal(jonas, sofie):
    return propose_closure(
        by=sofie, enrolment=jonas, explanation="He has moved in with family in Sweden.", **STAYED_AWAY
    )


def _again(enrolment):
    return Enrolment.objects.unscoped().get(pk=enrolment.pk)


def test_staying_away_is_no_reason_to_close():
    with pytest.raises(NeedsSecondPerson):
        rules.non_attendance_never_closes_a_course(is_non_attendance=True, second_person_agrees=False)


def test_another_reason_needs_no_second_person():
    rules.non_attendance_never_closes_a_course(is_non_attendance=False, second_person_agrees=False)


def test_one_person_cannot_close_because_someone_stayed_away(jonas, sofie):
    with pytest.raises(NeedsSecondPerson) as refused:
        close_course(by=sofie, enrolment=jonas, explanation="Three months without a word.", **STAYED_AWAY)
    assert "we do not let go" in refused.value.text
    assert _again(jonas).is_open


def test_a_proposal_leaves_the_course_open(jonas, proposal):
    assert _again(jonas).is_open
    assert proposal.agreed is None


def test_a_proposal_says_why(jonas, sofie):
    with pytest.raises(ReasonMissing):
        propose_closure(by=sofie, enrolment=jonas, explanation="  ", **STAYED_AWAY)


def test_one_proposal_waits_at_a_time(jonas, proposal, amina):
    with pytest.raises(AlreadyProposed):
        propose_closure(by=amina, enrolment=jonas, explanation="Gone.", **STAYED_AWAY)


def test_the_one_who_proposed_cannot_be_the_second_person(jonas, proposal, sofie):
    with pytest.raises(SecondPersonIsTheSame):
        answer_closure(by=sofie, proposal=proposal, agreed=True)
    assert _again(jonas).is_open


def test_the_database_refuses_one_person_as_both(house, jonas):
    sofie = house.workers["sofie"]
    with pytest.raises(IntegrityError), transaction.atomic(), writing(house.agency):
        Closure(enrolment=jonas, closed_by=sofie, agreed_by=sofie, **STAYED_AWAY).save()


def test_a_colleague_agrees_and_the_closure_names_both(house, jonas, proposal, amina):
    answer_closure(by=amina, proposal=proposal, agreed=True)
    closure = Closure.objects.unscoped().get(enrolment=jonas)
    assert closure.closed_by == house.workers["sofie"]
    assert closure.agreed_by == house.workers["amina"]
    assert closure.explanation == "He has moved in with family in Sweden."
    assert _again(jonas).ends_on == date(2026, 11, 25)


def test_a_colleague_who_says_no_says_what_to_try(jonas, proposal, amina):
    with pytest.raises(ReasonMissing):
        answer_closure(by=amina, proposal=proposal, agreed=False)
    answer_closure(by=amina, proposal=proposal, agreed=False, note="Ask Rikke; she saw him on Sunday.")
    assert _again(jonas).is_open


def test_a_proposal_is_answered_once(jonas, proposal, amina):
    answer_closure(by=amina, proposal=proposal, agreed=False, note="Not yet.")
    with pytest.raises(AlreadyAnswered):
        answer_closure(by=amina, proposal=proposal, agreed=True)


def test_after_a_no_it_can_be_proposed_again(jonas, proposal, amina, sofie):
    answer_closure(by=amina, proposal=proposal, agreed=False, note="Not yet.")
    again = propose_closure(by=sofie, enrolment=jonas, explanation="Still in Sweden.", **STAYED_AWAY)
    assert again.answered_on is None


def test_who_proposed_may_take_it_back(jonas, proposal, sofie):
    answer_closure(by=sofie, proposal=proposal, agreed=False, note="He rang!")
    assert _again(jonas).is_open


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_someone_from_elsewhere_is_no_second_person(house, jonas, proposal, stranger):
    with pytest.raises(NotAllowed):
        answer_closure(by=house.actor(stranger), proposal=proposal, agreed=True)


def test_hospital_is_a_pause_and_the_course_stays_open(jonas, sofie):
    pause_course(by=sofie, enrolment=jonas, kind="hospital", place="Ward P3", starts_on=date(2026, 11, 20))
    assert _again(jonas).is_open
