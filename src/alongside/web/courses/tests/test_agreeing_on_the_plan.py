from __future__ import annotations

from alongside.plans.models import PlanVersion
from alongside.plans.operations import add_goal, move_goal
from alongside.web.courses.tests.conftest import fields_of, words


def agree(client, walk, **more):
    url = walk.url("plan/agree/")
    return client.post(url, fields_of(client, url) | {"how": "aloud"} | more, follow=True)


def test_the_plan_is_kept_as_it_reads_and_says_how(walk, sign_in):
    client = sign_in("sofie")
    said = words(agree(client, walk, place_text="on the bench", person_words="Write it, I sign nothing."))
    assert "Agreed, and kept as it reads now." in said
    assert "Version 1, agreed on Tue 24 Nov." in said
    assert "Jon said yes aloud, on the bench" in said
    assert "Write it, I sign nothing." in said
    assert "Sofie Lindholm wrote it down" in said


def test_a_refusal_is_respected_and_the_order_stands(walk, sign_in):
    client = sign_in("sofie")
    assert "has the right to say no" in words(client.get(walk.url("plan/agree/")))
    said = words(agree(client, walk, how="refused", person_words="No more plans."))
    assert "Kept. The goals from the order still stand." in said
    assert "Jon did not want to agree" in said
    assert "The support goes on." in said
    version = words(client.get(walk.url("plan/versions/1/")))
    assert "the other goals were only written down" in version


def test_what_changed_is_said_in_words(walk, sign_in, sofie):
    client = sign_in("sofie")
    agree(client, walk)
    move_goal(by=sofie, goal=walk.bella, place=1)
    add_goal(by=sofie, enrolment=walk.enrolment, title="Sleep")
    before = words(client.get(walk.url("plan/agree/")))
    assert "“See Bella every week” is now number 1" in before
    assert "New: “Sleep”" in before
    agree(client, walk, summary="Bella first")
    said = words(client.get(walk.url("plan/versions/")))
    assert said.index("Version 2") < said.index("Bella first") < said.index("Version 1")
    assert "The first version" in said


def test_a_plan_changed_meanwhile_is_read_again_first(walk, sign_in, amina):
    client = sign_in("sofie")
    url = walk.url("plan/agree/")
    mine = fields_of(client, url) | {"how": "signed", "person_words": "Good."}
    add_goal(by=amina, enrolment=walk.enrolment, title="Added while she read")
    answer = client.post(url, mine)
    said = words(answer)
    assert "Someone changed this while you were writing." in said
    assert "New: “Added while she read”" in said or "The first version" in said
    assert "Good." in said
    assert not PlanVersion.objects.unscoped().exists()
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(url, again).status_code == 302


def test_a_version_reads_as_it_was_agreed(walk, sign_in, sofie):
    client = sign_in("sofie")
    agree(client, walk)
    add_goal(by=sofie, enrolment=walk.enrolment, title="Only later")
    said = words(client.get(walk.url("plan/versions/1/")))
    assert "A contract in my own name" in said
    assert "Viewing at Møllevej" in said
    assert "Only later" not in said
    assert "Add a step" not in said
    assert client.get(walk.url("plan/versions/7/")).status_code == 404


def test_an_empty_plan_offers_nothing_to_agree_on(jonas, sign_in):
    said = words(sign_in("sofie").get(f"/courses/{jonas.pk}/plan/agree/"))
    assert "The plan is still empty" in said
    assert "Keep this version" not in said


def test_how_must_be_said(walk, sign_in):
    client = sign_in("sofie")
    said = words(agree(client, walk, how="", person_words="Kept words"))
    assert "Kept words" in said
    assert not PlanVersion.objects.unscoped().exists()
