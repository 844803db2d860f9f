"""Attack 5: a colleague whom the person refuses, or who is their relative, still gets in by what else ties them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.caseload.models import Assignment
from alongside.restrictions.models import Evidence
from alongside.restrictions.operations import declare_closeness, refuse_worker
from tests.attacks.addresses import addresses
from tests.attacks.planted import SECRETS
from tests.people_of_the_house import writing


@pytest.mark.parametrize("name", ["sofie", "amina", "maja", "ilse", "karin", "vagn"])
def test_no_tie_opens_any_address_to_someone_refused(planted, house, sign_in, sofie, amina, name) -> None:
    by = sofie if name == "amina" else amina
    refuse_worker(by=by, person=planted.person, worker=house.workers[name], evidence=Evidence.SIGNED)
    browser = sign_in(name)
    for route, address in addresses(planted.person_id):
        answer = browser.get(address)
        if answer.status_code == 200 and not answer.streaming:
            said = answer.content.decode(errors="ignore").casefold()
            for secret in SECRETS.values():
                assert secret not in said, (route, secret)


def test_a_new_tie_made_afterwards_opens_nothing(planted, house, sign_in) -> None:
    maja = house.actor("maja")
    declare_closeness(by=maja, person=planted.person)
    with writing(house.agency):
        Assignment(enrolment=planted, worker=house.workers["maja"], kind="cover", starts_on=maja.today).save()
    assert sign_in("maja").get(reverse("person", args=[planted.person_id])).status_code == 404


def test_the_lead_who_is_refused_does_not_find_the_task_either(planted, house, sofie, sign_in) -> None:
    for name in ("amina", "sofie"):
        refuse_worker(by=sofie, person=planted.person, worker=house.workers[name], evidence=Evidence.SIGNED)
    assert SECRETS["family"] not in sign_in("amina").get(reverse("team")).content.decode().casefold()
