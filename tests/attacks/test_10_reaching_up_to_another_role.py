"""Attack 10: somebody who works here opens and sends what is for the administrator, the lead or the privacy officer."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.accounts.models import User
from alongside.kernel.ids import new_id
from alongside.organisation.models import Agency, Membership, Team, Worker

ADMINISTRATOR = {
    "administration": (),
    "background": (),
    "job_again": ("job",),
    "team_new": (),
    "agency_settings": (),
    "worker_new": (),
    "worker": ("worker",),
    "role_start": ("worker",),
    "account_open": ("worker",),
    "sign_in_link": ("worker",),
    "account_extend": ("worker",),
    "account_suspend": ("worker",),
    "account_wake": ("worker",),
    "accounts": (),
    "factors_away": ("worker",),
    "role_end": ("role",),
}
OFFICER = {
    "privacy": (),
    "log_reviews": (),
    "log_review_begin": (),
    "incidents": (),
    "trail": (),
    "trail_check": (),
    "register_write": (),
}
SENT = {
    "role": "administrator",
    "name": "Team Mine",
    "username": "mine",
    "starts_on": "24.11.2026",
    "key": str(new_id()),
}


def _state() -> list[object]:
    return [
        list(Membership.objects.order_by("pk").values()),
        list(Worker.objects.order_by("pk").values()),
        list(Team.objects.order_by("pk").values()),
        list(Agency.objects.order_by("pk").values()),
        list(User.objects.order_by("pk").values_list("pk", "username", "password", "is_active")),
    ]


def _filled(house, route: str, places: tuple[str, ...], of: str) -> str:
    found = {
        "worker": house.workers[of].pk,
        "role": Membership.objects.get(worker=house.workers["ada"]).pk,
        "job": new_id(),
    }
    return reverse(route, args=[found[place] for place in places])


@pytest.mark.parametrize("who", ["sofie", "amina", "ilse", "karin", "vagn", "eva"])
def test_nobody_reaches_up(house, sign_in, who) -> None:
    browser = sign_in(who)
    before = _state()
    for route, places in {**ADMINISTRATOR, **OFFICER}.items():
        if who == "amina" and route in {"trail", "incidents"}:
            continue
        for of in (who, "ada"):
            address = _filled(house, route, places, of)
            for answer in (browser.get(address), browser.post(address, SENT)):
                assert answer.status_code in (404, 405), (route, answer.status_code)
    assert _state() == before


def test_nor_do_the_two_who_look_after_the_house_reach_each_others_work(house, sign_in) -> None:
    for who, routes in (("per", ADMINISTRATOR), ("ada", {"log_reviews": (), "log_review_begin": ()})):
        browser = sign_in(who)
        before = _state()
        for route, places in routes.items():
            address = _filled(house, route, places, who)
            for answer in (browser.get(address), browser.post(address, SENT)):
                assert answer.status_code in (404, 405), (who, route, answer.status_code)
        assert _state() == before


def test_whose_work_it_is_does_get_in(house, sign_in) -> None:
    for who, routes in (
        ("ada", ("administration", "team_new", "accounts")),
        ("per", ("privacy", "trail", "incidents")),
    ):
        browser = sign_in(who)
        for route in routes:
            assert browser.get(reverse(route)).status_code in (200, 302), (who, route)


def test_a_team_lead_gives_nobody_a_role(house, sign_in) -> None:
    before = _state()
    address = reverse("role_start", args=[house.workers["amina"].pk])
    assert sign_in("amina").post(address, {**SENT, "team": str(house.team.pk)}).status_code == 404
    assert _state() == before
