"""What a person says about being reminded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.people.models import Person
from alongside.reminders.models import Way
from alongside.web.forms import HouseForm, OneOf
from alongside.web.reminders.words import hours_before


class ReminderForm(HouseForm):
    """How, where to, how long before, in which language."""

    def __init__(
        self, *args: Any, person: Person, ways: Sequence[Way], hours: Sequence[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._person = person
        if len(ways) > 1:
            self.fields["way"] = OneOf([(way.value, way.label) for way in ways], label=_("How"))
        else:
            self.fields["way"] = forms.CharField(widget=forms.HiddenInput, initial=ways[0].value)
        if Way.TEXT in ways:
            self.fields["phone"] = forms.CharField(
                required=False, max_length=40, label=_("Telephone"), initial=person.phone
            )
        if Way.MAIL in ways:
            self.fields["email"] = forms.EmailField(
                required=False, max_length=200, label=_("Mail address"), initial=person.email
            )
        self.fields["hours_before"] = OneOf(
            [(str(one), hours_before(one)) for one in hours],
            label=_("How long before"),
            initial=str(hours[0]),
        )
        self.fields["language"] = OneOf(
            [(code, name) for code, name in settings.LANGUAGES],
            label=_("Written in"),
            initial=_nearest(person),
        )

    def clean(self) -> dict[str, Any]:
        """Where it goes is asked for beside the way it goes."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        field = "phone" if found.get("way") == Way.TEXT else "email"
        if field in self.fields and field not in self.errors and not found.get(field, "").strip():
            self.add_error(field, _("Write down where the message goes."))
        return found

    def changed(self) -> dict[str, str]:
        """What of the number and the address is another than on the person's page."""
        return {
            name: self.cleaned_data[name]
            for name in ("phone", "email")
            if name in self.fields and self.cleaned_data[name] != getattr(self._person, name)
        }


def _nearest(person: Person) -> str:
    """The language of the agency's pages; people say in words what they speak, and are asked."""
    language: str = person.agency.language
    return language
