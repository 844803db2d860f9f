"""What is said about where someone lives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.housing.queries import Stay
from alongside.web.courses.course import Course
from alongside.web.forms import DayField, HouseForm, Pick


class StayForm(HouseForm):
    """They live somewhere (else)."""

    kind = Pick(label=_("Where"))
    place = forms.CharField(
        required=False, max_length=200, label=_("What it is called"), help_text=_("Havnely, Møllevej 4")
    )
    starts_on = DayField(label=_("Since"))
    ends_on = DayField(
        required=False,
        label=_("Until"),
        help_text=_("Leave it empty while they live there. It is the first day they did not."),
    )
    before_end_reason = forms.CharField(required=False, max_length=200)
    before_lost = forms.BooleanField(required=False, label=_("It was lost: notice, eviction"))

    def __init__(self, *args: Any, course: Course, now: Stay | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("kind", course.profile.housing_kinds)
        if now is None:
            del self.fields["before_end_reason"], self.fields["before_lost"]
            return
        self.fields["before_end_reason"].label = gettext("How it ended with “%(place)s”") % {
            "place": now.place or now.label
        }
        found = course.profile.housing_kinds.get(now.kind)
        if found is None or not found.tenancy:
            del self.fields["before_lost"]


class StayChangeForm(HouseForm):
    """What was written about a stay is put right."""

    kind = Pick(label=_("Where"))
    place = forms.CharField(required=False, max_length=200, label=_("What it is called"))
    starts_on = DayField(label=_("Since"))
    ends_on = DayField(
        required=False,
        label=_("Until"),
        help_text=_("Leave it empty while they live there. It is the first day they did not."),
    )
    end_reason = forms.CharField(required=False, max_length=200, label=_("How it ended"))
    lost = forms.BooleanField(
        required=False,
        label=_("It was lost: notice, eviction"),
        help_text=_("Only for a home in their own name."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, course: Course, kept: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("kind", course.profile.housing_kinds, keep=kept)
