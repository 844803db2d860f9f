"""The forms about a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.organisation.profile import Profile
from alongside.people.models import Person, Sex, WorkerWish
from alongside.people.operations import FIELDS
from alongside.people.protecting import hidden_fields
from alongside.web.forms import DayField, HouseForm, OneOf, Pick


class PersonForm(HouseForm):
    """What is known of a person."""

    called_name = forms.CharField(
        label=_("What they want to be called"),
        help_text=_("Or how they are known, when nobody has a name."),
        max_length=100,
        required=False,
    )
    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=100, required=False)
    sex = OneOf(Sex, label=_("Sex, as registered"))
    birth_date = DayField(label=_("Birth date"), required=False)
    language = forms.CharField(label=_("Language"), max_length=40, required=False)
    worker_wish = Pick(
        WorkerWish,
        label=_("Would rather walk with"),
        help_text=_("Only when they have said so themselves."),
        blank=_("No wish known"),
        required=False,
    )
    interpreter_needed = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    nationality_group = Pick(label=_("Nationality"), required=False)
    number_kind = Pick(label=_("Kind of number"), required=False)
    number = forms.CharField(
        label=_("Number"),
        help_text=_("Only to add or replace one. Numbers that are kept are not shown."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=200, required=False)
    whereabouts = forms.CharField(
        label=_("Mostly found"),
        help_text=_("When it is not the address: Solby Station, mornings."),
        max_length=200,
        required=False,
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20, required=False)
    city = forms.CharField(label=_("Town"), max_length=100, required=False)
    address_protected = forms.BooleanField(
        label=_("The address is protected"),
        help_text=_(
            "Then neither address, telephone nor e-mail are shown anywhere, unless somebody asks for them."
        ),
        required=False,
    )
    name_protected = forms.BooleanField(
        label=_("The name is protected"),
        help_text=_("Then only what they want to be called is shown."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.systems = {system.key: system.system for system in profile.identifier_systems}
        kinds: Pick = self.fields["number_kind"]  # type: ignore[assignment]
        kinds.offer(profile.identifier_systems)
        groups: Pick = self.fields["nationality_group"]  # type: ignore[assignment]
        groups.offer(profile.nationality_groups, keep=person.nationality_group)
        self.hidden = hidden_fields(person)
        for name in self.hidden:
            self.fields[name].help_text = _(
                "Protected: what is kept is not shown. Write here only to replace it."
            )

    argument_fields = {"value": "number"}

    def clean(self) -> dict[str, Any]:
        """A number says what kind of number it is."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("number") and not cleaned.get("number_kind"):
            self.add_error("number_kind", ValidationError(_("Choose the kind of number."), code="required"))
        return cleaned

    def known(self) -> dict[str, Any]:
        """What is known of the person, as `change_person` takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name in {*FIELDS, "version"}}
        return {name: value for name, value in said.items() if value or name not in self.hidden}

    def typed_number(self) -> tuple[str, str] | None:
        """(identifier system, number), when one was typed."""
        number = self.cleaned_data["number"]
        return (self.systems[self.cleaned_data["number_kind"]], number) if number else None


class QuoteForm(HouseForm):
    """Something the person said."""

    text = forms.CharField(
        label=_("In their own words"),
        help_text=_("As it was said, without quotation marks."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    said_on = DayField(label=_("Said on"))
    place = forms.CharField(label=_("Where"), max_length=100, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"said_on": today}, **kwargs})
