"""Refusing, closing and marking as people do it, and what the rooms above make of it."""

from __future__ import annotations

import pytest

from alongside.caseload.keeping_out import left_with_nobody, needs_another, what_follows
from alongside.caseload.operations import change_case_manager
from alongside.kernel.errors import NotAllowed
from alongside.restrictions import errors
from alongside.restrictions.models import ClosedValue, Evidence, MarkKind, Restriction
from alongside.restrictions.operations import (
    close_category,
    declare_closeness,
    end_mark,
    lift_restriction,
    mark_person,
    refuse_worker,
)
from alongside.restrictions.queries import bounds_of, marks_of
from alongside.restrictions.rules import Consequence


def _refuse(by, person, worker, **more) -> Restriction:
    return refuse_worker(by=by, person=person, worker=worker, evidence=Evidence.SIGNED, **more)


def test_the_only_case_manager_is_refused_and_the_lead_finds_the_task(jonas, house, sofie, amina) -> None:
    worker = house.workers["sofie"]
    assert what_follows(jonas.person_id, worker.pk, sofie.today) is Consequence.LEAD_CHOOSES
    _refuse(sofie, jonas.person, worker)
    assert left_with_nobody(jonas, amina.today)
    assert [(one.person, one.worker) for one in needs_another(amina)] == [("Jonas Krogh", "Sofie Lindholm")]
    assert needs_another(sofie) == []
    change_case_manager(
        by=amina, enrolment=jonas, worker=house.workers["maja"], starts_on=amina.today, reason="He asked."
    )
    assert needs_another(amina) == []
    assert not left_with_nobody(jonas, amina.today)


def test_nobody_is_asked_to_walk_with_someone_who_refuses_them(jonas, house, amina) -> None:
    _refuse(amina, jonas.person, house.workers["maja"])
    with pytest.raises(errors.KeptOut):
        change_case_manager(
            by=amina, enrolment=jonas, worker=house.workers["maja"], starts_on=amina.today, reason="She can."
        )


def test_it_is_written_once_and_taken_back_with_a_reason(jonas, house, sofie, amina) -> None:
    held = _refuse(sofie, jonas.person, house.workers["maja"])
    with pytest.raises(errors.RefusedAlready):
        _refuse(sofie, jonas.person, house.workers["maja"])
    with pytest.raises(errors.LiftReasonMissing):
        lift_restriction(by=sofie, restriction=held, reason="")
    lift_restriction(by=sofie, restriction=held, reason="He said so.")
    with pytest.raises(errors.LiftedAlready):
        lift_restriction(by=amina, restriction=held, reason="Again.")
    assert held.history.count() == 2
    found = bounds_of(sofie, jonas.person)
    assert (found.refused, found.earlier) == ([], [held])


def test_whoever_is_kept_out_cannot_let_themself_in(jonas, house, sofie, amina) -> None:
    held = _refuse(sofie, jonas.person, house.workers["amina"])
    with pytest.raises(NotAllowed):
        lift_restriction(by=amina, restriction=held, reason="I need it.")
    mark = declare_closeness(by=house.actor("maja"), person=jonas.person)
    with pytest.raises(NotAllowed):
        end_mark(by=house.actor("maja"), mark=mark, reason="Not so close.")


def test_a_category_is_one_of_the_profile_and_says_what_it_closes(jonas, sofie) -> None:
    with pytest.raises(errors.CategoryUnknown):
        close_category(by=sofie, person=jonas.person, category="dreams", evidence=Evidence.SIGNED)
    held = close_category(by=sofie, person=jonas.person, category="crime", asked_by="agency")
    said = ClosedValue.objects.filter(restriction=held).values_list("list", "value")
    assert ("housing_kinds", "prison") in set(said)


def test_a_colleague_of_another_house_is_no_colleague(jonas, sofie, house) -> None:
    from alongside.access.actor import system_actor
    from alongside.kernel.ids import new_id
    from alongside.organisation.operations import add_worker, found_agency

    console = system_actor(new_id(), house.now)
    found_agency(by=console, name="Havneby", profile_key="generic")
    stranger = add_worker(by=console, name="Nina Falk", username="nina")
    with pytest.raises(errors.NotTheirColleague):
        _refuse(sofie, jonas.person, stranger)


def test_the_review_of_the_log_learns_of_marks_and_nothing_else(jonas, house, amina) -> None:
    mark_person(by=amina, person=jonas.person, kind=MarkKind.VIP)
    mark_person(by=amina, person=jonas.person, kind=MarkKind.FAMILY, worker=house.workers["omar"])
    found = marks_of([jonas.person_id])[jonas.person_id]
    assert found.known_to_many
    assert found.family == {house.workers["omar"].pk}
    assert found.own == frozenset()
    assert marks_of([jonas.pk]) == {}
