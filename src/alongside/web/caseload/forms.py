"""What is typed about cover and hand-overs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.caseload.queries import Load
from alongside.enrolments.models import Enrolment
from alongside.web.caseload.words import DAY, with_room
from alongside.web.forms import DayField, HouseForm, OneOf, Pick

ALL, SOME = "all", "some"


def _note() -> forms.CharField:
    return forms.CharField(
        label=_("What they should know"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class CoverForm(HouseForm):
    """Who covers from when to when, for whom, and what they should know."""

    cover = Pick(label=_("Who covers"))
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("Cover ends by itself after this day."))
    whole = OneOf(
        [
            (ALL, _("Everyone, also who comes meanwhile")),
            (SOME, _("Only those ticked below")),
        ],
        label=_("For whom"),
        initial=ALL,
    )
    argument_fields = {"starts_on": "first_day", "ends_on": "last_day", "people": "whole"}

    def __init__(
        self, *args: Any, people: Sequence[Enrolment], loads: Sequence[Load], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"first_day": today, "whole": ALL}, **kwargs})
        self.people = people
        cover: Any = self.fields["cover"]
        cover.offer(_colleagues(loads))
        for one in people:
            name = one.person.full_name
            self.fields[f"take_{one.pk}"] = forms.BooleanField(label=name, required=False)
            self.fields[f"note_{one.pk}"] = _note()

    @property
    def lines(self) -> list[tuple[Enrolment, Any, Any]]:
        """Each person with the field that takes them along and the one for the note."""
        return [(one, self[f"take_{one.pk}"], self[f"note_{one.pk}"]) for one in self.people]

    @property
    def said(self) -> dict[str, Any]:
        """What `arrange_cover` takes; `cover` is still the key of a worker."""
        data = self.cleaned_data
        chosen = [one for one in self.people if data[f"take_{one.pk}"]]
        return {
            "starts_on": data["first_day"],
            "ends_on": data["last_day"] + DAY,
            "enrolments": None if data["whole"] == ALL else chosen,
            "notes": {one.pk: data[f"note_{one.pk}"] for one in self.people},
        }


class CoverEndForm(HouseForm):
    """Another last day."""

    last_day = DayField(label=_("Last day"))
    argument_fields = {"ends_on": "last_day"}


class HandOverForm(HouseForm):
    """Who should take over whom, from when and why, with a note about each."""

    planned_on = DayField(
        label=_("From"), help_text=_("The day the new case manager begins, when they say yes.")
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The person will ask. Write it so that they can read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Enrolment],
        loads: Sequence[Load],
        out: Mapping[UUID, Collection[UUID]],
        giver_id: UUID | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"initial": {"planned_on": today}, **kwargs})
        self.people = people
        self.one = len(people) == 1
        for enrolment in people:
            to = Pick(label=_("Who takes over"), blank=_("Nobody yet"), required=self.one)
            let_in = [load for load in loads if load.worker_id not in out.get(enrolment.person_id, ())]
            own_first = sorted(let_in, key=lambda load: load.team_id != enrolment.team_id)
            to.offer(_colleagues(own_first, besides=giver_id))
            self.fields[f"to_{enrolment.pk}"] = to
            self.fields[f"note_{enrolment.pk}"] = _note()

    @property
    def lines(self) -> list[tuple[Enrolment, Any, Any]]:
        """Each person with the field for the receiver and the one for the note."""
        return [(one, self[f"to_{one.pk}"], self[f"note_{one.pk}"]) for one in self.people]

    def chosen(self) -> list[tuple[Enrolment, UUID, UUID, str]]:
        """(course, worker, team, note) of those for whom somebody was chosen."""
        found = []
        for one in self.people:
            if to := self.cleaned_data[f"to_{one.pk}"]:
                worker_id, team_id = to.split(":")
                found.append((one, UUID(worker_id), UUID(team_id), self.cleaned_data[f"note_{one.pk}"]))
        return found

    def clean(self) -> dict[str, Any]:
        """Somebody is handed over."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.chosen():
            self.add_error(None, _("Choose who takes over for at least one person."))
        return cleaned


class AcceptForm(HouseForm):
    """Yes to somebody; over the norm with the reason."""

    over_norm_reason = forms.CharField(
        label=_("Over the norm: why it is right all the same"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )


class DeclineForm(HouseForm):
    """No, and why."""

    answer = forms.CharField(
        label=_("Why not"),
        help_text=_("So that your colleague can look for another way."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _colleagues(loads: Sequence[Load], *, besides: UUID | None = None) -> list[tuple[str, str | Promise]]:
    return [
        (f"{load.worker_id}:{load.team_id}", with_room(load, team=True))
        for load in loads
        if load.worker_id != besides
    ]
