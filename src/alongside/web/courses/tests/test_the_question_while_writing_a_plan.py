"""One plain question beside the fields and after saving; it never stops anybody."""

from __future__ import annotations

from alongside.plans.models import Step, SubGoal
from alongside.plans.operations import change_sub_goal
from alongside.web.courses.tests.conftest import fields_of, words


def test_a_sub_goal_that_is_saved_says_what_is_still_open(walk, sign_in):
    client = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/sub-goals/new/"
    answer = client.post(url, fields_of(client, url) | {"title": "Få det bedre"}, follow=True)
    assert "Still to talk about: What would be different on an ordinary day?" in words(answer)
    assert SubGoal.objects.unscoped().filter(title="Få det bedre").exists()


def test_the_question_stands_beside_the_fields_without_a_script(walk, sign_in, sofie):
    client = sign_in("sofie")
    url = f"/sub-goals/{walk.contract.pk}/"
    said = words(client.get(url))
    assert "How will you two see that it has happened?" in said
    assert 'href="#id_indicator"' in said
    change_sub_goal(by=sofie, sub_goal=walk.contract, indicator="signed", target="one", baseline="none")
    assert "By when?</span>" in words(client.get(url))


def test_while_typing_the_page_asks_again_and_keeps_nothing(walk, sign_in):
    client = sign_in("sofie")
    before = SubGoal.objects.unscoped().count()
    typed = {"title": "Sleep inside", "indicator": "nights", "target": "20", "whose_wish": "person"}
    assert "Where does it stand now?" in words(client.post("/plan/question/sub-goal/", typed))
    typed |= {"baseline": "2 nights", "due_on": "31.1.2027"}
    assert words(client.post("/plan/question/sub-goal/", typed)) == ""
    assert "That day is past" in words(
        client.post("/plan/question/sub-goal/", typed | {"due_on": "31.1.2020"})
    )
    assert SubGoal.objects.unscoped().count() == before
    assert client.post("/plan/question/wish/", typed).status_code == 404
    assert client.get("/plan/question/goal/").status_code == 405


def test_a_goal_is_measured_by_its_sub_goals(walk, sign_in):
    client = sign_in("sofie")
    asked = "A sub-goal can say it."
    typed = {"title": "A door I can lock", "person_view": "“My own.”"}
    assert asked in words(client.post("/plan/question/goal/", typed))
    assert asked not in words(client.post("/plan/question/goal/?measured=1", typed))
    url = f"/goals/{walk.door.pk}/"
    answer = client.post(url, fields_of(client, url) | typed, follow=True)
    assert "Still to talk about" not in words(answer)
    url = f"/goals/{walk.bella.pk}/"
    answer = client.post(url, fields_of(client, url) | {"person_view": "“She is my dog.”"}, follow=True)
    assert asked in words(answer)


def test_a_step_asks_by_when_until_it_is_done(walk, sign_in, sofie):
    client = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/steps/new/"
    answer = client.post(url, fields_of(client, url) | {"title": "Call the landlord"}, follow=True)
    assert "Still to talk about: By when?" in words(answer)
    url = f"/steps/{Step.objects.unscoped().get(title='Call the landlord').pk}/"
    answer = client.post(url, fields_of(client, url) | {"done_on": "2026-11-23"}, follow=True)
    assert "Still to talk about" not in words(answer)
