"""What is typed when a record is opened urgently, and when somebody judges it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.organisation.profile import Profile
from alongside.oversight.models import UrgentJudgement
from alongside.web.forms import DayField, HouseForm, OneOf, options


class WhoForm(HouseForm):
    """Somebody, exactly: a number, or a name and a day. For who may know that they are here, and sees no list."""

    number = forms.CharField(
        label=_("A number of the person"),
        help_text=_("The whole national number, or another number the person is known by."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Or the full name"),
        help_text=_("First name and family name, together with the date of birth."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    birth_date = DayField(label=_("Date of birth"), required=False)


class UrgentForm(WhoForm):
    """Whom, because of what, and why in words."""

    reason_code = OneOf(label=_("What is the matter"))
    why = forms.CharField(
        label=_("Why it is urgent, in your own words"),
        help_text=_("At least 15 characters. The case manager and the privacy officer read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason_code"]
        reason.choices = options(profile.urgent_reasons)


class JudgeUrgentForm(HouseForm):
    """Whether it was justified."""

    judgement = OneOf(UrgentJudgement, label=_("What you find"))
    words = forms.CharField(
        label=_("In words"),
        help_text=_("What you looked at and what is done now. Needed unless it was justified."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
