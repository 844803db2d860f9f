"""Plan to meet, once or again and again; move it, change it, call it off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext_lazy as _

from alongside.contacts.models import Contact, ContactKind, SeriesRhythm, VisitSeries
from alongside.contacts.rules import MOST_TIMES
from alongside.contacts.series_operations import Wish
from alongside.kernel import drafts
from alongside.organisation.choices import Choices
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.web.contacts.forms import PLAN_KINDS, places
from alongside.web.forms import ClockField, DayField, HouseForm, OneOf, moment, options

ONCE = "once"
AGAIN: list[tuple[str, str | Promise]] = [
    (ONCE, _("Once")),
    *((rhythm.value, rhythm.label) for rhythm in SeriesRhythm),
]
FOLLOWING, ALL = "following", "all"


class WhatForm(HouseForm):
    """What it is about, where, how long, and who goes along."""

    kind = OneOf(PLAN_KINDS, label=_("What"), initial=ContactKind.VISIT)
    text = forms.CharField(
        label=_("What about"),
        help_text=_("A few words, such as “Viewing at Møllevej”."),
        max_length=300,
        required=False,
    )
    place = OneOf([], label=_("Where"), required=False)
    place_text = forms.CharField(label=_("Where exactly"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=_("How long, in minutes"),
        min_value=1,
        max_value=24 * 60,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 5}),
    )
    along = forms.MultipleChoiceField(
        label=_("Who goes along"), widget=forms.CheckboxSelectMultiple, required=False
    )

    argument_fields: Mapping[str, str] = {"occurred_at": "day", "rhythm": "again"}

    def __init__(self, *args: Any, profile: Profile, colleagues: Iterable[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = options(places(profile))  # type: ignore[attr-defined]
        self.fields["along"].choices = [(str(one.pk), one.name) for one in colleagues]  # type: ignore[attr-defined]

    def what(self) -> dict[str, Any]:
        """What `plan_contact`, `plan_series` and `change_plan` write of it."""
        names = ("kind", "text", "place", "place_text", "minutes")
        along = tuple(UUID(one) for one in self.cleaned_data["along"])
        return {**{name: self.cleaned_data[name] for name in names}, "along": along}


class AppointmentForm(WhatForm):
    """Plan to meet, talk, or go to a meeting, once or again and again."""

    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Time"))
    again = OneOf(AGAIN, label=_("How often"), initial=ONCE, required=False)
    until = DayField(label=_("Last day"), help_text=_("Empty: until further notice."), required=False)
    times = forms.IntegerField(
        label=_("Or how many times"), min_value=1, max_value=MOST_TIMES, required=False
    )
    skips_holidays = forms.BooleanField(label=_("Not on public holidays"), required=False, initial=True)

    @property
    def repeats(self) -> bool:
        """Whether it is to come again."""
        return self.cleaned_data["again"] not in ("", ONCE)

    def at(self) -> datetime:
        """When it is, or is the first time."""
        return moment(self.cleaned_data["day"], self.cleaned_data["clock"])

    def series(self) -> dict[str, Any]:
        """How it comes again, as `plan_series` and `Wish` take it."""
        last: date | None = self.cleaned_data["until"]
        return {
            "rhythm": self.cleaned_data["again"],
            "until": last + timedelta(days=1) if last else None,
            "times": self.cleaned_data["times"],
            "skips_holidays": self.cleaned_data["skips_holidays"],
        }


class ChangeForm(WhatForm):
    """What a planned contact is about; not when."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SeriesForm(AppointmentForm):
    """Change visits that come again, from one of them on."""

    which = OneOf(
        [(FOLLOWING, _("This one and those that follow")), (ALL, _("All that lie ahead"))],
        label=_("Which of them"),
        initial=FOLLOWING,
    )
    again = OneOf(AGAIN[1:], label=_("How often"))
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = drafts.new_key

    def wish(self) -> Wish:
        """The series as it is to be."""
        return Wish(**self.series(), **self.what())


class EndSeriesForm(HouseForm):
    """The last of the visits that come again."""

    last = DayField(label=_("Last day with a visit"))
    how = OneOf([], label=_("Who called them off"), required=False)
    reason = forms.CharField(
        label=_("Why"), help_text=_("In their words, if you know them."), max_length=300, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    argument_fields = {"ends_on": "last", "until": "last"}

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = options(_who_calls_off(profile))  # type: ignore[attr-defined]


class MoveForm(HouseForm):
    """The same at another time."""

    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Time"))
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    argument_fields = {"occurred_at": "day"}


class CallOffForm(HouseForm):
    """Called off in good time."""

    how = OneOf([], label=_("Who called it off"), required=False)
    text = forms.CharField(
        label=_("Why"), help_text=_("In their words, if you know them."), max_length=300, required=False
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = options(_who_calls_off(profile))  # type: ignore[attr-defined]


def as_planned(found: Contact, along: Iterable[UUID]) -> dict[str, Any]:
    """What is known of a planned contact, to begin a form with."""
    at = localtime(found.occurred_at, get_default_timezone())
    return {
        **{
            name: getattr(found, name)
            for name in ("kind", "text", "place", "place_text", "minutes", "version")
        },
        "along": [str(one) for one in along],
        "day": at.date(),
        "clock": at.time(),
    }


def as_repeated(series: VisitSeries) -> dict[str, Any]:
    """How a series comes again, to begin a form with."""
    return {
        "again": series.rhythm,
        "until": series.until - timedelta(days=1) if series.until else None,
        "skips_holidays": series.skips_holidays,
        "version": series.version,
    }


def _who_calls_off(profile: Profile) -> Choices[Any]:
    return Choices(outcome for outcome in profile.tried_outcomes if outcome.called_off)
