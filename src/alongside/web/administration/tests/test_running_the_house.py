from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.proof import ProofNeeded
from alongside.accounts import codes, factors
from alongside.audit.models import Entry
from alongside.kernel.ids import new_id
from alongside.organisation.models import Membership, Team, Worker
from alongside.organisation.operations import take_factors_away
from alongside.organisation.queries import profile_of
from tests.people_of_the_house import NOW, House

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

HOME = reverse("administration")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_everyone_stands_where_they_work_and_no_case_is_shown(sign_in, jonas) -> None:
    shown = text(sign_in("ada").get(HOME))
    for words in (
        "Team Havn",
        "Team Syd",
        "In the whole house",
        "Sofie Lindholm",
        "Case manager",
        "ICM in Denmark",
    ):
        assert words in shown
    assert "Jonas" not in shown


@pytest.mark.parametrize("name", ["ilse", "amina", "sofie", "karin", "per"])
def test_only_an_administrator_finds_it(sign_in, house: House, name: str) -> None:
    browser = sign_in(name)
    pages = [reverse(route) for route in ("administration", "team_new", "agency_settings", "worker_new")] + [
        reverse(route, args=[house.workers["omar"].pk])
        for route in ("worker", "role_start", "account_open", "sign_in_link")
    ]
    for page in pages:
        assert browser.get(page).status_code == 404
        assert browser.post(page, {}).status_code == 404


def test_the_administrator_sees_no_case(sign_in, jonas) -> None:
    browser = sign_in("ada")
    assert browser.get(reverse("intake")).status_code == 404
    assert browser.get(reverse("referral", args=[jonas.referral_id])).status_code == 404


def test_a_team_is_added_once(sign_in) -> None:
    browser, once = sign_in("ada"), {"name": "Team Vest", "key": str(new_id())}
    assert "Team Vest is there now." in text(browser.post(reverse("team_new"), once, follow=True))
    browser.post(reverse("team_new"), once)
    assert Team.objects.filter(name="Team Vest").count() == 1
    again = browser.post(reverse("team_new"), {"name": "team vest", "key": str(new_id())})
    assert again.status_code == 422
    assert "There is one of that name already." in text(again)
    assert "team vest" in text(again)


def new(**other: str) -> dict[str, str]:
    return {"name": "Nina Falk", "share": "80", "username": "nina", "key": str(new_id()), **other}


