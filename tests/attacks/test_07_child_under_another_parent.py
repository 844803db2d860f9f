"""Attack 7: the id of somebody else's record under a parent that is one's own."""

from __future__ import annotations

from django.urls import reverse

from alongside.people.models import Flag
from alongside.plans.models import Step
from tests.attacks.addresses import addresses, records_of
from tests.attacks.planted import SECRETS


def test_ids_of_two_people_never_mix(planted, scene, sign_in) -> None:
    mine = scene.course("Palle Frandsen", worker="omar", team="other")
    scene.happened(mine, days=1)
    browser = sign_in("omar")
    assert browser.get(reverse("person", args=[mine.person_id])).status_code == 200
    theirs = records_of(planted.person_id)
    for route, address in addresses(mine.person_id):
        for key in {str(mine.pk), str(mine.person_id)} & set(address.split("/")):
            for other in theirs.values():
                answer = browser.get(address.replace(key, str(other)))
                if answer.status_code == 200 and not answer.streaming:
                    said = answer.content.decode(errors="ignore").casefold()
                    assert not any(secret in said for secret in SECRETS.values()), route


def test_a_note_plan_or_answer_names_children_of_its_own_parent_only(planted, scene, sign_in) -> None:
    mine = scene.course("Palle Frandsen", worker="omar", team="other")
    browser = sign_in("omar")
    contact = records_of(planted.person_id)["Contact"]
    said = browser.get(reverse("contact_new", args=[mine.pk]) + f"?planned={contact}")
    assert said.status_code in (200, 404)
    assert SECRETS["note"] not in said.content.decode()
    step = Step.objects.unscoped().get(title=SECRETS["step"])
    assert browser.post(reverse("step_done", args=[step.pk]), {"to": "person"}).status_code == 404
    flag = Flag.objects.unscoped().get()
    assert browser.post(reverse("flag", args=[flag.pk]), {"down": "1", "version": 1}).status_code == 404
