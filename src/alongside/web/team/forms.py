from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.caseload.queries import Load
from alongside.web.caseload.words import with_room
from alongside.web.forms import DayField, HouseForm, OneOf


class PassOnForm(HouseForm):
    """Another case manager walks with the person from a day on."""

    worker = OneOf(label=_("Who walks with them from now on"))
    starts_on = DayField(label=_("From"))
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The person will ask. Write it so that they can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    over_norm_reason = forms.CharField(
        label=_("Over the norm: why it is right all the same"),
        help_text=_("Only when the new case manager would walk with more people than the norm."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, loads: Sequence[Load], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"starts_on": today}, **kwargs})
        worker: Any = self.fields["worker"]
        worker.choices = [(str(load.worker_id), with_room(load)) for load in loads]
