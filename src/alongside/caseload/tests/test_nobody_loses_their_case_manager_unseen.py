from __future__ import annotations

from datetime import date

import pytest

from alongside.caseload.errors import StillWalksWithPeople
from alongside.caseload.operations import change_case_manager
from alongside.organisation.models import Membership
from alongside.organisation.operations import end_membership
from tests.people_of_the_house import House

LAST = date(2026, 12, 1)


def role_of(house: House, name: str) -> Membership:
    return Membership.objects.get(worker=house.workers[name], role="case_manager")


def test_a_case_manager_stops_when_everyone_is_passed_on(jonas, ada, amina, house: House) -> None:
    with pytest.raises(StillWalksWithPeople) as refused:
        end_membership(by=ada, membership=role_of(house, "sofie"), ends_on=LAST)
    assert "Sofie Lindholm still walks with 1" in refused.value.text
    assert role_of(house, "sofie").ends_on is None
    change_case_manager(
        by=amina, enrolment=jonas, worker=house.workers["maja"], reason="Sofie moves", starts_on=LAST
    )
    with pytest.raises(StillWalksWithPeople):
        end_membership(by=ada, membership=role_of(house, "sofie"), ends_on=date(2026, 11, 30))
    end_membership(by=ada, membership=role_of(house, "sofie"), ends_on=LAST)


def test_the_message_tells_no_name(jonas, ada, house: House) -> None:
    with pytest.raises(StillWalksWithPeople) as refused:
        end_membership(by=ada, membership=role_of(house, "sofie"), ends_on=LAST)
    assert "Jonas" not in refused.value.text


def test_other_roles_and_other_teams_end_freely(jonas, ada, house: House) -> None:
    end_membership(by=ada, membership=role_of(house, "omar"), ends_on=LAST)
    lead = Membership.objects.get(worker=house.workers["amina"], role="team_lead")
    end_membership(by=ada, membership=lead, ends_on=LAST)
