"""The crisis plan as it is written with the person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.network.models import NetworkMember
from alongside.web.forms import DayField, HouseForm, Pick

CALLS = ("call_first", "call_second", "call_third")
NOBODY = _("Nobody")


def _text(label: Any, help_text: Any = "", *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        required=False, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class CrisisPlanForm(HouseForm):
    """What to do when it gets bad."""

    argument_fields = {"calls": "call_first"}

    early_signs = _text(
        _("Early signs, in their words"),
        _("How it begins: “I stop opening the door.” What do others notice?"),
    )
    helps = _text(_("What helps"), _("What one can do or say, and what the person does themselves."))
    harms = _text(_("What makes it worse"), _("What nobody should do, however well it is meant."))
    call_first = Pick(required=False, label=_("Whom to call first"), blank=NOBODY)
    call_second = Pick(required=False, label=_("Then"), blank=NOBODY)
    call_third = Pick(required=False, label=_("And then"), blank=NOBODY)
    calls_text = _text(
        _("Whom else to call"),
        _("With the number: a ward, a helpline, somebody who is not in the network."),
        rows=2,
    )
    admission = _text(
        _("Wishes about being admitted"),
        _("Where to, where not, who comes along, what has to be in the bag."),
    )
    medicine = _text(
        _("Wishes about medicine"), _("What has helped before, what not, as the person tells it.")
    )
    others_safety = _text(
        _("Who else has to be safe"),
        _("Children, animals, neighbours; the key, the stove: who looks after them?"),
    )
    agreed_on = DayField(label=_("Agreed on"))
    agreed_with = forms.CharField(
        required=False, max_length=200, label=_("Agreed with"), help_text=_("Everyone who was there.")
    )
    review_on = DayField(label=_("Look at it again on"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, around: Iterable[NetworkMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: list[tuple[str, str | Promise]] = [(str(one.pk), _said(one)) for one in around]
        for name in CALLS:
            field = self.fields[name]
            assert isinstance(field, Pick)
            field.offer(offered)

    def said(self) -> dict[str, Any]:
        """What was written, as the operations take it."""
        cleaned = dict(self.cleaned_data)
        cleaned["calls"] = [UUID(key) for name in CALLS if (key := cleaned.pop(name))]
        return cleaned


class KeepForm(HouseForm):
    """It was looked at with the person and still holds."""

    review_on = DayField(label=_("Look at it again on"))
    version = forms.IntegerField(widget=forms.HiddenInput)


def call_at(place: int, around: frozenset[str]) -> Any:
    """What the field of a place in the order shows of a record; nothing when they are not around any more."""

    def shown(row: Any) -> str:
        return row.calls[place] if len(row.calls) > place and row.calls[place] in around else ""

    return shown


def _said(one: NetworkMember) -> str:
    return ", ".join(filter(None, [one.name or one.relation, one.relation if one.name else "", one.phone]))
