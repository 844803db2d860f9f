"""Attack 39: two administrators end each other's role at the same moment, and nobody is left to run the house."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from alongside.access.actor import Role
from alongside.organisation.errors import LastOfTheHouse
from alongside.organisation.keeping import suspend_account
from alongside.organisation.models import Membership, Worker
from alongside.organisation.operations import add_worker, end_membership, start_membership
from alongside.organisation.queries import actor_for
from tests.people_of_the_house import NOW, House


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["end", "suspend"])
def test_one_wins_and_the_other_is_told(house: House, ada, how: str) -> None:
    nina = add_worker(by=ada, name="Nina Falk", username="nina")
    start_membership(by=ada, worker=nina, role=Role.ADMINISTRATOR, starts_on=ada.today)
    by_nina = actor_for(nina.user_id, now=NOW, language="en")
    assert by_nina is not None
    both_ready = threading.Barrier(2)

    def take_from(by, worker: Worker) -> str:
        try:
            held = Membership.objects.select_related("worker").get(worker=worker, role=Role.ADMINISTRATOR)
            both_ready.wait(timeout=30)
            if how == "end":
                end_membership(by=by, membership=held, ends_on=by.today)
            else:
                suspend_account(by=by, worker=worker)
        except LastOfTheHouse:
            return "told"
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(take_from, (ada, by_nina), (nina, house.workers["ada"]))
        assert sorted(answers) == ["told", "won"]
    left = Membership.objects.filter(
        role=Role.ADMINISTRATOR, ends_on__isnull=True, worker__suspended_at__isnull=True
    )
    assert left.count() == 1
    assert connection.vendor in ("sqlite", "postgresql")
