from __future__ import annotations

from datetime import date

import pytest

from alongside.kernel import drafts
from alongside.plans.errors import GoalNotActive
from alongside.plans.models import Goal, GoalStatus, Plan, Step, StepOwner, SubGoal
from alongside.plans.operations import change_goal, write_plan
from alongside.web.courses.tests.conftest import fields_of, words


def test_wishes_and_purpose_are_written_into_the_plan(walk, sign_in):
    sofie = sign_in("sofie")
    url = walk.url("plan/wishes/")
    answer = sofie.post(url, fields_of(sofie, url) | {"wishes": "A door. Bella. Sleep."}, follow=True)
    assert "Written into the plan." in words(answer)
    plan = Plan.objects.unscoped().get()
    assert (plan.wishes, plan.purpose) == ("A door. Bella. Sleep.", "That Jonas keeps a home of his own.")


def test_a_goal_is_added_once_even_when_the_button_is_tapped_twice(walk, sign_in):
    sofie = sign_in("sofie")
    url = walk.url("plan/goals/new/")
    key = sofie.get(url).context["slot"].key
    typed = {"key": str(key), "title": "Sleep a whole night", "dimension": "mental_health"}
    for _ in range(2):
        assert sofie.post(url, typed).status_code == 302
    goal = Goal.objects.unscoped().get(title="Sleep a whole night")
    assert (goal.place, goal.dimension) == (4, "mental_health")


def test_a_goal_without_words_keeps_what_was_typed(walk, sign_in):
    answer = sign_in("sofie").post(
        walk.url("plan/goals/new/"),
        {"title": " ", "person_view": "I want Bella", "worker_view": "Rikke says no"},
    )
    said = words(answer)
    assert "Write what it is about, in a few words." in said
    assert "I want Bella" in said
    assert "Rikke says no" in said
    assert Goal.objects.unscoped().count() == 3


def test_what_was_being_written_is_there_again_until_it_is_thrown_away(walk, sign_in, sofie):
    drafts.keep(
        user_id=sofie.user_id,
        form="goal",
        subject_id=walk.enrolment.pk,
        fields={"title": [""], "person_view": ["Half a sent"]},
        key=drafts.new_key(),
        now=sofie.now,
    )
    client = sign_in("sofie")
    said = words(client.get(walk.url("plan/goals/new/")))
    assert "This is what you were writing" in said
    assert "Half a sent" in said
    assert "Write what it is about" not in said
    client.post(walk.url("plan/goals/new/"), {"discard": "1", "title": "never mind"})
    assert "Half a sent" not in words(client.get(walk.url("plan/goals/new/")))
    assert Goal.objects.unscoped().count() == 3


def test_a_goal_comes_to_rest(walk, sign_in):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    sofie.post(url, fields_of(sofie, url) | {"status": "resting", "status_on": "20.11.2026"})
    goal = Goal.objects.unscoped().get(pk=walk.door.pk)
    assert (goal.status, goal.status_on) == (GoalStatus.RESTING, date(2026, 11, 20))


def test_a_goal_from_the_order_is_not_offered_to_be_let_go(walk, sign_in):
    sofie = sign_in("sofie")
    assert "Let go" in words(sofie.get(f"/goals/{walk.door.pk}/"))
    said = words(sofie.get(f"/goals/{walk.mail.pk}/"))
    assert "Let go" not in said
    assert "Only the authority can take a goal from its order back." in said


def test_when_a_colleague_saved_first_both_texts_are_shown_and_nothing_is_lost(walk, sign_in, amina):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    mine = fields_of(sofie, url) | {"worker_view": "He is afraid of neighbours."}
    fresh = Goal.objects.unscoped().get(pk=walk.door.pk)
    change_goal(by=amina, goal=fresh, worker_view="He asked for the ground floor.")

    answer = sofie.post(url, mine)

    said = words(answer)
    assert "You and a colleague changed the same." in said
    assert "“How you see it”: you and Amina Yilmaz" in said
    assert "He asked for the ground floor." in said
    assert "He is afraid of neighbours." in said
    again = mine | {"version": answer.context["form"]["version"].value()}
    assert sofie.post(url, again).status_code == 302
    assert Goal.objects.unscoped().get(pk=walk.door.pk).worker_view == "He is afraid of neighbours."


