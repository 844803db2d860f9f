"""What is typed about the way to a service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.bridges.rules import BEGINS, State
from alongside.contacts.models import Contact, ContactStatus
from alongside.kernel import drafts
from alongside.organisation.profile import Profile
from alongside.plans.models import Goal
from alongside.services.models import Service
from alongside.web import dates
from alongside.web.bridges.words import STATES, choices_after
from alongside.web.forms import DayField, HouseForm, MomentField, OneOf, Pick


def _words() -> forms.CharField:
    return forms.CharField(
        required=False,
        label=_("In their words"),
        help_text=_("What they say about it themselves. May stay empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _note() -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=300,
        label=_("What there is to know"),
        help_text=_("Whom one spoke with there, what they asked for, when they call back."),
    )


class BeginForm(HouseForm):
    """A person wishes for a service, or is on the way there already."""

    argument_fields = {"to": "state"}

    service = Pick(label=_("Where to"))
    state = OneOf([(one.value, STATES[one]) for one in BEGINS], label=_("How far it is"), initial=State.WISH)
    moved_on = DayField(label=_("Since"))
    words = _words()
    note = _note()
    goal = Pick(required=False, label=_("Which goal it is for"), blank=_("None"))

    def __init__(self, *args: Any, services: Iterable[Service], goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("service", [(str(one.pk), f"{one.name}, {one.provider.name}") for one in services])
        self.let_choose("goal", [(str(one.pk), one.title) for one in goals])


class MoveForm(HouseForm):
    """What happened on the way."""

    to = OneOf(label=_("What happened"))
    moved_on = DayField(label=_("When"))
    refused_why = Pick(required=False, label=_("Why they said no"), help_text=_("Only when they said no."))
    stopped_why = Pick(
        required=False,
        label=_("Why they stopped, as they see it"),
        help_text=_("Only when they stopped."),
    )
    words = _words()
    note = _note()
    contact = Pick(
        required=False,
        label=_("The visit together"),
        help_text=_("Only when you went there together, or are going to: nothing is written twice."),
        blank=_("None of these"),
    )

    argument_fields = {"why": "refused_why"}

    def __init__(
        self,
        *args: Any,
        state: State,
        states: Iterable[State],
        profile: Profile,
        visits: Iterable[Contact],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("to", choices_after(state, states))
        self.let_choose("refused_why", profile.bridge_refusals)
        self.let_choose("stopped_why", profile.bridge_stops)
        self.let_choose("contact", [(str(one.pk), _visit(one, today)) for one in visits])

    def clean(self) -> dict[str, Any]:
        """The reason that belongs to what happened."""
        cleaned: dict[str, Any] = super().clean() or {}
        whys = {State.REFUSED: "refused_why", State.STOPPED: "stopped_why"}
        name = whys.get(State(cleaned["to"])) if cleaned.get("to") else None
        if name and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, forms.ValidationError(str(_("Choose why.")), code="required"))
        cleaned["why"] = cleaned.get(name, "") if name else ""
        return cleaned


class VisitForm(HouseForm):
    """Going there together."""

    occurred_at = MomentField(label=_("When"))
    minutes = forms.IntegerField(required=False, min_value=1, label=_("Minutes, the way included"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = drafts.new_key


class AimForm(HouseForm):
    """Which goal it is for."""

    goal = Pick(required=False, label=_("Which goal it is for"), blank=_("None"))

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("goal", [(str(one.pk), one.title) for one in goals])


def _visit(contact: Contact, today: date) -> str:
    when = dates.spoken_moment(contact.occurred_at, today)
    what = str(ContactStatus(contact.status).label)
    return ", ".join(filter(None, [when, what.lower(), contact.place_text]))
