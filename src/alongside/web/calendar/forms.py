"""What is typed about one's own time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext_lazy as _

from alongside.calendar.models import Appointment, AppointmentKind, FeedShows
from alongside.calendar.rules import midnight
from alongside.kernel import drafts
from alongside.organisation.models import Worker
from alongside.web.forms import ClockField, DayField, HouseForm, OneOf, moment

OWN_KINDS: list[tuple[str, str | Promise]] = [
    (kind.value, kind.label) for kind in AppointmentKind if kind is not AppointmentKind.OUTSIDE
]


class OwnAppointmentForm(HouseForm):
    """Time without a person: a team meeting, training, away."""

    kind = OneOf(OWN_KINDS, label=_("What"), initial=AppointmentKind.TEAM_MEETING)
    title = forms.CharField(
        label=_("In a few words"), help_text=_("Such as “Supervision”."), max_length=200, required=False
    )
    all_day = forms.BooleanField(label=_("Whole days"), required=False)
    day = DayField(label=_("Day"))
    clock = ClockField(label=_("From"), required=False)
    until = ClockField(label=_("To"), required=False)
    last_day = DayField(label=_("Last day"), required=False)
    place_text = forms.CharField(label=_("Where"), max_length=200, required=False)
    note = forms.CharField(label=_("A few words more"), max_length=300, required=False)
    others = forms.MultipleChoiceField(
        label=_("Who takes part"), widget=forms.CheckboxSelectMultiple, required=False
    )
    private = forms.BooleanField(
        label=_("Private"),
        help_text=_("Colleagues see that you are busy, and no more."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    argument_fields = {"starts_at": "clock", "ends_at": "until"}

    def __init__(self, *args: Any, colleagues: Iterable[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = drafts.new_key
        self.fields["others"].choices = [(str(one.pk), one.name) for one in colleagues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Times, unless it is whole days."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("all_day"):
            for name, words in (
                ("clock", _("Say when it begins.")),
                ("until", _("Say when it ends.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, forms.ValidationError(str(words), code="required"))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What `add_appointment` and `change_appointment` write."""
        data, zone = self.cleaned_data, get_default_timezone()
        names = ("kind", "title", "place_text", "note", "all_day", "private")
        day: date = data["day"]
        last: date = data["last_day"] or day
        if data["all_day"]:
            starts_at, ends_at = midnight(day, zone), midnight(last + timedelta(days=1), zone)
        else:
            starts_at, ends_at = moment(day, data["clock"]), moment(last, data["until"])
        return {
            **{name: data[name] for name in names},
            "starts_at": starts_at,
            "ends_at": ends_at,
            "others": [UUID(one) for one in data["others"]],
        }


def fresh(day: date, clock: time) -> dict[str, Any]:
    """A new appointment of an hour, to begin the form with."""
    end = (datetime.combine(day, clock) + timedelta(hours=1)).time() if clock.hour < 23 else time(23, 59)
    return {"day": day, "clock": clock, "until": end}


def as_written(found: Appointment, others: Iterable[UUID]) -> dict[str, Any]:
    """What is known of an appointment, to begin the form with."""
    begins, ends = localtime(found.starts_at), localtime(found.ends_at)
    last = (ends - timedelta(days=1)).date() if found.all_day else ends.date()
    return {
        "kind": found.kind,
        "title": found.title,
        "all_day": found.all_day,
        "day": begins.date(),
        "clock": begins.time(),
        "until": ends.time(),
        "last_day": last if last != begins.date() else None,
        "place_text": found.place_text,
        "note": found.note,
        "private": found.private,
        "others": [str(one) for one in others],
        "version": found.version,
    }


class MoveOwnForm(HouseForm):
    """The same at another time."""

    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Time"))
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    argument_fields = {"starts_at": "day"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = drafts.new_key


class CallOffOwnForm(HouseForm):
    """It does not take place."""

    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Beside the form that moves it, which asks why too, each field has an id of its own."""
        super().__init__(*args, **{**kwargs, "auto_id": "call_off_%s"})


class FeedForm(HouseForm):
    """How much leaves the house."""

    names = OneOf(FeedShows, label=_("What a visit is called there"), initial=FeedShows.NOTHING)


class FileForm(HouseForm):
    """A calendar file."""

    file = forms.FileField(
        label=_("Calendar file (.ics)"),
        help_text=_("At most 1 MB. What is repeated is read for a year ahead."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
