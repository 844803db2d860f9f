"""The forms about a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.organisation.profile import Profile
from alongside.people.models import Person, Sex
from alongside.people.operations import FIELDS
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
    interpreter_needed = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    nationality_group = Pick(label=_("Nationality"), required=False)
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
    address_protected = forms.BooleanField(label=_("The address is protected"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, profile: Profile, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(person, name) for name in FIELDS} | {"version": person.version}
        super().__init__(*args, **kwargs)
        groups: Pick = self.fields["nationality_group"]  # type: ignore[assignment]
        groups.offer(profile.nationality_groups, keep=person.nationality_group)


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