def test_when_the_wishes_changed_meanwhile_they_are_shown_too(walk, sign_in, amina):
    sofie = sign_in("sofie")
    url = walk.url("plan/wishes/")
    mine = fields_of(sofie, url) | {"wishes": "Mine"}
    write_plan(by=amina, enrolment=walk.enrolment, wishes="Hers")
    answer = sofie.post(url, mine)
    assert "Hers" in words(answer)
    assert "Mine" in words(answer)
    assert Plan.objects.unscoped().get().wishes == "Hers"


def test_a_sub_goal_is_added_with_what_is_known(walk, sign_in):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/sub-goals/new/"
    sofie.post(url, fields_of(sofie, url) | {"title": "The first month", "target": "20 of 30 nights"})
    sub = SubGoal.objects.unscoped().get(title="The first month")
    assert (sub.target, sub.indicator, sub.whose_wish, sub.due_on) == ("20 of 30 nights", "", "person", None)
    url = f"/sub-goals/{sub.pk}/"
    sofie.post(url, fields_of(sofie, url) | {"indicator": "Nights inside", "due_on": "2027-01-31"})
    sub = SubGoal.objects.unscoped().get(pk=sub.pk)
    assert (sub.indicator, sub.due_on) == ("Nights inside", date(2027, 1, 31))


def test_a_day_that_is_none_keeps_the_rest(walk, sign_in):
    sofie = sign_in("sofie")
    url = f"/sub-goals/{walk.contract.pk}/"
    answer = sofie.post(url, fields_of(sofie, url) | {"due_on": "soon", "indicator": "Contract signed"})
    said = words(answer)
    assert "Write a day like 24.11.2026." in said
    assert "Contract signed" in said


def test_a_step_goes_under_its_sub_goal_and_says_who(walk, sign_in):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/steps/new/?part={walk.contract.pk}"
    page = sofie.get(url)
    assert f'<option value="{walk.contract.pk}" selected>' in words(page)
    typed = fields_of(sofie, url) | {
        "key": str(page.context["slot"].key),
        "title": "Deposit loan",
        "owner": "other",
    }
    answer = sofie.post(url, typed)
    assert "Write who does it" in words(answer)
    assert 'value="Deposit loan"' in words(answer)
    for _ in range(2):
        sofie.post(url, typed | {"owner_name": "Karin Holst"})
    step = Step.objects.unscoped().get(title="Deposit loan")
    assert (step.sub_goal, step.owner, step.owner_name) == (walk.contract, StepOwner.OTHER, "Karin Holst")


def test_a_step_is_changed_done_and_let_go(walk, sign_in):
    sofie = sign_in("sofie")
    url = f"/steps/{walk.viewing.pk}/"
    sofie.post(url, fields_of(sofie, url) | {"done_on": "2026-11-23"})
    assert Step.objects.unscoped().get(pk=walk.viewing.pk).done_on == date(2026, 11, 23)
    answer = sofie.post(url, fields_of(sofie, url) | {"dropped": "on"})
    assert "A step is either done or no longer needed." in words(answer)
    sofie.post(url, fields_of(sofie, url) | {"done_on": "", "dropped": "on"})
    assert Step.objects.unscoped().get(pk=walk.viewing.pk).dropped_on == date(2026, 11, 24)
    assert "Viewing at Møllevej" not in words(sofie.get(walk.url("plan/")))


@pytest.mark.parametrize("language", ["da", "fr"])
def test_the_forms_stand_in_other_languages(walk, sign_in, language):
    client = sign_in("sofie", language=language)
    for url in (walk.url("plan/goals/new/"), f"/goals/{walk.door.pk}/", f"/steps/{walk.viewing.pk}/"):
        assert client.get(url).status_code == 200


def test_a_button_that_comes_too_late_says_why(walk, sign_in, amina):
    browser = sign_in("sofie")
    change_goal(by=amina, goal=walk.bella, status=GoalStatus.REACHED)
    answer = browser.post(f"/goals/{walk.bella.pk}/move/", {"way": "up"})
    assert answer.status_code == 409
    assert GoalNotActive().text in words(answer)


def test_what_was_sent_while_typing_and_arrives_late_does_not_come_back(walk, sign_in):
    sofie = sign_in("sofie")
    url = walk.url("plan/wishes/")
    slot = sofie.get(url).context["slot"]
    typed = fields_of(sofie, url) | {"wishes": "A door.", "key": str(slot.key)}
    assert sofie.post(url, typed).status_code == 302
    assert sofie.post(slot.url, typed).status_code == 409
    assert "This is what you were writing" not in words(sofie.get(url))
