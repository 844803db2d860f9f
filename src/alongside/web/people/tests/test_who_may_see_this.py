"""The page “Who may see this”: refusing, closing, marking, saying that one is close, taking it back."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from alongside.restrictions.models import Mark, Restriction


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def _refuses(client, person, worker, **more):
    data = {
        "worker": worker.pk,
        "evidence": "verbal",
        "witness": "Maja Toft",
        "said_on": "24.11.2026",
        **more,
    }
    return client.post(reverse("bounds_refuse", args=[person.pk]), data, follow=True)


def test_the_lead_writes_down_whom_the_person_refuses(jonas, house, sign_in) -> None:
    amina = sign_in("amina")
    said = text(_refuses(amina, jonas.person, house.workers["maja"]))
    assert "From now on Maja Toft sees nothing about Jon." in said
    assert "heard by Maja Toft" in said
    assert sign_in("maja").get(reverse("person", args=[jonas.person_id])).status_code == 404


def test_the_case_manager_who_is_refused_is_told_what_happens_now(jonas, house, sign_in) -> None:
    sofie = sign_in("sofie")
    answer = _refuses(sofie, jonas.person, house.workers["sofie"])
    assert answer.request["PATH_INFO"] == reverse("today")
    assert "has to choose somebody else" in text(answer)
    assert sofie.get(reverse("bounds", args=[jonas.person_id])).status_code == 404
    team = text(sign_in("amina").get(reverse("team")))
    assert "Need somebody else to walk with" in team
    assert "Sofie Lindholm does not see them any more" in team


def test_without_a_witness_the_form_asks(jonas, house, sign_in) -> None:
    said = text(_refuses(sign_in("sofie"), jonas.person, house.workers["maja"], witness=""))
    assert "Write who else heard it." in said
    assert not Restriction.objects.unscoped().exists()


def test_a_part_is_closed_and_taken_back(jonas, sign_in) -> None:
    sofie = sign_in("sofie")
    data = {"category": "substance_use", "asked_by": "person", "evidence": "signed", "said_on": "24.11.2026"}
    said = text(sofie.post(reverse("bounds_close", args=[jonas.person_id]), data, follow=True))
    assert "Closed. Only those who walk with Jon read it." in said
    held = Restriction.objects.unscoped().get()
    address = reverse("restriction_lift", args=[held.pk])
    said = text(
        sofie.post(address, {"reason": "He wants Maja to know.", "version": held.version}, follow=True)
    )
    assert "No longer holds" in said
    assert "He wants Maja to know." in said
    story = text(sofie.get(reverse("story", args=[jonas.pk]) + "?show=bounds"))
    assert "A part of the record was closed" in story
    assert "Taken back: who may see what" in story


def test_a_colleague_who_is_close_says_so_and_sees_them_no_longer(jonas, sign_in) -> None:
    maja = sign_in("maja")
    answer = maja.post(reverse("bounds_declare", args=[jonas.person_id]), {"kind": "family"}, follow=True)
    assert "From now on Maja Toft sees nothing about Jon." in text(answer)
    assert "Krogh" not in text(maja.get(reverse("people") + "?show=all"))
    mark = Mark.objects.unscoped().get()
    amina = sign_in("amina")
    said = text(amina.get(reverse("bounds", args=[jonas.person_id])))
    assert "Maja Toft: Relative, partner or close friend" in said
    amina.post(reverse("mark_end", args=[mark.pk]), {"reason": "A namesake.", "version": mark.version})
    assert maja.get(reverse("person", args=[jonas.person_id])).status_code == 200


@pytest.mark.parametrize("name", ["maja", "omar", "karin", "vagn", "eva", "per", "ada"])
def test_the_page_is_for_those_to_whom_the_person_speaks(jonas, sign_in, name) -> None:
    assert sign_in(name).get(reverse("bounds", args=[jonas.person_id])).status_code == 404


def test_on_call_has_the_card_and_writes_down_the_call(jonas, scene, sofie, sign_in) -> None:
    scene.happened(jonas, days=2, text="He told me about his brother.")
    vagn = sign_in("vagn")
    answer = vagn.get(reverse("person", args=[jonas.person_id]), follow=True)
    said = text(answer)
    assert answer.request["PATH_INFO"] == reverse("card", args=[jonas.person_id])
    assert "Solby Station" in said
    assert "Sofie Lindholm" in said
    assert "brother" not in said
    for route in ("story", "plan", "needs", "reviews", "housing", "network", "contact_new", "paper"):
        assert vagn.get(reverse(route, args=[jonas.pk])).status_code == 404, route
    data = {"day": "23.11.2026", "clock": "23:40", "text": "He rang, cold and hungry."}
    said = text(vagn.post(reverse("card", args=[jonas.person_id]), data, follow=True))
    assert "Written down. They will read it." in said
    assert "cold and hungry" in text(sign_in("sofie").get(reverse("story", args=[jonas.pk])))
