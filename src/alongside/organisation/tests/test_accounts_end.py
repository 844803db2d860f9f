"""An account ends on a day, silence suspends it, and the house is never left without who runs it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Q

from alongside.access.actor import Role, system_actor
from alongside.accounts.models import User
from alongside.kernel.errors import NotAllowed
from alongside.organisation import errors, rules
from alongside.organisation.duties import suspend_dormant_accounts
from alongside.organisation.keeping import extend_account, require_another, suspend_account, wake_account
from alongside.organisation.models import Membership, SuspendedBecause, Worker
from alongside.organisation.operations import add_worker, end_membership
from alongside.organisation.queries import LookAt, accounts_to_look_at, actor_for
from tests.people_of_the_house import NOW, House, writing

pytestmark = pytest.mark.django_db


def test_a_new_account_is_good_for_as_long_as_the_agency_says(house: House, ada) -> None:
    nina = add_worker(by=ada, name="Nina Falk", username="nina")
    assert nina.access_until == ada.today + timedelta(days=365)
    assert add_worker(by=ada, name="Only Named").access_until is None


def test_it_opens_nothing_from_its_last_day_on(house: House, ada) -> None:
    sofie = house.workers["sofie"]
    extend_account(by=ada, worker=sofie, until=ada.today + timedelta(days=10))
    user_id = sofie.user_id
    assert actor_for(user_id, now=NOW + timedelta(days=9)) is not None
    assert actor_for(user_id, now=NOW + timedelta(days=10)) is None


@pytest.mark.parametrize("days", [0, -3, 366])
def test_an_end_lies_ahead_and_not_too_far(house: House, ada, days: int) -> None:
    with pytest.raises(errors.UntilOutOfBounds):
        extend_account(by=ada, worker=house.workers["sofie"], until=ada.today + timedelta(days=days))


def test_suspending_shuts_and_waking_opens(house: House, ada, sofie) -> None:
    worker = house.workers["sofie"]
    suspend_account(by=ada, worker=worker)
    assert actor_for(worker.user_id, now=NOW) is None
    with pytest.raises(errors.SuspendedAlready):
        suspend_account(by=ada, worker=worker)
    wake_account(by=ada, worker=worker)
    assert actor_for(worker.user_id, now=NOW) is not None
    with pytest.raises(NotAllowed):
        suspend_account(by=sofie, worker=house.workers["maja"])


def test_a_suspended_role_is_no_role(house: House) -> None:
    with writing(house.agency):
        held = Membership.objects.get(worker=house.workers["amina"], role=Role.TEAM_LEAD)
        held.suspended_on = NOW.date()
        held.save()
    assert house.actor("amina").roles == {Role.CASE_MANAGER}


def silent(house: House, name: str, days: int) -> None:
    User.objects.filter(pk=house.workers[name].user_id).update(last_login=NOW - timedelta(days=days))
    Worker.objects.filter(pk=house.workers[name].pk).update(awake_since=NOW - timedelta(days=400))


def test_who_does_not_sign_in_for_45_days_is_suspended_by_the_clock(house: House) -> None:
    silent(house, "sofie", 44)
    silent(house, "omar", 45)
    suspend_dormant_accounts(NOW)
    found = Worker.objects.filter(suspended_because=SuspendedBecause.DORMANT)
    assert list(found) == [house.workers["omar"]]


def test_who_was_woken_is_not_suspended_again_the_same_day(house: House, ada) -> None:
    silent(house, "omar", 90)
    suspend_dormant_accounts(NOW)
    wake_account(by=ada, worker=Worker.objects.get(pk=house.workers["omar"].pk))
    suspend_dormant_accounts(NOW + timedelta(hours=12))
    assert not Worker.objects.filter(suspended_at__isnull=False).exists()


@pytest.mark.parametrize("name", ["ada", "per"])
def test_the_last_of_its_role_is_shouted_about_and_not_suspended(house: House, caplog, name: str) -> None:
    silent(house, name, 90)
    suspend_dormant_accounts(NOW)
    assert not Worker.objects.filter(suspended_at__isnull=False).exists()
    assert str(house.workers[name].pk) in caplog.text
    assert house.workers[name].name not in caplog.text


def test_a_try_out_suspends_nobody(house: House, settings) -> None:
    settings.DEMO_MODE = True
    silent(house, "omar", 90)
    suspend_dormant_accounts(NOW)
    assert not Worker.objects.filter(suspended_at__isnull=False).exists()


def test_the_last_administrator_keeps_role_and_account(house: House, ada) -> None:
    worker = house.workers["ada"]
    with pytest.raises(errors.LastOfTheHouse):
        suspend_account(by=ada, worker=worker)
    with pytest.raises(errors.LastOfTheHouse):
        end_membership(
            by=ada, membership=Membership.objects.get(worker=worker), ends_on=ada.today + timedelta(days=1)
        )


def test_another_whose_account_is_shut_does_not_count(house: House, ada) -> None:
    nina = add_worker(by=ada, name="Nina Falk", username="nina")
    with writing(house.agency):
        Membership(worker=nina, role=Role.ADMINISTRATOR, starts_on=ada.today).save()
    require_another(ada, Role.ADMINISTRATOR, without=Q(worker=house.workers["ada"]))
    suspend_account(by=ada, worker=nina)
    with pytest.raises(errors.LastOfTheHouse):
        require_another(ada, Role.ADMINISTRATOR, without=Q(worker=house.workers["ada"]))


def test_what_an_administrator_must_see_to(house: House, ada) -> None:
    extend_account(by=ada, worker=house.workers["sofie"], until=ada.today + timedelta(days=30))
    suspend_account(by=ada, worker=house.workers["maja"])
    found = {worker.name: reasons for worker, reasons in accounts_to_look_at(house.agency.pk, ada.today)}
    assert found == {"Sofie Lindholm": [LookAt.RUNS_OUT], "Maja Toft": [LookAt.SUSPENDED]}
    later = ada.today + timedelta(days=30)
    assert dict(accounts_to_look_at(house.agency.pk, later))[house.workers["sofie"]] == [LookAt.RAN_OUT]


def test_training_is_taken_anew_where_the_agency_asks_for_it(house: House) -> None:
    today = NOW.date()
    assert not rules.training_is_due(None, today, months=0)
    assert rules.training_is_due(None, today, months=12)
    assert rules.training_is_due(today.replace(year=2025), today, months=12)
    assert not rules.training_is_due(today.replace(year=2025) + timedelta(days=1), today, months=12)


def test_the_program_itself_may_suspend(house: House) -> None:
    suspend_account(by=system_actor(house.agency.pk, NOW), worker=house.workers["omar"])
    assert Worker.objects.get(pk=house.workers["omar"].pk).suspended_because == SuspendedBecause.BY_HAND
