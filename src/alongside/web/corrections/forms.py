"""What is typed when a record is put right: a form made of the fields its room says can be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.corrections.kinds import Field, Kind
from alongside.corrections.models import SaidHow
from alongside.organisation.profile import Profile
from alongside.web.forms import DayField, HouseForm, MomentField, OneOf, Pick, options


class WhyForm(HouseForm):
    """Striking through, and taking a strike back."""

    why = forms.CharField(
        label=_("Why"),
        help_text=_("It stays with the record. The person may read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectForm(HouseForm):
    """Putting a record right. `kind` says which fields there are."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why it is put right"),
        help_text=_("It stays with the record, beside what it read before."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, kind: Kind, record: Any, profile: Profile, **kwargs: Any) -> None:
        begun = {"version": record.version, **{one.name: getattr(record, one.name) for one in kind.fields}}
        super().__init__(*args, **{**kwargs, "initial": begun})
        self.names = [one.name for one in kind.fields]
        made = {one.name: form_field(one, record, profile) for one in kind.fields}
        self.fields = {"version": self.fields["version"], **made, "why": self.fields["why"]}

    def values(self) -> dict[str, Any]:
        """What the record is to say, by field."""
        said = self.cleaned_data
        return {
            name: "" if said[name] is None and isinstance(self.fields[name], forms.CharField) else said[name]
            for name in self.names
        }

    def corrected(self) -> list[forms.BoundField]:
        """The fields of the record, without the reason."""
        return [self[name] for name in self.names]


class ViewForm(HouseForm):
    """What the person says."""

    words = forms.CharField(
        label=_("What they say, in their words"),
        help_text=_("It is shown beside the record, also on paper and in what they are given."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    said_on = DayField(label=_("When they said it"))
    how = OneOf(SaidHow, label=_("How"), initial=SaidHow.ALOUD)


def form_field(field: Field, record: Any, profile: Profile) -> forms.Field:
    """A field of the form for a field of the record."""
    column: Any = type(record)._meta.get_field(field.name)
    needed = not column.blank and not isinstance(column, models.BooleanField)
    common: dict[str, Any] = {"label": field.label, "required": needed}
    if field.of_profile:
        return _pick(getattr(profile, field.of_profile), getattr(record, field.name), common)
    if column.choices:
        return Pick(list(column.choices), **common)
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(**common)
    if isinstance(column, models.DateTimeField):
        return MomentField(**common)
    if isinstance(column, models.DateField):
        return DayField(**common)
    if isinstance(column, models.IntegerField):
        return forms.IntegerField(**common)
    if isinstance(column, models.TextField):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), **common)
    return forms.CharField(max_length=column.max_length, **common)


def _pick(choices: Any, keep: str, common: dict[str, Any]) -> Pick:
    field = Pick(**common)
    field.offer(choices, keep=keep)
    return field


def in_words(field: Field, record_model: Any, value: Any, profile: Profile) -> Any:
    """A stored value as it is read; days and moments as they are, for the page to write."""
    if value in (None, ""):
        return ""
    if field.of_profile:
        return str(dict(options(getattr(profile, field.of_profile), keep=str(value))).get(str(value), value))
    column = record_model._meta.get_field(field.name)
    if column.choices:
        return str(dict(column.choices).get(value, value))
    if isinstance(value, bool):
        return str(_("Yes")) if value else str(_("No"))
    return value
