"""Attack 52: somebody with an account looks at a relative, a neighbour, themself, or at everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from alongside.audit.trail import record_read
from alongside.organisation.models import Worker
from tests.people_of_the_house import House, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(house: House, sign_in):
    """The page of a review that the privacy officer begins the day after."""

    def page() -> str:
        with time_machine.travel(house.now + timedelta(days=1), tick=False):
            browser = sign_in("per")
            return browser.post(reverse("log_review_begin"), follow=True).content.decode()

    return page


def change(house: House, who: str, **fields: str) -> None:
    with writing(house.agency):
        worker = Worker.objects.get(pk=house.workers[who].pk)
        for field, value in fields.items():
            setattr(worker, field, value)
        worker.save()


def opens(sign_in, name: str, course) -> None:
    with_page = sign_in(name).get(reverse("person", args=[course.person_id]))
    assert with_page.status_code == 200


def test_a_relative(house: House, sign_in, jonas, reviewed) -> None:
    change(house, "sofie", name="Sofie Krogh")
    opens(sign_in, "sofie", jonas)
    assert "They have the person’s family name." in reviewed()


def test_a_neighbour(house: House, sign_in, jonas, reviewed) -> None:
    with writing(house.agency):
        jonas.person.address, jonas.person.postal_code = "Havnegade 2", "4700"
        jonas.person.save()
    change(house, "sofie", home_address="Havnegade 2", home_postal_code="4700")
    opens(sign_in, "sofie", jonas)
    assert "They live at the person’s address." in reviewed()


def test_oneself(house: House, sign_in, jonas, reviewed) -> None:
    change(house, "sofie", name="Jonas Krogh")
    opens(sign_in, "sofie", jonas)
    assert "It is their own record" in reviewed()


def test_somebody_without_a_tie_is_refused_and_the_try_stands_there(
    house: House, sign_in, jonas, reviewed
) -> None:
    assert sign_in("omar").get(reverse("person", args=[jonas.person_id])).status_code == 404
    assert "They asked for the record and were told that there is nothing here." in reviewed()


def test_two_hundred_in_a_day(house: House, jonas, sofie, reviewed) -> None:
    for _ in range(200):
        record_read(viewer=sofie, page="person", record=jonas.person)
    assert "They opened 200 pages about people or more that day." in reviewed()


def test_whose_work_it_is_does_not_stand_out(sign_in, jonas, reviewed) -> None:
    opens(sign_in, "sofie", jonas)
    page = reviewed()
    assert "Nothing does." in page
    assert "Sofie Lindholm" in page
