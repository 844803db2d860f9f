"""Attack 6: an account that is suspended, has run out, lost its role or was never opened still acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.contacts.models import Contact
from alongside.organisation.keeping import extend_account, suspend_account
from alongside.organisation.models import Membership, Worker
from alongside.organisation.operations import add_worker, start_membership
from tests.people_of_the_house import NOW, House, writing

pytestmark = pytest.mark.django_db


def is_shut_out(browser: Client, jonas) -> bool:
    """Neither reading nor writing, in a window that was open before."""
    person = browser.get(reverse("person", args=[jonas.person_id]))
    note = browser.post(
        reverse("contact_new", args=[jonas.pk]), {"how": "phone", "text": "late", "when": "now"}
    )
    search = browser.get(reverse("search"), {"q": "Jonas"}, headers={"HX-Request": "true"})
    unwritten = not Contact.objects.unscoped().exists()
    return (person.status_code, note.status_code, search.status_code, unwritten) == (403, 403, 401, True)


@pytest.fixture
def open_window(sign_in, jonas) -> Client:
    browser = sign_in("sofie")
    assert browser.get(reverse("person", args=[jonas.person_id])).status_code == 200
    return browser


def test_a_suspended_account(house: House, open_window, jonas, ada) -> None:
    suspend_account(by=ada, worker=house.workers["sofie"])
    assert is_shut_out(open_window, jonas)


def test_an_account_that_has_run_out(house: House, sign_in, jonas, ada) -> None:
    extend_account(by=ada, worker=house.workers["sofie"], until=ada.today + timedelta(days=1))
    with time_machine.travel(NOW.replace(hour=22, minute=59), tick=False):
        open_window = sign_in("sofie")
        assert open_window.get(reverse("person", args=[jonas.person_id])).status_code == 200
    with time_machine.travel(NOW.replace(hour=23, minute=1), tick=False):
        # Midnight where the work is done.
        assert is_shut_out(open_window, jonas)


def test_a_role_that_is_suspended_or_has_ended(house: House, open_window, jonas) -> None:
    held = Membership.objects.get(worker=house.workers["sofie"])
    for field in ("suspended_on", "ends_on"):
        with writing(house.agency):
            held.suspended_on = held.ends_on = None
            setattr(held, field, NOW.date())
            held.save()
        assert is_shut_out(open_window, jonas), field


def test_an_invitation_nobody_has_taken_up(house: House, ada, jonas) -> None:
    nina = add_worker(by=ada, name="Nina Falk", username="nina")
    start_membership(by=ada, worker=nina, role="case_manager", team=house.team, starts_on=ada.today)
    browser = Client()
    for password in ("", "nina", "walking-alongside"):
        browser.post(reverse("account_login"), {"login": "nina", "password": password})
        answer = browser.get(reverse("person", args=[jonas.person_id]))
        assert answer.status_code == 302
        assert reverse("account_login") in answer.headers["Location"]


def test_the_right_password_of_a_suspended_account_opens_nothing(house: House, ada, jonas) -> None:
    suspend_account(by=ada, worker=house.workers["sofie"])
    assert Worker.objects.get(pk=house.workers["sofie"].pk).suspended_at
    browser = Client()
    browser.post(reverse("account_login"), {"login": "sofie", "password": "walking-alongside"})
    assert browser.get(reverse("person", args=[jonas.person_id])).status_code in (302, 403)
