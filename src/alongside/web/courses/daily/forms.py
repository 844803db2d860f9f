"""What is said about daily life."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.daily.models import ToldBy
from alongside.daily.rules import LONGEST
from alongside.organisation.profile import Profile
from alongside.plans.queries import ActiveGoal
from alongside.web.forms import DayField, HouseForm, OneOf, Pick


class MatterForm(HouseForm):
    """One thing that is so."""

    kind = Pick(label=_("What it is about"))
    text = forms.CharField(
        max_length=LONGEST,
        label=_("What is so"),
        help_text=_("A line or three, as they would say it. What is to be done goes into the plan."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    told_by = OneOf(ToldBy, label=_("Where we know it from"), initial=ToldBy.PERSON)
    said_on = DayField(label=_("As of"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, profile: Profile, kept: str = "", fresh: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("kind", profile.daily_kinds, keep=kept)
        if fresh:
            del self.fields["version"]


class EndForm(HouseForm):
    """It is over."""

    ended_on = DayField(label=_("Since when it is over"))


class StepOfForm(HouseForm):
    """What is to be done about it, in the plan."""

    goal = Pick(label=_("Which goal it serves"))
    title = forms.CharField(max_length=200, label=_("What is done next"))
    due_on = DayField(required=False, label=_("By when"))

    def __init__(self, *args: Any, goals: Sequence[ActiveGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("goal", [(str(one.id), one.title) for one in goals])
