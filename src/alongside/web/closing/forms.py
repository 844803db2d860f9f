"""The forms about the turns of a course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Intensity
from alongside.enrolments.rules import RHYTHM_DAYS
from alongside.organisation.profile import Profile
from alongside.web.forms import DayField, HouseForm, OneOf, Pick, options


class RhythmForm(HouseForm):
    """How closely we walk and how often we meet, as agreed with the person."""

    intensity = OneOf(Intensity, label=_("How closely we walk"))
    rhythm_days = forms.IntegerField(
        label=_("At most so many days between meetings"), min_value=RHYTHM_DAYS[0], max_value=RHYTHM_DAYS[1]
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PauseForm(HouseForm):
    """The course rests."""

    kind = OneOf([], label=_("Why"))
    place = forms.CharField(
        label=_("Where they are"), help_text=_("Such as ward P3, or Vestre."), max_length=200, required=False
    )
    starts_on = DayField(label=_("Since"))
    note = forms.CharField(
        label=_("What we agreed for the time"),
        help_text=_("Who visits, and how we hear when they come out."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    out_on = DayField(
        label=_("The day they come out"),
        help_text=_("Leave it empty while nobody knows. Then we ask again in a while."),
        required=False,
    )
    said_by = forms.CharField(
        label=_("Who said so"),
        help_text=_("The ward, the lawyer, they themselves."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args: Any, profile: Profile, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_on": today}
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = options(profile.pause_kinds)  # type: ignore[attr-defined]
        self.stays = {kind.key for kind in profile.pause_kinds if kind.comes_out is not None}

    def clean(self) -> dict[str, Any]:
        """Whoever goes and comes as they wish has no day that somebody else sets: then it is not asked."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("kind") not in self.stays:
            said = {**said, "out_on": None, "said_by": ""}
        return said

    @property
    def when_a_stay(self) -> str:
        """The answers after which the day out is asked for, as `data-when` reads them."""
        return f"kind={'|'.join(sorted(self.stays))}"


class ResumeForm(HouseForm):
    """The course goes on."""

    resumed_on = DayField(label=_("The first day of going on"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"resumed_on": today}
        super().__init__(*args, **kwargs)


class ClosingForm(HouseForm):
    """Why, where to, and living where. A reason that is non-attendance is proposed to a second person."""

    reason = OneOf([], label=_("Why does the course end?"))
    explanation = forms.CharField(
        label=_("In a few words"),
        help_text=_("As you would say it to the person. Needed when a second person must agree."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    destination = Pick(label=_("Where to from here"))
    destination_text = forms.CharField(label=_("Where exactly"), max_length=200, required=False)
    housing_at_exit = Pick(label=_("Living now"))
    closed_on = DayField(label=_("The last day of the course"))

    def __init__(self, *args: Any, profile: Profile, lives: str, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"closed_on": today, "housing_at_exit": lives}
        super().__init__(*args, **kwargs)
        self.non_attendance = {reason.key for reason in profile.closure_reasons if reason.non_attendance}
        self.fields["reason"].choices = options(profile.closure_reasons)  # type: ignore[attr-defined]
        for name, choices in (
            ("destination", profile.closure_destinations),
            ("housing_at_exit", profile.housing_kinds),
        ):
            picked: Pick = self.fields[name]  # type: ignore[assignment]
            picked.offer(choices)

    @property
    def needs_second_person(self) -> bool:
        """Whether the chosen reason closes a course only when another worker agrees."""
        return self.cleaned_data.get("reason") in self.non_attendance

    @property
    def when_not_reached(self) -> str:
        """The answers after which the rule of the method is shown, as `data-when` reads them."""
        return f"reason={'|'.join(sorted(self.non_attendance))}"

    @property
    def when_reached(self) -> str:
        """The other answers."""
        return f"reason!={'|'.join(sorted(self.non_attendance))}"

    @property
    def proposes(self) -> bool:
        """Whether the form as it stands proposes rather than closes."""
        return self["reason"].value() in self.non_attendance


class AnswerForm(HouseForm):
    """A second person agrees to a closure, or not."""

    agreed = OneOf(
        [("no", _("No, we keep trying")), ("yes", _("Yes, I agree that the course closes"))],
        label=_("What do you think?"),
    )
    note = forms.CharField(
        label=_("In a few words"),
        help_text=_("If no: what would you try next?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            said: list[tuple[str, str | Promise]] = [("no", _("I take it back, we keep trying"))]
            self.fields["agreed"].choices = said  # type: ignore[attr-defined]
            self.fields["agreed"].initial = "no"


class ReopenForm(HouseForm):
    """The same course goes on."""

    reason = forms.CharField(label=_("Why it goes on"), widget=forms.Textarea(attrs={"rows": 3}))
    reopened_on = DayField(label=_("From"))
    worker = Pick(label=_("Case manager from now on"))

    def __init__(
        self, *args: Any, workers: Sequence[tuple[str, str]], before: str, today: date, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"reopened_on": today, "worker": before}
        super().__init__(*args, **kwargs)
        picked: Pick = self.fields["worker"]  # type: ignore[assignment]
        picked.offer(list(workers))
