"""Who is around a person, what the person wishes us to say to them, and the plans of others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.enrolments.errors import NotInTheList
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.network import errors
from alongside.network.models import NetworkMember
from alongside.network.operations import add_member, add_plan, change_member, change_plan
from alongside.network.queries import around, around_now, other_plans, plans_now

TODAY = date(2026, 11, 24)


def test_unasked_is_unasked_and_never_yes(jonas, sofie) -> None:
    add_member(by=sofie, person=jonas.person, name="Rikke Krogh", relation="sister")
    (rikke,) = around(sofie, jonas.person)
    assert (rikke.name, rikke.may_speak) == ("Rikke Krogh", "unasked")


def test_someone_without_a_name_is_who_they_are_to_the_person(jonas, sofie) -> None:
    assert add_member(by=sofie, person=jonas.person, relation="the one at the café").relation
    with pytest.raises(errors.NobodyNamed):
        add_member(by=sofie, person=jonas.person, name="  ", phone="55500170")


def test_their_own_people_stand_first(jonas, sofie) -> None:
    add_member(by=sofie, person=jonas.person, name="Dr Juhl", kind="professional")
    add_member(by=sofie, person=jonas.person, name="Rikke")
    assert [one.name for one in around(sofie, jonas.person)] == ["Rikke", "Dr Juhl"]


def test_who_has_left_stays_written(jonas, sofie) -> None:
    ole = add_member(by=sofie, person=jonas.person, name="Ole")
    with pytest.raises(errors.EndedInTheFuture):
        change_member(by=sofie, member=ole, ended_on=TODAY + timedelta(days=1))
    ole.refresh_from_db()
    change_member(by=sofie, member=ole, ended_on=TODAY)
    assert not around_now(sofie, jonas.person, TODAY).exists()
    assert [one.name for one in around(sofie, jonas.person)] == ["Ole"]


def test_a_double_tap_is_one_person(jonas, sofie) -> None:
    key = new_id()
    for _ in range(2):
        add_member(by=sofie, person=jonas.person, name="Rikke", key=key)
    assert NetworkMember.objects.visible_to(sofie).count() == 1


def test_a_plan_is_of_a_kind_the_agency_knows(jonas, sofie) -> None:
    with pytest.raises(NotInTheList):
        add_plan(by=sofie, person=jonas.person, kind="horoscope")
    add_plan(by=sofie, person=jonas.person, kind="job_plan", organisation="Job centre")
    assert [one.organisation for one in other_plans(sofie, jonas.person)] == ["Job centre"]


def test_what_comes_next_stands_first_and_what_is_over_last_or_not_at_all(jonas, sofie) -> None:
    job = add_plan(by=sofie, person=jonas.person, kind="job_plan")
    add_plan(
        by=sofie, person=jonas.person, kind="section_141", next_on=TODAY, next_text="Follow-up with Karin"
    )
    assert [one.kind for one in other_plans(sofie, jonas.person)] == ["section_141", "job_plan"]
    change_plan(by=sofie, plan=job, ends_on=TODAY)
    assert [one.kind for one in plans_now(sofie, jonas.person, TODAY)] == ["section_141"]


def test_days_make_sense(jonas, sofie) -> None:
    with pytest.raises(errors.EndsBeforeItBegins):
        add_plan(
            by=sofie,
            person=jonas.person,
            kind="job_plan",
            starts_on=TODAY,
            ends_on=TODAY - timedelta(days=1),
        )
    with pytest.raises(errors.MilestoneWithoutWords):
        add_plan(by=sofie, person=jonas.person, kind="job_plan", next_on=TODAY)


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "maja"])
def test_only_those_who_walk_along_or_lead_write_it(house, jonas, stranger) -> None:
    with pytest.raises(NotAllowed):
        add_member(by=house.actor(stranger), person=jonas.person, name="Rikke")


def test_intake_and_the_authority_do_not_see_who_is_around(jonas, sofie, ilse, karin) -> None:
    add_member(by=sofie, person=jonas.person, name="Rikke")
    assert not around(ilse, jonas.person)
    assert not around(karin, jonas.person)