def test_someone_new_works_signs_in_and_chooses_their_own_password(sign_in, house: House) -> None:
    browser = sign_in("ada")
    answer = browser.post(reverse("worker_new"), new(title="Social worker"))
    nina = Worker.objects.get(name="Nina Falk")
    assert answer.url == reverse("worker", args=[nina.pk])
    assert "No role yet" in text(browser.get(answer.url))
    browser.post(
        reverse("role_start", args=[nina.pk]),
        {"role": "case_manager", "team": str(house.team.pk), "starts_on": "2026-11-24", "key": str(new_id())},
    )
    assert Membership.objects.get(worker=nina).team == house.team

    shown = browser.post(reverse("sign_in_link", args=[nina.pk])).content.decode()
    link = shown.split("<code>")[1].split("</code>")[0]
    assert link.startswith("http://testserver/account/password/reset/key/")
    assert link not in browser.get(reverse("worker", args=[nina.pk])).content.decode()
    hers = Client()
    form = hers.get(link, follow=True)
    chosen = {"password1": "a-long-walk-in-the-rain", "password2": "a-long-walk-in-the-rain"}
    hers.post(form.redirect_chain[-1][0], chosen)
    in_ = hers.post(reverse("account_login"), {"login": "nina", "password": "a-long-walk-in-the-rain"})
    assert in_.status_code == 302
    assert hers.get(reverse("today")).status_code == 200
    late = Client()
    late.cookies["django_language"] = "en"
    spent = late.get(link, follow=True)
    assert "This link no longer works" in text(spent)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Something is missing here."),
        ({"username": "sofie"}, "Someone signs in with this name already."),
        ({"share": "120"}, "100"),
        ({"email": "no mail"}, "e"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(sign_in, wrong, told: str) -> None:
    answer = sign_in("ada").post(reverse("worker_new"), new(area="Kept words", **wrong))
    assert answer.status_code == 422
    assert told in text(answer)
    assert "Kept words" in text(answer)
    assert not Worker.objects.filter(name="Nina Falk").exists()


def test_a_share_of_a_post_and_a_name_are_changed(sign_in, house: House) -> None:
    browser, page = sign_in("ada"), reverse("worker", args=[house.workers["sofie"].pk])
    assert 'value="100"' in browser.get(page).content.decode()
    browser.post(page, {"name": "Sofie Lindholm Bro", "share": "75", "version": "1"})
    sofie = Worker.objects.get(pk=house.workers["sofie"].pk)
    assert (sofie.name, sofie.share) == ("Sofie Lindholm Bro", 75)
    stale = browser.post(page, {"name": "Sofie", "share": "50", "version": "1"})
    assert stale.status_code == 422
    assert "Someone changed this while you were writing." in text(stale)


def test_a_role_ends_and_stays_in_the_list(sign_in, house: House) -> None:
    browser, omar = sign_in("ada"), house.workers["omar"]
    held = Membership.objects.get(worker=omar)
    end = reverse("role_end", args=[held.pk])
    assert "When does this role end?" in text(browser.get(end))
    early = browser.post(end, {"ends_on": "2020-01-01"})
    assert early.status_code == 422
    assert "It cannot end before it began." in text(early)
    browser.post(end, {"ends_on": "2026-11-24"})
    shown = text(browser.get(reverse("worker", args=[omar.pk])))
    assert "until Tue 24 Nov" in shown
    assert browser.get(end).status_code == 404


def test_a_case_manager_with_people_cannot_just_stop(sign_in, jonas, house: House) -> None:
    held = Membership.objects.get(worker=house.workers["sofie"])
    answer = sign_in("ada").post(reverse("role_end", args=[held.pk]), {"ends_on": "2026-11-24"})
    assert answer.status_code == 422
    assert "still walks with 1" in text(answer)
    assert "Jonas" not in text(answer)


def test_a_role_in_the_wrong_place_is_told(sign_in, house: House) -> None:
    browser, omar = sign_in("ada"), house.workers["omar"]
    start = reverse("role_start", args=[omar.pk])
    answer = browser.post(
        start, {"role": "team_lead", "team": "", "starts_on": "2026-11-24", "key": str(new_id())}
    )
    assert answer.status_code == 422
    assert "Choose the team this role is held in." in text(answer)
    assert browser.get(start).url == reverse("worker", args=[omar.pk])


def test_someone_without_an_account_is_let_in(sign_in) -> None:
    browser = sign_in("ada")
    browser.post(reverse("worker_new"), new(username=""))
    nina = Worker.objects.get(name="Nina Falk")
    assert "Has no account." in text(browser.get(reverse("worker", args=[nina.pk])))
    assert browser.post(reverse("sign_in_link", args=[nina.pk])).status_code == 404
    taken = browser.post(reverse("account_open", args=[nina.pk]), {"username": "sofie"})
    assert taken.status_code == 422
    browser.post(reverse("account_open", args=[nina.pk]), {"username": "nina"})
    nina.refresh_from_db()
    assert nina.user is not None
    assert nina.user.username == "nina"


def test_the_house_sets_its_own_norm_and_goes_back_to_the_profiles(sign_in, house: House) -> None:
    browser, settings = sign_in("ada"), reverse("agency_settings")
    assert "The practice profile says 8." in text(browser.get(settings))
    said = {"name": "Solby Kommune", "norm": "7.5", "interval_months": "2", "version": "1"}
    browser.post(settings, said)
    profile = profile_of(house.agency.pk)
    assert (profile.caseload.norm, profile.review.interval_months, profile.answering.within_days) == (
        7.5,
        2,
        14,
    )
    assert "7.5" in text(browser.get(HOME))
    assert browser.post(settings, said).status_code == 422
    browser.post(settings, {"name": "Solby Kommune", "version": "2"})
    house.agency.refresh_from_db()
    assert house.agency.profile_overrides == {}


def test_a_setting_without_sense_is_told(sign_in, house: House) -> None:
    answer = sign_in("ada").post(
        reverse("agency_settings"), {"name": "Solby Kommune", "norm": "0", "version": "1"}
    )
    assert answer.status_code == 422
    house.agency.refresh_from_db()
    assert house.agency.profile_overrides == {}


def test_another_house_is_not_found(sign_in, house: House) -> None:
    from alongside.access.actor import Role, system_actor
    from alongside.organisation.operations import add_worker, found_agency, start_membership

    console = system_actor(new_id(), house.now)
    found_agency(by=console, name="Havneby", profile_key="generic")
    nina = add_worker(by=console, name="Nina Falk")
    held = start_membership(by=console, worker=nina, role=Role.INTAKE, starts_on=date(2026, 1, 1))
    browser = sign_in("ada")
    assert "Nina Falk" not in text(browser.get(HOME))
    for route in ("worker", "role_start", "account_open", "sign_in_link"):
        assert browser.post(reverse(route, args=[nina.pk]), {}).status_code == 404
    assert browser.get(reverse("role_end", args=[held.pk])).status_code == 404


def test_who_has_lost_phone_and_key_is_helped_told_and_begins_anew(sign_in, house: House, mailoutbox) -> None:
    sofie = house.workers["sofie"].user
    sofie.email = "sofie@example.org"
    sofie.save()
    factors.add_app(sofie, SECRET, codes.code_at(SECRET, codes.step_of(NOW)), name="app", now=NOW)
    hers, browser = sign_in("sofie"), sign_in("ada")

    answer = browser.post(reverse("factors_away", args=[house.workers["sofie"].pk]), follow=True)

    assert "Sofie Lindholm is told" in text(answer)
    assert not factors.has_any(sofie)
    assert hers.get("/").status_code == 302
    assert [post.to for post in mailoutbox] == [["sofie@example.org"]]
    assert "ring your administrator" in mailoutbox[0].body
    again = sign_in("sofie")
    assert "An administrator took your earlier one away" in text(again.get(reverse("safety")))
    assert Entry.objects.filter(operation="worker.take_factors_away", user_id=ada_id(house)).exists()
    asked = house.actor("ada")
    with pytest.raises(ProofNeeded):
        take_factors_away(by=replace(asked, proved_at=None), worker=house.workers["sofie"])


def ada_id(house: House):
    return house.workers["ada"].user_id
