"""Whom a person refuses, or who is too close to them, stands in no list from which somebody is chosen for them."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from alongside.caseload.balancing.queries import table
from alongside.caseload.balancing.rules import breaks, may_place
from alongside.caseload.queries import proposed_workers
from alongside.referrals.models import Referral
from alongside.restrictions.models import Evidence, MarkKind
from alongside.restrictions.operations import declare_closeness, refuse_worker


def _page(client, name: str, *args: object) -> str:
    return unescape(client.get(reverse(name, args=args)).content.decode())


@pytest.fixture
def refused(jonas, house, amina):
    """Jonas refuses Maja."""
    worker = house.workers["maja"]
    refuse_worker(by=amina, person=jonas.person, worker=worker, evidence=Evidence.SIGNED)
    return worker


def test_the_lead_passing_somebody_on_is_not_shown_whom_they_refuse(jonas, scene, refused, sign_in) -> None:
    client = sign_in("amina")
    assert refused.name not in _page(client, "pass_on", jonas.pk)
    assert refused.name in _page(client, "pass_on", scene.course("Palle Frandsen").pk)


def test_neither_is_who_hands_one_over_or_all_of_them(jonas, house, scene, refused, sign_in) -> None:
    other = scene.course("Palle Frandsen")
    client = sign_in("sofie")
    assert refused.name not in _page(client, "hand_over_new", jonas.pk)
    form = client.get(reverse("hand_over_many", args=[house.workers["sofie"].pk])).context["form"]
    offered = {
        one.pk: {str(label) for _key, label in form.fields[f"to_{one.pk}"].choices} for one in (jonas, other)
    }
    assert not any(refused.name in label for label in offered[jonas.pk])
    assert any(refused.name in label for label in offered[other.pk])


def test_a_proposal_for_a_referral_leaves_out_who_is_too_close(jonas, house, ilse) -> None:
    referral = Referral.objects.unscoped().get(pk=jonas.referral_id)
    worker = house.workers["maja"]
    assert worker.pk in {one.load.worker_id for one in proposed_workers(ilse, referral, day=ilse.today)}
    declare_closeness(by=house.actor("maja"), person=jonas.person, kind=MarkKind.FAMILY)
    assert worker.pk not in {one.load.worker_id for one in proposed_workers(ilse, referral, day=ilse.today)}


def test_the_proposal_for_a_team_never_places_them_there(jonas, house, refused, amina) -> None:
    found = table(amina, house.team.pk, day=amina.today)
    person = next(one for one in found.people if one.id == jonas.pk)
    post = next(one for one in found.posts if one.id == refused.pk)
    assert not may_place(person, post)
    assert person.name in breaks(found.people, found.posts, {jonas.pk: refused.pk})


def test_who_covers_for_all_is_told_for_whom_somebody_else_is_needed(
    jonas, house, scene, refused, sign_in
) -> None:
    client = sign_in("sofie")
    address = reverse("cover_new", args=[house.workers["sofie"].pk])
    assert refused.name not in unescape(client.get(address).content.decode()), "the only person refuses her"
    scene.course("Palle Frandsen")
    sent = {
        "cover": f"{refused.pk}:{house.team.pk}",
        "first_day": "25.11.2026",
        "last_day": "27.11.2026",
        "whole": "all",
    }
    said = unescape(client.post(address, sent, follow=True).content.decode())
    assert f"{refused.name} may not see {jonas.person.full_name}: find somebody else" in said
