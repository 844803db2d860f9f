"""What to do when it gets bad: written together, read in the night, and never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.corrections.operations import strike_record
from alongside.crisis import errors
from alongside.crisis.operations import keep_crisis_plan, rewrite_crisis_plan, write_crisis_plan
from alongside.crisis.queries import called, earlier, plan_of
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.kernel.ids import new_id
from alongside.network.operations import add_member, change_member

TODAY = date(2026, 11, 24)
AGAIN = TODAY + timedelta(days=90)


def _written(sofie, jonas, **said):
    return write_crisis_plan(
        by=sofie,
        person=jonas.person,
        **{"helps": "Walk with me.", "agreed_on": TODAY, "review_on": AGAIN, **said},
    )


def test_it_says_who_is_called_first_with_the_number_of_today(house, jonas, sofie) -> None:
    vagn = house.actor("vagn")
    rikke = add_member(by=sofie, person=jonas.person, name="Rikke", relation="sister", phone="55 50 01 70")
    ole = add_member(by=sofie, person=jonas.person, name="Ole", phone="55 50 01 71")
    plan = _written(sofie, jonas, calls=[ole.pk, rikke.pk, ole.pk])
    change_member(by=sofie, member=rikke, phone="55 50 99 99")
    read = plan_of(vagn, jonas.person)
    assert read is not None
    assert [(one.name, one.phone) for one in called(vagn, read)] == [
        ("Ole", "55 50 01 71"),
        ("Rikke", "55 50 99 99"),
    ]
    change_member(by=sofie, member=ole, ended_on=TODAY)
    assert [one.name for one in called(sofie, plan)] == ["Rikke"]


def test_nobody_is_called_who_is_around_somebody_else(jonas, sofie) -> None:
    with pytest.raises(errors.NotAroundThem):
        _written(sofie, jonas, calls=[new_id()])


def test_a_plan_says_something_and_is_looked_at_again_within_a_year(jonas, sofie) -> None:
    with pytest.raises(errors.NothingInThePlan):
        _written(sofie, jonas, helps=" ")
    with pytest.raises(errors.AgreedInTheFuture):
        _written(sofie, jonas, agreed_on=TODAY + timedelta(days=1))
    with pytest.raises(errors.LookedAtInThePast):
        _written(sofie, jonas, review_on=TODAY)
    with pytest.raises(errors.LookedAtTooLate):
        _written(sofie, jonas, review_on=TODAY + timedelta(days=367))


def test_there_is_one_plan_and_how_it_read_before_stays(jonas, sofie) -> None:
    plan = _written(sofie, jonas)
    with pytest.raises(errors.PlanThereAlready):
        _written(sofie, jonas, helps="Another")
    assert not earlier(sofie, jonas.person)
    plan = rewrite_crisis_plan(
        by=sofie, plan=plan, version=1, helps="Make tea.", agreed_on=TODAY, review_on=AGAIN
    )
    with pytest.raises(StaleRecord):
        rewrite_crisis_plan(by=sofie, plan=plan, version=1, helps="Late.", agreed_on=TODAY, review_on=AGAIN)
    now = plan_of(sofie, jonas.person)
    assert now is not None
    assert now.helps == "Make tea."
    assert [one.plan.helps for one in earlier(sofie, jonas.person)] == ["Walk with me."]


def test_looked_at_together_it_holds_until_another_day_and_was_agreed_when_it_was(
    jonas, sofie, amina
) -> None:
    agreed = TODAY - timedelta(days=100)
    plan = _written(sofie, jonas, agreed_on=agreed, agreed_with="Jon and Rikke")
    kept = keep_crisis_plan(by=amina, plan=plan, review_on=AGAIN + timedelta(days=9))
    assert (kept.agreed_on, kept.agreed_with, kept.worker_id) == (agreed, "Jon and Rikke", sofie.worker_id)
    assert (kept.looked_on, kept.looked_by_id) == (TODAY, amina.worker_id)
    assert kept.review_on == AGAIN + timedelta(days=9)


def test_a_plan_written_anew_was_not_yet_looked_at(jonas, sofie) -> None:
    plan = keep_crisis_plan(by=sofie, plan=_written(sofie, jonas), review_on=AGAIN)
    anew = rewrite_crisis_plan(by=sofie, plan=plan, helps="Tea.", agreed_on=TODAY, review_on=AGAIN)
    assert (anew.looked_on, anew.looked_by_id) == (None, None)
    assert [one.plan.looked_on for one in earlier(sofie, jonas.person)] == [TODAY, None]


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "vagn", "per", "eva"])
def test_only_those_who_walk_along_or_lead_write_it(house, jonas, stranger) -> None:
    with pytest.raises(NotAllowed):
        _written(house.actor(stranger), jonas)


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "per", "eva", "ada"])
def test_who_has_nothing_to_do_with_them_does_not_read_it(house, jonas, sofie, stranger) -> None:
    _written(sofie, jonas)
    assert plan_of(house.actor(stranger), jonas.person) is None


def test_what_was_entered_in_error_is_not_called_and_not_in_the_way(jonas, sofie) -> None:
    rikke = add_member(by=sofie, person=jonas.person, name="Rikke", relation="sister", phone="55 50 01 70")
    plan = _written(sofie, jonas, calls=[rikke.pk])
    strike_record(by=sofie, record=rikke, why="This is somebody else's sister.")
    assert called(sofie, plan) == []
    with pytest.raises(errors.NotAroundThem):
        rewrite_crisis_plan(by=sofie, plan=plan, agreed_on=TODAY, review_on=AGAIN, calls=[rikke.pk])
    strike_record(by=sofie, record=plan, why="This is somebody else's plan.")
    assert plan_of(sofie, jonas.person) is None
    own = _written(sofie, jonas, helps="Make tea.")
    assert plan_of(sofie, jonas.person) == own
