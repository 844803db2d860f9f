"""Sessions: seen by their owner, ended by their owner, ended by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.accounts import sessions
from alongside.accounts.models import Sitting, User
from alongside.web.account.devices import in_words, is_phone
from alongside.web.account.tests.conftest import is_in, password_given
from tests.people_of_the_house import NOW, PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"


def test_each_browser_is_named_in_words_with_when_and_from_where(visitor) -> None:
    here, there = visitor(**{"user-agent": FIREFOX}), visitor(**{"user-agent": PHONE})
    password_given(here, "sofie")
    password_given(there, "sofie")
    shown = " ".join(here.get(reverse("safety")).content.decode().split())
    for words in ("Firefox on Windows", "Safari on iPhone", "from 127.0.0.1", "Sign out everywhere else"):
        assert words in shown


def test_one_of_them_is_ended_and_only_ones_own(visitor, house) -> None:
    here, there, hers = visitor(), visitor(), visitor()
    for client, name in ((here, "sofie"), (there, "sofie"), (hers, "amina")):
        password_given(client, name)
    lost = Sitting.objects.get(session_key=there.session.session_key)
    assert hers.post(reverse("sitting_end", args=[lost.id])).status_code == 404
    here.post(reverse("sitting_end", args=[lost.id]))
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_all_others_are_ended_at_once(visitor) -> None:
    clients = [visitor() for _ in range(3)]
    for client in clients:
        password_given(client, "sofie")
    clients[0].post(reverse("sittings_end"))
    assert [client.get("/").status_code for client in clients] == [200, 302, 302]


def test_a_new_password_ends_the_others(visitor) -> None:
    here, there = visitor(), visitor()
    password_given(here, "sofie")
    password_given(there, "sofie")
    new = "a-long-walk-in-the-rain"
    here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert Sitting.objects.filter(user__username="sofie").count() == 1


def test_after_twelve_hours_it_is_over_however_busy_it_was(visitor, clock) -> None:
    client = visitor()
    password_given(client, "sofie")
    for _ in range(12):
        clock.shift(timedelta(minutes=59))
        assert client.get("/").status_code == 200
    clock.shift(timedelta(minutes=15))
    assert client.get("/").status_code == 302
    sessions.forget_old(NOW + timedelta(hours=13))
    assert not Sitting.objects.filter(user__username="sofie").exists()


def test_using_it_costs_one_statement_at_most_twice_a_minute(
    visitor, clock, django_assert_num_queries
) -> None:
    client = visitor()
    password_given(client, "sofie")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def writes() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("here"))
        return sum("accounts_sitting" in one["sql"] and "UPDATE" in one["sql"] for one in asked)

    clock.shift(timedelta(seconds=20))
    assert writes() == 0
    clock.shift(timedelta(seconds=20))
    assert writes() == 1


class TestAPageThatIsLeft:
    @pytest.fixture(autouse=True)
    def lock(self, settings) -> None:
        settings.IDLE_LOCK = True

    def test_covers_itself_and_opens_again_with_what_was_sent(self, visitor, clock, house) -> None:
        client = visitor()
        password_given(client, "ada")
        clock.shift(timedelta(minutes=11))
        address = reverse("team_new")
        from alongside.kernel.ids import new_id

        covered = client.post(address, {"name": "Team Vest", "key": str(new_id())})
        assert covered.status_code == 401
        assert b"Team Vest" in covered.content
        assert b"rail" not in covered.content
        from alongside.web.account.tests.test_a_sensitive_act_asks_again import hidden

        kept = hidden(covered)
        assert client.get("/administration/").status_code == 401
        assert client.post(address, {**kept, "proof_password": "wrong"}).status_code == 401
        opened = client.post(address, {**kept, "proof_password": PASSWORD}, follow=True)
        assert "Team Vest is there now." in opened.content.decode()

    def test_a_phone_sooner(self, visitor, clock) -> None:
        phone, desk = visitor(**{"user-agent": PHONE}), visitor(**{"user-agent": FIREFOX})
        password_given(phone, "sofie")
        password_given(desk, "sofie")
        clock.shift(timedelta(minutes=3))
        assert phone.get("/").status_code == 401
        assert desk.get("/").status_code == 200

    def test_as_long_as_somebody_is_there_it_stays_open(self, visitor, clock) -> None:
        client = visitor()
        password_given(client, "sofie")
        for _ in range(4):
            clock.shift(timedelta(minutes=9))
            assert client.get(reverse("here")).status_code == 204

    def test_what_the_page_asks_by_itself_is_nobody(self, visitor, clock) -> None:
        client = visitor()
        password_given(client, "sofie")
        clock.shift(timedelta(minutes=9))
        client.get(reverse("here"), headers={"X-Idle": "1"})
        clock.shift(timedelta(minutes=2))
        assert client.get("/").status_code == 401

    def test_it_is_covered_by_hand_and_opened_in_place(self, visitor) -> None:
        client = visitor()
        password_given(client, "sofie")
        assert client.post(reverse("lock"), headers={"X-Lock": "1"}).status_code == 204
        assert client.get("/").status_code == 401
        assert client.get("/", headers={"HX-Request": "true"}).status_code == 401
        assert client.get(reverse("here")).status_code == 401
        wrong = client.post(reverse("unlock"), {"proof_password": "no"})
        assert wrong.status_code == 422
        assert wrong.json()["said"]
        assert client.post(reverse("unlock"), {"proof_password": PASSWORD}).status_code == 204
        assert client.get("/").status_code == 200

    def test_each_page_brings_its_cover(self, visitor) -> None:
        client = visitor()
        password_given(client, "sofie")
        assert b"data-lockscreen" in client.get("/").content

    def test_the_agency_sets_the_minutes_within_bounds(self, visitor, clock, house) -> None:
        from alongside.kernel.errors import DomainError
        from alongside.organisation.operations import change_agency

        ada = house.actor("ada")
        change_agency(by=ada, agency=house.agency, overrides={"sign_in": {"idle_minutes": 25}})
        client = visitor()
        password_given(client, "sofie")
        clock.shift(timedelta(minutes=20))
        assert client.get("/").status_code == 200
        house.agency.refresh_from_db()
        with pytest.raises(DomainError):
            change_agency(by=ada, agency=house.agency, overrides={"sign_in": {"idle_minutes": 240}})


@pytest.mark.parametrize(
    ("agent", "words", "phone"),
    [
        (FIREFOX, "Firefox on Windows", False),
        (PHONE, "Safari on iPhone", True),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Mobile Safari/537.36", "Chrome on Android", True),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge on Windows", False),
        ("curl/8", "A browser we do not know", False),
        ("", "A browser we do not know", False),
    ],
)
def test_a_browser_in_words(agent: str, words: str, phone: bool) -> None:
    assert in_words(agent) == words
    assert is_phone(agent) is phone


def test_a_closed_account_is_out_at_once(visitor) -> None:
    client = visitor()
    password_given(client, "sofie")
    User.objects.filter(username="sofie").update(is_active=False)
    assert client.get("/").status_code == 302
    assert not is_in(visitor())


def test_a_password_is_taken_and_compared_sign_by_sign_however_long(visitor, clock) -> None:
    client, new = visitor(), f"  Æble 🍎 og {'Øl ' * 40}x  "
    password_given(client, "sofie")
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    for other in (new.strip(), new.lower(), new[:72], new[:-1], new.replace("Æ", "Ae")):
        again = visitor()
        password_given(again, "sofie", other)
        assert not is_in(again)
        clock.shift(timedelta(minutes=20))
    again = visitor()
    password_given(again, "sofie", new)
    assert is_in(again)
