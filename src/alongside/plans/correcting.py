"""What of the plan can be put right. What was agreed stays as it was agreed; it can be seen otherwise."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, corrects
from alongside.corrections.striking import struck_with
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal

corrects(
    "plan",
    Plan,
    _("Plan"),
    Field("wishes", _("Their wishes")),
    Field("purpose", _("The purpose")),
    strikes=False,
)
corrects(
    "goal",
    Goal,
    _("Goal"),
    Field("title", _("The goal")),
    Field("person_view", _("How they see it")),
    Field("worker_view", _("How you see it")),
    Field("dimension", _("Area of life"), of_profile="life_dimensions"),
)
corrects(
    "sub-goal",
    SubGoal,
    _("Sub-goal"),
    Field("title", _("The sub-goal")),
    Field("indicator", _("How we know")),
    Field("baseline", _("Where it stands now")),
    Field("target", _("What we aim at")),
    Field("due_on", _("By when")),
)
corrects(
    "step",
    Step,
    _("Step"),
    Field("title", _("The step")),
    Field("owner_name", _("Who does it")),
    Field("due_on", _("By when")),
    Field("done_on", _("Done on")),
)
corrects("agreed-plan", PlanVersion, _("Agreed plan"))
struck_with(SubGoal, "goal_id")
struck_with(Step, "goal_id")
