"""Forms about being on call."""

from __future__ import annotations

from collections.abc import Iterable
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
        field = self.fields["about"]
        assert isinstance(field, Pick)
        field.offer(list(about))


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
        field = self.fields["worker"]
        assert isinstance(field, Pick)
        field.offer([(str(one.pk), one.name) for one in can_take])

    def hours(self) -> dict[str, Any]:
        """When it begins and ends, as the operation takes it."""
        said = self.cleaned_data
        return {
            "starts_at": moment(said["day"], said["begins"]),
            "ends_at": moment(said["last"], said["ends"]),
        }
