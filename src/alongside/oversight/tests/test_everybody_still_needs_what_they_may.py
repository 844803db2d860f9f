"""Every half-year somebody says of each role whether it is still needed; what nobody confirms is suspended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access.actor import Role
from alongside.caseload.errors import StillWalksWithPeople
from alongside.kernel.errors import NotAllowed
from alongside.organisation.models import Membership
from alongside.organisation.queries import actor_for
from alongside.oversight import errors
from alongside.oversight.duties import ask_about_rights
from alongside.oversight.models import AskedRight, RightAnswer, RightsReview
from alongside.oversight.operations import answer_for, begin_rights_review
from alongside.oversight.queries import asked_of, rights_due
from tests.people_of_the_house import NOW, House

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(house: House, ada) -> RightsReview:
    return begin_rights_review(by=ada)


def of(viewer, review: RightsReview, name: str):
    return next(one for one in asked_of(viewer, review) if one.worker.name == name)


def says(viewer, review: RightsReview, name: str, answer: RightAnswer = RightAnswer.KEEP) -> None:
    found = of(viewer, review, name)
    answer_for(by=viewer, worker=found.worker, answers=dict.fromkeys(found.mine, answer))


def test_every_role_is_asked_about(house: House, review) -> None:
    assert review.asked.count() == Membership.objects.count()
    assert review.due_on == NOW.date() + timedelta(days=28)


def test_a_lead_answers_for_their_team_and_not_for_themself(house: House, review, amina) -> None:
    mine = {one.worker.name for one in asked_of(amina, review) if one.mine}
    assert mine == {"Sofie Lindholm", "Maja Toft", "Vagn Nattergal"}
    own = AskedRight.objects.filter(membership__worker=house.workers["amina"])
    with pytest.raises(errors.AnswersForThemself):
        answer_for(by=amina, worker=house.workers["amina"], answers=dict.fromkeys(own, RightAnswer.KEEP))
    other = AskedRight.objects.filter(membership__worker=house.workers["omar"])
    with pytest.raises(errors.NotTheirs):
        answer_for(by=amina, worker=house.workers["omar"], answers=dict.fromkeys(other, RightAnswer.KEEP))


def test_an_administrator_answers_for_the_house_and_the_privacy_officer_for_them(
    house: House, review, ada
) -> None:
    assert "Ada Bech" not in {one.worker.name for one in asked_of(ada, review) if one.mine}
    assert "Per Dam" in {one.worker.name for one in asked_of(ada, review) if one.mine}
    per = house.actor("per")
    assert {one.worker.name for one in asked_of(per, review) if one.mine} == {"Ada Bech"}


def test_a_role_that_is_not_needed_ends_today(house: House, review, amina) -> None:
    says(amina, review, "Maja Toft", RightAnswer.END)
    assert actor_for(house.workers["maja"].user_id, now=NOW) is None


def test_who_walks_with_people_is_handed_over_first(house: House, review, jonas, amina) -> None:
    with pytest.raises(StillWalksWithPeople):
        says(amina, review, "Sofie Lindholm", RightAnswer.END)


def test_what_nobody_answers_is_suspended_after_four_weeks(house: House, review, amina) -> None:
    says(amina, review, "Sofie Lindholm")
    ask_about_rights(NOW + timedelta(days=27))
    assert house.at(NOW + timedelta(days=27)).actor("omar")
    late = NOW + timedelta(days=28)
    ask_about_rights(late)
    assert actor_for(house.workers["omar"].user_id, now=late) is None
    assert actor_for(house.workers["sofie"].user_id, now=late) is not None
    due = rights_due(house.agency.pk, late.date())
    assert due.last == review
    assert due.suspended == due.left - 2, "the last administrator and the last privacy officer stay"


def test_the_last_of_the_house_stay_and_are_shouted_about(house: House, review, caplog) -> None:
    late = NOW + timedelta(days=28)
    ask_about_rights(late)
    for name in ("ada", "per"):
        assert actor_for(house.workers[name].user_id, now=late) is not None
    assert "administrator" in caplog.text
    assert "privacy_officer" in caplog.text


def test_a_late_answer_lets_a_role_count_again(house: House, review, ada) -> None:
    late = NOW + timedelta(days=28)
    ask_about_rights(late)
    says(replace(ada, now=late), review, "Omar Bilal")
    assert actor_for(house.workers["omar"].user_id, now=late) is not None


def test_it_is_over_when_all_have_answered(house: House, review, ada) -> None:
    for one in asked_of(ada, review):
        if one.mine:
            answer_for(by=ada, worker=one.worker, answers=dict.fromkeys(one.mine, RightAnswer.KEEP))
    per = house.actor("per")
    says(per, review, "Ada Bech")
    review.refresh_from_db()
    assert review.closed_on == NOW.date()


def test_it_begins_by_itself_every_half_year_and_once(house: House, review, ada) -> None:
    with pytest.raises(errors.AskedAlready):
        begin_rights_review(by=ada)
    ask_about_rights(NOW + timedelta(days=28))
    for days in (100, 185, 186):
        ask_about_rights(NOW + timedelta(days=days))
    assert RightsReview.objects.count() == 2


def test_nobody_else_begins_or_answers(house: House, review, sofie, amina) -> None:
    for other in (sofie, amina):
        with pytest.raises(NotAllowed):
            begin_rights_review(by=other)
    asked = AskedRight.objects.filter(membership__worker=house.workers["maja"])
    with pytest.raises(NotAllowed):
        answer_for(by=sofie, worker=house.workers["maja"], answers=dict.fromkeys(asked, RightAnswer.KEEP))
    assert Role.TEAM_LEAD in amina.roles
