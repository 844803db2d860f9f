from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from alongside.caseload import errors, rules
from alongside.caseload.models import Assignment
from alongside.caseload.operations import begin_course
from alongside.caseload.queries import capacity, proposed_workers
from alongside.enrolments.models import Enrolment
from alongside.organisation.operations import change_agency, change_worker
from alongside.people.models import Person
from alongside.people.operations import register_person
from alongside.referrals.models import Referral
from alongside.referrals.operations import decide, receive_referral
from tests.people_of_the_house import NOW, House, writing

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("norm", "fte", "places"),
    [(8.0, "1.00", 8), (8.0, "0.75", 6), (8.0, "0.80", 6), (20.0, "0.35", 7), (8.0, "0.05", 0)],
)
def test_the_norm_is_weighted_by_the_share_of_a_post(norm: float, fte: str, places: int) -> None:
    assert rules.places(norm, Decimal(fte)) == places


def walk_with(house: House, worker: str, people: int, ends_on: date | None = None) -> list[Enrolment]:
    """So many people walk with the worker already."""
    made = []
    with writing(house.agency):
        for number in range(people):
            person = Person(agency=house.agency, called_name=f"{worker} {number}")
            person.save()
            referral = Referral(
                agency=house.agency, person=person, source="order", status="assigned", received_at=NOW
            )
            referral.save()
            enrolment = Enrolment(
                person=person,
                referral=referral,
                team=house.team,
                starts_on=date(2026, 1, 1),
                ends_on=ends_on,
                rhythm_days=5,
            )
            enrolment.save()
            Assignment(
                enrolment=enrolment,
                worker=house.workers[worker],
                starts_on=date(2026, 1, 1),
                ends_on=ends_on,
            ).save()
            made.append(enrolment)
    return made


@pytest.fixture
def ea(ilse) -> Referral:
    """Ea Winther waits for a case manager."""
    person = register_person(by=ilse, given_name="Ea", family_name="Winther")
    referral = receive_referral(by=ilse, person=person, source="outreach", received_at=NOW)
    decide(
        by=ilse,
        referral=referral,
        outcome="yes",
        reason="Yes.",
        legal_basis="sel-85",
        provider_wish="none",
        decided_on=TODAY,
    )
    return referral


def begin(ilse, ea: Referral, house: House, **other) -> Enrolment:
    return begin_course(
        by=ilse, referral=ea, worker=house.workers["maja"], team=house.team, starts_on=TODAY, **other
    )


def test_the_eighth_person_is_within_the_norm(ea: Referral, ilse, house: House) -> None:
    walk_with(house, "maja", 7)
    begin(ilse, ea, house, over_norm_reason="not needed")
    assert Assignment.objects.unscoped().get(enrolment__person=ea.person).over_norm_reason == ""


def test_the_ninth_needs_a_reason_that_is_kept(ea: Referral, ilse, house: House) -> None:
    walk_with(house, "maja", 8)
    with pytest.raises(errors.OverTheNorm) as refused:
        begin(ilse, ea, house)
    assert "9 people; the norm for this post is 8" in refused.value.text
    ea.refresh_from_db()
    begin(ilse, ea, house, over_norm_reason="Knew her in 2024; Birthe steps down in December")
    kept = Assignment.objects.unscoped().get(enrolment__person=ea.person)
    assert kept.over_norm_reason == "Knew her in 2024; Birthe steps down in December"


def test_part_of_a_post_has_part_of_the_norm(ea: Referral, ilse, ada, house: House) -> None:
    change_worker(by=ada, worker=house.workers["maja"], fte=Decimal("0.50"))
    walk_with(house, "maja", 4)
    with pytest.raises(errors.OverTheNorm):
        begin(ilse, ea, house)


def test_an_agency_sets_its_own_norm(ea: Referral, ilse, ada, house: House) -> None:
    change_agency(by=ada, agency=house.agency, overrides={"caseload": {"norm": 6.0}})
    walk_with(house, "maja", 6)
    with pytest.raises(errors.OverTheNorm):
        begin(ilse, ea, house)


def test_who_is_not_walked_with_any_more_does_not_count(ea: Referral, ilse, house: House) -> None:
    walk_with(house, "maja", 8, ends_on=date(2026, 11, 20))
    begin(ilse, ea, house)


def test_capacity_shows_every_case_manager_of_every_team(house: House, jonas) -> None:
    loads = capacity(house.agency.pk, TODAY)
    assert [(load.name, load.team_name, load.people, load.places, load.free) for load in loads] == [
        ("Amina Yilmaz", "Team Havn", 0, 8, 8),
        ("Maja Toft", "Team Havn", 0, 8, 8),
        ("Sofie Lindholm", "Team Havn", 1, 8, 7),
        ("Omar Bilal", "Team Syd", 0, 8, 8),
    ]
    assert [load.name for load in capacity(house.agency.pk, TODAY, team_ids={house.other_team.pk})] == [
        "Omar Bilal"
    ]


def test_who_knew_the_person_comes_first_and_who_is_full_last(ea: Referral, ilse, house: House) -> None:
    walk_with(house, "amina", 8)
    walk_with(house, "maja", 3)
    (earlier,) = walk_with(house, "sofie", 1, ends_on=date(2026, 3, 2))
    with writing(house.agency):
        earlier.person = ea.person
        earlier.save()
    proposals = proposed_workers(ilse, ea, day=TODAY)
    assert [(one.load.name, one.knew_until, one.load.would_be_over) for one in proposals] == [
        ("Sofie Lindholm", date(2026, 3, 2), False),
        ("Omar Bilal", None, False),
        ("Maja Toft", None, False),
        ("Amina Yilmaz", None, True),
    ]


def test_proposing_takes_five_queries_whatever_the_size(
    ea: Referral, ilse, house: House, django_assert_max_num_queries
) -> None:
    for worker in ("amina", "maja", "sofie"):
        walk_with(house, worker, 4)
    with django_assert_max_num_queries(5):
        proposed_workers(ilse, ea, day=TODAY)
