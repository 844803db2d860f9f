from __future__ import annotations

from django.db.models import Q

from alongside.access.actor import Role, system_actor
from alongside.access.policy import _under
from alongside.kernel.ids import new_id
from alongside.organisation.operations import add_worker, found_agency, start_membership
from alongside.organisation.queries import actor_for
from alongside.people.models import Person
from alongside.referrals.models import CriterionAnswer, Referral
from tests.people_of_the_house import House, writing


def test_a_condition_is_said_of_what_hangs_on_the_record() -> None:
    here = Q(agency_id=1) & ~Q(status="new")
    assert _under("pk", here) == here
    assert _under("referral", here) == Q(referral__agency_id=1) & ~Q(referral__status="new")
    assert _under("goal__referral", Q(a=1) | Q(b=2)) == Q(goal__referral__a=1) | Q(goal__referral__b=2)


def test_intake_reaches_its_own_agency_and_what_hangs_on_it(jonas, ilse, house: House) -> None:
    with writing(house.agency):
        CriterionAnswer(referral=jonas.referral, criterion="adult", answer="yes").save()
    console = system_actor(new_id(), house.now)
    found_agency(by=console, name="Havneby", profile_key="generic")
    nina = add_worker(by=console, name="Nina Falk", username="nina")
    start_membership(by=console, worker=nina, role=Role.INTAKE, starts_on=house.now.date())
    elsewhere = actor_for(nina.user_id, now=house.now)
    for model in (Referral, Person, CriterionAnswer):
        assert model.objects.visible_to(ilse).count() == 1
        assert model.objects.visible_to(elsewhere).count() == 0


def test_a_lead_reaches_only_what_is_still_open(jonas, house: House, amina) -> None:
    with writing(house.agency):
        for status in ("waiting", "declined"):
            person = Person(agency=house.agency, called_name=status)
            person.save()
            Referral(
                agency=house.agency, person=person, source="order", status=status, received_at=house.now
            ).save()
    seen = Referral.objects.visible_to(amina).exclude(pk=jonas.referral_id)
    assert [referral.status for referral in seen] == ["waiting"]
    people = Person.objects.visible_to(amina).exclude(pk=jonas.person_id)
    assert [person.called_name for person in people] == ["waiting"]
