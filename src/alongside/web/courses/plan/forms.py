"""What is typed into the plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.organisation.choices import Choice, Choices
from alongside.plans.models import AgreedHow, GoalStatus, StepOwner, WhoseWish
from alongside.web.forms import DayField, HouseForm, OneOf, Pick


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WishesForm(HouseForm):
    """What the person wishes, and what the support is for."""

    wishes = forms.CharField(required=False, widget=_text(5))
    purpose = forms.CharField(
        required=False,
        widget=_text(4),
        label=_("What the support is for"),
        help_text=_("Why the authority ordered it, or the purpose you agreed on."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wishes"].label = gettext("What %(name)s wishes") % {"name": name}
        self.fields["wishes"].help_text = gettext("In their own words, most important first.")


class GoalForm(HouseForm):
    """A goal, new or to be changed."""

    title = forms.CharField(
        max_length=300,
        label=_("The goal"),
        error_messages={"required": _("Write what it is about, in a few words.")},
    )
    dimension = Pick(required=False, label=_("Area of life"), blank=_("None in particular"))
    person_view = forms.CharField(required=False, widget=_text(3))
    worker_view = forms.CharField(required=False, widget=_text(3), label=_("How you see it"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, name: str, areas: Choices[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = gettext("In %(name)s’s words, if there are some.") % {"name": name}
        self.fields["person_view"].label = gettext("How %(name)s sees it") % {"name": name}
        self.let_choose("dimension", areas, keep=str(self["dimension"].value() or ""))


class GoalChangeForm(GoalForm):
    """A goal that is there: also whether it is worked on, rests, is reached or was let go."""

    status = OneOf(GoalStatus, label=_("How it stands"))
    status_on = DayField(required=False, label=_("Since"), help_text=_("Left empty: today."))
    field_order = ("title", "person_view", "worker_view", "dimension", "status", "status_on", "version")

    def __init__(self, *args: Any, stays: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stays:
            field = self.fields["status"]
            assert isinstance(field, OneOf)
            field.choices = [choice for choice in GoalStatus.choices if choice[0] != GoalStatus.DROPPED]
            field.help_text = gettext("Only the authority can take a goal from its order back.")


class SubGoalForm(HouseForm):
    """A sub-goal: SMART when it can be, in the person's words always."""

    title = forms.CharField(
        max_length=300,
        label=_("The sub-goal"),
        help_text=_("One thing that can be seen when it is there."),
        error_messages={"required": _("Write what it is about, in a few words.")},
    )
    indicator = forms.CharField(
        required=False,
        max_length=300,
        label=_("How will you know?"),
        help_text=_("What you can count or see, such as nights slept inside."),
    )
    baseline = forms.CharField(required=False, max_length=300, label=_("Where does it stand now?"))
    target = forms.CharField(required=False, max_length=300, label=_("What do you aim at?"))
    due_on = DayField(required=False, label=_("By when?"))
    whose_wish = OneOf(label=_("Whose wish is it?"), initial=WhoseWish.PERSON)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["whose_wish"]
        assert isinstance(field, OneOf)
        field.choices = [
            (WhoseWish.PERSON.value, name),
            (WhoseWish.SHARED.value, gettext("Shared")),
            (WhoseWish.ORDER.value, gettext("The order")),
            (WhoseWish.OTHER.value, gettext("Someone else")),
        ]


class SubGoalChangeForm(SubGoalForm):
    """A sub-goal that is there."""

    status = OneOf(GoalStatus, label=_("How it stands"))
    status_on = DayField(required=False, label=_("Since"), help_text=_("Left empty: today."))


class StepForm(HouseForm):
    """A step: what, who, by when."""

    title = forms.CharField(
        max_length=300,
        label=_("The step"),
        help_text=_("Small enough to be done in one go."),
        error_messages={"required": _("Write what it is about, in a few words.")},
    )
    sub_goal = Pick(required=False, label=_("Part of"))
    owner = OneOf(label=_("Who does it"), initial=StepOwner.TOGETHER)
    owner_name = forms.CharField(
        required=False,
        max_length=200,
        label=_("Their name"),
        help_text=_("When it is someone else: Karin Holst, the landlord."),
    )
    due_on = DayField(required=False, label=_("By when"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, name: str, worker: str, sub_goals: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        owner, part_of = self.fields["owner"], self.fields["sub_goal"]
        assert isinstance(owner, OneOf)
        assert isinstance(part_of, Pick)
        owner.choices = [
            (StepOwner.PERSON.value, name),
            (StepOwner.WORKER.value, worker),
            (StepOwner.TOGETHER.value, gettext("Together")),
            (StepOwner.OTHER.value, gettext("Someone else")),
        ]
        part_of.blank = gettext("The goal as a whole")
        part_of.offer([(key, title) for key, title in sub_goals])
        if not sub_goals:
            del self.fields["sub_goal"]


class StepChangeForm(StepForm):
    """A step that is there: also when it was done, or that it is no longer needed."""

    done_on = DayField(required=False, label=_("Done on"))
    dropped = forms.BooleanField(required=False, label=_("No longer needed"))
    argument_fields = {"dropped_on": "dropped"}


class AgreeForm(HouseForm):
    """How the person agreed to the plan, or that they did not want to."""

    how = OneOf(label=_("How"))
    agreed_on = DayField(label=pgettext_lazy("day of an agreement", "When"))
    place_text = forms.CharField(
        required=False, max_length=100, label=_("Where"), help_text=_("Such as: on the bench")
    )
    person_words = forms.CharField(required=False, widget=_text(3))
    summary = forms.CharField(
        required=False,
        max_length=300,
        label=_("What changed, in your words"),
        help_text=_("Left empty: what the list above says."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how = self.fields["how"]
        assert isinstance(how, OneOf)
        how.choices = [
            (AgreedHow.ALOUD.value, gettext("%(name)s said yes aloud") % {"name": name}),
            (AgreedHow.SIGNED.value, gettext("%(name)s signed") % {"name": name}),
            (AgreedHow.MESSAGE.value, gettext("%(name)s agreed by message") % {"name": name}),
            (AgreedHow.REFUSED.value, gettext("%(name)s did not want to agree") % {"name": name}),
        ]
        self.fields["person_words"].label = gettext("What %(name)s said about it") % {"name": name}

    def read_anew(self, seen: str) -> None:
        """After the plan was changed meanwhile: what is agreed to next is the plan as it reads now."""
        self.carry("seen", seen)
