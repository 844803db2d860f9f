"""What two people change in one record at a time is merged field by field, and nothing either typed is lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict

from alongside.kernel.errors import StaleRecord
from alongside.plans.models import Goal, Plan, Step
from alongside.plans.operations import change_goal, change_step, write_plan
from alongside.web.courses.plan.forms import WishesForm
from alongside.web.courses.tests.conftest import fields_of, words
from alongside.web.together import Read, fields


def _goal(walk) -> Goal:
    return Goal.objects.unscoped().get(pk=walk.door.pk)


def _carried(answer) -> dict[str, str]:
    """What the page that was answered sends back: its fields, and what keeps both texts with it."""
    form = answer.context["form"]
    held = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in held.items() if value not in (None, False)}
    for name, value in form.together.carried:
        sent.setdefault(name, []).append(value) if name == "clash" else sent.update({name: value})
    return sent


def test_fields_only_one_of_them_changed_are_merged_and_the_writer_is_told(walk, sign_in, amina):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    mine = fields_of(sofie, url) | {"person_view": "A door, a bed, Bella."}
    change_goal(by=amina, goal=_goal(walk), worker_view="He asked for the ground floor.")
    said = words(sofie.post(url, mine, follow=True))
    goal = _goal(walk)
    assert (goal.person_view, goal.worker_view) == ("A door, a bed, Bella.", "He asked for the ground floor.")
    assert "Amina Yilmaz changed “How you see it”" in said
    assert "Both of your changes are in." in said


def test_the_same_change_of_both_is_no_clash(walk, sign_in, amina):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    mine = fields_of(sofie, url) | {"worker_view": "The ground floor."}
    change_goal(by=amina, goal=_goal(walk), worker_view="The ground floor.")
    assert sofie.post(url, mine).status_code == 302


def test_what_both_changed_stands_side_by_side_with_what_it_was(walk, sign_in, amina):
    change_goal(by=amina, goal=_goal(walk), worker_view="Before.")
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    mine = fields_of(sofie, url) | {"worker_view": "Mine.", "person_view": "Also mine."}
    change_goal(by=amina, goal=_goal(walk), worker_view="Hers.", title="A door of my own")
    answer = sofie.post(url, mine)
    [clash] = answer.context["form"].together.clashes
    assert (clash.before, clash.theirs, clash.mine, clash.by) == ("Before.", "Hers.", "Mine.", "Amina Yilmaz")
    assert _goal(walk).worker_view == "Hers."
    assert answer.context["form"]["title"].value() == "A door of my own"
    assert answer.context["form"]["person_view"].value() == "Also mine."


@pytest.mark.parametrize(
    ("tap", "stands"), [("mine", "Mine."), ("theirs", "Hers."), ("both", "Mine.\n\nHers.")]
)
def test_one_tap_takes_mine_or_theirs_or_both(walk, sign_in, amina, tap, stands):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    mine = fields_of(sofie, url) | {"worker_view": "Mine."}
    change_goal(by=amina, goal=_goal(walk), worker_view="Hers.")
    answer = sofie.post(url, mine)
    chosen = sofie.post(url, _carried(answer) | {"take": f"{tap} worker_view"})
    assert _goal(walk).worker_view == "Hers."
    assert chosen.context["form"]["worker_view"].value().replace("\r\n", "\n") == stands
    [clash] = chosen.context["form"].together.clashes
    assert (clash.theirs, clash.mine) == ("Hers.", "Mine.")
    assert sofie.post(url, _carried(chosen)).status_code == 302
    assert _goal(walk).worker_view.replace("\r\n", "\n") == stands


def test_a_third_change_while_choosing_is_merged_again(walk, sign_in, amina):
    sofie = sign_in("sofie")
    url = f"/goals/{walk.door.pk}/"
    mine = fields_of(sofie, url) | {"worker_view": "Mine."}
    change_goal(by=amina, goal=_goal(walk), worker_view="Hers.")
    answer = sofie.post(url, mine)
    change_goal(by=amina, goal=_goal(walk), dimension="housing")
    assert sofie.post(url, _carried(answer)).status_code == 302
    goal = _goal(walk)
    assert (goal.worker_view, goal.dimension) == ("Mine.", "housing")


def test_a_draft_from_before_a_colleagues_change_is_merged_when_it_is_opened(walk, sign_in, amina):
    sofie = sign_in("sofie")
    url = walk.url("plan/wishes/")
    slot = sofie.get(url).context["form"].slot
    typed = fields_of(sofie, url) | {"wishes": "Mine"}
    sofie.post(slot.url, typed | {"key": str(slot.key), "draft_page": str(slot.page)})
    write_plan(by=amina, enrolment=walk.enrolment, purpose="Hers")
    page = sofie.get(url)
    form = page.context["form"]
    assert (form["wishes"].value(), form["purpose"].value()) == ("Mine", "Hers")
    assert "Already taken in below" in words(page)
    assert sofie.post(url, _carried(page)).status_code == 302
    plan = Plan.objects.unscoped().get()
    assert (plan.wishes, plan.purpose) == ("Mine", "Hers")


def test_a_tick_and_a_day_are_merged_too(walk, sign_in, amina):
    sofie = sign_in("sofie")
    url = f"/steps/{walk.viewing.pk}/"
    mine = fields_of(sofie, url) | {"title": "Viewing at Møllevej 4"}
    change_step(by=amina, step=Step.objects.unscoped().get(pk=walk.viewing.pk), dropped_on=amina.today)
    assert sofie.post(url, mine).status_code == 302
    step = Step.objects.unscoped().get(pk=walk.viewing.pk)
    assert (step.title, step.dropped_on) == ("Viewing at Møllevej 4", amina.today)


def test_who_is_overtaken_in_the_very_moment_of_saving_sees_it(walk, sofie, amina):
    """The version was right when the form was judged, and the operation refuses it all the same."""
    write_plan(by=sofie, enrolment=walk.enrolment, wishes="Before", purpose="Before")
    plan = Plan.objects.unscoped().get()
    typed = QueryDict(f"wishes=Mine&purpose=Before&version={plan.version}")
    form = WishesForm(typed, name="Jon").meets(Read(plan, fields("wishes", "purpose")))
    assert form.is_valid()
    assert form.together is None
    write_plan(by=amina, enrolment=walk.enrolment, wishes="Hers", purpose="Hers too")
    with form.shows():
        write_plan(by=sofie, enrolment=walk.enrolment, **form.cleaned_data)
    assert form.has_error(NON_FIELD_ERRORS, StaleRecord.code)
    assert [clash.theirs for clash in form.together.clashes] == ["Hers"]
    assert form["purpose"].value() == "Hers too"
    assert form["wishes"].value() == "Mine"
    assert int(form["version"].value()) == Plan.objects.unscoped().get().version
