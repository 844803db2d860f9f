from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.caseload.models import Assignment
from alongside.caseload.tests.test_over_the_norm_needs_a_reason import walk_with
from alongside.enrolments.models import Enrolment
from alongside.kernel.ids import new_id
from alongside.referrals.models import Referral
from tests.people_of_the_house import House


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@dataclass
class Choosing:
    """Ilse, choosing who walks with Ea."""

    browser: Client
    referral: Referral
    house: House

    def __call__(self, name: str) -> str:
        """The page on which one of the workers is chosen."""
        team = self.house.other_team if name == "omar" else self.house.team
        address = reverse("referral_assign", args=[self.referral.pk])
        return f"{address}?worker={self.house.workers[name].pk}&team={team.pk}"


@pytest.fixture
def choose(sign_in, accepted: Referral, house: House) -> Choosing:
    return Choosing(sign_in("ilse"), accepted, house)


def said(**other: str) -> dict[str, str]:
    return {
        "starts_on": "2026-11-24",
        "rhythm_days": "3",
        "reason": "knew her in 2024",
        "key": str(new_id()),
        **other,
    }


def test_workers_are_proposed_by_room(choose, accepted, house: House) -> None:
    walk_with(house, "amina", 8)
    walk_with(house, "sofie", 2)
    shown = text(choose.browser.get(reverse("referral", args=[accepted.pk])))
    assert shown.index("Choose Maja") < shown.index("Choose Sofie") < shown.index("Choose Amina")
    assert "2 of 8" in shown
    assert "would be over the norm" in shown


def test_the_course_begins(choose, accepted, house: House) -> None:
    assert "Maja Toft walks with Ea" in text(choose.browser.get(choose("maja")))
    answer = choose.browser.post(choose("maja"), said(income_basis="wage"), follow=True)
    assert "Maja Toft walks with Ea Winther." in text(answer)
    enrolment = Enrolment.objects.unscoped().get()
    assert (enrolment.person, enrolment.rhythm_days, enrolment.income_basis, enrolment.starts_on) == (
        accepted.person,
        3,
        "wage",
        date(2026, 11, 24),
    )
    assert "Walks with Maja Toft" in text(choose.browser.get(reverse("referral", args=[accepted.pk])))


def test_over_the_norm_asks_why_and_keeps_it(choose, house: House) -> None:
    walk_with(house, "maja", 8)
    assert "would be over the norm of 8" in text(choose.browser.get(choose("maja")))
    answer = choose.browser.post(choose("maja"), said(over_norm_reason=" "))
    assert answer.status_code == 422
    assert "the norm for this post is 8" in text(answer)
    assert "knew her in 2024" in text(answer)
    choose.browser.post(choose("maja"), said(over_norm_reason="Birthe steps down"))
    assert Assignment.objects.unscoped().filter(over_norm_reason="Birthe steps down").exists()


def test_a_worker_who_filled_up_meanwhile_is_still_asked_about(choose, house: House) -> None:
    browser = choose.browser
    browser.get(choose("maja"))
    walk_with(house, "maja", 8)
    answer = browser.post(choose("maja"), said())
    assert answer.status_code == 422
    assert "Why one more is right all the same" in text(answer)


def test_bad_input_keeps_text(choose) -> None:
    answer = choose.browser.post(choose("maja"), said(starts_on="some day", rhythm_days="0"))
    assert answer.status_code == 422
    assert "knew her in 2024" in text(answer)
    assert not Enrolment.objects.unscoped().exists()


def test_a_double_tap_is_one_course(choose) -> None:
    once = said()
    choose.browser.post(choose("maja"), once)
    choose.browser.post(choose("maja"), once)
    assert Enrolment.objects.unscoped().count() == 1


def test_whoever_is_no_case_manager_here_is_not_found(choose, house: House, accepted) -> None:
    for name in ("karin", "vagn"):
        assert choose.browser.get(choose(name)).status_code == 404
    assert choose.browser.get(reverse("referral_assign", args=[accepted.pk])).status_code == 404
    wrong_team = choose("omar").replace(str(house.other_team.pk), str(house.team.pk))
    assert choose.browser.get(wrong_team).status_code == 404


def test_a_lead_gives_the_case_manager_too(sign_in, accepted, house: House) -> None:
    address = (
        reverse("referral_assign", args=[accepted.pk])
        + f"?worker={house.workers['sofie'].pk}&team={house.team.pk}"
    )
    sign_in("amina").post(address, said())
    assert Assignment.objects.unscoped().get().worker == house.workers["sofie"]


def test_what_does_not_wait_is_not_assigned(sign_in, ea, house: House) -> None:
    address = (
        reverse("referral_assign", args=[ea.pk]) + f"?worker={house.workers['maja'].pk}&team={house.team.pk}"
    )
    assert sign_in("ilse").post(address, said()).url == reverse("referral", args=[ea.pk])
    assert not Enrolment.objects.unscoped().exists()
