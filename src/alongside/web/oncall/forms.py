"""Forms about being on call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.organisation.models import Worker
from alongside.web.forms import ClockField, DayField, HouseForm, Pick, moment


class LineForm(HouseForm):
    """Something whoever is on call has to know."""

    argument_fields = {"holds_until": "until"}

    about = Pick(label=_("About"))
    text = forms.CharField(
        label=_("What they have to know"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As short as it can be read at night. On call reads this, the handover and the card."),
    )
    until = DayField(label=_("Holds until the morning of"))

    def __init__(self, *args: Any, about: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("about", list(about))


class CallForm(HouseForm):
    """A call to on call: what happened, what was agreed, and by when somebody has to act on it."""

    argument_fields = {"occurred_at": "clock", "rang_at": "clock", "due_on": "another_day"}

    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Time"))
    text = forms.CharField(
        label=_("What happened"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whoever walks with them reads it first thing in the morning."),
    )
    agreed = forms.CharField(
        required=False, label=_("What was agreed"), widget=forms.Textarea(attrs={"rows": 2})
    )
    follow_up = Pick(required=False, label=_("To be followed up"), blank=_("No, nothing is left to do"))
    another_day = DayField(required=False, label=_("Which day"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.let_choose(
            "follow_up", [("today", _("Today")), ("tomorrow", _("Tomorrow")), ("day", _("On another day"))]
        )

    def clean(self) -> dict[str, Any]:
        """Another day is named."""
        said = super().clean() or {}
        if said.get("follow_up") == "day" and not said.get("another_day"):
            self.add_error("another_day", _("Choose the day."))
        return said

    def said(self) -> dict[str, Any]:
        """What was written, as the operations take it; the moment is `at`."""
        said = self.cleaned_data
        due = {"today": self._today, "tomorrow": self._today + timedelta(days=1), "day": said["another_day"]}
        return {
            "at": moment(said["day"], said["clock"]),
            "text": said["text"],
            "agreed": said["agreed"],
            "due_on": due.get(said["follow_up"]),
        }


class UnknownCallForm(CallForm):
    """A call where nobody could say who it was."""

    team = Pick(label=_("For which team"))

    def __init__(self, *args: Any, teams: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("team", list(teams))
        self.fields["text"].help_text = _("Who it may have been, from which number, what they asked for.")


class OtherHoursForm(HouseForm):
    """A shift with hours of its own: somebody takes over in the middle of the night, or for a whole weekend."""

    argument_fields = {"starts_at": "begins", "ends_at": "ends"}

    worker = Pick(label=_("Who"))
    day = DayField(label=_("From"))
    begins = ClockField(label=_("Time"))
    last = DayField(label=_("Until"))
    ends = ClockField(label=_("Time"))

    def __init__(self, *args: Any, can_take: Iterable[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("worker", [(str(one.pk), one.name) for one in can_take])

    def hours(self) -> dict[str, Any]:
        """When it begins and ends, as the operation takes it."""
        said = self.cleaned_data
        return {
            "starts_at": moment(said["day"], said["begins"]),
            "ends_at": moment(said["last"], said["ends"]),
        }
