"""Handing over, leaving and balancing over HTTP."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from alongside.caseload.models import Assignment, HandOver
from alongside.caseload.operations import ask_hand_over
from alongside.organisation.models import Membership
from tests.people_of_the_house import LOOK, NOW, House, writing

TODAY = date(2026, 11, 24)


def text(answer) -> str:
    return unescape(" ".join(answer.content.decode().split()))


def to(house: House, name: str) -> str:
    team = house.other_team if name == "omar" else house.team
    return f"{house.workers[name].pk}:{team.pk}"


@pytest.fixture
def asked(jonas, house: House, sign_in) -> HandOver:
    """Sofie has asked Omar, of another team, to take over Jonas from Friday."""
    answer = sign_in("sofie").post(
        reverse("hand_over_new", args=[jonas.pk]),
        {
            "planned_on": "27.11.2026",
            "reason": "I go on leave.",
            f"to_{jonas.pk}": to(house, "omar"),
            f"note_{jonas.pk}": "He likes to walk while he talks.",
        },
        follow=True,
    )
    assert "1 colleague is asked. Nothing moves before they say yes." in text(answer)
    return HandOver.objects.unscoped().get()


def walks(jonas) -> list[str]:
    found = Assignment.objects.unscoped().filter(enrolment=jonas).order_by("starts_on")
    return [one.worker.name for one in found]


def test_the_receiver_finds_it_on_today_and_reads_what_is_written_and_no_more(asked, jonas, sign_in) -> None:
    omar = sign_in("omar")
    assert "Sofie Lindholm asks you to walk with Jonas Krogh from Friday" in text(omar.get("/"))
    said = text(omar.get(reverse("hand_over", args=[asked.pk])))
    assert "Will you walk with Jonas Krogh?" in said
    assert "He likes to walk while he talks." in said
    assert omar.get(reverse("person", args=[jonas.person_id])).status_code == 404
    assert omar.get(reverse("plan", args=[jonas.pk])).status_code == 404


def test_yes_moves_and_the_person_page_tells_until_it_is_warm(asked, jonas, house: House, sign_in) -> None:
    omar, sofie = sign_in("omar"), sign_in("sofie")
    page = reverse("person", args=[jonas.person_id])
    assert "Omar Bilal is asked to take over from Friday" in text(sofie.get(page))
    answer = omar.post(reverse("hand_over", args=[asked.pk]), {}, follow=True)
    assert "Thank you. Jon walks with you from Friday." in text(answer)
    assert walks(jonas) == ["Sofie Lindholm", "Omar Bilal"]
    said = text(sofie.get(page))
    assert "Omar Bilal takes over from Friday." in said
    assert "Met all three together" in said
    tick = reverse("hand_over_tick", args=[asked.pk])
    for client, step in ((sofie, "wishes"), (omar, "network"), (omar, "met_together"), (sofie, "plan")):
        client.post(tick, {"step": step, "done": "1"})
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        omar, sofie = sign_in("omar"), sign_in("sofie")
        assert sofie.get(page).status_code == 404
        left = text(omar.get(page)).split("Still to do")[1].split("</ul>")[0]
        assert "Talked through what to do in a crisis" in left
        assert "Read the plan together" not in left
        sofie.post(tick, {"step": "crisis", "done": "1"})
        omar.post(tick, {"step": "numbers", "done": "1"})
        assert "Still to do" not in text(omar.get(page))


def test_no_says_why_and_the_asker_reads_it(asked, jonas, sign_in) -> None:
    omar = sign_in("omar")
    address = reverse("hand_over_decline", args=[asked.pk])
    assert omar.post(address, {"answer": ""}).status_code == 422
    omar.post(address, {"answer": "I know his brother."})
    assert walks(jonas) == ["Sofie Lindholm"]
    sofie = sign_in("sofie")
    assert "I know his brother." in text(sofie.get("/caseload/"))
    assert "Omar Bilal cannot take over Jonas Krogh" in text(sofie.get("/"))
    assert omar.get(reverse("hand_over", args=[asked.pk])).status_code == 404


@pytest.mark.parametrize("who", ["maja", "amina", "sofie", "karin", "ada"])
def test_nobody_else_answers(asked, jonas, sign_in, who: str) -> None:
    sign_in(who).post(reverse("hand_over", args=[asked.pk]), {})
    assert (
        sign_in(who).post(reverse("hand_over_decline", args=[asked.pk]), {"answer": "x"}).status_code == 404
    )
    assert walks(jonas) == ["Sofie Lindholm"]


def test_over_the_norm_needs_a_reason(scene, house: House, sofie, sign_in) -> None:
    courses = [scene.course(f"Person {number}", worker="maja") for number in range(8)]
    ea = scene.course("Ea Winther")
    hand_over = ask_hand_over(
        by=sofie, enrolment=ea, worker=house.workers["maja"], planned_on=TODAY, reason="Leave"
    )
    client, address = sign_in("maja"), reverse("hand_over", args=[hand_over.pk])
    assert "You have 8 people of 8 · weight 8 of 8 now." in text(client.get(address))
    assert client.post(address, {}).status_code == 422
    client.post(address, {"over_norm_reason": "She asked for me."})
    kept = Assignment.objects.unscoped().get(enrolment=ea, worker=house.workers["maja"])
    assert kept.over_norm_reason == "She asked for me."
    assert len(courses) == 8


def test_a_whole_caseload_with_a_note_for_each_and_a_double_tap(scene, house: House, sign_in) -> None:
    ea, bo, ib = (scene.course(name) for name in ("Ea Winther", "Bo Lund", "Ib Juhl"))
    form = {
        "planned_on": "27.11.2026",
        "reason": "I go on leave.",
        f"to_{ea.pk}": to(house, "maja"),
        f"note_{ea.pk}": "Ring first.",
        f"to_{bo.pk}": to(house, "amina"),
        f"to_{ib.pk}": "",
        "key": "018f0000-0000-7000-8000-000000000002",
    }
    client, address = sign_in("sofie"), reverse("hand_over_many", args=[house.workers["sofie"].pk])
    for _ in range(2):
        client.post(address, form)
    made = {
        one.enrolment_id: (one.receiver.name, one.note)
        for one in HandOver.objects.unscoped().select_related("receiver")
    }
    assert made == {ea.pk: ("Maja Toft", "Ring first."), bo.pk: ("Amina Yilmaz", "")}


def test_before_someone_leaves_the_lead_sees_names_and_the_administrator_numbers(
    scene, house: House, sign_in
) -> None:
    scene.course("Ea Winther")
    address = reverse("leaving", args=[house.workers["sofie"].pk])
    said = text(sign_in("amina").get(address))
    assert "Ea Winther" in said
    assert "Hand over everyone" in said
    told = text(sign_in("ada").get(address))
    assert "Ea" not in told.replace("Each", "")
    assert "<dt>people who walk with them</dt><dd>1</dd>" in told
    for other in ("maja", "omar", "ilse", "karin"):
        assert sign_in(other).get(address).status_code == 404


def test_a_role_with_people_left_does_not_end_and_leads_on(scene, house: House, sign_in) -> None:
    scene.course("Ea Winther")
    role = Membership.objects.get(worker=house.workers["sofie"])
    said = text(sign_in("ada").post(reverse("role_end", args=[role.pk]), {"ends_on": "01.12.2026"}))
    assert "still walks with 1" in said
    assert reverse("leaving", args=[house.workers["sofie"].pk]) in said


def test_somebody_whose_case_manager_has_gone_stands_first_on_the_team_page(
    scene, house: House, sign_in
) -> None:
    scene.course("Ea Winther")
    with writing(house.agency):
        role = Membership.objects.get(worker=house.workers["sofie"])
        role.ends_on = TODAY
        role.save()
    said = text(sign_in("amina").get("/team/"))
    assert said.index("Sofie Lindholm works here no longer") < said.index("Who walks with how many")
    assert sign_in("sofie").get("/team/").status_code == 403


def test_a_proposal_moves_nobody_and_becomes_questions(scene, house: House, sign_in) -> None:
    ea, bo = scene.course("Ea Winther"), scene.course("Bo Lund")
    client, address = sign_in("amina"), reverse("balance", args=[house.team.pk])
    assert "Everyone stays" in text(client.get(address))
    said = text(client.get(f"{address}?leaves={house.workers['sofie'].pk}"))
    assert "2 of 2 move; 0 keep their case manager." in said
    assert "because Sofie Lindholm leaves" in said
    assert "It costs: a change of case manager (10 points)." in said
    leaves = {f"post_{house.workers['sofie'].pk}": "leaves"}
    fixed = {**leaves, f"to_{ea.pk}": str(house.workers["maja"].pk), "do": "count"}
    assert "Ea Winther</b>: from Sofie Lindholm to Maja Toft, because you chose it" in text(
        client.post(address, fixed)
    )
    assert not HandOver.objects.unscoped().exists()
    client.post(
        address,
        {
            **leaves,
            f"to_{ea.pk}": str(house.workers["maja"].pk),
            f"shown_{ea.pk}": str(house.workers["amina"].pk),
            f"shown_{bo.pk}": str(house.workers["amina"].pk),
            "planned_on": "27.11.2026",
            "reason": "Sofie leaves.",
            "do": "ask",
        },
    )
    asked = {
        one.enrolment_id: one.receiver.name for one in HandOver.objects.unscoped().select_related("receiver")
    }
    assert asked == {ea.pk: "Maja Toft", bo.pk: "Amina Yilmaz"}
    assert walks(ea) == ["Sofie Lindholm"]
    said = text(client.get(f"{address}?leaves={house.workers['sofie'].pk}"))
    assert said.count("has been asked already") == 2
    assert "It does not fit" not in said


def test_a_proposal_that_does_not_fit_says_so(scene, house: House, sign_in) -> None:
    scene.course("Ea Winther")
    answer = sign_in("amina").post(
        reverse("balance", args=[house.team.pk]),
        {f"post_{house.workers[name].pk}": "leaves" for name in ("sofie", "maja", "amina")} | {"do": "count"},
    )
    assert "It does not fit: 1 must get a case manager, and there are 0 free places." in text(answer)


@pytest.mark.parametrize("who", ["sofie", "omar", "ilse", "ada"])
def test_only_the_teams_lead_asks_for_a_proposal(house: House, sign_in, who: str) -> None:
    assert sign_in(who).get(reverse("balance", args=[house.team.pk])).status_code == 404


def test_the_pages_ask_as_often_for_many_as_for_few(
    scene, house: House, sign_in, django_assert_max_num_queries
) -> None:
    for number in range(20):
        scene.course(f"Person {number}", worker=("sofie", "maja", "amina")[number % 3])
    client = sign_in("amina")
    sofie = house.workers["sofie"].pk
    for address, most in (
        (reverse("balance", args=[house.team.pk]), 16 + LOOK),
        (reverse("leaving", args=[sofie]), 17 + LOOK),
        (reverse("hand_over_many", args=[sofie]), 16 + LOOK),
        (reverse("cover_new", args=[sofie]), 16 + LOOK),
        (reverse("moves"), 15 + LOOK),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
