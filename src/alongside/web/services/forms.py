"""What is typed about services."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.organisation.profile import Profile
from alongside.services.models import Service
from alongside.services.rules import LINE, WORDS, Offer
from alongside.web.forms import DayField, HouseForm, Pick


def _longer(rows: int, **said: Any) -> forms.CharField:
    return forms.CharField(
        required=False, max_length=WORDS, widget=forms.Textarea(attrs={"rows": rows}), **said
    )


def _line(**said: Any) -> forms.CharField:
    return forms.CharField(required=False, max_length=LINE, **said)


class FindForm(HouseForm):
    """What somebody looks for. Everything may be left out."""

    text = forms.CharField(required=False, max_length=100, label=_("Find a service"))
    kind = Pick(required=False, label=_("Kind"), blank=_("All kinds"))
    language = forms.CharField(required=False, max_length=40, label=_("Language spoken there"))
    show = Pick(
        [("check", _("To be checked")), ("closed", _("Takes nobody any more"))],
        required=False,
        label=_("Show"),
        blank=_("All that are open"),
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("kind", profile.service_kinds)


class ServiceForm(HouseForm):
    """A service."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    name = forms.CharField(max_length=LINE, label=_("Name"))
    provider = forms.CharField(max_length=LINE, label=_("Who offers it"))
    kind = Pick(label=_("Kind"))
    description = _longer(3, label=_("What one finds there"))
    requires = _longer(
        3, label=_("What it asks for"), help_text=_("For whom it is, and what one must bring.")
    )
    how_to_ask = _longer(2, label=_("How one gets in"))
    hours = _longer(2, label=_("Opening hours"))
    languages = _line(label=_("Languages spoken there"), help_text=_("With commas between: Danish, Arabic"))
    street = _line(label=_("Street and number"))
    postcode = _line(label=_("Postal code"))
    city = _line(label=_("Town"))
    phone = _line(label=_("Telephone"))
    email = _line(label=_("Mail"))
    website = _line(label=_("Page on the web"))
    verified_on = DayField(
        required=False, label=_("Last checked"), help_text=_("When somebody asked there, or was there.")
    )
    open = forms.BooleanField(required=False, initial=True, label=_("It takes people"))

    def __init__(self, *args: Any, profile: Profile, service: Service | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep = service.kind if service else ""
        self.let_choose("kind", profile.service_kinds, keep=keep)

    @property
    def offer(self) -> Offer:
        """What was typed, for the rules."""
        return Offer(**{field.name: self.cleaned_data[field.name] for field in fields(Offer)})


class FileForm(HouseForm):
    """A file with a directory in it."""

    file = forms.FileField(
        label=_("File with services"),
        help_text=_(
            "JSON or a package of CSV tables (ZIP) of the Human Services Data Specification (HSDS 3.0), up to 1 MB."
        ),
        widget=forms.FileInput(attrs={"accept": "application/json,.json,application/zip,.zip"}),
    )
